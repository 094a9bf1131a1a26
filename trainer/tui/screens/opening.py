"""What stands on screen while a scenario or run that was named on the command line is opened. Pushed by `app`."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.language import tr
from trainer.tui.screens.page import Page
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines


class OpeningScreen(Page[None]):
    """A name, and that it is being opened."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "app.quit", "quit")]
    DEFAULT_CSS = "OpeningScreen #body { height: 1fr; }"

    def heading(self) -> Iterable[Block]:
        """The program's name."""
        return [Block("trainer", "title", indent=1)]

    def body(self) -> Iterator[Widget]:
        """One quiet line."""
        yield Lines(Block(tr("Opening the conversation …"), "quiet", gap=1), id="body")
