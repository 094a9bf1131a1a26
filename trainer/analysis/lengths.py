"""How long runs are: in decisions, and in minutes of reading.

What is read is what practice shows: lines on the way, every choice on offer, the reply and the coach's note of the
one chosen, the ending. Called by `analysis.analysis`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from trainer.analysis.chances import in_order, met
from trainer.analysis.explore import Reach
from trainer.analysis.reading import minutes, words
from trainer.engine.steps import begin, heard_in, offered, step, wording
from trainer.engine.story import ReadyChoice, State, Story


@dataclass(frozen=True, slots=True)
class Span:
    """The least and greatest on any path, and the mean of a random player's."""

    shortest: float
    longest: float
    mean: float


@dataclass(frozen=True, slots=True)
class Lengths:
    """A run in decisions (repairs are decisions), and in minutes of reading."""

    decisions: Span
    minutes: Span

    @staticmethod
    def none() -> "Lengths":
        """Of nothing."""
        return Lengths(Span(0, 0, 0), Span(0, 0, 0))


@dataclass
class Text:
    """How many words a story shows, by what happens in it."""

    story: Story

    def entering(self, trail: Iterable[State]) -> int:
        """The words of the lines of scenes entered, and of an ending."""
        return sum(self._scene(state) for state in trail)

    def _scene(self, state: State) -> int:
        scene = self.story.scenes[state.scene].written
        count = sum(words(line.text) for line in scene.lines if self.story.holds(line.when, state))
        if scene.respond:
            count += words(scene.respond.prompt)
        if scene.ending:
            count += sum(words(text) for text in (scene.ending.title, scene.ending.text, scene.ending.why) if text)
        return count

    def offering(self, state: State) -> int:
        """The words of the choices on offer."""
        return sum(words(wording(self.story, state, choice)) for choice in offered(self.story, state))

    def chosen(self, state: State, choice: ReadyChoice) -> int:
        """The words of a choice's reply and note."""
        heard = heard_in(self.story, state, choice)
        reply = sum(words(line.text) for line in choice.written.reply if self.story.holds(line.when, heard))
        return reply + words(choice.written.why or "")

    @cached_property
    def opening(self) -> int:
        """The words of the briefing, and up to the first choice."""
        trail: list[State] = []
        begin(self.story, trail)
        top = self.story.scenario
        briefing = sum(words(text) for text in (top.setting, top.goal, top.content_note) if text)
        return briefing + self.entering(trail)


def lengths(reach: Reach) -> Lengths:
    """How long the runs of a complete reach are."""
    text = Text(reach.story)
    least: list[tuple[int, int]] = [(0, 0)] * len(reach.states)
    most = list(least)
    read = [0.0] * len(reach.states)
    order = in_order(reach)
    for at in reversed(order):
        ways = reach.ways[at]
        if not ways:
            continue
        state = reach.states[at]
        here = text.offering(state)
        counts = [here + _words(text, state, choice) for choice, _ in ways]
        onward = [to for _, to in ways]
        decided = int(not reach.story.scenes[state.scene].only_words)
        least[at] = (
            decided + min([least[to][0] for to in onward]),
            min([count + least[to][1] for count, to in zip(counts, onward, strict=True)]),
        )
        most[at] = (
            decided + max([most[to][0] for to in onward]),
            max([count + most[to][1] for count, to in zip(counts, onward, strict=True)]),
        )
        read[at] = sum([count + read[to] for count, to in zip(counts, onward, strict=True)]) / len(ways)
    often = met(reach, order).states
    scenes = [reach.story.scenes[state.scene] for state in reach.states]
    decisions = sum(one for one, scene in zip(often, scenes, strict=True) if scene.choices and not scene.only_words)
    first = text.opening
    return Lengths(
        Span(least[0][0], most[0][0], decisions),
        Span(minutes(first + least[0][1]), minutes(first + most[0][1]), minutes(first + read[0])),
    )


def _words(text: Text, state: State, choice: ReadyChoice) -> int:
    trail: list[State] = []
    step(text.story, state, choice, trail)
    return text.chosen(state, choice) + text.entering(trail)
