"""What commands ask a person at the terminal: whether to go on, and a new PIN. Asked on standard error."""

import sys

import click

from trainer.errors import UsageError
from trainer.language import tr


def agreed(question: str, yes: bool) -> bool:
    """Whether to go on: said with --yes, or by a person at the terminal; a program has to say --yes."""
    if yes or not sys.stdin.isatty():
        return yes
    return click.confirm(question, err=True)


def new_pin(name: str) -> str:
    """A new PIN, typed twice and not shown; a program gives it as two lines. Raises UsageError."""
    from trainer.plain import Console, Left

    listens = sys.stdin.isatty()
    console = Console(sys.stdin, sys.stderr, interactive=listens, echoes=listens)
    try:
        pin = console.secret(tr("New PIN of {name}", name=name))
        again = console.secret(tr("The same once more"))
    except Left:
        raise UsageError(tr("No PIN was set."), tr("Type it twice, each on a line of its own.")) from None
    if pin != again:
        raise UsageError(tr("The two were not the same, and no PIN was set."), tr("Try again."))
    return pin
