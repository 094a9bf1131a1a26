"""The coordinator's desk: the cohort at a glance, filtered and in an order, never by score.

Ends with a step and the view it was left in, or None for Home.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.widget import Widget

from trainer.errors import TrainerError
from trainer.language import tr, tr_in, tr_many
from trainer.session.board import Board, Order, Row
from trainer.session.standing import Status
from trainer.shown import clean_lines as clean
from trainer.tui.screens.desk_page import DeskPage
from trainer.tui.screens.sheet import Sheet
from trainer.tui.steps import Open, Step, Switch, Waits
from trainer.tui.telling_desk import about, ago, beside, columns, table
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the cohort is shown, and in what order."""

    cohort: str | None = None
    status: Status | None = None
    order: Order = Order.NAME


class DeskScreen(DeskPage[Step | None]):
    """`tell` gives the board for a view; `others` are the certifications to switch to, by id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "waits", "what waits"),
        Binding("f", "filter", "filter"),
        Binding("s", "sort", "sort"),
        Binding("g", "switch", "another certification"),
        Binding("q,escape", "back", "Home", key_display="q"),
    ]
    DEFAULT_CSS = """
    DeskScreen {
        #columns { height: 2; overflow: hidden hidden; margin-right: 1; }
        #cohort { height: 1fr; }
        #about { height: 4; border-top: solid $rule; overflow: hidden hidden; }
        &.-wide #about { display: none; }
    }
    """

    def __init__(
        self,
        tell: Callable[[View], Board],
        view: View,
        *,
        others: Sequence[tuple[str, str]] = (),
        titles: Mapping[str, str] | None = None,
        mark: object = None,
        notice: TrainerError | str | None = None,
    ) -> None:
        super().__init__(notice)
        self._tell, self.view, self._others, self._first = tell, view, others, mark
        self._titles = titles or {}
        self._board = tell(view)

    def heading(self) -> Iterable[Block]:
        """What is shown, and how much waits."""
        board, view = self._board, self.view
        shown = len(board.rows)
        who = (
            tr_many(shown, "{count} mentor", "{count} mentors")
            if shown == board.of
            else tr_many(board.of, "{shown} of {count} mentor", "{shown} of {count} mentors", shown=shown)
        )
        parts = [one for one in (view.cohort, view.status.told if view.status else None, view.order.told) if one]
        oldest = tr(", oldest: {ago}", ago=ago(board.tasks[0].since, board.now)) if board.tasks else ""
        waits = (
            tr_many(len(board.tasks), "{count} waiting{oldest}", "{count} waiting{oldest}", oldest=oldest)
            if board.tasks
            else tr("nothing waits")
        )
        words = ((clean(board.title), "title"), (f" · {who}, {clean(', '.join(parts))}", "quiet"))
        return [Block(words, indent=1, right=(waits, "strong"))]

    def body(self) -> Iterator[Widget]:
        """The head of the table, the table, and a few words about who is marked."""
        yield Lines(id="columns")
        yield Menu(id="cohort")
        yield Lines(id="about")

    def panel(self) -> Iterator[Widget]:
        """At the side, all of who is marked."""
        yield Lines(id="panel")

    def on_mount(self) -> None:
        """Ready for keys at once."""
        super().on_mount()
        self.query_one(Menu).focus()

    def on_resize(self, event: Resize) -> None:
        """The columns follow the width."""
        self.call_after_refresh(self._show, self.query_one(Menu).marked or self._first)

    def _show(self, mark: object = None) -> None:
        menu = self.query_one(Menu)
        width = menu.size.width - 1
        self.query_one("#columns", Lines).show(columns(self._board, width))
        self.query_one("#heading", Lines).show(self.heading())
        menu.show(table(self._board, width))
        keys = [block.key for block in menu.blocks if block.key is not None]
        menu.mark(mark if mark in keys else keys[0] if keys else None)
        self._tell_about()
        self.tell_keys()

    def _marked_row(self) -> Row | None:
        marked = self.query_one(Menu).marked
        return next((row for row in self._board.rows if row.person.person == marked), None)

    def _tell_about(self) -> None:
        row = self._marked_row()
        below = about(row, self._board.now, self._titles) if row is not None else []
        self.query_one("#about", Lines).show(below)
        side = beside(self._board, row, self._titles) if row is not None else []
        self.query_one("#panel", Lines).show(side)

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """Enter opens who is marked."""
        marked = self.is_mounted and self.query_one(Menu).marked is not None
        return ([("Enter", tr_in("a key", "open"))] if marked else []) + super().hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what there is something for."""
        if action == "switch" and not self._others:
            return False
        return super().check_action(action, parameters)

    @on(Lines.Marked, "#cohort")
    def _marked(self) -> None:
        self._tell_about()

    @on(Lines.Chosen, "#cohort")
    def _chosen(self, message: Lines.Chosen) -> None:
        if not self.is_too_small and isinstance(message.key, str):
            self._leave(Open(message.key))

    def _leave(self, step: Step | None) -> None:
        self.left_at = self.query_one(Menu).marked
        self.dismiss(step)

    def action_waits(self) -> None:
        """To the queue."""
        self._leave(Waits())

    def action_back(self) -> None:
        """Home."""
        self._leave(None)

    def action_filter(self) -> None:
        """Whom to show: a cohort, a state, everybody."""
        blocks = [Block(tr("Everybody"), key=View(order=self.view.order))]
        blocks += [
            Block(tr("Cohort {clean}", clean=clean(one)), key=replace(self.view, cohort=one), gap=int(at == 0))
            for at, one in enumerate(self._board.cohorts)
        ]
        states = self._tell(replace(self.view, status=None)).states
        blocks += [
            Block(tr("State: {told}", told=one.told), key=replace(self.view, status=one), gap=int(at == 0))
            for at, one in enumerate(states)
        ]
        self.app.push_screen(Sheet(tr("Whom to show"), blocks, act=tr("show"), mark=self.view), self._viewed)

    def action_sort(self) -> None:
        """In what order."""
        blocks = [Block(f"{one.told[:1].upper()}{one.told[1:]}", key=replace(self.view, order=one)) for one in Order]
        blocks.append(Block(tr("There is no order by score: nobody is ranked here."), "quiet", gap=1))
        self.app.push_screen(Sheet(tr("In what order"), blocks, act=tr("sort so"), mark=self.view), self._viewed)

    def _viewed(self, view: object) -> None:
        if isinstance(view, View):
            board = self.attempt(lambda: self._tell(view))
            if board is not None:
                self.view, self._board = view, board
                self._show(self.query_one(Menu).marked)

    def action_switch(self) -> None:
        """To another certification."""
        blocks = [Block(clean(title), key=id) for id, title in self._others]
        self.app.push_screen(Sheet(tr("Which certification"), blocks, act=tr("go there")), self._switched)

    def _switched(self, certification: object) -> None:
        if isinstance(certification, str):
            self._leave(Switch(certification))
