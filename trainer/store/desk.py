"""`Desk`: what the store keeps for certifications. Sittings, marks of time, and how candidates stand.

`Store.desk` hands it out. Records of what people did (hours, marks given, decisions) are rows of the audit; nothing
here is a second home for them. What is kept of a standing is a cache, and `standings.forget` drops it.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from trainer.engine.events import Header
from trainer.errors import StoreError, UsageError
from trainer.language import tr
from trainer.scoring.sitting import Drawn
from trainer.store import audit, log
from trainer.store.rows import Levels, SittingRow
from trainer.store.scores import read_levels
from trainer.store.sittings import list_sittings
from trainer.store.standings import forget
from trainer.store.tables import marks, observations, people, places, runs, sittings, standings

Transaction = Callable[[], AbstractContextManager[Connection]]


class Desk:
    """The store's part in certifications; each method is one transaction."""

    def __init__(self, work: Transaction, alone: Transaction, stamped: Callable[[], str]) -> None:
        self._work, self._alone, self._stamped = work, alone, stamped

    # Sittings

    def open_sitting(
        self, sitting: str, person: str, certification: str, snapshot: str, seed: int, drawn: Sequence[Drawn]
    ) -> SittingRow:
        """Open a sitting with its plan, and say so in the audit. Raises StoreError when one is open already."""
        with self._alone() as connection:
            if any(not one.over for one in list_sittings(connection, person) if one.certification == certification):
                raise StoreError(tr("A sitting is open already."), tr("Go on with it."))
            at = self._stamped()
            connection.execute(
                insert(sittings).values(
                    sitting=sitting, person=person, certification=certification, snapshot=snapshot, opened=at, seed=seed
                )
            )
            rows = [
                {"sitting": sitting, "place": number, "scenario": one.scenario, "seed": one.seed}
                for number, one in enumerate(drawn, start=1)
            ]
            connection.execute(insert(places), rows)
            what = {"certification": certification, "sitting": sitting, "snapshot": snapshot}
            audit.note(connection, at, "sitting_opened", who=person, whom=person, what=what)
            forget(connection, person)
            return next(one for one in list_sittings(connection, person) if one.sitting == sitting)

    def sittings(self, person: str) -> list[SittingRow]:
        """A person's sittings, oldest first; voided ones too, since the audit says which are."""
        with self._work() as connection:
            return list_sittings(connection, person)

    def begin_place(self, sitting: str, place: int, header: Header) -> None:
        """Open the run of a sitting's conversation. Raises StoreError when it was begun already."""
        with self._alone() as connection:
            at = and_(places.c.sitting == sitting, places.c.place == place)
            if connection.scalar(select(places.c.run).where(at)) is not None:
                raise StoreError(tr("This conversation was begun already."), tr("Go on with its run."))
            log.open_run(connection, header)
            done = connection.execute(update(places).where(at).values(run=header.run))
            if done.rowcount != 1:
                raise UsageError(tr("There is no such conversation in the sitting."))

    def swap_place(self, sitting: str, place: int, scenario: str, seed: int) -> None:
        """Put an equal scenario where one was declined before it was begun. Raises StoreError when it was begun."""
        with self._alone() as connection:
            at = and_(places.c.sitting == sitting, places.c.place == place, places.c.run.is_(None))
            declined = connection.scalar(select(places.c.scenario).where(at))
            if declined is None:
                raise StoreError(tr("This conversation was begun already."), tr("Go on with its run."))
            connection.execute(update(places).where(at).values(scenario=scenario, seed=seed, instead_of=declined))

    def levels(self, runs: Iterable[str]) -> dict[str, Levels]:
        """The scored levels and critical acts of runs that are over; a run whose rows were not written is left out."""
        with self._work() as connection:
            return read_levels(connection, runs)

    def link(self, run: str, count: int) -> bytes:
        """The link of the log of a run after so many events. Raises UsageError, or RunBusyError for too few events."""
        with self._work() as connection:
            return log.link_at(connection, run, count)

    def met(self, person: str) -> list[tuple[str, str, Fraction]]:
        """The criteria that a person met, in the order of time: (when the run was opened, criterion, mean level)."""
        query = (
            select(runs.c.opened, observations.c.criterion, func.sum(observations.c.level), func.count())
            .join(runs, runs.c.run == observations.c.run)
            .where(runs.c.person == person)
            .group_by(runs.c.run, runs.c.opened, observations.c.criterion)
            .order_by(runs.c.opened, runs.c.run, observations.c.criterion)
        )
        with self._work() as connection:
            return [(at, name, Fraction(int(total), count)) for at, name, total, count in connection.execute(query)]

    # Time

    def mark(self, person: str, at: float) -> None:
        """Note that somebody is at work now, in seconds since 1970; each event that is kept is such a mark too."""
        with self._work() as connection:
            connection.execute(insert(marks).values(person=person, at=at))

    def marks(self, person: str) -> list[float]:
        """A person's marks, in the order in which they were made."""
        query = select(marks.c.at).where(marks.c.person == person).order_by(marks.c.number)
        with self._work() as connection:
            return list(connection.scalars(query))

    # Standings

    def keep_standing(self, person: str, certification: str, data: Sequence[Any]) -> None:
        """Keep how a candidate stands, until something changes it."""
        text = kept_bytes(data)
        with self._alone() as connection:
            here = and_(standings.c.person == person, standings.c.certification == certification)
            connection.execute(delete(standings).where(here))
            connection.execute(insert(standings).values(person=person, certification=certification, data=text))

    def standings(self, certification: str, cohort: str | None = None) -> dict[str, Any]:
        """How each mentor who is here stands, by person; None where it has to be worked out anew."""
        query = (
            select(people.c.person, standings.c.data)
            .outerjoin(
                standings, and_(standings.c.person == people.c.person, standings.c.certification == certification)
            )
            .where(people.c.role == "mentor", people.c.retired.is_(None), people.c.erased.is_(None))
        )
        if cohort is not None:
            query = query.where(people.c.cohort == cohort)
        with self._work() as connection:
            rows = connection.execute(query).all()
        # All at once: a school of thousands is read in two thirds of the time that a row at a time takes
        kept = json.loads(b"[" + b",".join(bytes(data) if data else b"null" for _, data in rows) + b"]")
        return {person: data for (person, _), data in zip(rows, kept, strict=True)}

    def forget_all(self) -> None:
        """Drop every standing: something changed that concerns all."""
        with self._alone() as connection:
            connection.execute(delete(standings))


def kept_bytes(data: Sequence[Any]) -> bytes:
    """A standing as it is kept."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
