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
class Follow:
    """See the path to a certification, the only one where none is named; or go straight to a sitting (`sit`)."""

    certification: str | None
    sit: bool = False


@dataclass(frozen=True, slots=True)
class Agree:
    """Read the agreement."""


@dataclass(frozen=True, slots=True)
class Sit:
    """Read what a sitting is, and open one."""


@dataclass(frozen=True, slots=True)
class Converse:
    """Go to a conversation of the sitting, by its place."""

    place: int


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Go to the coordinator's desk."""


@dataclass(frozen=True, slots=True)
class GoOver:
    """Speak the other language."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Somebody else takes the keyboard."""


@dataclass(frozen=True, slots=True)
class Declined:
    """A conversation of a sitting was declined at its content note; another has its place now."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave a conversation open: to Home, or out of the program."""

    home: bool


@dataclass(frozen=True, slots=True)
class Done:
    """A conversation reached its end."""
