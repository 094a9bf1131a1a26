"""What commands ask a person at the terminal: whether to go on, and a new PIN. Asked on standard error."""

import sys

import click

from trainer.errors import UsageError


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
        pin = console.secret(f"New PIN of {name}")
        again = console.secret("The same once more")
    except Left:
        raise UsageError("No PIN was set.", "Type it twice, each on a line of its own.") from None
    if pin != again:
        raise UsageError("The two were not the same, and no PIN was set.", "Try again.")
    return pin
