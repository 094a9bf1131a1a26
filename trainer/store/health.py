"""Whether the data directory and the database are well: for `trainer doctor`."""

import shutil

from sqlalchemy import Connection, func, select

from trainer.language import mark, tr, tr_many
from trainer.store.backups import list_backups
from trainer.store.connection import Address
from trainer.store.revisions import stored_revision
from trainer.store.rows import Check
from trainer.store.tables import runs

_LITTLE = 100 * 1024 * 1024
"""Bytes of free disk below which things are not well."""


def examine(connection: Connection, address: Address) -> list[Check]:
    """Look at everything there is to look at; on a large database this takes seconds."""
    checks = [Check(mark("database"), str(address)), Check(mark("revision"), stored_revision(connection) or tr("none"))]
    checks += _file(connection, address) if address.file else _server(connection)
    checks.append(Check(mark("runs"), str(connection.scalar(select(func.count()).select_from(runs)))))
    return checks


def _file(connection: Connection, address: Address) -> list[Check]:
    pages, size = (connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("page_count", "page_size"))
    journal = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
    free = shutil.disk_usage(address.data).free
    wrong = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(5)") if row[0] != "ok"]
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        wrong.append(tr("rows that belong to nothing"))
    copies = list_backups(address.data)
    return [
        Check(mark("size"), _megabytes(int(pages or 0) * int(size or 0))),
        Check(mark("integrity"), "; ".join(wrong).replace("\n", " ") or "ok", not wrong),
        Check(mark("journal"), journal, journal == "wal"),
        Check(mark("free disk"), _megabytes(free), free >= _LITTLE),
        Check(
            mark("backups"),
            tr_many(len(copies), "{count}, the newest {file}", "{count}, the newest {file}", file=copies[0])
            if copies
            else tr("none"),
        ),
    ]


def _server(connection: Connection) -> list[Check]:
    size = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar()
    version = connection.exec_driver_sql("SHOW server_version").scalar()
    return [
        Check(mark("size"), _megabytes(int(size or 0))),
        Check(mark("server"), tr("PostgreSQL {version}", version=version)),
    ]


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
