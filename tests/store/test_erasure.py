"""What a person wrote can be erased to the last byte, and the run stays whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from trainer.engine.events import Reflected, Responded
from trainer.errors import StoreError
from trainer.store import Store, backup, list_backups

from .places import Begin, Place

SECRET = "my brother told me about it, " * 300  # longer than a page, so that it spills
KEPT = "what another wrote"


def test_erased_words_are_gone_and_the_rest_stays(store: Store, begin: Begin) -> None:
    run = begin(store)
    for made, text in enumerate((KEPT, SECRET, KEPT)):
        store.append(run, Responded("arrival", text), expected=made)
    store.append(run, Reflected(SECRET), expected=3)
    for seq in (2, 4, 4):
        store.erase_words(run, seq)
    assert [event for event, _ in store.events(run)] == [
        Responded("arrival", KEPT),
        Responded("arrival", None),
        Responded("arrival", KEPT),
        Reflected(None),
    ]
    assert store.check_chain(run) == []
    assert store.append(run, Reflected("again"), expected=4).seq == 5


def test_no_file_of_ours_holds_them_any_longer(file_place: Place, begin: Begin) -> None:
    with file_place.open() as store:
        run = begin(store)
        for made in range(40):
            store.append(run, Responded("arrival", f"{made}: {KEPT} {made % 7}"), expected=made)
        store.append(run, Responded("arrival", SECRET), expected=40)
        copy = backup(file_place.data, now=file_place.clock)
        for made in range(41, 60):
            store.append(run, Responded("arrival", KEPT), expected=made)
        assert len(holding(file_place.data, SECRET)) >= 2
        before = copy.stat().st_mtime_ns
        store.erase_words(run, 41)
        assert holding(file_place.data, SECRET) == []
        assert holding(file_place.data, "0: " + KEPT)  # the search does find what is there
        assert copy.stat().st_mtime_ns > before
    assert holding(file_place.data, SECRET) == []
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT count(*) FROM words").fetchone() == (40,)


def test_what_could_not_be_rewritten_is_said(file_place: Place, begin: Begin) -> None:
    with file_place.open() as store:
        run = begin(store)
        store.append(run, Responded("arrival", SECRET), expected=0)
        copy = backup(file_place.data, now=file_place.clock)
        copy.write_bytes(b"no database" * 1000)
        with pytest.raises(StoreError, match=copy.name):
            store.erase_words(run, 1)
        assert store.events(run)[0][0] == Responded("arrival", None)
        copy.unlink()
        assert list_backups(file_place.data) == []
        store.append(run, Responded("arrival", SECRET), expected=1)
        with closing(sqlite3.connect(file_place.data / "trainer.db", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM words").fetchone()
            with store._engine.begin() as connection:
                connection.exec_driver_sql("PRAGMA busy_timeout=50")
            with pytest.raises(StoreError, match="another window"):
                store.erase_words(run, 2)
        store.erase_words(run, 2)
        assert holding(file_place.data, SECRET) == []


def holding(directory: Path, text: str) -> list[Path]:
    """The files in which a text's beginning stands."""
    wanted = text[:25].encode()
    return [file for file in directory.rglob("*") if file.is_file() and wanted in file.read_bytes()]


def test_the_words_of_rows_of_the_audit_can_be_erased(store: Store) -> None:
    person = store.person().person
    first = store.audit("remarked", who=person, what={"subject": "reflection"}, words={"remark": SECRET})
    other = store.audit("remarked", who=person, what={"subject": "reflection"}, words={"remark": KEPT})
    store.erase_noted([first], "remark_erased", who=person, what={"remark": first})
    rows = {row.seq: row for row in store.audit_rows()}
    assert (rows[first].words, rows[other].words) == (None, {"remark": KEPT})
    assert rows[first].what == {"subject": "reflection"}
    assert store.check_audit().problems == ()
    store.erase_noted([first], "remark_erased", who=person, what={"remark": first})
    assert len(store.audit_rows(action="remark_erased")) == 1
    if store.address.file:
        assert holding(store.address.data, SECRET) == []
