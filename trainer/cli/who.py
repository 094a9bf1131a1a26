"""Who gives a command: the only person there is, `--as NAME` or TRAINER_PERSON, or asked; and what they may do.

What is asked goes to standard error, so that what a command prints stays data.
"""

import sys
from typing import TYPE_CHECKING

from trainer.cli.wiring import Places
from trainer.errors import UsageError
from trainer.language import mark, tr

if TYPE_CHECKING:
    from trainer.plain import Console
    from trainer.session import Job
    from trainer.store import Person, Store

_HOW = mark("Say who you are with --as NAME, or set TRAINER_PERSON.")


def acting(places: Places, store: "Store", console: "Console | None" = None) -> "Person":
    """Who is there, with the right PIN where there is one. Raises UsageError where nobody says so.

    `console` is where to ask; without one a person at the terminal is asked, and a program has to say it itself.
    """
    from trainer.plain import Console, Left, identify

    person = named(places, store)
    if person is not None and not person.has_pin:
        return person
    listens = sys.stdin.isatty()
    if person is None and console is None and not listens:
        raise UsageError(tr("There is more than one person here, or a PIN to give."), tr(_HOW))
    console = console or Console(sys.stdin, sys.stderr, interactive=listens, echoes=listens)
    try:
        return identify(console, store.people.present(), store.people.try_pin, person)
    except Left:
        raise UsageError(tr("Nobody was let in."), tr(_HOW)) from None


def without_pin(places: Places, store: "Store") -> "Person | None":
    """Who it is where neither that nor a PIN has to be asked; None where a screen asks. Raises as `named` does."""
    person = named(places, store)
    return None if person is None or person.has_pin else person


def allowed(places: Places, store: "Store", job: "Job") -> "Person | None":
    """Who does a job that changes something, where they may; None where nobody is known yet. Raises UsageError."""
    from trainer.session import must

    person = acting(places, store) if store.people.present() else None
    must(person, job, guarded=store.people.guarded())
    return person


def looking(places: Places, store: "Store", job: "Job", of: "Person | None" = None) -> "Person | None":
    """Who looks at what a job shows, where they may; None, and nobody is asked who they are, while anybody may.

    Everybody may see what is their own: `of` is whose it is. Raises UsageError.
    """
    from trainer.session import must

    if not store.people.guarded():
        return None
    person = acting(places, store)
    if of is None or of.person != person.person:
        must(person, job, guarded=True)
    return person


def named(places: Places, store: "Store") -> "Person | None":
    """Who it is by what the command line says, or because there is nobody else; None where that has to be asked.

    Whether they have a PIN is not looked at. Raises UsageError for a name that nobody has who is here.
    """
    from trainer.session.door import only_one

    if places.named is None:
        return only_one(store)
    person = store.people.find(places.named)
    if not person.present:
        gone = tr("was erased") if person.erased else tr("is retired")
        raise UsageError(f"{person.name} {gone}.", tr("`trainer people list` names who is here."))
    return person
