"""A story in Twee as a scenario, with a finding for all that could not be mapped. Called by `trainer import`.

A passage becomes a scene of the same name; two links or more make a decision, one goes on by itself, none is an
ending. Ratings and notes are marked for the author to write: no story has them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trainer.content.findings import Finding, Severity
from trainer.content.rules.rule import Loc
from trainer.content.source import INVISIBLE, Source
from trainer.content.twee import rules
from trainer.content.twee.expressions import Change
from trainer.content.twee.flat import Flat, flat
from trainer.content.twee.meters import meters
from trainer.content.twee.names import id_of
from trainer.content.twee.passages import Passage, Sayings, read, story_data
from trainer.content.twee.scanner import is_harlowe, scan
from trainer.content.twee.scenes import Scenes
from trainer.content.twee.ways import circles, plan, reached
from trainer.content.writer import SCHEMA, written
from trainer.language import mark, tr

SPECIAL = {
    **dict.fromkeys(("StoryTitle", "StoryData"), ""),
    **dict.fromkeys(
        ("StoryCaption", "StoryMenu", "StoryBanner", "StoryInterface", "StoryShare"), mark("the story's frame")
    ),
    **dict.fromkeys(("StoryAuthor", "StorySubtitle", "StorySettings", "StoryDisplayTitle"), mark("about the story")),
    **dict.fromkeys(("PassageHeader", "PassageFooter", "PassageReady", "PassageDone"), mark("shown around passages")),
}
"""Passages that are no part of the conversation, and what they are; nothing is said of those that are read."""
TAGS = {
    "script": mark("a program"),
    "stylesheet": mark("a style"),
    "widget": mark("a program"),
    "header": mark("shown around passages"),
    "footer": mark("shown around passages"),
    "debug-header": mark("shown around passages"),
    "debug-footer": mark("shown around passages"),
    "Twine.private": "private",
    "annotation": "a remark",
}
OPENING_TAGS = {"startup", "init"}
MOST_PASSAGES, MOST_LINKS, MOST_PARTS = 2_000, 200, 10_000
"""Of passages, links in one, and links and sets in all; a larger story is given up."""
_BRACES = re.compile(r"(\{(?=[{%#])|[}%#](?=\}))")
LEAST_BELL, MOST_BELL = 8, 100


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gave. `text` is the scenario's file, None where errors kept it from being made.

    `to_rate` counts the choices that have no level and no note yet.
    """

    scenario: str
    text: str | None
    findings: tuple[Finding, ...]
    to_rate: int = 0


def imported(
    source: Source, name: str | None, competency: str, criteria: Sequence[str], first: str = SCHEMA
) -> Imported:
    """Make a scenario of a story. `name` is its id, the story's title without one; `criteria` those it may look at.

    `first` is the file's first line.

    Any text gives findings, never an exception.
    """
    clean = Source(source.path, INVISIBLE.sub(" ", source.text))
    said = Sayings(clean)
    passages = read(clean, said)
    data = story_data(passages, said)
    title = next((one.text for one in passages if one.name == "StoryTitle" and one.text), "") or str(
        data.get("name", "")
    )
    title = " ".join(title.split())[:200] or "A story"
    id = name or id_of(title, (), "story")
    begun = _begun(passages, data, said)
    text, to_rate = None, 0
    if begun is not None:
        document, marks, to_rate = _document(*begun, said, id, title, competency, criteria)
        if not any(finding.severity is Severity.ERROR and finding.code != "T002" for finding in said.findings):
            text = written(document, marks, first)
    found = sorted(said.findings, key=lambda one: (one.place.line, one.place.column, one.code))
    return Imported(id, text, tuple(found), to_rate)


