"""A candidate's page: what is recommended and why, the evidence under each score, and the acts.

Ends with a step, or None to go back. After an act it tells itself anew.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.errors import TrainerError
from trainer.language import tr
from trainer.session.dossier import Dossier
from trainer.shown import clean_lines as clean
from trainer.tui.screens.desk_deed import Deed
from trainer.tui.screens.desk_page import DeskPage
from trainer.tui.screens.sheet import Sheet
from trainer.tui.steps import Judge, RateLive, Step
from trainer.tui.telling_candidate import Row, told
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu


class CandidateScreen(DeskPage[Step | None]):
    """`tell` gives the page anew, `acts` what can be recorded as it stands. `opened` are scores that stand open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "act", "act"),
        Binding("l", "live", "live role-play"),
        Binding("e", "open_all", "all evidence"),
        Binding("escape,q", "back", "back", key_display="Esc"),
    ]
    DEFAULT_CSS = """
    CandidateScreen #told { height: 1fr; }
    """

    def __init__(
        self,
        tell: Callable[[], Dossier],
        acts: Callable[[Dossier], Sequence[Deed]],
        titles: Mapping[str, str],
        *,
        opened: frozenset[object] = frozenset(),
        mark: object = None,
        notice: TrainerError | str | None = None,
    ) -> None:
        super().__init__(notice)
        self._tell, self._acts, self._titles = tell, acts, titles
        self.opened, self._first = set(opened), mark
        self._dossier = tell()
        self._deeds = acts(self._dossier)

    def heading(self) -> Iterable[Block]:
        """Who it is, and where they are."""
        person, now = self._dossier.one.person, self._dossier.now
        words = ((clean(person.name), "title"), (f" · {clean(person.cohort)}" if person.cohort else "", "quiet"))
        return [Block(words, indent=1, right=(self._dossier.standing.status(now).told, "strong"))]

    def body(self) -> Iterator[Widget]:
        """One text; rows that lead somewhere can be chosen."""
        yield Menu(*self._blocks(), id="told")

    def panel(self) -> Iterator[Widget]:
        """At the side, what waits here and what can be done."""
        yield Lines(*self._side(), id="panel")

    def on_mount(self) -> None:
        """Read first, or go on where it was left."""
        super().on_mount()
        menu = self.query_one(Menu)
        menu.focus()
        if self._first is not None:
            self.call_after_refresh(menu.mark, self._first)

    def _blocks(self) -> list[Block]:
        return told(self._dossier, self._titles, self.opened)

    def _side(self) -> list[Block]:
        tasks = self._dossier.standing.tasks
        blocks = [Block(tr("Waits here"), "title", 1)]
        kinds = Counter(task.kind for task in tasks)
        waits = [Block(kind.told + (f" ({number})" if number > 1 else ""), indent=1) for kind, number in kinds.items()]
        blocks += waits or [Block(tr("Nothing."), "quiet", 1)]
        blocks.append(Block(tr("Acts: press a"), "title", 1, gap=1))
        blocks += [Block(one.title, "text" if not one.blocked else "quiet", 1) for one in self._deeds]
        own = tr("This is your own record: somebody else acts on it.")
        return blocks if self._deeds else [*blocks[:-1], Block(own, "quiet", 1, gap=1)]

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """Enter does what the marked row is for."""
        marked = self.query_one(Menu).marked if self.is_mounted else None
        first: list[tuple[str, str]] = []
        if isinstance(marked, Row):
            first = [("Enter", tr("judge it") if isinstance(marked.step, Judge) else tr("read it"))]
        elif marked is not None:
            first = [("Enter", tr("close it") if marked in self.opened else tr("its evidence"))]
        return first + super().hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody acts on their own record."""
        if action in ("act", "live") and not self._deeds:
            return False
        return super().check_action(action, parameters)

    @on(Lines.Marked, "#told")
    def _marked(self) -> None:
        self.tell_keys()

    @on(Lines.Chosen, "#told")
    def _chosen(self, message: Lines.Chosen) -> None:
        if self.is_too_small:
            return
        if isinstance(message.key, Row):
            self.left_at = message.key
            self.dismiss(message.key.step)
        else:
            self.opened ^= {message.key}
            self.query_one(Menu).show(self._blocks(), message.key)
            self.tell_keys()

    def action_open_all(self) -> None:
        """The evidence of every score, or of none."""
        every: set[object] = set(self._dossier.evidence)
        self.opened = set() if self.opened >= every else every
        menu = self.query_one(Menu)
        menu.show(self._blocks(), menu.marked)

    def action_live(self) -> None:
        """To the form of a live role-play."""
        self.dismiss(RateLive(self._dossier.one.person.person))

    def action_back(self) -> None:
        """Back."""
        self.dismiss(None)

    # Acts

    def action_act(self) -> None:
        """Choose what to record; what cannot be done now says why."""
        blocks: list[Block] = []
        for number, deed in enumerate(self._deeds):
            key = number if not deed.blocked else None
            blocks.append(Block(deed.title, "quiet" if deed.blocked else "text", indent=4, at=4, key=key))
            if deed.blocked:
                blocks.append(Block(tr("Not now: {blocked}", blocked=deed.blocked), "quiet", indent=6))
        self.app.push_screen(Sheet(tr("{name}: what to record", name=self._dossier.one.person.name), blocks), self._act)

    def _act(self, number: object) -> None:
        if isinstance(number, int):
            self.carry_out(self._deeds[number], self._acted)

    def _acted(self, told: str | None) -> None:
        """Tell the page anew: after an act, and where somebody else was first."""
        before = self._dossier.one.records.seq
        found = self.attempt(self._tell)
        if found is None:
            return
        self._dossier, self._deeds = found, self._acts(found)
        menu = self.query_one(Menu)
        menu.show(self._blocks(), menu.marked)
        self.query_one("#heading", Lines).show(self.heading())
        self.query_one("#panel", Lines).show(self._side())
        if told is not None:
            self.tell(told)
        elif found.one.records.seq != before:
            self.tell(
                tr("Something was recorded since you looked. The page is up to date now; what you wrote is kept.")
            )
        self.tell_keys()
