"""A sheet over a screen: a text to read, or a list to choose from. Help and going back are one."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from trainer.language import tr
from trainer.tui.screens.page import HEIGHTS, WIDTHS, too_small
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu


class Sheet(ModalScreen[object], inherit_bindings=False):
    """Shows blocks; ends with the key of the one chosen, or None when it is closed."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "close", key_display="Esc"),
    ]
    DEFAULT_CSS = """
    Sheet {
        align: center middle;
        background: $background 55%;
        #sheet {
            width: 90%; max-width: 84; height: auto; max-height: 92%;
            background: $background; border: round $rule; border-title-color: $name-other;
            border-title-style: bold; padding: 0;
        }
        #sheet-lines { height: auto; max-height: 75vh; padding: 0; background: $background; }
        #body { height: auto; max-height: 1fr; }
        & > #too-small { display: none; width: 100%; height: 100%; content-align: center middle; padding: 0 1;
            background: $background; }
        &.-tiny > #sheet, &.-low > #sheet { display: none; }
        &.-tiny > #too-small, &.-low > #too-small { display: block; }
    }
    """

    def __init__(
        self, title: str, blocks: Iterable[Block], *, act: str | None = None, mark: object = None, again: str = ""
    ) -> None:
        """`act` is what Enter does; `again` is the key that opened the sheet: pressed once more it marks the last."""
        super().__init__()
        self._title, self._blocks, self._act, self._first, self._again = title, list(blocks), act, mark, again

    def compose(self) -> ComposeResult:
        """The text, and the keys that work on it."""
        sheet = Vertical(id="sheet")
        sheet.border_title = self._title
        with sheet:
            yield Menu(*self._blocks, id="sheet-lines")
            yield KeyLine(id="keys")
        yield too_small()

    def on_mount(self) -> None:
        """The mark on the first that can be chosen."""
        menu = self.query_one(Menu)
        keys: Sequence[object] = [block.key for block in self._blocks if block.key is not None]
        if keys:
            menu.mark(self._first if self._first in keys else keys[0])
        menu.focus()
        chosen = [("Enter", self._act or tr("choose"))] if keys else []
        self.query_one(KeyLine).tell([*chosen, ("↑ ↓", tr("move")), ("Esc", tr("close"))])

    @on(Lines.Chosen)
    def _chosen(self, message: Lines.Chosen) -> None:
        message.stop()
        self.dismiss(message.key)

    def on_key(self, event: events.Key) -> None:
        """The key that opened it marks the last."""
        keys = [block.key for block in self._blocks if block.key is not None]
        if keys and event.key == self._again:
            event.stop()
            self.query_one(Menu).mark(keys[-1])

    def action_close(self) -> None:
        """Back to the screen beneath."""
        self.dismiss(None)
