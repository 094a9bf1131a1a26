"""Bringing a database to this program's revision: on opening an SQLite file, and by `trainer db upgrade`."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from trainer.errors import StoreError
from trainer.language import tr
from trainer.store.backups import copy_aside
from trainer.store.connection import Address, alone, connect, locate, make_room
from trainer.store.faults import plainly
from trainer.store.revisions import REVISIONS, Standing, standing, stored_revision
from trainer.store.rows import Upgraded

if TYPE_CHECKING:
    from alembic.config import Config


SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(data: Path, url: str | None = None, *, now: Callable[[], datetime]) -> Upgraded:
    """Bring the database to this program's revision: `trainer db upgrade`. Raises StoreError."""
    address = locate(data, url)
    if address.file:
        make_room(address)
    with plainly(address):
        return migrate(address, now)


def migrate(
    address: Address,
    now: Callable[[], datetime],
    *,
    revisions: Sequence[str] = REVISIONS,
    scripts: Path = SCRIPTS,
) -> Upgraded:
    """Run what is due, in one transaction; an SQLite file that holds something is copied first."""
    engine = connect(address, foreign_keys=False)  # a rebuilt table would take its children along
    try:
        with engine.begin() as connection:
            before = stored_revision(connection)
        backup = None
        if address.file and standing(before, revisions) is Standing.BEHIND:
            backup = copy_aside(address, f"before-{revisions[-1]}", now())
        if standing(before, revisions) is not Standing.CURRENT:
            with alone(engine) as connection:  # where another program was faster, alembic finds nothing due
                _run_scripts(connection, scripts)
        return Upgraded(before, revisions[-1], backup)
    finally:
        engine.dispose()


def _run_scripts(connection: Connection, scripts: Path) -> None:
    from alembic import command

    command.upgrade(configuration(connection, scripts), "head")
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StoreError(tr("The upgrade does not fit this database."), tr("Nothing was changed. Please report this."))


def configuration(connection: Connection, scripts: Path = SCRIPTS) -> "Config":
    """Alembic's configuration, without a file, for one connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
