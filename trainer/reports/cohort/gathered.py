"""What reports are worked out from: plain values that `session` gathers, most of them counted by the database."""

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.scoring.statistics.spread import Spread


@dataclass(frozen=True, slots=True)
class Who:
    """Where somebody is: the status and what is still owed in words, the score with its standard error."""

    name: str
    status: str
    score: float | None
    error: float | None
    observations: int
    owed: tuple[str, ...]
    is_close: bool
    """Whether the score is within one standard error of its cut."""


@dataclass(frozen=True, slots=True)
class CriterionLevels:
    """The levels that people got on a criterion in their first complete sitting.

    `total` and `squares` are sums of people's means and of their squares; `times` is how often each level was, 1 to 4.
    """

    criterion: str
    title: str
    competency: str
    people: int
    total: float
    squares: float
    times: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Form:
    """A row for the first sitting of each person, a column for each conversation, or for each competency of them."""

    titles: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class MarkedTwice:
    """What two markers gave: (first's level, second's) of each criterion of each piece that both marked."""

    first: str
    second: str
    pieces: int
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of own words: by pairs of markers, and each level as a row with a place for each marker."""

    twice: tuple[MarkedTwice, ...]
    markers: int
    pieces: int
    """Marked twice or more."""
    units: tuple[tuple[int | None, ...], ...]
    listed: tuple[tuple[str, int, int], ...]
    """(criterion, first level, second level), for the list that few pairs are shown as."""


@dataclass(frozen=True, slots=True)
class ChoiceTaken:
    """A choice of a decision: its words, its level, how many took it first, whether it is a best one."""

    choice: str
    words: str
    level: int | None
    times: int
    is_best: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody chose at a decision (so often): with which casting, and the levels of the other decisions added."""

    casting: str
    choice: str
    level: int
    rest: int
    times: int


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """One scored decision of a version. `taken` are those who met all anchors, empty where it is no anchor."""

    scene: str
    asked: str
    is_anchor: bool
    choices: tuple[ChoiceTaken, ...]
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a scenario as it was played in one mode; days as people read them. `castings`: id → the mentee."""

    scenario: str
    title: str
    version: str
    is_current: bool
    is_assessment: bool
    people: int
    earliest: str
    latest: str
    decisions: tuple[DecisionTaken, ...]
    castings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A remark: on which scenario or criterion, from whom (a word), when, on which version; whether it was seen to."""

    on: str
    by: str
    day: str
    text: str
    version: str
    stands: str


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everything a report on a cohort is made of. `cohort` is None for everybody."""

    title: str
    cohort: str | None
    day: str
    cut: float
    people: tuple[Who, ...]
    sat: int
    """How many have a complete sitting, those who left among them."""
    criteria: tuple[CriterionLevels, ...]
    forms: tuple[Form, ...]
    """Each has the same conversations on the same texts."""
    kinds: Form
    """All of them by competency, whatever the conversations were."""
    spread: Spread
    marks: Marks
    versions: tuple[Version, ...]
    remarks: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ScoreTold:
    """One score of a mentor beside its cut; `of` is the title of the competency."""

    of: str
    score: float | None
    error: float | None
    cut: float
    observations: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A choice as evidence: what was said, where, and its level on a criterion."""

    said: str
    scenario: str
    criterion: str
    level: int
    word: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One run that is over."""

    day: str
    scenario: str
    is_sitting: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class Mentor:
    """Everything a mentor's own page is made of. `asked`: (title, done, how it stands, what to do next)."""

    name: str
    title: str
    day: str
    status: str
    next: str
    asked: tuple[tuple[str, bool, str, str], ...]
    scores: tuple[ScoreTold, ...]
    spread_assumed: bool
    evidence: Mapping[str, tuple[Shown, ...]]
    critical: tuple[str, ...]
    runs: tuple[Tried, ...]
    live: tuple[tuple[str, str, str], ...]
    """(day and length, levels in words, comment)."""
    comments: tuple[tuple[str, str, str], ...]
    """(day and by whom, on what, the words)."""
    decisions: tuple[tuple[str, str, str], ...]
    """(day and by whom, what was decided, why and on which conditions)."""
