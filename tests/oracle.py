"""The rules of the language told a second time, as slowly and plainly as can be, to hold the engine against.

It walks the model itself with names instead of bits, asks conditions of Python's own `eval`, and lists whole paths.
It shares no code with `trainer.engine`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from trainer.content.scenario import Choice, Scenario, Scene


@dataclass(frozen=True)
class Place:
    """Where a conversation stands, by names."""

    scene: str
    back: str | None
    meters: tuple[tuple[str, int], ...]
    chosen: frozenset[str] = frozenset()
    visited: frozenset[str] = frozenset()
    decisions: int = 0


@dataclass(frozen=True)
class Path:
    """One way from the beginning: the places rested in, all places entered, and the choices made between them."""

    rested: tuple[Place, ...] = ()
    entered: tuple[Place, ...] = ()
    made: tuple[str, ...] = field(default=())


def holds(when: str | None, place: Place, school: frozenset[str]) -> bool:
    """Whether a condition is true, by Python's own reading of it."""
    if when is None:
        return True

    class Names(dict[str, Any]):
        def __missing__(self, name: str) -> Any:
            return _Name(name)

    names = Names(
        dict(place.meters),
        chose=lambda *asked: any(one.path in place.chosen for one in asked),
        visited=lambda asked: asked.path in place.visited,
        school=lambda asked: asked.path in school,
    )
    return bool(eval(when, {"__builtins__": {}}, names))


@dataclass(frozen=True)
class _Name:
    path: str

    def __getattr__(self, word: str) -> "_Name":
        return _Name(f"{self.path}.{word}")


def beginning(scenario: Scenario, school: frozenset[str]) -> Path:
    """The path before the first choice."""
    meters = tuple((name, meter.start) for name, meter in scenario.meters.items())
    return _on(scenario, school, Path(), Place(scenario.start, None, meters))


def offered(scenario: Scenario, school: frozenset[str], place: Place) -> list[Choice]:
    """What may be chosen."""
    return [choice for choice in scenario.scenes[place.scene].choices if holds(choice.when, place, school)]


def repairs(scenario: Scenario) -> set[str | None]:
    """The scenes that are a repair."""
    return {choice.repair for scene in scenario.scenes.values() for choice in scene.choices}


def chosen(scenario: Scenario, school: frozenset[str], path: Path, choice: Choice) -> Path:
    """The path after one more choice."""
    place = path.rested[-1]
    scene = scenario.scenes[place.scene]
    meters = []
    for name, value in place.meters:
        meter = scenario.meters[name]
        meters.append((name, min(max(value + choice.change.get(name, 0), meter.min), meter.max)))
    ref = f"{place.scene}.{choice.id}"
    in_repair = place.scene in repairs(scenario)
    after = replace(
        place,
        back=None,
        meters=tuple(meters),
        chosen=place.chosen | {ref},
        visited=place.visited | {place.scene},
        decisions=place.decisions + (not in_repair),
    )
    onward = place.back if in_repair else choice.go or scene.go
    assert onward is not None
    if choice.repair:
        after = replace(after, scene=choice.repair, back=onward)
    else:
        after = replace(after, scene=onward)
    return _on(scenario, school, replace(path, made=(*path.made, ref)), after)


def _on(scenario: Scenario, school: frozenset[str], path: Path, place: Place) -> Path:
    """Enter a scene and go on to where there is a choice, or an end."""
    entered = list(path.entered)
    while True:
        scene = scenario.scenes[place.scene]
        due = scenario.bell is not None and place.decisions >= scenario.bell.after
        if scene.choices and due and place.scene not in repairs(scenario):
            assert scenario.bell is not None
            place = replace(place, scene=scenario.bell.go)
            scene = scenario.scenes[place.scene]
        entered.append(place)
        if scene.choices or scene.ending:
            return replace(path, rested=(*path.rested, place), entered=tuple(entered))
        onward = _way(scene, place, school)
        place = replace(place, scene=onward, visited=place.visited | {place.scene})


def _way(scene: Scene, place: Place, school: frozenset[str]) -> str:
    if scene.route:
        return next(branch.go for branch in scene.route if holds(branch.when, place, school))
    assert scene.go is not None
    return scene.go


def paths(scenario: Scenario, school: frozenset[str], limit: int = 20_000) -> Iterator[Path]:
    """Every path to every end, up to a limit of choices made in all."""
    todo = [beginning(scenario, school)]
    while todo:
        path = todo.pop()
        choices = offered(scenario, school, path.rested[-1])
        if not choices:
            yield path
        for choice in choices:
            limit -= 1
            todo.append(chosen(scenario, school, path, choice))
        if limit < 0:
            raise OverflowError
