"""The mentor's path: what a certification asks, what is done, what comes next, and what was decided.

Ends with what to do, for `onward`, or None for Home.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.language import tr, tr_in
from trainer.session.moments import day
from trainer.session.path import Path
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import Page
from trainer.tui.screens.words import WordsSheet
from trainer.tui.telling_path import told
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu
from trainer.tui.wishes import Agree, Converse, Sit
from trainer.tui.words import sentence

Step = Agree | Sit | Converse


class PathScreen(Page[Step | None]):
    """`tell` gives the path anew; `appeal` takes a reason."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "agree", "the agreement"),
        Binding("o", "sit", "open a sitting"),
        Binding("g", "go_on", "go on"),
        Binding("x", "appeal", "appeal"),
        Binding("q,escape", "home", "Home", key_display="q"),
    ]
    DEFAULT_CSS = """
    PathScreen #path { height: 1fr; }
    """

    def __init__(self, tell: Callable[[], Path], appeal: Callable[[str], None]) -> None:
        super().__init__()
        self._tell, self._appeal = tell, appeal
        self._path = tell()

    def heading(self) -> Iterable[Block]:
        """Its title, and how much is done."""
        done = tr("{done} of {count} done", done=self._path.done, count=len(self._path.requirements))
        return [Block(((clean(self._path.title), "title"),), indent=1, right=(done, "strong"))]

    def body(self) -> Iterator[Widget]:
        """One text; rows that lead somewhere can be chosen."""
        yield Menu(*told(self._path), id="path")

    def panel(self) -> Iterator[Widget]:
        """At the side, what it is for and what a certificate says."""
        found = self._path
        blocks = [Block(tr("What it is for"), "title", 1), Block(sentence(found.about), indent=1)]
        blocks += [Block(tr("Sittings"), "title", 1, gap=1), Block(found.tries, indent=1)]
        blocks += [
            Block(tr("What a certificate says"), "title", 1, gap=1),
            Block(sentence(found.claim), "quiet", indent=1),
        ]
        yield Lines(*blocks, id="panel")

    def on_mount(self) -> None:
        """The mark on what comes next, where that is done here."""
        super().on_mount()
        menu = self.query_one(Menu)
        menu.focus()
        first = next((block.key for block in menu.blocks if block.key is not None), None)
        if first is not None:
            menu.mark(first)
        menu.scroll_home(animate=False)

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """Enter does what is marked."""
        marked = self.query_one(Menu).marked if self.is_mounted else None
        return ([("Enter", tr_in("a key", "open"))] if marked is not None else []) + super().hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now."""
        found = self._path
        can = {
            "home": True,
            "agree": found.agreement is not None,
            "sit": found.can_open,
            "go_on": found.going_on is not None,
            "appeal": found.verdict is not None and found.verdict.appeal_until is not None,
        }
        return can.get(action, True) and (action == "home" or bool(super().check_action(action, parameters)))

    @on(Lines.Chosen, "#path")
    def _chosen(self, message: Lines.Chosen) -> None:
        if self.is_too_small:
            return
        if isinstance(message.key, Agree | Sit | Converse):
            self.dismiss(message.key)
        elif message.key == "appeal":
            self.action_appeal()
        elif message.key == "home":
            self.action_home()

    def action_agree(self) -> None:
        """Read the agreement."""
        self.dismiss(Agree())

    def action_sit(self) -> None:
        """To the page before a sitting."""
        self.dismiss(Sit())

    def action_go_on(self) -> None:
        """To the next conversation of the sitting."""
        going_on = self._path.going_on
        if going_on is not None:
            self.dismiss(Converse(going_on.place.place))

    def action_home(self) -> None:
        """Done here."""
        self.dismiss(None)

    def action_appeal(self) -> None:
        """Say why the decision does not seem right."""
        verdict = self._path.verdict
        if verdict is None or verdict.appeal_until is None:
            return
        asked = tr("Why does the decision not seem right to you? Any ground will do.")
        told = tr(
            "Somebody who neither marked nor decided hears it. You can appeal until {appeal_until}.",
            appeal_until=day(verdict.appeal_until),
        )
        self.app.push_screen(WordsSheet(asked, [told]), self._appealed)

    def _appealed(self, reason: str | None) -> None:
        if not reason:
            return

        def act() -> Path:
            self._appeal(reason)
            return self._tell()

        found = self.attempt(act)
        if found is not None:
            self._path = found
            self.query_one("#heading", Lines).show(self.heading())
            self.query_one(Menu).show(told(found))
            self.say((tr("Your appeal is in. Its answer will stand here."), "note"))
            self.tell_keys()
