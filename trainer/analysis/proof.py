"""What the path rules look at: a scenario with everything that can be reached in it, and questions asked of that.

Made by `analysis.prove`, read by `analysis.rules.paths`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from trainer.analysis.explore import Reach
from trainer.content.scenario import Scenario
from trainer.engine.story import ReadyChoice, State, Story
from trainer.language import tr


class Met(NamedTuple):
    """A decision met: in which state first, and the choices on offer."""

    reach: Reach
    state: State
    choices: tuple[ReadyChoice, ...]


@dataclass(frozen=True)
class Proof:
    """A scenario, its states at every kind of school, and the criteria of its rubrics."""

    scenario: Scenario
    reaches: list[Reach]
    criteria: frozenset[str]

    def entered(self) -> Iterator[tuple[Reach, State]]:
        """Every state entered at every kind of school."""
        for reach in self.reaches:
            for state in reach.entered():
                yield reach, state

    @cached_property
    def met(self) -> list[Met]:
        """Every decision met, once for each set of choices that it offers somewhere."""
        found: list[Met] = []
        for reach in self.reaches:
            known: set[tuple[str, ...]] = set()
            scenes = reach.story.scenes
            for state, ways in zip(reach.states, reach.ways, strict=False):
                scene = scenes[state[0]]
                key = (scene.id, *[choice.id for choice, _ in ways]) if scene.conditional else (scene.id,)
                if scene.choices and key not in known:
                    known.add(key)
                    found.append(Met(reach, state, tuple([choice for choice, _ in ways])))
        return found

    def first(self, wrong: Callable[[str, tuple[ReadyChoice, ...]], bool]) -> dict[str, tuple[Reach, State, int]]:
        """By scene, the first decision met that is wrong, and how many choices it offered."""
        found: dict[str, tuple[Reach, State, int]] = {}
        for reach, state, choices in self.met:
            if state.scene not in found and wrong(state.scene, choices):
                found[state.scene] = (reach, state, len(choices))
        return found


def in_words(reach: Reach, state: State) -> str:
    """The meters, facts and settings of a state, for an author: `trust 0, after arrival.notice`."""
    values = zip(reach.story.meters, state.meters, strict=True)
    told = [tr("{name} is {value}", name=name, value=value) for name, value in values]
    told += [tr("{name} came before", name=name) for name, bit in reach.story.facts.items() if state.facts & bit]
    told += [tr("the school's {name} is yes", name=name) for name in sorted(reach.story.school)]
    return tr(" and ").join(told) or tr("nothing is asked for")


def repeating(reach: Reach) -> set[str]:
    """The decisions, repairs apart, that some path meets twice."""
    if not _may_repeat(reach.story):
        return set()
    scene_of = [state.scene for state in reach.states]
    graph: dict[str, set[str]] = {}
    for at, ways in enumerate(reach.ways):
        graph.setdefault(scene_of[at], set()).update(scene_of[to] for _, to in ways if to >= 0)
    suspects = [scene for scene in graph if not reach.story.scenes[scene].is_repair and scene in _beyond(graph, scene)]
    return {scene for scene in suspects if _meets_again(reach, scene)}


def _may_repeat(story: Story) -> bool:
    """Whether the scenes lead back to one another at all, whatever meters and facts say."""
    graph = {
        id: {to for _, to in scene.route} | {choice.to for choice in scene.choices if choice.to}
        for id, scene in story.scenes.items()
    }
    return any(id in _beyond(graph, id) for id in graph)


def _beyond(graph: dict[str, set[str]], scene: str) -> set[str]:
    seen: set[str] = set()
    queue = list(graph.get(scene, ()))
    while queue:
        here = queue.pop()
        if here not in seen:
            seen.add(here)
            queue += graph.get(here, ())
    return seen


def _meets_again(reach: Reach, scene: str) -> bool:
    queue = [to for at, ways in enumerate(reach.ways) if reach.states[at].scene == scene for _, to in ways if to >= 0]
    seen: set[int] = set()
    while queue:
        here = queue.pop()
        if here in seen:
            continue
        if reach.states[here].scene == scene:
            return True
        seen.add(here)
        if here < len(reach.ways):
            queue += [to for _, to in reach.ways[here] if to >= 0]
    return False
