"""A small valid library, and the examples of rules' docstrings put into it. Used by the tests of all rules.

An example is a few lines: `scenes.arrival.choices[0].level: 5` puts a value into the scenario below,
`~delete` takes a key away. Examples of syntax (Y, and W203) are put in as they stand, in place of the lines
with the same keys.
"""

import atexit
import json
import re
import shutil
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from trainer.content.compile import Proofs, check_bytes
from trainer.content.findings import Finding
from trainer.content.library import Library
from trainer.content.model import read_model
from trainer.content.reader import read
from trainer.content.rubric import CriticalActs, Rubric, Sources
from trainer.content.scenario import Scenario
from trainer.content.shelf import Shelf
from trainer.content.translation.texts import spoken

LEVELS = {str(level): {"seen": f"Seen at {level}.", "say": f"Said at {level}."} for level in (4, 3, 2, 1)}

SCENARIO: dict[str, Any] = {
    "scenario": "the_empty_seat",
    "title": "The empty seat",
    "competency": "active_listening",
    "level": "foundation",
    "minutes": "6",
    "rubrics": ["active_listening"],
    "summary": "Your mentee has stopped coming to lunch.",
    "setting": "Library corner, Tuesday.",
    "goal": "Help your mentee say what is going on.",
    "cast": {"mentee": {"name": "Amara", "pronouns": "she"}, "adult": {"from": "named_adult"}},
    "meters": {"trust": {"start": "2", "min": "0", "max": "5", "label": "Trust"}},
    "start": "arrival",
    "scenes": {
        "arrival": {
            "lines": [{"mentee": "I'm fine.", "thinks": "I am not."}],
            "looks_at": ["one"],
            "go": "good_end",
            "choices": [
                {
                    "id": "notice",
                    "say": "You're quieter than last week.",
                    "level": "4",
                    "change": {"trust": "1"},
                    "reply": [{"mentee": "...Do you think so?", "when": "trust >= 3"}],
                    "why": "You named what you saw without naming a cause.",
                },
                {
                    "id": "wait",
                    "do": "Sit down.",
                    "level": "3",
                    "go": "poor_end",
                    "why": "Silence asks for nothing.",
                },
                {
                    "id": "pact",
                    "say": "I won't tell anyone.",
                    "level": "1",
                    "critical": "CE1",
                    "repair": "take_back",
                    "why": "This promise cannot be kept.",
                    "go": "next_day",
                },
            ],
        },
        "take_back": {
            "lines": [{"mentee": "You swore."}],
            "choices": [
                {
                    "id": "own_up",
                    "say": "I said that too fast.",
                    "level": "3",
                    "why": "You took it back yourself.",
                },
                {"id": "keep", "say": "Nobody.", "level": "1", "why": "It now stands between you and help."},
            ],
        },
        "next_day": {
            "lines": [{"mentee": "Hello again."}],
            "looks_at": ["one"],
            "go": "good_end",
            "choices": [
                {"id": "ask", "say": "How was it?", "level": "4", "why": "An open door, a day later."},
                {"id": "tell", "say": "You should eat.", "level": "2", "why": "Advice before the story."},
            ],
        },
        "good_end": {"ending": {"outcome": "good", "title": "Seen", "text": "You sit together."}},
        "poor_end": {"ending": {"outcome": "poor", "title": "Alone", "text": "The bell rings."}},
    },
}
RUBRIC: dict[str, Any] = {
    "rubric": "active_listening",
    "title": "Active listening",
    "about": "Hearing what is said.",
    "criteria": {
        "one": {"title": "One", "about": "The first.", "levels": LEVELS},
        "two": {"title": "Two", "about": "The second.", "levels": LEVELS},
    },
}
OTHER: dict[str, Any] = {
    "rubric": "fairness",
    "title": "Fairness",
    "about": "Being fair.",
    "criteria": {"fair_turns": {"title": "Turns", "about": "Turns.", "levels": LEVELS}},
}
ACTS = {"CE1": {"title": "Promising secrecy", "why": "It cannot be kept.", "instead": "Say so."}}
SOURCES = {
    "rogers_1957": {
        "authors": "Rogers",
        "year": "1957",
        "title": "T",
        "venue": "V",
        "says": "S.",
        "limits": "L.",
    }
}
CERTIFICATION: dict[str, Any] = {
    "certification": "onboarding",
    "title": "Onboarding",
    "about": "Before a mentor meets a younger student.",
    "claim": "Completed onboarding.",
    "core": ["active_listening"],
    "competencies": ["active_listening"],
    "practice": {"scenarios": "2"},
    "sitting": {"pool": ["the_empty_seat", "the_full_seat"], "draw": {"active_listening": "1"}},
    "live": {},
    "tries": {},
}
"""Four scenarios of one competency are in the library that it stands in."""
CASE: dict[str, Any] = {
    "case": "the_locked_room",
    "title": "The locked room",
    "competency": "active_listening",
    "level": "foundation",
    "minutes": "8",
    "summary": "A mentor keeps a good plan, and loses his mentee.",
    "account": ["It is the third week.", "Priya has not brought her book."],
    "questions": [
        {"ask": "What did she hear?", "criteria": ["one"], "examples": {"4": "That it was late.", "2": "Nothing."}},
        {"ask": "What next?", "answers": ["Ask her.", "Wait."]},
    ],
}
NAMES = {
    "case": "the_locked_room",
    "scenario": "the_empty_seat",
    "rubric": "active_listening",
    "file": "the_empty_seat",
    "walks": "the_empty_seat.walks",
    "stray_walks": "stray.walks",
    "certification": "onboarding.certification",
}
TRANSLATIONS = {
    "translation": "the_empty_seat.es.po",
    "whole_translation": "the_empty_seat.es.po",
    "stray_translation": "stray.es.po",
}
"""Translations of the small scenario; one that is whole stands alone, the others are put in between the rest of it."""


