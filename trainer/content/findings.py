"""What `check` has to say: one type, made by the rules and shown by `content.render`."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """Play or a score would be wrong."""
    WARNING = "warning"
    """It only makes the scenario poorer; a scenario may `allow:` it by code, with a reason."""
    NOTE = "note"
    """Nothing is wrong; somebody should know."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding points: 1-based line and column, in code points, and how many characters."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about one place of one file.

    `code` is stable (`P003`), `slug` its readable name (`unreachable-scene`). `message` is one plain sentence
    without its full stop; `help` says what to do.
    """

    code: str
    slug: str
    severity: Severity
    path: str
    place: Place
    message: str
    help: str = ""
