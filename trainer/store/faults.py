"""What a database driver refuses, told as one clear line and what to do. Wrapped around all database work."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from trainer.errors import StoreError
from trainer.language import mark, tr
from trainer.store.connection import Address

_ELSEWHERE = mark("Allow writing there, or choose another directory with --data DIR or TRAINER_DATA.")
_SQLITE = {
    "FULL": (
        mark("There is no room left for {database}."),
        mark("Free some space on the disk, then go on. What was already chosen is kept."),
    ),
    "READONLY": (mark("{database} cannot be written."), _ELSEWHERE),
    "PERM": (mark("{database} cannot be written."), _ELSEWHERE),
    "CANTOPEN": (mark("{database} cannot be opened."), _ELSEWHERE),
    "BUSY": (
        mark("Another program is keeping {database} busy."),
        mark("Close it, or try again in a moment. What was already chosen is kept."),
    ),
    "LOCKED": (
        mark("Another program is keeping {database} busy."),
        mark("Close it, or try again in a moment. What was already chosen is kept."),
    ),
    "CORRUPT": (
        mark("{database} is damaged."),
        mark("`trainer db restore` brings back a backup; the damaged file is kept."),
    ),
    "NOTADB": (
        mark("{database} is damaged."),
        mark("`trainer db restore` brings back a backup; the damaged file is kept."),
    ),
    "IOERR": (
        mark("{database} cannot be read or written."),
        mark("The disk may be full, failing or unplugged. What was already chosen is kept."),
    ),
    "TOOBIG": (mark("What was written is too long for {database}."), mark("Make it shorter.")),
}
"""By SQLite's own primary error names: what is wrong with the file, and what to do."""
_POSTGRES = {
    "53100": (
        mark("The database server has no room left."),
        mark("Tell whoever looks after {database}. What was already chosen is kept."),
    ),
    "53300": (mark("The database server has too many visitors."), mark("Try again in a moment.")),
    "42501": (
        mark("The database {database} does not allow this to its user."),
        mark("Give that user the right to create and write."),
    ),
    "25006": (mark("The database {database} cannot be written."), mark("Point TRAINER_DATABASE at one that can.")),
}
_REACH = mark("Check that the server is running and that TRAINER_DATABASE is right.")


@contextmanager
def plainly(address: Address) -> Iterator[None]:
    """Raise what a driver refuses inside as a StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise _told(error.orig, address) from error
    except sqlite3.Error as error:
        raise _told(error, address) from error
    except OSError as error:
        raise StoreError(
            tr(
                "{filename} cannot be read or written ({strerror}).",
                filename=error.filename or address,
                strerror=error.strerror,
            ),
            tr(_ELSEWHERE),
        ) from error


def _told(error: BaseException | None, address: Address) -> StoreError:
    if address.file is None:
        known = _POSTGRES.get(getattr(error, "sqlstate", None) or "")
    else:
        known = _SQLITE.get(primary(error))
    if known:
        return StoreError(tr(known[0], database=address), tr(known[1], database=address))
    reason = (str(error).strip().splitlines() or [tr("no reason given")])[0].rstrip(".")
    return StoreError(
        tr("The database {address} refused: {reason}.", address=address, reason=reason),
        tr("`trainer doctor` looks closer.") if address.file else tr(_REACH),
    )


def primary(error: BaseException | None) -> str:
    """SQLite's primary name for an error (FULL, BUSY, NOTADB), or nothing."""
    return getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").partition("_")[0]
