"""Pages of the path: the agreement, what to know before a sitting, what happens after it. Each ends with None."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.content.certification import Agreement
from trainer.language import tr
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import Page
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.menu import Menu


class TextPage(Page[None]):
    """A text that scrolls, and one thing that may be done."""

    DEFAULT_CSS = """
    TextPage #text { height: 1fr; }
    """

    def heading(self) -> Iterable[Block]:
        """What it is."""
        return [Block(((clean(self.titled), "title"),), indent=1)]

    @property
    def titled(self) -> str:
        """The words at the top."""
        raise NotImplementedError

    def blocks(self) -> list[Block]:
        """The text."""
        raise NotImplementedError

    def body(self) -> Iterator[Widget]:
        """The text alone."""
        yield Menu(*self.blocks(), id="text")

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        super().on_mount()
        self.query_one(Menu).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Back works in any window."""
        return action == "back" or super().check_action(action, parameters)

    def action_back(self) -> None:
        """To the path."""
        self.dismiss(None)

    def do(self, act: Callable[[], object]) -> None:
        """Do something that may be refused, and go back to the path."""
        if self.attempt(lambda: (act(),)) is not None:
            self.dismiss(None)


class AgreementScreen(TextPage):
    """The exact text that is agreed to. `accept` is None where it was accepted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "accept", "yes, I accept this"),
        Binding("escape,q", "back", "back", key_display="Esc"),
    ]

    def __init__(self, agreement: Agreement, accept: Callable[[], object] | None) -> None:
        super().__init__()
        self._agreement, self._accept = agreement, accept

    @property
    def titled(self) -> str:
        """Its own title."""
        return self._agreement.title

    def blocks(self) -> list[Block]:
        """Its sentences; then what accepting means."""
        points = [Block(point, indent=4, lead=("·", "quiet"), gap=0) for point in self._agreement.points]
        if self._accept is None:
            told = tr("You have accepted this, and the text that you accepted is kept.")
        else:
            told = tr(
                "If you agree, press y. The text is kept as you see it here. Ask your coordinator first if you like."
            )
        return [*points, Block(told, "quiet", indent=2, gap=1)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was accepted is not accepted again."""
        if action == "accept" and self._accept is None:
            return False
        return super().check_action(action, parameters)

    def action_accept(self) -> None:
        """Accept it."""
        if self._accept is not None:
            self.do(self._accept)


class BeforeScreen(TextPage):
    """What to know before a sitting is opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", "open the sitting"),
        Binding("escape,q", "back", "not now", key_display="Esc"),
    ]

    def __init__(self, title: str, lines: Sequence[str], open: Callable[[], object]) -> None:
        super().__init__()
        self._title, self._lines, self._open = title, lines, open

    @property
    def titled(self) -> str:
        """What it is for."""
        return tr("Before your sitting · {title}", title=self._title)

    def blocks(self) -> list[Block]:
        """A paragraph each, the first as the main thing."""
        return [
            Block(line, "strong" if number == 0 else "text", indent=2, gap=int(number > 0))
            for number, line in enumerate(self._lines)
        ]

    def action_open(self) -> None:
        """Draw the conversations."""
        self.do(self._open)


class AfterScreen(TextPage):
    """What happens now that the last conversation is submitted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q", "back", "to your path", key_display="Enter"),
    ]

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = lines

    @property
    def titled(self) -> str:
        """The question it answers."""
        return tr("What happens now")

    def blocks(self) -> list[Block]:
        """A paragraph each."""
        return [
            Block(line, "strong" if number == 0 else "text", indent=2, gap=int(number > 0))
            for number, line in enumerate(self._lines)
        ]
