"""Sittings in a file of runs: which go into it, whether one that came hangs together, and which are to count here.

A sitting that was sat elsewhere counts only where the certification that holds for the person takes assessments from
elsewhere. Called by `elsewhere`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from trainer.content.certification import Certification
from trainer.content.model import read_model
from trainer.engine.chance import SEEDS, draw
from trainer.engine.events import Mode, Status
from trainer.errors import TrainerError
from trainer.language import tr
from trainer.session.candidate import rule_for
from trainer.session.records import fold
from trainer.session.session import Session
from trainer.store import Person, SittingRow
from trainer.store.sent import ID, STAMP, Arrival, SentSitting


def complete(session: Session, person: Person, runs: Collection[str]) -> list[SittingRow]:
    """The complete sittings of a person, not voided, all of whose runs are among these."""
    whole = [one for one in session.store.desk.sittings(person.person) if one.complete and not one.voided]
    return [one for one in whole if {place.run for place in one.places} <= {*runs}]


def problem(sittings: Sequence[SentSitting], arrivals: Sequence[Arrival], texts: Mapping[str, str]) -> str | None:
    """What does not fit in the sittings of a file, in a few words; None where all hang together with their runs."""
    played = {one.header.run: one for one in arrivals}
    if len({one.sitting for one in sittings}) != len(sittings):
        return tr("a sitting is in it twice")
    return next((found for one in sittings for found in _problems(one, played, texts)), None)


def _problems(one: SentSitting, played: Mapping[str, Arrival], texts: Mapping[str, str]) -> Iterator[str]:
    if not ID.fullmatch(one.sitting) or not STAMP.fullmatch(one.opened) or one.snapshot not in texts:
        yield tr("a sitting says what no sitting says")
        return
    try:
        rule = read_model(texts[one.snapshot], Certification)
    except (TrainerError, ValueError, RecursionError):
        yield tr("a sitting says what no sitting says")
        return
    if rule.certification != one.certification or len(one.places) != sum(rule.sitting.draw.values()):
        yield tr("a sitting is of another certification")
    if len({place.run for place in one.places}) != len(one.places):
        yield tr("a run is in a sitting twice")
    for place in one.places:
        run = played.get(place.run)
        drawn = int.from_bytes(draw(one.seed, "seed", place.scenario))
        if run is None:
            yield tr("a run of a sitting is missing")
        elif (
            run.header.mode is not Mode.ASSESSMENT
            or run.summary.status is not Status.SUBMITTED
            or run.header.snapshots.get("certification") != one.snapshot
            or (run.header.scenario, run.header.seed, run.header.instead_of)
            != (place.scenario, place.seed, place.instead_of)
            or run.header.seed_given
        ):
            yield tr("a run of a sitting was not played in it")
        elif place.scenario not in rule.sitting.pool or (place.instead_of is None and place.seed != drawn % SEEDS):
            yield tr("a sitting was not drawn from its pool")


def counting(session: Session, person: Person, sittings: Sequence[SentSitting]) -> list[SentSitting]:
    """Those sittings that the certification which holds for a person takes from elsewhere."""
    rows = [row for row in session.store.audit_rows(person=person.person) if row.whom == person.person]
    known = [one for one in sittings if one.certification in session.library.certification_cards]
    return [
        one
        for one in known
        if rule_for(session, fold(rows, one.certification), one.certification)[1].elsewhere.assessment
    ]
