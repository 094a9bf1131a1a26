"""What waits for the person at the desk, the longest first. Ends with the step that does it, or None to go back."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.errors import TrainerError
from trainer.language import mark, tr, tr_many
from trainer.session.tasks import Kind, Task
from trainer.tui.screens.desk_page import DeskPage
from trainer.tui.steps import Judge, Open, RateLive, RateWords, Step
from trainer.tui.telling_desk import waiting
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu

_ABOUT = {
    Kind.OWN_WORDS: mark("Rate them on the rubric. You are not told whose they are, nor what another marker gave."),
    Kind.LIVE: mark("Fill in the form when you have seen it: the same rubric, with its four levels in words."),
    Kind.CRITICAL: mark("Read what was said around it, then confirm or dismiss it. It never changes a score."),
    Kind.TALK: mark("Talk with them first; then record what you agreed on, on their page."),
    Kind.DECIDE: mark("Their evidence is complete. Read it on their page; the program recommends, you decide."),
    Kind.APPEAL: mark("You neither marked nor decided here. Read it all again; the answer is given on their page."),
}


class QueueScreen(DeskPage[Step | None]):
    """`names` say whose each task is: a name, or a code where it is blind. `titles` are of the scenarios."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "back", "back", key_display="Esc")]
    DEFAULT_CSS = """
    QueueScreen {
        #waits { height: 1fr; }
        #about { height: 3; border-top: solid $rule; overflow: hidden hidden; }
    }
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        names: Sequence[str],
        titles: Sequence[str],
        now: datetime,
        *,
        mark: object = None,
        notice: TrainerError | str | None = None,
    ) -> None:
        super().__init__(notice)
        self._tasks, self._names, self._titles, self._now, self._first = tasks, names, titles, now, mark

    def heading(self) -> Iterable[Block]:
        """How much it is."""
        right = (tr_many(len(self._tasks), "{count} thing", "{count} things"), "strong")
        return [
            Block(((tr("What waits for you"), "title"), (tr(" · the longest first"), "quiet")), indent=1, right=right)
        ]

    def body(self) -> Iterator[Widget]:
        """The list, and what is to be done."""
        yield Menu(*waiting(self._tasks, self._names, self._titles, self._now), id="waits")
        yield Lines(id="about")

    def on_mount(self) -> None:
        """On the first, or near where it was left."""
        super().on_mount()
        menu = self.query_one(Menu)
        menu.focus()
        if self._tasks:
            menu.mark(self._first if self._first in self._tasks else self._tasks[0])

    def hints(self) -> list[tuple[str, str]]:
        """Enter opens what is marked."""
        return ([("Enter", tr("do it"))] if self._tasks else []) + super().hints()

    @on(Lines.Marked, "#waits")
    def _marked(self, message: Lines.Marked) -> None:
        if isinstance(message.key, Task):
            self.query_one("#about", Lines).show([Block(tr(_ABOUT[message.key.kind]), "quiet", indent=1)])

    @on(Lines.Chosen, "#waits")
    def _chosen(self, message: Lines.Chosen) -> None:
        task = message.key
        if self.is_too_small or not isinstance(task, Task):
            return
        self.left_at = task
        match task.kind:
            case Kind.OWN_WORDS:
                self.dismiss(RateWords(task.person, task.run, task.scene))
            case Kind.LIVE:
                self.dismiss(RateLive(task.person))
            case Kind.CRITICAL:
                self.dismiss(Judge(task.person, task.run, task.scene, task.code))
            case _:
                self.dismiss(Open(task.person))

    def action_back(self) -> None:
        """Back."""
        self.dismiss(None)
