"""`Exports`: what is kept, as rows for other programs, read a piece at a time. `Store.exports` hands it out.

Each method is one look: what is written meanwhile is not in it. Nothing is held in memory but the rows of a run and
the list of people, however many runs there are.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, Subquery, and_, case, delete, func, insert, or_, select

from trainer.engine.events import Mode, Status, decode_header
from trainer.store import audit, erasure
from trainer.store.connection import Address
from trainer.store.exported import DecisionFacts, PersonFacts, PlayedFacts, RunFacts
from trainer.store.faults import plainly
from trainer.store.rows import AuditRow
from trainer.store.tables import (
    decisions,
    events,
    keys,
    observations,
    people,
    places,
    received,
    runs,
    sittings,
    summaries,
)

Transaction = Callable[[], AbstractContextManager[Connection]]
Found = Row[*tuple[Any, ...]]

_KEY = "export"
_PIECE = 1000
"""Rows fetched at a time."""


class Exports:
    """The store's part in exports: `work` and `alone` begin a transaction, `stamped` is the clock."""

    def __init__(
        self, engine: Engine, address: Address, work: Transaction, alone: Transaction, stamped: Callable[[], str]
    ) -> None:
        self._engine, self._address, self._work, self._alone, self._stamped = engine, address, work, alone, stamped

    # Rows

    def behind(self) -> list[str]:
        """The runs whose decisions were not all written down for counting yet, since a program was killed.

        A summary never counts more events than there are, so that where as many were counted as there are, no run has
        to be looked at by itself.
        """
        counted = select(func.coalesce(func.sum(summaries.c.events), 0))
        newest = select(func.max(events.c.seq)).where(events.c.run == runs.c.run).correlate(runs).scalar_subquery()
        query = (
            select(runs.c.run)
            .outerjoin(summaries, summaries.c.run == runs.c.run)
            .where(newest.is_not(None))
            .where(or_(summaries.c.run.is_(None), summaries.c.events != newest))
            .order_by(runs.c.run)
        )
        with self._work() as connection:
            if connection.scalar(counted) == connection.scalar(select(func.count()).select_from(events)):
                return []
            return list(connection.scalars(query))

    def runs(self) -> Iterator[RunFacts]:
        """Every run, in the order of the ids, which begin with the time."""
        with self._look() as connection:
            yield from _runs(connection)

    def decisions(self) -> Iterator[DecisionFacts]:
        """Every decision of runs that are over, those of a run together, a row for each criterion it observes."""
        with self._look() as connection:
            made = _following(_pieces(connection, _decided()))
            for run in _runs(connection):
                yield from (_decision(run, row) for row in made(run.run))

    def played(self) -> Iterator[PlayedFacts]:
        """Every run that is over, with the bytes of its events and with its decisions."""
        log = select(events.c.run, events.c.data).order_by(events.c.run, events.c.seq)
        with self._look() as connection:
            logged, made = _following(_pieces(connection, log)), _following(_pieces(connection, _decided()))
            for run in _runs(connection):
                kept, decided = logged(run.run), made(run.run)
                if run.status != Status.OPEN.value:
                    numbered: dict[int, list[DecisionFacts]] = {}
                    for row in decided:
                        numbered.setdefault(row.number, []).append(_decision(run, row))
                    yield PlayedFacts(run, [bytes(row.data) for row in kept], numbered)

    def marked(self, actions: Iterable[str]) -> Iterator[tuple[AuditRow, RunFacts | None]]:
        """The rows of the audit of some actions, oldest first, each with the run that it names."""
        with self._look() as connection:
            found = audit.stream_audit(connection, actions)
            while piece := list(islice(found, _PIECE)):
                wanted = {str(row.what["run"]) for row in piece if row.what.get("run")}
                named = {run.run: run for run in _runs(connection, wanted)} if wanted else {}
                yield from ((row, named.get(str(row.what.get("run")))) for row in piece)

    def people(self) -> Iterator[PersonFacts]:
        """Everybody there ever was, with counts, in the order in which they were added."""
        with self._look() as connection:
            void = _voided(connection)
            sat: Counter[str] = Counter()
            voids: Counter[str] = Counter()
            for row in connection.execute(select(sittings.c.person, sittings.c.sitting)):
                sat[row.person] += 1
                voids[row.person] += row.sitting in void
            for row in _pieces(connection, _counted()):
                yield PersonFacts(
                    person=row.person,
                    name=row.name,
                    role=row.role,
                    cohort=row.cohort,
                    created=row.created,
                    retired=row.retired,
                    erased=row.erased,
                    practised=int(row.practised or 0),
                    assessed=int(row.assessed or 0),
                    open=int(row.still_open or 0),
                    elsewhere=int(row.elsewhere or 0),
                    sittings=sat[row.person],
                    voided=voids[row.person],
                    first=row.earliest,
                    last=row.latest,
                )

    # The key of the codes

    def key(self) -> bytes:
        """The key under which people are named by codes, made when it is first asked for."""
        named = select(keys.c.key).where(keys.c.name == _KEY)
        with self._work() as connection:
            found = connection.scalar(named)
        if found is None:
            with self._alone() as connection:
                found = connection.scalar(named)
                if found is None:
                    found = secrets.token_bytes(32)
                    connection.execute(insert(keys).values(name=_KEY, key=found))
        return bytes(found)

    def forget_key(self, *, who: str | None) -> None:
        """Erase that key, in the program's own backups too: the codes of earlier exports lead to nobody any more.

        Raises StoreError naming what could not be rewritten; the key is erased all the same.
        """
        with self._alone() as connection:
            connection.execute(delete(keys).where(keys.c.name == _KEY))
            audit.note(connection, self._stamped(), "codes_forgotten", who=who)
        with plainly(self._address):
            erasure.scrub_key(self._engine, self._address, _KEY)

    @contextmanager
    def _look(self) -> Iterator[Connection]:
        """One look at everything: on PostgreSQL too, all that is read is as it was at the first of it."""
        with self._work() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield connection