@cache
def _scenarios() -> tuple[Path, ...]:
    """Files of four scenarios for certifications to draw from; kept as long as the tests run."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder)
    for name in ("the_empty_seat", "the_full_seat", "the_next_seat", "the_other_seat"):
        (folder / f"{name}.yaml").write_text(written(SCENARIO | {"scenario": name}))
    return tuple(sorted(folder.iterdir()))


def library() -> Library:
    """The library that the examples stand in."""
    rubrics = [read_model(written(one), Rubric) for one in (RUBRIC, OTHER)]
    return Library(
        Shelf(Path("."), _scenarios(), (), (), None, None),
        {rubric.rubric: rubric for rubric in rubrics},
        read_model(written(ACTS), CriticalActs).root,
        read_model(written(SOURCES), Sources).root,
    )


def written(data: dict[str, Any]) -> str:
    """A file of one line for each key at its top."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items())


def put(example: str, *, raw: bool = False, kind: str = "scenario") -> str:
    """The text of the small scenario, or other file, with an example put into it."""
    example = example.replace("<tab>", "\t")
    if kind == "translation":
        return _translated(example)
    base = {"scenario": SCENARIO, "rubric": RUBRIC, "certification": CERTIFICATION, "case": CASE}.get(kind)
    if base is None:
        return example
    if raw:
        keys = set(re.findall(r"^(\w+):", example, re.MULTILINE))
        return written({key: value for key, value in base.items() if key not in keys}) + example
    data = deepcopy(base)
    for path, value in (read("example", example.encode()).value or {}).items():
        _put(data, [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)], value)
    return written(data)


def _put(data: Any, steps: list[str | int], value: Any) -> None:
    for step in steps[:-1]:
        data = data[str(step) if isinstance(data, dict) else step]
    last = str(steps[-1]) if isinstance(data, dict) else steps[-1]
    if value == "~delete":
        del data[last]
    else:
        data[last] = value


def _translated(example: str) -> str:
    """A whole translation of the small scenario, with the example's entries instead of those of the same ids."""
    mine = set(re.findall(r'^msgctxt "([^"\[]*)', example, re.MULTILINE))
    entries = {(place.id, text) for place, text in spoken(read_model(written(SCENARIO), Scenario))}
    rest = [
        f"msgctxt {json.dumps(id)}\nmsgid {json.dumps(text)}\nmsgstr {json.dumps(text.upper())}\n"
        for id, text in sorted(entries)
        if id not in mine or "[" in example
    ]
    return "\n".join([example, *rest])


def codes(text: str, kind: str = "scenario", proofs: Proofs | None = None, books: Library | None = None) -> set[str]:
    """The codes of what is found in a text."""
    return {finding.code for finding in findings(text, kind, proofs, books)}


def findings(
    text: str, kind: str = "scenario", proofs: Proofs | None = None, books: Library | None = None
) -> tuple[Finding, ...]:
    """What is found in a text."""
    path = TRANSLATIONS.get(kind, f"{NAMES.get(kind, kind)}.yaml")
    beside = written(SCENARIO).encode() if kind in ("walks", "translation", "whole_translation") else None
    return tuple(check_bytes(path, text.encode(), books or library(), proofs, beside) or ())
