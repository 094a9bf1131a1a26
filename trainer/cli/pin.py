"""`trainer people pin`: set a PIN, take it away, or help the only coordinator who forgot theirs."""

from typing import TYPE_CHECKING

import click

from trainer.cli.output import say, talk
from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_store, placed
from trainer.errors import UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.store import Person, Store


@click.command()
@click.argument("name")
@click.option("--remove", is_flag=True, help="Take the PIN away.")
@click.option("--forgotten", is_flag=True, help="Take it away from the only coordinator with one, who forgot it.")
@click.option("--yes", is_flag=True, help="With --forgotten: do not ask.")
@placed
@click.pass_context
def pin(ctx: click.Context, name: str, remove: bool, forgotten: bool, yes: bool) -> None:
    """Set the PIN of NAME, which is then asked for when the program opens. It is typed and not shown.

    A PIN that a coordinator forgot is set anew by another one. Where there is no other, --forgotten takes it away, at
    the computer that keeps the file, without asking who is there; the audit says that it was done.
    """
    from trainer.cli.asking import new_pin
    from trainer.session import Job, must
    from trainer.store import Role

    places = ctx.ensure_object(Places)
    with opened_store(places) as store:
        if forgotten:
            _forget_pin(store, store.people.find(name), yes)
            return
        person, who = store.people.find(name), acting(places, store)
        guarded = store.people.guarded()
        is_first = guarded and person.role is not Role.MENTOR and not person.has_pin
        if who.person != person.person or is_first:  # or the first to take the name would have the role
            must(who, Job.KEEP_PEOPLE, guarded=guarded or person.has_pin)
        store.people.set_pin(person.person, None if remove else new_pin(person.name), who=who.person)
        name = person.name
        say(tr("{name} has no PIN any more.", name=name) if remove else tr("{name} has a PIN.", name=name))
        warn_unguarded(store, guarded)
        if not guarded and person.role is Role.COORDINATOR and not remove:
            told = tr(
                "From now on roles count: keeping the list of people, erasing, the audit and the school's settings\n"
                "are for coordinators, who give their PIN."
            )
            talk(*told.split("\n"))
            if store.address.file:
                talk(
                    tr(
                        "Over a file on this computer the operating system decides who can read or change the file "
                        "itself."
                    )
                )


def warn_unguarded(store: "Store", guarded: bool) -> None:
    """Say so where the last coordinator's PIN is gone, that there was before (`guarded`)."""
    if guarded and not store.people.guarded():
        talk(tr("No coordinator with a PIN is left: from now on anybody here may do everything."))


def _forget_pin(store: "Store", person: "Person", yes: bool) -> None:
    from trainer.cli.asking import agreed

    if store.address.file is None:
        raise UsageError(
            tr("This database is kept by a server, where roles count."),
            tr("Whoever owns the database takes the row of this person out of its table `pins`."),
        )
    talk(tr("Anybody who can change the file of this database can do this, and the audit will say that it was done."))
    if not agreed(tr("Take the PIN of {name} away?", name=person.name), yes):
        talk(tr("Nothing was changed. --yes does it without asking."))
        return
    store.people.forget_pin(person.person)
    say(tr("{name} has no PIN any more.", name=person.name))
    talk(
        tr(
            "Until there is a new one anybody here may do everything: `trainer people pin {name}` sets it.",
            name=person.name,
        )
    )
