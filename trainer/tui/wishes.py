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
class HandOver:
    """Somebody else takes the keyboard."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave a conversation open: to Home, or out of the program."""

    home: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A conversation reached its end."""
