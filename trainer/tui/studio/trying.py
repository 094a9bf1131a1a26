"""Playing on from a scene: real choices and what they do, with their levels; nothing is kept. Pushed by `screen`.

When the file is saved meanwhile, the same choices are made again in the new version, as far as they go.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.engine.rehearsal import Rehearsal, Standing
from trainer.language import tr, tr_many
from trainer.scoring.score import level
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import WIDE, Page
from trainer.tui.studio.desk import Desk
from trainer.tui.widgets import meters
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.choices import Choices
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.transcript import Transcript
from trainer.tui.words import LEVELS


class TryingScreen(Page[str | None]):
    """A rehearsal on screen, `choice` made at once; ends with a scene to go to, or None. `edit` opens a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *[Binding(str(number), f"number({number})", "choose by number", show=False) for number in range(1, 10)],
        Binding("up", "move(-1)", "mark the one above", show=False, key_display="↑"),
        Binding("down", "move(1)", "mark the one below", show=False, key_display="↓"),
        Binding("enter", "commit", "choose what is marked", show=False),
        Binding("u", "back", "take back"),
        Binding("r", "again", "from the start"),
        Binding("o", "thoughts", "thoughts"),
        Binding("e", "edit", "edit here"),
        Binding("g", "go", "look at this scene"),
        Binding("pageup", "scroll('page_up')", "scroll back", show=False),
        Binding("pagedown", "scroll('page_down')", "scroll on", show=False),
        Binding("escape,q", "leave", "back to the scenes", key_display="Esc"),
    ]

    def __init__(
        self, desk: Desk, rehearsal: Rehearsal, start: Standing, edit: Callable[[int], None], choice: str | None = None
    ) -> None:
        super().__init__()
        self._desk, self._rehearsal, self._start, self._edit, self._choice = desk, rehearsal, start, edit, choice

    def heading(self) -> Iterable[Block]:
        """Where it began, and the meters."""
        told = meters.in_line(self._rehearsal.gauges)
        title = ((clean(self._title), "title"), (tr("  tried from {scene}", scene=self._start.scene), "quiet"))
        lines = [Block(title, indent=1)]
        return [*lines, Block(told, "you", indent=1)] if told and self.app.size.width < WIDE else lines

    @property
    def _title(self) -> str:
        return self._rehearsal.voices.say(self._rehearsal.story.scenario.title)

    def body(self) -> Iterator[Widget]:
        """The transcript, and what is on offer."""
        cast = self._rehearsal.story.scenario.cast
        yield Transcript([self._rehearsal.voices.name(person) for person in cast], id="transcript")
        yield Choices(id="choices")

    def panel(self) -> Iterator[Widget]:
        """The meters with their paths, where there is room."""
        yield Lines(id="panel")

    def on_mount(self) -> None:
        """Draw what is told so far."""
        super().on_mount()
        choice = self._choice
        if choice is not None:
            self.attempt(lambda: self._rehearsal.choose(choice))
        self._retell()

    def on_resize(self) -> None:
        """The meters move between heading and panel."""
        self._show_meters()

    def renew(self) -> None:
        """The file was saved: the same again in its new version."""
        renewed = self.attempt(lambda: self._desk.renewed(self._start, self._rehearsal.choices))
        if renewed is None:
            return
        self._rehearsal = renewed
        self._retell()
        if renewed.lost:
            told = tr_many(
                renewed.lost,
                "The file was saved: the last {count} choice cannot be made in it any more.",
                "The file was saved: the last {count} choices cannot be made in it any more.",
            )
            self.say((told, "note"))

    def _retell(self) -> None:
        self.query_one(Transcript).retell(self._rehearsal.transcript)
        choices, here = self.query_one(Choices), self._rehearsal
        if here.is_open:
            scene = here.story.scenes[here.position.scene]
            levels = {one.id: level(scene.written, one.written) for one in scene.choices}
            asides = {
                offer.number: f"{of} {tr(LEVELS[of])}" for offer in here.offers if (of := levels[offer.id]) is not None
            }
            choices.offer(here.offers, mend=here.is_repair, asides=asides)
        else:
            choices.show(
                [Block(tr("The conversation is over. r begins again, u takes the last choice back."), indent=1)]
            )
        self._show_meters()
        self.tell_keys()

    def _show_meters(self) -> None:
        self.query_one("#heading", Lines).show(self.heading())
        here = self._rehearsal
        states = [here.opening[-1], *(made.after for made in here.line)]
        paths = {name: [state.meters[at] for state in states] for at, name in enumerate(here.story.meters)}
        blocks = meters.at_side(here.gauges, paths)
        blocks += [Block(tr("Scenes"), "title", indent=1, gap=2)]
        blocks += [Block(state.scene, "quiet", indent=1) for state in states[-12:]]
        self.query_one("#panel", Lines).show(blocks)

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """The numbers first."""
        offers = self._rehearsal.offers if self._rehearsal.is_open else ()
        return ([(f"1-{len(offers)}", tr("choose"))] if offers else []) + super().hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something now."""
        if action == "leave":
            return True
        if not super().check_action(action, parameters):
            return False
        offers = self._rehearsal.offers if self._rehearsal.is_open else ()
        if action == "number":
            return any(offer.number == parameters[0] for offer in offers)
        if action in ("move", "commit"):
            return bool(offers)
        if action in ("back", "again"):
            return bool(self._rehearsal.line)
        return True

    def action_number(self, number: int) -> None:
        """Make a choice."""
        offer = next(offer for offer in self._rehearsal.offers if offer.number == number)
        self.attempt(lambda: self._rehearsal.choose(offer.id))
        self._retell()

    def action_move(self, by: int) -> None:
        """Mark another choice."""
        self.query_one(Choices).mark_next(by)

    def action_commit(self) -> None:
        """Choose what is marked."""
        number = self.query_one(Choices).marked
        if isinstance(number, int):
            self.action_number(number)

    @on(Lines.Chosen)
    def _clicked(self, message: Lines.Chosen) -> None:
        if isinstance(message.key, int) and not self.is_too_small:
            self.action_number(message.key)

    def action_back(self) -> None:
        """Without the last choice."""
        before = self.attempt(self._rehearsal.back)
        if before is not None:
            self._rehearsal = before
            self._retell()

    def action_again(self) -> None:
        """From where it began."""
        here = self._rehearsal
        self._rehearsal = Rehearsal(here.story, here.voices, here.opening[0])
        self._retell()

    def action_thoughts(self) -> None:
        """Show or hide what was thought in the last exchange."""
        told = self._rehearsal.transcript
        if told:
            self.query_one(Transcript).bare(told[-1].decision)

    def action_edit(self) -> None:
        """The editor at the scene it has come to."""
        places = self._desk.places
        self._edit(places.scenes.get(self._rehearsal.position.scene, 1) if places else 1)

    def action_scroll(self, where: str) -> None:
        """Scroll the transcript."""
        getattr(self.query_one(Transcript), f"scroll_{where}")(animate=False)

    def action_leave(self) -> None:
        """Back to where it was begun."""
        self.dismiss(None)

    def action_go(self) -> None:
        """Back, to look at the scene it has come to."""
        self.dismiss(self._rehearsal.position.scene)
