"""A scenario as a map: its scenes as boxes, and the ways that lead from one to another.

Values only. `reports.drawing` makes an SVG of a map, `reports.diagrams` Mermaid and DOT; both serve `trainer graph`
and the page of `trainer analyse`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from trainer.content.rubric import School
from trainer.content.scenario import Bell, Choice, Scenario, Scene
from trainer.content.text import TextError, Voices, voices
from trainer.scoring.score import level


class Kind(StrEnum):
    """What a scene is, by its way on."""

    DECISION = "decision"
    REPAIR = "repair"
    ROUTE = "route"
    PASSAGE = "passage"
    """Goes on by itself."""
    ENDING = "ending"


class Course(StrEnum):
    """Why a way is taken."""

    CHOICE = "choice"
    REPAIR = "repair"
    """From a slip to the scene in which it can be taken back."""
    MENDED = "mended"
    """From a repair on to where the slip was leading."""
    ROUTE = "route"


@dataclass(frozen=True, slots=True)
class Row:
    """A choice, or a branch of a route (whose `id` is the scene it leads to). `text` is what is said or done."""

    id: str
    text: str
    when: str | None = None
    level: int | None = None
    critical: str | None = None
    change: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A scene. `text` is how it opens, or an ending's title; `chance` how often a random player meets it (0 to 1)."""

    scene: str
    kind: Kind
    text: str
    rows: tuple[Row, ...] = ()
    outcome: str | None = None
    critical: str | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """From a box, at one of its rows or (None) as a whole, to another."""

    source: str
    row: int | None
    target: str
    course: Course


@dataclass(frozen=True, slots=True)
class Map:
    """A whole scenario. `ways` lead to scenes that are there; `lost` are scenes to which none leads."""

    scenario: str
    title: str
    start: str
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    bell: Bell | None
    lost: frozenset[str]

    def count(self, kind: Kind) -> int:
        """How many scenes are of a kind."""
        return sum(box.kind is kind for box in self.boxes)


def mapped(scenario: Scenario, chances: Mapping[str, float] | None = None) -> Map:
    """The map of a scenario, in casting a. `chances` are by scene, as `analysis.visits` gives them.

    A scenario with errors has a map too: what leads to a scene that is not there is left out.
    """
    words = voices(scenario, "a", School())
    repairs = {choice.repair for scene in scenario.scenes.values() for choice in scene.choices}
    boxes = [_box(id, scene, words, id in repairs, chances or {}) for id, scene in scenario.scenes.items()]
    ways = [way for way in _ways(scenario) if way.target in scenario.scenes]
    reached = {scenario.start, *(way.target for way in ways), scenario.bell.go if scenario.bell else ""}
    return Map(
        scenario.scenario,
        _say(words, scenario.title),
        scenario.start,
        tuple(boxes),
        tuple(dict.fromkeys(ways)),
        scenario.bell,
        frozenset(scenario.scenes.keys() - reached),
    )


def _box(id: str, scene: Scene, words: Voices, is_repair: bool, chances: Mapping[str, float]) -> Box:
    if scene.ending is not None:
        kind, text = Kind.ENDING, scene.ending.title
    else:
        kind = Kind.REPAIR if is_repair else Kind.PASSAGE
        if scene.route:
            kind = Kind.ROUTE
        elif scene.choices and not is_repair:
            kind = Kind.DECISION
        text = scene.lines[0].text if scene.lines else ""
    rows = [_choice_row(scene, choice, words) for choice in scene.choices]
    rows += [Row(branch.go, "", branch.when) for branch in scene.route]
    return Box(
        id,
        kind,
        _say(words, text),
        tuple(rows),
        scene.ending.outcome.value if scene.ending else None,
        scene.ending.critical if scene.ending else None,
        chances.get(id),
    )


def _choice_row(scene: Scene, choice: Choice, words: Voices) -> Row:
    text = choice.do or (choice.say[-1].text if choice.say else "")
    return Row(
        choice.id, _say(words, text), choice.when, level(scene, choice), choice.critical, dict(choice.change) or None
    )


def _ways(scenario: Scenario) -> Iterator[Way]:
    for id, scene in scenario.scenes.items():
        for number, branch in enumerate(scene.route):
            yield Way(id, number, branch.go, Course.ROUTE)
        if scene.go and not scene.choices and not scene.route:
            yield Way(id, None, scene.go, Course.ROUTE)
        for number, choice in enumerate(scene.choices):
            on = choice.go or scene.go
            if choice.repair:
                yield Way(id, number, choice.repair, Course.REPAIR)
                if on:
                    yield Way(choice.repair, None, on, Course.MENDED)
            elif on:
                yield Way(id, number, on, Course.CHOICE)


def _say(words: Voices, text: str) -> str:
    """A text as it is said in casting a; as written, where its braces cannot be read."""
    try:
        return words.say(text)
    except TextError:
        return text
