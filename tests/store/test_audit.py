"""The audit: rows in order, filters, what is changed behind the program's back, and two programs at once."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Delete, Insert, Update, delete, insert, update

from trainer.store import AuditRow, Store
from trainer.store.tables import audit, audit_words

from .places import Place
from .test_programs import PATH

HERE = Path(__file__).parent


def written(store: Store) -> None:
    """Four rows, two of them with words."""
    store.audit("person_added", who=None, whom="a", what={"role": "mentor"}, words={"name": "Amina"})
    store.audit("pin_wrong", who=None, whom="a")
    store.audit("assigned", who="b", whom="a", what={"by": "2026-12-01"}, words={"reason": "Because \ud800.", "x": ""})
    store.audit("school_set", who="b", what={"key": "name"})


def test_rows_are_told_in_order_and_found(store: Store) -> None:
    written(store)
    rows = store.audit_rows()
    assert rows[0] == AuditRow(1, rows[0].at, None, "person_added", "a", {"role": "mentor"}, {"name": "Amina"})
    assert [(row.seq, row.action, row.words) for row in rows[1:]] == [
        (2, "pin_wrong", {}),
        (3, "assigned", {"reason": "Because \ud800."}),
        (4, "school_set", {}),
    ]
    assert [row.seq for row in store.audit_rows(person="b")] == [3, 4]
    assert [row.seq for row in store.audit_rows(person="a", action="assigned")] == [3]
    assert [row.seq for row in store.audit_rows(limit=2)] == [3, 4]
    assert [row.seq for row in store.audit_rows(since=rows[2].at)] == [3, 4]
    assert store.audit_rows(since="2030") == []
    found = store.check_audit()
    assert (found.rows, found.problems, len(found.link)) == (4, (), 64)


def test_a_clock_that_is_set_back_hides_and_reorders_nothing(store: Store, place: Place) -> None:
    written(store)
    noon = store.audit_rows()[-1].at
    place.clock.turn(days=-400)
    store.audit("pin_set", who="b", whom="a")
    assert [row.seq for row in store.audit_rows()] == [1, 2, 3, 4, 5]
    assert [row.seq for row in store.audit_rows(since=noon)] == [4, 5]
    assert store.check_audit().problems == ()


def test_what_is_not_done_is_not_written(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        store.audit("school_set", who=None, then=lambda: 1 / 0)
    with pytest.raises(ValueError, match="knows no action"):
        store.audit("sang", who=None)
    assert store.audit_rows() == []
    done: list[str] = []
    assert store.audit("school_set", who=None, then=lambda: done.append("set")) == 1
    assert done == ["set"]


SECOND = audit.c.seq == 2
TAMPERED: dict[str, tuple[Update | Delete | Insert, list[str]]] = {
    "data": (
        update(audit).where(SECOND).values(data=b'{"action":"pin_set","at":"2026","who":null,"whom":"a"}'),
        [
            "the chain is broken at row 2",
            "the list names another at than row 2",
            "the list names another action than row 2",
        ],
    ),
    "unreadable": (
        update(audit).where(SECOND).values(data=b"[]"),
        ["the chain is broken at row 2", "row 2 cannot be read"],
    ),
    "deleted": (delete(audit).where(SECOND), ["rows are missing before row 3"]),
    "moved": (
        update(audit).where(SECOND).values(seq=9),
        ["rows are missing before row 3", "rows are missing before row 9"],
    ),
    "list": (update(audit).where(SECOND).values(whom="c"), ["the list names another whom than row 2"]),
    "words": (
        update(audit_words).where(audit_words.c.seq == 1).values(text=b"{}"),
        ["the words of row 1 were changed"],
    ),
    "no words": (
        insert(audit_words).values(seq=2, key=b"k", text=b"{}"),
        ["words stand beside row 2, which has none"],
    ),
    "erased words": (delete(audit_words), []),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_change_is_found(store: Store, what: str) -> None:
    written(store)
    statement, problems = TAMPERED[what]
    _change(store, statement)
    assert list(store.check_audit().problems) == problems
    assert store.audit_rows()  # whatever was done to one row, the others are told


def test_erased_words_are_told_apart_from_none(store: Store) -> None:
    written(store)
    _change(store, delete(audit_words))
    assert [row.words for row in store.audit_rows()] == [None, {}, None, {}]


def test_programs_that_write_at_once_make_one_chain(place: Place, store: Store) -> None:
    command = [sys.executable, str(HERE / "noter.py"), str(place.data), place.url or "", "40"]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=PATH) for _ in range(3)]
    assert [(one.communicate()[1], one.returncode) for one in running] == [("", 0)] * 3
    assert [row.seq for row in store.audit_rows()] == list(range(1, 121))
    assert store.check_audit().problems == ()


def _change(store: Store, statement: Any) -> None:
    with store._engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        connection.execute(statement)
