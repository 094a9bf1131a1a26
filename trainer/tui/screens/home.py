"""Home: runs to go on with, what to practise next, and the library by competency. Ends with what to open, or None.

It is the first thing drawn, before the library is read, so it imports nothing of the layers below.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.widget import Widget

from trainer.language import tr, tr_in, tr_many
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import Page
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu
from trainer.tui.wishes import AtDesk, Follow, GoOn, GoOver, HandOver, Meet
from trainer.tui.words import dots, in_words, sentence

if TYPE_CHECKING:
    from textual.widgets import Input

    from trainer.session import Card, Home, Onward, Shelf

Wish = Meet | GoOn | Follow | AtDesk | HandOver | GoOver
COLUMN = 30


class HomeScreen(Page[Wish | None]):
    """Give it `fill` once what there is to do is known; until then it is a quiet skeleton."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "next", "next"),
        Binding("p", "path", "path"),
        Binding("d", "desk", "desk"),
        Binding("slash", "search", "search"),
        Binding("right", "unfold", "open a shelf", show=False, key_display="→"),
        Binding("left", "fold", "close a shelf", show=False, key_display="←"),
        Binding("escape", "clear", "the whole library", show=False),
        Binding("t", "app.themes", "themes"),
        Binding("l", "go_over", "another language"),
        Binding("w", "hand_over", "someone else"),
        Binding("q", "quit", "quit"),
    ]
    DEFAULT_CSS = """
    HomeScreen {
        #library { height: 1fr; }
        #search { height: 1; border: none; padding: 0 1; margin: 0 1; background: $chosen; }
        #about { height: auto; max-height: 4; border-top: solid $rule; overflow: hidden hidden; }
        &.-wide #about { display: none; }
    }
    """

    def __init__(self, home: "Home | None" = None, notice: tuple[str, str] | None = None) -> None:
        super().__init__()
        self._home, self._notice = home, notice
        self._folded: set[str] = set()
        self._sought = ""

    def heading(self) -> Iterable[Block]:
        """The program's name, and who is practising."""
        name = " · ".join(filter(None, (self._home.mentor, self._home.cohort))) if self._home else ""
        return [
            Block(
                (("trainer", "title"),),
                indent=1,
                right=(tr("Practising as {name}", name=name), "quiet") if name else None,
            )
        ]

    def body(self) -> Iterator[Widget]:
        """The list, and a few words about what is marked; the box to search it comes when it is asked for."""
        yield Menu(*self._blocks(), id="library")
        yield Lines(id="about")

    def panel(self) -> Iterator[Widget]:
        """At the side, more about what is marked."""
        yield Lines(id="panel")

    def on_mount(self) -> None:
        """Ready for keys at once."""
        super().on_mount()
        self.query_one(Menu).focus()
        if self._home is not None:
            self.fill(self._home)

    def fill(self, home: "Home") -> None:
        """Show what there is to do."""
        self._home = home
        self.query_one("#heading", Lines).show(self.heading())
        self._show()
        if self._notice is not None:
            self.say((self._notice[0], "alarm"), (f" {self._notice[1]}", "text"))
        self.refresh_bindings()

    # Its lines

    def _show(self, mark: object = None) -> None:
        menu = self.query_one(Menu)
        blocks = self._blocks()
        first = next((block.key for block in blocks if block.key is not None), None)
        known = any(block.key == mark for block in blocks)
        menu.show(blocks)
        menu.scroll_home(animate=False)
        menu.mark(mark if known and mark is not None else first)
        if first is None:
            self._tell_about(None)

    def _blocks(self) -> list[Block]:
        home = self._home
        if home is None:
            return [Block(tr("Opening the library …"), "quiet", gap=1)]
        blocks = [] if self._sought else self._first_blocks(home)
        blocks.append(Block(lead=(tr("Practise"), "title"), at=2, indent=2, gap=int(bool(blocks))))
        shelves = [found for shelf in home.shelves for found in self._shelf_blocks(shelf)]
        if not shelves:
            nothing = tr('Nothing is called like "{words}". Esc shows the whole library.', words=self._sought)
            shelves = [Block(nothing if self._sought else tr("The library is empty."), "quiet")]
        return blocks + shelves

    def _first_blocks(self, home: "Home") -> list[Block]:
        blocks = []
        for number, run in enumerate(home.open_runs[:3]):
            about = tr(" of about {about}", about=run.about) if run.about >= run.decision else ""
            lead = (tr("Go on"), "title") if number == 0 else None
            told = tr("stopped at decision {decision}{about}", decision=run.decision, about=about) + (
                tr(", assessed") if run.mode == "assessment" else ""
            )
            text = ((f"{clean(run.title)}   ", "strong"), (told, "quiet"))
            blocks.append(Block(text, indent=16, lead=lead, at=3, key=("run", run.run)))
        for number, one in enumerate(home.due[:3]):
            lead = (tr("To do"), "title") if number == 0 else None
            text = ((f"{clean(one.title)}   ", "strong"), (one.told, "alarm" if one.left < 0 else "quiet"))
            blocks.append(Block(text, indent=16, lead=lead, at=3, key=("due", one.scenario)))
        if home.next is not None:
            text = ((f"{clean(home.next.card.title)}   ", "strong"), (clean(home.next.reason), "quiet"))
            key = ("next", home.next.card.scenario)
            blocks.append(Block(text, indent=16, lead=(tr("Next for you"), "title"), at=3, key=key))
        blocks += [_onward_block(one) for one in home.onward]
        if home.no_desk is not None:
            blocks.append(Block(clean(home.no_desk), "quiet", indent=16, lead=(tr("Desk"), "title"), at=3))
        return blocks

    def _shelf_blocks(self, shelf: "Shelf") -> list[Block]:
        cards = [card for card in shelf.cards if self._is_sought(card)]
        if not cards:
            return []
        closed = shelf.competency in self._folded and not self._sought
        met = f"{dots(shelf.last)}  {in_words(shelf.last)}" if shelf.last is not None else ""
        lead = (f"{'+' if closed else '−'} {clean(shelf.title)}", "strong")
        row = Block(
            ((tr("{met} of {count} met", met=shelf.met, count=len(shelf.cards)), "quiet"),),
            indent=34,
            lead=lead,
            at=3,
            right=(met, "quiet") if met else None,
            key=("shelf", shelf.competency),
        )
        return [row] if closed else [row, *map(_card_block, cards)]

    def _is_sought(self, card: "Card") -> bool:
        words = f"{card.title} {card.summary} {card.competency} {card.level} {card.apart}".casefold()
        return all(word in words for word in self._sought.casefold().split())

    def _tell_about(self, key: object) -> None:
        card, shelf = self._card(key), isinstance(key, tuple) and key[0] == "shelf"
        below: list[Block] = []
        beside: list[Block] = []
        if shelf:
            below = [Block(tr("Enter, ← and → close and open this shelf."), "quiet", indent=1)]
        elif isinstance(key, tuple) and key[0] == "path":
            below = [
                Block(tr("Enter or p: what is asked of you, what is done, and what comes next."), "quiet", indent=1)
            ]
        elif card is not None:
            below = [Block(card.summary, indent=1)]
            minutes = tr_many(card.minutes, "{count} minute", "{count} minutes")
            beside = [
                Block(card.title, "title", indent=1),
                Block(card.summary, indent=1, gap=1),
                Block(
                    ", ".join(filter(None, (minutes, tr(card.level), card.apart))),
                    "quiet",
                    indent=1,
                    gap=1,
                ),
            ]
            if card.content_note:
                below.append(Block(sentence(card.content_note), "note", indent=1))
                beside.append(Block(sentence(card.content_note), "note", indent=1, gap=1))
        self.query_one("#about", Lines).show(below)
        self.query_one("#panel", Lines).show(beside or below)

    def _card(self, key: object) -> "Card | None":
        """The card that a row is about: of a run, a suggestion or the library."""
        home = self._home
        if home is None or not isinstance(key, tuple):
            return None
        scenario = next((run.scenario for run in home.open_runs if key == ("run", run.run)), key[1])
        return next((card for shelf in home.shelves for card in shelf.cards if card.scenario == scenario), None)

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """Enter opens what is marked."""
        opens = self._home is not None and self.query_one(Menu).marked is not None
        return ([("Enter", tr_in("a key", "open"))] if opens else []) + super().hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what there is something for."""
        if action == "next":
            return super().check_action(action, parameters) and self._home is not None and self._home.next is not None
        if action == "desk":
            return super().check_action(action, parameters) and self._home is not None and self._home.desk
        if action == "path":
            return super().check_action(action, parameters) and self._home is not None and bool(self._home.onward)
        if action == "search":
            return super().check_action(action, parameters) and self._home is not None
        if action == "clear":
            return self._box is not None
        if action == "go_over":
            return super().check_action(action, parameters) and bool(self._home and self._home.other_language)
        if action == "hand_over":
            return super().check_action(action, parameters) and self._home is not None and self._home.shared
        if action == "quit":
            return True
        return super().check_action(action, parameters)

    @on(Lines.Marked, "#library")
    def _marked(self, message: Lines.Marked) -> None:
        self._tell_about(message.key)

    @on(Lines.Chosen, "#library")
    def _chosen(self, message: Lines.Chosen) -> None:
        if self.is_too_small or not isinstance(message.key, tuple):
            return
        kind, name = message.key
        if kind == "shelf":
            self._folded ^= {name}
            self._show(mark=message.key)
        elif kind == "path":
            self.dismiss(Follow(name))
        else:
            self.dismiss(GoOn(name) if kind == "run" else Meet(name))

    def action_next(self) -> None:
        """The scenario that is suggested."""
        if self._home is not None and self._home.next is not None:
            self.dismiss(Meet(self._home.next.card.scenario))

    def action_path(self) -> None:
        """The path to the certification; to the first where there are several."""
        if self._home is not None and self._home.onward:
            self.dismiss(Follow(self._home.onward[0].certification))

    def action_desk(self) -> None:
        """To the coordinator's desk."""
        self.dismiss(AtDesk())

    def action_go_over(self) -> None:
        """Speak the school's other language."""
        self.dismiss(GoOver())

    def action_hand_over(self) -> None:
        """Somebody else takes the keyboard."""
        self.dismiss(HandOver())

    def action_unfold(self) -> None:
        """Open the shelf that is marked."""
        self._fold(closed=False)

    def action_fold(self) -> None:
        """Close the shelf that is marked, or that of the card that is."""
        self._fold(closed=True)

    def _fold(self, closed: bool) -> None:
        key = self.query_one(Menu).marked
        if self._home is None or not isinstance(key, tuple):
            return
        for shelf in self._home.shelves:
            inside = key[0] == "card" and any(card.scenario == key[1] for card in shelf.cards)
            if key == ("shelf", shelf.competency) or inside:
                (self._folded.add if closed else self._folded.discard)(shelf.competency)
                self._show(mark=("shelf", shelf.competency))

    @property
    def _box(self) -> "Input | None":
        """The box to search in, while it is there."""
        found: list[Input] = list(self.query("#search").results())  # type: ignore[arg-type]
        return found[0] if found else None

    def action_search(self) -> None:
        """Open the box."""
        if self._box is not None:
            self._box.focus()
            return
        from textual.widgets import Input

        box = Input(id="search", placeholder=tr("A word of the title or the summary"), select_on_focus=False)
        box.cursor_blink = False
        self.query_one("#column").mount(box, before="#library")
        box.focus()

    def action_clear(self) -> None:
        """Close the box and show everything."""
        self._sought = ""
        if self._box is not None:
            self._box.remove()
        self.query_one(Menu).focus()
        self._show()

    def on_input_changed(self, message: "Input.Changed") -> None:
        """Show what is called like that."""
        if message.value != self._sought:
            self._sought = message.value
            self._show()

    def on_input_submitted(self) -> None:
        """To the first that was found."""
        self.query_one(Menu).focus()
        if self._sought:
            keys = [block.key for block in self.query_one(Menu).blocks if isinstance(block.key, tuple)]
            self.query_one(Menu).mark(next((key for key in keys if key[0] == "card"), None))

    def on_key(self, event: Key) -> None:
        """In the box, down goes to the list."""
        if event.key == "down" and self._box is not None and self._box.has_focus:
            self.on_input_submitted()

    def action_quit(self) -> None:
        """Leave the program."""
        self.dismiss(None)


def _onward_block(one: "Onward") -> Block:
    done = one.decided or tr("{done} of {of} done", done=one.done, of=one.of)
    text = (
        (f"{clean(done)}   ", "strong"),
        (tr("next: {next}", next=clean(one.next)) if not one.decided else one.next, "quiet"),
    )
    return Block(text, indent=16, lead=(clean(one.label), "title"), at=3, key=("path", one.certification))


def _card_block(card: "Card") -> Block:
    if card.met:
        met = tr_many(card.met, "met once", "met {count} times")
        met += tr(", last {last}", last=f"{float(card.last):.1f}") if card.last is not None else ""
    else:
        met = tr("new")
    text = tr("{minutes} min  {level}", minutes=f"{card.minutes:>2}", level=tr(card.level))
    text += f"  {card.apart}" if card.apart else ""
    return Block(
        text,
        "quiet",
        indent=34,
        lead=(clean(card.title), "text"),
        at=5,
        right=(met, "quiet"),
        key=("card", card.scenario),
    )
