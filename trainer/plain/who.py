"""Who is there, asked in plain lines: a name of the list, and the PIN where there is one. Called by `face`, `cli`."""

from collections.abc import Callable, Sequence

from trainer.language import tr, tr_many
from trainer.plain.console import Console
from trainer.plain.lines import as_number
from trainer.store import Person, Tried

MOST_LISTED = 40
"""Of more people than this the names are not read out unless somebody asks."""

Try = Callable[[str, str], Tried]
"""Tries a PIN: the person's id, what was typed."""


def identify(console: Console, people: Sequence[Person], try_pin: Try, named: Person | None = None) -> Person:
    """Ask who is there until somebody is let in. Raises Left when the input ends, or is left."""
    while True:
        person = named or _choose(console, people)
        if not person.has_pin or _prove(console, person, try_pin, may_turn_back=named is None):
            return person


def _choose(console: Console, people: Sequence[Person]) -> Person:
    console.say(tr("Who are you?"))
    if len(people) <= MOST_LISTED:
        console.say(*_listed(people))
    while True:
        answer = console.ask(tr("Your number or name, Enter for the list, Ctrl-C to leave"))
        number = as_number(answer)
        if number is not None and 1 <= number <= len(people):
            return people[number - 1]
        named = [one for one in people if one.name.casefold() == answer.casefold()]
        found = named or [one for one in people if answer and one.name.casefold().startswith(answer.casefold())]
        if len(found) == 1:
            return found[0]
        if not answer:
            console.refuse(*_listed(people))
        elif found:
            console.refuse(tr("There are several: ") + ", ".join(one.name for one in found[:MOST_LISTED]) + ".")
        else:
            console.refuse(tr("There is nobody of that name. Whoever keeps the list of people can add you."))


def _listed(people: Sequence[Person]) -> list[str]:
    return [
        f"{number}. {one.name}{f', {one.cohort}' if one.cohort else ''}" for number, one in enumerate(people, start=1)
    ]


def _prove(console: Console, person: Person, try_pin: Try, *, may_turn_back: bool) -> bool:
    """Ask for the PIN until it is right; False when somebody turned back to the names."""
    back = tr(", Enter for another name") if may_turn_back else ""
    slips = 0
    while True:
        typed = console.secret(tr("PIN of {name}{back}", name=person.name, back=back))
        if not typed and may_turn_back:
            return False
        tried = try_pin(person.person, typed)
        if tried.right:
            if tried.misses > slips:
                console.say(missed(tried.misses - slips))
            return True
        slips += not tried.too_soon
        console.refuse(refused(tried))


def refused(tried: Tried) -> str:
    """What is said of a PIN that did not let anybody in."""
    if tried.too_soon:
        return tr_many(
            tried.wait,
            "That was too soon and was not looked at. Wait {count} second, then try again.",
            "That was too soon and was not looked at. Wait {count} seconds, then try again.",
        )
    if tried.wait:
        return tr_many(
            tried.wait,
            "That is not the PIN. Wait {count} second, then try again.",
            "That is not the PIN. Wait {count} seconds, then try again.",
        )
    return tr("That is not the PIN. Try again.")


def missed(misses: int) -> str:
    """What is said of wrong PINs that were tried by somebody before."""
    return tr_many(
        misses,
        "There was one wrong PIN for this name since you were here.",
        "There were {count} wrong PINs for this name since you were here.",
    )
