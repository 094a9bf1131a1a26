"""`trainer doctor`: where the data, the library and the database are, and whether they are well."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from trainer import __version__
from trainer.cli.output import say
from trainer.cli.wiring import SCHOOL, Places, open_library, open_school, opened_store, placed
from trainer.errors import Exit, TrainerError
from trainer.language import mark, tr, tr_many
from trainer.store import Check


@click.command()
@placed
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Say where everything is, and whether it is well. Ends with status 1 when something is not."""
    places = ctx.ensure_object(Places)
    well = True
    for check in _checks(places):
        well &= check.well
        name = check.name if check.name == "trainer" else tr(check.name)
        say(f"{name}: {check.value}{'' if check.well else tr(' (not well)')}")
    ctx.exit(Exit.OK if well else Exit.FAILED)


def _checks(places: Places) -> Iterator[Check]:
    yield Check("trainer", __version__)
    yield _data(places.directory)
    for name, look in ((mark("library"), _library), (mark("school"), _school), (mark("database"), _database)):
        yield from _looked(name, look, places)


def _looked(name: str, look: Callable[[Places], Iterator[Check]], places: Places) -> Iterator[Check]:
    """What was found, and the reason when it could not be looked at."""
    try:
        yield from look(places)
    except TrainerError as error:
        yield Check(name, str(error), well=False)


def _data(directory: Path) -> Check:
    """The data directory, or the nearest there is above it, must be one that can be written."""
    if directory.exists():
        well = directory.is_dir() and os.access(directory, os.W_OK | os.X_OK)
        return Check(mark("data directory"), str(directory) + ("" if well else tr(", which cannot be written")), well)
    above = next(parent for parent in directory.parents if parent.exists())
    well = above.is_dir() and os.access(above, os.W_OK | os.X_OK)
    later = tr(", not made yet") if well else tr(", which cannot be made in {above}", above=above)
    return Check(mark("data directory"), f"{directory}{later}", well)


def _library(places: Places) -> Iterator[Check]:
    library = open_library(places)
    told = tr_many(
        len(library.scenarios),
        "{folder}, {count} scenario",
        "{folder}, {count} scenarios",
        folder=library.shelf.root,
    )
    yield Check(mark("library"), told, bool(library.scenarios))
    broken = sorted(library.broken | (library.scenarios.keys() - {one.scenario for one in library.cards()}))
    if broken:
        yield Check(
            mark("cannot be read"), tr("{names}; `trainer check` says why", names=", ".join(broken)), well=False
        )


def _school(places: Places) -> Iterator[Check]:
    file = places.directory / SCHOOL
    school = open_school(places, open_library(places))
    yield Check(mark("school"), f"{school.name}, {file if file.exists() else tr('as built in')}")


def _database(places: Places) -> Iterator[Check]:
    file = places.directory / "trainer.db"
    if places.database is None and not file.exists():
        yield Check(mark("database"), tr("{file}, made when it is first needed", file=file))
        return
    with opened_store(places) as store:
        yield from store.doctor()
