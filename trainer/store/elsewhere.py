"""`Elsewhere`: runs that leave for another machine, and runs that came from one. `Store.elsewhere` hands it out.

A run that came from elsewhere keeps its header and its chain to the byte. Its header names its person as that machine
knows them; `received` keeps that id, and `runs` says whose the run is here.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict

from sqlalchemy import Connection, and_, insert, select

from trainer.errors import StoreError, UsageError
from trainer.language import tr
from trainer.store import audit, listing, log, people, scores
from trainer.store import tables as kept
from trainer.store.rows import Fact, Person, SittingRow
from trainer.store.sent import Arrival, Sent, SentEvent, SentPlace, SentRun, SentSitting, Taken
from trainer.store.sittings import list_sittings
from trainer.store.standings import forget

Transaction = Callable[[], AbstractContextManager[Connection]]


class Elsewhere:
    """The store's part in sending and receiving; each method is one transaction."""

    def __init__(self, work: Transaction, alone: Transaction, stamped: Callable[[], str]) -> None:
        self._work, self._alone, self._stamped = work, alone, stamped

    def sent(self, name: str, runs: Sequence[str], sittings: Sequence[SittingRow] = (), *, words: bool) -> Sent:
        """Some runs as they go into a file, under the `name` of their person, with or without own words.

        `sittings` are complete ones of these runs.
        """
        with self._work() as connection:
            found = tuple(_sent(connection, run, words) for run in runs)
            hashes = {sha for run in runs for sha in log.read_header(connection, run).snapshots.values()}
            hashes |= {one.snapshot for one in sittings}
            texts = {sha: log.read_snapshot(connection, sha).decode() for sha in sorted(hashes)}
            return Sent(name, found, texts, tuple(_sent_sitting(one) for one in sittings))

    def links(self, run: str) -> list[bytes]:
        """The chain of a run, the header's link first; empty where there is no such run."""
        with self._work() as connection:
            return _links(connection, run)

    def known_as(self, origin: str) -> Person | None:
        """Who a person of another machine is here: by the id itself, or because runs of theirs came in before."""
        with self._work() as connection:
            return _known_as(connection, origin)

    def has_text(self, sha256: str) -> bool:
        """Whether a text is kept here."""
        with self._work() as connection:
            found = select(kept.snapshots.c.sha256).where(kept.snapshots.c.sha256 == sha256)
            return connection.scalar(found) is not None

    def receive(
        self,
        person: str,
        arrivals: Sequence[Arrival],
        sittings: Sequence[SentSitting] = (),
        *,
        who: str | None,
        what: Mapping[str, Fact],
    ) -> Taken:
        """Bring runs in as a person's, all of them or none; again does nothing. `what` is kept of the file.

        `sittings` are those to count as sat, their texts among those of their runs. Raises StoreError where a run here
        has another chain or a sitting other conversations, and UsageError where the sender is somebody else here.
        """
        new = longer = sat = 0
        with self._alone() as connection:
            people.must_be_known(connection, person)
            for one in arrivals:
                known = _known_as(connection, one.header.person)
                if known is not None and known.person != person:
                    raise UsageError(
                        tr("These runs are {name}'s: some came in before, or were made here.", name=known.name)
                    )
                there = _links(connection, one.header.run)
                if not there:
                    _put(connection, one, person, self._stamped())
                    new += 1
                elif _goes_on(connection, one, there):
                    _add(connection, one, len(there) - 1)
                    longer += 1
            for sitting in sittings:
                sat += _put_sitting(connection, sitting, person)
            if new or longer or sat:
                facts: dict[str, Fact] = {**what, "new": new, "longer": longer, "sittings": sat}
                audit.note(connection, self._stamped(), "runs_received", who=who, whom=person, what=facts)
                forget(connection, person)
        return Taken(new, longer, len(arrivals) - new - longer, sat)


def _sent(connection: Connection, run: str, words: bool) -> SentRun:
    row = connection.execute(select(kept.runs.c.header, kept.runs.c.link).where(kept.runs.c.run == run)).one()
    mine = and_(kept.words.c.run == kept.events.c.run, kept.words.c.seq == kept.events.c.seq)
    found = connection.execute(
        select(kept.events.c.seq, kept.events.c.data, kept.events.c.link, kept.words.c.key, kept.words.c.text)
        .outerjoin(kept.words, mine)
        .where(kept.events.c.run == run)
        .order_by(kept.events.c.seq)
    )
    events = tuple(
        SentEvent(one.seq, one.data, one.link, one.key if words else None, one.text if words else None) for one in found
    )
    return SentRun(row.header, row.link, events)


