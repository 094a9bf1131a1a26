"""The append-only log: snapshots, headers, events, and the words that stand apart. Called by `Store` only.

What a person wrote never enters an event's bytes: they hold an HMAC of it, under a random key that lies with
the text in `words` and is erased with it.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Double, Integer, LargeBinary, and_, bindparam, insert, select

from trainer.engine.events import Event, Header, decode, decode_header, encode, encode_header, link
from trainer.errors import RunBusyError, StoreError, UsageError
from trainer.language import tr
from trainer.store.tables import events, marks, people, runs, snapshots, words

_NEXT = insert(events).from_select(
    ["run", "seq", "data", "link"],
    select(
        events.c.run,
        events.c.seq + 1,
        bindparam("data", type_=LargeBinary),
        bindparam("link", type_=LargeBinary),
    ).where(
        events.c.run == bindparam("of_run"),
        events.c.seq == bindparam("expected", type_=Integer),
        events.c.link == bindparam("before", type_=LargeBinary),
    ),
)
"""An event after the one that the caller knows: nothing is written unless that one is still there."""
_FIRST = insert(events).from_select(
    ["run", "seq", "data", "link"],
    select(
        runs.c.run,
        bindparam("expected", type_=Integer) + 1,
        bindparam("data", type_=LargeBinary),
        bindparam("link", type_=LargeBinary),
    ).where(runs.c.run == bindparam("of_run"), runs.c.link == bindparam("before", type_=LargeBinary)),
)
_COUNTED = {"preserve_rowcount": True}
"""Psycopg forgets how many rows an INSERT wrote once its cursor is closed."""
_MARK = insert(marks).from_select(
    ["person", "at"], select(runs.c.person, bindparam("now", type_=Double)).where(runs.c.run == bindparam("of_run"))
)
_EVENTS = (
    select(events.c.data, words.c.text)
    .outerjoin(words, and_(words.c.run == events.c.run, words.c.seq == events.c.seq))
    .where(events.c.run == bindparam("of_run"))
    .order_by(events.c.seq)
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An event ready to be written: its bytes, and the key and text of the words in it, if any."""

    data: bytes
    key: bytes | None
    text: bytes | None


def seal_event(event: Event, at: str) -> Sealed:
    """The canonical bytes of an event, its words set apart under a new random key."""
    key = secrets.token_bytes(32)
    text = getattr(event, "text", None)
    data = encode(event, at, lambda wrote: seal(key, spell(wrote)))
    return Sealed(data, key, spell(text)) if text else Sealed(data, None, None)


def seal(key: bytes, text: bytes) -> str:
    """What stands for words in an event's bytes: HMAC-SHA256, as hexadecimal."""
    return hmac.new(key, text, hashlib.sha256).hexdigest()


def spell(text: str) -> bytes:
    """A person's words as bytes: UTF-8, and the halves of broken characters that a terminal may hand over."""
    return text.encode("utf-8", "surrogatepass")


def keep_snapshot(connection: Connection, data: bytes) -> str:
    """Keep a text once; its SHA-256 as hexadecimal."""
    sha256 = hashlib.sha256(data).hexdigest()
    if connection.scalar(select(snapshots.c.sha256).where(snapshots.c.sha256 == sha256)) is None:
        connection.execute(insert(snapshots).values(sha256=sha256, data=data))
    return sha256


def read_snapshot(connection: Connection, sha256: str) -> bytes:
    """The bytes of a snapshot. Raises UsageError when there is none, StoreError when they were changed."""
    data = connection.scalar(select(snapshots.c.data).where(snapshots.c.sha256 == sha256))
    if data is None:
        raise UsageError(tr("There is no stored text {sha256}.", sha256=sha256[:12]))
    if hashlib.sha256(data).hexdigest() != sha256:
        raise StoreError(
            tr("The stored text {sha256} was changed.", sha256=sha256[:12]),
            tr("`trainer db restore` brings back a backup."),
        )
    return bytes(data)


