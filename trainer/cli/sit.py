"""`trainer sit`: open a sitting of a certification, or go on with the open one."""

import os
import sys
from functools import partial

import click

from trainer.cli.play import console, on_screen
from trainer.cli.who import acting
from trainer.cli.wiring import Places, draws, opened_session, placed
from trainer.errors import Exit


@click.command()
@click.option("--certification", "-c", help="The certification, where there are several.")
@click.option("--plain", is_flag=True, help="Plain lines instead of screens.")
@placed
@click.pass_context
def sit(ctx: click.Context, certification: str | None, plain: bool) -> None:
    """Open a sitting, or go on with the one that is open: conversations without help, which a person then looks at.

    Before one is opened a page says what it is. Ends with status 130 when a conversation is left open.
    """
    places = ctx.ensure_object(Places)
    if draws(plain, os.environ, (sys.stdin, sys.stdout)):
        from trainer.tui.wishes import Follow

        ctx.exit(on_screen(places, sit=Follow(certification, sit=True)))
    ctx.exit(_in_lines(places, certification))


def _in_lines(places: Places, certification: str | None) -> Exit:
    from trainer import plain
    from trainer.cli.output import typed

    ends = console()
    with opened_session(places, partial(acting, console=ends)) as session:
        return plain.sit(ends, session, typed(places), certification)
