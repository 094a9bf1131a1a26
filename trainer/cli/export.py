"""`trainer export`: files for other programs. One table of what there is, each imported when it is called."""

from importlib import import_module

import click

EXPORTS: dict[str, str] = {
    "decisions": "Write every decision with its level, a row for each criterion and rater.",
    "runs": "Write the runs, a row each.",
    "people": "Write the people with counts of what they did, a row each.",
    "xapi": "Write runs that are over as statements of xAPI 1.0.3.",
    "forget": "Forget the key of the codes that stand for people in exports.",
    "ink": "Write a scenario as a story in ink, which plays as ours does.",
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
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(EXPORTS.items()))


@click.group(cls=Exports)
def export() -> None:
    """Write what is here as files for other programs."""
