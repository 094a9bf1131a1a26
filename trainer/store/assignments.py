"""Scenarios given to people or cohorts by a day. Called by `register` only."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from trainer.store.rows import Assignment, Person
from trainer.store.tables import assignments


def give(
    connection: Connection,
    scenario: str,
    *,
    person: str | None,
    cohort: str | None,
    due: str,
    at: str,
    giver: str | None,
) -> bool:
    """Give a scenario by a day; again changes the day. Whether that changed anything."""
    there = connection.execute(select(assignments).where(*_fits(scenario, person, cohort))).one_or_none()
    if there is None:
        new = {"assignment": str(uuid.uuid4()), "scenario": scenario, "person": person, "cohort": cohort}
        connection.execute(insert(assignments).values(**new, due=due, given=at, giver=giver))
        return True
    if there.due == due:
        return False
    mine = assignments.c.assignment == there.assignment
    connection.execute(update(assignments).where(mine).values(due=due, given=at, giver=giver))
    return True


def take_back(connection: Connection, scenario: str, *, person: str | None, cohort: str | None) -> bool:
    """Take a scenario back; whether it had been given."""
    return connection.execute(delete(assignments).where(*_fits(scenario, person, cohort))).rowcount > 0


def _fits(scenario: str, person: str | None, cohort: str | None) -> list[ColumnElement[bool]]:
    wanted: dict[str, Any] = {"scenario": scenario, "person": person, "cohort": cohort}
    return [
        assignments.c[name] == value if value is not None else assignments.c[name].is_(None)
        for name, value in wanted.items()
    ]


def list_assignments(connection: Connection, person: Person | None) -> list[Assignment]:
    """What was given to a person, alone or with the cohort, or all there is; the earliest day first."""
    query = select(assignments).order_by(assignments.c.due, assignments.c.scenario, assignments.c.assignment)
    if person is not None:
        mine = assignments.c.person == person.person
        query = query.where(or_(mine, assignments.c.cohort == person.cohort) if person.cohort else mine)
    return [
        Assignment(row.assignment, row.scenario, row.person, row.cohort, row.due, row.given, row.giver)
        for row in connection.execute(query)
    ]
