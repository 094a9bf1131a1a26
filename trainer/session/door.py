"""Who is at the program: whether that has to be asked at all. Called by `session` and by the commands."""

from trainer.store import Person, Store


def only_one(store: Store) -> Person | None:
    """The one person there is, or None where there are several.

    Where there is nobody yet, one mentor is made, so that anybody can practise at once.
    """
    return None if store.people.are_several() else store.person()


def nobody_else(store: Store) -> Person | None:
    """Who it can only be without asking: the one person there is, where they have no PIN."""
    person = only_one(store)
    return None if person is None or person.has_pin else person
