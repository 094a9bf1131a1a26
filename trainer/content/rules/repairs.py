"""K: harmful choices, critical acts, and the repairs that take them back.

Each function yields what it finds in one scenario. Called by `content.compile` through the table in `rules`.
"""

from collections.abc import Iterator
from typing import Any

from trainer.content.rules.key import best_of, level_of
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.subject import Subject
from trainer.content.scenario import Scenario
from trainer.language import tr


def decided(scenario: Scenario, target: str | None) -> bool:
    """Whether nothing is left to decide from a scene on: every way from it meets an ending first."""
    todo, seen = [target], set[str | None]()
    while todo:
        name = todo.pop()
        scene = scenario.scenes.get(name or "")
        if scene is None or scene.choices:
            return False
        if name not in seen:
            seen.add(name)
            todo += [branch.go for branch in scene.route] + ([scene.go] if scene.go else [])
    return True


@rule("K003", "harmful-without-repair")
def harmful_without_repair(subject: Subject) -> Iterator[Said]:
    """A choice of level 1, and every critical act, has a `repair`.

    People learn by taking a bad turn back. None is needed in a repair scene, and where the choice leads
    straight to an ending.

    Wrong:
        scenes.arrival.choices[1]: {id: wait, do: Go., level: 1, go: next_day, why: Alone.}

    Right:
        scenes.arrival.choices[1]: {id: wait, do: Go., level: 1, go: next_day, why: Alone., repair: take_back}
    """
    for loc, name, scene, choice in subject.choices:
        if choice.repair is not None or name in subject.repairs:
            continue
        if choice.critical is None and (level_of(choice) != 1 or not scene.looks_at):
            continue
        if not decided(subject.scenario, choice.go or scene.go):
            said = (
                tr("`{id}` is a critical act and has no repair", id=choice.id)
                if choice.critical is not None
                else tr("`{id}` is harmful (level 1) and has no repair", id=choice.id)
            )
            help = tr("Name a scene in which it can be taken back: `repair: …`.")
            yield Said(loc, said, help)


@rule("K004", "critical-above-1")
def critical_above_1(subject: Subject) -> Iterator[Said]:
    """A critical act is always level 1.

    No score makes up for it, so it cannot have a good one.

    Wrong:
        scenes.arrival.choices[2].level: 2

    Right:
        scenes.arrival.choices[2].level: 1
    """
    for loc, _, _, choice in subject.choices:
        level = level_of(choice)
        if choice.critical is not None and level is not None and level > 1:
            key = "level" if choice.level is not None else "rate"
            yield Said(
                (*loc, key),
                tr("`{id}` is a critical act and not level 1", id=choice.id),
                tr("Write level 1, or take `critical` away."),
            )


@rule("K005", "repair-scene")
def repair_scene(subject: Subject) -> Iterator[Said]:
    """A repair scene has choices and nothing else: no `looks_at`, no `go`, no repair of its own.

    It is a second chance, not a decision: it adds no observation, and goes on to where the slip would have
    led.

    Wrong:
        scenes.take_back.go: good_end

    Right:
        scenes.take_back.note: A second chance.
    """
    for name in sorted(subject.repairs & subject.scenario.scenes.keys()):
        scene = subject.scenario.scenes[name]
        loc: Loc = ("scenes", name)
        if not scene.choices:
            yield Said(
                loc, tr("the repair scene `{name}` has no choices", name=name), tr("Give it two or three."), at_key=True
            )
        for key in ("looks_at", "go"):
            if getattr(scene, key):
                yield Said(
                    (*loc, key),
                    tr("`{name}` is a repair scene and has `{key}`", name=name, key=key),
                    tr("Take it away."),
                    at_key=True,
                )
        for number, choice in enumerate(scene.choices):
            for key in ("repair", "go", "rate"):
                if getattr(choice, key):
                    at = (*loc, "choices", number, key)
                    help = tr("Write `level`.") if key == "rate" else tr("Take it away.")
                    yield Said(
                        at,
                        tr("`{name}` is a repair scene and a choice of it has `{key}`", name=name, key=key),
                        help,
                        at_key=True,
                    )


@rule("K006", "repair-level")
def repair_level(subject: Subject) -> Iterator[Said]:
    """In a repair scene every choice has a level, and the best of them is exactly 3.

    A slip whose repair was met with a 3 counts as 2 instead of 1. A 4 would make the slip the better way.

    Wrong:
        scenes.take_back.choices[0].level: 4

    Right:
        scenes.take_back.choices[0].level: 3
    """
    for name in sorted(subject.repairs & subject.scenario.scenes.keys()):
        choices = subject.scenario.scenes[name].choices
        for number, choice in enumerate(choices):
            loc: Loc = ("scenes", name, "choices", number)
            if choice.level is None and not choice.rate:
                yield Said(
                    loc,
                    tr("the choice `{id}` of a repair scene has no `level`", id=choice.id),
                    tr("Write a level from 1 to 3."),
                )
            elif best_of(choice) > 3:
                yield Said((*loc, "level"), tr("a choice of a repair scene is at most level 3"), tr("Write 3."))
        if choices and all(0 < best_of(choice) < 3 for choice in choices):
            help = tr("Give it a way to take the slip back, of level 3.")
            yield Said(
                ("scenes", name), tr("the repair scene `{name}` has no choice of level 3", name=name), help, at_key=True
            )


@rule("K007", "repair-reached-otherwise")
def repair_reached_otherwise(subject: Subject) -> Iterator[Said]:
    """A repair scene is reached by `repair` only.

    Reached by `go`, it would not know where to go on to.

    Wrong:
        scenes.arrival.choices[0].go: take_back

    Right:
        scenes.arrival.choices[0].go: good_end
    """
    scenario, repairs = subject.scenario, subject.repairs
    named: list[tuple[Loc, str | None]] = [(("start",), scenario.start)]
    if scenario.bell:
        named.append((("bell", "go"), scenario.bell.go))
    for name, scene in scenario.scenes.items():
        named.append((("scenes", name, "go"), scene.go))
        named += [(("scenes", name, "route", number, "go"), way.go) for number, way in enumerate(scene.route)]
    named += [((*loc, "go"), choice.go) for loc, _, _, choice in subject.choices]
    for at, target in named:
        if target in repairs:
            yield Said(
                at,
                tr("`{target}` is a repair scene, and this goes to it without a slip", target=target),
                tr("Go to another scene."),
            )


REPAIRS: tuple[Rule[Any], ...] = (
    harmful_without_repair,
    critical_above_1,
    repair_scene,
    repair_level,
    repair_reached_otherwise,
)
