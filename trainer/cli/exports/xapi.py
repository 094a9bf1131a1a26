"""`trainer export xapi`: runs that are over as statements for a learning record store."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.exports.rows import NAMES, OUT, write_lines
from trainer.cli.wiring import placed
from trainer.errors import UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.reports.exports.codes import Codes
    from trainer.session import Session

_HOME = re.compile(r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?(/[A-Za-z0-9._~/-]*)?")


@click.command()
@click.option(
    "--home-page",
    "home",
    default="https://trainer.invalid",
    show_default=True,
    help="The address with which accounts, scenarios and extensions begin: one of your school's.",
)
@OUT
@NAMES
@placed
@click.pass_context
def xapi(ctx: click.Context, home: str, out: Path | None, names: bool) -> None:
    """Write runs that are over as a JSON array of xAPI 1.0.3 statements: initialised, answered, completed.

    People are accounts whose name is a code; --names adds their names. docs/exports.md tells more.
    """
    if not _HOME.fullmatch(home):
        raise UsageError(
            tr('"{home}" is not the address of a page.', home=home[:80]), tr("Write it as https://school.example.")
        )

    def written(session: "Session", codes: "Codes") -> Iterator[str]:
        from trainer.language import language
        from trainer.reports.exports.xapi import Naming, statements

        titles = {card.scenario: card.title for card in session.library.cards()}
        naming = Naming(codes, names, home.rstrip("/"), titles, language())
        found = (told for played in session.store.exports.played() for told in statements(played, naming))
        yield "["
        before = ""
        for told in found:
            if before:
                yield f"{before},"
            before = json.dumps(told, ensure_ascii=False)
        if before:
            yield before
        yield "]"

    write_lines(ctx, "xapi", written, out, names)
