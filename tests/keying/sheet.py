"""Scenarios without their key: what a reader rates. `python -m tests.keying.sheet SCENARIO…`."""

import sys
from collections.abc import Iterator
from hashlib import sha256

from trainer.content.library import Library, open_library
from trainer.content.rubric import School
from trainer.content.scenario import Choice, Role, Scenario, Scene
from trainer.content.text import voices


def keyed(scenario: Scenario) -> Iterator[tuple[str, Scene]]:
    """The decisions that are scored: those that look at something and are no repair."""
    repairs = {choice.repair for scene in scenario.scenes.values() for choice in scene.choices}
    if scenario.role is Role.MENTOR:
        for name, scene in scenario.scenes.items():
            if scene.choices and scene.looks_at and name not in repairs:
                yield name, scene


def shuffled(scenario: str, scene: str, choices: tuple[Choice, ...]) -> list[Choice]:
    """The choices in an order that follows from their names and tells nothing."""
    return sorted(choices, key=lambda choice: sha256(f"keying {scenario} {scene} {choice.id}".encode()).digest())


def words(choice: Choice) -> str:
    """What a choice says or does, every wording of it."""
    if choice.do is not None:
        return f"(does) {choice.do}"
    return " / ".join(f'"{one.text}"' for one in choice.say or ())


def stamp(scene: Scene, choice: Choice) -> str:
    """What stands for what was read: the scene's lines and the words of all its choices."""
    lines = [f"{line.speaker}: {line.text}" for line in scene.lines]
    text = "\n".join([*lines, *sorted(words(one) for one in scene.choices), words(choice)])
    return sha256(text.encode()).hexdigest()[:12]


def sheet(scenario: Scenario, library: Library) -> Iterator[str]:
    """A scenario for a reader: its people, its rubric, and each decision with its choices shuffled."""
    say = voices(scenario, "a", School()).say
    yield f"# {scenario.scenario}: {say(scenario.title)}"
    yield f"{say(scenario.summary)} {say(scenario.setting)} Goal: {say(scenario.goal)}"
    looked = dict.fromkeys(name for _, scene in keyed(scenario) for name in scene.looks_at)
    yield "\n## What is looked at"
    for name in looked:
        rubric, criterion = library.criteria[name]
        yield f"- {name} ({library.rubrics[rubric].title}): {criterion.about}"
        for level in (4, 3, 2, 1):
            described = criterion.levels[level]
            yield f"    {level}: {described.seen} E.g. {described.say}"
    for name, scene in keyed(scenario):
        yield f"\n## {name}   looks at: {', '.join(scene.looks_at)}"
        for line in scene.lines:
            when = " [on some paths]" if line.when else ""
            yield f"{line.speaker}{when}: {say(line.text)}"
        yield from _lettered(scenario, name, scene)


def bare(scenario: Scenario) -> Iterator[str]:
    """The choices alone, under numbers, for whoever guesses the best without knowing the scene."""
    yield f"# {scenario.scenario}"
    for number, (name, scene) in enumerate(keyed(scenario), start=1):
        yield f"\n## {name} ({number})"
        yield from _lettered(scenario, name, scene)


def _lettered(scenario: Scenario, name: str, scene: Scene) -> Iterator[str]:
    """The choices under letters: their ids, and the conditions of lines, were found to tell of the key."""
    say = voices(scenario, "a", School()).say
    for letter, choice in zip("ABCDEF", shuffled(scenario.scenario, name, scene.choices), strict=False):
        yield f"  {letter}: {say(words(choice))}"


def main(names: list[str]) -> None:
    """Print the sheets of some scenarios, or of all."""
    library = open_library()
    only_choices = "--bare" in names
    wanted = [name for name in names if not name.startswith("--")] or list(library.competencies)
    for name in wanted:
        scenario = library.scenario(name)
        lines = bare(scenario) if only_choices else sheet(scenario, library)
        sys.stdout.write("\n".join(lines) + "\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
