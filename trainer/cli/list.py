"""`trainer list`: the scenarios of the library."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.output import as_json, say, talk
from trainer.cli.wiring import Places, open_library, placed
from trainer.language import tr, tr_many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainer.content.library import Library
    from trainer.content.scenario import Scenario


@click.command("list")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="How to print them.",
)
@placed
@click.pass_context
def list_scenarios(ctx: click.Context, form: str) -> None:
    """List the scenarios of the library."""
    library = open_library(ctx.ensure_object(Places))
    records = [_record(library, scenario) for scenario in library.cards()]
    records.sort(key=lambda one: (one["competency_title"], one["level_order"], one["title"]))
    if form == "json":
        as_json([{key: one[key] for key in one if key != "level_order"} for one in records])
    elif form == "markdown":
        say(*_markdown(records))
    else:
        say(*_text(records))
    if not records:
        talk(tr("There are no scenarios here. --library DIR names another folder."))
    for name in sorted(library.scenarios.keys() - {one["scenario"] for one in records}):
        talk(tr("{name} cannot be read: `trainer check` says why.", name=name))


def _record(library: "Library", scenario: "Scenario") -> dict[str, Any]:
    from trainer.content.rubric import School
    from trainer.content.text import TextError, voices

    def say(text: str) -> str:
        try:
            return words.say(text)
        except TextError:
            return text

    words = voices(scenario, "a", School())
    rubric = library.rubrics.get(scenario.competency)
    return {
        "scenario": scenario.scenario,
        "title": say(scenario.title),
        "competency": scenario.competency,
        "competency_title": rubric.title if rubric else scenario.competency,
        "level": scenario.level.value,
        "level_order": list(type(scenario.level)).index(scenario.level),
        "minutes": scenario.minutes,
        "content_note": say(scenario.content_note) if scenario.content_note else None,
        "summary": say(scenario.summary),
        "decisions": sum(bool(scene.choices) for scene in scenario.scenes.values()),
    }


def _text(records: list[dict[str, Any]]) -> "Iterator[str]":
    for title, group in groupby(records, key=lambda one: one["competency_title"]):
        yield title
        for one in group:
            note = tr(" Content note: {content_note}", content_note=one["content_note"]) if one["content_note"] else ""
            minutes = tr_many(one["minutes"], "{count} minute", "{count} minutes")
            yield f"  {one['scenario']}: {one['title']}. {minutes}, {tr(one['level'])}."
            yield f"    {one['summary']}{note}"


def _markdown(records: list[dict[str, Any]]) -> "Iterator[str]":
    for title, group in groupby(records, key=lambda one: one["competency_title"]):
        yield f"## {_cell(title)}"
        yield ""
        yield "| scenario | title | level | minutes | content note | summary |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for one in group:
            cells = [one[key] for key in ("scenario", "title", "level", "minutes", "content_note", "summary")]
            yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"
        yield ""


def _cell(value: object) -> str:
    """A value that stays within its cell, and is nothing but words there."""
    text = "" if value is None else " ".join(str(value).split())
    for sign in "\\|`*_[]<>":
        text = text.replace(sign, f"\\{sign}")
    return text
