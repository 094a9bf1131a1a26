"""`Store`: one open database, and all that the rest of the program asks of it. `cli` opens and hands it out.

Every method is one transaction (or, for reading, one look); what drivers refuse comes out as a StoreError.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from trainer.engine.events import Event, Header, Status
from trainer.errors import StoreError
from trainer.language import tr
from trainer.store import audit, chain, erasure, health, listing, log, people, scores, standings
from trainer.store.connection import Address, alone, connect, locate, make_room
from trainer.store.desk import Desk
from trainer.store.elsewhere import Elsewhere
from trainer.store.exports import Exports
from trainer.store.faults import plainly
from trainer.store.moments import stamp
from trainer.store.register import People
from trainer.store.revisions import Standing, standing, stored_revision
from trainer.store.rows import Audited, AuditRow, Check, Decided, Fact, Kept, Person, RunRow, Summary, Wished
from trainer.store.tallies import Tallies


def open_store(
    data: Path, url: str | None = None, *, now: Callable[[], datetime], ticks: Callable[[], float] = monotonic
) -> "Store":
    """Open the database of a data directory, or that of a URL, ready for this program.

    `now` is the clock; `ticks` a stopwatch that nobody can set, in seconds since this machine was started.

    An SQLite file is made and migrated where needed; a PostgreSQL that is behind is refused. Raises
    StoreError, and UsageError for a wrong URL.
    """
    address = locate(data, url)
    if address.file:
        make_room(address)
    engine = connect(address)
    try:
        with plainly(address):
            with engine.begin() as connection:
                found = standing(stored_revision(connection))
            if found is not Standing.CURRENT:
                _bring_up(address, now)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, address, now, ticks)


def _bring_up(address: Address, now: Callable[[], datetime]) -> None:
    if address.file is None:
        raise StoreError(
            tr("The database {address} is not ready for this version of trainer.", address=address),
            tr("Make a backup with pg_dump, then run `trainer db upgrade`."),
        )
    from trainer.store.upgrades import migrate  # only here: an open that is up to date does without

    migrate(address, now)


class Store:
    """An open database. A context manager; `close` frees the file or the connection."""

    def __init__(
        self,
        engine: Engine,
        address: Address,
        now: Callable[[], datetime],
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        self.address = address
        self.people = People(engine, address, self._work, self._alone, now, ticks)
        self._engine = engine
        self._now = now
        self._links: dict[str, tuple[int, bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the file or the connection."""
        with plainly(self.address):
            self._engine.dispose()

    @contextmanager
    def _work(self) -> Iterator[Connection]:
        with plainly(self.address), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        with plainly(self.address), alone(self._engine) as connection:
            yield connection

    def snapshot(self, text: str) -> str:
        """Keep a text once; its SHA-256 (of UTF-8) as hexadecimal."""
        with self._alone() as connection:
            return log.keep_snapshot(connection, text.encode())

    def text(self, sha256: str) -> str:
        """The text of a snapshot. Raises UsageError when there is none, StoreError when it was changed."""
        with self._work() as connection:
            return log.read_snapshot(connection, sha256).decode()

    def new_run(self, header: Header) -> None:
        """Open a run. Raises StoreError when its id is taken, or its person or a snapshot is not stored."""
        with self._alone() as connection:
            log.open_run(connection, header)

    def append(self, run: str, event: Event, *, expected: int) -> Kept:
        """Add an event to a run that, the caller believes, has `expected` events. Durable on return.

        Raises RunBusyError when it has others by now: somebody else plays it.
        """
        now = self._now()
        at = stamp(now)
        ready = log.seal_event(event, at)
        before = self._link(run, expected)
        try:
            with self._work() as connection:
                new = log.write_event(connection, run, expected, before, ready, now.timestamp())
        except StoreError as error:
            self._links.pop(run, None)
            if isinstance(error.__cause__, IntegrityError):
                raise log.busy(run) from error
            raise
        self._links[run] = (expected + 1, new)
        return Kept(expected + 1, at)

    def _link(self, run: str, expected: int) -> bytes:
        """The link to stand on; read apart from the writing, so that the writing begins as a writer."""
        known = self._links.get(run)
        if known and known[0] == expected:
            return known[1]
        with self._work() as connection:
            return log.link_at(connection, run, expected)

    def header(self, run: str) -> Header:
        """The header of a run, by its whole id. Raises UsageError when there is none."""
        with self._work() as connection:
            return log.read_header(connection, run)

    def events(self, run: str) -> list[tuple[Event, str]]:
        """The events of a run, oldest first, each with its time; erased words are None. Raises UsageError."""
        with self._work() as connection:
            return log.read_events(connection, run)

    def runs(
        self,
        *,
        person: str | None = None,
        status: Status | None = None,
        scenario: str | None = None,
        limit: int | None = None,
    ) -> list[RunRow]:
        """The runs that fit, newest first."""
        with self._work() as connection:
            return listing.list_runs(connection, person=person, status=status, scenario=scenario, limit=limit)

    def find_run(self, text: str) -> str:
        """The id of the one run that begins or ends with `text` (≥ 4 characters). Raises UsageError."""
        with self._work() as connection:
            return listing.find_run(connection, text)

    def summarise(self, run: str, summary: Summary, decided: Iterable[Decided] = ()) -> None:
        """Replace what the list of runs shows of a run: a cache, which the store never works out itself.

        `decided` are the decisions of a run that is over, for counting.
        """
        with self._alone() as connection:
            listing.write_summary(connection, run, summary)
            if summary.status is not Status.OPEN:
                scores.write_scores(connection, run, decided)
                standings.forget_of_run(connection, run)

    @cached_property
    def desk(self) -> Desk:
        """What is kept for certifications."""
        return Desk(self._work, self._alone, lambda: stamp(self._now()))

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """Runs that leave for another machine, and runs that came from one."""
        return Elsewhere(self._work, self._alone, lambda: stamp(self._now()))

    @cached_property
    def exports(self) -> Exports:
        """What is kept, as rows for other programs."""
        return Exports(self._engine, self.address, self._work, self._alone, lambda: stamp(self._now()))

    @cached_property
    def tallies(self) -> Tallies:
        """What people chose and how they scored, counted."""
        return Tallies(self._work)

    def check_chain(self, run: str) -> list[str]:
        """What is wrong with a stored run, in plain words; nothing when all is well. Raises UsageError."""
        with self._work() as connection:
            return chain.check_chain(connection, run)

    def erase_words(self, run: str, seq: int, *, who: str | None = None) -> None:
        """Erase what was written in event `seq` (from 1) of a run, in the program's own backups too."""
        with self._alone() as connection:
            if erasure.erase_words(connection, run, seq):
                facts: dict[str, Fact] = {"run": run, "seq": seq}
                audit.note(connection, stamp(self._now()), "words_erased", who=who, what=facts)
        with plainly(self.address):
            erasure.scrub_words(self._engine, self.address, run, seq)

    def erase_noted(
        self, rows: Sequence[int], action: str, *, who: str | None, what: Mapping[str, Fact] | None = None
    ) -> None:
        """Erase the words of rows of the audit, in the program's own backups too; `action` says so in a new row."""
        with self._alone() as connection:
            if erasure.erase_noted(connection, rows):
                audit.note(connection, stamp(self._now()), action, who=who, what=what)
        with plainly(self.address):
            erasure.scrub_noted(self._engine, self.address, rows)

    def person(self) -> Person:
        """Who plays here where nobody else is known: the first person present, made when there is none."""
        with self._work() as connection:
            found = people.first_person(connection)
        if found:
            return found
        with self._alone() as connection:
            return people.first_person(connection) or people.add_person(connection, "Mentor", stamp(self._now()))

    def rename(self, person: str, name: str) -> Person:
        """Give a person another name to show. Raises UsageError for an empty one."""
        return self.people.change(person, Wished(name=name), who=person)

    def audit(
        self,
        action: str,
        *,
        who: str | None,
        whom: str | None = None,
        what: Mapping[str, Fact] | None = None,
        words: Mapping[str, str] | None = None,
        then: Callable[[], object] | None = None,
        seen: int | None = None,
    ) -> int:
        """Write a row of the audit, as `audit.note` does; its number. `then` is done before it is committed.

        `seen` is the last row about `whom` that whoever decides has read; raises StoreError when there is a newer.
        """
        with self._alone() as connection:
            if seen is not None and whom is not None:
                audit.must_be_newest(connection, whom, seen)
            seq = audit.note(connection, stamp(self._now()), action, who=who, whom=whom, what=what, words=words)
            if then is not None:
                then()
            return seq

    def audit_rows(
        self,
        *,
        person: str | None = None,
        action: str | None = None,
        since: str | None = None,
        limit: int | None = None,
    ) -> list[AuditRow]:
        """The rows of the audit that fit, oldest first; the newest of them where there is a `limit`."""
        with self._work() as connection:
            return audit.list_audit(connection, person=person, action=action, since=since, limit=limit)

    def check_audit(self) -> Audited:
        """Whether the audit is as it was written."""
        with self._work() as connection:
            return audit.check_audit(connection)

    def doctor(self) -> list[Check]:
        """Whether the database is well, looked at thoroughly."""
        with self._work() as connection:
            return health.examine(connection, self.address)
