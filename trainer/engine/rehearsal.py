"""Trying a scenario from any state, without a run: nothing is kept, and nothing is scored.

A `Standing` says a state by names, so that it means the same after the author has changed the scenario. A
`Rehearsal` plays on from one with `offered` and `step`, and tells what follows as a run does. Used by the studio.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trainer.content.text import Voices
from trainer.engine.play import Offer
from trainer.engine.run import Made
from trainer.engine.steps import enter, offered, step, wording
from trainer.engine.story import ReadyChoice, State, Story
from trainer.engine.transcript import Entry, Gauge, after_choice, gauges, passages
from trainer.errors import EngineError
from trainer.language import tr


@dataclass(frozen=True)
class Standing:
    """A state by names: its scene, the meters, what has happened (`scene.choice` or `scene`), as in `State`."""

    scene: str
    meters: Mapping[str, int] = field(default_factory=dict)
    facts: frozenset[str] = frozenset()
    back: str | None = None
    left: int | None = None


def standing(story: Story, state: State) -> Standing:
    """A state said by names."""
    facts = frozenset(name for name, bit in story.facts.items() if state.facts & bit)
    return Standing(state.scene, dict(zip(story.meters, state.meters, strict=True)), facts, state.back, state.left)


def state_of(story: Story, stands: Standing) -> State:
    """The state that is meant in a story: meters within their bounds, what is not known left out.

    What is not said is as at the beginning; a repair goes on to the first place that it is played before.
    Raises EngineError where the story has no such scene.
    """
    if stands.scene not in story.scenes:
        raise EngineError(
            tr('There is no scene "{scene}" any more.', scene=stands.scene), tr("Go on from another scene.")
        )
    bounds = story.scenario.meters
    meters = tuple(
        min(max(stands.meters.get(name, bounds[name].start), bounds[name].min), bounds[name].max)
        for name in story.meters
    )
    facts = sum(bit for name, bit in story.facts.items() if name in stands.facts)
    back = stands.back if stands.back in story.scenes else next(iter(followers(story, stands.scene)), None)
    left = story.decisions if stands.left is None else min(stands.left, story.decisions)
    return State(stands.scene, back, meters, facts, left if story.decisions >= 0 else -1)


def followers(story: Story, repair: str) -> tuple[str, ...]:
    """The scenes that a repair may go on to: where the slips lead that it is played after. None for other scenes."""
    slips = (choice for scene in story.scenes.values() for choice in scene.choices if choice.repair == repair)
    return tuple(dict.fromkeys(slip.to for slip in slips if slip.to is not None))


class Rehearsal:
    """A conversation tried out. `lost` is how many of the choices given could not be made again.

    Raises NoWayOnError where the story leads nowhere from its first state.
    """

    def __init__(self, story: Story, voices: Voices, start: State, choices: Sequence[str] = ()) -> None:
        self.story, self.voices = story, voices
        trail: list[State] = []
        enter(story, start, trail)
        self.opening = tuple(trail)
        self.line: list[Made] = []
        self.transcript: list[Entry] = passages(self, -1, trail, voices, True)
        self.lost = 0
        for at, choice in enumerate(choices):
            if choice not in [one.id for one in self._on_offer()]:
                self.lost = len(choices) - at
                break
            self.choose(choice)

    @property
    def position(self) -> State:
        """Where it stands."""
        return self.line[-1].after if self.line else self.opening[-1]

    @property
    def choices(self) -> tuple[str, ...]:
        """What was chosen, by id."""
        return tuple(made.choice for made in self.line)

    @property
    def is_open(self) -> bool:
        """Whether a choice can still be made."""
        return not self.story.scenes[self.position.scene].is_ending

    @property
    def is_repair(self) -> bool:
        """Whether the decision here is a chance to make a slip good."""
        return self.story.scenes[self.position.scene].is_repair

    @property
    def gauges(self) -> tuple[Gauge, ...]:
        """The meters, and what they were before the last choice."""
        return gauges(self.story, self.position, self.line[-1].before if self.line else None)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The choices on offer, in the file's order."""
        here = self.position
        return tuple(
            Offer(
                number,
                choice.id,
                self.voices.say(wording(self.story, here, choice)),
                choice.written.do is not None,
            )
            for number, choice in enumerate(self._on_offer(), start=1)
        )

    def choose(self, id: str) -> None:
        """Make a choice. Raises EngineError where it is not on offer, NoWayOnError where it leads nowhere."""
        choice = next((one for one in self._on_offer() if one.id == id), None)
        if choice is None:
            raise EngineError(tr('"{id}" is not on offer here.', id=id), tr("Choose one of those on offer."))
        before, trail = self.position, list[State]()
        step(self.story, before, choice, trail)
        shown = tuple(one.id for one in self._on_offer())
        made = Made(len(self.line), before.scene, id, shown, before, tuple(trail))
        self.line.append(made)
        self.transcript += after_choice(self, made, self.voices, True)

    def back(self) -> "Rehearsal":
        """The same, without the last choice."""
        return Rehearsal(self.story, self.voices, self.opening[0], self.choices[:-1])

    def _on_offer(self) -> tuple[ReadyChoice, ...]:
        return offered(self.story, self.position)
