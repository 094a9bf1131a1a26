"""The list of runs, the cache it shows, and finding a run by part of its id. Called by `Store` only."""

import re
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select

from trainer.engine.events import Mode, Status, decode
from trainer.errors import UsageError
from trainer.language import tr
from trainer.store.rows import RunRow, Summary
from trainer.store.tables import events, received, runs, summaries

_SHORTEST = 4


def list_runs(
    connection: Connection,
    *,
    person: str | None,
    status: Status | None,
    scenario: str | None,
    limit: int | None,
) -> list[RunRow]:
    """The runs that fit, newest first; a run without a summary counts as open."""
    newest = select(func.max(events.c.seq)).where(events.c.run == runs.c.run).correlate(runs).scalar_subquery()
    query = (
        select(
            *(runs.c[name] for name in ("run", "person", "scenario", "mode", "opened")),
            events.c.seq,
            events.c.data,
            summaries.c.events,
            *(summaries.c[name] for name in ("status", "decisions", "outcome", "score", "competency")),
            received.c.origin,
        )
        .outerjoin(events, and_(events.c.run == runs.c.run, events.c.seq == newest))
        .outerjoin(summaries, summaries.c.run == runs.c.run)
        .outerjoin(received, received.c.run == runs.c.run)
        .order_by(runs.c.opened.desc(), runs.c.run.desc())
        .limit(limit)
    )
    if person is not None:
        query = query.where(runs.c.person == person)
    if scenario is not None:
        query = query.where(runs.c.scenario == scenario)
    if status is not None:
        query = query.where(func.coalesce(summaries.c.status, Status.OPEN.value) == status.value)
    return [_row(found) for found in connection.execute(query)]


def _row(found: Row[*tuple[Any, ...]]) -> RunRow:
    summary = None
    if found.status is not None:
        summary = Summary(
            found.events, Status(found.status), found.decisions, found.outcome, found.score, found.competency
        )
    last = _time(found.data) if found.data else found.opened
    return RunRow(
        found.run,
        found.person,
        found.scenario,
        Mode(found.mode),
        found.opened,
        found.seq or 0,
        last or found.opened,
        summary,
        found.origin is not None,
    )


def _time(data: bytes) -> str:
    try:
        return decode(data)[1]
    except ValueError:  # one damaged run must not hide the others; `verify` says what is wrong with it
        return ""


def write_summary(connection: Connection, run: str, summary: Summary) -> None:
    """Replace the cached summary of a run."""
    connection.execute(delete(summaries).where(summaries.c.run == run))
    connection.execute(
        insert(summaries).values(
            run=run,
            events=summary.events,
            status=summary.status.value,
            decisions=summary.decisions,
            outcome=summary.outcome,
            score=summary.score,
            competency=summary.competency,
        )
    )


def find_run(connection: Connection, text: str) -> str:
    """The one run whose id begins or ends with a text. Raises UsageError when none or several do."""
    text = text.strip().lower()
    if not _SHORTEST <= len(text) <= 36 or re.search(r"[^0-9a-f-]", text):
        raise UsageError(
            tr("{words} is not the id of a run.", words=f"{text[:40]!r}"),
            tr("Give at least {number} characters of one; `trainer runs` lists them.", number=_SHORTEST),
        )
    ends = or_(runs.c.run.startswith(text), runs.c.run.endswith(text))
    found = connection.scalars(select(runs.c.run).where(ends).order_by(runs.c.run).limit(2)).all()
    if not found:
        raise UsageError(tr("There is no run {words}.", words=text), tr("`trainer runs` lists them."))
    if len(found) > 1:
        raise UsageError(
            tr("Several runs have an id like {words}.", words=text), tr("Give more of it; `trainer runs` lists them.")
        )
    return str(found[0])
