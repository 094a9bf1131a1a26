"""A box to write in, with the line about whom to talk to below it: own words and reflections."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea

from trainer.language import tr
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines


class WordsBox(Vertical):
    """Asks for words. Ends with `Written`; an empty text means that it was skipped.

    It has the class `-unkept` as long as it holds words about which nobody was warned; `app` looks for it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "done", priority=True),
        Binding("escape", "skip", "skip", priority=True),
    ]
    DEFAULT_CSS = """
    WordsBox {
        height: auto; border-top: solid $rule;
        & Lines { height: auto; overflow: hidden hidden; }
        & TextArea { height: 5; border: round $rule; margin: 0 1; padding: 0 1; background: $background; }
        & TextArea:focus { border: round $name-you; }
    }
    """

    class Written(Message):
        """The words, or nothing."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, asked: str, care: Sequence[str], id: str | None = None) -> None:
        super().__init__(id=id)
        self._asked, self._care = asked, care

    def compose(self) -> ComposeResult:
        """The question, the box, the line."""
        yield Lines(Block(self._asked, "strong", indent=1), id="asked")
        area = TextArea(show_line_numbers=False, tab_behavior="focus", soft_wrap=True)
        area.cursor_blink = False
        area.highlight_cursor_line = False
        yield area
        yield Lines(Block(" ".join(self._care), "quiet", indent=1), id="care")

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self.query_one(TextArea).text

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(TextArea).focus()

    def action_warn(self) -> None:
        """Whoever leaves the program is told once that what stands in the box is not kept."""
        self._warn(tr("Your words are not kept yet: Ctrl+S keeps them, Ctrl+Q again leaves without them."))

    def _warn(self, words: str) -> None:
        self.remove_class("-unkept")
        self.query_one("#asked", Lines).show([Block(words, "alarm", indent=1)])

    def action_keep(self) -> None:
        """Done."""
        if self.text.strip():
            self.post_message(self.Written(self.text))
        else:
            self.query_one("#asked", Lines).show(
                [Block(tr("Nothing is written yet. Esc goes on without."), "alarm", indent=1)]
            )

    def action_skip(self) -> None:
        """Go on without; words that stand in the box are not thrown away without a warning."""
        if self.has_class("-unkept"):
            self._warn(tr("Your words are not kept yet: Ctrl+S keeps them, Esc again goes on without them."))
        else:
            self.post_message(self.Written(""))

    def on_text_area_changed(self) -> None:
        """New words are at risk until they are kept."""
        self.set_class(bool(self.text.strip()), "-unkept")
