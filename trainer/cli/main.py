"""Temporary wiring until the lead's main."""
import sys
import click
from trainer.cli.check import check
from trainer.cli.explain import explain
from trainer.cli.schema import schema
from trainer.errors import TrainerError

@click.group()
def cli() -> None:
    """trainer"""

for c in (check, explain, schema):
    cli.add_command(c)

def main() -> None:
    try:
        cli(standalone_mode=True)
    except TrainerError as e:
        click.echo(f"trainer: {e}", err=True)
        sys.exit(e.status)
