"""The tally layer: every state with what is scored on the way to it, so that all scores of all runs are exact.

`layered` lays it over a complete reach; what it adds to a state is which decisions that can repeat were met, and
the slip whose repair is being played. The rules are those of `scoring.score`: a decision met again counts once, a
slip repaired counts 2, repairs add no observation. `distribution` adds up sums and counts; `extreme` needs neither
and serves where they are too many. Called by `analysis.analysis` and the fairness rules.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from trainer.analysis.explore import Reach, without_collector
from trainer.analysis.proof import repeating
from trainer.content.scenario import Role
from trainer.engine.story import ReadyChoice
from trainer.scoring.score import REPAIRED_SLIP, Word, ratings

LARGEST_TALLY = 3_000_000
"""Sums and counts added up, over all states, before a distribution is given up for samples."""

BASE = 1 << 20
"""A sum and a count are kept as one whole number, `sum * BASE + count`."""

Weigh = Callable[[int], Sequence[float]]
"""For a number of choices, how much each weighs."""


class Gain(NamedTuple):
    """What one choice adds: levels by criterion, of how many that its decision looks at, and whether that is counted.

    A repair adds levels to a decision that was counted before.
    """

    levels: tuple[tuple[str, int], ...] = ()
    of: int = 1
    counted: bool = False


NOTHING = Gain()


@dataclass(slots=True)
class Layer:
    """The tally layer of one story. Node 0 is the beginning.

    `at` is the reach state of each node; `ways` has for each the nodes its choices lead to, in the order of the
    reach's, with the place of what each adds in `gains`. `order` names each node before those it leads to.
    """

    reach: Reach
    at: list[int] = field(default_factory=list)
    ways: list[tuple[tuple[int, int], ...]] = field(default_factory=list)
    gains: list[Gain] = field(default_factory=list)
    order: list[int] = field(default_factory=list)


Measure = Callable[[Gain], tuple[int, int]]
"""What a gain adds to a sum and to a count."""


@without_collector()
def layered(reach: Reach) -> Layer:
    """The tally layer of a complete reach whose paths have no errors. Raises ValueError where paths run in circles."""
    layer = Layer(reach)
    scores = _Scores(reach, layer.gains)
    index: dict[tuple[int, int, int], int] = {(0, 0, 0): 0}
    keys = [(0, 0, 0)]
    for at, met, slip in keys:  # grows while it is walked
        here = []
        for choice, to in reach.ways[at]:
            gain, met_then, slip_then = scores.of(reach.states[at].scene, choice, met, slip)
            key = (to, met_then, slip_then)
            known = index.get(key)
            if known is None:
                known = index[key] = len(keys)
                keys.append(key)
            here.append((known, gain))
        layer.at.append(at)
        layer.ways.append(tuple(here))
    layer.order = _order(layer.ways)
    return layer


class _Scores:
    """What each choice of a story adds, worked out once for each."""

    def __init__(self, reach: Reach, gains: list[Gain]) -> None:
        self.story, self.gains = reach.story, gains
        self.unscored = reach.story.scenario.role is Role.MENTEE
        self.bits = {scene: 1 << at for at, scene in enumerate(sorted(repeating(reach)))}
        self.places: dict[Gain, int] = {}
        self.slips: list[Gain] = [NOTHING]
        self.known: dict[tuple[str, int, bool], tuple[int, int]] = {}

    def of(self, scene: str, choice: ReadyChoice, met: int, slip: int) -> tuple[int, int, int]:
        """(the place of what it adds, what was met then, the slip that is open then)."""
        bit = self.bits.get(scene, 0)
        again = bool(met & bit)
        found = self.known.get((choice.ref, slip, again))
        if found is None:
            found = self.known[choice.ref, slip, again] = self._of(scene, choice, slip, again)
        return found[0], met | bit, found[1]

    def _of(self, scene: str, choice: ReadyChoice, slip: int, again: bool) -> tuple[int, int]:
        ready = self.story.scenes[scene]
        if ready.is_repair:
            mended = slip and (choice.written.level or 0) >= Word.ADEQUATE
            return self._place(self.slips[slip] if mended else NOTHING), 0
        levels = {} if again or self.unscored else ratings(ready.written, choice.written)
        if not levels:
            return self._place(NOTHING), 0
        gain = Gain(tuple(levels.items()), len(levels), counted=True)
        harmful = tuple((name, REPAIRED_SLIP - level) for name, level in levels.items() if level == Word.HARMFUL)
        if choice.repair is None or not harmful:
            return self._place(gain), 0
        open_slip = Gain(harmful, len(levels))
        if open_slip not in self.slips:
            self.slips.append(open_slip)
        return self._place(gain), self.slips.index(open_slip)

    def _place(self, gain: Gain) -> int:
        place = self.places.get(gain)
        if place is None:
            place = self.places[gain] = len(self.gains)
            self.gains.append(gain)
        return place


def _order(ways: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    waiting = [0] * len(ways)
    for here in ways:
        for to, _ in here:
            waiting[to] += 1
    order = [0]
    for node in order:  # grows while it is walked
        for to, _ in ways[node]:
            waiting[to] -= 1
            if not waiting[to]:
                order.append(to)
    if len(order) != len(ways):
        raise ValueError("paths run in circles")
    return order


def shares(layer: Layer) -> int:
    """The number that every decision's share of the score is a part of: the mean of its ratings times it is whole."""
    return lcm(*(gain.of for gain in layer.gains))


