"""What exports are made of: rows of the store, brought up to date and put together. Called by `trainer export`."""

from collections.abc import Iterator
from dataclasses import replace

from trainer.reports.exports.codes import Codes, codes
from trainer.reports.exports.tables import Candidate, Rated, rated
from trainer.session.counted import catch_up
from trainer.session.records import levels_in
from trainer.session.roles import Job
from trainer.session.session import Session
from trainer.session.waiting import must_be_allowed

_MARKS = {"response_marked": "own_words", "live_observed": "live"}
"""The records that hold levels which a person gave, and what they are called."""
_NAMES = ("scene", "certification")


def begin_export(session: Session, what: str, *, names: bool) -> Codes:
    """Note in the audit that `what` is written out, bring what is counted up to the log, and give the codes.

    Raises UsageError where somebody may not read what others played.
    """
    must_be_allowed(session, Job.READ_OTHERS)
    catch_up(session)
    session.store.audit("records_exported", who=session.me.person, what={"records": what, "names": names})
    return codes(session.store.exports.key())


def levels_given(session: Session) -> Iterator[Rated]:
    """Every level: those that the program gave to choices, then those that people gave."""
    for made in session.store.exports.decisions():
        yield rated(made)
    known = {one.person: Candidate(one.person, one.name, one.cohort) for one in session.store.people.everybody()}
    for row, run in session.store.exports.marked(_MARKS):
        of, by = known.get(row.whom or ""), known.get(row.who or "")
        if of is None or by is None:
            continue
        scene, certification = (str(row.what[name]) if row.what.get(name) else None for name in _NAMES)
        for criterion, level in levels_in(row.what).items():
            kind = _MARKS[row.action]
            given = Rated(kind, of, run, scene, criterion, level, rater=by.person, rater_name=by.name, at=row.at)
            yield replace(given, certification=certification)
