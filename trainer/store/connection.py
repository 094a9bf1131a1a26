"""Where the database is, and how to speak with it. Called by the store's own modules.

SQLite: write-ahead log, synchronous FULL (a commit survives a power cut), foreign keys, deleted bytes zeroed,
and five seconds of patience with another writer. PostgreSQL: psycopg, and a connection tried before its use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from trainer.errors import StoreError, UsageError
from trainer.language import mark, tr

PATIENCE = 5.0
"""Seconds to wait for another writer on SQLite."""
_WRITERS = 0x747261696E6572
"""The advisory lock on PostgreSQL under which one program at a time does what two must not do at once."""
_HELP = mark("Write postgresql://NAME@HOST/DATABASE or sqlite:////FILE, or leave TRAINER_DATABASE out.")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is: the SQLite `file`, or None and a PostgreSQL's `url`; `data`: the directory."""

    data: Path
    file: Path | None
    url: URL

    def __str__(self) -> str:
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)


def locate(data: Path, url: str | None) -> Address:
    """The address that a data directory and TRAINER_DATABASE give. Raises UsageError for a wrong URL."""
    data = data.expanduser().absolute()
    if not url:
        return _file(data, data / "trainer.db")
    try:
        parsed = make_url(url)
        kind = parsed.get_backend_name()
    except (ArgumentError, ValueError) as error:  # the URL is not repeated: it may hold a password
        raise UsageError(tr("TRAINER_DATABASE is not the URL of a database."), _HELP) from error
    if kind == "sqlite" and parsed.database and parsed.database != ":memory:":
        return _file(data, Path(parsed.database).expanduser().absolute())
    if kind in ("postgresql", "postgres"):
        return Address(data, None, parsed.set(drivername="postgresql+psycopg"))
    raise UsageError(tr("TRAINER_DATABASE names a database that trainer cannot use ({kind}).", kind=kind), _HELP)


def _file(data: Path, file: Path) -> Address:
    return Address(data, file, URL.create("sqlite", database=str(file)))


def make_room(address: Address) -> None:
    """Make the data directory, and the SQLite file in it, for this person's eyes only. Raises StoreError."""
    try:
        address.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        if address.file and not address.file.exists():
            address.file.touch(mode=0o600)
    except OSError as error:
        raise StoreError(
            tr(
                "{filename} cannot be made or written ({strerror}).",
                filename=error.filename or address.data,
                strerror=error.strerror,
            ),
            tr("Choose another with --data DIR or TRAINER_DATA."),
        ) from error


def connect(address: Address, *, foreign_keys: bool = True) -> Engine:
    """An engine for an address; nothing is opened yet. Only a migration does without foreign keys."""
    if address.file is None:
        try:
            server = create_engine(address.url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
        except ImportError as error:
            raise StoreError(
                tr("PostgreSQL needs psycopg, which is missing."), tr("Install mentor-trainer[postgres].")
            ) from error
        event.listen(server, "connect", _make_roomy)
        return server
    # `isolation_level` None: the transactions are the ones begun below, schema changes within them
    engine = create_engine(address.url, connect_args={"timeout": PATIENCE, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def opened(connection: Any, _record: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        alone = connection.get_execution_options().get("alone")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if alone else "BEGIN")

    return engine


def _make_roomy(connection: Any, _record: object) -> None:
    """Let a server count thousands of people in memory: with its usual 4 MB it sorts them on disk."""
    with connection.cursor() as cursor:
        cursor.execute("SET work_mem = '64MB'")
    connection.commit()


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which no other program writes: for what reads first and then writes."""
    with engine.connect() as connection:
        connection = connection.execution_options(alone=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
            yield connection
