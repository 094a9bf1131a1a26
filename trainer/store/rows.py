"""The values that the store takes and gives. Light to import; used by whoever calls the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.content.role import Role
from trainer.engine.events import Mode, Status
from trainer.language import mark, tr

if TYPE_CHECKING:
    from trainer.scoring.score import Critical, Observation

Fact = str | int | float | bool | None
"""What a row of the audit may keep for ever: ids, codes, counts and dates."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person: a random id that runs name, and the name or code shown, which is all that is known of them.

    `retired` and `erased` are when that was, as stamps.
    """

    person: str
    name: str
    role: Role = Role.MENTOR
    cohort: str | None = None
    has_pin: bool = False
    created: str = ""
    retired: str | None = None
    erased: str | None = None

    @property
    def present(self) -> bool:
        """Whether this person can be at the program: neither retired nor erased."""
        return self.retired is None and self.erased is None


@dataclass(frozen=True, slots=True)
class Wished:
    """What somebody is to be called or to be; None: as it is. A cohort "" is none."""

    name: str | None = None
    role: Role | None = None
    cohort: str | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What bringing in a list does with one person: who it was (None: nobody yet), and who it will be."""

    before: Person | None
    after: Person

    @property
    def changes(self) -> tuple[str, ...]:
        """What changes, in words; nothing where all stays as it is."""
        if self.before is None:
            return (tr("new"),)
        told = []
        if self.before.retired is not None:
            told.append(tr("back again"))
        for name in (mark("role"), mark("cohort")):
            old, new = getattr(self.before, name), getattr(self.after, name)
            if old != new:
                told.append(f"{tr(name)} {old or tr('none')} → {new}")
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Tried:
    """What trying a PIN came to.

    `wait` is the seconds until the next try counts; `too_soon` that this one did not, because there were some left.
    `misses` is how many wrong ones there were in a row, this one included.
    """

    right: bool
    wait: int = 0
    misses: int = 0
    too_soon: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """A scenario given to a person or to a cohort by a day (YYYY-MM-DD). `given` is a stamp, `giver` a person's id."""

    assignment: str
    scenario: str
    person: str | None
    cohort: str | None
    due: str
    given: str
    giver: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """What erasing took away: how many people and texts. `stays`: runs, kept without words under a random id."""

    people: int
    texts: int
    stays: int


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row of the audit. `words` are names and reasons: empty when there were none, None when erased since."""

    seq: int
    at: str
    who: str | None
    action: str
    whom: str | None
    what: Mapping[str, Fact]
    words: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Audited:
    """What a look through the audit found: how many rows, the last link (hexadecimal), and what is wrong.

    A chain that was cut off at its end, or written anew as a whole, is found out only against a count and a link
    that somebody noted elsewhere.
    """

    rows: int
    link: str
    problems: tuple[str, ...]


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

    `last` is when something last happened in it: its newest event, or its opening. `elsewhere`: it was played on
    another machine.
    """

    run: str
    person: str
    scenario: str
    mode: Mode
    opened: str
    events: int
    last: str
    summary: Summary | None
    elsewhere: bool = False

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
class Decided:
    """One decision of a run that is over, for counting. `number` is from 1; of those taken back from -1 downwards.

    `first` is the first choice made at its scene. `levels` are what counts for the score, by criterion. An ending that
    is a critical act has a row too, with an empty `choice`.
    """

    number: int
    scene: str
    choice: str
    level: int | None
    first: bool
    levels: Mapping[str, int]
    critical: str | None = None
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Levels:
    """What one run gives to a sitting: its scored levels, and its critical acts."""

    observations: "list[Observation]"
    critical: "list[Critical]"


@dataclass(frozen=True, slots=True)
class Place:
    """One conversation of a sitting: `run` once it was begun, `status` of that run by its summary."""

    place: int
    scenario: str
    seed: int
    run: str | None
    status: str | None
    instead_of: str | None

    @property
    def submitted(self) -> bool:
        """Whether it was played to its end."""
        return self.status == Status.SUBMITTED.value


@dataclass(frozen=True, slots=True)
class SittingRow:
    """A sitting as it is stored, with its conversations in order. `snapshot` is the certification's text."""

    sitting: str
    person: str
    certification: str
    snapshot: str
    opened: str
    seed: int
    places: tuple[Place, ...]
    voided: bool = False

    @property
    def complete(self) -> bool:
        """Whether each conversation was played to its end."""
        return all(place.submitted for place in self.places)

    @property
    def over(self) -> bool:
        """Whether nothing of it is left to play."""
        return self.voided or self.complete


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
