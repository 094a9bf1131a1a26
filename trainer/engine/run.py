"""A run as its events make it: the line of decisions that stands, what was taken back, and the person's own words.

`replay` gives the same run from a header and its events whenever it is called; `engine.play` drives one live. Both
go through the story's machine, whose model a run is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from trainer.content.scenario import Form
from trainer.engine.events import (
    Abandoned,
    Chose,
    Event,
    Header,
    Mode,
    Reflected,
    Responded,
    Rewound,
    SelfRated,
    Status,
)
from trainer.engine.machine import ABANDONED, BRIEFING, DEBRIEF, SUBMITTED, Machine, fire
from trainer.engine.steps import offered
from trainer.engine.story import ReadyChoice, State, Story
from trainer.errors import EngineError
from trainer.language import tr

_STATUS = {DEBRIEF: Status.FINISHED, SUBMITTED: Status.SUBMITTED, ABANDONED: Status.ABANDONED}


class Made(NamedTuple):
    """A decision that was made: the choice, the order shown, the state before, and every state entered after."""

    index: int  # type: ignore[assignment]  # hides the method of tuples that nobody wants here
    scene: str
    choice: str
    shown: tuple[str, ...]
    before: State
    trail: tuple[State, ...]

    @property
    def after(self) -> State:
        """Where the conversation came to rest."""
        return self.trail[-1]


@dataclass(frozen=True, slots=True)
class Response:
    """Own words at a decision: empty when skipped, None when erased; `level` is the mentor's own rating."""

    decision: int
    scene: str
    text: str | None
    level: int | None = None


class Run:
    """The state of one run. Only `apply` changes it."""

    def __init__(self, story: Story, machine: Machine, header: Header) -> None:
        self.story, self.machine, self.header = story, machine, header
        self.mode = header.mode
        self.stage = BRIEFING
        self.position = State("", None, (), 0, -1)
        self.pending: State | None = None
        self.trail: list[State] = []
        self.line: list[Made] = []
        self.taken_back: list[Made] = []
        self.responses: list[Response] = []
        self.reflections: list[str | None] = []
        self.events = 0
        self._offered_at: State | None = None
        self._offered: tuple[ReadyChoice, ...] = ()
        fire(machine, self, "begin")
        self.opening = tuple(self.trail)
        self._close_at_ending()

    @property
    def status(self) -> Status:
        """Where in its life the run is."""
        return _STATUS.get(self.stage, Status.OPEN)

    @property
    def is_open(self) -> bool:
        """Whether a choice can still be made."""
        return self.stage not in _STATUS

    @property
    def outcome(self) -> str | None:
        """How it ended for the other person, or None while it has not, and of a case, in which nobody is met."""
        if self.story.scenario.form is Form.CASE:
            return None
        ending = self.story.scenes[self.position.scene].written.ending
        return ending.outcome.value if ending and not self.is_open else None

    def on_offer(self) -> tuple[ReadyChoice, ...]:
        """The choices on offer where the run stands, worked out once for each place."""
        if self._offered_at is not self.position:
            self._offered_at, self._offered = self.position, offered(self.story, self.position)
        return self._offered

    def apply(self, event: Event) -> None:
        """Take one event in. Raises EngineError when it does not fit the run as it stands."""
        match event:
            case Chose():  # first, being nearly all of them
                self._choose(event)
            case Responded(scene=scene, text=text):
                self._at(scene)
                self._respond(Response(len(self.line), scene, text))
            case SelfRated(scene=scene, level=level):
                self._rate(scene, level)
            case Rewound(decisions=decisions):
                self._rewind(decisions)
            case Reflected(text=text):
                if self.is_open:
                    raise EngineError(tr("A reflection is written when the conversation is over."))
                self.reflections.append(text)
            case Abandoned():
                fire(self.machine, self, "abandon")
        self.events += 1

    def _choose(self, event: Chose) -> None:
        before = self.position
        fire(self.machine, self, f"choice:{event.scene}.{event.choice}")
        self.line.append(Made(len(self.line), event.scene, event.choice, event.shown, before, tuple(self.trail)))
        self._close_at_ending()

    def _close_at_ending(self) -> None:
        if not self.story.scenes[self.position.scene].choices:
            fire(self.machine, self, "close")

    def _at(self, scene: str) -> None:
        if not self.is_open or self.position.scene != scene:
            raise EngineError(
                tr('The conversation is not at "{scene}".', scene=scene), tr("Go on from where it stands.")
            )

    def _respond(self, response: Response) -> None:
        self.responses = [old for old in self.responses if old.decision != response.decision] + [response]

    def _rate(self, scene: str, level: int) -> None:
        words = next((old for old in reversed(self.responses) if old.scene == scene and old.text != ""), None)
        if words is None or not 1 <= level <= 4:
            raise EngineError(tr('There are no words of your own at "{scene}" to rate.', scene=scene))
        self.responses = [
            Response(old.decision, old.scene, old.text, level) if old is words else old for old in self.responses
        ]

    def _rewind(self, decisions: int) -> None:
        if not self.is_open or self.mode is not Mode.PRACTICE:
            raise EngineError(tr("This run cannot go back."), tr("An assessment is final, and so is a finished run."))
        if not 0 <= decisions < len(self.line):
            raise EngineError(tr("There is no decision {number} to go back to.", number=decisions + 1))
        kept, dropped = self.line[:decisions], self.line[decisions:]
        fire(self.machine, self, "rewind")
        fire(self.machine, self, "begin")
        for made in kept:
            fire(self.machine, self, f"choice:{made.scene}.{made.choice}")
        self.line, self.taken_back = kept, self.taken_back + dropped
        asks = self.story.scenes[self.position.scene].only_words  # there, going back is for writing it anew
        self.responses = [old for old in self.responses if old.decision <= decisions - asks]


def replay(story: Story, machine: Machine, header: Header, events: Iterable[Event]) -> Run:
    """The run that a header and its events make. Raises EngineError when they do not fit the story."""
    run = Run(story, machine, header)
    for event in events:
        run.apply(event)
    return run


def retold(run: Run, decisions: int) -> list[Event]:
    """The events that bring a new run to where `decisions` decisions of this one had been made.

    Raises EngineError when it never made so many.
    """
    if not 0 <= decisions < len(run.line):
        raise EngineError(tr("There is no decision {number} to try again.", number=decisions + 1))
    events: list[Event] = []
    for made in run.line[:decisions]:
        events += [Responded(old.scene, old.text) for old in run.responses if old.decision == made.index and old.text]
        events.append(Chose(made.scene, made.choice, made.shown))
    return events
