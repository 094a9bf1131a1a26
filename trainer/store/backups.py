"""Copies of the SQLite file: made before a migration and by `db backup`, brought back by `db restore`.

A copy is made by SQLite's own backup, so it is whole while others write, and is one file. All copies that the
program makes lie in `backups` in the data directory, because erasing words rewrites them too. A PostgreSQL is
its administrator's to copy.
"""

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from trainer.errors import StoreError, UsageError
from trainer.language import tr
from trainer.store.connection import PATIENCE, Address, locate, make_room
from trainer.store.faults import plainly, primary
from trainer.store.moments import stamp
from trainer.store.revisions import VERSION_TABLE, standing


def backup(data: Path, url: str | None = None, *, now: Callable[[], datetime]) -> Path:
    """Copy the database to a dated file in `backups`; returns its path. Raises StoreError, UsageError."""
    address = locate(data, url)
    if not _file(address).exists():
        raise UsageError(tr("There is nothing to copy yet: {address} does not exist.", address=address))
    with plainly(address):
        return copy_aside(address, "trainer", now())


def restore(data: Path, source: Path, url: str | None = None, *, now: Callable[[], datetime]) -> Path | None:
    """Bring a copy back. The database there was is kept in `backups`: its path, or None when there was none.

    The copy is looked through first; a damaged one, or one of a newer program, changes nothing. Raises
    StoreError, or UsageError for a file that is not there.
    """
    address = locate(data, url)
    file = _file(address)
    if not source.is_file():
        raise UsageError(
            tr("There is no file {source}.", source=source), tr("`trainer doctor` says where the backups are.")
        )
    if file.exists() and source.samefile(file):
        raise UsageError(tr("That is the database itself."), tr("Name one of its backups."))
    with plainly(address):
        _look_through(source)
        make_room(address)
        kept = _keep(address, now()) if file.stat().st_size else None
        file.touch(mode=0o600)
        _copy(source, file)
    return kept


def list_backups(data: Path) -> list[Path]:
    """The program's own copies, newest first."""
    return sorted((data / "backups").glob("*.db"), key=_dated, reverse=True)


def list_strays(data: Path) -> list[Path]:
    """What else lies beside the copies: a copy that was broken off, the log of a damaged database."""
    return sorted(file for file in (data / "backups").glob("*") if file.suffix != ".db" and file.is_file())


def _dated(file: Path) -> str:
    """The date in a copy's name: erasing words changes the file's own."""
    found = re.search(r"\d{4}-\d\d-\d\dT.*", file.stem)
    return found[0] if found else ""


def copy_aside(address: Address, name: str, moment: datetime) -> Path:
    """Copy the SQLite file of an address to a new file in `backups`. Raises sqlite3.Error, OSError."""
    target = _new_file(address, name, moment)
    part = target.with_suffix(".part")
    part.touch(mode=0o600)
    try:
        _copy(_file(address), part)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _file(address: Address) -> Path:
    if address.file is None:
        raise UsageError(
            tr("A PostgreSQL database is not copied by trainer."),
            tr("Use pg_dump to back it up and pg_restore to bring it back."),
        )
    return address.file


def _new_file(address: Address, name: str, moment: datetime) -> Path:
    directory = address.data / "backups"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    dated = f"{name}-{stamp(moment).replace(':', '').replace('.', '')}"
    same = len(list(directory.glob(f"{dated}*")))
    return directory / (f"{dated}-{same + 1}.db" if same else f"{dated}.db")


def _copy(source: Path, target: Path) -> None:
    """Copy page by page into a database that others may have open; a new copy is one file without a log."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE)) as old,
        closing(sqlite3.connect(target, timeout=PATIENCE)) as new,
    ):
        old.backup(new)
        if target.suffix == ".part":
            new.execute("PRAGMA journal_mode=DELETE")


def _keep(address: Address, moment: datetime) -> Path:
    """Keep the present database beside the copies; when it is too damaged to copy, move its files there."""
    try:
        return copy_aside(address, "before-restore", moment)
    except sqlite3.DatabaseError as error:
        if primary(error) not in ("NOTADB", "CORRUPT"):
            raise
    target = _new_file(address, "damaged", moment)
    for suffix in ("-wal", "-shm", ""):
        present = Path(f"{address.file}{suffix}")
        if present.exists():
            os.replace(present, f"{target}{suffix}")
    return target


def _look_through(source: Path) -> None:
    wrong = StoreError(
        tr("{source} is not a whole backup of trainer.", source=source), tr("Nothing was changed. Try an older one.")
    )
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            whole = copy.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            found = copy.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()
    except sqlite3.Error as error:
        raise wrong from error
    if not whole or not found:
        raise wrong
    standing(found[0])
