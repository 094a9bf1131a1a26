"""`Tallies`: what people chose and how they scored, counted by the database. `Store.tallies` hands it out.

Aggregates over the rows of runs that are over; no run is replayed. What is counted are first tries: of each person the
first run of a scenario that reached its end, whatever its version, and in it the first choice at each scene; and of
each person the first complete sitting. `cohort` None is everybody, those who left and those erased among them.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, Subquery, and_, case, func, select

from trainer.engine.events import Mode, Status
from trainer.store import audit
from trainer.store.tables import decisions, events, observations, people, places, runs, sittings, summaries
from trainer.store.tallied import AnchorTally, ChoiceTally, CriterionTally, Logged, PersonTally, SatTally, VersionTally

Transaction = Callable[[], AbstractContextManager[Connection]]
_PIECE = 5000
"""Rows fetched at a time."""
_OVER = (Status.FINISHED.value, Status.SUBMITTED.value)


class Tallies:
    """Each method is one transaction."""

    def __init__(self, work: Transaction) -> None:
        self._work = work

    def versions(self, cohort: str | None = None, scenarios: Collection[str] | None = None) -> list[VersionTally]:
        """The versions that anybody played first, by scenario, oldest first."""
        first = _firsts(cohort, scenarios)
        query = (
            select(
                first.c.scenario,
                first.c.version,
                first.c.mode,
                func.count().label("people"),
                func.min(first.c.opened).label("earliest"),
                func.max(first.c.opened).label("latest"),
            )
            .group_by(first.c.scenario, first.c.version, first.c.mode)
            .order_by(first.c.scenario, "earliest", first.c.version, first.c.mode)
        )
        with self._work() as connection:
            return [
                VersionTally(row.scenario, row.version, Mode(row.mode), row.people, row.earliest, row.latest)
                for row in connection.execute(query)
            ]

    def choices(self, one: VersionTally, cohort: str | None = None) -> list[ChoiceTally]:
        """What was chosen first at each scene of a version."""
        first = _of(one, cohort)
        query = (
            select(decisions.c.scene, decisions.c.choice, func.count())
            .join(first, first.c.run == decisions.c.run)
            .where(decisions.c.first, decisions.c.choice != "")
            .group_by(decisions.c.scene, decisions.c.choice)
            .order_by(decisions.c.scene, decisions.c.choice)
        )
        with self._work() as connection:
            return [ChoiceTally(*row) for row in connection.execute(query)]

    def anchors(self, one: VersionTally, scenes: Sequence[str], cohort: str | None = None) -> list[AnchorTally]:
        """What was chosen first at some scenes by those who met all of them, by how they did at the others."""
        if not scenes:
            return []
        first = _of(one, cohort)
        met = and_(decisions.c.first, decisions.c.level.is_not(None), decisions.c.scene.in_(scenes))
        whole = func.sum(decisions.c.level).over(partition_by=decisions.c.run)
        made = (
            select(
                first.c.casting,
                decisions.c.scene,
                decisions.c.choice,
                decisions.c.level,
                (whole - decisions.c.level).label("rest"),
                func.count().over(partition_by=decisions.c.run).label("met"),
            )
            .join(first, first.c.run == decisions.c.run)
            .where(met)
            .subquery()
        )
        columns = [made.c[name] for name in ("casting", "scene", "choice", "level", "rest")]
        query = select(*columns, func.count()).where(made.c.met == len(scenes)).group_by(*columns).order_by(*columns)
        with self._work() as connection:
            return [
                AnchorTally(row.casting, row.scene, row.choice, row.level, int(row.rest), row[5])
                for row in connection.execute(query)
            ]

    def criteria(self, certification: str, cohort: str | None = None) -> list[CriterionTally]:
        """The levels of each criterion in people's first complete sittings."""
        level = observations.c.level
        times = [func.sum(case((level == one, 1), else_=0)).label(f"level_{one}") for one in (1, 2, 3, 4)]
        with self._work() as connection:
            sat = _first_sittings(connection, certification, cohort).subquery()
            each = (
                select(observations.c.criterion, (func.sum(level) * 1.0 / func.count()).label("mean"), *times)
                .select_from(sat)
                .join(places, places.c.sitting == sat.c.sitting)
                .join(observations, observations.c.run == places.c.run)
                .group_by(sat.c.person, observations.c.criterion)
                .subquery()
            )
            sums = [func.sum(each.c[f"level_{one}"]) for one in (1, 2, 3, 4)]
            of_all = select(
                each.c.criterion, func.count(), func.sum(each.c.mean), func.sum(each.c.mean * each.c.mean), *sums
            ).group_by(each.c.criterion)
            return [
                CriterionTally(name, people, float(total), float(squares), (int(one), int(two), int(three), int(four)))
                for name, people, total, squares, one, two, three, four in connection.execute(of_all)
            ]

    def earliest_levels(self, certification: str, many: int) -> list[PersonTally]:
        """The levels of first complete sittings, of the people whose last run began first: so many, in no order."""
        level = observations.c.level
        with self._work() as connection:
            sat = _first_sittings(connection, certification, None).subquery()
            earliest = (
                select(sat.c.sitting)
                .join(places, places.c.sitting == sat.c.sitting)
                .join(runs, runs.c.run == places.c.run)
                .group_by(sat.c.sitting)
                .order_by(func.max(runs.c.opened), sat.c.sitting)
                .limit(many)
                .subquery()
            )
            query = (
                select(func.count(), func.sum(level), func.sum(level * level))
                .select_from(earliest)
                .join(places, places.c.sitting == earliest.c.sitting)
                .join(observations, observations.c.run == places.c.run)
                .group_by(earliest.c.sitting)
            )
            return [PersonTally(*map(int, row)) for row in connection.execute(query)]

    def sat(self, certification: str, cohort: str | None = None) -> list[SatTally]:
        """The scores of the runs of each person's first complete sitting."""
        with self._work() as connection:
            sat = _first_sittings(connection, certification, cohort).subquery()
            query = (
                select(sat.c.person, runs.c.scenario, runs.c.version, summaries.c.score)
                .join(places, places.c.sitting == sat.c.sitting)
                .join(runs, runs.c.run == places.c.run)
                .join(summaries, and_(summaries.c.run == runs.c.run, summaries.c.score.is_not(None)))
                .order_by(sat.c.person, runs.c.scenario)
            )
            return [SatTally(*row) for row in connection.execute(query)]

    def complete(self, certification: str) -> int:
        """How many people have a complete sitting."""
        with self._work() as connection:
            sat = _first_sittings(connection, certification, None).subquery()
            return connection.scalar(select(func.count()).select_from(sat)) or 0

    def logged(self) -> Iterator[Logged]:
        """The events of each run that is over, oldest first, with the score that is kept of it: read piece by piece."""
        kept = select(runs.c.run, runs.c.version, summaries.c.score).join(summaries, summaries.c.run == runs.c.run)
        said = select(events.c.run, events.c.data).join(summaries, summaries.c.run == events.c.run)
        over = summaries.c.status.in_(_OVER)
        with self._work() as connection:
            known = {run: (version, score) for run, version, score in connection.execute(kept.where(over))}
            found = connection.execution_options(yield_per=_PIECE).execute(
                said.where(over).order_by(events.c.run, events.c.seq)
            )
            for run, rows in groupby(found, key=itemgetter(0)):
                if run in known:  # else it ended after this look began
                    yield Logged(run, *known[run], [row[1] for row in rows])


