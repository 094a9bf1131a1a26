"""Erasing what a person wrote, and what is known of a person, so that no byte of it stays.

Not in a row, in freed pages, in the write-ahead log or in the program's own backups. What was erased stays in the
chains as an HMAC whose key is gone. On PostgreSQL the rows go and their tables are rewritten; the server's own log and
its administrator's dumps are theirs.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from trainer.errors import StoreError
from trainer.store.backups import list_backups, list_strays
from trainer.store.connection import PATIENCE, Address

Statement = tuple[str, str]
"""What must be there (a table, or table.column: an older backup may not have it), and the SQL."""

_WORDS: tuple[Statement, ...] = (("words", "DELETE FROM words WHERE run = :run AND seq = :seq"),)

OF_A_PERSON: tuple[tuple[str, str], ...] = (
    ("words", "run IN (SELECT run FROM runs WHERE person = :person)"),
    ("audit_words", "seq IN (SELECT seq FROM audit WHERE whom = :person)"),
)
"""The texts of and about a person: a table of them, and which rows. Who adds such a table adds its line here (SQL of
both databases), and its name to `_REWRITTEN`."""

_TEXTS: tuple[Statement, ...] = tuple((table, f"DELETE FROM {table} WHERE {which}") for table, which in OF_A_PERSON)

_A_PERSON: tuple[Statement, ...] = (
    ("pins", "DELETE FROM pins WHERE person = :person"),
    ("assignments", "DELETE FROM assignments WHERE person = :person"),
    ("people", "UPDATE people SET name = :name WHERE person = :person"),
    ("people.erased", "UPDATE people SET erased = :at, retired = coalesce(retired, :at) WHERE person = :person"),
)
"""What is known of a person. The row stays with its id, role and cohort, so that counts stay right."""

_REWRITTEN = ("words", "audit_words", "people", "pins", "assignments", "keys")
"""The tables that PostgreSQL writes anew; one with words of people belongs here too."""


_NOTED: tuple[Statement, ...] = (("audit_words", "DELETE FROM audit_words WHERE seq = :seq"),)


def erase_noted(connection: Connection, rows: Iterable[int]) -> int:
    """Delete the words of rows of the audit; how many had some. `scrub_noted` must follow the commit."""
    return sum(_done(connection, _NOTED, {"seq": seq}) for seq in rows)


def scrub_noted(engine: Engine, address: Address, rows: Iterable[int]) -> None:
    """After `erase_noted`: rewrite what still has the bytes. Again does no harm. Raises as `scrub` does."""
    scrub(engine, address, _NOTED, [{"seq": seq} for seq in rows])


def erase_words(connection: Connection, run: str, seq: int) -> int:
    """Delete the words of an event; how many there were. `scrub` must follow the commit."""
    return _done(connection, _WORDS, {"run": run, "seq": seq})


def erase_person(connection: Connection, person: str, at: str) -> int:
    """Delete the name of a person and all texts of and about them; how many texts. `scrub` must follow."""
    given = _given(person, at)
    texts = _done(connection, _TEXTS, given)
    _done(connection, _A_PERSON, given)
    return texts


def count_texts(connection: Connection, person: str) -> int:
    """How many texts of and about a person there are to erase."""
    counts = (f"SELECT count(*) FROM {table} WHERE {which}" for table, which in OF_A_PERSON)
    return sum(connection.execute(text(sql), {"person": person}).scalar_one() for sql in counts)


def _given(person: str, at: str) -> dict[str, str]:
    return {"person": person, "at": at, "name": f"erased {person[:8]}"}


def _done(connection: Connection, statements: Iterable[Statement], given: Mapping[str, object]) -> int:
    return sum(connection.execute(text(sql), dict(given)).rowcount for _, sql in statements)


def scrub_words(engine: Engine, address: Address, run: str, seq: int) -> None:
    """After `erase_words`: rewrite what still has the bytes. Again does no harm. Raises as `scrub` does."""
    scrub(engine, address, _WORDS, [{"run": run, "seq": seq}])


def scrub_people(engine: Engine, address: Address, persons: Sequence[str], at: str) -> None:
    """After `erase_person`: rewrite what still has the bytes. Again does no harm. Raises as `scrub` does."""
    scrub(engine, address, (*_TEXTS, *_A_PERSON), [_given(person, at) for person in persons])


def scrub_key(engine: Engine, address: Address, name: str) -> None:
    """After a key was deleted: rewrite what still has its bytes. Again does no harm. Raises as `scrub` does."""
    scrub(engine, address, (("keys", "DELETE FROM keys WHERE name = :name"),), [{"name": name}])


def scrub(
    engine: Engine, address: Address, statements: Sequence[Statement], given: Sequence[Mapping[str, object]]
) -> None:
    """Write the database anew without free space, and do the same to the program's backups.

    Raises StoreError naming what could not be rewritten; the rest is erased all the same.
    """
    if address.file is None:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in _REWRITTEN:
                connection.exec_driver_sql(f"VACUUM FULL {table}")
        return
    left = [file for file in list_backups(address.data) if not _scrubbed(file, statements, given)]
    left += list_strays(address.data)
    raw = engine.raw_connection()
    try:
        if not isinstance(raw.driver_connection, sqlite3.Connection):
            raise TypeError("an SQLite engine without an SQLite connection")
        whole = _rewrite(raw.driver_connection)
    finally:
        raw.close()
    if not whole:
        raise StoreError("It is erased, but another window still holds a copy.", "Close it and erase again.")
    if left:
        raise StoreError(
            f"It is erased, but these files could not be rewritten: {', '.join(map(str, left))}.",
            "Delete them.",
        )


def _scrubbed(file: Path, statements: Iterable[Statement], given: Iterable[Mapping[str, object]]) -> bool:
    try:
        with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as copy:
            copy.execute("PRAGMA secure_delete=ON")
            there = _there(copy)
            for one in given:
                for needs, sql in statements:
                    if needs in there:
                        copy.execute(sql, dict(one))
            return _rewrite(copy)
    except sqlite3.Error:
        return False


def _there(copy: sqlite3.Connection) -> set[str]:
    """The tables of a backup, and their columns as table.column."""
    tables = [str(row[0]) for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {f"{table}.{row[1]}" for table in tables for row in copy.execute(f'PRAGMA table_info("{table}")')}
    return {*tables, *columns}


def _rewrite(connection: sqlite3.Connection) -> bool:
    """Write the file anew, without free space, and empty its log; False when another reader prevents that."""
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("VACUUM")
    return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
