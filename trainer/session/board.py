"""The desk's first page as values: everybody on the way to a certification, filtered and in an order.

Made of the standings that are kept: nothing here reads a run. Nobody is ever put in an order by score. Called by the
desk's screen and by `trainer desk cohort`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from trainer.language import mark, tr
from trainer.session.candidate import rule_for
from trainer.session.records import Records
from trainer.session.roles import Job
from trainer.session.session import Session
from trainer.session.standing import Standing, Status, standings
from trainer.session.tasks import Task
from trainer.session.waiting import for_me, must_be_allowed
from trainer.store import Person


class Order(StrEnum):
    """The orders in which a cohort may be listed."""

    NAME = "name"
    STATE = "state"
    """What needs somebody's judgement first."""
    WAITING = "waiting"
    """Who waits longest first; those who wait for nothing last."""

    @property
    def told(self) -> str:
        """As shown to people."""
        return tr(_ORDERS[self])


_ORDERS = {
    Order.NAME: mark("by name"),
    Order.STATE: mark("by state"),
    Order.WAITING: mark("by waiting time"),
}
_STATES = (
    Status.CRITICAL_PENDING,
    Status.BORDERLINE,
    Status.NOT_YET,
    Status.READY,
    Status.INCOMPLETE,
    Status.RETURNED,
    Status.EXPIRING,
    Status.EXPIRED,
    Status.CERTIFIED,
    Status.WITHDRAWN,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate on the board. `waiting` is the stamp of what waits longest at the desk, for whomever."""

    person: Person
    standing: Standing
    status: Status
    waiting: str | None


@dataclass(frozen=True, slots=True)
class Board:
    """A cohort at a glance. `rows` are those that were asked for, `of` how many there are; `tasks` wait for me.

    `cohorts` and `states` are what can be asked for.
    """

    certification: str
    title: str
    competencies: tuple[str, ...]
    rows: tuple[Row, ...]
    of: int
    tasks: tuple[Task, ...]
    cohorts: tuple[str, ...]
    states: tuple[Status, ...]
    now: datetime


def board(
    session: Session,
    certification: str,
    *,
    cohort: str | None = None,
    status: Status | None = None,
    order: Order = Order.NAME,
) -> Board:
    """The cohort at a glance. Raises UsageError for somebody who may not see it, or no such certification."""
    must_be_allowed(session, Job.READ_OTHERS)
    _, rule = rule_for(session, Records(), certification)
    found, now = standings(session, certification, cohort), session.now()
    people = session.store.people.present(cohort)
    rows = [_row(one, found[one.person], now) for one in people if one.person in found]
    return Board(
        certification,
        rule.title,
        rule.competencies,
        tuple(_ordered([row for row in rows if status is None or row.status is status], order)),
        len(rows),
        tuple(for_me(session, found.values())),
        tuple(session.store.people.cohorts()),
        tuple(one for one in _STATES if any(row.status is one for row in rows)),
        now,
    )


def _row(person: Person, standing: Standing, now: datetime) -> Row:
    since = min((task.since for task in standing.tasks), default=None)
    return Row(person, standing, standing.status(now), since)


def _ordered(rows: list[Row], order: Order) -> list[Row]:
    """Rows come by name; the sorts keep that order among equals."""
    match order:
        case Order.NAME:
            return rows
        case Order.STATE:
            return sorted(rows, key=lambda row: _STATES.index(row.status))
        case Order.WAITING:
            return sorted(rows, key=lambda row: (row.waiting is None, row.waiting or ""))
