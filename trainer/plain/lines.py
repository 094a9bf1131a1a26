"""Words as plain lines: nothing that stands in a file or was typed reaches a terminal as a control code.

Every line that line mode or a command prints goes through `clean`.
"""

import re
from fractions import Fraction

_SPACES = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """One line without control codes, marks that turn the reading direction, and broken characters."""
    return _UNSEEN.sub("", _SPACES.sub(" ", text))


def counted(number: int, what: str) -> str:
    """A number and its noun: `1 decision`, `2 decisions`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def as_number(answer: str) -> int | None:
    """The number somebody typed, with or without a full stop behind it, or None."""
    digits = answer.strip().removesuffix(".")
    return int(digits) if digits.isdecimal() and digits.isascii() and len(digits) < 10 else None


def sentence(text: str) -> str:
    """A text that ends as a sentence does."""
    text = text.strip()
    return text if not text or text[-1] in ".!?…”\"'" else f"{text}."


def of_four(score: Fraction | float, word: str) -> str:
    """A score in numbers and words: `3.4 of 4, Adequate`."""
    return f"{float(score):.1f} of 4, {word}"
