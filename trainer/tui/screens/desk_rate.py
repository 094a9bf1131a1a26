"""The form on which a person rates: own words blind, or a live role-play. Ends with what was done, or None.

The criterion that is marked stands open with its four levels in words; a number gives the level and goes on.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.language import tr, tr_many
from trainer.session.forms import LiveForm, Rated, WordsForm
from trainer.shown import clean_lines as clean
from trainer.tui.deeds import day_of, whole
from trainer.tui.screens.desk_deed import Deed
from trainer.tui.screens.desk_page import DeskPage
from trainer.tui.widgets.blocks import Block, Span
from trainer.tui.widgets.form_box import Field
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu
from trainer.tui.words import LEVELS

Levels = Mapping[str, int]


class RateScreen(DeskPage[str | None]):
    """A form; `text` stands above it and `last` asks for what else belongs to it. Nothing is kept before the end."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *[Binding(str(level), f"rate({level})", f"{level} {word}", show=False) for level, word in LEVELS.items()],
        Binding("0,backspace", "rate(0)", "not seen", key_display="0"),
        Binding("ctrl+s,r", "record", "record", key_display="r"),
        Binding("escape,q", "back", "back", key_display="Esc"),
    ]
    DEFAULT_CSS = """
    RateScreen #form { height: 1fr; }
    """

    def __init__(self, title: str, criteria: Iterable[Rated]) -> None:
        super().__init__()
        self._title, self._criteria = title, tuple(criteria)
        self._given: dict[str, int] = {}
        self._warned = False

    def heading(self) -> Iterable[Block]:
        """What is rated, and how much of it is done."""
        done = tr("{given} of {criteria} rated", given=len(self._given), criteria=len(self._criteria))
        return [Block(((clean(self._title), "title"),), indent=1, right=(done, "strong"))]

    def text(self) -> list[Block]:
        """What stands above the criteria."""
        return []

    def last(self, levels: Levels) -> Deed:
        """The last question, with what else is asked."""
        raise NotImplementedError

    def body(self) -> Iterator[Widget]:
        """The text and the criteria in one."""
        yield Menu(*self._blocks(None), id="form")

    def on_mount(self) -> None:
        """On the first criterion, with the text in sight."""
        super().on_mount()
        menu = self.query_one(Menu)
        menu.focus()
        menu.mark(self._criteria[0].criterion if self._criteria else None, reveal=False)

    def _blocks(self, marked: object) -> list[Block]:
        blocks = self.text()
        of = ""
        for one in self._criteria:
            if one.competency and one.competency != of:
                blocks.append(Block(one.competency, "title", indent=2, gap=1))
                of = one.competency
            blocks += self._criterion(one, one.criterion == marked)
        return blocks

    def _criterion(self, one: Rated, opened: bool) -> list[Block]:
        level = self._given.get(one.criterion)
        right = (f"{level} {tr(LEVELS[level])}", "strong") if level else (tr("not seen"), "quiet")
        words: tuple[Span, ...] = ((clean(one.title), "strong"), (f"  {clean(one.about)}", "quiet"))
        blocks = [Block(words, indent=4, at=4, right=right, key=one.criterion)]
        for number, described in one.levels.items() if opened else ():
            chosen = "●" if number == level else "○"
            text = ((clean(described.seen), "text"), (f'  "{clean(described.say)}"', "thought"))
            blocks.append(Block(text, indent=20, lead=(f"{chosen} {number} {tr(LEVELS[number])}", "strong"), at=6))
        return blocks

    def _show(self, marked: object, *, reveal: bool = True) -> None:
        menu = self.query_one(Menu)
        menu.show(self._blocks(marked), marked)
        menu.mark(marked, reveal=reveal)
        self.query_one("#heading", Lines).show(self.heading())
        self.tell_keys()

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """A number gives the level."""
        return [("1-4", "level"), *super().hints()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What was not rated cannot be recorded."""
        if action == "record" and not self._given:
            return False
        return super().check_action(action, parameters)

    @on(Lines.Marked, "#form")
    def _marked(self, message: Lines.Marked) -> None:
        if isinstance(message, Lines.Chosen):
            return
        menu = self.query_one(Menu)
        if menu.marked == message.key:
            first = bool(self._criteria) and message.key == self._criteria[0].criterion
            self._show(message.key, reveal=not first or menu.scroll_offset.y > 0)

    def action_rate(self, level: int) -> None:
        """Give a level to what is marked, and go on; 0 takes it away."""
        marked = self.query_one(Menu).marked
        names = [one.criterion for one in self._criteria]
        if not isinstance(marked, str) or marked not in names:
            return
        self._warned = False
        self.say()
        if level:
            self._given[marked] = level
        else:
            self._given.pop(marked, None)
        after = names[min(names.index(marked) + 1, len(names) - 1)] if level else marked
        self._show(after)
        self.refresh_bindings()

    def action_record(self) -> None:
        """Ask for the rest, and record it."""
        levels = {one.criterion: self._given[one.criterion] for one in self._criteria if one.criterion in self._given}
        self.carry_out(self.last(levels), self._ended)

    def _ended(self, told: str | None) -> None:
        if told is not None:
            self.dismiss(told)

    def action_back(self) -> None:
        """Back; what was rated is not thrown away without a warning."""
        if self._given and not self._warned:
            self._warned = True
            self.say((tr("What you rated is not kept yet: r records it, Esc again leaves without it."), "alarm"))
        else:
            self.dismiss(None)

    def told_levels(self, levels: Levels) -> str:
        """What was given, in a line; of many criteria how often each level."""
        if len(levels) > 4:
            counted = Counter(levels.values())
            told = ", ".join(
                tr_many(counted[level], "{level} once", "{level} {count} times", level=tr(LEVELS[level]))
                for level in LEVELS
                if counted[level]
            )
            return tr("{given} of {count} rated: {told}.", given=len(levels), count=len(self._criteria), told=told)
        titles = {one.criterion: one.title for one in self._criteria}
        return ", ".join(f"{titles[name]} {level} {tr(LEVELS[level])}" for name, level in levels.items())


class WordsScreen(RateScreen):
    """Own words, without a name and without the marks of another. `record` takes levels and a comment."""

    def __init__(self, form: WordsForm, marker: str, record: Callable[[Levels, str], None]) -> None:
        super().__init__(tr("Own words, code {code} · {marker} marker", code=form.code, marker=marker), form.criteria)
        self._form, self._record = form, record

    def text(self) -> list[Block]:
        """What was said before, what was asked, what was written; then examples of the author."""
        form = self._form
        blocks = [Block(form.scenario, "quiet", indent=2)]
        for entry in form.before:
            lead = (clean(entry.name), "other") if entry.name else None
            blocks.append(Block(entry.text, "text" if lead else "scene", 13 if lead else 3, lead, 3))
        blocks.append(Block(form.asked, "quiet", indent=13, lead=(tr("Asked"), "title"), at=3, gap=1))
        blocks.append(Block(form.written, "strong", indent=13, lead=(tr("Written"), "title"), at=3))
        for level, text in form.examples.items():
            lead = (tr("For example"), "quiet") if level == next(iter(form.examples)) else None
            blocks.append(Block(text, "quiet", 16, lead, 3, (f"{level} {tr(LEVELS[level])}", "quiet")))
        return blocks

    def last(self, levels: Levels) -> Deed:
        """A comment, if there is one to give."""

        def do(values: Mapping[str, str]) -> str:
            self._record(levels, values["comment"])
            return tr("Your rating is kept. It stands beside the program's scores and changes none.")

        comment = Field("comment", tr("Something for the mentor to hear? It may stay empty."), long=True)
        about = (self.told_levels(levels),)
        return Deed(
            tr("Record this rating"), about, (comment,), tr("Record it? Each person rates these words once."), do
        )


class LiveScreen(RateScreen):
    """A live role-play. `record` takes levels, minutes, the day and a comment."""

    def __init__(self, form: LiveForm, today: date, record: Callable[[Levels, int, date, str], None]) -> None:
        super().__init__(tr("Live role-play · {name}", name=form.name), form.criteria)
        self._form, self._today, self._record = form, today, record

    def text(self) -> list[Block]:
        """What counts."""
        told = tr_many(
            self._form.minutes,
            "{count} minute at least, and level {least} in each competency. "
            "Rate what you saw; what did not come up stays not seen.",
            "{count} minutes at least, and level {least} in each competency. "
            "Rate what you saw; what did not come up stays not seen.",
            least=self._form.least,
        )
        return [Block(told, "quiet", indent=2)]

    def last(self, levels: Levels) -> Deed:
        """Minutes, the day, a comment."""

        def do(values: Mapping[str, str]) -> str:
            self._record(levels, whole(values["minutes"]), day_of(values["day"]), values["comment"])
            return tr("The role-play is recorded.")

        fields = (
            Field("minutes", tr("How many minutes did it take?")),
            Field("day", tr("On which day?"), self._today.isoformat()),
            Field("comment", tr("What should the mentor hear of it?"), long=True),
        )
        about = (self.told_levels(levels),)
        return Deed(tr("Record this role-play"), about, fields, tr("Record this for {name}?", name=self._form.name), do)
