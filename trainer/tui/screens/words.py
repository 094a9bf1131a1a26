"""A sheet with a box to write in: a reflection, the reason of an appeal. Ends with what was written, or None."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from trainer.tui.screens.page import HEIGHTS, WIDTHS, too_small
from trainer.tui.widgets.words_box import WordsBox


class WordsSheet(ModalScreen[str | None], inherit_bindings=False):
    """The same box as for own words, over a screen. `below` are the lines that stand under it."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    DEFAULT_CSS = """
    WordsSheet {
        align: center middle; background: $background 55%;
        & > WordsBox { width: 90%; max-width: 84; border: round $rule; background: $background; }
        & > WordsBox TextArea { height: 8; }
        & > #too-small { display: none; width: 100%; height: 100%; content-align: center middle; padding: 0 1;
            background: $background; }
        &.-tiny > WordsBox, &.-low > WordsBox { display: none; }
        &.-tiny > #too-small, &.-low > #too-small { display: block; }
    }
    """

    def __init__(self, asked: str, below: Sequence[str]) -> None:
        super().__init__()
        self._asked, self._below = asked, below

    def compose(self) -> ComposeResult:
        """The question and the box."""
        yield WordsBox(self._asked, self._below)
        yield too_small()

    @on(WordsBox.Written)
    def _written(self, message: WordsBox.Written) -> None:
        self.dismiss(message.text or None)
