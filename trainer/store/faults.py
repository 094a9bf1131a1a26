"""What a database driver refuses, told as one clear line and what to do. Wrapped around all database work."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from trainer.errors import StoreError
from trainer.store.connection import Address

_ELSEWHERE = "Allow writing there, or choose another directory with --data DIR or TRAINER_DATA."
_SAVED = "What was already chosen is kept."
_SQLITE = {
    "FULL": ("There is no room left for {}.", f"Free some space on the disk, then go on. {_SAVED}"),
    "READONLY": ("{} cannot be written.", _ELSEWHERE),
    "PERM": ("{} cannot be written.", _ELSEWHERE),
    "CANTOPEN": ("{} cannot be opened.", _ELSEWHERE),
    "BUSY": ("Another program is keeping {} busy.", f"Close it, or try again in a moment. {_SAVED}"),
    "LOCKED": ("Another program is keeping {} busy.", f"Close it, or try again in a moment. {_SAVED}"),
    "CORRUPT": ("{} is damaged.", "`trainer db restore` brings back a backup; the damaged file is kept."),
    "NOTADB": ("{} is damaged.", "`trainer db restore` brings back a backup; the damaged file is kept."),
    "IOERR": ("{} cannot be read or written.", f"The disk may be full, failing or unplugged. {_SAVED}"),
    "TOOBIG": ("What was written is too long for {}.", "Make it shorter."),
}
"""By SQLite's own primary error names: what is wrong with the file, and what to do."""
_POSTGRES = {
    "53100": ("The database server has no room left.", f"Tell whoever looks after {{}}. {_SAVED}"),
    "53300": ("The database server has too many visitors.", "Try again in a moment."),
    "42501": (
        "The database {} does not allow this to its user.",
        "Give that user the right to create and write.",
    ),
    "25006": ("The database {} cannot be written.", "Point TRAINER_DATABASE at one that can."),
}
_REACH = "Check that the server is running and that TRAINER_DATABASE is right."


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
            f"{error.filename or address} cannot be read or written ({error.strerror}).", _ELSEWHERE
        ) from error


def _told(error: BaseException | None, address: Address) -> StoreError:
    if address.file is None:
        known = _POSTGRES.get(getattr(error, "sqlstate", None) or "")
    else:
        known = _SQLITE.get(primary(error))
    if known:
        return StoreError(known[0].format(address), known[1].format(address))
    reason = (str(error).strip().splitlines() or ["no reason given"])[0].rstrip(".")
    return StoreError(
        f"The database {address} refused: {reason}.",
        "`trainer doctor` looks closer." if address.file else _REACH,
    )


def primary(error: BaseException | None) -> str:
    """SQLite's primary name for an error (FULL, BUSY, NOTADB), or nothing."""
    return getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").partition("_")[0]
