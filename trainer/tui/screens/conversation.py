"""The conversation: what was said, what may be chosen, and what it did. Ends with `Done` or `Leave`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.engine.play import Play
from trainer.language import tr
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import COLUMN, PANEL, WIDE, Page, by_what
from trainer.tui.screens.sheet import Sheet
from trainer.tui.widgets import meters
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.transcript import Transcript
from trainer.tui.widgets.words_box import WordsBox
from trainer.tui.wishes import Done, Leave
from trainer.tui.words import shortened

PRACTICE_ONLY = ("thoughts", "back", "reasons")


class ConversationScreen(Page[Done | Leave]):
    """One `Play` on screen. `resume_line` is the command that goes on with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *[Binding(str(number), f"number({number})", "choose by number", show=False) for number in range(1, 10)],
        Binding("up", "move(-1)", "mark the one above", show=False, key_display="↑"),
        Binding("down", "move(1)", "mark the one below", show=False, key_display="↓"),
        Binding("enter", "commit", "choose what is marked", show=False),
        Binding("u", "back", "go back"),
        Binding("o", "thoughts", "thoughts"),
        Binding("w", "reasons", "why this is on offer", show=False),
        Binding("pageup", "scroll('page_up')", "scroll back", show=False),
        Binding("pagedown", "scroll('page_down')", "scroll on", show=False),
        Binding("home", "scroll('home')", "to the beginning", show=False),
        Binding("end", "scroll('end')", "to the newest", show=False),
        Binding("q", "leave", "leave"),
    ]

    def __init__(self, play: Play, care: Sequence[str], resume_line: str) -> None:
        super().__init__()
        self._play, self._care, self._resume_line = play, care, resume_line
        self._told = 0

    # What is on screen

    def heading(self) -> Iterable[Block]:
        """Title and setting; the meters where no panel shows them."""
        scenario = self._play.story.scenario
        who, where = self._play.speaks_as, self._play.voices.say(scenario.setting)
        words = f"{clean(scenario.title)} · {clean(where)}"
        if who is not None:  # first, since what does not fit is cut off
            words = f"{clean(tr('You are {name}', name=who))} · {clean(scenario.title)}"
        wide = self.app.size.width >= WIDE
        told = "" if wide else meters.in_line(self._play.gauges)
        room = min(COLUMN, self.app.size.width - (PANEL if wide else 0)) - 3
        if told and len(told) + 3 + 24 <= room:
            title = shortened(words, room - len(told) - 3)
            return [Block(((title, "title"),), indent=1, right=(told, "you"))]
        lines = [Block(((shortened(words, room), "title"),), indent=1)]
        return [*lines, Block(told, "you", indent=1)] if told else lines

    def body(self) -> Iterator[Widget]:
        """The transcript, and below it what is asked."""
        yield Transcript(self._names(), id="transcript")
        yield Choices(id="choices")

    def panel(self) -> Iterator[Widget]:
        """Meters with their paths, the goal."""
        yield Lines(id="panel")

    def on_mount(self) -> None:
        """Draw what is told so far."""
        super().on_mount()
        self._retell()

    def on_resize(self) -> None:
        """The meters move between heading and panel."""
        self._show_meters()

    def _names(self) -> list[str]:
        return [self._play.voices.name(person) for person in self._play.story.scenario.cast]

    def _retell(self) -> None:
        self.query_one(Transcript).retell(self._play.transcript)
        self._told = len(self._play.transcript)
        self._ask()

    def _tell(self) -> None:
        self.query_one(Transcript).tell(self._play.transcript[self._told :])
        self._told = len(self._play.transcript)
        self._ask()

    def _ask(self) -> None:
        """Show what is asked now: own words, a choice, or nothing more."""
        choices, prompt = self.query_one(Choices), self._play.prompt
        for box in self.query(WordsBox):
            box.remove()
        choices.display = prompt is None
        if prompt is not None:
            asked = clean(prompt.text)
            asked = asked if self._play.only_words else tr("Before you choose: {words}", words=asked)
            self.query_one("#column").mount(WordsBox(asked, self._care), after=choices)
        elif self._play.run.is_open:
            choices.offer(self._play.offers, mend=self._play.is_repair)
        else:
            choices.ended()
        self._show_meters()
        self.tell_keys()

    def _show_meters(self) -> None:
        self.query_one("#heading", Lines).show(self.heading())
        if self.app.size.width < WIDE:
            return
        blocks = meters.at_side(self._play.gauges, self._paths())
        goal = self._play.voices.say(self._play.story.scenario.goal)
        if self._play.speaks_as is not None:
            you = tr("You speak as {name}.", name=self._play.speaks_as)
            blocks.append(Block(you, "you", indent=1, gap=1 + bool(blocks)))
        blocks += [Block(tr("Your goal"), "title", indent=1, gap=1 + bool(blocks)), Block(goal, indent=1)]
        blocks.append(Block(tr("Keys"), "title", indent=1, gap=2))
        for what, names in by_what(self).items():
            blocks.append(Block(what, "quiet", indent=10, lead=(" ".join(names), "strong"), at=1))
        self.query_one("#panel", Lines).show(blocks)

    def _paths(self) -> dict[str, list[int]]:
        states = [self._play.run.opening[-1], *(made.after for made in self._play.run.line)]
        return {name: [state.meters[at] for state in states] for at, name in enumerate(self._play.story.meters)}

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """The numbers first, as far as there are choices."""
        offers = self._play.offers
        if self._play.prompt is not None or not self._play.run.is_open:
            numbers = [] if self._play.run.is_open else [("Enter", tr("how it went"))]
        elif self._play.coached:
            numbers = [(f"1-{len(offers)}", tr("choose"))]
        else:
            numbers = [(f"1-{len(offers)}", tr("select")), ("Enter", tr("commit"))]
        return numbers + super().hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something now."""
        play = self._play
        if action == "leave":
            return True
        if not super().check_action(action, parameters) or (action in PRACTICE_ONLY and not play.coached):
            return False
        if action == "number":
            return any(offer.number == parameters[0] for offer in play.offers)
        if action == "move":
            return bool(play.offers)
        if action == "commit":
            return bool(play.offers) or not play.run.is_open
        if action == "back":
            return play.run.is_open and play.decisions_made > 0
        if action == "thoughts":
            return self._thinking() is not None
        if action == "reasons":
            return play.run.is_open
        return True

    def action_number(self, number: int) -> None:
        """In practice a number chooses; in an assessment it only marks."""
        if self._play.coached:
            self._choose(number)
        else:
            self.query_one(Choices).mark(number)

    def action_move(self, by: int) -> None:
        """Mark another choice."""
        self.query_one(Choices).mark_next(by)

    def action_commit(self) -> None:
        """Choose what is marked; after the end, go to the debrief."""
        if not self._play.run.is_open:
            self.dismiss(Done())
            return
        number = self.query_one(Choices).marked
        if isinstance(number, int):
            self._choose(number)
        else:
            self.say((tr("Mark a choice first, with its number or the arrows."), "note"))

    @on(Lines.Chosen)
    def _clicked(self, message: Lines.Chosen) -> None:
        if isinstance(message.key, int) and self._play.coached and not self.is_too_small:
            self._choose(message.key)

    def _choose(self, number: int) -> None:
        if self.attempt(lambda: self._play.choose_number(number)) is not None:
            self._tell()

    @on(WordsBox.Written)
    def _written(self, message: WordsBox.Written) -> None:
        if self.attempt(lambda: self._play.respond(message.text)) is not None:
            self._tell()

    def _thinking(self) -> int | None:
        """The last decision, if somebody thought something after it (-1 stands for the opening lines)."""
        told = self._play.transcript
        last = told[-1].decision if told else None
        here = takewhile(lambda entry: entry.decision == last, reversed(told))
        return last if any(entry.thought is not None for entry in here) else None

    def action_thoughts(self) -> None:
        """Show or hide what was thought in the last exchange."""
        decision = self._thinking()
        if decision is not None:
            self.query_one(Transcript).bare(decision)

    def action_back(self) -> None:
        """List earlier decisions, the last one marked."""
        made = ("you_say", "you_do", "asked")
        said = {entry.decision: entry.text for entry in self._play.transcript if entry.kind in made}
        blocks = [
            Block(said.get(made.index, ""), indent=6, lead=(str(made.index + 1), "strong"), at=3, key=made.index)
            for made in self._play.run.line
        ]
        sheet = Sheet(tr("Go back to before …"), blocks, act=tr("go back there"), mark=len(blocks) - 1, again="u")
        self.app.push_screen(sheet, self._go_back)

    def _go_back(self, decisions: object) -> None:
        if isinstance(decisions, int) and self.attempt(lambda: self._play.rewind(decisions)) is not None:
            self._retell()

    def action_reasons(self) -> None:
        """Why a line or a choice is here or not, for authors."""
        lines = self.attempt(self._play.reasons)
        if lines is None:
            return
        told = [Block(line, gap=int(number > 0)) for number, line in enumerate(lines)]
        always = Block(tr("Every line and choice of this scene is always there: none has a `when`."))
        self.app.push_screen(Sheet(tr("Why this is on offer"), told or [always]))

    def action_scroll(self, where: str) -> None:
        """Scroll the transcript."""
        getattr(self.query_one(Transcript), f"scroll_{where}")(animate=False)

    # Leaving

    @property
    def open_run(self) -> str | None:
        """The run on screen, as long as it is open."""
        return self._play.header.run if self._play.run.is_open else None

    def action_leave(self) -> None:
        """Say that nothing is lost, and how to come back."""
        if not self._play.run.is_open:
            self.dismiss(Done())
            return
        blocks = [
            Block(tr("Nothing is lost: the conversation waits where you left it."), indent=3, at=3),
            Block(((tr("Later: "), "quiet"), (self._resume_line, "strong")), indent=3, at=3),
            Block(tr("Go to Home"), indent=5, at=5, gap=1, key="home"),
            Block(tr("Leave the program"), indent=5, at=5, key="out"),
            Block(tr("Stay"), indent=5, at=5, key="stay"),
        ]
        self.app.push_screen(Sheet(tr("Leave?"), blocks), self._leave)

    def _leave(self, where: object) -> None:
        if where in ("home", "out"):
            self.dismiss(Leave(home=where == "home"))
