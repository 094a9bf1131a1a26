"""Signs and short words that maps and reports share: levels, outcomes, rates. Called by the modules beside it."""

from collections.abc import Callable, Mapping

from trainer.language import ENGLISH, language, mark, tr_many

LEVELS: Mapping[int, tuple[str, str]] = {
    4: (mark("Skilled"), "M0 -8.5a8.5 8.5 0 1 0 .01 0z"),
    3: (mark("Adequate"), "M-7.5 -7.5h15v15h-15z"),
    2: (mark("Weak"), "M0 -9.5L10 8H-10z"),
    1: (mark("Harmful"), "M0 -10.5L10.5 0L0 10.5L-10.5 0z"),
}
"""What a level is called, and its shape around the point 0, 0."""

GLYPHS: Mapping[int, str] = {4: "●", 3: "■", 2: "▲", 1: "◆"}
"""The same shapes as letters, for places that take text only."""

OUTCOMES: Mapping[str, tuple[str, str]] = {
    "good": ("✓", mark("good")),
    "mixed": ("≈", mark("mixed")),
    "poor": ("✗", mark("poor")),
    "unfinished": ("…", mark("unfinished")),
}
"""A sign and a word for how it ended for the other person."""


def sign(level: int | None) -> str:
    """A level's number, or a dash where there is none."""
    return "–" if level is None else str(level)


def letter(number: int) -> str:
    """The letter of the choice of this number, from 0: a, b, … z, then aa."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def percent(chance: float) -> str:
    """A chance in percent; what is rare but possible is never shown as none, nor the nearly certain as all."""
    if 0 < chance < 0.005:
        return "<1 %"
    if 0.995 <= chance < 1 - 1e-9:
        return ">99 %"
    return f"{chance * 100:.0f} %"


def sized(text: str, most: int) -> str:
    """A text of at most so many characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def counted(number: int, what: str) -> str:
    """A number and its noun: `1 decision`, `2 decisions`."""
    return _COUNTED[what](number, thousands(number))


def thousands(number: int) -> str:
    """A number with its thousands set apart, as the language spoken now does it."""
    told = f"{number:,}"
    return told if language() == ENGLISH else told.replace(",", "\u202f")


_COUNTED: Mapping[str, Callable[[int, str], str]] = {
    "choice": lambda n, told: tr_many(n, "{told} choice", "{told} choices", told=told),
    "conversation": lambda n, told: tr_many(n, "{told} conversation", "{told} conversations", told=told),
    "decision": lambda n, told: tr_many(n, "{told} decision", "{told} decisions", told=told),
    "difference": lambda n, told: tr_many(n, "{told} difference", "{told} differences", told=told),
    "ending": lambda n, told: tr_many(n, "{told} ending", "{told} endings", told=told),
    "mentor": lambda n, told: tr_many(n, "{told} mentor", "{told} mentors", told=told),
    "more error": lambda n, told: tr_many(n, "{told} more error", "{told} more errors", told=told),
    "observation": lambda n, told: tr_many(n, "{told} observation", "{told} observations", told=told),
    "path": lambda n, told: tr_many(n, "{told} path", "{told} paths", told=told),
    "repair": lambda n, told: tr_many(n, "{told} repair", "{told} repairs", told=told),
    "scene": lambda n, told: tr_many(n, "{told} scene", "{told} scenes", told=told),
    "state": lambda n, told: tr_many(n, "{told} state", "{told} states", told=told),
    "stored run": lambda n, told: tr_many(n, "{told} stored run", "{told} stored runs", told=told),
    "way": lambda n, told: tr_many(n, "{told} way", "{told} ways", told=told),
    "word": lambda n, told: tr_many(n, "{told} word", "{told} words", told=told),
}
"""How each thing is counted, by the English word for one."""
