"""Which revision a database has, and how that stands to this program. Asked on opening and before a restore.

Alembic is slow to import, so it is not asked: `REVISIONS` repeats the names of its scripts, oldest first, and
a test holds the two equal. A new migration is a script in `migrations/versions` and its name here.
"""

from collections.abc import Sequence
from enum import Enum, auto

from sqlalchemy import Connection, inspect

from trainer.errors import StoreError
from trainer.language import tr

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
VERSION_TABLE = "trainer_revision"


class Standing(Enum):
    """How a database stands to this program; one from a newer program is refused instead."""

    EMPTY = auto()
    BEHIND = auto()
    CURRENT = auto()


def stored_revision(connection: Connection) -> str | None:
    """The revision a database says it has, None when it is empty. Raises StoreError when it is not ours."""
    tables = inspect(connection)
    if tables.has_table(VERSION_TABLE):
        found: str | None = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()
        return found
    if tables.get_table_names():
        raise StoreError(tr("This database holds something else."), tr("Give trainer a database of its own."))
    return None


def standing(revision: str | None, revisions: Sequence[str] = REVISIONS) -> Standing:
    """How a revision stands to ours. Raises StoreError for one that this program does not know."""
    if revision is None:
        return Standing.EMPTY
    if revision not in revisions:
        raise StoreError(
            tr("This database was made by a newer version of trainer (revision {revision}).", revision=revision[:40]),
            tr("Update trainer to use it; nothing was changed."),
        )
    return Standing.CURRENT if revision == revisions[-1] else Standing.BEHIND
