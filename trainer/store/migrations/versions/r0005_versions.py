"""Which text of a scenario a run is on, its casting, whether it was forked: read from its header, to be counted by."""

import json

from alembic import op
from sqlalchemy import Boolean, Column, LargeBinary, MetaData, String, Table, bindparam, false, select, update

revision = "0005"
down_revision = "0004"

_PIECE = 1000


def upgrade() -> None:
    """Three columns that repeat what headers say; no header changes."""
    op.add_column("runs", Column("version", String, nullable=False, server_default=""))
    op.add_column("runs", Column("casting", String, nullable=False, server_default=""))
    op.add_column("runs", Column("forked", Boolean, nullable=False, server_default=false()))
    runs = Table(
        "runs",
        MetaData(),
        Column("run", String, primary_key=True),
        Column("header", LargeBinary),
        Column("version", String),
        Column("casting", String),
        Column("forked", Boolean),
    )
    connection = op.get_bind()
    change = (
        update(runs)
        .where(runs.c.run == bindparam("of_run"))
        .values(version=bindparam("of_text"), casting=bindparam("played"), forked=bindparam("other"))
    )
    last = ""
    while found := connection.execute(
        select(runs.c.run, runs.c.header).where(runs.c.run > last).order_by(runs.c.run).limit(_PIECE)
    ).all():
        connection.execute(change, [{"of_run": run, **_said(header)} for run, header in found])
        last = found[-1].run


def _said(header: bytes) -> dict[str, str | bool]:
    """What a header says; nothing of one that is damaged, which `trainer verify` names."""
    try:
        record = json.loads(header)
        return {
            "of_text": str(record["snapshots"].get("scenario", "")),
            "played": str(record["casting"]),
            "other": record["forked_from"] is not None,
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"of_text": "", "played": "", "other": False}
