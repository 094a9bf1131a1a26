"""The briefing: the content note first, then setting, goal, who is there and what is looked at.

Ends with the play that was begun, another scenario to meet instead, or None for back. In a sitting another is not
chosen but drawn: it ends with `Declined`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.content.scenario import Form
from trainer.engine.play import Play
from trainer.language import mark, tr, tr_many
from trainer.session import Briefing, Card
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import Page
from trainer.tui.screens.sheet import Sheet
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.menu import Menu
from trainer.tui.wishes import Declined, Meet
from trainer.tui.words import sentence

UNSCORED = {
    Form.ROLE_REVERSAL: mark(
        "This is a role reversal: you are the mentee, and the mentor does what this mentor does. Watch what it does to "
        "you. There are no good or bad choices here, and nothing is scored."
    ),
    Form.CASE: mark(
        "This is a case: you read what happened, and answer questions in your own words. After each you see example "
        "answers. Nothing is scored."
    ),
}
"""How it goes, of what is not a conversation to be scored."""


class BriefingScreen(Page[Play | Meet | Declined | None]):
    """What to know before a conversation. `decline` takes another in its place, in a sitting."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "begin"),
        Binding("i", "instead", "choose another"),
        Binding("escape,q", "back", "back", key_display="Esc"),
    ]
    DEFAULT_CSS = """
    BriefingScreen #briefing { height: 1fr; }
    """

    def __init__(
        self,
        briefing: Briefing,
        care: Sequence[str],
        start: Callable[[], Play],
        instead: Sequence[Card],
        *,
        assessed: bool,
        decline: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._decline = decline
        self._briefing, self._care, self._assessed = briefing, care, assessed
        self._start, self._instead = start, instead

    def heading(self) -> Iterable[Block]:
        """Title, and how long it takes."""
        told = self._briefing
        right = (f"{tr_many(told.minutes, '{count} minute', '{count} minutes')} · {tr(told.level)}", "quiet")
        return [Block(((clean(told.title), "title"),), indent=1, right=right)]

    def body(self) -> Iterator[Widget]:
        """One text that scrolls."""
        yield Menu(*self._blocks(), id="briefing")

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        super().on_mount()
        self.query_one(Menu).focus()

    def _blocks(self) -> list[Block]:
        told = self._briefing
        blocks: list[Block] = []
        if told.content_note:
            blocks.append(_row(tr("Before you begin"), sentence(told.content_note), "note"))
            blocks += [Block(line, "quiet", indent=21) for line in self._care]
            another = (
                tr("take another conversation of the same kind") if self._decline else tr("choose another conversation")
            )
            blocks.append(
                Block(tr("You may {another} instead: i. It costs nothing.", another=another), "quiet", indent=21)
            )
        is_case = told.form is Form.CASE
        blocks.append(_row(tr("What it is about") if is_case else tr("Where you are"), told.setting))
        if told.speaks_as is not None:
            blocks.append(_row(tr("Who you are"), _person(*told.speaks_as), "strong"))
        blocks += [
            _row(tr("Who is there") if number == 0 else "", _person(name, about), gap=int(number == 0))
            for number, (name, about) in enumerate(told.people)
        ]
        if not is_case:
            blocks.append(_row(tr("Your goal"), told.goal, "strong"))
        for number, (title, about) in enumerate(told.criteria):
            lead = tr("What is looked at") if number == 0 else ""
            text = ((f"{clean(title)}. ", "text"), (clean(about), "quiet"))
            blocks.append(Block(text, indent=21, lead=(lead, "title"), gap=int(number == 0)))
        blocks += [
            Block(warning, "quiet", indent=21, gap=int(number == 0)) for number, warning in enumerate(told.warnings)
        ]
        how = tr(UNSCORED[told.form]) if told.form in UNSCORED else _how(self._assessed)
        blocks.append(_row(tr("How it goes"), how))
        return blocks

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Another is offered at a content note."""
        if action == "instead" and not self._briefing.content_note:
            return False
        return action == "back" or super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Start the conversation."""
        play = self.attempt(self._start)
        if play is not None:
            self.dismiss(play)

    def action_back(self) -> None:
        """Not now."""
        self.dismiss(None)

    def action_instead(self) -> None:
        """Offer others; nothing is recorded of it but the swap."""
        if self._decline is not None:
            self._offer_equal()
            return
        blocks = [
            Block(
                card.summary,
                indent=30,
                lead=(clean(card.title), "strong"),
                right=(tr("{minutes} min", minutes=card.minutes), "quiet"),
                key=card.scenario,
            )
            for card in self._instead[:6]
        ]
        if not blocks:
            self.say((tr("There is no other conversation in the library."), "alarm"))
            return
        self.app.push_screen(Sheet(tr("Another conversation instead"), blocks, act=tr("read about it")), self._swap)

    def _offer_equal(self) -> None:
        blocks = [
            Block(tr("Another conversation of the same kind takes the place of this one."), indent=3, at=3),
            Block(tr("Nothing is counted against you, and nobody asks why."), indent=3, at=3),
            Block(tr("Take another"), indent=5, at=5, gap=1, key="other"),
            Block(tr("Stay with this one"), indent=5, at=5, key="stay"),
        ]
        self.app.push_screen(Sheet(tr("Another conversation instead"), blocks, mark="stay"), self._declined)

    def _declined(self, answer: object) -> None:
        decline = self._decline
        if answer == "other" and decline is not None and self.attempt(lambda: (decline(),)) is not None:
            self.dismiss(Declined())

    def _swap(self, scenario: object) -> None:
        if isinstance(scenario, str):
            self.dismiss(Meet(scenario))


def _row(lead: str, text: str, style: str = "text", gap: int = 1) -> Block:
    return Block(text, style, indent=21, lead=(lead, "title"), gap=gap)


def _person(name: str, about: str) -> str:
    return f"{name}. {about}" if about else name


def _how(assessed: bool) -> str:
    if assessed:
        return tr(
            "This is an assessment: a number selects, Enter commits, and nothing is taken back. No notes until the end."
        )
    return tr("This is practice: after each choice you hear what it did, and you can always go back and try otherwise.")