def _sent_sitting(one: SittingRow) -> SentSitting:
    places = tuple(
        SentPlace(place.scenario, place.seed, place.run, place.instead_of) for place in one.places if place.run
    )
    return SentSitting(one.sitting, one.certification, one.snapshot, one.opened, one.seed, places)


def _put_sitting(connection: Connection, one: SentSitting, person: str) -> bool:
    """Write a sitting whose runs are here; whether it is new. Raises StoreError where another is here under its id."""
    known = next((row for row in list_sittings(connection, person) if row.sitting == one.sitting), None)
    if known is not None and _sent_sitting(known) == one:
        return False
    if known is not None or connection.scalar(
        select(kept.sittings.c.sitting).where(kept.sittings.c.sitting == one.sitting)
    ):
        raise StoreError(
            tr("A sitting of the file is here, and not as it is in the file."), tr("Nothing of the file was taken in.")
        )
    row = {name: getattr(one, name) for name in ("sitting", "certification", "snapshot", "opened", "seed")}
    connection.execute(insert(kept.sittings).values(person=person, **row))
    places = [
        {"sitting": one.sitting, "place": number, **asdict(place)} for number, place in enumerate(one.places, start=1)
    ]
    connection.execute(insert(kept.places), places)
    return True


def _links(connection: Connection, run: str) -> list[bytes]:
    first = connection.scalar(select(kept.runs.c.link).where(kept.runs.c.run == run))
    if first is None:
        return []
    rest = select(kept.events.c.link).where(kept.events.c.run == run).order_by(kept.events.c.seq)
    return [bytes(first), *(bytes(one) for one in connection.scalars(rest))]


def _known_as(connection: Connection, origin: str) -> Person | None:
    came = (
        select(kept.runs.c.person)
        .join(kept.received, kept.received.c.run == kept.runs.c.run)
        .where(kept.received.c.origin == origin)
        .limit(1)
    )
    person = connection.scalar(came)
    if person is None:
        person = connection.scalar(select(kept.people.c.person).where(kept.people.c.person == origin))
    return people.person_of(connection, person) if person else None


def _goes_on(connection: Connection, one: Arrival, there: Sequence[bytes]) -> bool:
    """Whether a run that came in before has more events now. Raises StoreError where it is another run."""
    sent = one.sent.links
    common = next((at for at, (mine, its) in enumerate(zip(there, sent, strict=False)) if mine != its), None)
    if common is not None and common <= _ended(one):
        raise StoreError(
            tr("Run {run} is here, and not as it is in the file.", run=one.header.run),
            tr("Nothing of the file was taken in. One of the two was changed: `trainer verify` looks at the one here."),
        )
    if common is not None or len(sent) <= len(there):
        return False
    was = select(kept.received.c.run).where(kept.received.c.run == one.header.run)
    return connection.scalar(was) is not None  # one that was made here goes on here


def _ended(one: Arrival) -> int:
    """The number of the event with which a run was over; after it come reflections, here or there."""
    last = (seq.seq for seq in one.sent.events if b'"kind":"chose"' in seq.data or b'"kind":"abandoned"' in seq.data)
    return max(last, default=0)


def _put(connection: Connection, one: Arrival, person: str, at: str) -> None:
    for sha in sorted(set(one.header.snapshots.values())):
        log.keep_snapshot(connection, one.texts[sha].encode())
    log.write_run(connection, one.header, one.sent.header, person)
    connection.execute(insert(kept.received).values(run=one.header.run, origin=one.header.person, at=at))
    _add(connection, one, 0)


def _add(connection: Connection, one: Arrival, there: int) -> None:
    """Write the events after the first `there`, their words, and what the list of runs shows."""
    run = one.header.run
    events = one.sent.events[there:]
    if events:
        rows = [{"run": run, "seq": each.seq, "data": each.data, "link": each.link} for each in events]
        connection.execute(insert(kept.events), rows)
    texts = [
        {"run": run, "seq": each.seq, "key": each.key, "text": each.text} for each in events if each.text is not None
    ]
    if texts:
        connection.execute(insert(kept.words), texts)
    listing.write_summary(connection, run, one.summary)
    scores.write_scores(connection, run, one.decided)
