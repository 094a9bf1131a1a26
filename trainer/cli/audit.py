"""`trainer audit`: who did what, when, to whom and why."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import click

from trainer.cli.output import as_json, say, talk
from trainer.cli.who import looking
from trainer.cli.wiring import Places, opened_store, placed
from trainer.errors import UsageError
from trainer.language import mark, tr
from trainer.store import ACTIONS, AuditRow

_NOBODY = mark("somebody not known yet")


@click.command()
@click.option("--person", "name", metavar="NAME", help="What this person did, or what was done to them.")
@click.option("--action", metavar="ACTION", help="Only this action, such as person_erased.")
@click.option("--since", metavar="DATE", help="From this day on, such as 2026-09-01.")
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the newest so many.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@placed
@click.pass_context
def audit(
    ctx: click.Context, name: str | None, action: str | None, since: str | None, last: int | None, form: str
) -> None:
    """Tell who did what, when, to whom and why, oldest first. `trainer verify --log` says whether it is whole.

    Times are UTC, as the computer's clock said then; the numbers say in which order things were done.
    """
    from trainer.session import Job

    if action is not None and action not in ACTIONS:
        raise UsageError(
            tr('There is no action "{action}".', action=action), tr("There are {names}.", names=", ".join(ACTIONS))
        )
    if since is not None and not re.fullmatch(r"\d{4}-\d\d(-\d\d)?(T[\d:.]*Z?)?", since):
        raise UsageError(
            tr('"{since}" is not a day.', since=since), tr("Write it as year-month-day, such as 2026-09-01.")
        )
    places = ctx.ensure_object(Places)
    with opened_store(places) as store:
        looking(places, store, Job.READ_AUDIT)
        person = store.people.find(name).person if name else None
        rows = store.audit_rows(person=person, action=action, since=since, limit=last)
        names = {one.person: one.name for one in store.people.everybody()}
    if form == "json":
        as_json([_record(row, names) for row in rows])
        return
    say(*(_line(row, names) for row in rows))
    if not rows:
        talk(tr("Nothing of that kind was done yet."))


def _record(row: AuditRow, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "seq": row.seq,
        "at": row.at,
        "action": row.action,
        "who": row.who,
        "who_name": names.get(row.who or ""),
        "whom": row.whom,
        "whom_name": names.get(row.whom or ""),
        "what": dict(row.what),
        "words": None if row.words is None else dict(row.words),
    }


def _line(row: AuditRow, names: Mapping[str, str]) -> str:
    """A row in words: its number, the time, who, what, and the facts and words of it."""
    told = tr(ACTIONS.get(row.action, row.action.replace("_", " ")))
    done = told.format(whom=_name(row.whom, names))
    who = "" if row.action == "pin_wrong" else f"{_name(row.who, names)} "
    more = "; ".join(_more(row))
    return f"{row.seq:>5}  {row.at[:16].replace('T', ' ')}  {who}{done}{f': {more}' if more else ''}"


def _more(row: AuditRow) -> Iterator[str]:
    for key, value in row.what.items():
        if value is not None and value != "":
            yield f"{key.replace('_', ' ')} {value}"
    if row.words is None:
        yield tr("words erased")
    for key, text in (row.words or {}).items():
        yield f"{key} “{text}”"


def _name(person: str | None, names: Mapping[str, str]) -> str:
    return (
        tr(_NOBODY)
        if person is None
        else names.get(person, tr("somebody not known here ({person})", person=person[:8]))
    )
