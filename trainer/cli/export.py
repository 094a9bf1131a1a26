"""`trainer export`: files for other programs. One table of what there is, each imported when it is called."""

from importlib import import_module

import click

from trainer.cli.main import spoken
from trainer.language import mark, tr

EXPORTS: dict[str, str] = {
    "decisions": mark("Write every decision with its level, a row for each criterion and rater."),
    "runs": mark("Write the runs, a row each."),
    "people": mark("Write the people with counts of what they did, a row each."),
    "xapi": mark("Write runs that are over as statements of xAPI 1.0.3."),
    "forget": mark("Forget the key of the codes that stand for people in exports."),
    "ink": mark("Write a scenario as a story in ink, which plays as ours does."),
}
"""What can be exported: its file in `trainer.cli.exports`, with a click command of its name, and its line here."""


class Exports(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """The names, in the table's order."""
        return list(EXPORTS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """A command by its name, or None."""
        if name not in EXPORTS:
            return None
        command: click.Command = getattr(import_module(f"trainer.cli.exports.{name}"), name)
        return spoken(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table."""
        with formatter.section(tr("Commands")):
            formatter.write_dl([(name, tr(what)) for name, what in EXPORTS.items()])


@click.group(cls=Exports)
def export() -> None:
    """Write what is here as files for other programs."""
