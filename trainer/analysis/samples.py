"""Seeded random plays, for scenarios of which not every state or score can be told. Called by `analysis.analysis`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from random import Random

from trainer.analysis.lengths import Lengths, Span, Text
from trainer.analysis.personas import LONGEST_WALK, Walk, decisions_scored, mean_of
from trainer.analysis.reading import minutes
from trainer.content.scenario import Outcome
from trainer.engine.steps import begin, offered, step
from trainer.engine.story import ReadyChoice, State, Story

SAMPLES = 10_000
SEED = 1
KEPT = 1 << 17
"""Of so many states and steps it is remembered what they come to."""


@dataclass(frozen=True, slots=True)
class Samples:
    """What `SAMPLES` plays met: how many runs had each score, and chances of outcomes and scenes."""

    scores: Mapping[Fraction | None, int]
    outcomes: Mapping[str, float]
    meets: Mapping[str, float]
    lengths: Lengths


def sampled(story: Story, plays: int = SAMPLES, seed: int = SEED) -> Samples:
    """Play a story at random, again and again, the same way each time it is asked."""
    dice, steps, opened = Random(seed), _Steps(story), list[State]()
    start = begin(story, opened)
    scores: Counter[Fraction | None] = Counter()
    outcomes: Counter[str] = Counter()
    meets: Counter[str] = Counter()
    decisions, read = [], []
    for _ in range(plays):
        walked, scenes, count = _play(start, opened, steps, dice)
        scores[mean_of(decisions_scored(story, walked))] += 1
        ending = story.scenes[walked.end.scene].written.ending
        if ending:
            outcomes[ending.outcome.value] += 1
        meets.update(scenes)
        decisions.append(len(walked.made))
        read.append(minutes(count))
    return Samples(
        scores,
        {one.value: outcomes[one.value] / plays for one in Outcome if one.value in outcomes},
        {id: meets[id] / plays for id in story.scenes},
        Lengths(_span(decisions), _span(read)),
    )


class _Steps:
    """What is on offer in states and what choices do there, with the words read: worked out once for what is usual.

    Plays meet the same states again and again, and telling the words takes longer than the step.
    """

    def __init__(self, story: Story) -> None:
        text = Text(story)
        self.opening = text.opening

        @lru_cache(KEPT)
        def on_offer(state: State) -> tuple[tuple[ReadyChoice, ...], int]:
            return offered(story, state), text.offering(state)

        @lru_cache(KEPT)
        def done(state: State, number: int) -> tuple[State, int, tuple[str, ...]]:
            trail: list[State] = []
            choice = on_offer(state)[0][number]
            after = step(story, state, choice, trail)
            return after, text.chosen(state, choice) + text.entering(trail), tuple(one.scene for one in trail)

        self.on_offer, self.done = on_offer, done


def _play(start: State, opened: Iterable[State], steps: _Steps, dice: Random) -> tuple[Walk, set[str], int]:
    """A path, the scenes met on it, and the words read."""
    state = start
    made: list[tuple[State, ReadyChoice]] = []
    scenes, count = {one.scene for one in opened}, steps.opening
    while len(made) < LONGEST_WALK:
        choices, words = steps.on_offer(state)
        if not choices:
            break
        number = dice.randrange(len(choices))
        made.append((state, choices[number]))
        state, more, entered = steps.done(state, number)
        count += words + more
        scenes.update(entered)
    return Walk(tuple(made), state), scenes, count


def _span(found: list[int] | list[float]) -> Span:
    return Span(min(found), max(found), sum(found) / len(found))
