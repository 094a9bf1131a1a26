"""`trainer studio`: a scenario's file followed on a screen while it is written."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.wiring import Places, draws, keep_theme, kept_theme, open_library, open_school, placed
from trainer.content.kinds import Kind, kind_of
from trainer.content.source import read_bytes
from trainer.errors import UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@placed
@click.pass_context
def studio(ctx: click.Context, file: Path) -> None:
    """Work on the scenario in FILE with any editor: findings, scenes, tries and figures follow each save."""
    from trainer.content.shelf import built_in, shelf

    _must_be_a_scenario(file)
    if not draws(False, os.environ, (sys.stdin, sys.stdout)):
        raise UsageError(
            tr("The studio needs a terminal that can be drawn on."),
            tr("`trainer check --watch {file}` follows the file in plain lines.", file=file),
        )
    places = ctx.ensure_object(Places)
    library = open_library(places)
    school = open_school(places, library)

    def named() -> "Iterable[Path]":
        return (shelf(places.folder) if places.folder is not None else built_in()).named

    from trainer.tui.studio.app import run_studio

    ctx.exit(
        run_studio(
            file,
            named,
            partial(open_library, places),
            school,
            theme=kept_theme(places),
            keep_theme=partial(keep_theme, places),
        )
    )


def _must_be_a_scenario(file: Path) -> None:
    """A file that is not there yet will be followed; a folder, or a file of another kind, was not meant."""
    if file.is_dir():
        raise UsageError(tr("{file} is a folder.", file=file), tr("Name the file of a scenario."))
    if not file.absolute().parent.is_dir():
        raise UsageError(
            tr("There is no folder {parent}.", parent=file.parent), tr("Check the name, and the folder you are in.")
        )
    if file.exists() and kind_of(str(file), read_bytes(file)) not in (Kind.SCENARIO, Kind.UNKNOWN):
        raise UsageError(
            tr("{file} is no scenario.", file=file),
            tr("`trainer check --watch {file}` follows it in plain lines.", file=file),
        )
