"""What a player meets who picks at random: every choice on offer is as likely as the others.

`met` is exact, state by state; `at_least` answers the one question of the fairness rules from the scenes alone where
that is enough, which is most of the time and costs next to nothing. Called by `analysis.analysis` and the rules.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from trainer.analysis.explore import Reach
from trainer.analysis.tally import by_chance, distribution, layered, overall, shares
from trainer.engine.story import ReadyChoice, ReadyScene, Story
from trainer.scoring.score import REPAIRED_SLIP, Word, ratings

MOST_SCENES = 200
"""Of more scenes the rows of `at_least` would cost more than walking the states."""


@dataclass(frozen=True, slots=True)
class Met:
    """How often a random player rests in each state of a complete reach, on average in a run."""

    reach: Reach
    states: Sequence[float]

    def scenes(self) -> dict[str, float]:
        """By decision or ending met: how often in a run."""
        return self._by(lambda scene: scene.id)

    def outcomes(self) -> dict[str, float]:
        """By outcome: the chance to end so."""
        return self._by(lambda scene: scene.written.ending.outcome.value if scene.written.ending else None)

    def _by(self, name: Callable[[ReadyScene], str | None]) -> dict[str, float]:
        found: dict[str, float] = {}
        for state, often in zip(self.reach.states, self.states, strict=True):
            called = name(self.reach.story.scenes[state.scene])
            if called:
                found[called] = found.get(called, 0.0) + often
        return found


def in_order(reach: Reach) -> list[int]:
    """The states of a complete reach, each before those it leads to. Raises ValueError where paths run in circles."""
    waiting = [0] * len(reach.states)
    for ways in reach.ways:
        for _, to in ways:
            waiting[to] += 1
    order = [0]
    for at in order:  # grows while it is walked
        for _, to in reach.ways[at]:
            waiting[to] -= 1
            if not waiting[to]:
                order.append(to)
    if len(order) != len(reach.states):
        raise ValueError("paths run in circles")
    return order


def met(reach: Reach, order: Sequence[int] | None = None) -> Met:
    """How often a random player meets each state of a complete reach."""
    often = [0.0] * len(reach.states)
    often[0] = 1.0
    for at in order or in_order(reach):
        ways = reach.ways[at]
        if ways:
            share = often[at] / len(ways)
            for _, to in ways:
                often[to] += share
    return Met(reach, often)


def reaches_cut(reach: Reach, cut: Fraction) -> float | None:
    """The chance that a random player's run score is the cut or more; None where that is too much to add up."""
    layer = layered(reach)
    found = distribution(layer, overall(layer), by_chance)
    if found is None:
        return None
    unit = shares(layer)
    return sum(weight for (total, count), weight in found.items() if count and total >= cut * unit * count)


@dataclass(frozen=True, slots=True)
class Bound:
    """A chance that is never above `most`; and is just that where `exact`."""

    most: float
    exact: bool


def at_least(story: Story, cut: Fraction) -> Bound | None:
    """What the scenes alone say of the chance to reach a cut; None where they say nothing.

    They say nothing under a bell, in circles, and where there are too many.

    Where the way on depends on the state, the way with the better chance is taken.
    """
    if story.bell is not None or len(story.scenes) > MOST_SCENES:
        return None
    try:
        return _Scenes(story, cut).bound()
    except RecursionError:
        return None


class _Scenes:
    """Chances by scene: at each place of a row, that what still comes is worth at least that much.

    A decision is worth (its mean - the cut), made whole by `unit`; the run reaches the cut where all of it together
    is worth nothing or more. The row goes from -span to span.
    """

    def __init__(self, story: Story, cut: Fraction) -> None:
        self.story = story
        scored = [scene for scene in story.scenes.values() if scene.choices and not scene.is_repair]
        self.unit = lcm(cut.denominator, *[len(scene.written.looks_at) or 1 for scene in scored])
        self.cut = int(cut * self.unit)
        worth = [max(4 * self.unit - self.cut, self.cut - self.unit)] * len(scored)
        self.span = sum(worth)
        self.end = (1.0,) * (self.span + 1) + (0.0,) * self.span
        self.rows: dict[tuple[str, str | None, int], tuple[float, ...]] = {}
        self.open: set[str] = set()
        self.sure: dict[str, bool] = {}
        self.exact = True

    def bound(self) -> Bound:
        """The bound at the beginning; not exact where a run may score nothing, and so reach no cut."""
        start = self.story.scenario.start
        return Bound(self.row(start)[self.span], self.exact and self.surely_scored(start))

    def surely_scored(self, id: str) -> bool:
        """Whether every way on from a scene meets a decision that is scored. Circles were refused before."""
        if id not in self.sure:
            scene = self.story.scenes[id]
            ways = {to for _, to in scene.route} | {choice.to for choice in scene.choices if choice.to}
            looked = bool(scene.choices and scene.written.looks_at)
            self.sure[id] = looked or (bool(ways) and all(map(self.surely_scored, ways)))
        return self.sure[id]

    def row(self, id: str, back: str | None = None, slip: int = 0) -> tuple[float, ...]:
        """What can come from a scene on; in a repair, `back` follows it, and `slip` is what mending it is worth."""
        key = (id, back, slip)
        known = self.rows.get(key)
        if known is None:
            if id in self.open:
                raise RecursionError
            self.open.add(id)
            known = self.rows[key] = self._row(self.story.scenes[id], back, slip)
            self.open.discard(id)
        return known

    def _row(self, scene: ReadyScene, back: str | None, slip: int) -> tuple[float, ...]:
        if not scene.choices:
            return self._best([self.row(to) for _, to in scene.route]) if scene.route else self.end
        always: list[tuple[float, ...]] = []
        sometimes: list[tuple[float, ...]] = []
        for choice in scene.choices:
            (always if choice.when is None else sometimes).append(self._after(scene, choice, back, slip))
        if not sometimes:
            size = len(always)
            return tuple([sum(column) / size for column in zip(*always, strict=True)])
        self.exact = False
        return (
            tuple(map(_greatest_mean, zip(*always, strict=True), zip(*sometimes, strict=True)))
            if always
            else (self._best(sometimes))
        )

    def _after(self, scene: ReadyScene, choice: ReadyChoice, back: str | None, slip: int) -> tuple[float, ...]:
        if scene.is_repair:
            mended = slip if (choice.written.level or 0) >= Word.ADEQUATE else 0
            return _moved(self.row(back or ""), mended)
        levels = ratings(scene.written, choice.written).values()
        share = self.unit // len(levels) if levels else 0
        worth = sum(levels) * share - self.cut if levels else 0
        if choice.repair is None:
            return _moved(self.row(choice.to or ""), worth)
        harmful = sum(REPAIRED_SLIP - level for level in levels if level == Word.HARMFUL) * share
        return _moved(self.row(choice.repair, choice.to, harmful), worth)

    def _best(self, rows: list[tuple[float, ...]]) -> tuple[float, ...]:
        if all(row == rows[0] for row in rows):
            return rows[0]
        self.exact = False
        return tuple(map(max, zip(*rows, strict=True)))


def _moved(row: tuple[float, ...], worth: int) -> tuple[float, ...]:
    if worth > 0:
        return (1.0,) * worth + row[:-worth]
    return row[-worth:] + (0.0,) * -worth if worth else row


def _greatest_mean(always: tuple[float, ...], sometimes: tuple[float, ...]) -> float:
    """The greatest mean of all of the one and any of the other."""
    total, size = sum(always), len(always)
    for value in sorted(sometimes, reverse=True):
        if value * size <= total:
            break
        total, size = total + value, size + 1
    return total / size
