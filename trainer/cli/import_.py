"""`trainer import`: a scenario file made of a story that was written elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import say, talk
from trainer.cli.wiring import Places, open_library, placed
from trainer.cli.writing import keep, must_be_free, schema_line
from trainer.errors import Exit, UsageError
from trainer.language import tr, tr_many

if TYPE_CHECKING:
    from trainer.content.library import Library
    from trainer.content.rubric import Rubric
    from trainer.content.twee.story import Imported

USUAL = "active_listening"


@click.group("import")
def import_story() -> None:
    """Make a scenario file of a story written elsewhere."""


@import_story.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write the scenario to this file.")
@click.option("--competency", help=f"What it is to be practice for; {USUAL} without.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print findings.")
@placed
@click.pass_context
def twee(ctx: click.Context, file: Path, out: Path | None, competency: str | None, form: str) -> None:
    """Import FILE, a story in Twee 3 as Twine exports it.

    The scenario is written to standard output, or with -o to a file; what could not be mapped is told with its place
    on standard error. Every choice still needs its level and its note: `trainer check` finds each.
    """
    from trainer.content.render import as_json, render
    from trainer.content.source import LARGEST, decode, read_bytes
    from trainer.content.twee.story import imported

    data = read_bytes(file)
    rubric = _rubric(open_library(ctx.ensure_object(Places)), competency)
    if out is not None:
        must_be_free(out)
    if len(data) > LARGEST:
        raise UsageError(
            tr("{file} has more than 1 MiB.", file=file), tr("Is this the right file? Export a smaller story.")
        )
    source, wrong = decode(str(file), data)
    if wrong is not None:
        raise UsageError(
            tr("{file} is not UTF-8 text.", file=file),
            tr("Export the story again, or save the file with the encoding UTF-8."),
        )
    first = schema_line("scenario", out or Path(file.name))
    found = imported(source, _named(out), rubric.rubric, list(rubric.criteria), first)
    if form == "json":
        talk(*as_json(found.findings).split("\n"))
    else:
        for finding in found.findings:
            talk(*render(finding, source.text).split("\n"), "")
    if found.text is None:
        talk(tr("No scenario was made of {file}.", file=file))
        ctx.exit(Exit.FAILED)
    _give(found, found.text, out)


def _give(found: "Imported", text: str, out: Path | None) -> None:
    if out is None:
        say(*text.rstrip("\n").split("\n"))
        return
    keep(out, text)
    talk(
        tr_many(
            found.to_rate,
            "{out} is written. {count} choice still needs a level and a note: `trainer check {out}` finds each.",
            "{out} is written. {count} choices still need a level and a note: `trainer check {out}` finds each.",
            out=out,
        )
    )


def _named(out: Path | None) -> str | None:
    """The id that the file's name gives; a scenario is named as its file is."""
    if out is None:
        return None
    import re

    stem = out.name.removesuffix(".yaml")
    if not out.name.endswith(".yaml") or not re.fullmatch(r"[a-z][a-z0-9_]{0,63}", stem):
        raise UsageError(
            tr("{name} is no name for a scenario.", name=out.name),
            tr("Name it in lower-case letters: the_late_bus.yaml."),
        )
    return stem


def _rubric(library: "Library", competency: str | None) -> "Rubric":
    """The rubric of a competency; the library's first where none is named. Raises UsageError."""
    if competency is None and library.rubrics:
        return library.rubrics.get(USUAL) or next(iter(library.rubrics.values()))
    if competency is None or competency not in library.rubrics:
        known = ", ".join(sorted(library.rubrics)) or tr("none in this library")
        raise UsageError(
            tr('There is no competency "{competency}".', competency=competency), tr("There are: {known}.", known=known)
        )
    return library.rubrics[competency]
