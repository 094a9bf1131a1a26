"""The people of the runs: a random id, a name to show, a role, a cohort. Called by `register` and `Store` only.

Whoever changes something calls within `connection.alone`, because a name is looked for before it is given.
"""

import uuid
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, Row, Select, insert, select, update

from trainer.content.role import Role
from trainer.content.roster.names import LONGEST, folded, tidy
from trainer.errors import UsageError
from trainer.language import tr
from trainer.store.rows import Person, Planned, Wished
from trainer.store.tables import people, pins

_SHORTEST = 4
"""Characters of an id that are enough to name somebody."""


_ROLES = {role.value: role for role in Role}


def _all() -> Select[*tuple[object, ...]]:
    return (
        select(people, pins.c.person.label("pinned"))
        .outerjoin(pins, pins.c.person == people.c.person)
        .order_by(people.c.created, people.c.person)
    )


def _person(row: Row[*tuple[object, ...]]) -> Person:
    role = _ROLES.get(row.role, Role.MENTOR)
    return Person(row.person, row.name, role, row.cohort, row.pinned is not None, row.created, row.retired, row.erased)


def list_people(connection: Connection, *, everybody: bool = False, cohort: str | None = None) -> list[Person]:
    """Those who are present, of a cohort or all, or all there ever were; by name."""
    query = _all() if everybody else _all().where(people.c.retired.is_(None), people.c.erased.is_(None))
    if cohort is not None:
        query = query.where(people.c.cohort == cohort)
    return sorted((_person(row) for row in connection.execute(query)), key=lambda one: folded(one.name))


def list_cohorts(connection: Connection) -> list[str]:
    """The cohorts of those who are present."""
    there = select(people.c.cohort).where(people.c.retired.is_(None), people.c.erased.is_(None)).distinct()
    return sorted(cohort for cohort in connection.scalars(there) if cohort)


def has_guard(connection: Connection) -> bool:
    """Whether a coordinator who is present has a PIN."""
    query = _all().where(people.c.retired.is_(None), people.c.erased.is_(None), pins.c.person.is_not(None))
    return connection.execute(query.where(people.c.role == Role.COORDINATOR.value).limit(1)).first() is not None


def count_present(connection: Connection, most: int) -> int:
    """How many people are present; counted up to `most`."""
    there = select(people.c.person).where(people.c.retired.is_(None), people.c.erased.is_(None)).limit(most)
    return len(connection.execute(there).all())


def first_person(connection: Connection) -> Person | None:
    """The first person present, or None."""
    query = _all().where(people.c.retired.is_(None), people.c.erased.is_(None)).limit(1)
    row = connection.execute(query).one_or_none()
    return _person(row) if row else None


def person_of(connection: Connection, person: str) -> Person:
    """A person by id. Raises UsageError when there is none."""
    row = connection.execute(_all().where(people.c.person == person)).one_or_none()
    if row is None:
        raise UsageError(tr("There is no such person."))
    return _person(row)


def find_person(connection: Connection, text: str) -> Person:
    """A person by name or code, or by the beginning of the id. Raises UsageError."""
    known = list_people(connection, everybody=True)
    wanted = folded(text)
    named = [one for one in known if one.erased is None and folded(one.name) == wanted]
    found = named or [one for one in known if len(wanted) >= _SHORTEST and one.person.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            tr('Several people are called "{words}".', words=tidy(text)), tr("Give the beginning of an id instead.")
        )
    from difflib import get_close_matches

    close = get_close_matches(wanted, [folded(one.name) for one in known if one.erased is None], n=1)
    meant = next((one.name for one in known if close and folded(one.name) == close[0]), None)
    hint = tr("Did you mean {meant}?", meant=meant) if meant else tr("`trainer people list` names everybody.")
    raise UsageError(tr('There is nobody called "{words}".', words=tidy(text)[:LONGEST]), hint)


def add_person(
    connection: Connection, name: str, at: str, role: Role = Role.MENTOR, cohort: str | None = None
) -> Person:
    """A new person under a random id. Raises UsageError for a name that is empty or another's."""
    return put_person(connection, _free(connection, name, None), at, role, cohort)


def put_person(connection: Connection, name: str, at: str, role: Role, cohort: str | None) -> Person:
    """A new person whose name is known to be nobody else's."""
    person = Person(str(uuid.uuid4()), name, role, _cohort(cohort), created=at)
    connection.execute(
        insert(people).values(person=person.person, name=person.name, created=at, role=role.value, cohort=person.cohort)
    )
    return person


def change_person(connection: Connection, person: str, wished: Wished) -> tuple[Person, Person]:
    """Give a person another name, role or cohort: as it was, and as it is.

    Raises UsageError for an empty name, one of somebody else, or an unknown or erased person.
    """
    before = must_be_known(connection, person)
    after = replace(
        before,
        name=before.name if wished.name is None else _free(connection, wished.name, person),
        role=wished.role or before.role,
        cohort=before.cohort if wished.cohort is None else _cohort(wished.cohort),
    )
    if after != before:
        values = {"name": after.name, "role": after.role.value, "cohort": after.cohort}
        connection.execute(update(people).where(people.c.person == person).values(values))
    return before, after


def retire_person(connection: Connection, person: str, at: str | None) -> bool:
    """Retire a person, or take them back (None); whether that changed anything. Raises as `change_person` does."""
    before = must_be_known(connection, person)
    if (before.retired is None) == (at is None):
        return False
    connection.execute(update(people).where(people.c.person == person).values(retired=at))
    return True


def must_be_known(connection: Connection, person: str) -> Person:
    """A person who was not erased. Raises UsageError."""
    found = person_of(connection, person)
    if found.erased is not None:
        raise UsageError(
            tr("This person was erased."), tr("Nothing can be changed of somebody who is not known any more.")
        )
    return found


def plan(known: Iterable[Person], wished: Iterable[Wished]) -> list[Planned]:
    """What bringing in a list would do, for each of its people. Pure. Raises UsageError where two have one name."""
    named = {folded(person.name): person for person in known if person.erased is None}
    planned, seen = [], set()
    for wish in wished:
        name = fit_name(wish.name or "")
        if folded(name) in seen:
            raise UsageError(tr('"{name}" is in the list twice.', name=name), tr("Add a letter to one: Amina B."))
        seen.add(folded(name))
        before = named.get(folded(name))
        if before is None:
            after = Person("", name, wish.role or Role.MENTOR, wish.cohort)
        else:
            after = replace(before, role=wish.role or before.role, cohort=wish.cohort or before.cohort, retired=None)
        planned.append(Planned(before, after))
    return planned


def fit_name(name: str) -> str:
    """A name fit to be shown. Raises UsageError for an empty one."""
    shown = tidy(name)[:LONGEST].rstrip()
    if not shown:
        raise UsageError(tr("A name needs at least one letter."))
    return shown


def _free(connection: Connection, name: str, person: str | None) -> str:
    """A name fit to be shown that nobody else has. Raises UsageError."""
    shown = fit_name(name)
    for other in list_people(connection, everybody=True):
        if other.person != person and other.erased is None and folded(other.name) == folded(shown):
            gone = tr(", who is retired") if other.retired else ""
            raise UsageError(
                tr('There is somebody called "{name}" already{gone}.', name=other.name, gone=gone),
                tr("Add a letter: Amina B."),
            )
    return shown


def _cohort(cohort: str | None) -> str | None:
    return tidy(cohort or "")[:LONGEST].rstrip() or None
