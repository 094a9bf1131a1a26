"""`trainer people`: who is here. A name or a code, a role, a cohort and perhaps a PIN; nothing else is asked for."""

from typing import TYPE_CHECKING, Any

import click

from trainer.cli.output import as_json, say, talk
from trainer.cli.pin import pin, warn_unguarded
from trainer.cli.rolls import bring_in, write_out
from trainer.cli.who import allowed, looking
from trainer.cli.wiring import Places, now, open_library, open_school, opened_store, placed
from trainer.errors import UsageError
from trainer.language import tr, tr_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainer.session import Due
    from trainer.store import Person, RunRow, Store

ROLES = click.Choice(["mentor", "trainer", "coordinator"])
FORMS = click.Choice(["text", "json"])


@click.group()
@placed
def people() -> None:
    """Keep the list of who is here: names or codes, roles, cohorts, PINs.

    Nobody needs it to practise alone. No surname, e-mail address or birth date is asked for.
    """


people.add_command(bring_in)
people.add_command(write_out)
people.add_command(pin)


@people.command()
@click.argument("name")
@click.option("--role", type=ROLES, default="mentor", help="What this person is here for.")
@click.option("--cohort", help="The group, such as a year or a term's intake.")
@placed
@click.pass_context
def add(ctx: click.Context, name: str, role: str, cohort: str | None) -> None:
    """Add NAME, a display name or a code."""
    from trainer.session import Job
    from trainer.store import Role

    places = ctx.ensure_object(Places)
    with opened_store(places) as store:
        who = allowed(places, store, Job.KEEP_PEOPLE)
        person = store.people.add(name, Role(role), cohort, who=who.person if who else None)
        guarded = store.people.guarded()
    say(tr("{person} is added.", person=_told(person)))
    if guarded and person.role is not Role.MENTOR:
        talk(tr('The role counts once there is a PIN: `trainer people pin "{name}"`.', name=person.name))
    elif person.role is Role.COORDINATOR:
        talk(tr('Roles count once a coordinator has a PIN: `trainer people pin "{name}"`.', name=person.name))


@people.command("list")
@click.option("--cohort", help="Only those of this group.")
@click.option("--all", "everybody", is_flag=True, help="The retired and the erased too.")
@click.option("--format", "form", type=FORMS, default="text", help="How to print them.")
@placed
@click.pass_context
def list_people(ctx: click.Context, cohort: str | None, everybody: bool, form: str) -> None:
    """List who is here, by name."""
    with opened_store(ctx.ensure_object(Places)) as store:
        found = store.people.everybody() if everybody else store.people.present()
    found = [one for one in found if cohort is None or (one.cohort or "").casefold() == cohort.casefold()]
    if form == "json":
        as_json([_record(one) for one in found])
        return
    widest = max((len(one.name) for one in found), default=0)
    say(*(f"{one.name:{widest}}  {'  '.join(_facts(one))}" for one in found))
    if not found:
        talk(tr("There is nobody here yet. `trainer people add NAME` adds somebody; `trainer` alone needs no list."))


@people.command()
@click.argument("name")
@click.option("--format", "form", type=FORMS, default="text", help="How to print it.")
@placed
@click.pass_context
def show(ctx: click.Context, name: str, form: str) -> None:
    """Show NAME: role, cohort, runs, and what was given to do by when."""
    from trainer.session import Job, due

    places = ctx.ensure_object(Places)
    library = open_library(places)
    with opened_store(places) as store:
        person = store.people.find(name)
        looking(places, store, Job.READ_OTHERS, person)
        runs = store.runs(person=person.person)
        given = store.people.assignments(person)
    titles = {card.scenario: card.title for card in library.cards()}
    todo = due(given, runs, titles, now().date())
    if form == "json":
        as_json(_record(person) | {"runs": _counts(runs), "assignments": [_given(one) for one in todo]})
        return
    say(f"{person.name}: {', '.join(_facts(person))}.")
    told = ", ".join(f"{count} {tr(status)}" for status, count in _counts(runs).items())
    say(tr("Runs: {told}.", told=told or tr("none yet")))
    say(*(f"{tr('Done') if one.done else tr('To do')}: {one.title}, {one.told}." for one in todo))


@people.command()
@click.argument("name")
@click.option("--name", "new", help="What to be called from now on.")
@click.option("--role", type=ROLES, help="What to be here for from now on.")
@click.option("--cohort", help='Another group; "" for none.')
@placed
@click.pass_context
def change(ctx: click.Context, name: str, new: str | None, role: str | None, cohort: str | None) -> None:
    """Give NAME another name, role or cohort. Runs stay theirs."""
    from trainer.session import Job
    from trainer.store import Role, Wished

    if new is None and role is None and cohort is None:
        raise UsageError(tr("What is to change?"), tr("Give --name, --role or --cohort."))
    places = ctx.ensure_object(Places)
    with opened_store(places) as store:
        who = allowed(places, store, Job.KEEP_PEOPLE)
        wished = Wished(new, Role(role) if role else None, cohort)
        guarded = store.people.guarded()
        person = store.people.change(store.people.find(name).person, wished, who=who.person if who else None)
        say(f"{_told(person)}.")
        warn_unguarded(store, guarded)


