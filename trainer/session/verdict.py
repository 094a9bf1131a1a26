"""The decision on a candidate as its mentor reads it, with the right to appeal. Called by `path`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from trainer.session.candidate import Candidate, moment
from trainer.session.feedback import name_of
from trainer.session.records import Appealed, Decision
from trainer.session.session import Session


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision that stands, as its mentor reads it.

    `reason` and `conditions` are None where they were erased or not given. `appeal_until` is None where no appeal can
    be made: it is too late, or one waits for its answer; `appeals` are those that were made, oldest first.
    """

    decision: Decision
    by: str
    at: datetime
    reason: str | None
    conditions: str | None
    valid_until: datetime | None
    appeal_until: datetime | None
    appeals: tuple[Appealed, ...]

    def certifies_at(self, now: datetime) -> bool:
        """Whether somebody is certified by it at a moment."""
        return self.decision.certifies and (self.valid_until is None or now < self.valid_until)


def verdict(session: Session, one: Candidate) -> Verdict | None:
    """The newest decision on a candidate; whether it still stands is said by `standing`."""
    decided = one.records.decision
    if decided is None:
        return None
    at = moment(decided.at)
    until = at + timedelta(days=one.certification.appeal.days)
    open_to = session.now() < until + timedelta(days=1) and one.records.appeal is None
    return Verdict(
        decided.decision,
        name_of(session, decided.by),
        at,
        decided.reason,
        decided.conditions,
        moment(decided.valid_until) if decided.valid_until else None,
        until if open_to else None,
        tuple(asked for asked in one.records.appeals if asked.seq > decided.seq),
    )