def _pieces(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[Found]:
    yield from connection.execute(query, execution_options={"yield_per": _PIECE})


def _following(rows: Iterable[Found]) -> Callable[[str], list[Found]]:
    """Gives the rows of one run after another; both must be asked for in the same order."""
    groups = groupby(rows, key=lambda row: row.run)
    ahead = next(groups, None)

    def of(run: str) -> list[Found]:
        nonlocal ahead
        if ahead is None or ahead[0] != run:
            return []
        mine = list(ahead[1])
        ahead = next(groups, None)
        return mine

    return of


def _decided() -> Select[*tuple[Any, ...]]:
    mine = and_(observations.c.run == decisions.c.run, observations.c.number == decisions.c.number)
    return (
        select(decisions, observations.c.criterion, observations.c.level.label("observed"))
        .outerjoin(observations, mine)
        .order_by(decisions.c.run, decisions.c.number, observations.c.criterion)
    )


def _decision(run: RunFacts, row: Found) -> DecisionFacts:
    level = row.level if row.criterion is None else row.observed
    return DecisionFacts(
        run, row.number, row.scene, row.choice, level, row.criterion, row.first, row.critical, row.repaired
    )


def _numbered_runs() -> Subquery:
    mine = func.row_number().over(partition_by=(runs.c.person, runs.c.scenario), order_by=(runs.c.opened, runs.c.run))
    return select(runs.c.run, mine.label("attempt")).subquery()


def _numbered_sittings() -> Subquery:
    mine = func.row_number().over(
        partition_by=(sittings.c.person, sittings.c.certification), order_by=(sittings.c.opened, sittings.c.sitting)
    )
    return select(sittings.c.sitting, sittings.c.certification, mine.label("sitting_number")).subquery()


def _runs(connection: Connection, wanted: Iterable[str] | None = None) -> Iterator[RunFacts]:
    """The runs by their ids, all or those wanted."""
    tried, sat = _numbered_runs(), _numbered_sittings()
    query = (
        select(
            *(runs.c[name] for name in ("run", "person", "scenario", "mode", "opened", "header")),
            *(people.c[name] for name in ("name", "cohort")),
            *(summaries.c[name] for name in ("status", "outcome", "competency", "score", "decisions")),
            *(sat.c[name] for name in ("certification", "sitting", "sitting_number")),
            tried.c.attempt,
            received.c.origin,
        )
        .join(people, people.c.person == runs.c.person)
        .join(tried, tried.c.run == runs.c.run)
        .outerjoin(summaries, summaries.c.run == runs.c.run)
        .outerjoin(places, places.c.run == runs.c.run)
        .outerjoin(sat, sat.c.sitting == places.c.sitting)
        .outerjoin(received, received.c.run == runs.c.run)
        .order_by(runs.c.run)
    )
    if wanted is not None:
        query = query.where(runs.c.run.in_(list(wanted)))
    void = _voided(connection)
    for row in _pieces(connection, query):
        yield _run(row, row.sitting in void)


def _run(row: Found, voided: bool) -> RunFacts:
    try:
        header = decode_header(row.header)
        casting, text = header.casting, header.snapshots.get("scenario", "")
        seed_given, forked = header.seed_given, header.forked_from is not None
    except ValueError:  # one damaged run must not hide the others; `verify` says what is wrong with it
        casting, text, seed_given, forked = "", "", False, False
    return RunFacts(
        run=row.run,
        person=row.person,
        name=row.name,
        cohort=row.cohort,
        scenario=row.scenario,
        casting=casting,
        text=text,
        mode=row.mode,
        opened=row.opened,
        attempt=row.attempt,
        status=row.status or Status.OPEN.value,
        outcome=row.outcome,
        competency=row.competency,
        score=row.score,
        decisions=row.decisions or 0,
        certification=row.certification,
        sitting=row.sitting,
        sitting_number=row.sitting_number,
        voided=voided,
        seed_given=seed_given,
        forked=forked,
        elsewhere=row.origin is not None,
    )


def _counted() -> Select[*tuple[Any, ...]]:
    """Everybody, with counts of their runs."""
    over = func.coalesce(summaries.c.status, Status.OPEN.value)
    finished, submitted = over == Status.FINISHED.value, over == Status.SUBMITTED.value
    mine = (
        select(
            runs.c.person,
            func.sum(case((and_(runs.c.mode == Mode.PRACTICE.value, finished), 1), else_=0)).label("practised"),
            func.sum(case((submitted, 1), else_=0)).label("assessed"),
            func.sum(case((over == Status.OPEN.value, 1), else_=0)).label("still_open"),
            func.count(received.c.run).label("elsewhere"),
            func.min(runs.c.opened).label("earliest"),
            func.max(runs.c.opened).label("latest"),
        )
        .outerjoin(summaries, summaries.c.run == runs.c.run)
        .outerjoin(received, received.c.run == runs.c.run)
        .group_by(runs.c.person)
        .subquery()
    )
    counts = ("practised", "assessed", "still_open", "elsewhere", "earliest", "latest")
    return (
        select(people, *(mine.c[name] for name in counts))
        .outerjoin(mine, mine.c.person == people.c.person)
        .order_by(people.c.created, people.c.person)
    )


def _voided(connection: Connection) -> set[str]:
    """The sittings that count for nothing."""
    return {str(row.what.get("sitting")) for row in audit.stream_audit(connection, ["sitting_voided"])}
