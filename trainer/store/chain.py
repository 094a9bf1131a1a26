"""Whether a run is as it was written: its header, every link, every word that was not erased. For `verify`.

The chain shows a change to a part of it; who rewrites all of it, or cuts off its end, is found out only by
what is kept elsewhere (the summary's count, a certificate).
"""

import hashlib
from collections.abc import Iterator, Sequence
from hmac import compare_digest
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from trainer.engine.events import decode, decode_header, link, sealed
from trainer.errors import UsageError
from trainer.language import tr
from trainer.store.log import seal
from trainer.store.sent import SentEvent
from trainer.store.tables import events, received, runs, snapshots, summaries, words


def check_chain(connection: Connection, run: str) -> list[str]:
    """What is wrong with a run, in plain words; nothing when it is whole. UsageError for an unknown run."""
    row = connection.execute(
        select(runs, received.c.origin).outerjoin(received, received.c.run == runs.c.run).where(runs.c.run == run)
    ).one_or_none()
    if row is None:
        raise UsageError(tr("There is no run {run}.", run=run), tr("`trainer runs` lists them."))
    found = connection.execute(
        select(events.c.seq, events.c.data, events.c.link, words.c.key, words.c.text)
        .outerjoin(words, and_(words.c.run == events.c.run, words.c.seq == events.c.seq))
        .where(events.c.run == run)
        .order_by(events.c.seq)
    ).all()
    problems = [*_header(connection, row), *look_through(row.link, [SentEvent(*one) for one in found])]
    counted = connection.scalar(select(summaries.c.events).where(summaries.c.run == run)) or 0
    last = found[-1].seq if found else 0
    if counted > last:
        problems.append(tr("events are missing after event {last}: there were {counted}", last=last, counted=counted))
    return problems


def _header(connection: Connection, row: Row[*tuple[Any, ...]]) -> Iterator[str]:
    if link(b"", row.header) != row.link:
        yield tr("the header was changed")
    try:
        header = decode_header(row.header)
    except ValueError:
        yield tr("the header cannot be read")
        return
    if header.person != (row.origin or row.person):
        yield tr("the list of runs names another person than the header")
    for name in ("run", "scenario", "mode", "opened"):
        if getattr(header, name) != getattr(row, name):
            yield tr("the list of runs names another {name} than the header", name=name)
    for name, sha256 in header.snapshots.items():
        data = connection.scalar(select(snapshots.c.data).where(snapshots.c.sha256 == sha256))
        if data is None:
            yield tr("the text of {name} is missing", name=name)
        elif hashlib.sha256(data).hexdigest() != sha256:
            yield tr("the text of {name} was changed", name=name)


def look_through(first: bytes, found: Sequence[SentEvent]) -> Iterator[str]:
    """What is wrong with the events of a run, whose header has the link `first`: the chain, and the words."""
    yield from _links(first, found)
    for event in found:
        yield from _words(event)


def _links(first: bytes, found: Sequence[SentEvent]) -> Iterator[str]:
    before, expected = first, 1
    for event in found:
        if event.seq != expected:
            yield tr("events are missing before event {seq}", seq=event.seq)
        elif link(before, event.data) != event.link:
            yield tr("the chain is broken at event {seq}", seq=event.seq)
        before, expected = event.link, event.seq + 1


def _words(event: SentEvent) -> Iterator[str]:
    try:
        decode(event.data)
        expected = sealed(event.data)
    except (ValueError, KeyError):
        yield tr("event {seq} cannot be read", seq=event.seq)
        return
    if event.text is None:
        return
    if expected is None:
        yield tr("words stand beside event {seq}, which has none", seq=event.seq)
    elif not compare_digest(seal(event.key or b"", event.text).encode(), str(expected).encode()):
        yield tr("the words of event {seq} were changed", seq=event.seq)