def _firsts(cohort: str | None, scenarios: Collection[str] | None) -> Subquery:
    """Each person's first run of each scenario that reached its end; not one that began in the middle of another.

    Of one scenario among everybody the index knows the runs; else it is quicker to begin with the people, so that the
    scenarios are named where no index can be taken for them.
    """
    place = func.row_number().over(partition_by=(runs.c.person, runs.c.scenario), order_by=(runs.c.opened, runs.c.run))
    columns = [runs.c[name] for name in ("run", "scenario", "version", "mode", "opened", "casting")]
    query = (
        select(*columns, place.label("place"))
        .join(summaries, summaries.c.run == runs.c.run)
        .where(summaries.c.status.in_(_OVER), runs.c.forked.is_(False), runs.c.version != "")
    )
    if scenarios is not None:
        scenario = runs.c.scenario if cohort is None and len(scenarios) == 1 else runs.c.scenario.concat("")
        query = query.where(scenario.in_(list(scenarios)))
    ranked = _of_cohort(query, runs.c.person, cohort).subquery()
    names = [name for name in ranked.c.keys() if name != "place"]  # noqa: SIM118 - a collection of columns, not a dict
    return select(*(ranked.c[name] for name in names)).where(ranked.c.place == 1).subquery()


def _of(one: VersionTally, cohort: str | None) -> Subquery:
    first = _firsts(cohort, [one.scenario])
    return select(first).where(first.c.version == one.version, first.c.mode == one.mode.value).subquery()


def _first_sittings(connection: Connection, certification: str, cohort: str | None) -> Select[Any]:
    """Each person's first sitting that is complete and was not voided: (sitting, person)."""
    voided = [
        str(row.what.get("sitting"))
        for row in audit.list_audit(connection, person=None, action="sitting_voided", since=None, limit=None)
    ]
    done = func.sum(case((summaries.c.status == Status.SUBMITTED.value, 1), else_=0))
    complete = (
        select(sittings.c.sitting, sittings.c.person, sittings.c.opened)
        .join(places, places.c.sitting == sittings.c.sitting)
        .outerjoin(summaries, summaries.c.run == places.c.run)
        .where(sittings.c.certification == certification)
        .group_by(sittings.c.sitting, sittings.c.person, sittings.c.opened)
        .having(func.count() == done)
    )
    if voided:
        complete = complete.where(sittings.c.sitting.not_in(voided))
    found = _of_cohort(complete, sittings.c.person, cohort).subquery()
    place = func.row_number().over(partition_by=found.c.person, order_by=(found.c.opened, found.c.sitting))
    ranked = select(found.c.sitting, found.c.person, place.label("place")).subquery()
    return select(ranked.c.sitting, ranked.c.person).where(ranked.c.place == 1)


def _of_cohort(query: Select[Any], person: Any, cohort: str | None) -> Select[Any]:
    if cohort is None:
        return query
    # Not a join: asked like this SQLite begins with the few people, as PostgreSQL does anyhow.
    return query.where(person.in_(select(people.c.person).where(people.c.cohort == cohort)))
