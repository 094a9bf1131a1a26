"""The audit: who did what, when, to whom and why. Append-only, and chained as the events of a run are.

Everything that a person in charge does to other people's records, or to what is kept, is one row here, written
through one of two doors:

    store.audit("assigned", who=me, whom=them, what={"by": "2026-12-01"}, words={"reason": "…"})
        on its own; `then=…` is done before the row is committed, and where it fails there is no row
    audit.note(connection, at, "assigned", who=…, …)
        within a transaction of `connection.alone`, so that the change and its row are durable together or not at all

`who` and `whom` are ids of people, or None (nobody was known yet; it was done to no person). `what` holds facts that
may stay for ever: ids, codes, counts, dates; never a name and nothing that a person wrote. `words` holds those:
names, reasons, comments. They stand apart in `audit_words` under a key of their own, and the chain holds their HMAC;
erasing a person deletes the words of every row about them, and the chain stays whole.

A new action is a line in `actions.ACTIONS`. Rows are in the order of `seq`; `at` is what the clock said then, which
may have been set back or forward, so nothing is ever ordered by it.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from hmac import compare_digest
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, or_, select

from trainer.engine.events import link
from trainer.errors import StoreError
from trainer.language import tr
from trainer.store.actions import ACTIONS
from trainer.store.log import seal
from trainer.store.rows import Audited, AuditRow, Fact
from trainer.store.standings import forget
from trainer.store.tables import audit, audit_words

_dumps = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_COLUMNS = ("at", "action", "who", "whom")
"""What the columns beside `data` repeat of it, to be searched."""


def note(
    connection: Connection,
    at: str,
    action: str,
    *,
    who: str | None,
    whom: str | None = None,
    what: Mapping[str, Fact] | None = None,
    words: Mapping[str, str] | None = None,
) -> int:
    """Write a row within a transaction in which no other program writes (`connection.alone`); its number.

    `at` is a `stamp` of the clock. Raises ValueError for an action that ACTIONS does not know: a fault of ours.
    """
    if action not in ACTIONS:
        raise ValueError(f"the audit knows no action {action!r}")
    text = _bytes({name: text for name, text in (words or {}).items() if text})
    key = secrets.token_bytes(32)
    record = {"at": at, "action": action, "who": who, "whom": whom, "what": dict(what or {})}
    data = _bytes(record | ({"words": seal(key, text)} if text != b"{}" else {}))
    last = connection.execute(select(audit.c.seq, audit.c.link).order_by(audit.c.seq.desc()).limit(1)).one_or_none()
    seq, before = (last.seq + 1, last.link) if last else (1, b"")
    columns = {name: record[name] for name in _COLUMNS}
    connection.execute(insert(audit).values(seq=seq, **columns, data=data, link=link(before, data)))
    if text != b"{}":
        connection.execute(insert(audit_words).values(seq=seq, key=key, text=text))
    if whom is not None:
        forget(connection, whom)
    return seq


def _bytes(record: Mapping[str, Any]) -> bytes:
    return _dumps(record).encode("utf-8", "surrogatepass")


def must_be_newest(connection: Connection, whom: str, seen: int) -> None:
    """Raises StoreError when something was recorded of a person after row `seen`."""
    newest = connection.scalar(select(func.max(audit.c.seq)).where(audit.c.whom == whom)) or 0
    if newest > seen:
        raise StoreError(tr("Something was recorded of this person since you looked."), tr("Look again, then decide."))


def list_audit(
    connection: Connection,
    *,
    person: str | None,
    action: str | None,
    since: str | None,
    limit: int | None,
) -> list[AuditRow]:
    """The rows that fit, oldest first; the newest of them where there is a `limit`.

    `person` is who did it or to whom it was done. `since` is a stamp: from the first row of that time on, so that
    a clock that was set back later hides nothing.
    """
    query = _rows().order_by(audit.c.seq.desc()).limit(limit)
    if person is not None:
        query = query.where(or_(audit.c.who == person, audit.c.whom == person))
    if action is not None:
        query = query.where(audit.c.action == action)
    if since is not None:
        first = select(func.min(audit.c.seq)).where(audit.c.at >= since).scalar_subquery()
        query = query.where(audit.c.seq >= first)
    return [_row(found) for found in reversed(connection.execute(query).all())]


def stream_audit(connection: Connection, actions: Iterable[str]) -> Iterator[AuditRow]:
    """The rows of some actions, oldest first, read a piece at a time."""
    query = _rows().where(audit.c.action.in_(list(actions))).order_by(audit.c.seq)
    for found in connection.execute(query, execution_options={"yield_per": 1000}):
        yield _row(found)


def _rows() -> Select[*tuple[Any, ...]]:
    return select(audit, audit_words.c.key, audit_words.c.text).outerjoin(audit_words, audit_words.c.seq == audit.c.seq)


def _row(found: Row[*tuple[Any, ...]]) -> AuditRow:
    try:
        record = json.loads(found.data)
        what, sealed = dict(record["what"]), "words" in record
        words = _words(found.text) if found.text is not None else None if sealed else {}
    except (ValueError, KeyError, TypeError):  # one damaged row must not hide the others; `verify --log` names it
        what, words = {}, None
    return AuditRow(found.seq, found.at, found.who, found.action, found.whom, what, words)


def _words(text: bytes) -> dict[str, str]:
    return dict(json.loads(text.decode("utf-8", "surrogatepass")))


def check_audit(connection: Connection) -> Audited:
    """Whether the audit is as it was written: every link, every column, every word that was not erased."""
    problems: list[str] = []
    count, before = 0, b""
    for row in connection.execute(_rows().order_by(audit.c.seq)):
        if row.seq != count + 1:
            problems.append(tr("rows are missing before row {seq}", seq=row.seq))
        elif link(before, row.data) != row.link:
            problems.append(tr("the chain is broken at row {seq}", seq=row.seq))
        problems.extend(_wrong(row))
        count, before = row.seq, row.link
    return Audited(count, before.hex(), tuple(problems))


def _wrong(row: Row[*tuple[Any, ...]]) -> Iterator[str]:
    try:
        record = json.loads(row.data)
        named = [record[name] for name in _COLUMNS]
        expected = record.get("words")
    except (ValueError, KeyError, TypeError, AttributeError):
        yield tr("row {seq} cannot be read", seq=row.seq)
        return
    for name, value in zip(_COLUMNS, named, strict=True):
        if value != getattr(row, name):
            yield tr("the list names another {name} than row {seq}", name=name, seq=row.seq)
    if row.text is None:
        return
    if expected is None:
        yield tr("words stand beside row {seq}, which has none", seq=row.seq)
    elif not compare_digest(seal(row.key, row.text).encode(), str(expected).encode()):
        yield tr("the words of row {seq} were changed", seq=row.seq)