def overall(layer: Layer) -> Measure:
    """The run score's measure: the sum of decisions' means, times `shares`, and how many decisions."""
    unit = shares(layer)
    return lambda gain: (sum(level for _, level in gain.levels) * (unit // gain.of), int(gain.counted))


def of_criterion(criterion: str) -> Measure:
    """One criterion's measure: the sum of its levels, and how many there are."""

    def measure(gain: Gain) -> tuple[int, int]:
        added = [level for name, level in gain.levels if name == criterion]
        return sum(added), len(added) if gain.counted else 0

    return measure


def of_criteria(criteria: frozenset[str]) -> Measure:
    """How many observations some criteria get: a sum of ones."""
    return lambda gain: (sum(name in criteria for name, _ in gain.levels) if gain.counted else 0, 0)


def each_path(choices: int) -> Sequence[float]:
    """Each path counts as one."""
    return (1,) * choices


def by_chance(choices: int) -> Sequence[float]:
    """Each choice on offer is as likely as the others."""
    return (1 / choices,) * choices


def distribution(
    layer: Layer, measure: Measure, weigh: Weigh, budget: int = LARGEST_TALLY
) -> dict[tuple[int, int], float] | None:
    """How much weighs each (sum, count) in which a run can end; None where there are more than the budget of them."""
    added = [total * BASE + count for total, count in map(measure, layer.gains)]
    held: list[dict[int, float]] = [{} for _ in layer.ways]
    held[0][0] = 1
    ended: dict[int, float] = {}
    for node in layer.order:
        mine, held[node] = held[node], {}
        budget -= len(mine)
        if budget < 0:
            return None
        ways = layer.ways[node]
        if not ways:
            _pour(mine, 0, 1, ended)
            continue
        for (to, gain), share in zip(ways, weigh(len(ways)), strict=True):
            _pour(mine, added[gain], share, held[to])
    return {divmod(key, BASE): weight for key, weight in sorted(ended.items())}


def _pour(mine: Mapping[int, float], added: int, share: float, into: dict[int, float]) -> None:
    held = into.get
    for key, weight in mine.items():
        key += added
        into[key] = held(key, 0) + weight * share


def path_count(layer: Layer) -> int:
    """How many paths there are, from the beginning to any end."""
    found = [1] * len(layer.ways)
    for node in reversed(layer.order):
        if layer.ways[node]:
            found[node] = sum([found[to] for to, _ in layer.ways[node]])
    return found[0]


def least(layer: Layer, measure: Measure) -> int:
    """The least sum on any path."""
    return _best(layer, measure, 1, 0)[0]


def most(layer: Layer, measure: Measure) -> int:
    """The greatest sum on any path."""
    return _best(layer, measure, -1, 0)[0]


def observed(layer: Layer, measure: Measure) -> tuple[int, int]:
    """The least and greatest count on any path."""
    return _best(layer, measure, 0, 1)[1], _best(layer, measure, 0, -1)[1]


def extreme(layer: Layer, measure: Measure, sign: int) -> Fraction | None:
    """The least (sign 1) or greatest (sign -1) sum / count of any path that counts anything; None where none does.

    Dinkelbach's way: ask which path beats the best ratio yet, until none does.
    """
    total, count = _best(layer, measure, 0, -1)
    if not count:
        return None
    while True:
        ratio = Fraction(total, count)
        better = _best(layer, measure, sign * ratio.denominator, -sign * ratio.numerator)
        if sign * (better[0] * ratio.denominator - better[1] * ratio.numerator) >= 0:
            return ratio
        total, count = better


def run_scores(layer: Layer) -> tuple[Fraction | None, Fraction | None]:
    """The least and greatest run score of any path, which need no adding up; None where no path counts anything."""
    ends = [extreme(layer, overall(layer), sign) for sign in (1, -1)]
    least, greatest = (end and end / shares(layer) for end in ends)
    return least, greatest


def _best(layer: Layer, measure: Measure, by_sum: int, by_count: int) -> tuple[int, int]:
    """The (sum, count) of the path for which `by_sum * sum + by_count * count` is least."""
    added = [(by_sum * total + by_count * count, total, count) for total, count in map(measure, layer.gains)]
    found: list[tuple[int, int, int]] = [(0, 0, 0)] * len(layer.ways)
    for node in reversed(layer.order):
        ways = layer.ways[node]
        if ways:
            found[node] = min([_sum(found[to], added[gain]) for to, gain in ways])
    return found[0][1:]


def _sum(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[int, int, int]:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
