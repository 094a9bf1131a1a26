"""Playing, pulled: what is on screen, what may be chosen, and the few things a person can do.

The Textual screens, line mode, the browser and the tests all hold a `Play` and nothing else of the engine. Each act
is handed to `keep` first, which makes it durable, and only then does its consequence exist.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trainer.content.conditions import Condition, compiled, parse, parts
from trainer.content.scenario import GO_ON, MENTEE, Ending, Form, Respond
from trainer.content.text import Voices
from trainer.engine.chance import shown_order
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
)
from trainer.engine.machine import Machine
from trainer.engine.run import Run, replay
from trainer.engine.steps import step, wording
from trainer.engine.story import ReadyChoice, Story
from trainer.engine.transcript import Entry, Gauge, after_choice, gauges, opening, own_words
from trainer.errors import EngineError
from trainer.language import tr

LONGEST_WORDS = 4000
"""Own words and reflections are cut at this many characters."""

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice on offer: its number as shown (from 1), its words, and whether they are an act and not speech."""

    number: int
    id: str
    text: str
    is_act: bool


@dataclass(frozen=True, slots=True)
class Prompt:
    """Own words that are asked for before the choices show."""

    text: str


class Play:
    """One run being played.

    `keep` must have stored the event when it returns; it may raise to refuse. `told` hears of the run afterwards.
    """

    def __init__(
        self,
        story: Story,
        machine: Machine,
        voices: Voices,
        header: Header,
        keep: Callable[[Event], None],
        events: Iterable[Event] = (),
        told: Callable[[Run], None] = lambda _run: None,
    ) -> None:
        self.story, self.voices, self.header = story, voices, header
        self._keep, self._told = keep, told
        self.run: Run = replay(story, machine, header, events)
        self.transcript: list[Entry] = []
        self._tell()

    # What is on screen

    @property
    def coached(self) -> bool:
        """Whether notes, thoughts, meters and going back are there."""
        return self.header.mode is Mode.PRACTICE

    @property
    def decisions_made(self) -> int:
        """How many decisions stand."""
        return len(self.run.line)

    @property
    def speaks_as(self) -> str | None:
        """The name of whom the player speaks as in a role reversal; None elsewhere."""
        return self.voices.name(MENTEE) if self.story.scenario.form is Form.ROLE_REVERSAL else None

    @property
    def gauges(self) -> tuple[Gauge, ...]:
        """The meters by name and value; none in an assessment, where they would tell how it goes."""
        if not self.coached:
            return ()
        before = self.run.line[-1].before if self.run.line else None
        return gauges(self.story, self.run.position, before)

    @property
    def prompt(self) -> Prompt | None:
        """Own words asked for now, or None when there are none to ask for or they were written or skipped."""
        respond = self._respond
        if respond is None or any(old.decision == len(self.run.line) for old in self.run.responses):
            return None
        return Prompt(self.voices.say(respond.prompt))

    @property
    def only_words(self) -> bool:
        """Whether own words are all that is asked for here: nothing is chosen."""
        return self.run.is_open and self.story.scenes[self.run.position.scene].only_words

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The choices on offer in the order shown; none while own words are asked for, or when it is over."""
        if not self.run.is_open or self.prompt is not None:
            return ()
        return tuple(
            Offer(number, choice.id, self._words(choice), choice.written.do is not None)
            for number, choice in enumerate(self._shown(), start=1)
        )

    @property
    def is_repair(self) -> bool:
        """Whether the decision here is a chance to make a slip good."""
        return self.run.is_open and self.story.scenes[self.run.position.scene].is_repair

    @property
    def ending(self) -> Ending | None:
        """The ending reached, its words not yet filled, or None."""
        return None if self.run.is_open else self.story.scenes[self.run.position.scene].written.ending

    # What a person can do

    def choose(self, choice: str) -> list[Entry]:
        """Make a choice by its id; what followed. Raises EngineError when it is not on offer."""
        shown = tuple(offer.id for offer in self.offers)
        if choice not in shown:
            raise EngineError(tr('"{choice}" is not on offer here.', choice=choice), self._instead())
        return self._do(Chose(self.run.position.scene, choice, shown))

    def choose_number(self, number: int) -> list[Entry]:
        """Make a choice by its number as shown. Raises EngineError when there is no such number."""
        chosen = next((offer.id for offer in self.offers if offer.number == number), None)
        if chosen is None:
            raise EngineError(tr("There is no choice {number} here.", number=number), self._instead())
        return self.choose(chosen)

    def respond(self, text: str) -> list[Entry]:
        """Write own words, or skip with an empty text. Raises EngineError where none are asked for now."""
        if self.prompt is None:
            raise EngineError(tr("No words of your own are asked for here."), self._instead())
        here = self.run.position.scene
        told = self._do(Responded(here, kept_words(text)))
        return told + self._do(Chose(here, GO_ON, (GO_ON,))) if self.only_words else told

    def rate_own_words(self, scene: str, level: int) -> None:
        """Say which level of example the own words at a scene are nearest. Never enters the score."""
        self._do(SelfRated(scene, level))

    def rewind(self, decisions: int) -> list[Entry]:
        """Go back to where `decisions` decisions had been made; the whole transcript that stands."""
        self._do(Rewound(decisions))
        return self.transcript

    def reflect(self, text: str) -> None:
        """Keep a reflection with the run. Raises EngineError while the conversation is not over."""
        words = kept_words(text)
        if not words:
            raise EngineError(tr("There is nothing to keep yet."), tr("Write a sentence first."))
        self._do(Reflected(words))

    def abandon(self) -> None:
        """Give the run up for good."""
        self._do(Abandoned())

    # For authors

    def reasons(self) -> list[str]:
        """Why each conditional line and choice of the scene here is or is not there, in plain lines.

        None in an assessment: they would tell what the meters are hidden for.
        """
        if not self.coached:
            return []
        scene = self.story.scenes[self.run.position.scene]
        lines = [(tr('line "{words}"', words=line.text[:40]), line.when) for line in scene.written.lines]
        choices = [(tr("choice {id}", id=choice.id), choice.written.when) for choice in scene.choices]
        return [self._reason(what, parse(when)) for what, when in lines + choices if when is not None]

    # Within

    def _instead(self) -> str:
        """What can be done where something cannot."""
        if not self.run.is_open:
            return tr("This conversation is over.")
        if self.prompt is not None:
            return tr("First write what you would say yourself, or skip it.")
        most = len(self.offers)
        return tr("Choose a number from 1 to {most}.", most=most) if most else tr("Go back to an earlier decision.")

    @property
    def _respond(self) -> Respond | None:
        return self.story.scenes[self.run.position.scene].written.respond if self.run.is_open else None

    def _shown(self) -> list[ReadyChoice]:
        here = self.run.position
        on_offer = {choice.id: choice for choice in self.run.on_offer()}
        order = shown_order(self.header.seed, self.header.scenario, here.scene, list(on_offer))
        return [on_offer[id] for id in order]

    def _words(self, choice: ReadyChoice) -> str:
        return self.voices.say(wording(self.story, self.run.position, choice))

    def _reason(self, what: str, condition: Condition) -> str:
        index = {name: number for number, name in enumerate(self.story.meters)}
        here = self.run.position
        told = []
        for part in parts(condition):
            holds = compiled(part, index, self.story.facts, self.story.school)(here.meters, here.facts)
            values = ", ".join(
                tr("{meter} is {number}", meter=asked.name, number=here.meters[index[asked.name]])
                for asked in part.meters
            )
            does = tr("{when} holds", when=part.text) if holds else tr("{when} does not hold", when=part.text)
            told.append(does + (f" ({values})" if values else ""))
        there = self.story.holds(condition.text, here)
        if there:
            return tr("{what}: there, since {reasons}", what=what, reasons="; ".join(told))
        return tr("{what}: not there, since {reasons}", what=what, reasons="; ".join(told))

    def _do(self, event: Event) -> list[Entry]:
        self._refuse_early(event)
        self._keep(event)
        known = len(self.transcript)
        self.run.apply(event)
        self._tell(event)
        self._told(self.run)
        return self.transcript[known:]

    def _refuse_early(self, event: Event) -> None:
        """Nothing that the run would refuse may be kept."""
        match event:
            case Chose(choice=choice):
                here = self.run.position  # tried first: a scenario that leads nowhere must not break the run
                step(self.story, here, next(one for one in self.run.on_offer() if one.id == choice))
            case Rewound(decisions=decisions):
                if not (self.run.is_open and self.coached and 0 <= decisions < len(self.run.line)):
                    raise EngineError(
                        tr("There is nothing to go back to here."), tr("An assessment and a finished run stay.")
                    )
            case Responded() | Abandoned():
                if not self.run.is_open:
                    raise EngineError(tr("This conversation is over."), tr("Play it again from its debrief."))
            case SelfRated(scene=scene, level=level):
                words = [old for old in self.run.responses if old.scene == scene and old.text]
                if not words or not 1 <= level <= 4:
                    raise EngineError(
                        tr("There are no words of your own there to rate."), tr("A level is 1, 2, 3 or 4.")
                    )
            case Reflected():
                if self.run.is_open:
                    raise EngineError(tr("A reflection is written when the conversation is over."))

    def _tell(self, event: Event | None = None) -> None:
        """Bring the transcript up to the run: the new part after a choice, the whole of it after going back."""
        match event:
            case None | Rewound():
                self.transcript.clear()
                self.transcript += opening(self.run, self.voices)
                for made in self.run.line:
                    self.transcript += own_words(self.run, made.index, self.voices)
                    self.transcript += after_choice(self.run, made, self.voices, self.coached)
                self.transcript += own_words(self.run, len(self.run.line), self.voices)
            case Responded():
                self.transcript += own_words(self.run, len(self.run.line), self.voices)
            case Chose():
                self.transcript += after_choice(self.run, self.run.line[-1], self.voices, self.coached)
            case _:
                pass


def kept_words(text: str) -> str:
    """Own words as they are kept: no control codes but line ends, no broken characters, not too long."""
    whole = text.encode("utf-8", "replace").decode().replace("\r\n", "\n")
    return _CONTROL.sub(" ", whole).strip()[:LONGEST_WORDS].rstrip()
