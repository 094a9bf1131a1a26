"""A database comes to this program's revision whole or not at all, and a newer one is left alone."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from trainer.errors import StoreError
from trainer.store import Store, Upgraded, list_backups, upgrade
from trainer.store.connection import connect, locate
from trainer.store.revisions import REVISIONS, VERSION_TABLE
from trainer.store.tables import METADATA
from trainer.store.upgrades import SCRIPTS, configuration, migrate

from .places import Begin, Place

SECOND = """
from alembic import op
from sqlalchemy import Column, String
revision = "next"
down_revision = "{before}"
def upgrade():
    with op.batch_alter_table("runs") as batch:
        batch.alter_column("scenario", type_=String(200))  # which on SQLite makes the table anew
        batch.add_column(Column("note", String))
    {more}
"""


def engine(place: Place) -> Engine:
    return connect(locate(place.data, place.url))


def test_the_names_of_revisions_are_those_of_the_scripts(file_place: Place) -> None:
    file_place.open().close()
    with engine(file_place).begin() as connection:
        scripts = ScriptDirectory.from_config(configuration(connection)).walk_revisions()
        assert tuple(reversed([script.revision for script in scripts])) == REVISIONS


def test_the_scripts_make_the_tables_that_the_program_knows(empty_place: Place) -> None:
    assert upgrade(empty_place.data, empty_place.url, now=empty_place.clock) == Upgraded(None, REVISIONS[-1])
    with engine(empty_place).begin() as connection:
        assert set(inspect(connection).get_table_names()) == {*METADATA.tables, VERSION_TABLE}
        command.check(configuration(connection))  # raises where they differ
    again = upgrade(empty_place.data, empty_place.url, now=empty_place.clock)
    assert again == Upgraded(REVISIONS[-1], REVISIONS[-1])


def test_an_empty_server_is_refused_until_it_is_upgraded(empty_place: Place) -> None:
    if empty_place.url is None:
        empty_place.open().close()
        assert list_backups(empty_place.data) == []
        return
    with pytest.raises(StoreError, match="run `trainer db upgrade`"):
        empty_place.open()
    upgrade(empty_place.data, empty_place.url, now=empty_place.clock)
    empty_place.open().close()


def test_a_newer_database_is_refused_and_left_alone(place: Place, begin: Begin) -> None:
    with place.open() as store:
        begin(store)
        with store._engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    for ask in (place.open, lambda: upgrade(place.data, place.url, now=place.clock)):
        with pytest.raises(StoreError, match=r"newer version of trainer \(revision 9999\)\. Update trainer"):
            ask()
    assert list_backups(place.data) == []


def test_a_database_of_something_else_is_refused(empty_place: Place) -> None:
    empty_place.data.mkdir()
    with engine(empty_place).begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (name VARCHAR)")
    for ask in (empty_place.open, lambda: upgrade(empty_place.data, empty_place.url, now=empty_place.clock)):
        with pytest.raises(StoreError, match="holds something else"):
            ask()


def next_program(directory: Path, more: str = "") -> Path:
    """The scripts of a program that is one revision further."""
    shutil.copytree(SCRIPTS, directory, ignore=shutil.ignore_patterns("__pycache__"))
    (directory / "versions" / "next.py").write_text(SECOND.format(before=REVISIONS[-1], more=more))
    return directory


def test_a_migration_copies_the_file_and_keeps_every_run(place: Place, begin: Begin, tmp_path: Path) -> None:
    with place.open() as store:
        run = begin(store, choices=3)
    address, scripts = locate(place.data, place.url), next_program(tmp_path / "scripts")
    done = migrate(address, place.clock, revisions=(*REVISIONS, "next"), scripts=scripts)
    assert (done.before, done.after) == (REVISIONS[-1], "next")
    assert [file for file in [done.backup] if file] == list_backups(place.data)
    assert bool(done.backup) == (address.file is not None)
    with engine(place).begin() as connection:
        assert "note" in {column["name"] for column in inspect(connection).get_columns("runs")}
    with pytest.raises(StoreError, match="newer version"):
        place.open()
    with Store(engine(place), address, place.clock) as store:
        assert store.check_chain(run) == []
        assert len(store.events(run)) == 3


def test_a_migration_that_fails_leaves_all_as_it_was(place: Place, begin: Begin, tmp_path: Path) -> None:
    with place.open() as store:
        run = begin(store, choices=3)
    scripts = next_program(tmp_path / "scripts", more="op.execute('INSERT INTO nowhere VALUES (1)')")
    with pytest.raises(Exception, match="nowhere"):
        migrate(locate(place.data, place.url), place.clock, revisions=(*REVISIONS, "next"), scripts=scripts)
    with place.open() as store:
        assert store.check_chain(run) == []
    with engine(place).begin() as connection:
        assert "note" not in {column["name"] for column in inspect(connection).get_columns("runs")}
        command.check(configuration(connection))


def test_the_face_is_light_and_an_open_does_without_alembic(file_place: Place) -> None:
    file_place.open().close()
    said = subprocess.run(
        [sys.executable, "-c", LOADED, str(file_place.data)], capture_output=True, text=True, check=True
    )
    assert said.stdout.split() == ["False", "True", "False"]


LOADED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import trainer.store
print("sqlalchemy" in sys.modules)
trainer.store.open_store(Path(sys.argv[1]), now=lambda: datetime.now(UTC)).person()
print("sqlalchemy" in sys.modules, "alembic" in sys.modules)
"""
