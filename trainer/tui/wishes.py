"""What a screen can end with, for `flow` to act on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meet:
    """See the briefing of a scenario."""

    scenario: str


@dataclass(frozen=True, slots=True)
class GoOn:
    """Go on with an open run."""

    run: str


@dataclass(frozen=True, slots=True)
class Begin:
    """Begin a scenario, perhaps instead of one that was declined at its content note."""

    scenario: str
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave a conversation open: to Home, or out of the program."""

    home: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A conversation reached its end."""


@dataclass(frozen=True, slots=True)
class Again:
    """Play the same scenario afresh."""


@dataclass(frozen=True, slots=True)
class TryFrom:
    """Try another choice where so many decisions had been made."""

    decisions: int
