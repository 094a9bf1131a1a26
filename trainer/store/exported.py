"""What the store gives to exports, a value a row; see `exports`. Light to import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run with what surrounds it. Times are stamps; `text` is the SHA-256 of the scenario's text.

    `attempt` counts the person's runs of this scenario from 1, in the order in which they were opened; `sitting` is
    the sitting's id, and `sitting_number` counts the person's sittings of that certification from 1.
    """

    run: str
    person: str
    name: str
    cohort: str | None
    scenario: str
    casting: str
    text: str
    mode: str
    opened: str
    attempt: int
    status: str
    outcome: str | None
    competency: str | None
    score: float | None
    decisions: int
    certification: str | None
    sitting: str | None
    sitting_number: int | None
    voided: bool
    seed_given: bool
    forked: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision on one criterion, as the program rates it; `criterion` is None where it observes nothing.

    `number` is from 1, and of choices taken back from -1 downwards.
    """

    run: RunFacts
    number: int
    scene: str
    choice: str
    level: int | None
    criterion: str | None
    first: bool
    critical: str | None
    repaired: bool


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person with counts of what there is of them. `first` and `last` are when the first and last run was opened."""

    person: str
    name: str
    role: str
    cohort: str | None
    created: str
    retired: str | None
    erased: str | None
    practised: int
    assessed: int
    open: int
    elsewhere: int
    sittings: int
    voided: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class PlayedFacts:
    """A run that is over with the bytes of its events, oldest first, and its decisions by number, one a criterion."""

    run: RunFacts
    events: Sequence[bytes]
    decisions: Mapping[int, Sequence[DecisionFacts]]
