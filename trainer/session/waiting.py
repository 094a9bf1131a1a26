"""What waits at the coordinator's desk and for whom, the codes of blind marking, approvals.

Nothing here changes anything; `desk` records. Raises UsageError for what somebody may not see.
"""

from collections.abc import Iterable
from hashlib import sha256

from trainer.content.role import Role
from trainer.errors import UsageError
from trainer.language import tr
from trainer.session.roles import JOBS, Job, may, must
from trainer.session.session import Session
from trainer.session.standing import Standing, standings
from trainer.session.tasks import Kind, Task


def queue(session: Session, certification: str, cohort: str | None = None) -> list[Task]:
    """What waits, the longest first; what the person at the program may not do is left out."""
    must_be_allowed(session, Job.OBSERVE)
    return for_me(session, standings(session, certification, cohort).values())


def for_me(session: Session, found: Iterable[Standing]) -> list[Task]:
    """Of all that waits, what the person at the program may do, the longest first, to the day."""
    me, guarded = session.me, session.store.people.guarded()
    waiting = [
        task
        for one in found
        for task in one.tasks
        if me.person not in task.not_by and may(me, _JOBS.get(task.kind, Job.DECIDE), guarded=guarded)
    ]
    return sorted(waiting, key=_place)


_ORDER = list(Kind)


def _place(task: Task) -> tuple[str, int, str, str, str]:
    """Where a task stands: by the day, then what a decision rests on before the decision.

    What is blind is not put beside what has a name: its own place would tell whose it is.
    """
    who = blind_code(task.run, task.scene) if task.is_blind else task.since + task.person
    return (task.since[:10], _ORDER.index(task.kind), who, task.run, task.scene)


_JOBS = {Kind.OWN_WORDS: Job.OBSERVE, Kind.LIVE: Job.OBSERVE}
"""What a task is a job of; those left out need somebody who decides."""


def has_desk(session: Session) -> bool:
    """Whether the person at the program has a desk: in charge, or among several who have set up no roles yet."""
    me, guarded = session.me, session.store.people.guarded()
    if not session.library.certifications or not may(me, Job.OBSERVE, guarded=guarded):
        return False
    return guarded or me.role is not Role.MENTOR or session.store.people.are_several()


def why_no_desk(session: Session) -> str | None:
    """What is said to somebody in charge who has no desk for want of a PIN; None to everybody else."""
    me = session.me
    if me.has_pin or me.role not in JOBS[Job.OBSERVE] or not session.library.certifications:
        return None
    if not session.store.people.guarded():
        return None
    return tr(
        "It opens once you have a PIN, or anybody could be you. A coordinator who has one sets it: "
        '`trainer people pin "{name}"`.',
        name=me.name,
    )


def label(session: Session, task: Task) -> str:
    """Whose a task is: the name, or where it is blind a code that tells nothing."""
    return (
        tr("code {blind_code}", blind_code=blind_code(task.run, task.scene))
        if task.is_blind
        else session.store.people.of(task.person).name
    )


def blind_code(run: str, scene: str) -> str:
    """A short code for own words that are marked blind. The run is not told beside it: others wait under its name."""
    return sha256(f"blind {run} {scene}".encode()).hexdigest()[:8]


def under_code(session: Session, certification: str, code: str) -> Task:
    """The own words that wait under a code, whoever they wait for. Raises UsageError."""
    must_be_allowed(session, Job.OBSERVE)
    for one in standings(session, certification).values():
        for task in one.tasks:
            if task.is_blind and blind_code(task.run, task.scene) == code:
                return task
    raise UsageError(
        tr('No own words wait under the code "{code}".', code=code[:40]), tr("`trainer desk queue` lists what waits.")
    )


def approvals(session: Session) -> list[tuple[str, str, str | None]]:
    """The scenarios that need the safeguarding lead's approval: id, title, and when the text as it is was approved."""
    rows = session.store.audit_rows(action="scenario_approved")
    approved = {(row.what.get("scenario"), row.what.get("text")): row.at for row in rows}
    found = []
    for card in session.library.cards():
        if session.library.needs_approval(card.scenario):
            text = sha256(session.library.text(card.scenario).encode()).hexdigest()
            found.append((card.scenario, card.title, approved.get((card.scenario, text))))
    return found


def must_be_allowed(session: Session, job: Job) -> None:
    """Raises UsageError where the person at the program may not do a job."""
    must(session.me, job, guarded=session.store.people.guarded())
