"""The debrief: where every score comes from, and what to do next. Ends with the play that goes on, or None for Home."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget

from trainer.content.rubric import Criterion
from trainer.engine.play import Play
from trainer.scoring.debrief import Debrief
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import HEIGHTS, WIDTHS, Page, too_small
from trainer.tui.screens.sheet import Sheet
from trainer.tui.telling import Decision, OwnWords, heading, told
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu
from trainer.tui.widgets.words_box import WordsBox
from trainer.tui.words import LEVELS, level

KEPT = "A reflection is kept with this run, for you to read later."


class DebriefScreen(Page[Play | None]):
    """One run, told. `tell` gives its debrief anew after something was added to it."""

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
        again: Callable[[], Play],
        fork: Callable[[int], Play],
        criterion: Callable[[str, str], Criterion | None],
        care: Sequence[str],
    ) -> None:
        super().__init__()
        self._play, self._criterion, self._care = play, criterion, care
        self._tell, self._again, self._fork = tell, again, fork
        self._debrief = tell()
        self._all = False

    def heading(self) -> Iterable[Block]:
        """Title, ending, score."""
        submitted = [Block("Submitted: this assessment is final.", "note", 1)] if not self._play.coached else []
        return [heading(self._debrief), *submitted]

    def body(self) -> Iterator[Widget]:
        """One text; the row with the mark stands open."""
        yield Menu(*told(self._debrief, set()), id="told")

    def panel(self) -> Iterator[Widget]:
        """Scores at a glance."""
        yield Lines(*self._at_a_glance(), id="panel")

    def on_mount(self) -> None:
        """Read first; the mark comes with the arrows."""
        super().on_mount()
        self.query_one(Menu).focus()

    def _at_a_glance(self) -> list[Block]:
        blocks = [Block("At a glance", "title", 1)]
        for one in self._debrief.criteria:
            right = ("–" if one.score is None else f"{float(one.score):.1f} {level(one.score)}", "quiet")
            blocks.append(Block(one.title, indent=1, right=right, gap=1))
        return blocks

    def _show(self, mark: object = None) -> None:
        menu = self.query_one(Menu)
        keys = {block.key for block in told(self._debrief, set()) if block.key is not None}
        menu.show(told(self._debrief, keys if self._all else {mark}), mark)
        if mark is not None:
            menu.mark(mark)
        self.tell_keys()

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """What Enter or a number does depends on where the mark is."""
        match self.query_one(Menu).marked:
            case Decision():
                first = [("Enter", "what if")]
            case OwnWords():
                first = [("1-4", "nearest to")]
            case _:
                first = [("↓", "read on")]
        return first + super().hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something where the mark is."""
        if action == "home":
            return True
        if not super().check_action(action, parameters):
            return False
        marked = self.query_one(Menu).marked if self.is_mounted else None
        if action == "rate":
            return isinstance(marked, OwnWords)
        if action == "try":
            return isinstance(marked, Decision)
        if action == "levels":
            return bool(self._debrief.criteria)
        return True

    @on(Lines.Marked, "#told")
    def _marked(self, message: Lines.Marked) -> None:
        """Open the row with the mark, where the reader is."""
        menu = self.query_one(Menu)
        if menu.marked == message.key and not self._all:
            menu.show(told(self._debrief, {message.key}), message.key)
            menu.mark(message.key)
        self.tell_keys()

    @on(Lines.Chosen, "#told")
    def _chosen(self, message: Lines.Chosen) -> None:
        if isinstance(message.key, Decision) and not self.is_too_small:
            decisions = message.key.number - 1
            self._go_on(lambda: self._fork(decisions))

    def action_again(self) -> None:
        """The same scenario afresh."""
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
                blocks.append(Block(text, indent=16, lead=(f"{number} {LEVELS[number]}", "strong")))
        self.app.push_screen(Sheet("The four levels in words", blocks))

    def action_reflect(self) -> None:
        """Write something that is kept with the run."""
        self.app.push_screen(ReflectionSheet(self._care), self._keep)

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


class ReflectionSheet(ModalScreen[str | None], inherit_bindings=False):
    """Ends with what was written, or None."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    DEFAULT_CSS = """
    ReflectionSheet {
        align: center middle; background: $background 55%;
        & > WordsBox { width: 90%; max-width: 84; border: round $rule; background: $background; }
        & > WordsBox TextArea { height: 8; }
        & > #too-small { display: none; width: 100%; height: 100%; content-align: center middle; padding: 0 1;
            background: $background; }
        &.-tiny > WordsBox, &.-low > WordsBox { display: none; }
        &.-tiny > #too-small, &.-low > #too-small { display: block; }
    }
    """

    def __init__(self, care: Sequence[str]) -> None:
        super().__init__()
        self._care = care

    def compose(self) -> ComposeResult:
        """The same box as for own words."""
        yield WordsBox("What do you take from this conversation?", [KEPT, *self._care])
        yield too_small()

    @on(WordsBox.Written)
    def _written(self, message: WordsBox.Written) -> None:
        self.dismiss(message.text or None)
