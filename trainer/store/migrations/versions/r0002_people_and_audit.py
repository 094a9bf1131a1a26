"""Roles and cohorts of people, their PINs, what was assigned, and the audit."""

from alembic import op
from sqlalchemy import (
    CheckConstraint,
    Column,
    Double,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
)

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Everybody there was is a mentor, without a cohort or a PIN."""
    op.add_column("people", Column("role", String, nullable=False, server_default="mentor"))
    for name in ("cohort", "retired", "erased"):
        op.add_column("people", Column(name, String))
    op.create_table(
        "pins",
        Column("person", String, nullable=False),
        Column("hash", String, nullable=False),
        Column("misses", Integer, nullable=False),
        Column("missed", Double),
        PrimaryKeyConstraint("person", name="pk_pins"),
        ForeignKeyConstraint(["person"], ["people.person"], name="fk_pins_person"),
    )
    op.create_table(
        "assignments",
        Column("assignment", String, nullable=False),
        Column("scenario", String, nullable=False),
        Column("person", String),
        Column("cohort", String),
        Column("due", String, nullable=False),
        Column("given", String, nullable=False),
        Column("giver", String),
        PrimaryKeyConstraint("assignment", name="pk_assignments"),
        ForeignKeyConstraint(["person"], ["people.person"], name="fk_assignments_person"),
        ForeignKeyConstraint(["giver"], ["people.person"], name="fk_assignments_giver"),
        CheckConstraint("(person IS NULL) <> (cohort IS NULL)", name="ck_assignments_to_one"),
    )
    _audit()


def _audit() -> None:
    op.create_table(
        "audit",
        Column("seq", Integer, nullable=False, autoincrement=False),
        Column("at", String, nullable=False),
        Column("action", String, nullable=False),
        Column("who", String),
        Column("whom", String),
        Column("data", LargeBinary, nullable=False),
        Column("link", LargeBinary, nullable=False),
        PrimaryKeyConstraint("seq", name="pk_audit"),
        CheckConstraint("seq > 0", name="ck_audit_counted"),
    )
    op.create_index("ix_audit_who", "audit", ["who"])
    op.create_index("ix_audit_whom", "audit", ["whom"])
    op.create_table(
        "audit_words",
        Column("seq", Integer, nullable=False, autoincrement=False),
        Column("key", LargeBinary, nullable=False),
        Column("text", LargeBinary, nullable=False),
        PrimaryKeyConstraint("seq", name="pk_audit_words"),
        ForeignKeyConstraint(["seq"], ["audit.seq"], name="fk_audit_words_seq"),
    )
