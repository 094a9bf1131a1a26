"""`People`: all that the program does with the people of a database, as `store.people`. Made by `Store`.

Every method is one transaction, and whatever it changes stands in the audit, in that same transaction. `who` is the
id of the person who does it, or None where nobody was known yet. Raises UsageError for people who are not there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select

from trainer.content.role import Role
from trainer.errors import UsageError
from trainer.language import tr
from trainer.store import assignments, audit, erasure, people, pins
from trainer.store.connection import Address
from trainer.store.faults import plainly
from trainer.store.moments import stamp
from trainer.store.rows import Assignment, Fact, Gone, Person, Planned, Tried, Wished
from trainer.store.tables import runs

Transaction = Callable[[], AbstractContextManager[Connection]]


class People:
    """The people: `look` and `alone` begin a transaction, `ticks` is a stopwatch that nobody can set."""

    def __init__(
        self,
        engine: Engine,
        address: Address,
        look: Transaction,
        alone: Transaction,
        now: Callable[[], datetime],
        ticks: Callable[[], float],
    ) -> None:
        self._engine, self._address = engine, address
        self._look, self._alone, self._now, self._ticks = look, alone, now, ticks

    # Looking

    def present(self, cohort: str | None = None) -> list[Person]:
        """Those who can be at the program, of a cohort or all, by name."""
        with self._look() as connection:
            return people.list_people(connection, cohort=cohort)

    def cohorts(self) -> list[str]:
        """The cohorts of those who can be at the program."""
        with self._look() as connection:
            return people.list_cohorts(connection)

    def are_several(self) -> bool:
        """Whether more than one person can be at the program."""
        with self._look() as connection:
            return people.count_present(connection, 2) > 1

    def everybody(self) -> list[Person]:
        """All there ever were, the retired and the erased among them."""
        with self._look() as connection:
            return people.list_people(connection, everybody=True)

    def of(self, person: str) -> Person:
        """A person by id."""
        with self._look() as connection:
            return people.person_of(connection, person)

    def find(self, text: str) -> Person:
        """A person by name or code, or by the beginning of the id."""
        with self._look() as connection:
            return people.find_person(connection, text)

    def guarded(self) -> bool:
        """Whether a coordinator who is present has a PIN: from then on roles count."""
        with self._look() as connection:
            return people.has_guard(connection)

    # The list

    def add(self, name: str, role: Role = Role.MENTOR, cohort: str | None = None, *, who: str | None = None) -> Person:
        """Add a person. Raises UsageError for a name that is empty or somebody else's."""
        with self._alone() as connection:
            at = stamp(self._now())
            person = people.add_person(connection, name, at, role, cohort)
            _note_added(connection, at, person, who)
            return person

    def change(self, person: str, wished: Wished, *, who: str | None) -> Person:
        """Give a person another name, role or cohort."""
        with self._alone() as connection:
            before, after = people.change_person(connection, person, wished)
            _note_changed(connection, stamp(self._now()), before, after, who)
            return after

    def retire(self, person: str, *, who: str | None, back: bool = False) -> bool:
        """Retire a person, or take them `back`; whether that changed anything."""
        with self._alone() as connection:
            at = stamp(self._now())
            changed = people.retire_person(connection, person, None if back else at)
            if changed:
                audit.note(connection, at, "person_returned" if back else "person_retired", who=who, whom=person)
            return changed

    def plan(self, wished: Iterable[Wished]) -> list[Planned]:
        """What bringing in a list would do."""
        return people.plan(self.everybody(), wished)

    def bring_in(
        self, wished: Iterable[Wished], *, who: str | None, what: Mapping[str, Fact] | None = None
    ) -> list[Planned]:
        """Bring in a list, all of it or nothing; what it did. Again does nothing. `what` is kept of the list."""
        with self._alone() as connection:
            at = stamp(self._now())
            planned = people.plan(people.list_people(connection, everybody=True), wished)
            for one in planned:
                _bring_in(connection, at, one, who)
            counts = {
                "new": sum(one.before is None for one in planned),
                "changed": sum(one.before is not None and bool(one.changes) for one in planned),
                "same": sum(not one.changes for one in planned),
            }
            if counts["new"] or counts["changed"]:
                audit.note(connection, at, "people_imported", who=who, what={**(what or {}), **counts})
            return planned

    def erase(self, persons: Sequence[str], *, why: str, who: str | None) -> Gone:
        """Erase people: names, texts, PINs, in the program's own backups too. `why` is a code, not a text.

        Raises StoreError naming what could not be rewritten; the rest is erased all the same.
        """
        texts = stays = 0
        with self._alone() as connection:
            at = stamp(self._now())
            for person in persons:
                people.must_be_known(connection, person)
                count = connection.scalar(select(func.count()).where(runs.c.person == person)) or 0
                erased = erasure.erase_person(connection, person, at)
                what: dict[str, Fact] = {"why": why, "texts": erased, "runs": count}
                audit.note(connection, at, "person_erased", who=who, whom=person, what=what)
                texts, stays = texts + erased, stays + count
        with plainly(self._address):
            erasure.scrub_people(self._engine, self._address, persons, at)
        return Gone(len(persons), texts, stays)

    def holds(self, persons: Sequence[str]) -> Gone:
        """What `erase` would take away, and what would stay."""
        with self._look() as connection:
            texts = sum(erasure.count_texts(connection, person) for person in persons)
            stays = connection.scalar(select(func.count()).where(runs.c.person.in_(persons))) or 0
            return Gone(len(persons), texts, stays)

    # PINs

    def set_pin(self, person: str, pin: str | None, *, who: str | None) -> None:
        """Set a person's PIN, or take it away (None). Raises UsageError for one that cannot be."""
        with self._alone() as connection:
            people.must_be_known(connection, person)
            there_was = pins.keep_pin(connection, person, pin)
            if pin is not None or there_was:
                action = "pin_removed" if pin is None else "pin_set"
                audit.note(connection, stamp(self._now()), action, who=who, whom=person)

    def forget_pin(self, person: str) -> None:
        """Take away the forgotten PIN of the only coordinator who has one. Raises UsageError where it is not so.

        Nobody has to say who they are, so this is for a file only, which whoever can write it could change anyway.
        """
        with self._alone() as connection:
            one = people.person_of(connection, person)
            guards = [each for each in people.list_people(connection) if each.role is Role.COORDINATOR and each.has_pin]
            if one.person not in {each.person for each in guards}:
                raise UsageError(
                    tr("{name} is no coordinator with a PIN.", name=one.name),
                    tr("A coordinator sets a new one for anybody else: `trainer people pin NAME`."),
                )
            others = ", ".join(each.name for each in guards if each.person != one.person)
            if others:
                raise UsageError(
                    tr("{name} is not the only coordinator with a PIN.", name=one.name),
                    tr("Ask {others} to set a new one: `trainer people pin {name}`.", others=others, name=one.name),
                )
            pins.keep_pin(connection, one.person, None)
            audit.note(connection, stamp(self._now()), "pin_forgotten", who=None, whom=one.person)

    def try_pin(self, person: str, pin: str) -> Tried:
        """Try a person's PIN. A wrong one is kept and stands in the audit before this returns."""
        with self._alone() as connection:
            tried = pins.try_pin(connection, person, pin, pins.stopwatch(connection, self._ticks))
            if not tried.right and not tried.too_soon:
                facts: dict[str, Fact] = {"in_a_row": tried.misses, "wait_seconds": tried.wait}
                audit.note(connection, stamp(self._now()), "pin_wrong", who=None, whom=person, what=facts)
            return tried

    # What was given to them

    def assign(
        self,
        scenarios: Iterable[str],
        *,
        due: str,
        who: str | None,
        person: str | None = None,
        cohort: str | None = None,
    ) -> list[str]:
        """Give scenarios to a person or a cohort by a day (YYYY-MM-DD); those of which that changed anything."""
        with self._alone() as connection:
            at = stamp(self._now())
            given = [
                one
                for one in scenarios
                if assignments.give(connection, one, person=person, cohort=cohort, due=due, at=at, giver=who)
            ]
            for one in given:
                facts: dict[str, Fact] = {"scenario": one, "due": due, "cohort": cohort}
                audit.note(connection, at, "assigned", who=who, whom=person, what=facts)
            return given

    def take_back(
        self, scenarios: Iterable[str], *, who: str | None, person: str | None = None, cohort: str | None = None
    ) -> list[str]:
        """Take scenarios back that were given; those that had been."""
        with self._alone() as connection:
            taken = [one for one in scenarios if assignments.take_back(connection, one, person=person, cohort=cohort)]
            for one in taken:
                facts: dict[str, Fact] = {"scenario": one, "cohort": cohort}
                audit.note(connection, stamp(self._now()), "assignment_removed", who=who, whom=person, what=facts)
            return taken

    def assignments(self, person: Person | None = None) -> list[Assignment]:
        """What was given to a person, alone or with the cohort, or all there is; the earliest day first."""
        with self._look() as connection:
            return assignments.list_assignments(connection, person)


