"""The people of the runs: a random id, and a name to show. Called by `Store` only."""

import unicodedata
import uuid

from sqlalchemy import Connection, insert, select, update

from trainer.errors import UsageError
from trainer.store.rows import Person
from trainer.store.tables import people

_LONGEST = 60


def first_person(connection: Connection) -> Person | None:
    """The first person there is, or None."""
    found = connection.execute(select(people).order_by(people.c.created, people.c.person).limit(1)).one_or_none()
    return Person(found.person, found.name) if found else None


def add_person(connection: Connection, name: str, at: str) -> Person:
    """A new person under a random id."""
    person = Person(str(uuid.uuid4()), _shown(name))
    connection.execute(insert(people).values(person=person.person, name=person.name, created=at))
    return person


def rename(connection: Connection, person: str, name: str) -> Person:
    """Give a person another name to show. Raises UsageError for an empty one or an unknown person."""
    renamed = Person(person, _shown(name))
    changed = connection.execute(update(people).where(people.c.person == person).values(name=renamed.name))
    if changed.rowcount != 1:
        raise UsageError("There is no such person.")
    return renamed


def _shown(name: str) -> str:
    """A name on one line, without control, invisible-direction or broken characters, of a bearable length."""
    kept = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", name))
    spaced = " ".join("".join(filter(_visible, kept)).split())
    if not spaced:
        raise UsageError("A name needs at least one letter.")
    return spaced[:_LONGEST].rstrip()


def _visible(letter: str) -> bool:
    turns = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    unshown = {"Cc", "Cs", "Co", "Cn"}
    return unicodedata.bidirectional(letter) not in turns and unicodedata.category(letter) not in unshown
