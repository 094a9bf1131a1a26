"""Sittings, the decisions and levels of runs that are over, marks of time, and how candidates stand."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
)

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Runs that are over get their decisions and levels when they are next asked for."""
    op.create_table(
        "sittings",
        Column("sitting", String, nullable=False),
        Column("person", String, nullable=False),
        Column("certification", String, nullable=False),
        Column("snapshot", String, nullable=False),
        Column("opened", String, nullable=False),
        Column("seed", BigInteger, nullable=False),
        PrimaryKeyConstraint("sitting", name="pk_sittings"),
        ForeignKeyConstraint(["person"], ["people.person"], name="fk_sittings_person"),
        ForeignKeyConstraint(["snapshot"], ["snapshots.sha256"], name="fk_sittings_snapshot"),
    )
    op.create_index("ix_sittings_person", "sittings", ["person"])
    op.create_table(
        "places",
        Column("sitting", String, nullable=False),
        Column("place", Integer, nullable=False, autoincrement=False),
        Column("scenario", String, nullable=False),
        Column("seed", BigInteger, nullable=False),
        Column("run", String),
        Column("instead_of", String),
        PrimaryKeyConstraint("sitting", "place", name="pk_places"),
        ForeignKeyConstraint(["sitting"], ["sittings.sitting"], name="fk_places_sitting"),
        ForeignKeyConstraint(["run"], ["runs.run"], name="fk_places_run"),
    )
    op.create_index("ix_places_run", "places", ["run"])
    op.create_table(
        "decisions",
        Column("run", String, nullable=False),
        Column("number", Integer, nullable=False, autoincrement=False),
        Column("scene", String, nullable=False),
        Column("choice", String, nullable=False),
        Column("level", Integer),
        Column("first", Boolean, nullable=False),
        Column("scored", Boolean, nullable=False),
        Column("critical", String),
        Column("repaired", Boolean, nullable=False),
        PrimaryKeyConstraint("run", "number", name="pk_decisions"),
        ForeignKeyConstraint(["run"], ["runs.run"], name="fk_decisions_run"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "observations",
        Column("run", String, nullable=False),
        Column("number", Integer, nullable=False, autoincrement=False),
        Column("criterion", String, nullable=False),
        Column("level", Integer, nullable=False),
        PrimaryKeyConstraint("run", "number", "criterion", name="pk_observations"),
        ForeignKeyConstraint(["run"], ["runs.run"], name="fk_observations_run"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "marks",
        Column("number", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
        Column("person", String, nullable=False),
        Column("at", Double, nullable=False),
        PrimaryKeyConstraint("number", name="pk_marks"),
        ForeignKeyConstraint(["person"], ["people.person"], name="fk_marks_person"),
    )
    op.create_index("ix_marks_person_number", "marks", ["person", "number"])
    op.create_table(
        "standings",
        Column("person", String, nullable=False),
        Column("certification", String, nullable=False),
        Column("data", LargeBinary, nullable=False),
        PrimaryKeyConstraint("person", "certification", name="pk_standings"),
        ForeignKeyConstraint(["person"], ["people.person"], name="fk_standings_person"),
    )
