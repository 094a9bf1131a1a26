"""What decisions mean for a conversation: which every path meets, what each still decides, which choices are alike.

Called by `analysis.analysis`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.analysis.chances import in_order, met
from trainer.analysis.explore import Reach
from trainer.content.scenario import Choice, Outcome, Scenario, Scene
from trainer.scoring.score import ratings

OUTCOMES: tuple[str, ...] = tuple(outcome.value for outcome in Outcome)


@dataclass(frozen=True, slots=True)
class Decides:
    """What one decision still decides.

    `before` has each outcome that can be reached when the decision is met, with the chance of it if all that
    follows is random; `after` has the same for each choice.
    """

    scene: str
    before: Mapping[str, float]
    after: Mapping[str, Mapping[str, float]]

    @property
    def spread(self) -> float:
        """By how much its choices move the chance of an outcome: of that which they move most."""
        left = self.after.values()
        moved = [[chances.get(outcome, 0.0) for chances in left] for outcome in self.before]
        return max(max(chances) - min(chances) for chances in moved)


def outcomes_by_chance(reach: Reach) -> dict[str, float]:
    """How a random player's conversations end: each outcome that can be reached with its chance."""
    found = met(reach).outcomes()
    return {outcome: found[outcome] for outcome in OUTCOMES if outcome in found}


def anchors(reach: Reach) -> tuple[str, ...]:
    """The decisions that every path meets, repairs apart, in the file's order."""
    decisions = [scene for scene in reach.story.scenes.values() if scene.is_decision]
    bit = {scene.id: 1 << at for at, scene in enumerate(decisions)}
    surely = [0] * len(reach.states)
    for at in reversed(in_order(reach)):
        seen = -1 if reach.ways[at] else 0
        for _, to in reach.ways[at]:
            seen &= surely[to]
        surely[at] = seen | bit.get(reach.states[at].scene, 0)
    return tuple(id for id in bit if surely[0] & bit[id])


def decides(reach: Reach) -> tuple[Decides, ...]:
    """What each decision still decides, repairs among them, in the file's order."""
    story, order = reach.story, in_order(reach)
    ends: list[tuple[float, ...]] = [()] * len(reach.states)
    for at in reversed(order):
        ways = reach.ways[at]
        if ways:
            ends[at] = tuple([sum(column) / len(ways) for column in zip(*[ends[to] for _, to in ways], strict=True)])
        else:
            ending = story.scenes[reach.states[at].scene].written.ending
            ends[at] = tuple([float(ending is not None and ending.outcome == outcome) for outcome in OUTCOMES])
    sums: dict[str, dict[str, list[tuple[float, tuple[float, ...]]]]] = {}
    for at, often in enumerate(met(reach, order).states):
        for choice, to in reach.ways[at]:
            sums.setdefault(reach.states[at].scene, {}).setdefault(choice.id, []).append((often, ends[to]))
    before: dict[str, list[tuple[float, tuple[float, ...]]]] = {}
    for at, often in enumerate(met(reach, order).states):
        before.setdefault(reach.states[at].scene, []).append((often, ends[at]))
    return tuple(
        Decides(
            id,
            _weighed(before[id]),
            {choice.id: _weighed(sums[id][choice.id]) for choice in scene.choices if choice.id in sums[id]},
        )
        for id, scene in story.scenes.items()
        if id in sums and not scene.only_words
    )


def _weighed(found: list[tuple[float, tuple[float, ...]]]) -> dict[str, float]:
    total = sum(often for often, _ in found)
    columns = [sum(often * ends[at] for often, ends in found) / total for at in range(len(OUTCOMES))]
    return {outcome: chance for outcome, chance in zip(OUTCOMES, columns, strict=True) if chance > 0}


def alike(scenario: Scenario) -> tuple[tuple[str, str, str], ...]:
    """Pairs of choices of one decision that are alike in ratings, change and way on: (scene, choice, choice)."""
    return tuple(
        (id, one.id, other.id)
        for id, scene in scenario.scenes.items()
        for at, one in enumerate(scene.choices)
        for other in scene.choices[at + 1 :]
        if _effect(scene, one) == _effect(scene, other)
    )


def _effect(scene: Scene, choice: Choice) -> tuple[object, ...]:
    change = {name: by for name, by in choice.change.items() if by}
    return ratings(scene, choice) or choice.level, change, choice.go or scene.go, choice.repair, choice.critical
