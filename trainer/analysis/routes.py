"""A few walks that together visit everything of a scenario, found by search. Called by `trainer new walks`.

First come players who keep to one level; then, for whatever they leave, the walk that visits most of it, until
nothing is left that some path visits.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from trainer.analysis.chances import in_order
from trainer.analysis.coverage import chosen, entered, items_of
from trainer.analysis.explore import Reach, explore, schools
from trainer.analysis.passages import Passage, passages
from trainer.content.rules.rule import Loc
from trainer.content.scenario import Scenario
from trainer.engine.run import Made
from trainer.engine.steps import begin, step
from trainer.engine.story import ReadyChoice, State, Story, ready
from trainer.scoring.score import Word, ratings

MANNERS: Mapping[str, tuple[str, int, int]] = {
    "skilled": ("A best choice at every decision.", 4, 3),
    "adequate": ("What is nearest to adequate at every decision.", 3, 3),
    "weak": ("What is nearest to weak at every decision.", 2, 2),
    "harmful": ("The most harmful choice at every decision, and nothing taken back.", 1, 1),
    "mends_every_slip": ("The most harmful choice at every decision, and the best that can be said after it.", 1, 3),
    "excuses_every_slip": ("The most harmful choice at every decision, and an excuse after it.", 1, 2),
}
"""Players who keep to one level: what they show, the level wanted at a decision, and in a repair."""


@dataclass(frozen=True, slots=True)
class Route:
    """A whole walk: its name, what it shows, the settings that are yes, its choices, and the places it visits."""

    name: str
    about: str
    school: frozenset[str]
    choose: tuple[str, ...]
    visits: frozenset[Loc]


@dataclass
class Map:
    """Every state of one story, and what each choice visits."""

    story: Story
    conditional: Mapping[str, list[Passage]]

    @cached_property
    def reach(self) -> Reach:
        """Every state."""
        return explore(self.story)

    @cached_property
    def opening(self) -> frozenset[Loc]:
        """The places that are visited before the first choice."""
        trail: list[State] = []
        begin(self.story, trail)
        return frozenset(loc for state in trail for loc in entered(self.story, state, self.conditional))

    @cached_property
    def visits(self) -> list[list[frozenset[Loc]]]:
        """For each state and each choice there, the places that the choice visits."""
        ways = enumerate(self.reach.ways)
        return [[self._visits(self.reach.states[at], choice) for choice, _ in here] for at, here in ways]

    def _visits(self, state: State, choice: ReadyChoice) -> frozenset[Loc]:
        trail: list[State] = []
        step(self.story, state, choice, trail)
        made = Made(0, state.scene, choice.id, (), state, tuple(trail))
        return frozenset(chosen(self.story, made, self.conditional))

    def path(self, pick: Callable[[int], int]) -> list[tuple[int, int]]:
        """A whole path as (state, number of the choice); `pick` says which choice is made in a state."""
        at, path = 0, []
        while self.reach.ways[at]:
            number = pick(at)
            path.append((at, number))
            at = self.reach.ways[at][number][1]
        return path

    def route(self, name: str, about: str, path: Sequence[tuple[int, int]]) -> Route:
        """A path as a route."""
        choose = tuple(self.reach.ways[at][number][0].ref for at, number in path)
        visits = self.opening.union(*(self.visits[at][number] for at, number in path))
        return Route(name, about, self.story.school, choose, visits)

    def level(self, choice: ReadyChoice) -> float:
        """The mean of a choice's levels."""
        scene = self.story.scenes[choice.ref.partition(".")[0]]
        levels = ratings(scene.written, choice.written).values() or [choice.written.level or 0]
        return sum(levels) / len(levels)


def routes(scenario: Scenario) -> list[Route]:
    """Walks that visit everything some path visits; the scenario has passed its check, paths included."""
    conditional = passages(scenario)
    maps = [Map(ready(scenario, school), conditional) for school in schools(scenario)]
    found = list(_distinct(_mannered(maps[0], *manner) for manner in MANNERS.items()))
    left = {item.loc for item in items_of(scenario)}.difference(*(route.visits for route in found))
    while True:
        best = max((_most(one, left) for one in maps), key=lambda route: len(route.visits & left))
        if not best.visits & left:
            return found
        found.append(best)
        left -= best.visits


def _distinct(found: Iterable[Route]) -> Iterator[Route]:
    known: set[tuple[str, ...]] = set()
    for route in found:
        if route.choose not in known:
            known.add(route.choose)
            yield route


def _mannered(one: Map, name: str, manner: tuple[str, int, int]) -> Route:
    """The walk of somebody who keeps to one level."""
    about, decision, repair = manner

    def pick(at: int) -> int:
        wanted = repair if one.story.scenes[one.reach.states[at].scene].is_repair else decision
        levels = [one.level(choice) for choice, _ in one.reach.ways[at]]
        return min(range(len(levels)), key=lambda number: (abs(levels[number] - wanted), levels[number]))

    return one.route(name, about, one.path(pick))


def _most(one: Map, left: set[Loc]) -> Route:
    """The walk that visits most of what is left; of those that visit as much, the one least short of skill."""
    picks = [0] * len(one.reach.states)
    worth = [(0, 0.0)] * len(one.reach.states)
    for at in reversed(in_order(one.reach)):
        here = []
        for number, (choice, to) in enumerate(one.reach.ways[at]):
            fresh, short = worth[to]
            here.append((fresh + len(one.visits[at][number] & left), short + one.level(choice) - Word.SKILLED))
        if here:
            worth[at] = max(here)
            picks[at] = here.index(worth[at])
    path = one.path(picks.__getitem__)
    at, number = path[-1]
    end = one.reach.states[one.reach.ways[at][number][1]].scene
    return one.route(f"to_{end}", "", path)
