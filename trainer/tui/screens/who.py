"""Who is there: a name from the list, then the PIN where there is one. Ends with the person, or None for leaving.

Pushed by `app` where there is more than one person, or a PIN.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input

from trainer.language import tr, tr_many
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import Page
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from trainer.store import Person, Tried

Try = Callable[[str, str], "Tried"]
"""Tries a PIN: the person's id, what was typed."""


class WhoScreen(Page["Person | None"]):
    """Asks for a name and a PIN; `named` was said on the command line, and only the PIN is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", "this is me"),
        Binding("escape", "back", "back"),
    ]
    DEFAULT_CSS = """
    WhoScreen {
        #ask { height: auto; padding: 1 0 0 0; }
        #answer { height: 1; border: none; padding: 0 1; margin: 0 1; background: $chosen; max-width: 60; }
        #names { height: 1fr; margin-top: 1; }
    }
    """

    def __init__(self, people: Sequence["Person"], try_pin: Try, named: "Person | None" = None) -> None:
        super().__init__()
        self._people, self._try, self._named = people, try_pin, named
        self._person = named
        self._right, self._slips = False, 0

    def heading(self) -> Iterable[Block]:
        """The program's name."""
        return [Block("trainer", "title", indent=1)]

    def body(self) -> Iterator[Widget]:
        """A question, a box, and the names."""
        yield Lines(id="ask")
        box = Input(id="answer", select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield Menu(id="names")

    def on_mount(self) -> None:
        """Ask at once."""
        super().on_mount()
        self._ask()
        self._box.focus()

    @property
    def _box(self) -> Input:
        return self.query_one("#answer", Input)

    def _ask(self) -> None:
        """Ask for what is not known yet."""
        person = self._person
        self._box.clear()
        self._box.password = person is not None
        if person is None:
            self.query_one("#ask", Lines).show([Block(tr("Who are you?"), "strong", indent=1)])
            self._box.placeholder = tr("The beginning of your name, or the arrows")
            self._list()
        else:
            told = Block(((tr("{name}, what is your PIN?", name=clean(person.name)), "strong"),), indent=1)
            self.query_one("#ask", Lines).show([told])
            self._box.placeholder = ""
            self.query_one("#names", Menu).show([])
        self.refresh_bindings()

    def _list(self) -> None:
        sought = self._box.value.casefold().split()
        found = [one for one in self._people if all(word in one.name.casefold() for word in sought)]
        blocks = [
            Block(
                ((clean(one.cohort or ""), "quiet"),),
                indent=34,
                lead=(clean(one.name), "text"),
                at=3,
                key=one.person,
            )
            for one in found
        ]
        nobody = tr("There is nobody of that name. Whoever keeps the list of people can add you.")
        menu = self.query_one("#names", Menu)
        menu.show(blocks or [Block(nobody, "quiet", indent=3)])
        menu.mark(found[0].person if found else None)

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """What Enter does, which the box would hide; leaving is no letter here."""
        does = tr("go on") if self._right else tr("this is me") if self._person is None else tr("this is my PIN")
        moves = [("↑ ↓", tr("move"))] if self._person is None else []
        others = [hint for hint in super().hints() if hint[0] != "Enter"]
        return [("Enter", does), *moves, *others, ("Ctrl+Q", tr("quit"))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Back only from the PIN to the names."""
        if action == "back":
            return self._person is not None and self._named is None and not self._right
        return super().check_action(action, parameters)

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._person is None:
            self._list()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_accept()

    @on(Lines.Chosen, "#names")
    def _chosen(self) -> None:
        self.action_accept()

    def on_key(self, event: Key) -> None:
        """In the box, the arrows move the mark in the list."""
        menu = self.query_one("#names", Menu)
        moves = {"up": menu.action_up, "down": menu.action_down, "pageup": menu.action_page_up}
        moves["pagedown"] = menu.action_page_down
        if self._person is None and event.key in moves:
            event.stop()
            moves[event.key]()

    def action_accept(self) -> None:
        """The name that is marked, or the PIN that was typed."""
        if self.is_too_small:
            return
        if self._person is None:
            marked = self.query_one("#names", Menu).marked
            chosen = next((one for one in self._people if one.person == marked), None)
            if chosen is None or not chosen.has_pin:
                if chosen is not None:
                    self.dismiss(chosen)
                return
            self._person = chosen
            self.say()
            self._ask()
        elif self._right:
            self.dismiss(self._person)
        else:
            self._prove(self._person)

    def _prove(self, person: "Person") -> None:
        typed = self._box.value
        self._box.clear()
        if not typed:
            return
        tried = self.attempt(lambda: self._try(person.person, typed))
        if tried is None:
            return
        before = tried.misses - self._slips
        if tried.right and before > 0:
            self._right = True
            self._box.disabled = True
            self.say((_missed(before), "alarm"), (tr(" Enter goes on."), "text"))
            self.tell_keys()
        elif tried.right:
            self.dismiss(person)
        else:
            self._slips += not tried.too_soon
            self.say(*_refused(tried))

    def action_back(self) -> None:
        """To the names again."""
        self._person, self._slips = None, 0
        self.say()
        self._ask()


def _refused(tried: "Tried") -> list[tuple[str, str]]:
    """What is said of a PIN that did not let anybody in."""
    wait = tr_many(tried.wait, " Wait {count} second, then try again.", " Wait {count} seconds, then try again.")
    if tried.too_soon:
        return [(tr("That was too soon and was not looked at."), "alarm"), (wait, "text")]
    return [(tr("That is not the PIN."), "alarm"), (wait if tried.wait else tr(" Try again."), "text")]


def _missed(misses: int) -> str:
    """What is said of wrong PINs that were tried by somebody before."""
    return tr_many(
        misses,
        "There was one wrong PIN for this name since you were here.",
        "There were {count} wrong PINs for this name since you were here.",
    )
