"""What is in a library: each scenario with what a school chooses by, as lines, as a table and for other programs.

Called by `trainer list`, and by `docs` for the table of `scenarios/README.md`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from trainer.content.library import Library
from trainer.content.rubric import School
from trainer.content.scenario import Difficulty, Form, Scenario
from trainer.content.text import TextError, voices
from trainer.language import mark, tr, tr_many

PRACTICE, ASSESSMENT = mark("practice"), mark("assessment")
KINDS = {Form.CONVERSATION: mark("conversation"), Form.ROLE_REVERSAL: mark("role reversal"), Form.CASE: mark("case")}


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario. `mentees` are how many castings it has; `decisions` of a case its questions; `use` its pool."""

    scenario: str
    title: str
    kind: Form
    competency: str
    competency_title: str
    level: Difficulty
    minutes: int
    mentees: int
    decisions: int
    topics: tuple[str, ...]
    content_note: str | None
    use: str
    summary: str


def rows(library: Library) -> list[Row]:
    """The scenarios that can be read, by competency, then kind, level and title."""
    kept = {id for rule in library.certification_cards.values() for id in rule.sitting.pool}
    found = [_row(library, scenario, scenario.scenario in kept) for scenario in library.cards()]
    kinds, levels = list(Form), list(Difficulty)
    return sorted(
        found, key=lambda one: (one.competency_title, kinds.index(one.kind), levels.index(one.level), one.title)
    )


def _row(library: Library, scenario: Scenario, kept: bool) -> Row:
    words = voices(scenario, "a", School())

    def say(text: str) -> str:
        try:
            return words.say(text)
        except TextError:
            return text

    rubric = library.rubrics.get(scenario.competency)
    return Row(
        scenario=scenario.scenario,
        title=say(scenario.title),
        kind=scenario.form,
        competency=scenario.competency,
        competency_title=rubric.title if rubric else scenario.competency,
        level=scenario.level,
        minutes=scenario.minutes,
        mentees=0 if scenario.form is Form.CASE else 1 + len(scenario.castings),
        decisions=sum(bool(scene.choices) or _asks(scenario, scene.only_words) for scene in scenario.scenes.values()),
        topics=scenario.topics,
        content_note=say(scenario.content_note) if scenario.content_note else None,
        use=ASSESSMENT if kept else PRACTICE,
        summary=say(scenario.summary),
    )


def _asks(scenario: Scenario, only_words: bool) -> bool:
    return only_words and scenario.form is Form.CASE


def record(row: Row) -> dict[str, Any]:
    """A row for other programs."""
    return asdict(row)


def lines(found: Sequence[Row]) -> Iterator[str]:
    """The rows in plain lines."""
    for title, group in groupby(found, key=lambda one: one.competency_title):
        yield title
        for one in group:
            note = tr(" Content note: {content_note}", content_note=one.content_note) if one.content_note else ""
            facts = [tr_many(one.minutes, "{count} minute", "{count} minutes"), tr(one.level)]
            facts += [tr(KINDS[one.kind])] if one.kind is not Form.CONVERSATION else []
            facts += [tr("kept for sittings")] if one.use == ASSESSMENT else []
            yield f"  {one.scenario}: {one.title}. {', '.join(facts)}."
            yield f"    {one.summary}{note}"


def markdown(found: Sequence[Row]) -> Iterator[str]:
    """How many there are of each competency and level, and then a table for each competency."""
    yield "| competency | " + " | ".join(Difficulty) + " | for assessment | role reversals | cases |"
    yield "| --- |" + " --- |" * (len(Difficulty) + 3)
    for title, group in groupby(found, key=lambda one: one.competency_title):
        yield _cells(title, *_counts(list(group)))
    yield _cells("all", *_counts(found))
    for title, group in groupby(found, key=lambda one: one.competency_title):
        yield ""
        yield f"## {_cell(title)}"
        yield ""
        yield "| title | kind | level | minutes | mentees | what it is about | for |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        for one in group:
            name = f"[{_cell(one.title)}]({one.scenario}.yaml)"
            noted = f" Content note: {one.content_note.rstrip('.')}." if one.content_note else ""
            noted += f" Topics: {', '.join(one.topics).replace('_', ' ')}." if one.topics else ""
            cells = (one.kind, one.level, one.minutes, one.mentees or "", f"{one.summary}{noted}", one.use)
            yield f"| {name} " + _cells(*cells)


def _counts(found: Sequence[Row]) -> list[int]:
    talks = [one for one in found if one.kind == Form.CONVERSATION]
    return [
        *(sum(one.level == level for one in talks) for level in Difficulty),
        sum(one.use == ASSESSMENT for one in talks),
        *(sum(one.kind == kind for one in found) for kind in (Form.ROLE_REVERSAL, Form.CASE)),
    ]


def _cells(*values: object) -> str:
    return "| " + " | ".join(_cell(value) for value in values) + " |"


def _cell(value: object) -> str:
    """A value that stays within its cell, and is nothing but words there."""
    text = " ".join(str(value).split())
    for sign in "\\|`*_[]<>":
        text = text.replace(sign, f"\\{sign}")
    return text
