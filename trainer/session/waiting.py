"""What the coordinator's desk shows: how everybody stands, what waits, own words to rate blind, approvals.

Nothing here changes anything; `desk` records. Raises UsageError for what somebody may not see.
"""

from collections.abc import Iterable
from hashlib import sha256

from trainer.errors import UsageError
from trainer.session.candidate import candidate
from trainer.session.roles import Job, must
from trainer.session.session import Session
from trainer.session.standing import Standing, standings
from trainer.session.tasks import Task, pieces
from trainer.store import Person


def queue(session: Session, certification: str, cohort: str | None = None) -> list[Task]:
    """What waits, the longest first; what the person at the program may not do is left out."""
    must_be_allowed(session, Job.OBSERVE)
    found: Iterable[Standing] = standings(session, certification, cohort).values()
    waiting = [task for one in found for task in one.tasks if session.me.person not in task.not_by]
    return sorted(waiting, key=lambda task: (task.since, task.person, task.kind, task.run, task.scene))


def overview(session: Session, certification: str, cohort: str | None = None) -> list[tuple[Person, Standing]]:
    """How everybody of a cohort (or of all) stands, by name: never by score."""
    must_be_allowed(session, Job.READ_OTHERS)
    found = standings(session, certification, cohort)
    return [(person, found[person.person]) for person in session.people() if person.person in found]


def label(session: Session, task: Task) -> str:
    """Whose a task is: the name, or where it is blind a code that changes from run to run."""
    return f"code {blind_code(task.run)}" if task.is_blind else session.store.people.of(task.person).name


def blind_code(run: str) -> str:
    """A short code for a run whose words are marked blind."""
    return sha256(f"blind {run}".encode()).hexdigest()[:6]


def person_of_run(session: Session, run: str, name: str) -> Person:
    """The person of a run, when it is named by its person or by its blind code. Raises UsageError."""
    person = session.store.people.of(session.store.header(run).person)
    if name not in (blind_code(run), person.name) and session.store.people.find(name).person != person.person:
        raise UsageError("That run is somebody else's.", "`trainer desk queue` lists what waits.")
    return person


def words_to_mark(session: Session, person: Person, certification: str, run: str, scene: str) -> list[str]:
    """The own words at a scene with what was asked and what they are rated on, in lines; without a name or marks."""
    must_be_allowed(session, Job.OBSERVE)
    one = candidate(session, person, certification)
    piece = next((piece for piece in pieces(session, one) if (piece.run, piece.scene) == (run, scene)), None)
    play = session.recall(run)
    response = next((one for one in play.run.responses if one.scene == scene and one.text), None)
    respond = play.story.scenes[scene].written.respond if scene in play.story.scenes else None
    if piece is None or response is None or respond is None:
        raise UsageError("There are no own words to rate there.", "`trainer desk queue` lists what waits.")
    lines = [f"Asked: {play.voices.say(respond.prompt)}", f"Written: {response.text}", "Rate it on:"]
    for name in piece.criteria:
        title = session.library.criteria[name][1].title if name in session.library.criteria else name
        lines.append(f"  {name} ({title})")
    return lines


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
