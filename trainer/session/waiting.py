"""What waits at the coordinator's desk and for whom, the codes of blind marking, approvals.

Nothing here changes anything; `desk` records. Raises UsageError for what somebody may not see.
"""

from collections.abc import Iterable
from hashlib import sha256

from trainer.content.role import Role
from trainer.errors import UsageError
from trainer.language import tr
from trainer.session.roles import Job, may, must
from trainer.session.session import Session
from trainer.session.standing import Standing, standings
from trainer.session.tasks import Kind, Task
from trainer.store import Person


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
    who = blind_code(task.run) if task.is_blind else task.since + task.person
    return (task.since[:10], _ORDER.index(task.kind), who, task.run, task.scene)


_JOBS = {Kind.OWN_WORDS: Job.OBSERVE, Kind.LIVE: Job.OBSERVE}
"""What a task is a job of; those left out need somebody who decides."""


def has_desk(session: Session) -> bool:
    """Whether the person at the program has a desk: in charge, or among several who have set up no roles yet."""
    me, guarded = session.me, session.store.people.guarded()
    if not session.library.certifications or not may(me, Job.OBSERVE, guarded=guarded):
        return False
    return guarded or me.role is not Role.MENTOR or session.store.people.are_several()


def label(session: Session, task: Task) -> str:
    """Whose a task is: the name, or where it is blind a code that changes from run to run."""
    return (
        tr("code {blind_code}", blind_code=blind_code(task.run))
        if task.is_blind
        else session.store.people.of(task.person).name
    )


def blind_code(run: str) -> str:
    """A short code for a run whose words are marked blind."""
    return sha256(f"blind {run}".encode()).hexdigest()[:6]


def person_of_run(session: Session, run: str, name: str) -> Person:
    """The person of a run, when it is named by its person or by its blind code. Raises UsageError."""
    person = session.store.people.of(session.store.header(run).person)
    if name not in (blind_code(run), person.name) and session.store.people.find(name).person != person.person:
        raise UsageError(tr("That run is somebody else's."), tr("`trainer desk queue` lists what waits."))
    return person


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
