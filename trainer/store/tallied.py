"""What `Tallies` gives: rows that were counted by the database. Light to import."""

from typing import NamedTuple

from trainer.engine.events import Mode


class VersionTally(NamedTuple):
    """A text of a scenario as it was played in one mode: by how many people first, from when to when (stamps)."""

    scenario: str
    version: str
    mode: Mode
    people: int
    earliest: str
    latest: str


class ChoiceTally(NamedTuple):
    """How many took a choice of a scene first."""

    scene: str
    choice: str
    times: int


class AnchorTally(NamedTuple):
    """How many took a choice at a decision, with a casting, who had so many levels together at the others."""

    casting: str
    scene: str
    choice: str
    level: int
    rest: int
    times: int


class CriterionTally(NamedTuple):
    """The levels of a criterion in people's first sittings: how often each level, 1 to 4; of how many people.

    `total` and `squares` are of people's means, each person's levels taken together first.
    """

    criterion: str
    people: int
    total: float
    squares: float
    times: tuple[int, int, int, int]


class PersonTally(NamedTuple):
    """The levels of one person's first sitting: how many, their sum, the sum of their squares."""

    levels: int
    total: int
    squares: int


class SatTally(NamedTuple):
    """The score of one run of somebody's first sitting."""

    person: str
    scenario: str
    version: str
    score: float


class Logged(NamedTuple):
    """A run that is over: the text it is on, the score that is kept of it, the canonical bytes of its events."""

    run: str
    version: str
    score: float | None
    events: list[bytes]
