"""How much there is to read, and how hard it is.

Words a minute are those of a teenager who reads in silence. The reading level is LIX (Björnsson 1968): words in a
sentence, plus the share in percent of words longer than six letters. It needs no list of syllables, so it means the
same in many languages; under 25 is a children's book, 35 easy fiction, 45 a newspaper.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from trainer.analysis import lexicon
from trainer.content.scenario import Scenario

WORDS_A_MINUTE = 180
FEWEST_WORDS = 60
"""Of fewer words no level can be told."""

_REFERENCE = re.compile(r"\{\{.*?\}\}")
_ENDS = re.compile(r"[.!?:…]+['\"”’)]*(?:\s|$)|(?<=\w)\n")


@lru_cache(maxsize=4096)
def words(text: str) -> int:
    """How many words a text has; a name in braces is one."""
    return len((_REFERENCE.sub("name", text) if "{{" in text else text).split())


def minutes(count: float) -> float:
    """How long so many words take."""
    return count / WORDS_A_MINUTE


def lix(texts: Iterable[str]) -> float | None:
    """The reading level of texts, each of which ends a sentence; None where there are too few words."""
    text = "\n".join(texts)
    if "{{" in text:
        text = _REFERENCE.sub("name", text)
    sizes = [len(word) for word in lexicon.words_of(text)]
    if len(sizes) < FEWEST_WORDS:
        return None
    sentences = len(_ENDS.findall(text)) or 1
    return len(sizes) / sentences + 100 * sum([size > 6 for size in sizes]) / len(sizes)


def is_above(limit: float, texts: Sequence[str]) -> bool:
    """Whether the reading level may be above a limit: quick, and sure when it says no.

    Signs are counted as letters, and each text as one sentence.
    """
    sizes = [len(word) for text in texts for word in text.split()]
    if len(sizes) < FEWEST_WORDS:
        return False
    return len(sizes) / len(texts) + 100 * sum([size > 6 for size in sizes]) / len(sizes) > limit


def shown(scenario: Scenario) -> Iterator[str]:
    """Every text that a mentor reads in a scenario."""
    yield from (text for text in (scenario.summary, scenario.setting, scenario.goal, scenario.content_note) if text)
    for scene in scenario.scenes.values():
        yield from (line.text for line in scene.lines)
        if scene.respond:
            yield scene.respond.prompt
        for choice in scene.choices:
            if choice.do is not None:
                yield choice.do
            yield from (say.text for say in choice.say or ())
            yield from (line.text for line in choice.reply)
            if choice.why:
                yield choice.why
        if scene.ending:
            yield from (text for text in (scene.ending.title, scene.ending.text, scene.ending.why) if text)


def notes(scenario: Scenario) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every coach's note with its place, and what an ending says of what led to it."""
    for name, scene in scenario.scenes.items():
        for at, choice in enumerate(scene.choices):
            if choice.why:
                yield ("scenes", name, "choices", at, "why"), choice.why
        if scene.ending and scene.ending.why:
            yield ("scenes", name, "ending", "why"), scene.ending.why


def may_shame(texts: Iterable[str], language: str) -> bool:
    """Whether any of some notes may shame: quick, and sure when it says no, or when no words are listed."""
    phrases = lexicon.index(lexicon.of(lexicon.SHAMING, language) or ())
    return lexicon.count(lexicon.words_of("\n".join(texts)), phrases) > 0


def shaming(text: str, language: str) -> tuple[int, int] | None:
    """Where a note shames whoever reads it: column and length, or None."""
    listed = lexicon.of(lexicon.SHAMING, language)
    if not listed or not lexicon.count(lexicon.words_of(text), lexicon.index(listed)):
        return None
    return lexicon.place(text, listed)
