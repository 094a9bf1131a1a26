"""Every state that a conversation can reach, found with the functions that play uses.

The explorer is written once and serves the rules, `analyse`, `test`, `graph` and `diff`. A story's states are
finite because every run ends; past a limit the walk stops and says that it is not complete.
"""

import gc
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations

from trainer.content.scenario import Scenario
from trainer.engine.steps import NoWayOnError, begin, moved, offered, step
from trainer.engine.story import ReadyChoice, State, Story, ready, settings_asked

_state = tuple.__new__
"""As in `engine.steps`."""

_Moves = dict[tuple[int, ...], tuple[int, ...]]
"""The meters after a choice, by what they were."""

LARGEST_PROOF = 100_000
"""A scenario of more states than this cannot be proved, and cannot be assessed."""


@dataclass(slots=True)
class Reach:
    """The reach layer of one story.

    `states` are those in which a conversation rests, the first being the beginning; `ways` has for each the choices
    on offer with the index of the state each leads to (-1 where it leads nowhere). `passed` are the states entered
    and left again without a decision. `stuck` are the scenes that lead nowhere, and why.
    """

    story: Story
    states: list[State] = field(default_factory=list)
    ways: list[tuple[tuple[ReadyChoice, int], ...]] = field(default_factory=list)
    passed: set[State] = field(default_factory=set)
    stuck: dict[str, str] = field(default_factory=dict)
    complete: bool = True

    def entered(self) -> Iterator[State]:
        """Every state entered: those rested in and those passed."""
        yield from self.states
        yield from self.passed


@contextmanager
def without_collector() -> Iterator[None]:
    """Many small values are made and kept, none of them in circles: looking for garbage would treble the work."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@without_collector()
def explore(story: Story, limit: int = LARGEST_PROOF) -> Reach:
    """Walk every state that can be reached, breadth first, up to `limit` of them.

    Where no bell can ring, it does by itself what `offered` and `step` do, which takes half the time; a property holds
    it against them.
    """
    reach = Reach(story)
    states, ways, passed = reach.states, reach.ways, reach.passed
    index: dict[State, int] = {}
    trail: list[State] = []

    def found(state: State) -> int:
        if len(trail) > 1:
            passed.update(trail[:-1])
        trail.clear()
        known = index.get(state)
        if known is None:
            known = index[state] = len(states)
            states.append(state)
        return known

    try:
        found(begin(story, trail))
    except NoWayOnError as fault:
        passed.update(trail)
        reach.stuck[fault.scene] = fault.why

    def followed(state: State, choice: ReadyChoice) -> int:
        try:
            return found(step(story, state, choice, trail))
        except NoWayOnError as fault:
            passed.update(trail)
            trail.clear()
            reach.stuck[fault.scene] = fault.why
            return -1

    resting = {id for id, scene in story.scenes.items() if scene.rests}
    moves: dict[str, list[tuple[ReadyChoice, _Moves]]] = {
        id: [(choice, {}) for choice in scene.choices] for id, scene in story.scenes.items()
    }
    for state in states:  # grows while it is walked
        if len(states) > limit:
            reach.complete = False
            break
        if story.bell is not None:
            ways.append(tuple([(choice, followed(state, choice)) for choice in offered(story, state)]))
            continue
        here = []
        scene, back, meters, facts, left = state
        for choice, after in moves[scene]:
            if choice.when is not None and not choice.when(meters, facts):
                continue
            # What follows, without a bell, follows from the state in which the next scene is entered.
            values = after.get(meters)
            if values is None:
                values = after[meters] = moved(meters, choice.moves)
            to, repair = choice.to, choice.repair
            then = to if repair else back if to else None
            entered = _state(State, (repair or to or back, then, values, facts | choice.bits, left))
            known = index.get(entered)
            if known is None:
                if entered[0] in resting:
                    known = len(states)
                    states.append(entered)
                else:
                    known = followed(state, choice)
                index[entered] = known
            here.append((choice, known))
        ways.append(tuple(here))
    return reach


def schools(scenario: Scenario) -> Iterator[frozenset[str]]:
    """Every combination of the school's yes/no settings that a scenario asks for; a proof holds for each."""
    asked = sorted(settings_asked(scenario))
    for size in range(len(asked) + 1):
        for chosen in combinations(asked, size):
            yield frozenset(chosen)


def reaches(scenario: Scenario, limit: int = LARGEST_PROOF) -> list[Reach]:
    """The reach layer at every kind of school."""
    return [explore(ready(scenario, school), limit) for school in schools(scenario)]


def least_observed(reach: Reach, criteria: AbstractSet[str]) -> frozenset[str]:
    """The criteria of `criteria` that some complete path does not observe."""
    names = sorted(criteria)
    bit = {name: 1 << index for index, name in enumerate(names)}
    looks = {
        id: sum(bit[name] for name in set(scene.written.looks_at) if name in bit)
        for id, scene in reach.story.scenes.items()
    }
    everything = (1 << len(names)) - 1
    surely = [everything] * len(reach.states)
    changed = True
    while changed:  # states are mostly found before those they lead to: one or two rounds do
        changed = False
        for at in range(len(reach.ways) - 1, -1, -1):
            seen = everything if reach.ways[at] else 0
            for _, to in reach.ways[at]:
                if to >= 0:
                    seen &= surely[to]
            seen |= looks[reach.states[at].scene]
            if seen != surely[at]:
                surely[at] = seen
                changed = True
    return frozenset(name for name in names if reach.states and not surely[0] & bit[name])
