"""What `?` and `h` show: the keys that work on the screen beneath, and somebody to talk to. Called by `app`."""

from collections.abc import Sequence

from textual.screen import Screen

from trainer.language import tr
from trainer.tui.screens.page import by_what
from trainer.tui.screens.sheet import Sheet
from trainer.tui.widgets.blocks import Block


def key_help(screen: Screen[object]) -> Sheet:
    """The keys that work on a screen now, those for the same thing together."""
    keys = by_what(screen)
    blocks = [Block(what, indent=18, lead=("  ".join(names), "strong")) for what, names in keys.items()]
    return Sheet(tr("The keys that work here"), blocks)


def care(lines: Sequence[str]) -> Sheet:
    """Somebody to talk to."""
    return Sheet(tr("Someone to talk to"), [Block(line, gap=int(number > 0)) for number, line in enumerate(lines)])
