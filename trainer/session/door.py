"""Who is at the program: whether that has to be asked at all. Called by `session` and by the commands."""

from trainer.store import Person, Store


def nobody_else(store: Store) -> Person | None:
    """Who it can only be: the one person there is, where they have no PIN. None where somebody has to say.

    Where there is nobody yet, one mentor is made, so that anybody can practise at once.
    """
    known = store.people.present() or [store.person()]
    return known[0] if len(known) == 1 and not known[0].has_pin else None
