"""People: names that are told apart, a list that comes in whole or not at all, erasing to the last byte."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from trainer.engine.events import Header, Mode, Reflected, Responded
from trainer.errors import StoreError, UsageError
from trainer.store import Person, Role, Store, Wished, backup, list_backups, new_run_id, stamp
from trainer.store.connection import connect, locate, make_room
from trainer.store.upgrades import configuration

from .places import Place
from .test_erasure import holding
from .test_programs import PATH

HERE = Path(__file__).parent
ROSTER = [Wished("Amina", Role.MENTOR, "Year 9"), Wished("Bo"), Wished("Ms Okafor", Role.COORDINATOR)]
SECRET = "Zdenka-Wilhelmina"
REASON = "because her brother told me, " * 200


def names(store: Store) -> list[str]:
    return [person.name for person in store.people.present()]


def actions(store: Store) -> list[str]:
    return [row.action for row in store.audit_rows()]


def play(store: Store, person: Person, place: Place, text: str) -> str:
    """A run of a person with words in it."""
    run = new_run_id(place.clock())
    snapshots = {"scenario": store.snapshot("scenario: the_empty_seat\n")}
    store.new_run(Header(run, person.person, "the_empty_seat", Mode.PRACTICE, 7, "a", stamp(place.clock()), snapshots))
    store.append(run, Responded("arrival", text), expected=0)
    store.append(run, Reflected(text), expected=1)
    return run


def test_a_name_is_one_persons(store: Store) -> None:
    amina = store.people.add("  Amina\n", Role.MENTOR, " Year  9 ")
    assert (amina.name, amina.cohort, amina.present) == ("Amina", "Year 9", True)
    for same in ("amina", "ＡＭＩＮＡ", "Am\u200bina".replace("\u200b", "\x07")):
        with pytest.raises(UsageError, match='called "Amina" already'):
            store.people.add(same)
    with pytest.raises(UsageError, match="at least one letter"):
        store.people.add(" \u202e ")
    bo = store.people.add("Bo", who=amina.person)
    with pytest.raises(UsageError, match="already"):
        store.people.change(bo.person, Wished(name="AMINA"), who=None)
    changed = store.people.change(bo.person, Wished("Bo B.", Role.TRAINER, "Year 9"), who=amina.person)
    assert store.people.find("bo b.") == store.people.find(bo.person[:8]) == changed
    assert store.people.change(bo.person, Wished(cohort=""), who=None).cohort is None
    with pytest.raises(UsageError, match="Did you mean Amina"):
        store.people.find("Amna")
    with pytest.raises(UsageError, match="no such person"):
        store.people.of("nobody")
    last = store.audit_rows()[-2]
    assert (last.who, last.whom, last.what) == (
        amina.person,
        bo.person,
        {"role": "trainer", "role_before": "mentor", "cohort": "Year 9", "cohort_before": None},
    )
    assert last.words == {"name": "Bo B.", "before": "Bo"}


def test_who_is_retired_is_not_there_and_may_come_back(store: Store) -> None:
    first, second = store.people.add("A"), store.people.add("B")
    assert store.person() == first
    assert store.people.retire(first.person, who=None)
    assert not store.people.retire(first.person, who=None)
    assert store.person() == second
    assert names(store) == ["B"]
    with pytest.raises(UsageError, match="who is retired"):
        store.people.add("a")
    assert store.people.retire(first.person, who=None, back=True)
    assert names(store) == ["A", "B"]
    assert actions(store) == ["person_added", "person_added", "person_retired", "person_returned"]


def test_a_list_comes_in_once_and_again_does_nothing(store: Store) -> None:
    assert [one.changes for one in store.people.plan(ROSTER)] == [("new",)] * 3
    assert store.people.present() == []
    store.people.bring_in(ROSTER, who=None, what={"sha256": "ab"})
    assert [(one.name, one.role.value, one.cohort) for one in store.people.present()] == [
        ("Amina", "mentor", "Year 9"),
        ("Bo", "mentor", None),
        ("Ms Okafor", "coordinator", None),
    ]
    assert actions(store) == ["person_added"] * 3 + ["people_imported"]
    assert store.audit_rows()[-1].what == {"sha256": "ab", "new": 3, "changed": 0, "same": 0}
    assert [one.changes for one in store.people.bring_in(ROSTER, who=None)] == [()] * 3
    assert len(actions(store)) == 4
    store.people.retire(store.people.find("Amina").person, who=None)
    again = store.people.bring_in([Wished("AMINA", Role.TRAINER), Wished("Bo", cohort="Year 10")], who=None)
    assert [one.changes for one in again] == [("back again", "role mentor → trainer"), ("cohort none → Year 10",)]
    amina = store.people.find("Amina")
    assert (amina.role, amina.cohort, amina.retired) == (Role.TRAINER, "Year 9", None)


def test_a_list_that_the_database_refuses_half_way_leaves_nothing(store: Store) -> None:
    with store._engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                "CREATE TRIGGER full BEFORE INSERT ON people WHEN NEW.name = 'Bo' BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
        else:
            connection.exec_driver_sql("ALTER TABLE people ADD CONSTRAINT full_now CHECK (name <> 'Bo')")
    with pytest.raises(StoreError):
        store.people.bring_in(ROSTER, who=None)
    assert (names(store), actions(store)) == ([], [])
    with store._engine.begin() as connection:
        sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql("DROP TRIGGER full" if sqlite else "ALTER TABLE people DROP CONSTRAINT full_now")
    store.people.bring_in(ROSTER, who=None)
    assert names(store) == ["Amina", "Bo", "Ms Okafor"]


def test_a_list_whose_program_is_killed_leaves_nothing_or_all(place: Place, store: Store) -> None:
    command = [sys.executable, str(HERE / "importer.py"), str(place.data), place.url or "", "400"]
    found = set()
    for after in (0, 0.02, 0.06, 0.12):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=PATH) as program:
            assert program.stdout
            assert program.stdout.readline() == "ready\n"
            time.sleep(after)
            program.kill()
        found.add(len(names(store)))
        assert found <= {0, 400}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=PATH)
    assert (len(names(store)), store.audit_rows()[-1].what["new"] if found == {0} else 400) == (400, 400)
    assert store.check_audit().problems == ()


def test_programs_that_bring_in_the_same_list_at_once_bring_it_in_once(place: Place, store: Store) -> None:
    command = [sys.executable, str(HERE / "importer.py"), str(place.data), place.url or "", "50"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL, env=PATH) for _ in range(3)]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    assert len(names(store)) == 50
    assert actions(store).count("people_imported") == 1


def test_what_is_given_stands_for_a_cohort_too(store: Store) -> None:
    amina = store.people.add("Amina", cohort="Year 9")
    give = store.people.assign
    assert give(["b", "a"], cohort="Year 9", due="2026-12-01", who=None) == ["b", "a"]
    assert give(["a", "c"], person=amina.person, due="2026-11-01", who=amina.person) == ["a", "c"]
    assert give(["b", "a"], cohort="Year 9", due="2026-12-01", who=None) == []
    assert give(["b"], cohort="Year 9", due="2026-12-08", who=None) == ["b"]
    late = store.people.add("Bo", cohort="Year 9")
    assert [(one.scenario, one.due) for one in store.people.assignments(amina)] == [
        ("a", "2026-11-01"),
        ("c", "2026-11-01"),
        ("a", "2026-12-01"),
        ("b", "2026-12-08"),
    ]
    assert [one.scenario for one in store.people.assignments(late)] == ["a", "b"]
    assert store.people.take_back(["a", "x"], cohort="Year 9", who=None) == ["a"]
    assert [one.scenario for one in store.people.assignments(late)] == ["b"]
    assert actions(store).count("assigned") == 5


def test_an_erased_person_leaves_counts_and_whole_chains(place: Place, store: Store) -> None:
    gone = store.people.add(SECRET, Role.MENTOR, "Year 9")
    kept = store.people.add("Bo", who=gone.person)
    store.people.set_pin(gone.person, "2468", who=gone.person)
    store.people.assign(["a"], person=gone.person, due="2026-12-01", who=kept.person)
    store.audit("assigned", who=kept.person, whom=gone.person, words={"reason": REASON})
    store.audit("assigned", who=gone.person, whom=kept.person, words={"reason": "What she wrote of Bo."})
    run, other = play(store, gone, place, REASON), play(store, kept, place, "other words")
    done = store.people.erase([gone.person], why="asked", who=kept.person)
    assert (done.people, done.texts, done.stays) == (1, 4, 1)
    found = store.people.of(gone.person)
    assert (found.name, found.has_pin, found.cohort) == (f"erased {gone.person[:8]}", False, "Year 9")
    assert found.erased == found.retired is not None
    assert not found.present
    assert [event for event, _ in store.events(run)] == [Responded("arrival", None), Reflected(None)]
    assert store.events(other)[0][0] == Responded("arrival", "other words")
    assert store.check_chain(run) == store.check_chain(other) == []
    assert store.check_audit().problems == ()
    assert store.people.assignments() == []
    assert [row.words for row in store.audit_rows(person=kept.person)][-2:] == [
        {"reason": "What she wrote of Bo."},
        {},
    ]
    for refused in (
        lambda: store.people.erase([gone.person], why="asked", who=None),
        lambda: store.people.find(SECRET),
        lambda: store.people.change(gone.person, Wished(name="Z"), who=None),
        lambda: store.people.set_pin(gone.person, "2468", who=None),
        lambda: store.people.retire(gone.person, who=None, back=True),
    ):
        with pytest.raises(UsageError):
            refused()
    assert store.people.add(SECRET).person != gone.person


def test_no_file_of_ours_holds_an_erased_person_any_longer(file_place: Place) -> None:
    with file_place.open() as store:
        gone = store.people.add(SECRET)
        store.people.change(gone.person, Wished(name=f"{SECRET} B"), who=None)
        play(store, gone, file_place, REASON)
        store.audit("assigned", who=None, whom=gone.person, words={"reason": REASON})
        copy = backup(file_place.data, now=file_place.clock)
        old = _first_revision(file_place, gone.person)
        for number in range(50):
            store.people.add(f"Somebody else {number}")
        assert {copy, old} <= set(holding(file_place.data, SECRET))
        assert copy in holding(file_place.data, REASON)
        store.people.erase([gone.person], why="retention", who=None)
        for text in (SECRET, REASON):
            assert holding(file_place.data, text) == []
        assert holding(file_place.data, "Somebody else 7")
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT erased IS NOT NULL FROM people").fetchone() == (1,)


def test_what_still_holds_an_erased_person_is_said(file_place: Place) -> None:
    with file_place.open() as store:
        gone = store.people.add(SECRET)
        stray = backup(file_place.data, now=file_place.clock).with_suffix(".part")
        stray.write_bytes(SECRET.encode())
        with pytest.raises(StoreError, match=rf"{stray.name}\. Delete them"):
            store.people.erase([gone.person], why="asked", who=None)
        assert holding(file_place.data, SECRET) == [stray]


def test_a_file_of_the_first_revision_becomes_one_with_people(file_place: Place) -> None:
    address = locate(file_place.data, None)
    make_room(address)
    engine = connect(address, foreign_keys=False)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "0001")
        connection.exec_driver_sql("INSERT INTO people VALUES ('p1', 'Mentor', '2026-01-01T00:00:00.000Z')")
    engine.dispose()
    with file_place.open() as store:
        assert store.person() == Person("p1", "Mentor", created="2026-01-01T00:00:00.000Z")
        assert store.check_audit().rows == 0
    assert len(list_backups(file_place.data)) == 1


def _first_revision(place: Place, person: str) -> Path:
    """A backup as the first version of the program made it, before there was an audit."""
    file = place.data / "backups" / "trainer-2025-01-01T000000000Z.db"
    with closing(sqlite3.connect(file)) as old:
        old.execute("CREATE TABLE people (person VARCHAR PRIMARY KEY, name VARCHAR, created VARCHAR)")
        old.execute("INSERT INTO people VALUES (?, ?, '2025')", (person, SECRET))
        old.commit()
    return file
