"""Whatever the machine refuses is one clear line, and what was already chosen is still there afterwards."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from trainer.engine.events import Event, Responded
from trainer.errors import StoreError, TrainerError, UsageError
from trainer.store import Store, data_directory, database_url, open_store, restore

from .places import Begin, Clock, Place, chose


def line(caught: pytest.ExceptionInfo[TrainerError]) -> str:
    """What the person reads, which is one line without a password."""
    text = str(caught.value)
    assert "\n" not in text
    assert "secret" not in text
    assert caught.value.help
    return text


def fill(store: Store, run: str) -> int:
    """Append until the store refuses for want of room; how many events were acknowledged."""
    acknowledged: list[int] = []

    def append_on() -> None:
        for made in range(5000):
            acknowledged.append(store.append(run, Responded("arrival", "words " * 200), expected=made).seq)

    with pytest.raises(StoreError) as caught:
        append_on()
    assert "no room left" in line(caught)
    return acknowledged[-1]


def test_a_full_database_keeps_what_was_acknowledged(file_store: Store, begin: Begin) -> None:
    run = begin(file_store)
    with file_store._engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=60")
    made = fill(file_store, run)
    assert len(file_store.events(run)) == made > 3
    assert file_store.check_chain(run) == []
    with file_store._engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert file_store.append(run, chose("after"), expected=made).seq == made + 1
    assert file_store.check_chain(run) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def mountable() -> bool:
    """Whether this machine lets the tests have a small disk; where not, only the test above stands."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    return (
        subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True).returncode == 0
    )


if mountable():

    def test_a_full_disk_keeps_what_was_acknowledged(small_disk: Path, clock: Clock, begin: Begin) -> None:
        with open_store(small_disk / "data", now=clock) as store:
            run = begin(store)
            ballast = small_disk / "ballast"
            ballast.write_bytes(b"x" * 400_000)
            made = fill(store, run)
            assert len(store.events(run)) == made > 3
        (small_disk / "more").write_bytes(b"x" * 4096 * (shutil.disk_usage(small_disk).free // 4096))
        with pytest.raises(StoreError) as caught:
            open_store(small_disk / "new", now=clock)
        assert "cannot be read or written" in line(caught) or "no room left" in line(caught)
        ballast.unlink()
        with open_store(small_disk / "data", now=clock) as store:
            assert store.check_chain(run) == []
            store.append(run, chose("after"), expected=made)
            assert len(store.events(run)) == made + 1


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "file").write_text("in the way")
    for data in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StoreError) as caught:
            open_store(data, now=clock)
        assert str(tmp_path / "file") in line(caught)
        assert "--data" in line(caught)
    (tmp_path / "taken" / "trainer.db").mkdir(parents=True)
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "taken", now=clock)
    assert "cannot be opened" in line(caught)


def test_a_database_that_cannot_be_written_is_named(file_place: Place, begin: Begin) -> None:
    with file_place.open() as store:
        run = begin(store, choices=1)
        with store._engine.begin() as connection:  # as a file does that the system lets nobody write
            connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(StoreError) as caught:
            store.append(run, chose("refused"), expected=1)
        assert "cannot be written" in line(caught)
        assert len(store.events(run)) == 1


def test_the_data_is_for_its_owner_only(file_place: Place, begin: Begin) -> None:
    with file_place.open() as store:
        begin(store, choices=1)
        files = list(file_place.data.iterdir())
        assert len(files) == 3  # the database, its log and the log's index
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
        assert file_place.data.stat().st_mode & 0o777 == 0o700


def test_a_file_that_is_no_database_is_left_alone(file_place: Place) -> None:
    file_place.data.mkdir()
    database = file_place.data / "trainer.db"
    database.write_bytes(b"dear diary, " * 1000)
    with pytest.raises(StoreError) as caught:
        file_place.open()
    assert "is damaged" in line(caught)
    assert "restore" in line(caught)
    assert database.read_bytes() == b"dear diary, " * 1000


def test_damage_is_said_and_is_never_a_crash(file_place: Place, begin: Begin) -> None:
    with file_place.open() as store:
        run = begin(store, choices=100)
        played = store.events(run)
    database = file_place.data / "trainer.db"
    whole = database.read_bytes()
    outcomes = set()
    for size, start in [(size, start) for size in (1, 900) for start in range(7, len(whole), 911)]:
        damage = bytes(byte ^ 0x15 for byte in whole[start : start + size])
        database.write_bytes(whole[:start] + damage + whole[start + size :])
        outcomes.add(look(file_place, run, played))
    assert outcomes == {"refused", "unwell", "unharmed"}


