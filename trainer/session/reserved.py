"""Which scenarios are kept for sittings from a person: not on Home, and not to be practised until they are certified.

The one home of that rule; `Session.reserved` asks it. Trainers and coordinators may play everything.
"""

from trainer.content.certification import Certification
from trainer.content.library import Library
from trainer.content.model import read_model
from trainer.content.role import Role
from trainer.session.records import Records, fold
from trainer.store import Person, Store


def reserved(library: Library, store: Store, person: Person) -> frozenset[str]:
    """The scenarios in the pool of a certification that a mentor does not have; for others none.

    A mentor under way keeps the text of the certification they began with, and so both pools are kept from them.
    """
    if person.role is not Role.MENTOR or not library.certification_cards:
        return frozenset()
    rows = [row for row in store.audit_rows(person=person.person) if row.whom == person.person]
    kept: set[str] = set()
    for name, rule in library.certification_cards.items():
        records = fold(rows, name)
        if not _is_certified(records):
            kept |= {*rule.sitting.pool, *_began_with(store, records)}
    return frozenset(kept)


def _is_certified(records: Records) -> bool:
    """Whether the decision that stands certifies; one that has run out still does, since its pool was met."""
    return records.decision is not None and records.decision.decision.certifies


def _began_with(store: Store, records: Records) -> tuple[str, ...]:
    if records.snapshot is None:
        return ()
    return read_model(store.text(records.snapshot), Certification).sitting.pool
