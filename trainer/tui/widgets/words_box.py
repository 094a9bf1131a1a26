"""A box to write in, with the line about whom to talk to below it: own words and reflections."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import TextArea

from trainer.tui.widgets.lines import Block, Lines


class WordsBox(Vertical):
    """Asks for words. Ends with `Written`; an empty text means that it was skipped."""

    BINDINGS: list[BindingType] = [
        Binding("ctrl+s", "keep", "done", priority=True),
        Binding("escape", "skip", "skip", priority=True),
    ]
    DEFAULT_CSS = """
    WordsBox {
        height: auto; border-top: solid $rule;
        & Lines { height: auto; scrollbar-size-vertical: 0; scrollbar-gutter: auto; overflow: hidden hidden; }
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
        self._asked, self._care, self._warned = asked, care, False

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

    def warn(self, words: str) -> None:
        """Say that what stands in the box is not kept yet."""
        self._warned = True
        self.query_one("#asked", Lines).show([Block(words, "alarm", indent=1)])

    @property
    def may_be_lost(self) -> bool:
        """Whether there are words in the box about which nobody has been warned."""
        return bool(self.text.strip()) and not self._warned

    def action_keep(self) -> None:
        """Done."""
        if self.text.strip():
            self.post_message(self.Written(self.text))
        else:
            self.query_one("#asked", Lines).show([Block("Nothing is written yet. Esc goes on without.", "alarm", indent=1)])

    def action_skip(self) -> None:
        """Go on without; words that stand in the box are not thrown away without a warning."""
        if self.may_be_lost:
            self.warn("Your words are not kept yet: Ctrl+S keeps them, Esc again goes on without them.")
        else:
            self.post_message(self.Written(""))

    def on_text_area_changed(self) -> None:
        """New words, new warning."""
        self._warned = False
