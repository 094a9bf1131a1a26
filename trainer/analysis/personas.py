"""Scripted players, and the path that each takes through a story.

A fixed persona sees what a mentor sees in casting a, with the choices in the author's order; of choices that suit
it equally it takes the first. `random` is no path: what it meets is worked out over all of them, in `chances` and
`tally`. To add a persona, write one function and its line in `FIXED`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import NamedTuple

from trainer.analysis import lexicon
from trainer.content.rubric import School
from trainer.content.scenario import Role
from trainer.content.text import Voices, voices
from trainer.engine.steps import begin, offered, step, wording
from trainer.engine.story import ReadyChoice, ReadyScene, State, Story
from trainer.scoring.score import REPAIRED_SLIP, Word, ratings

RANDOM = "random"
SKILLED = "skilled"
LONGEST_WALK = 10_000
"""No scenario that passed its check makes so many decisions."""

_REFERENCE = re.compile(r"\{\{ *(\w+)\.(\w+) *\}\}", re.ASCII)


class Seen(NamedTuple):
    """A choice as a persona sees it: itself, what is shown, its words, and the mean of its levels (0 without any).

    `language` is the one that it is in.
    """

    choice: ReadyChoice
    text: str
    words: list[str]
    mean: float
    language: str


Pick = Callable[[Sequence[Seen]], Seen]


def first(seen: Sequence[Seen]) -> Seen:
    """Always the first."""
    return seen[0]


def last(seen: Sequence[Seen]) -> Seen:
    """Always the last."""
    return seen[-1]


def longest(seen: Sequence[Seen]) -> Seen:
    """Always the most characters."""
    return max(seen, key=lambda one: len(one.text))


def second_longest(seen: Sequence[Seen]) -> Seen:
    """Always the most characters but one choice."""
    return sorted(seen, key=lambda one: -len(one.text))[min(1, len(seen) - 1)]


def shortest(seen: Sequence[Seen]) -> Seen:
    """Always the fewest characters."""
    return min(seen, key=lambda one: len(one.text))


def advises(seen: Sequence[Seen]) -> Seen:
    """Always what sounds most like advice, by the words listed for its language."""
    return _most(seen, lexicon.ADVICE)


def reassures(seen: Sequence[Seen]) -> Seen:
    """Always what sounds most like comfort, by the words listed for its language."""
    return _most(seen, lexicon.REASSURANCE)


def skilled(seen: Sequence[Seen]) -> Seen:
    """Always a best choice: the greatest mean level."""
    return max(seen, key=lambda one: one.mean)


def _most(seen: Sequence[Seen], listed: lexicon.Listed) -> Seen:
    phrases = lexicon.index(lexicon.of(listed, seen[0].language) or ())
    return max(seen, key=lambda one: lexicon.count(one.words, phrases))


FIXED: dict[str, Pick] = {
    "first": first,
    "last": last,
    "longest": longest,
    "second_longest": second_longest,
    "shortest": shortest,
    "advises": advises,
    "reassures": reassures,
    SKILLED: skilled,
}
"""Every persona but `random`: what it picks of the choices on offer."""

PERSONAS: tuple[str, ...] = (RANDOM, *FIXED)
"""Every persona, in the order of reports."""

GAMING: tuple[str, ...] = tuple(name for name in FIXED if name != SKILLED)
"""Those who go by something else than what would help."""


@dataclass
class Eyes:
    """What personas see of a story: the words of casting a at a school that says nothing of itself."""

    story: Story
    _shown: dict[tuple[str, str], Seen] = field(default_factory=dict)
    _always: dict[str, tuple[Seen, ...] | None] = field(default_factory=dict)
    _picked: dict[tuple[Pick, str], ReadyChoice] = field(default_factory=dict)

    @cached_property
    def voices(self) -> Voices:
        """Who everybody is."""
        return voices(self.story.scenario, "a", School())

    def say(self, text: str) -> str:
        """A text as it is shown."""
        if "{{" not in text:
            return text
        words = self.voices.words
        return _REFERENCE.sub(lambda found: words.get(found[1], {}).get(found[2], found[0]), text)

    def see(self, state: State) -> tuple[Seen, ...]:
        """The choices on offer, as they are shown."""
        id = state.scene
        if id not in self._always:
            self._always[id] = self._see(state) if _is_always_so(self.story.scenes[id]) else None
        always = self._always[id]
        return self._see(state) if always is None else always

    def _see(self, state: State) -> tuple[Seen, ...]:
        return tuple([self.one(state, choice) for choice in offered(self.story, state)])

    def pick(self, pick: Pick, state: State) -> ReadyChoice | None:
        """What a persona picks in a state; None at an ending."""
        known = self._picked.get((pick, state.scene))
        if known is not None:
            return known
        seen = self.see(state)
        if not seen:
            return None
        choice = pick(seen).choice
        if self._always[state.scene] is not None:
            self._picked[pick, state.scene] = choice
        return choice

    def one(self, state: State, choice: ReadyChoice) -> Seen:
        """One choice, as it is shown in a state."""
        text = wording(self.story, state, choice)
        known = self._shown.get((choice.ref, text))
        if known is None:
            scene = self.story.scenes[state.scene]
            levels = ratings(scene.written, choice.written).values() or [choice.written.level or 0]
            shown = self.say(text)
            mean, language = sum(levels) / len(levels), self.story.scenario.language
            known = Seen(choice, shown, lexicon.words_of(shown), mean, language)
            self._shown[choice.ref, text] = known
        return known


def _is_always_so(scene: ReadyScene) -> bool:
    """Whether a scene offers the same choices in the same words in every state."""
    return not scene.conditional and all(len(choice.written.say or ()) < 2 for choice in scene.choices)


@dataclass(frozen=True, slots=True)
class Walk:
    """A path: the choices made, each with the state it was made in, and the state it ended in."""

    made: tuple[tuple[State, ReadyChoice], ...]
    end: State


def walk(eyes: Eyes, pick: Pick) -> Walk:
    """The path of a fixed persona. Raises NoWayOnError where the story leads nowhere."""
    story = eyes.story
    state = begin(story)
    made: list[tuple[State, ReadyChoice]] = []
    while len(made) < LONGEST_WALK:
        choice = eyes.pick(pick, state)
        if choice is None:
            break
        made.append((state, choice))
        state = step(story, state, choice)
    return Walk(tuple(made), state)


def decisions_scored(story: Story, walked: Walk) -> list[tuple[tuple[str, int], ...]]:
    """The levels of each decision of a path that counts, by criterion, as `scoring.score` counts them."""
    met: set[str] = set()
    found: list[tuple[tuple[str, int], ...]] = []
    if story.scenario.role is Role.MENTEE:
        return found
    for at, (state, choice) in enumerate(walked.made):
        ready = story.scenes[state.scene]
        if ready.is_repair or state.scene in met:
            continue
        met.add(state.scene)
        after = walked.made[at + 1][1].written.level if at + 1 < len(walked.made) else None
        mended = choice.repair is not None and (after or 0) >= Word.ADEQUATE
        levels = ratings(ready.written, choice.written)
        if levels:
            found.append(
                tuple(
                    (name, REPAIRED_SLIP if mended and level == Word.HARMFUL else level)
                    for name, level in levels.items()
                )
            )
    return found


def mean_of(scored: Sequence[tuple[tuple[str, int], ...]]) -> Fraction | None:
    """The run score of such decisions, or None of none."""
    if not scored:
        return None
    unit = lcm(*map(len, scored))
    return Fraction(sum(sum([level for _, level in one]) * unit // len(one) for one in scored), unit * len(scored))