def open_run(connection: Connection, header: Header) -> None:
    """Write a new run. Raises StoreError when its id is taken, or its person or a snapshot is not stored."""
    wanted = set(header.snapshots.values())
    found = connection.scalars(select(snapshots.c.sha256).where(snapshots.c.sha256.in_(wanted))).all()
    if wanted.difference(found):
        raise StoreError(tr("A text that the run stands on is not stored."))
    if connection.scalar(select(people.c.person).where(people.c.person == header.person)) is None:
        raise StoreError(tr("The person of the run is not stored."))
    if connection.scalar(select(runs.c.run).where(runs.c.run == header.run)) is not None:
        raise StoreError(tr("There is a run {run} already.", run=header.run))
    write_run(connection, header, encode_header(header), header.person)


def write_run(connection: Connection, header: Header, data: bytes, person: str) -> None:
    """Write the row of a run as a person's: `data` are the header's bytes, and the columns beside repeat them."""
    connection.execute(
        insert(runs).values(
            run=header.run,
            person=person,
            scenario=header.scenario,
            mode=header.mode.value,
            opened=header.opened,
            header=data,
            link=link(b"", data),
            version=header.snapshots.get("scenario", ""),
            casting=header.casting,
            forked=header.forked_from is not None,
        )
    )


def read_header(connection: Connection, run: str) -> Header:
    """The header of a run. Raises UsageError when there is no such run, StoreError when it cannot be read.

    Its person is whose the run is here: one that came from another machine names them as that machine does.
    """
    row = connection.execute(select(runs.c.header, runs.c.person).where(runs.c.run == run)).one_or_none()
    if row is None:
        raise UsageError(tr("There is no run {run}.", run=run), tr("`trainer runs` lists them."))
    try:
        return replace(decode_header(row.header), person=row.person)
    except ValueError as error:
        raise damaged(run) from error


def read_events(connection: Connection, run: str) -> list[tuple[Event, str]]:
    """The events of a run, oldest first, each with its time. Raises as `read_header` does."""
    found = connection.execute(_EVENTS, {"of_run": run}).all()
    if not found:
        read_header(connection, run)
    try:
        return [decode(data, text and text.decode("utf-8", "surrogatepass")) for data, text in found]
    except ValueError as error:
        raise damaged(run) from error


def damaged(run: str) -> StoreError:
    """The error for a run that cannot be read."""
    return StoreError(tr("Run {run} is damaged.", run=run), tr("`trainer verify {run}` says where.", run=run))


def link_at(connection: Connection, run: str, expected: int) -> bytes:
    """The link of a run's event `expected` (0: of its header).

    Raises UsageError when there is no such run, RunBusyError when it has no such event.
    """
    first = connection.scalar(select(runs.c.link).where(runs.c.run == run))
    if first is None:
        raise UsageError(tr("There is no run {run}.", run=run), tr("`trainer runs` lists them."))
    if expected == 0:
        return bytes(first)
    found = connection.scalar(select(events.c.link).where(events.c.run == run, events.c.seq == expected))
    if found is None:
        raise busy(run)
    return bytes(found)


def write_event(connection: Connection, run: str, expected: int, before: bytes, sealed: Sealed, at: float) -> bytes:
    """Write an event after event `expected`, whose link is `before`, and a mark of its time; the new link.

    Raises RunBusyError when that event is no longer there, IntegrityError when another follows it already.
    """
    new = link(before, sealed.data)
    given = {"of_run": run, "expected": expected, "before": before, "data": sealed.data, "link": new}
    if connection.execute(_NEXT if expected else _FIRST, given, execution_options=_COUNTED).rowcount != 1:
        raise busy(run)
    if sealed.key:
        connection.execute(insert(words), {"run": run, "seq": expected + 1, "key": sealed.key, "text": sealed.text})
    connection.execute(_MARK, {"of_run": run, "now": at})
    return new


def busy(run: str) -> RunBusyError:
    """The error for a run that somebody else plays."""
    return RunBusyError(
        tr("Another window is playing this run."),
        tr("Go on there, or close it and use `trainer play --resume {run}`. What was already chosen is kept.", run=run),
    )
