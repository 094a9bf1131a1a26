"""What may be shown: nothing that stands in a file or was typed reaches a terminal as a control code.

The lowest layer, beside `errors`; every face and every command cleans with these two.
"""

import re

UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control codes, marks that turn the reading direction, what has no width, and broken characters."""

_SPACES = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> str:
    """One line: tabs and line breaks become a space, what is unseen goes."""
    return UNSEEN.sub("", _SPACES.sub(" ", text))


def clean_lines(text: str) -> str:
    """The lines of a text: tabs become spaces, every kind of line break a newline, what is unseen goes."""
    return "\n".join(UNSEEN.sub("", line.replace("\t", "    ")) for line in _BREAKS.split(text))


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def for_spreadsheet(text: str) -> str:
    """A text as a cell for spreadsheets: what they would work out as a formula gets an apostrophe before it."""
    return f"'{text}" if text.lstrip(" '").startswith(_FORMULA) or text.startswith("'") else text


def from_spreadsheet(text: str) -> str:
    """What `for_spreadsheet` was given."""
    return text[1:] if text.startswith("'") and for_spreadsheet(text[1:]) == text else text
