"""`trainer people import` and `export`: lists of people as files, and all that is kept of one person."""

import csv
import io
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.asking import agreed
from trainer.cli.output import as_json, say, talk
from trainer.cli.who import acting, allowed
from trainer.cli.wiring import Places, opened_store, placed
from trainer.cli.writing import keep
from trainer.errors import Exit
from trainer.language import tr
from trainer.shown import for_spreadsheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainer.content.roster.roster import Roster
    from trainer.store import Person, Planned, Store


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print findings.")
@placed
@click.pass_context
def bring_in(ctx: click.Context, file: Path, yes: bool, form: str) -> None:
    """Bring in FILE, a list of people as comma-separated values: name,role,cohort.

    It is shown first what that does. All of it comes in or nothing; again it changes nothing. Who is not in the list
    stays as they are.
    """
    from hashlib import sha256

    from trainer.content.roster.roster import read_roster
    from trainer.content.source import LARGEST, read_bytes
    from trainer.errors import UsageError
    from trainer.session import Job
    from trainer.store import Wished

    data = read_bytes(file)
    if len(data) > LARGEST:
        raise UsageError(
            tr("{file} has more than 1 MiB.", file=file), tr("Is this the right file? Bring in a part of it at a time.")
        )
    roster = read_roster(str(file), data)
    _tell(roster, form)
    if not roster.entries:
        talk(tr("Nobody was brought in."))
        ctx.exit(Exit.FAILED)
    wished = [Wished(one.name, one.role, one.cohort) for one in roster.entries]
    places = ctx.ensure_object(Places)
    with opened_store(places) as store:
        who = allowed(places, store, Job.KEEP_PEOPLE)
        planned = store.people.plan(wished)
        talk(*_lines(planned))
        if not any(one.changes for one in planned):
            return
        if not agreed(tr("Bring them in?"), yes):
            talk(tr("Nothing was changed. --yes brings them in without asking."))
            return
        what = {"sha256": sha256(data).hexdigest()}
        done = store.people.bring_in(wished, who=who.person if who else None, what=what)
    say(_summary(done))


def _tell(roster: "Roster", form: str) -> None:
    from trainer.content.render import as_json as findings_as_json
    from trainer.content.render import render

    if form == "json":
        talk(*findings_as_json(roster.findings).split("\n"))
        return
    for finding in roster.findings:
        talk(*render(finding, roster.text).split("\n"), "")


def _lines(planned: "Sequence[Planned]") -> list[str]:
    """What bringing in a list does: a line for each who is new or changes, and how many do not."""
    told = []
    for one in planned:
        room = max(len(tr("new")), len(tr("changes"))) + 1
        if one.before is None:
            facts = ", ".join(filter(None, [tr(one.after.role.value), one.after.cohort]))
            told.append(f"{tr('new'):{room}} {one.after.name}, {facts}")
        elif one.changes:
            told.append(f"{tr('changes'):{room}} {one.before.name}: {', '.join(one.changes)}")
    return [*told, _summary(planned)]


def _summary(planned: "Sequence[Planned]") -> str:
    new = sum(one.before is None for one in planned)
    same = sum(not one.changes for one in planned)
    return tr("{new} new, {planned} changed, {same} as before.", new=new, planned=len(planned) - new - same, same=same)


@click.command("export")
@click.argument("name", required=False)
@click.option("-o", "out", type=click.Path(path_type=Path), help="Write to this file instead of the screen.")
@click.option("--all", "everybody", is_flag=True, help="The retired too.")
@placed
@click.pass_context
def write_out(ctx: click.Context, name: str | None, out: Path | None, everybody: bool) -> None:
    """Write the list of people as comma-separated values, or all that is kept of NAME as JSON.

    In the list, names that a spreadsheet would work out as formulas begin with an apostrophe; `import` reads both.
    """
    import json

    from trainer.session import Job

    places = ctx.ensure_object(Places)
    with opened_store(places) as store:
        if name is None:
            who = allowed(places, store, Job.KEEP_PEOPLE)
            text = _table(store.people.everybody() if everybody else store.people.present())
            store.audit("people_exported", who=who.person if who else None)
        else:
            person = store.people.find(name)
            me = acting(places, store)
            if me.person != person.person:
                allowed_to(store, me)
            kept = _kept(store, person)
            store.audit("person_exported", who=me.person, whom=person.person)
            if out is None:
                as_json(kept)
                return
            text = json.dumps(kept, ensure_ascii=False, indent=2) + "\n"
    if out is None:
        say(*text.rstrip("\n").split("\n"))
        return
    keep(out, text)
    talk(tr("{out} is written.", out=out))


def allowed_to(store: "Store", me: "Person") -> None:
    """Raises UsageError where somebody may not read what is another's."""
    from trainer.session import Job, must

    must(me, Job.READ_OTHERS, guarded=store.people.guarded())


def _table(people: "Sequence[Person]") -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["name", "role", "cohort", "pin", "retired"])
    for one in people:
        if one.erased is None:
            cells = [one.name, one.role.value, one.cohort or "", "yes" if one.has_pin else "", (one.retired or "")[:10]]
            table.writerow([for_spreadsheet(cell) for cell in cells])
    return out.getvalue()


def _kept(store: "Store", person: "Person") -> dict[str, Any]:
    """Everything that is kept of a person."""
    from trainer.engine.events import KINDS

    return {
        "person": asdict(person),
        "runs": [
            {
                "header": asdict(store.header(row.run)),
                "events": [
                    {"at": at, "kind": KINDS[type(event)], **asdict(event)} for event, at in store.events(row.run)
                ],
            }
            for row in store.runs(person=person.person)
        ],
        "assignments": [asdict(one) for one in store.people.assignments(person)],
        "audit": [asdict(row) for row in store.audit_rows(person=person.person)],
    }
