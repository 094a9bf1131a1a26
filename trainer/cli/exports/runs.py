"""`trainer export runs`: the runs, a row each."""

from pathlib import Path

import click

from trainer.cli.exports.rows import rows_command, write_table


@rows_command
def runs(ctx: click.Context, form: str, out: Path | None, names: bool) -> None:
    """Write the runs, a row each.

    People are codes unless --names is given. docs/exports.md says what each column is.
    """
    from trainer.reports.exports.tables import RUNS

    write_table(ctx, RUNS, lambda session: session.store.exports.runs(), form, out, names)
