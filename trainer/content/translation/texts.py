"""What of a file is translated, and by which stable id: the one walk for extracting, checking and playing.

An id is the path of names to a text, `scenes.arrival.choices.notice.say`. What has no name of its own (lines, wordings,
questions) is known by its speaker or its key, and by what it says: so lines may be moved and added, and no
translation gets lost or lands on another line.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from trainer.content.case import Case, Question
from trainer.content.certification import Agreement, Certification
from trainer.content.rubric import Criterion, CriticalAct, Described, Rubric
from trainer.content.scenario import Choice, Ending, Line, Meter, Person, Respond, Scenario, Scene, Wording

M = TypeVar("M", bound=BaseModel)

Source = BaseModel
"""What is translated: a scenario, a case, a rubric, critical acts, a certification."""

HERE = ""
"""The id of a text that is what its surroundings are for: a line's and a wording's words."""

SPOKEN: dict[type[BaseModel], dict[str, str]] = {
    Scenario: {name: name for name in ("title", "summary", "setting", "goal", "content_note", "note", "discuss")},
    Person: {"about": "about"},
    Meter: {"label": "label"},
    Scene: {"note": "note"},
    Line: {"text": HERE, "thinks": "thinks"},
    Choice: {"do": "do", "why": "why", "note": "note"},
    Wording: {"text": HERE},
    Respond: {"prompt": "prompt", "examples": "examples", "answers": "answers"},
    Ending: {"title": "title", "text": "text", "why": "why"},
    Case: {name: name for name in ("title", "summary", "content_note", "account", "note", "discuss")},
    Question: {"ask": "ask", "examples": "examples", "answers": "answers"},
    Rubric: {"title": "title", "about": "about"},
    Criterion: {"title": "title", "about": "about"},
    Described: {"seen": "seen", "say": "say"},
    CriticalAct: {"title": "title", "why": "why", "instead": "instead"},
    Certification: {"title": "title", "about": "about", "claim": "claim"},
    Agreement: {"title": "title", "points": "points"},
}
"""The keys that hold words for people, and what each adds to the id. What stands in no row is not translated."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: its id, the parts of the file that it is in (the whole first), and its key."""

    id: str
    within: tuple[BaseModel, ...]
    key: str


Say = Callable[[Place, str], str]
"""Gets each text with its place, and gives what is to stand there."""


def reworded(model: M, say: Say) -> M:
    """The same model with other words: `say` is asked for each text, in the file's order."""
    changed: M = _in_model(model, (), (), say)
    return changed


def spoken(model: BaseModel) -> list[tuple[Place, str]]:
    """Every text of a model that is translated, with its place, in the file's order."""
    found: list[tuple[Place, str]] = []

    def note(place: Place, text: str) -> str:
        found.append((place, text))
        return text

    reworded(model, note)
    return found


def id_of(scenario: Scenario, loc: tuple[str | int, ...]) -> str | None:
    """The id of the text that keys and positions lead to in a scenario's file, where what they name has names."""
    here: Any = scenario
    path: list[str] = []
    for step in loc:
        if isinstance(step, int):
            if not isinstance(here, tuple) or not 0 <= step < len(here):
                return None
            here = here[step]
            path.extend(_named(here))
        else:
            here = here.get(step) if isinstance(here, Mapping) else getattr(here, step, None)
            path.append(step)
        if here is None:
            return None
    return ".".join(path)


def _in_model(model: Any, path: tuple[str, ...], within: tuple[BaseModel, ...], say: Say) -> Any:
    within = (*within, model)
    keys = SPOKEN.get(type(model), {})
    changes: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in keys:
            step = keys[name]
            at = (*path, step) if step else path
            new = _in_words(value, at, name, within, say)
        elif isinstance(value, (BaseModel, tuple, dict)) and value:
            new = _in_parts(value, path if name == "root" else (*path, name), within, say)
        else:
            continue
        if new is not value:
            changes[name] = new
    return model.model_copy(update=changes) if changes else model


def _in_words(value: Any, path: tuple[str, ...], key: str, within: tuple[BaseModel, ...], say: Say) -> Any:
    match value:
        case str():
            return say(Place(".".join(path), within, key), value)
        case tuple():
            return _kept(value, tuple(_in_words(one, path, key, within, say) for one in value))
        case dict():
            new = {name: _in_words(one, (*path, str(name)), key, within, say) for name, one in value.items()}
            return value if all(new[name] is one for name, one in value.items()) else new
        case _:
            return value


def _in_parts(value: Any, path: tuple[str, ...], within: tuple[BaseModel, ...], say: Say) -> Any:
    match value:
        case BaseModel():
            return _in_model(value, path, within, say)
        case tuple():
            return _kept(value, tuple(_in_parts(one, (*path, *_named(one)), within, say) for one in value))
        case Mapping():
            new = {name: _in_parts(one, (*path, str(name)), within, say) for name, one in value.items()}
            return value if all(new[name] is one for name, one in value.items()) else new
        case _:
            return value


def _kept(old: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
    """The old one where nothing in it is new."""
    return old if all(one is other for one, other in zip(old, new, strict=True)) else new


def _named(part: Any) -> tuple[str, ...]:
    """The name that a part of a list has: a choice's id, a line's speaker; a wording has none."""
    match part:
        case Choice(id=id):
            return (id,)
        case Line(speaker=speaker):
            return (speaker,)
        case _:
            return ()
