"""The debrief: where every score comes from, and what to do next. Ends with the play that goes on, or None for Home."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.content.rubric import Criterion
from trainer.content.scenario import Form
from trainer.engine.play import Play
from trainer.language import mark, tr
from trainer.scoring.debrief import Debrief
from trainer.session.feedback import Remark
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import Page
from trainer.tui.screens.sheet import Sheet
from trainer.tui.screens.words import WordsSheet
from trainer.tui.telling import Decision, OwnWords, heading, told
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu
from trainer.tui.words import LEVELS, level, level_title

KEPT = mark("A reflection is kept with this run, for you to read later.")


class DebriefScreen(Page[Play | None]):
    """One run, told. `tell` gives its debrief anew after something was added to it.

    `again` and `fork` are None where it cannot be tried otherwise; `leads` is where it leads back to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "try", "try another choice here", show=False),
        *[Binding(str(level), f"rate({level})", "say which example is nearest", show=False) for level in LEVELS],
        Binding("a", "again", "again"),
        Binding("r", "reflect", "reflect"),
        Binding("c", "levels", "levels"),
        Binding("e", "open_all", "open all"),
        Binding("q,escape", "home", "Home", key_display="q"),
    ]
    DEFAULT_CSS = """
    DebriefScreen #told { height: 1fr; }
    """

    def __init__(
        self,
        play: Play,
        *,
        tell: Callable[[], Debrief],
        again: Callable[[], Play] | None,
        fork: Callable[[int], Play] | None,
        criterion: Callable[[str, str], Criterion | None],
        care: Sequence[str],
        remarks: Sequence[Remark] = (),
        leads: str = "",
    ) -> None:
        super().__init__()
        self._play, self._criterion, self._care = play, criterion, care
        self._tell, self._again, self._fork = tell, again, fork
        self._remarks, self._leads = remarks, leads or tr("Home")
        self._debrief = tell()
        self._all = False

    def heading(self) -> Iterable[Block]:
        """Title, ending, score."""
        return [heading(self._debrief), *([] if self._play.coached else [Block(self._final(), "note", 1)])]

    def _final(self) -> str:
        if not self._debrief.is_limited:
            return tr("Submitted: this assessment is final.")
        return tr("Submitted and final. In a sitting only your own choices are told.")

    def body(self) -> Iterator[Widget]:
        """One text; the row with the mark stands open."""
        yield Menu(*self._blocks(set()), id="told")

    def panel(self) -> Iterator[Widget]:
        """Scores at a glance."""
        yield Lines(*self._at_a_glance(), id="panel")

    def on_mount(self) -> None:
        """Read first; the mark comes with the arrows."""
        super().on_mount()
        self.query_one(Menu).focus()

    def _at_a_glance(self) -> list[Block]:
        blocks = [Block(tr("At a glance"), "title", 1)]
        if self._debrief.form is not Form.CONVERSATION:
            return [*blocks, Block(tr("Nothing here is scored."), "quiet", 1, gap=1)]
        for one in self._debrief.criteria:
            right = ("–" if one.score is None else f"{float(one.score):.1f} {level(one.score)}", "quiet")
            blocks.append(Block(one.title, indent=1, right=right, gap=1))
        return blocks

    def _blocks(self, opened: Set[object]) -> list[Block]:
        return told(self._debrief, opened, self._remarks)

    def _show(self, mark: object = None) -> None:
        menu = self.query_one(Menu)
        keys = {block.key for block in self._blocks(set()) if block.key is not None}
        menu.show(self._blocks(keys if self._all else {mark}), mark)
        if mark is not None:
            menu.mark(mark)
        self.tell_keys()

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """What Enter or a number does depends on where the mark is."""
        match self.query_one(Menu).marked:
            case Decision() if self._fork is not None:
                first = [("Enter", tr("what if"))]
            case OwnWords() if not self._debrief.is_limited:
                first = [("1-4", tr("nearest to"))]
            case _:
                first = [("↓", tr("read on"))]
        return [*first, *((key, self._leads if key == "q" else what) for key, what in super().hints())]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something where the mark is."""
        if action == "home":
            return True
        if not super().check_action(action, parameters):
            return False
        marked = self.query_one(Menu).marked if self.is_mounted else None
        if action == "rate":
            return isinstance(marked, OwnWords) and not self._debrief.is_limited
        if action == "try":
            return isinstance(marked, Decision) and self._fork is not None
        if action == "again":
            return self._again is not None
        if action == "open_all":
            return not self._debrief.is_limited and self._debrief.form is Form.CONVERSATION
        if action == "levels":
            return bool(self._debrief.criteria)
        return True

    @on(Lines.Marked, "#told")
    def _marked(self, message: Lines.Marked) -> None:
        """Open the row with the mark, where the reader is."""
        menu = self.query_one(Menu)
        if menu.marked == message.key and not self._all:
            menu.show(self._blocks({message.key}), message.key)
            menu.mark(message.key)
        self.tell_keys()

    @on(Lines.Chosen, "#told")
    def _chosen(self, message: Lines.Chosen) -> None:
        fork = self._fork
        if isinstance(message.key, Decision) and fork is not None and not self.is_too_small:
            decisions = message.key.number - 1
            self._go_on(lambda: fork(decisions))

    def action_again(self) -> None:
        """The same scenario afresh."""
        if self._again is not None:
            self._go_on(self._again)

    def _go_on(self, act: Callable[[], Play]) -> None:
        play = self.attempt(act)
        if play is not None:
            self.dismiss(play)

    def action_home(self) -> None:
        """Done with it."""
        self.dismiss(None)

    def action_open_all(self) -> None:
        """Open every row, or only the one with the mark."""
        self._all = not self._all
        self._show(self.query_one(Menu).marked)

    def action_rate(self, level: int) -> None:
        """Say which level of example the own words are nearest to. Never enters the score."""
        marked = self.query_one(Menu).marked
        if isinstance(marked, OwnWords):
            self._changed(lambda: self._play.rate_own_words(marked.scene, level), marked)

    def action_levels(self) -> None:
        """The four levels of a criterion in words: of the one with the mark, else of all."""
        marked = self.query_one(Menu).marked
        here = marked.under if isinstance(marked, Decision) else ""
        wanted = [one for one in self._debrief.criteria if one.criterion == here] or self._debrief.criteria
        blocks: list[Block] = []
        for one in wanted:
            criterion = self._criterion(one.competency, one.criterion)
            if criterion is None:
                continue
            blocks.append(
                Block(
                    ((clean(criterion.title), "title"), (f"  {clean(criterion.about)}", "quiet")), gap=int(bool(blocks))
                )
            )
            for number, described in sorted(criterion.levels.items(), reverse=True):
                text = ((clean(described.seen), "text"), (f'  "{clean(described.say)}"', "thought"))
                blocks.append(Block(text, indent=16, lead=(f"{number} {level_title(number)}", "strong")))
        self.app.push_screen(Sheet(tr("The four levels in words"), blocks))

    def action_reflect(self) -> None:
        """Write something that is kept with the run."""
        self.app.push_screen(
            WordsSheet(tr("What do you take from this conversation?"), [tr(KEPT), *self._care]), self._keep
        )

    def _keep(self, text: str | None) -> None:
        if text:
            self._changed(lambda: self._play.reflect(text), self.query_one(Menu).marked)
            self.query_one(Menu).scroll_end(animate=False)

    def _changed(self, act: Callable[[], None], mark: object) -> None:
        """Do something that the debrief then tells."""

        def tell() -> Debrief:
            act()
            return self._tell()

        changed = self.attempt(tell)
        if changed is not None:
            self._debrief = changed
            self._show(mark)
