"""What a recommendation of a candidate rests on, as values. Gathered by `session`; read by `certify`."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from trainer.scoring.score import Critical, Observation
from trainer.scoring.statistics.spread import ASSUMED


@dataclass(frozen=True, slots=True)
class Played:
    """One submitted run of a sitting: what it observed and which critical acts it holds."""

    run: str
    scenario: str
    observations: tuple[Observation, ...]
    critical: tuple[Critical, ...]


@dataclass(frozen=True, slots=True)
class Sat:
    """A sitting: what was drawn for it, and the runs of it that are submitted."""

    sitting: str
    drawn: tuple[str, ...]
    played: tuple[Played, ...]
    declined: tuple[str, ...] = ()
    """Scenarios declined at their content note, for which an equal one was played."""

    @property
    def complete(self) -> bool:
        """Whether each conversation of it was played to its end."""
        return len(self.played) >= len(self.drawn)


@dataclass(frozen=True, slots=True)
class Observed:
    """A live role-play: who observed it, its minutes, and the levels given, by criterion."""

    by: str
    minutes: int
    levels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Practised:
    """Practice of one competency: how many scenarios were finished, and how many of them a second time."""

    scenarios: int
    again: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a recommendation rests on. Minutes are whole; `judged` has (run, scene, code) → confirmed.

    `sat` is the sitting that counts, the latest complete one, or the one under way where none is complete.
    `agreement_asked` and `agreed` are the SHA-256 of the agreement's text, as asked and as accepted.
    `unapproved` are drawn scenarios that need the safeguarding lead's approval and have none.
    """

    practised: Mapping[str, Practised]
    sat: Sat | None
    group_minutes: int = 0
    program_minutes: int = 0
    observed: tuple[Observed, ...] = ()
    agreement_asked: str | None = None
    agreed: str | None = None
    reflections: int = 0
    judged: Mapping[tuple[str, str, str], bool] | None = None
    talked: bool = False
    unapproved: tuple[str, ...] = ()
    spread: Fraction = ASSUMED
    spread_assumed: bool = True
