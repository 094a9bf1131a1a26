"""Erasing what a person wrote, so that no byte of it stays: row, freed pages, log, and the own backups.

The event stays in the chain with its HMAC, whose key is gone. On PostgreSQL the row goes and its table is
rewritten; the server's own log and its administrator's dumps are theirs.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, delete

from trainer.errors import StoreError
from trainer.store.backups import list_backups
from trainer.store.connection import PATIENCE, Address
from trainer.store.tables import words


def erase_words(engine: Engine, address: Address, run: str, seq: int) -> None:
    """Erase the words of event `seq` of a run, here and in the program's backups. Again does no harm.

    Raises StoreError naming what could not be rewritten; the rest is erased all the same.
    """
    with engine.begin() as connection:
        connection.execute(delete(words).where(words.c.run == run, words.c.seq == seq))
    if address.file is None:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM FULL words")
        return
    left = [file for file in list_backups(address.data) if not _erased(file, run, seq)]
    raw = engine.raw_connection()
    try:
        if not isinstance(raw.driver_connection, sqlite3.Connection):
            raise TypeError("an SQLite engine without an SQLite connection")
        whole = _rewrite(raw.driver_connection)
    finally:
        raw.close()
    if not whole:
        raise StoreError("The words are erased, but another window still holds them.", "Close it and erase again.")
    if left:
        raise StoreError(
            f"The words are erased, but these backups could not be rewritten: {', '.join(map(str, left))}.",
            "Delete those files.",
        )


def _erased(file: Path, run: str, seq: int) -> bool:
    try:
        with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as copy:
            copy.execute("PRAGMA secure_delete=ON")
            copy.execute("DELETE FROM words WHERE run = ? AND seq = ?", (run, seq))
            return _rewrite(copy)
    except sqlite3.Error:
        return False


def _rewrite(connection: sqlite3.Connection) -> bool:
    """Write the file anew, without free space, and empty its log; False when another reader prevents that."""
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("VACUUM")
    return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
