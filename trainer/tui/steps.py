"""What a screen of the coordinator's desk can end with, for `at_desk` to act on. People are named by their id."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Open:
    """Open a candidate's page."""

    person: str


@dataclass(frozen=True, slots=True)
class Read:
    """Read a run, from a scene of it on where one is named."""

    person: str
    run: str
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Judge:
    """Confirm or dismiss a critical act."""

    person: str
    run: str
    scene: str
    code: str


@dataclass(frozen=True, slots=True)
class RateWords:
    """Rate own words, blind."""

    person: str
    run: str
    scene: str


@dataclass(frozen=True, slots=True)
class RateLive:
    """Rate a live role-play."""

    person: str


@dataclass(frozen=True, slots=True)
class Waits:
    """See what waits."""


@dataclass(frozen=True, slots=True)
class Switch:
    """Go to the desk of another certification."""

    certification: str


Step = Open | Read | Judge | RateWords | RateLive | Waits | Switch