def _bring_in(connection: Connection, at: str, planned: Planned, who: str | None) -> None:
    after = planned.after
    if planned.before is None:
        _note_added(connection, at, people.put_person(connection, after.name, at, after.role, after.cohort), who)
        return
    if planned.before.retired is not None:
        people.retire_person(connection, after.person, None)
        audit.note(connection, at, "person_returned", who=who, whom=after.person)
    before, now = people.change_person(connection, after.person, Wished(role=after.role, cohort=after.cohort))
    _note_changed(connection, at, before, now, who)


def _note_added(connection: Connection, at: str, person: Person, who: str | None) -> None:
    facts: dict[str, Fact] = {"role": person.role.value, "cohort": person.cohort}
    audit.note(connection, at, "person_added", who=who, whom=person.person, what=facts, words={"name": person.name})


def _note_changed(connection: Connection, at: str, before: Person, after: Person, who: str | None) -> None:
    """A row for what changed; names as words, the rest as facts. Nothing where nothing did."""
    facts = dict(_changed(before, after))
    words = {} if before.name == after.name else {"name": after.name, "before": before.name}
    if facts or words:
        audit.note(connection, at, "person_changed", who=who, whom=after.person, what=facts, words=words)


def _changed(before: Person, after: Person) -> Iterator[tuple[str, Fact]]:
    if before.role is not after.role:
        yield from (("role", after.role.value), ("role_before", before.role.value))
    if before.cohort != after.cohort:
        yield from (("cohort", after.cohort), ("cohort_before", before.cohort))
