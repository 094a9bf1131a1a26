"""What of a scenario there is to visit, and what some runs have visited: scenes, choices, branches, lines.

Called by `analysis.walks`, and for choosing walks by `analysis.routes`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from trainer.analysis.passages import Passage, passages, shows
from trainer.content.rules.rule import Loc
from trainer.content.scenario import Scenario
from trainer.engine.run import Made, Run
from trainer.engine.story import State, Story


class Part(StrEnum):
    """The kinds of thing that can be visited."""

    SCENE = "scene"
    CHOICE = "choice"
    BRANCH = "branch"
    """One way of a route."""
    LINE = "conditional line"
    """A line, reply or wording that shows on some paths only."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be visited: its place in the scenario's file, and its name for people."""

    part: Part
    loc: Loc
    name: str


@dataclass(frozen=True)
class Coverage:
    """What there is, and the places of what was visited."""

    items: tuple[Item, ...]
    seen: frozenset[Loc]

    def of(self, part: Part) -> tuple[int, int]:
        """How many of a kind were visited, and how many there are."""
        some = [item.loc in self.seen for item in self.items if item.part is part]
        return sum(some), len(some)

    @property
    def missed(self) -> list[Item]:
        """What was not visited, in the file's order of kinds."""
        return [item for item in self.items if item.loc not in self.seen]


def items_of(scenario: Scenario) -> tuple[Item, ...]:
    """Everything that can be visited."""
    found = list(_items(scenario))
    return tuple(sorted(found, key=lambda item: list(Part).index(item.part)))


def _items(scenario: Scenario) -> Iterator[Item]:
    conditional = passages(scenario)
    for id, scene in scenario.scenes.items():
        yield Item(Part.SCENE, ("scenes", id), id)
        for at, choice in enumerate(scene.choices):
            yield Item(Part.CHOICE, ("scenes", id, "choices", at), f"{id}.{choice.id}")
        for at, branch in enumerate(scene.route):
            why = f"when {branch.when}" if branch.when else "otherwise"
            yield Item(Part.BRANCH, ("scenes", id, "route", at), f"{id} to {branch.go} {why}")
        for passage in conditional.get(id, ()):
            yield Item(Part.LINE, passage.loc, f'{id}: "{passage.text}"')


def visited(run: Run, conditional: Mapping[str, list[Passage]]) -> Iterator[Loc]:
    """The places of everything that a run visits; `conditional` are its scenario's passages."""
    for state in run.opening:
        yield from entered(run.story, state, conditional)
    for made in run.line:
        yield from chosen(run.story, made, conditional)


def chosen(story: Story, made: Made, conditional: Mapping[str, list[Passage]]) -> Iterator[Loc]:
    """The places that one decision visits: its choice, the reply to it, and all that is entered after it."""
    at = next(at for at, one in enumerate(story.scenes[made.scene].choices) if one.id == made.choice)
    yield "scenes", made.scene, "choices", at
    for passage in conditional.get(made.scene, ()):
        if passage.is_reply and passage.choice == at and shows(story, made.before, passage):
            yield passage.loc
    for state in made.trail:
        yield from entered(story, state, conditional)


def entered(story: Story, state: State, conditional: Mapping[str, list[Passage]]) -> Iterator[Loc]:
    """The places that entering a scene visits: itself, the lines and wordings shown, the branch taken."""
    scene = story.scenes[state.scene]
    yield "scenes", state.scene
    for passage in conditional.get(state.scene, ()):
        if not passage.is_reply and shows(story, state, passage):
            yield passage.loc
    if scene.written.route:
        for at, (when, _) in enumerate(scene.route):
            if when is None or when(state.meters, state.facts):
                yield "scenes", state.scene, "route", at
                return


def covered(scenario: Scenario, runs: Iterable[Run]) -> Coverage:
    """What some runs of a scenario visit of it."""
    conditional = passages(scenario)
    return Coverage(items_of(scenario), frozenset(loc for run in runs for loc in visited(run, conditional)))
