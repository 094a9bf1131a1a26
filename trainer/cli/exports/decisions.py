"""`trainer export decisions`: every level, the program's and people's."""

from pathlib import Path

import click

from trainer.cli.exports.rows import rows_command, write_table


@rows_command
def decisions(ctx: click.Context, form: str, out: Path | None, names: bool) -> None:
    """Write every decision of runs that are over with its level, a row for each criterion and rater.

    People are codes unless --names is given. docs/exports.md says what each column is.
    """
    from trainer.reports.exports.tables import DECISIONS
    from trainer.session.exports import levels_given

    write_table(ctx, DECISIONS, levels_given, form, out, names)
