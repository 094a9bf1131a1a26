"""What people recorded of a candidate, read from the audit: the one home of hours, marks, judgements and decisions.

`fold` makes a `Records` of the audit's rows about one person, oldest first; nothing is kept beside. Pure. Times are
stamps. Words (reasons, comments) are None where they were erased.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trainer.language import mark, tr
from trainer.scoring.evidence import Observed
from trainer.scoring.marking import Mark
from trainer.store import AuditRow

LEVEL = "level:"
"""What a row of the audit calls the level of a criterion: `level:reflection` is 3."""


class Decision(StrEnum):
    """What a person decided of a candidate."""

    CERTIFIED = "certified"
    WITH_CONDITIONS = "certified_with_conditions"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"

    @property
    def told(self) -> str:
        """As shown to people."""
        return tr(_DECISIONS[self])

    @property
    def certifies(self) -> bool:
        """Whether somebody is certified by it."""
        return self in (Decision.CERTIFIED, Decision.WITH_CONDITIONS)


class Outcome(StrEnum):
    """How an appeal was decided."""

    UPHELD = "upheld"
    """The decision stands."""
    MARKED_AGAIN = "marked_again"
    VOIDED = "voided"
    """The sitting does not count, and another is free."""

    @property
    def told(self) -> str:
        """As shown to people."""
        return tr(_OUTCOMES[self])


_DECISIONS = {
    Decision.CERTIFIED: mark("certified"),
    Decision.WITH_CONDITIONS: mark("certified with conditions"),
    Decision.RETURNED: mark("returned"),
    Decision.WITHDRAWN: mark("withdrawn"),
}
_OUTCOMES = {
    Outcome.UPHELD: mark("The decision stands."),
    Outcome.MARKED_AGAIN: mark("It is marked again."),
    Outcome.VOIDED: mark("The sitting does not count, and another is free."),
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a candidate: by whom, when, on which recommendation, and why."""

    decision: Decision
    by: str | None
    at: str
    seq: int
    recommended: str
    sitting: str | None
    reason: str | None
    conditions: str | None
    valid_until: str | None


