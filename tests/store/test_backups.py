"""A copy brings back what was, keeps what is, and is looked through first."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from trainer.errors import StoreError, UsageError
from trainer.store import Store, backup, list_backups, restore
from trainer.store.revisions import REVISIONS

from .places import Begin, Place, chose


def test_a_backup_brings_a_run_back_and_keeps_the_present_one(file_place: Place, begin: Begin) -> None:
    with file_place.open() as store:
        run = begin(store, choices=3)
        copy = backup(file_place.data, now=file_place.clock)
        store.append(run, chose("later"), expected=3)
        kept = restore(file_place.data, copy, now=file_place.clock)
        # a window that was open sees it, and cannot write after what is gone
        assert len(store.events(run)) == 3
        with pytest.raises(StoreError):
            store.append(run, chose("gap"), expected=4)
        store.append(run, chose("other"), expected=3)
        assert store.check_chain(run) == []
    assert kept is not None
    restore(file_place.data, kept, now=file_place.clock)
    with file_place.open() as store:
        assert store.events(run)[3][0] == chose("later")
        assert store.check_chain(run) == []
    assert [file.name[:7] for file in list_backups(file_place.data)] == ["before-", "before-", "trainer"]
    assert {file.stat().st_mode & 0o777 for file in list_backups(file_place.data)} == {0o600}
    assert list_backups(file_place.data)[0] != kept


def test_copies_of_one_moment_have_names_of_their_own(file_place: Place, begin: Begin) -> None:
    file_place.open().close()
    moment = file_place.clock()
    copies = {backup(file_place.data, now=lambda: moment) for _ in range(3)}
    assert len(copies) == 3
    assert set(list_backups(file_place.data)) == copies


@pytest.mark.parametrize("damage", [b"this is no database" * 500, b""])
def test_a_damaged_database_is_moved_aside(file_place: Place, begin: Begin, damage: bytes) -> None:
    with file_place.open() as store:
        run = begin(store, choices=2)
    copy = backup(file_place.data, now=file_place.clock)
    (file_place.data / "trainer.db").write_bytes(damage)
    kept = restore(file_place.data, copy, now=file_place.clock)
    assert kept.read_bytes() == damage if kept else damage == b""
    with file_place.open() as store:
        assert len(store.events(run)) == 2


def test_a_wrong_copy_changes_nothing(file_place: Place, begin: Begin, tmp_path: Path) -> None:
    with file_place.open() as store:
        run = begin(store, choices=2)
    database = file_place.data / "trainer.db"
    copy = backup(file_place.data, now=file_place.clock)
    other, newer, torn, garbage = (tmp_path / name for name in ("other.db", "newer.db", "torn.db", "garbage.db"))
    with closing(sqlite3.connect(other)) as opened:
        opened.execute("CREATE TABLE recipes (name)")
    newer.write_bytes(copy.read_bytes())
    with closing(sqlite3.connect(newer, isolation_level=None)) as opened:
        opened.execute("UPDATE trainer_revision SET version_num = '9999'")
    whole = copy.read_bytes()
    torn.write_bytes(whole[:4096] + b"\x55" * 12288 + whole[16384:])
    garbage.write_bytes(b"garbage")
    before = database.read_bytes()
    for wrong, reason in (
        (other, "not a whole backup"),
        (torn, "not a whole backup"),
        (garbage, "not a whole backup"),
        (newer, "newer version"),
    ):
        with pytest.raises(StoreError, match=reason):
            restore(file_place.data, wrong, now=file_place.clock)
    for wrong in (tmp_path / "absent.db", tmp_path, database):
        with pytest.raises(UsageError):
            restore(file_place.data, wrong, now=file_place.clock)
    assert database.read_bytes() == before
    with file_place.open() as store:
        assert store.check_chain(run) == []


def test_a_server_is_left_to_its_own_tools(tmp_path: Path, file_place: Place) -> None:
    url = "postgresql://mentor:secret@nowhere/trainer"
    with pytest.raises(UsageError, match="pg_dump"):
        backup(tmp_path, url, now=file_place.clock)
    with pytest.raises(UsageError, match="pg_restore"):
        restore(tmp_path, tmp_path / "copy.db", url, now=file_place.clock)
    with pytest.raises(UsageError, match="nothing to copy"):
        backup(tmp_path / "new", now=file_place.clock)
    assert not (tmp_path / "new").exists()


def test_the_doctor_looks_at_everything(store: Store, begin: Begin) -> None:
    begin(store, choices=1)
    checks = {check.name: check for check in store.doctor()}
    assert all(check.well for check in checks.values() if check.name != "free disk")
    assert checks["revision"].value == REVISIONS[-1]
    assert checks["runs"].value == "1"
    assert "secret" not in checks["database"].value
