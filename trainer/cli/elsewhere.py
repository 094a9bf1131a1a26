"""`trainer runs send` and `receive`: runs as a file from one machine to another."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import say, talk
from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_session, placed
from trainer.cli.writing import keep, must_be_free
from trainer.errors import Exit, TrainerError, UsageError
from trainer.language import tr, tr_many

if TYPE_CHECKING:
    from trainer.session import Session
    from trainer.session.elsewhere import Arrived
    from trainer.store import Person, Taken


@click.command(short_help="Write your runs to a file for another machine.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--person", "name", metavar="NAME", help="The runs of this person; a coordinator's to send.")
@click.option("--words", is_flag=True, help="With own words and reflections, which nobody can erase from a file.")
@placed
@click.pass_context
def send(ctx: click.Context, file: Path, name: str | None, words: bool) -> None:
    """Write your runs that are over to FILE, for another machine: `trainer runs receive FILE` there.

    The file holds the texts they were played on and their chain, so that a change to it shows. Own words and
    reflections stay here, where they can be erased, unless --words is given.
    """
    must_be_free(file)
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session.elsewhere import send

        left = send(session, session.store.people.find(name) if name else session.me, words=words)
        keep(file, left.text)
    runs = _counted(left.runs)
    if words:
        talk(tr("{file} is written: {runs}, with own words and reflections.", file=file, runs=runs))
    else:
        talk(tr("{file} is written: {runs}, without own words and reflections.", file=file, runs=runs))
    if words:
        talk(tr("Erasing does not reach this file: delete it once it was brought in."))
    if left.open:
        talk(
            tr_many(left.open, "Not in it: {count} run that is not over.", "Not in it: {count} runs that are not over.")
        )
    if left.kept:
        talk(
            tr_many(
                left.kept,
                "Not in it: {count} run of sittings. A coordinator sends those.",
                "Not in it: {count} runs of sittings. A coordinator sends those.",
            )
        )
    if left.damaged:
        talk(
            tr_many(
                left.damaged,
                "Not in it: {count} run that cannot be read. `trainer verify` tells more.",
                "Not in it: {count} runs that cannot be read. `trainer verify` tells more.",
            )
        )


@click.command(short_help="Bring in the runs of files that other machines wrote.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--as-person", "name", metavar="NAME", help="Whose runs they are, by the name here.")
@placed
@click.pass_context
def receive(ctx: click.Context, files: tuple[Path, ...], name: str | None) -> None:
    """Bring in the runs of each FILE that another machine wrote, as runs played elsewhere.

    Each file is looked through first, its texts, its chains, each run played again. Of one that was altered nothing
    is taken in. Again does nothing. A certification says whether such runs count: by default as practice only.
    """
    refused = False
    with opened_session(ctx.ensure_object(Places), acting) as session:
        person = session.store.people.find(name) if name else None
        for file in files:
            try:
                _bring_in(session, file, person)
            except TrainerError as error:
                talk(tr("trainer: {file}: {error}", file=file, error=error))
                refused = True
    ctx.exit(Exit.FAILED if refused else Exit.OK)


def _bring_in(session: "Session", file: Path, person: "Person | None") -> None:
    from trainer.session.elsewhere import look, receive

    arrived = look(session, _read(file))
    person = person or arrived.known or _whose(session, file, arrived)
    taken = receive(session, arrived, person)
    say(tr("{file}: runs that {name} played elsewhere: {told}.", file=file, name=person.name, told=_told(taken)))
    if taken.new:
        for scenario in arrived.strange:
            talk(
                tr(
                    "{file}: {scenario} was played on a text that is neither in this library nor known here. "
                    "Look at it.",
                    file=file,
                    scenario=scenario,
                )
            )


def _read(file: Path) -> bytes:
    from trainer.store.sent import LARGEST

    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(tr("It cannot be opened: {strerror}.", strerror=error.strerror)) from error


def _whose(session: "Session", file: Path, arrived: "Arrived") -> "Person":
    """Whose the runs of a file are: asked at the terminal; a program has to say it."""
    said = tr(' (there: "{name}")', name=arrived.name) if arrived.name else ""
    if not sys.stdin.isatty():
        raise UsageError(
            tr("It is not known here whose runs these are{said}.", said=said), tr("Say it with --as-person NAME.")
        )
    name: str = click.prompt(
        tr(
            "{file} has {runs}{said}. Whose are they, by the name here",
            file=file,
            runs=_counted(len(arrived.runs)),
            said=said,
        ),
        err=True,
    )
    return session.store.people.find(name)


def _told(taken: "Taken") -> str:
    parts = [tr_many(taken.new, "{count} new", "{count} new")]
    parts += [tr_many(taken.longer, "{count} that went on", "{count} that went on")] if taken.longer else []
    parts += [tr_many(taken.known, "{count} here already", "{count} here already")] if taken.known else []
    if taken.sittings:
        parts.append(
            tr_many(
                taken.sittings, "{count} sitting of them to count as sat", "{count} sittings of them to count as sat"
            )
        )
    return ", ".join(parts)


def _counted(number: int) -> str:
    return tr_many(number, "{count} run", "{count} runs")
