"""The values that the store takes and gives. Light to import; used by whoever calls the store."""

from dataclasses import dataclass
from pathlib import Path

from trainer.engine.events import Mode, Status


@dataclass(frozen=True, slots=True)
class Person:
    """A person: a random id that runs name, and the name shown, which is all that is known of them."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An event that is durable. `seq` is its number in the run, from 1, and so its count of events now."""

    seq: int
    at: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the list of runs shows of one, worked out from its events by whoever knows scoring. Only a cache.

    `events` is the number of events that it was worked out from; `score` is a mean level (1 to 4), unrounded.
    """

    events: int
    status: Status
    decisions: int
    outcome: str | None = None
    score: float | None = None
    competency: str | None = None


@dataclass(frozen=True, slots=True)
class RunRow:
    """One line of the list of runs. `summary` is None until it was first written.

    `last` is when something last happened in it: its newest event, or its opening.
    """

    run: str
    person: str
    scenario: str
    mode: Mode
    opened: str
    events: int
    last: str
    summary: Summary | None

    @property
    def fresh(self) -> bool:
        """Whether the summary was worked out from all events that the run has."""
        return self.summary is not None and self.summary.events == self.events

    @property
    def status(self) -> Status:
        """The status by the summary; a run without one is open."""
        return self.summary.status if self.summary else Status.OPEN

    @property
    def outcome(self) -> str | None:
        """The outcome by the summary."""
        return self.summary.outcome if self.summary else None

    @property
    def score(self) -> float | None:
        """The score by the summary."""
        return self.summary.score if self.summary else None

    @property
    def competency(self) -> str | None:
        """The competency by the summary."""
        return self.summary.competency if self.summary else None

    @property
    def decisions(self) -> int:
        """The decisions made by the summary."""
        return self.summary.decisions if self.summary else 0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that `doctor` looked at: its name, what was found, and whether that is well."""

    name: str
    value: str
    well: bool = True


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: the revision before (None: an empty database) and after, and the backup made."""

    before: str | None
    after: str
    backup: Path | None = None
