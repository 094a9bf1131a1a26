"""`trainer export people`: the people with counts of what they did, a row each."""

from pathlib import Path

import click

from trainer.cli.exports.rows import rows_command, write_table


@rows_command
def people(ctx: click.Context, form: str, out: Path | None, names: bool) -> None:
    """Write the people with counts of what they did, a row each. No scores: nobody is ranked.

    People are codes unless --names is given. docs/exports.md says what each column is. A list of people that comes in
    again is written by `trainer people export`.
    """
    from trainer.reports.exports.tables import PEOPLE

    write_table(ctx, PEOPLE, lambda session: session.store.exports.people(), form, out, names)
