"""Who may do what: one table of jobs by role, and one function that reads it. Pure; every command asks it.

Roles count from the moment on that a coordinator has a PIN (`store.people.guarded`); before that anybody may do
everything, so that nobody has to set up a school to practise. On a file of this computer they keep honest people
from mistakes and no more: who may read and change the file is decided by the operating system.
"""

from enum import StrEnum

from trainer.content.role import Role
from trainer.errors import UsageError
from trainer.language import mark, tr
from trainer.store import Person


class Job(StrEnum):
    """What somebody may want to do to the records of others, or to what is kept for all; in words."""

    KEEP_PEOPLE = mark("keep the list of people")
    ERASE = mark("erase people")
    ASSIGN = mark("give scenarios by a date")
    READ_OTHERS = mark("read what others played")
    READ_FIGURES = mark("read figures about scenarios")
    READ_AUDIT = mark("read the audit")
    OBSERVE = mark("enter hours, observe role-plays and mark")
    REMARKS = mark("read remarks on scenarios and tick them off")
    RECEIVE = mark("bring in runs from other machines")
    DECIDE = mark("decide on candidates")
    SET_SCHOOL = mark("change the school's settings")
    KEEP_DATABASE = mark("back up or restore the database")


_COORDINATOR = frozenset({Role.COORDINATOR})

JOBS: dict[Job, frozenset[Role]] = {
    Job.KEEP_PEOPLE: _COORDINATOR,
    Job.ERASE: _COORDINATOR,
    Job.ASSIGN: _COORDINATOR,
    Job.READ_OTHERS: _COORDINATOR,
    Job.READ_FIGURES: frozenset({Role.COORDINATOR, Role.TRAINER}),
    Job.READ_AUDIT: _COORDINATOR,
    Job.OBSERVE: frozenset({Role.COORDINATOR, Role.TRAINER}),
    Job.REMARKS: frozenset({Role.COORDINATOR, Role.TRAINER}),
    Job.RECEIVE: _COORDINATOR,
    Job.DECIDE: _COORDINATOR,
    Job.SET_SCHOOL: _COORDINATOR,
    Job.KEEP_DATABASE: _COORDINATOR,
}
"""The roles that may do each job. What people do for themselves (practise, read their own runs) is no job."""


_ONLY = (mark("Only a coordinator may {job}."), mark("Only a coordinator or trainer may {job}."))
"""What is said to whoever may not do a job, by how many roles may."""


def may(person: Person | None, job: Job, *, guarded: bool) -> bool:
    """Whether a person may do a job; where nothing is `guarded` yet, anybody may.

    Once it is, a role without a PIN counts for nothing: anybody could say that they are that person.
    """
    return not guarded or (person is not None and person.present and person.has_pin and person.role in JOBS[job])


def must(person: Person | None, job: Job, *, guarded: bool) -> None:
    """Raises UsageError where a person may not do a job."""
    if not may(person, job, guarded=guarded):
        if person is not None and person.role in JOBS[job] and not person.has_pin:
            raise UsageError(
                tr("{name} has no PIN yet, so that anybody could be {name}.", name=person.name),
                tr('A coordinator who has one sets it: `trainer people pin "{name}"`.', name=person.name),
            )
        told = tr(_ONLY[min(len(JOBS[job]), 2) - 1], job=tr(job.value))
        raise UsageError(told, tr("Ask one, or say who you are with --as NAME."))
