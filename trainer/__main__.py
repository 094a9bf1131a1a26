"""`python -m trainer`."""

from trainer.cli.main import run

run()
