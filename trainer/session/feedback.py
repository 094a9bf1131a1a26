"""What is told after a run: all of it, or after a sitting's conversation what its certification lets its mentor see.

Called by both debriefs and by `trainer show`. Comments of coordinators stand beside it.
"""

from dataclasses import dataclass
from datetime import datetime

from trainer.content.certification import Certification, Feedback
from trainer.content.model import read_model
from trainer.engine.events import Status
from trainer.engine.play import Play
from trainer.engine.run import Run
from trainer.language import tr
from trainer.scoring.debrief import Debrief
from trainer.scoring.limited import limited
from trainer.session.candidate import moment, rule_for
from trainer.session.records import Comment, fold
from trainer.session.session import Session
from trainer.store import Person, SittingRow


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of a coordinator: on the decision of this number (from 1), or on the conversation as a whole.

    `text` is None when it was erased.
    """

    by: str
    at: datetime
    number: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of a run. `sitting` is the one that it is part of, `free` whether it can be tried otherwise."""

    debrief: Debrief
    remarks: tuple[Remark, ...]
    sitting: SittingRow | None
    free: bool


def tell(session: Session, play: Play) -> Told:
    """Tell a run to the person at the program."""
    debrief, said = told_to(session, play, session.me)
    is_free = not debrief.is_limited and play.header.scenario not in session.reserved
    return Told(debrief, said, sitting_of(session, play), is_free)


def told_to(session: Session, play: Play, viewer: Person | None) -> tuple[Debrief, tuple[Remark, ...]]:
    """What may be told of a run to somebody; None where it is not known who looks."""
    debrief = session.debrief(play)
    if feedback(session, play, viewer) is Feedback.SUMMARY:
        debrief = limited(debrief)
    return debrief, remarks(session, play)


def sitting_of(session: Session, play: Play) -> SittingRow | None:
    """The sitting that a run is part of, if any."""
    if play.coached:
        return None
    sittings = session.store.desk.sittings(play.header.person)
    return next((one for one in sittings if any(place.run == play.header.run for place in one.places)), None)


def feedback(session: Session, play: Play, viewer: Person | None) -> Feedback:
    """How much a person may see of a run: of one's own in a sitting what its certification allows, else all.

    Where it is not known who looks, it may be its own mentor. A sitting that was played on another machine is not one
    here; the certification that its runs name still says how much.
    """
    sitting, named = sitting_of(session, play), play.header.snapshots.get("certification")
    if (sitting is None and named is None) or play.run.status is not Status.SUBMITTED:
        return Feedback.FULL
    if viewer is not None and viewer.person != play.header.person:
        return Feedback.FULL
    if sitting is None:
        return read_model(session.store.text(named or ""), Certification).feedback
    rows = session.store.audit_rows(person=sitting.person)
    records = fold((row for row in rows if row.whom == sitting.person), sitting.certification)
    return rule_for(session, records, sitting.certification)[1].feedback


def remarks(session: Session, play: Play) -> tuple[Remark, ...]:
    """What coordinators said of a run, in the order of its decisions; of the whole of it last."""
    rows = [row for row in session.store.audit_rows(person=play.header.person) if row.whom == play.header.person]
    asked = dict.fromkeys(str(row.what.get("certification")) for row in rows if row.action == "commented")
    found = [one for name in asked for one in fold(rows, name).comments if one.run == play.header.run]
    told = [_remark(session, play.run, one) for one in found]
    return tuple(sorted(told, key=lambda one: (one.number is None, one.number or 0, one.at)))


def _remark(session: Session, run: Run, comment: Comment) -> Remark:
    number = next((made.index + 1 for made in run.line if made.scene == comment.scene), None)
    return Remark(name_of(session, comment.by), moment(comment.at), number, comment.text)


def name_of(session: Session, person: str | None) -> str:
    """The name of whoever recorded something."""
    return session.store.people.of(person).name if person else tr("Somebody")
