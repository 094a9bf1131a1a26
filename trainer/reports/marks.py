"""Signs and short words that maps and reports share: levels, outcomes, rates. Called by the modules beside it."""

from collections.abc import Mapping

LEVELS: Mapping[int, tuple[str, str]] = {
    4: ("Skilled", "M0 -8.5a8.5 8.5 0 1 0 .01 0z"),
    3: ("Adequate", "M-7.5 -7.5h15v15h-15z"),
    2: ("Weak", "M0 -9.5L10 8H-10z"),
    1: ("Harmful", "M0 -10.5L10.5 0L0 10.5L-10.5 0z"),
}
"""What a level is called, and its shape around the point 0, 0."""

GLYPHS: Mapping[int, str] = {4: "●", 3: "■", 2: "▲", 1: "◆"}
"""The same shapes as letters, for places that take text only."""

OUTCOMES: Mapping[str, tuple[str, str]] = {
    "good": ("✓", "good"),
    "mixed": ("≈", "mixed"),
    "poor": ("✗", "poor"),
    "unfinished": ("…", "unfinished"),
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
    return f"{number:,} {what}{'' if number == 1 else 's'}"
