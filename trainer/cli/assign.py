"""`trainer assign`: scenarios to be finished by a day, for one person or a whole cohort."""

from datetime import date
from typing import TYPE_CHECKING

import click

from trainer.cli.output import say, talk
from trainer.cli.who import allowed
from trainer.cli.wiring import Places, now, open_library, opened_store, placed
from trainer.errors import UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.content.library import Library
    from trainer.store import Store


@click.command()
@click.argument("to", metavar="[NAME|COHORT]", required=False)
@click.argument("scenarios", nargs=-1)
@click.option("--by", "day", metavar="DATE", help="The day by which to finish them, such as 2026-12-01.")
@click.option("--cohort", "is_cohort", is_flag=True, help="It is a cohort, where somebody has the same name.")
@click.option("--take-back", is_flag=True, help="Take them back.")
@placed
@click.pass_context
def assign(
    ctx: click.Context, to: str | None, scenarios: tuple[str, ...], day: str | None, is_cohort: bool, take_back: bool
) -> None:
    """Give somebody, or everybody of a cohort, scenarios to finish by a day; with no arguments, list what was given.

    A run that was begun since then and finished counts. Who joins the cohort later is given them too.
    """
    places = ctx.ensure_object(Places)
    library = open_library(places)
    with opened_store(places) as store:
        if to is None:
            _list(store, library)
            return
        from trainer.session import Job

        who = allowed(places, store, Job.ASSIGN)
        by_whom = who.person if who else None
        person, cohort = _to(store, to, is_cohort)
        if not scenarios:
            raise UsageError(tr("Which scenarios?"), tr("`trainer list` shows what there is."))
        if take_back:
            taken = store.people.take_back(scenarios, person=person, cohort=cohort, who=by_whom)
            say(tr("Taken back: {taken}.", taken=", ".join(taken) or tr("none of these had been given")))
            return
        for scenario in scenarios:
            library.scenario(scenario)
        _must_be_theirs_to_play(store, library, scenarios, person, cohort)
        due = _day(day, now().date())
        given = store.people.assign(scenarios, due=due.isoformat(), person=person, cohort=cohort, who=by_whom)
    told = ", ".join(scenarios)
    if given:
        say(tr("{scenarios} by {due}: given to {to}.", scenarios=told, due=due, to=to))
    else:
        say(tr("{scenarios} by {due}: given to {to} already.", scenarios=told, due=due, to=to))


def _list(store: "Store", library: "Library") -> None:
    titles = {card.scenario: card.title for card in library.cards()}
    names = {one.person: one.name for one in store.people.everybody()}
    given = store.people.assignments()
    for one in given:
        to = tr("cohort {cohort}", cohort=one.cohort) if one.person is None else names.get(one.person, one.person)
        say(f"{one.due}  {titles.get(one.scenario, one.scenario)} ({one.scenario})  {to}")
    if not given:
        talk(tr("Nothing was given yet. `trainer assign NAME SCENARIO --by DATE` gives something."))


def _to(store: "Store", to: str, is_cohort: bool) -> tuple[str | None, str | None]:
    """The person or the cohort that a text names. Raises UsageError."""
    here = store.people.present()
    cohort = next((one.cohort for one in here if (one.cohort or "").casefold() == to.casefold()), None)
    if cohort is None and is_cohort:
        raise UsageError(
            tr('There is nobody in a cohort "{to}".', to=to), tr("`trainer people list` shows the cohorts.")
        )
    if cohort is not None:
        if not is_cohort and any(one.name.casefold() == to.casefold() for one in here):
            raise UsageError(
                tr('"{to}" is a cohort, and somebody is called so.', to=to), tr("--cohort means the cohort.")
            )
        return None, cohort
    person = store.people.find(to)
    if not person.present:
        raise UsageError(
            tr("{name} is retired.", name=person.name), tr("`trainer people retire NAME --back` takes somebody back.")
        )
    return person.person, None


def _must_be_theirs_to_play(
    store: "Store", library: "Library", scenarios: tuple[str, ...], person: str | None, cohort: str | None
) -> None:
    """Raises UsageError for what is kept for sittings from somebody who would get it, and so could not be opened."""
    from trainer.session.reserved import reserved

    for one in store.people.present(cohort):
        kept = reserved(library, store, one) if person in (None, one.person) else frozenset()
        if refused := [scenario for scenario in scenarios if scenario in kept]:
            raise UsageError(
                tr(
                    "{scenarios}: kept for sittings, and so {name} could not open it.",
                    scenarios=", ".join(refused),
                    name=one.name,
                ),
                tr("`trainer list` says which scenarios are kept; once somebody is certified they may play them."),
            )


def _day(text: str | None, today: date) -> date:
    """A day that is not past. Raises UsageError."""
    if text is None:
        raise UsageError(tr("By when?"), tr("Give a day such as --by {today}.", today=today))
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            tr('"{text}" is not a day.', text=text), tr("Write it as year-month-day, such as {today}.", today=today)
        ) from None
    if day < today:
        raise UsageError(tr("{day} is past.", day=day), tr("By this computer's clock today is {today}.", today=today))
    return day
