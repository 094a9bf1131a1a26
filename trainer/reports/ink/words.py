"""Authors' words in ink: signs that mean something there are escaped, and nobody's words become a command.

Called by the rest of this package.
"""

import re
from collections.abc import Callable

from trainer.content.text import Reference, read

Named = Callable[[str, str], str]
"""The variable that holds a person's word: `("mentee", "name")` -> `mentee_name`."""

_SIGNS = re.compile(r"[\\{}|#~\[\]]|(?<=/)[/*]|(?<=-)>|(?<=<)[->]")
_COMMAND = re.compile(r"(?:TODO|VAR|CONST|LIST|INCLUDE|EXTERNAL)\b|[-*+=~(<>&!$@:]")
"""What would not be read as words at the start of a line."""


def plain(text: str) -> str:
    """A text on one line: ink ends a line where the text does, and shows runs of spaces as one."""
    return " ".join(text.split())


def escaped(text: str) -> str:
    """A text of one line in which no sign means anything to ink."""
    return _SIGNS.sub(r"\\\g<0>", text)


def words(text: str, named: Named) -> str:
    """What an author wrote, with `{{ mentee.name }}` as `{mentee_name}`. Fit for anywhere but the start of a line."""
    pieces = [
        f"{{{named(piece.person, piece.word)}}}"
        if isinstance(piece, Reference)
        else escaped(re.sub(r"\s+", " ", piece))
        for piece in read(text)
    ]
    return "".join(pieces).strip()


def at_start(text: str) -> str:
    """Words of ink, escaped or not, made fit for the start of a line."""
    return f"\\{text}" if _COMMAND.match(text) else text


def after_mark(text: str) -> str:
    """Words of ink made fit to stand behind the mark of a choice, where braces would be a condition."""
    return f"\\ {text}" if text.startswith("{") else at_start(text)


def quoted(text: str) -> str:
    """A text as the value of a variable."""
    inside = escaped(plain(text)).replace('"', '\\"')
    return f'"{inside}"'


def comment(text: str) -> str:
    """A line that ink does not read."""
    return f"// {plain(text)}"