@dataclass(frozen=True, slots=True)
class Appealed:
    """An appeal: `outcome` is None until it is decided."""

    at: str
    seq: int
    reason: str | None
    outcome: Outcome | None = None
    decided_by: str | None = None
    decided_at: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Live:
    """A live role-play as it was recorded."""

    by: str | None
    at: str
    day: str
    observed: Observed
    comment: str | None


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of training with others, entered by somebody."""

    by: str | None
    at: str
    day: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person judged of a critical act."""

    by: str | None
    at: str
    confirmed: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a decision of a run (`scene`), or on the run as a whole."""

    by: str | None
    at: str
    run: str
    scene: str | None
    text: str | None


@dataclass(slots=True)
class Records:
    """All that was recorded of one candidate for one certification. `seq` is the last row it was made of."""

    seq: int = 0
    snapshot: str | None = None
    enrolled: str | None = None
    agreed: str | None = None
    hours: list[Hours] = field(default_factory=list)
    live: list[Live] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    judged: dict[tuple[str, str, str], Judgement] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    voided: dict[str, str | None] = field(default_factory=dict)
    talked: str | None = None
    allowed: str | None = None
    active: str | None = None
    decisions: list[Decided] = field(default_factory=list)
    appeals: list[Appealed] = field(default_factory=list)
    issued: dict[str, str] = field(default_factory=dict)
    revoked: dict[str, str | None] = field(default_factory=dict)

    @property
    def decision(self) -> Decided | None:
        """The decision that stands."""
        return self.decisions[-1] if self.decisions else None

    @property
    def appeal(self) -> Appealed | None:
        """The appeal that waits for its answer."""
        return next((one for one in self.appeals if one.outcome is None), None)

    @property
    def markers(self) -> frozenset[str]:
        """Everybody who marked, observed or judged something, or decided: none of them hears the appeal."""
        by = [live.by for live in self.live] + [mark.by for mark in self.marks]
        by += [judgement.by for judgement in self.judged.values()] + [decision.by for decision in self.decisions]
        return frozenset(name for name in by if name)


def fold(rows: Iterable[AuditRow], certification: str) -> Records:
    """The records of one person for one certification; rows about others, or of another one, count nothing."""
    records = Records()
    for row in rows:
        records.seq = row.seq
        if row.what.get("certification", certification) == certification:
            _take(records, row)
    return records


def _take(records: Records, row: AuditRow) -> None:
    what, by, at = row.what, row.who, row.at
    match row.action:
        case "enrolled" | "moved":
            records.snapshot = _text(what, "snapshot")
            records.enrolled = records.enrolled or at
        case "agreement_accepted":
            records.agreed = _text(what, "agreement")
        case "hours_entered":
            records.hours.append(Hours(by, at, _text(what, "day"), _whole(what, "minutes")))
        case "live_observed":
            observed = Observed(by or "", _whole(what, "minutes"), levels_in(what))
            records.live.append(Live(by, at, _text(what, "day"), observed, _words(row, "comment")))
        case "response_marked":
            mark = Mark(_text(what, "run"), _text(what, "scene"), by or "", levels_in(what))
            records.marks.append(mark)
        case "critical_judged":
            act = (_text(what, "run"), _text(what, "scene"), _text(what, "code"))
            records.judged[act] = Judgement(by, at, bool(what.get("confirmed")), _words(row, "reason"))
        case "commented":
            scene = what.get("scene")
            text = _words(row, "comment")
            records.comments.append(Comment(by, at, _text(what, "run"), str(scene) if scene else None, text))
        case "sitting_voided":
            records.voided[_text(what, "sitting")] = _words(row, "reason")
        case "sitting_allowed":
            records.allowed = at
        case "talked":
            records.talked = at
        case "still_mentoring":
            records.active = at
        case "decided":
            records.decisions.append(_decided(row))
        case "appealed":
            records.appeals.append(Appealed(at, row.seq, _words(row, "reason")))
        case "appeal_decided":
            _answer(records, row)
        case "certificate_issued":
            records.issued.setdefault(_text(what, "certificate"), at)
        case "certificate_revoked":
            records.revoked[_text(what, "certificate")] = _words(row, "reason")
        case _:
            pass


def _decided(row: AuditRow) -> Decided:
    what = row.what
    return Decided(
        Decision(_text(what, "decision")),
        row.who,
        row.at,
        row.seq,
        _text(what, "recommended"),
        _text(what, "sitting") or None,
        _words(row, "reason"),
        _words(row, "conditions"),
        _text(what, "valid_until") or None,
    )


def _answer(records: Records, row: AuditRow) -> None:
    at = next((number for number, one in enumerate(records.appeals) if one.outcome is None), None)
    if at is None:
        return
    asked = records.appeals[at]
    outcome = Outcome(_text(row.what, "outcome"))
    records.appeals[at] = Appealed(asked.at, asked.seq, asked.reason, outcome, row.who, row.at, _words(row, "reason"))


def levels_in(what: Mapping[str, object]) -> dict[str, int]:
    """The levels by criterion that a row of the audit holds."""
    return {
        name.removeprefix(LEVEL): level
        for name, level in what.items()
        if name.startswith(LEVEL) and isinstance(level, int)
    }


def as_facts(levels: Mapping[str, int]) -> dict[str, int]:
    """Levels by criterion as a row of the audit holds them."""
    return {LEVEL + name: level for name, level in levels.items()}


def _text(what: Mapping[str, object], name: str) -> str:
    value = what.get(name)
    return value if isinstance(value, str) else ""


def _whole(what: Mapping[str, object], name: str) -> int:
    value = what.get(name)
    return value if isinstance(value, int) else 0


def _words(row: AuditRow, name: str) -> str | None:
    return None if row.words is None else row.words.get(name)
