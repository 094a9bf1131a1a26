"""Scenarios without their key, for readers: the whole of a scenario, or the choices of many decisions alone.

Decisions go by a code and choices by letters, both made of their names by a hash, so that neither a name nor an order
tells of the key, and a filled-in sheet can be read back with nothing kept beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from trainer.content.library import Library
from trainer.content.rubric import School
from trainer.content.scenario import Choice, Role, Scenario, Scene
from trainer.content.text import voices

LETTERS = "ABCDEF"


class Decision(NamedTuple):
    """A scored decision of a scenario."""

    scenario: Scenario
    name: str
    scene: Scene

    @property
    def code(self) -> str:
        """What it is called on a sheet."""
        return sha256(f"{self.scenario.scenario}.{self.name}".encode()).hexdigest()[:6]

    @property
    def lettered(self) -> dict[str, Choice]:
        """The choices under letters, in an order that follows from their names and tells nothing."""
        order = sorted(self.scene.choices, key=lambda one: _hash("keying", self.scenario.scenario, self.name, one.id))
        return dict(zip(LETTERS, order, strict=False))

    @property
    def stamp(self) -> str:
        """What stands for what was read: every line on the scenario's sheet, and the words of these choices."""
        lines = [f"{line.speaker}: {line.text}" for _, scene in on_sheet(self.scenario) for line in scene.lines]
        return _hash(*lines, self.name, *sorted(words(one) for one in self.scene.choices))[:12]


def keyed(scenario: Scenario) -> Iterator[tuple[str, Scene]]:
    """The decisions that are scored: those that look at something and are no repair."""
    repairs = {choice.repair for scene in scenario.scenes.values() for choice in scene.choices}
    if scenario.role is Role.MENTOR:
        for name, scene in scenario.scenes.items():
            if scene.choices and scene.looks_at and name not in repairs:
                yield name, scene


def on_sheet(scenario: Scenario) -> Iterator[tuple[str, Scene]]:
    """The scenes that a reader sees: no repair and no ending, which tell what a choice came to."""
    repairs = {choice.repair for scene in scenario.scenes.values() for choice in scene.choices}
    for name, scene in scenario.scenes.items():
        if name not in repairs and scene.ending is None:
            yield name, scene


def decisions(scenarios: Iterable[Scenario]) -> dict[str, Decision]:
    """The scored decisions of scenarios, by code."""
    every = [Decision(scenario, name, scene) for scenario in scenarios for name, scene in keyed(scenario)]
    found = {one.code: one for one in every}
    assert len(found) == len(every), "two decisions have one code: make it longer"
    return found


def words(choice: Choice, *, every: bool = True) -> str:
    """What a choice says or does: every wording of it, or the last only."""
    if choice.do is not None:
        return f"(does) {choice.do}"
    said = [f'"{one.text}"' for one in choice.say or ()]
    return " / ".join(said if every else said[-1:])


def whole(scenario: Scenario, library: Library) -> Iterator[str]:
    """A scenario for a reader: its people, what its rubrics say, its scenes in order, the choices of each decision.

    Replies, thoughts and repairs are left out: they are written knowing the level.
    """
    say = voices(scenario, "a", School()).say
    of_scene = {one.name: one for one in decisions([scenario]).values()}
    yield f"# {say(scenario.title)}"
    yield f"{say(scenario.summary)} {say(scenario.setting)} Goal: {say(scenario.goal)}"
    yield "\n## What is looked at"
    for name in dict.fromkeys(name for one in of_scene.values() for name in one.scene.looks_at):
        rubric, criterion = library.criteria[name]
        yield f"- {name} ({library.rubrics[rubric].title}): {criterion.about}"
        for level in (4, 3, 2, 1):
            yield f"    {level}: {criterion.levels[level].seen} E.g. {criterion.levels[level].say}"
    for name, scene in on_sheet(scenario):
        if not (scene.lines or name in of_scene):
            continue
        decision = of_scene.get(name)
        looks_at = f"{decision.code}, looks at: {', '.join(scene.looks_at)}" if decision else "(no decision here)"
        yield f"\n## {looks_at}"
        for line in scene.lines:
            yield f"{line.speaker}{' [on some paths]' if line.when else ''}: {say(line.text)}"
        if decision:
            yield from _choices(decision)


def bare(decided: Mapping[str, Decision]) -> list[str]:
    """The choices alone: a text a sheet, on which no scenario has more than one decision.

    Several decisions of one scenario would tell each other's scene. Of several wordings the one that is seen where no
    condition holds: that there are several tells where an author took most care.
    """
    sheets: dict[int, list[str]] = {}
    met: dict[str, int] = {}
    for code in sorted(decided):
        name = decided[code].scenario.scenario
        met[name] = met.get(name, 0) + 1
        sheets.setdefault(met[name], []).extend((f"\n## {code}", *_choices(decided[code], every=False)))
    return ["\n".join(lines) for _, lines in sorted(sheets.items())]


def _choices(decision: Decision, *, every: bool = True) -> Iterator[str]:
    say = voices(decision.scenario, "a", School()).say
    for letter, choice in decision.lettered.items():
        yield f"  {letter}: {say(words(choice, every=every))}"


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
