"""An act at the desk over a screen: what it means, a reason, a clear question, and then it is recorded.

Ends with what was done, in words, or with what was written where it was left. What the session refuses is said here,
and nothing that was written is lost.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from trainer.errors import TrainerError
from trainer.language import tr
from trainer.tui.screens.page import HEIGHTS, WIDTHS, too_small
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.form_box import Field, FormBox
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.lines import Lines


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be recorded. `ask` is the last question; `do` takes the fields and says what was done.

    `blocked` says why it cannot be done now, and is empty where it can.
    """

    title: str
    about: tuple[str, ...]
    fields: tuple[Field, ...]
    ask: str
    do: Callable[[Mapping[str, str]], str]
    blocked: str = ""


class DeedSheet(ModalScreen[str | Mapping[str, str]], inherit_bindings=False):
    """One act: written, asked once more, recorded."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", "done", priority=True),
        Binding("enter", "record", "record it"),
        Binding("tab,down", "move(1)", "next field", show=False),
        Binding("shift+tab,up", "move(-1)", "field before", show=False),
        Binding("escape", "back", "back", priority=True),
    ]
    DEFAULT_CSS = """
    DeedSheet {
        align: center middle; background: $background 55%;
        #deed {
            width: 90%; max-width: 84; height: auto; max-height: 96%;
            background: $background; border: round $rule; border-title-color: $name-other;
            border-title-style: bold;
        }
        #about, #ask { height: auto; overflow: hidden hidden; }
        #about { max-height: 20vh; }
        #ask { display: none; border-top: solid $rule; max-height: 5; }
        #ask.-said { display: block; }
        & > #too-small { display: none; width: 100%; height: 100%; content-align: center middle; padding: 0 1;
            background: $background; }
        &.-tiny > #deed, &.-low > #deed { display: none; }
        &.-tiny > #too-small, &.-low > #too-small { display: block; }
    }
    """

    def __init__(self, deed: Deed) -> None:
        super().__init__()
        self._deed = deed
        self._asking = False

    def compose(self) -> ComposeResult:
        """What it means, the question above the fields so that it is always in sight, the keys."""
        sheet = Vertical(id="deed")
        sheet.border_title = self._deed.title
        with sheet:
            yield Lines(*(Block(line, indent=1) for line in self._deed.about), id="about")
            yield Lines(id="ask")
            yield FormBox(self._deed.fields, id="fields")
            yield KeyLine(id="keys")
        yield too_small()

    def on_mount(self) -> None:
        """Write at once; an act without fields only asks."""
        if self._deed.fields:
            self._write()
        else:
            self._question()

    def _write(self) -> None:
        self._asking = False
        box = self.query_one(FormBox)
        box.freeze(False)
        box.begin()
        several = [("Tab", tr("next field"))] if len(self._deed.fields) > 1 else []
        self.query_one(KeyLine).tell([("Ctrl+S", tr("done")), *several, ("Esc", tr("leave it"))])

    def _question(self) -> None:
        self._asking = True
        self.query_one(FormBox).freeze(True)
        self.set_focus(None)
        self._say((self._deed.ask, "strong"))
        back = tr("change something") if self._deed.fields else tr("leave it")
        self.query_one(KeyLine).tell([("Enter", tr("record it")), ("Esc", back)])

    def _say(self, *spans: tuple[str, str]) -> None:
        ask = self.query_one("#ask", Lines)
        ask.show([Block(spans, indent=1)] if spans else [])
        ask.set_class(bool(spans), "-said")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter records only what was asked about."""
        return self._asking if action == "record" else not self._asking if action in ("done", "move") else True

    def action_move(self, by: int) -> None:
        """To another field."""
        self.query_one(FormBox).move(by)

    def action_done(self) -> None:
        """Ask once more."""
        self._question()

    def action_record(self) -> None:
        """Record it; what is refused can be changed."""
        try:
            told = self._deed.do(self.query_one(FormBox).values)
        except TrainerError as error:
            if not self._deed.fields:
                self._asking = False
            else:
                self._write()
            self._say((error.message, "alarm"), (f" {error.help}", "text"))
            return
        self.dismiss(told)

    @on(FormBox.AtRisk)
    def _warn(self) -> None:
        self._say((tr("What you wrote is not kept: Ctrl+S goes on, Ctrl+Q again leaves without it."), "alarm"))

    def action_back(self) -> None:
        """From the question to the fields; from there away, with what was written."""
        if self._asking and self._deed.fields:
            self._say()
            self._write()
        else:
            self.dismiss(dict(self.query_one(FormBox).values))