def _begun(
    passages: list[Passage], data: dict[str, Any], said: Sayings
) -> tuple[str, dict[str, Flat], list[tuple[Change, int]]] | None:
    """The passages of the conversation, laid flat, the one it begins with, and what is set before it."""
    if not passages:
        return None
    harlowe = is_harlowe(str(data.get("format", "")), "\n".join(one.text for one in passages))
    flats: dict[str, Flat] = {}
    first: list[tuple[Change, int]] = []
    for passage in passages:
        why = SPECIAL.get(passage.name) or next((TAGS[tag] for tag in passage.tags if tag in TAGS), None)
        if passage.name in ("StoryTitle", "StoryData"):
            continue
        if why:
            said.at(
                passage.head,
                len(passage.name) + 2,
                rules.left_out_passage,
                rules.left_out_passage.check(passage.name, why),
            )
            continue
        laid = flat(passage, scan(passage.text, passage.at, harlowe), said)
        if passage.name == "StoryInit" or OPENING_TAGS & set(passage.tags):
            first += laid.sets
            continue
        flats[passage.name] = laid
    if _too_large(flats, first, said):
        return None
    start = str(data.get("start") or "Start")
    if start not in flats:
        said.at(passages[0].head, 2, rules.no_start, rules.no_start.check(start))
        return None
    return start, flats, first


def _too_large(flats: dict[str, Flat], first: list[tuple[Change, int]], said: Sayings) -> bool:
    """Whether a story is so large that it is given up; said where it is."""
    rule, before = rules.story_too_large, len(said.findings)
    if len(flats) > MOST_PASSAGES:
        said.at(0, 1, rule, rule.check(tr("passages"), MOST_PASSAGES))
    for name, each in flats.items():
        if len(each.ways) > MOST_LINKS:
            said.at(each.passage.head, len(name) + 3, rule, rule.check(tr("links in this passage"), MOST_LINKS))
    if len(first) + sum(len(each.ways) + len(each.sets) for each in flats.values()) > MOST_PARTS:
        said.at(0, 1, rule, rule.check(tr("links and sets"), MOST_PARTS))
    return len(said.findings) > before


def _document(
    start: str,
    flats: dict[str, Flat],
    first: list[tuple[Change, int]],
    said: Sayings,
    id: str,
    title: str,
    competency: str,
    criteria: Sequence[str],
) -> tuple[dict[str, Any], dict[Loc, str], int]:
    plans = {name: plan(name, each) for name, each in flats.items()}
    kept = reached(start, plans)
    for name, each in flats.items():
        if name not in kept:
            head = each.passage.head
            said.at(head, len(name) + 3, rules.unreached_passage, rules.unreached_passage.check(name))
    flats, plans = {name: flats[name] for name in kept}, {name: plans[name] for name in kept}
    round_, endless = circles(plans)
    for name in endless:
        said.at(flats[name].passage.head, len(name) + 3, rules.endless_circle, rules.endless_circle.check(name))
    decisions = sum(bool(one.choices) for one in plans.values())
    bell = min(max(LEAST_BELL, decisions + 2), MOST_BELL) if round_ and not endless else None
    found = meters(flats, plans, start, first, bell or max(decisions, 1), said)
    scenes = Scenes(flats, plans, found, list(criteria), said)
    built = scenes.built()
    document: dict[str, Any] = {
        "scenario": id,
        "title": title,
        "competency": competency,
        "level": "foundation",
        "minutes": 5,
        "rubrics": [competency],
        "summary": "To write: what happens, in one sentence.",
        "setting": "To write: where and when.",
        "goal": "To write: what the mentor tries to do.",
        "cast": scenes.cast(),
    }
    if scenes.meters:
        document["meters"] = scenes.meters
    if bell:
        document["bell"] = {
            "after": bell,
            "go": scenes.ending("bell_rings", "The bell", "It rings before you got to the end."),
        }
        head = flats[start].passage.head
        said.at(head, len(start) + 3, rules.bell_added, rules.bell_added.check(bell))
    document |= {"start": scenes.ids[start], "scenes": built}
    marks: dict[Loc, str] = {("scenes", *loc): text for loc, text in scenes.marks.items()}
    marks[()] = "level, minutes, summary, setting, goal, who everybody is, and what each decision looks at"
    return _without_braces(document), marks, scenes.to_rate


def _without_braces(value: Any) -> Any:
    """A document in whose texts no two braces stand side by side: there they would name somebody."""
    if isinstance(value, dict):
        return {key: _without_braces(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_braces(one) for one in value]
    return _BRACES.sub(r"\1 ", value) if isinstance(value, str) else value
