"""What was said and seen, as entries for every face to draw: derived from a run, never stored.

Called by `engine.play` after each choice and by whoever prints a run later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from trainer.content.scenario import Line
from trainer.content.text import Voices
from trainer.engine.run import Made, Run
from trainer.engine.steps import heard_in, wording
from trainer.engine.story import ReadyChoice, State, Story
from trainer.language import tr


class Told(Protocol):
    """What can be told: a run, or a rehearsal."""

    @property
    def story(self) -> Story:
        """The story that is played."""
        ...


class Kind(StrEnum):
    """What an entry is."""

    NARRATION = "narration"
    SPEECH = "speech"
    ASKED = "asked"
    """What own words were asked for, where they were all that was asked for."""
    OWN_WORDS = "own_words"
    """What the mentor wrote before choosing."""
    YOU_SAY = "you_say"
    YOU_DO = "you_do"
    COACH = "coach"
    MOVED = "moved"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on the transcript. `decision` counts from 0 the decision it belongs to; opening lines have -1."""

    kind: Kind
    decision: int
    text: str
    who: str = ""
    name: str = ""
    thought: str | None = None


@dataclass(frozen=True, slots=True)
class Gauge:
    """A meter to show: its value now, its bounds, and what it was before the last choice."""

    id: str
    label: str
    value: int
    least: int
    greatest: int
    was: int


def gauges(story: Story, state: State, before: State | None) -> tuple[Gauge, ...]:
    """The meters of a state, and what they were in the state before."""
    was = (before or state).meters
    return tuple(
        Gauge(name, meter.label, state.meters[index], meter.min, meter.max, was[index])
        for index, (name, meter) in enumerate(story.scenario.meters.items())
    )


def opening(run: Run, voices: Voices) -> list[Entry]:
    """What is said and seen before the first decision."""
    return passages(run, -1, run.opening, voices, run.header.mode == "practice")


def own_words(run: Run, decision: int, voices: Voices) -> list[Entry]:
    """What the mentor wrote before a decision; and what was asked, where nothing was to be chosen."""
    entries: list[Entry] = []
    for response in run.responses:
        if response.decision != decision:
            continue
        scene = run.story.scenes[response.scene]
        if scene.only_words and scene.written.respond is not None:
            entries.append(Entry(Kind.ASKED, decision, voices.say(scene.written.respond.prompt)))
        if response.text:
            entries.append(Entry(Kind.OWN_WORDS, decision, response.text, "you", tr("You")))
    return entries


def after_choice(run: Told, made: Made, voices: Voices, coached: bool) -> list[Entry]:
    """A choice, the reply, the coach's note and what moved, and what came after."""
    story = run.story
    choice = next(one for one in story.scenes[made.scene].choices if one.id == made.choice)
    entries: list[Entry] = []
    kind = Kind.YOU_DO if choice.written.do is not None else Kind.YOU_SAY
    if not story.scenes[made.scene].only_words:
        entries.append(Entry(kind, made.index, voices.say(wording(story, made.before, choice)), "you", tr("You")))
    entries += _lines(run, made.index, choice.written.reply, heard_in(story, made.before, choice), voices, coached)
    if coached:
        entries += _coaching(story, made, choice, voices)
    return entries + passages(run, made.index, made.trail, voices, coached)


def _coaching(story: Story, made: Made, choice: ReadyChoice, voices: Voices) -> list[Entry]:
    entries = []
    if choice.written.why:
        entries.append(Entry(Kind.COACH, made.index, voices.say(choice.written.why), "coach", tr("Coach")))
    for gauge in gauges(story, made.trail[0], made.before):
        if gauge.value != gauge.was:
            text = tr("{label} went from {was} to {value}.", label=gauge.label, was=gauge.was, value=gauge.value)
            entries.append(Entry(Kind.MOVED, made.index, text, gauge.id, gauge.label))
    return entries


def passages(run: Told, decision: int, trail: Iterable[State], voices: Voices, coached: bool) -> list[Entry]:
    """What is said and seen in the scenes entered one after the other."""
    entries: list[Entry] = []
    for state in trail:
        scene = run.story.scenes[state.scene].written
        entries += _lines(run, decision, scene.lines, state, voices, coached)
        if scene.ending is not None:
            entries.append(
                Entry(Kind.ENDING, decision, voices.say(scene.ending.text), "", voices.say(scene.ending.title))
            )
    return entries


def _lines(run: Told, decision: int, lines: Iterable[Line], state: State, voices: Voices, coached: bool) -> list[Entry]:
    return [
        Entry(
            kind=Kind.NARRATION if line.speaker == "narrator" else Kind.SPEECH,
            decision=decision,
            text=voices.say(line.text),
            who=line.speaker,
            name=tr("You") if line.speaker == "you" else voices.name(line.speaker),
            thought=voices.say(line.thinks) if coached and line.thinks else None,
        )
        for line in lines
        if run.story.holds(line.when, state)
    ]
