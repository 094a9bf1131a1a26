"""Seeded random plays, for scenarios of which not every state or score can be told. Called by `analysis.analysis`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from trainer.analysis.lengths import Lengths, Span, Text
from trainer.analysis.personas import LONGEST_WALK, Walk, decisions_scored, mean_of
from trainer.analysis.reading import minutes
from trainer.content.scenario import Outcome
from trainer.engine.steps import begin, offered, step
from trainer.engine.story import ReadyChoice, State, Story

SAMPLES = 10_000
SEED = 1


@dataclass(frozen=True, slots=True)
class Samples:
    """What `SAMPLES` plays met: how many runs had each score, and chances of outcomes and scenes."""

    scores: Mapping[Fraction | None, int]
    outcomes: Mapping[str, float]
    meets: Mapping[str, float]
    lengths: Lengths


def sampled(story: Story, plays: int = SAMPLES, seed: int = SEED) -> Samples:
    """Play a story at random, again and again, the same way each time it is asked."""
    dice, text = Random(seed), Text(story)
    scores: Counter[Fraction | None] = Counter()
    outcomes: Counter[str] = Counter()
    meets: Counter[str] = Counter()
    decisions, read = [], []
    for _ in range(plays):
        walked, scenes, count = _play(story, text, dice)
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


def _play(story: Story, text: Text, dice: Random) -> tuple[Walk, set[str], int]:
    """A path, the scenes met on it, and the words read."""
    trail: list[State] = []
    state = begin(story, trail)
    made: list[tuple[State, ReadyChoice]] = []
    scenes, count = {one.scene for one in trail}, text.opening
    while len(made) < LONGEST_WALK:
        choices = offered(story, state)
        if not choices:
            break
        choice = choices[dice.randrange(len(choices))]
        made.append((state, choice))
        trail.clear()
        count += text.offering(state) + text.chosen(state, choice)
        state = step(story, state, choice, trail)
        count += text.entering(trail)
        scenes.update([one.scene for one in trail])
    return Walk(tuple(made), state), scenes, count


def _span(found: list[int] | list[float]) -> Span:
    return Span(min(found), max(found), sum(found) / len(found))
