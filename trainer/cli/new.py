"""`trainer new`: write a new file that works, to be changed bit by bit. What is there is never overwritten."""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import say, talk
from trainer.cli.wiring import Places, open_library, placed
from trainer.cli.writing import schema, schema_line
from trainer.errors import ContentError, TrainerError, UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.content.library import Library
    from trainer.content.rubric import Rubric

_INTO = click.option(
    "--into", type=click.Path(path_type=Path), help="The folder to write into, instead of the one you are in."
)


@click.group()
def new() -> None:
    """Write a new scenario, case, rubric, certification or file of walks that works, to make your own."""


@new.command()
@click.argument("name")
@click.option("--competency", help="What it is practice for: the id of a rubric.")
@_INTO
@placed
@click.pass_context
def scenario(ctx: click.Context, name: str, competency: str | None, into: Path | None) -> None:
    """Write the scenario NAME into NAME.yaml: small, playable, with each part of the format once."""
    from trainer.content.template import scenario_text

    library = open_library(ctx.ensure_object(Places))
    file = _file(name, into)
    _write(file, scenario_text(name, _rubric(library, competency), library, schema("scenario", file)))
    say(str(file))
    talk(tr("`trainer check {file}` says what is wrong with it as you change it.", file=file))


@new.command()
@click.argument("name")
@click.option("--competency", help="What it is practice for: the id of a rubric.")
@_INTO
@placed
@click.pass_context
def case(ctx: click.Context, name: str, competency: str | None, into: Path | None) -> None:
    """Write the case NAME into NAME.yaml: an account, two questions and their example answers."""
    from trainer.content.template import case_text

    library = open_library(ctx.ensure_object(Places))
    file = _file(name, into)
    _write(file, case_text(name, _rubric(library, competency), schema("case", file)))
    say(str(file))
    talk(tr("`trainer check {file}` says what is wrong with it as you change it.", file=file))


@new.command()
@click.argument("name")
@_INTO
@placed
@click.pass_context
def rubric(ctx: click.Context, name: str, into: Path | None) -> None:
    """Write the rubric NAME into NAME.yaml: two criteria, each with its four levels in words."""
    from trainer.content.template import rubric_text

    library = open_library(ctx.ensure_object(Places))
    if name in library.rubrics:
        raise UsageError(tr('There is a rubric "{name}" already.', name=name), tr("Give the new one another name."))
    file = _file(name, into)
    _write(file, rubric_text(name, schema("rubric", file)))
    say(str(file))
    talk(tr("`trainer check {file}` says what is wrong with it as you change it.", file=file))


@new.command()
@click.argument("name")
@_INTO
@placed
@click.pass_context
def certification(ctx: click.Context, name: str, into: Path | None) -> None:
    """Write the certification NAME into NAME.certification.yaml, on the scenarios that the library has."""
    from trainer.content.template import certification_text

    library = open_library(ctx.ensure_object(Places))
    file = _file(name, into).with_suffix(".certification.yaml")
    _write(file, certification_text(name, library, schema("certification", file)))
    say(str(file))
    talk(tr("`trainer check {file}` says what is wrong with it, and which recommended values it changes.", file=file))


@new.command()
@click.argument("path", type=click.Path(path_type=Path))
@placed
@click.pass_context
def walks(ctx: click.Context, path: Path) -> None:
    """Write walks beside the scenario file PATH that visit all of it, with what they come to today."""
    from trainer.content.compile import load_scenario
    from trainer.content.findings import Severity
    from trainer.content.kinds import Kind, kind_of, walks_beside
    from trainer.content.source import read_bytes
    from trainer.reports.walks_file import walks_text

    kind = kind_of(str(path), read_bytes(path))
    if kind is Kind.CASE:
        raise UsageError(tr("{path} is a case: there is one way through it, and nothing to walk.", path=path))
    if kind not in (Kind.SCENARIO, Kind.UNKNOWN):
        raise UsageError(tr("{path} is no scenario.", path=path), tr("Name the file of a scenario."))
    file = walks_beside(path)
    library = open_library(ctx.ensure_object(Places), proved=True)
    loaded = load_scenario(path, library, library.proofs)
    written = loaded.must()
    if any(one.severity is Severity.ERROR or one.slug == "too-large-to-prove" for one in loaded.findings):
        raise ContentError(
            tr("Not every path through {path} can be walked.", path=path),
            tr("`trainer check {path}` says why.", path=path),
        )
    _write(file, f"{schema_line('walks', file)}\n{walks_text(written)}")
    say(str(file))
    talk(
        tr("Give the walks better names, and keep what is meant to stay so; `trainer test {file}` holds it.", file=file)
    )


def _rubric(library: "Library", competency: str | None) -> "Rubric":
    """The rubric of a competency. Raises UsageError, with what there is, for none and for an unknown one."""
    there = tr("There are {names}.", names=", ".join(sorted(library.rubrics)))
    if competency is None:
        raise UsageError(tr("Say what it is practice for: --competency ID."), there)
    if competency not in library.rubrics:
        close = get_close_matches(competency, library.rubrics, n=1)
        raise UsageError(
            tr('There is no competency "{competency}".', competency=competency),
            tr("Did you mean {close}?", close=close[0]) + f" {there}" if close else there,
        )
    return library.rubrics[competency]


def _file(name: str, into: Path | None) -> Path:
    """The file of a new id. Raises UsageError for what is no id, and for a folder that is not there."""
    from trainer.content.rules.names import RESERVED

    if not re.fullmatch(r"[a-z][a-z0-9_]{0,63}", name):
        better = re.sub(r"[^a-z0-9]+", "_", name.lower().removesuffix(".yaml")).strip("_0123456789")[:64]
        help = tr("It has lower-case letters a-z, digits and _, and begins with a letter.")
        raise UsageError(
            tr('"{name}" cannot be a name.', name=name),
            tr("{help} Perhaps {better}?", help=help, better=better) if better else help,
        )
    if name in RESERVED:
        raise UsageError(
            tr('"{name}" means something else here and cannot be a name.', name=name),
            tr("Perhaps {name}_1?", name=name),
        )
    folder = into or Path()
    if not folder.is_dir():
        raise UsageError(tr("There is no folder {folder}.", folder=folder), tr("Make it first, or name another."))
    return folder / f"{name}.yaml"


def _write(file: Path, text: str) -> None:
    """Write a file that is not there yet. Raises TrainerError where one is, and where it cannot be written."""
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        raise TrainerError(
            tr("{file} is there already.", file=file), tr("It was left as it is; give another name.")
        ) from None
