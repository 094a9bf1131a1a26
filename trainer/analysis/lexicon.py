"""What words give away, by language: tables for the personas that go by words and for rules on wording.

Everything is in small letters, and matches whole words. Read by `analysis.personas` and `analysis.reading`.
To add a language, add its code to each table.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

ADVICE: dict[str, tuple[str, ...]] = {
    "en": (
        *("you should", "you shouldn't", "you could", "you can just", "you need to", "you have to", "you've got to"),
        *("you must", "you ought to", "you'd better", "you'd be better", "you want to"),
        *("why don't you", "why not", "what about", "how about", "have you tried", "did you try", "try to", "try it"),
        *("just tell", "just ask", "just say", "just ignore", "just go", "just do", "just talk", "just try"),
        *("if i were you", "if it were me", "i would", "i'd just", "i'd tell", "i'd ask", "my advice", "my tip"),
        *("the best thing", "the trick is", "what helps is", "all you have to do", "here's what", "let's just"),
        *("don't let", "don't mind", "don't listen", "stop thinking", "make a list", "make a plan"),
    ),
}
"""What people say who give advice."""

REASSURANCE: dict[str, tuple[str, ...]] = {
    "en": (
        *("don't worry", "no need to worry", "nothing to worry about", "it's okay", "it's ok", "it's fine"),
        *("it's all right", "it's alright", "it'll be fine", "it will be fine", "you'll be fine", "you will be fine"),
        *("you'll be okay", "you'll be all right", "it'll be okay", "it'll be all right", "it'll pass", "it passes"),
        *(
            "it'll work out",
            "it gets better",
            "it'll get better",
            "that's normal",
            "it's normal",
            "everybody",
            "everyone",
        ),
        *(
            "happens to",
            "not that bad",
            "not so bad",
            "no big deal",
            "could be worse",
            "cheer up",
            "chin up",
            "look on",
        ),
        *("i'm sure", "you can do it", "you've got this", "you're great", "you're brilliant", "you're clever"),
        *("you're good at", "you're strong", "they didn't mean", "nobody minds", "nobody thinks", "i believe in you"),
    ),
}
"""What people say who want it to be all right."""

SHAMING: dict[str, tuple[str, ...]] = {
    "en": (
        *("shame on you", "you should be ashamed", "ashamed of yourself", "how could you", "what were you thinking"),
        *("you should have known", "you ought to have known", "you should know better", "any fool", "anyone can see"),
        *("you failed", "you're a bad", "you are a bad", "bad mentor", "terrible mentor", "how dare you"),
        *("stupid of you", "that was stupid", "that was dumb", "idiotic", "thoughtless of you", "careless of you"),
        *("selfish of you", "you clearly don't", "you obviously", "disappointing", "pathetic", "you just don't care"),
    ),
}
"""What a coach's note never says: it tells what a choice did, not what kind of person makes it."""

MOST_LIX: dict[str, int] = {"en": 30}
"""The greatest reading level that the library's readers, from twelve up, are asked for: see `reading.lix`."""


Index = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases, each in its words, by the first of these."""

_SIGNS = str.maketrans(dict.fromkeys('.,;:!?"()[]*/–—…“”‘', " ") | {"’": "'"})


def words_of(text: str) -> list[str]:
    """The words of a text as the tables are written: small letters, straight apostrophes, no signs."""
    return text.lower().translate(_SIGNS).split()


@cache
def index(table: tuple[str, ...]) -> Index:
    """A table's phrases by their first word: a text is then gone through once, whatever the table's length."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in table:
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def count(words: Sequence[str], phrases: Index) -> int:
    """How many phrases stand in a text."""
    found = 0
    if phrases.keys().isdisjoint(words):
        return found
    for at, word in enumerate(words):
        if word in phrases:
            found += sum(words[at : at + len(phrase)] == [*phrase] for phrase in phrases[word])
    return found


def place(text: str, table: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the first phrase stands in a text: column and length, or None."""
    phrases = sorted(table, key=len, reverse=True)
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", text.lower().replace("’", "'"))
    return (found.start(), found.end() - found.start()) if found else None