@people.command()
@click.argument("name")
@click.option("--back", is_flag=True, help="Take somebody back who was retired.")
@placed
@click.pass_context
def retire(ctx: click.Context, name: str, back: bool) -> None:
    """Retire NAME, who left: nobody is asked for this name any more. What was done stays, for as long as is set."""
    from trainer.session import Job

    places = ctx.ensure_object(Places)
    with opened_store(places) as store:
        who = allowed(places, store, Job.KEEP_PEOPLE)
        person = store.people.find(name)
        guarded = store.people.guarded()
        changed = store.people.retire(person.person, who=who.person if who else None, back=back)
        name = person.name
        if back:
            say(tr("{name} is here again.", name=name) if changed else tr("{name} is here already.", name=name))
        else:
            say(tr("{name} is retired.", name=name) if changed else tr("{name} is retired already.", name=name))
        warn_unguarded(store, guarded)
    if changed and not back:
        months = open_school(places, open_library(places)).retention_months
        talk(
            tr(
                "After {months} months (`trainer school set retention_months`), `trainer people purge` erases them.",
                months=months,
            )
        )


@people.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@placed
@click.pass_context
def erase(ctx: click.Context, names: tuple[str, ...], yes: bool) -> None:
    """Erase NAMES: name, PIN and every text of and about them, in the backups too. It cannot be undone.

    Runs stay without words under a random id, so that counts and chains stay whole.
    """
    from trainer.session import Job

    places = ctx.ensure_object(Places)
    with opened_store(places) as store:
        who = allowed(places, store, Job.ERASE)
        found = {one.person: one for one in map(store.people.find, names)}
        _erase(store, list(found.values()), who, "asked", yes)


@people.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@placed
@click.pass_context
def purge(ctx: click.Context, yes: bool) -> None:
    """Erase who retired longer ago than `retention_months`, a setting of the school; first say who that is."""
    from trainer.session import Job
    from trainer.session.retention import past

    places = ctx.ensure_object(Places)
    months = open_school(places, open_library(places)).retention_months
    today = now().date()
    with opened_store(places) as store:
        who = allowed(places, store, Job.ERASE)
        found = past(store.people.everybody(), months, today)
        say(
            tr(
                "Retired more than {months} months before {today} (by this computer's clock): {found}.",
                months=months,
                today=today,
                found=len(found) or tr("nobody"),
            )
        )
        if found:
            _erase(store, found, who, "retention", yes)


def _erase(store: "Store", found: "Sequence[Person]", who: "Person | None", why: str, yes: bool) -> None:
    from trainer.cli.asking import agreed

    persons = [one.person for one in found]
    would = store.people.holds(persons)
    names = ", ".join(one.name for one in found)
    say(tr("To be erased: {names}; names, PINs and {texts}.", names=names, texts=_texts(would.texts)))
    say(tr("To stay, without words and under a random id: {runs}; and that this was done.", runs=_runs(would.stays)))
    if not agreed(tr("Erase for good?"), yes):
        talk(tr("Nothing was erased. --yes erases without asking."))
        return
    gone = store.people.erase(persons, why=why, who=who.person if who else None)
    ids = ", ".join(one.person[:8] for one in found)
    say(tr("Erased: {ids}, {texts}, in the program's backups too.", ids=ids, texts=_texts(gone.texts)))
    told = (
        tr(
            "Out of reach: files written out before, certificates given out, copies made by other programs\n"
            "and what this person wrote of others."
        )
        if store.address.file
        else tr(
            "Out of reach: files written out before, certificates given out, copies made by other programs\n"
            "such as pg_dump, and the server's own log."
        )
    )
    talk(*told.split("\n"))


def _told(person: "Person") -> str:
    return f"{person.name}, {', '.join(_facts(person))},".rstrip(",")


def _facts(person: "Person") -> list[str]:
    """What there is to say of a person beside the name."""
    facts = [tr(person.role.value), *filter(None, [person.cohort])]
    if person.has_pin:
        facts.append("PIN")
    if person.erased:
        facts.append(tr("erased {erased}", erased=person.erased[:10]))
    elif person.retired:
        facts.append(tr("retired {retired}", retired=person.retired[:10]))
    return facts


def _record(person: "Person") -> dict[str, Any]:
    return {
        "person": person.person,
        "name": person.name,
        "role": person.role.value,
        "cohort": person.cohort,
        "pin": person.has_pin,
        "created": person.created,
        "retired": person.retired,
        "erased": person.erased,
    }


def _counts(rows: "Sequence[RunRow]") -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.status.value] = counts.get(row.status.value, 0) + 1
    return counts


def _given(one: "Due") -> dict[str, Any]:
    return {"scenario": one.scenario, "title": one.title, "by": one.by.isoformat(), "left": one.left, "done": one.done}


def _texts(count: int) -> str:
    return tr_many(count, "{count} text", "{count} texts")


def _runs(count: int) -> str:
    return tr_many(count, "{count} run", "{count} runs")
