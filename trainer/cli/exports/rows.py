"""What the exports of records have in common: their options, and where their lines go."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.output import say, talk
from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_session, placed
from trainer.cli.writing import keep_parts, must_be_free
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.reports.exports.codes import Codes
    from trainer.reports.exports.tables import Row, Table
    from trainer.session import Session

OUT = click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write to this file.")
NAMES = click.option("--names", is_flag=True, help="Name people beside their codes; the audit says so.")
_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl"]),
    default="csv",
    show_default=True,
    help="Comma-separated values, or JSON Lines.",
)


def rows_command(command: Callable[..., Any]) -> click.Command:
    """A command that writes a table, with the options that each of them has."""
    return click.command()(_FORM(OUT(NAMES(placed(click.pass_context(command))))))


def write_table(
    ctx: click.Context,
    table: "Table[Row]",
    rows: "Callable[[Session], Iterable[Row]]",
    form: str,
    out: Path | None,
    names: bool,
) -> None:
    """Write a table to a file or to standard output, a row at a time."""
    from trainer.reports.exports.lines import Form, lines

    def written(session: "Session", codes: "Codes") -> Iterator[str]:
        return lines(table, rows(session), codes, Form(form), names=names)

    write_lines(ctx, table.name, written, out, names)


def write_lines(
    ctx: click.Context,
    what: str,
    lines: "Callable[[Session, Codes], Iterator[str]]",
    out: Path | None,
    names: bool,
) -> None:
    """Write the lines of an export to a file, whole or not at all, or to standard output."""
    from trainer.session.exports import begin_export

    if out is not None:
        must_be_free(out)
    with opened_session(ctx.ensure_object(Places), acting) as session:
        told = lines(session, begin_export(session, what, names=names))
        if out is None:
            for line in told:
                say(line)
            return
        keep_parts(out, (f"{line}\n".encode("utf-8", "replace") for line in told))
    talk(tr("{out} is written.", out=out))
