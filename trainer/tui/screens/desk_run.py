"""A run to read at the desk, to comment on decision by decision; and a critical act in it to judge. End with None."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.errors import TrainerError
from trainer.language import tr
from trainer.session.moments import day
from trainer.session.reading import Judgeable, Reading
from trainer.shown import clean_lines as clean
from trainer.tui.screens.desk_deed import Deed
from trainer.tui.screens.desk_page import DeskPage
from trainer.tui.screens.sheet import Sheet
from trainer.tui.telling_run import ENDED, about_act, told
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.form_box import Field
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu

Comment = Callable[[str, str | None], None]
"""Keeps a comment: its words, and the scene of the decision it is about, or None for the whole."""


class RunScreen(DeskPage[None]):
    """`tell` gives the run anew; `bank` the comments to use again; `scene` is where to begin to read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "comment", "comment on this"),
        Binding("o", "comment_whole", "comment on the whole"),
        Binding("escape,q", "back", "back", key_display="Esc"),
    ]
    DEFAULT_CSS = """
    RunScreen {
        #told { height: 1fr; }
        #act { height: auto; max-height: 6; border-bottom: solid $rule; overflow: hidden hidden; display: none; }
        #act.-said { display: block; }
    }
    """

    def __init__(
        self,
        tell: Callable[[], Reading],
        comment: Comment,
        bank: Callable[[], Mapping[str, str]],
        *,
        scene: str = "",
        notice: TrainerError | str | None = None,
    ) -> None:
        super().__init__(notice)
        self._tell, self._comment, self._bank, self._scene = tell, comment, bank, scene
        self._reading = tell()

    def heading(self) -> Iterable[Block]:
        """Which conversation it is, whose, and when."""
        found = self._reading
        words = ((clean(found.title), "title"), (f" · {clean(found.person.name)}", "strong"))
        return [Block(words, indent=1, right=(f"{found.mode}, {day(found.opened)}", "quiet"))]

    def body(self) -> Iterator[Widget]:
        """The whole of it; each decision can be marked."""
        yield Lines(*self._above(), id="act", classes="-said" if self._above() else None)
        yield Menu(*told(self._reading), id="told")

    def _above(self) -> list[Block]:
        """What stands above the conversation."""
        return []

    def on_mount(self) -> None:
        """Where it was asked for, else at the beginning."""
        super().on_mount()
        self.query_one(Menu).focus()
        if self._scene:
            self.call_after_refresh(self._go_to, self._scene)

    def _go_to(self, scene: str) -> None:
        """Mark a decision, with what led to it in sight above and the first of what followed below."""
        menu = self.query_one(Menu)
        numbers = [one.number for one in self._reading.moments if one.scene == scene]
        menu.mark(numbers[0] if numbers else ENDED)
        menu.scroll_relative(y=min(4, menu.size.height // 4), animate=False)

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """Arrows go from decision to decision."""
        return [("↑ ↓", "decisions"), *super().hints()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A comment on a decision needs one."""
        if action == "comment" and (not self.is_mounted or not self._number()):
            return False
        return super().check_action(action, parameters)

    def _number(self) -> int:
        """The number of the decision that is marked, 0 where there is none."""
        marked = self.query_one(Menu).marked
        return marked if isinstance(marked, int) else 0

    @on(Lines.Marked, "#told")
    def _marked(self) -> None:
        self.tell_keys()

    def action_back(self) -> None:
        """Back."""
        self.dismiss(None)

    # Comments

    def action_comment(self) -> None:
        """On the decision that is marked."""
        number = self._number()
        self._ask_for(tr("On decision {number}", number=number), self._reading.moments[number - 1].scene)

    def action_comment_whole(self) -> None:
        """On the conversation."""
        self._ask_for(tr("On the whole conversation"), None)

    def _ask_for(self, title: str, scene: str | None) -> None:
        """Words of one's own, or of the bank to begin with."""
        found = self.attempt(self._bank) or {}
        blocks = [Block(tr("Write my own"), "strong", indent=4, at=4, key="")]
        for at, (name, text) in enumerate(found.items()):
            blocks.append(Block(text, indent=4, at=4, gap=int(at == 0), key=name))

        def chosen(name: object) -> None:
            if isinstance(name, str):
                self._write(title, scene, found.get(name, ""))

        self.app.push_screen(Sheet(title, blocks, act=tr("take it")), chosen)

    def _write(self, title: str, scene: str | None, begun: str) -> None:
        def do(values: Mapping[str, str]) -> str:
            self._comment(values["words"], scene)
            return tr("The comment is kept. The mentor reads it beside the decision.")

        about = (tr("The mentor reads it in the debrief, with your name."),)
        words = Field("words", tr("What should they hear?"), begun.strip(), long=True)
        ask = tr("Keep this comment for {name}?", name=self._reading.person.name)
        self.carry_out(Deed(title, about, (words,), ask, do), self._changed)

    def _changed(self, told_: str | None) -> None:
        found = self.attempt(self._tell)
        if found is not None:
            self._reading = found
            menu = self.query_one(Menu)
            menu.show(told(found), menu.marked)
            self.tell(told_)


Verdict = Callable[[bool, str, int], None]
"""Judges the act: whether it is confirmed, the reason, the last record that was read."""


class JudgeScreen(RunScreen):
    """A run with one critical act in it to be confirmed or dismissed, with a reason; then back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "judge(True)", "yes, it was one"),
        Binding("n", "judge(False)", "no, dismiss it"),
    ]

    def __init__(
        self,
        tell: Callable[[], Reading],
        comment: Comment,
        bank: Callable[[], Mapping[str, str]],
        judge: Verdict,
        *,
        scene: str,
        code: str,
        notice: TrainerError | str | None = None,
    ) -> None:
        super().__init__(tell, comment, bank, scene=scene, notice=notice)
        self._judge, self._code = judge, code

    @property
    def _act(self) -> Judgeable | None:
        found = [one for one in self._reading.critical if (one.scene, one.code) == (self._scene, self._code)]
        return found[0] if found else None

    def _above(self) -> list[Block]:
        act = self._act
        return about_act(act) if act is not None else []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is there can be judged."""
        if action == "judge" and self._act is None:
            return False
        return super().check_action(action, parameters)

    def action_judge(self, confirmed: bool) -> None:
        """Say why, and record it."""
        seen = self._reading.seq

        def do(values: Mapping[str, str]) -> str:
            self._judge(confirmed, values["reason"], seen)
            return tr("Confirmed.") if confirmed else tr("Dismissed.")

        code, name = self._code, self._reading.person.name
        about = (tr("It never changes a score. Confirmed and not put right, it stands in the way of certifying."),)
        why = Field("reason", tr("Why? The mentor may read it."), long=True)
        if confirmed:
            title, ask = tr("Confirm {code}", code=code), tr("Confirm {code} for {name}?", code=code, name=name)
        else:
            title, ask = tr("Dismiss {code}", code=code), tr("Dismiss {code} for {name}?", code=code, name=name)
        self.carry_out(Deed(title, about, (why,), ask, do), self._judged)

    def _judged(self, told_: str | None) -> None:
        if told_ is not None:
            self.left_at = told_
            self.dismiss(None)
            return
        before = self._reading.seq
        self._changed(None)
        if self._reading.seq != before:
            self.tell(tr("Something was recorded since you looked. This is up to date now; what you wrote is kept."))