def look(place: Place, run: str, played: list[tuple[Event, str]]) -> str:
    """Do with a damaged database what the program does."""
    try:
        with place.open() as store:
            store.runs()
            store.person()
            unwell = [check for check in store.doctor() if check.name == "integrity" and not check.well]
            if store.check_chain(run) or unwell:
                return "unwell"
            assert store.events(run) == played
            return "unharmed"
    except TrainerError as error:
        return "refused" if len(str(error).splitlines()) == 1 else str(error)


def test_another_writer_is_waited_for_and_then_named(file_place: Place, begin: Begin) -> None:
    with file_place.open() as store, closing(sqlite3.connect(file_place.data / "trainer.db")) as other:
        run = begin(store, choices=1)
        with store._engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            store.append(run, chose("refused"), expected=1)
        assert "busy" in line(caught)
        other.rollback()
        store.append(run, chose("accepted"), expected=1)


WRONG = [
    "garbage",
    "postgresql",
    "mentor:secret@host/db",
    "://secret@",
    "postgresql://mentor:secret@host:port/db",
    "mysql://mentor:secret@host/db",
    "sqlite://",
    "sqlite:///:memory:",
    "\0",
]


@pytest.mark.parametrize("url", WRONG)
def test_a_wrong_url_is_one_clear_line(tmp_path: Path, clock: Clock, url: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_store(tmp_path / "data", url, now=clock)
    assert "TRAINER_DATABASE" in line(caught)
    assert list(tmp_path.iterdir()) == []


def test_a_url_may_name_a_file(tmp_path: Path, clock: Clock, begin: Begin) -> None:
    with open_store(tmp_path / "data", f"sqlite:///{tmp_path}/elsewhere.db", now=clock) as store:
        begin(store)
    assert (tmp_path / "elsewhere.db").stat().st_size
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "data", f"sqlite:///{tmp_path}/no/such/place.db", now=clock)
    assert "place.db" in line(caught)


def test_a_server_that_does_not_answer_is_one_clear_line(
    server: Callable[[str], str], tmp_path: Path, clock: Clock
) -> None:
    url = server("template0")
    for wrong in (
        url + "_absent",
        "postgresql://mentor:secret@127.0.0.1:1/db",
        "postgresql://mentor:secret@nowhere.invalid/db",
    ):
        with pytest.raises(StoreError) as caught:
            open_store(tmp_path, wrong, now=clock)
        assert "TRAINER_DATABASE" in line(caught)


def test_a_server_that_restarts_or_refuses_loses_nothing(server_place: Place, begin: Begin) -> None:
    place = server_place
    assert place.url
    with place.open() as store, place.open() as other:
        run = begin(store, choices=1)
        database = f"ALTER DATABASE {place.url.rpartition('/')[2]} SET default_transaction_read_only = on"
        with other._engine.begin() as connection:
            connection.exec_driver_sql(database)
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        with pytest.raises(StoreError) as caught:
            store.append(run, chose("refused"), expected=1)
        assert "cannot be written" in line(caught)
        assert len(store.events(run)) == 1
        with other._engine.begin() as connection:
            connection.exec_driver_sql("SET TRANSACTION READ WRITE")
            connection.exec_driver_sql(database.replace("= on", "= off"))
        store._engine.dispose()
        store.append(run, chose("accepted"), expected=1)
        assert store.check_chain(run) == []


def test_a_copy_that_cannot_be_kept_changes_nothing(file_place: Place, begin: Begin, tmp_path: Path) -> None:
    with file_place.open() as store:
        begin(store)
    copy = tmp_path / "copy.db"
    shutil.copy(file_place.data / "trainer.db", copy)
    (file_place.data / "backups").write_text("in the way")
    with pytest.raises(StoreError) as caught:
        restore(file_place.data, copy, now=file_place.clock)
    assert "backups" in line(caught)


def test_the_data_directory_is_asked_for_given_or_the_platforms(tmp_path: Path) -> None:
    assert data_directory(tmp_path, {"TRAINER_DATA": "/elsewhere"}) == tmp_path
    assert data_directory(None, {"TRAINER_DATA": str(tmp_path)}) == tmp_path
    assert data_directory(None, {"TRAINER_DATA": ""}).name == "trainer"
    assert database_url({"TRAINER_DATABASE": " "}) is None
    assert database_url({"TRAINER_DATABASE": "sqlite:///x.db"}) == "sqlite:///x.db"
