"""Runs that were played on other machines, and the keys under which exports name people."""

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, LargeBinary, PrimaryKeyConstraint, String

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Two new tables; nothing that is there changes."""
    op.create_table(
        "received",
        Column("run", String, nullable=False),
        Column("origin", String, nullable=False),
        Column("at", String, nullable=False),
        PrimaryKeyConstraint("run", name="pk_received"),
        ForeignKeyConstraint(["run"], ["runs.run"], name="fk_received_run"),
    )
    op.create_index("ix_received_origin", "received", ["origin"])
    op.create_table(
        "keys",
        Column("name", String, nullable=False),
        Column("key", LargeBinary, nullable=False),
        PrimaryKeyConstraint("name", name="pk_keys"),
    )
