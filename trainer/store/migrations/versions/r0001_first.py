"""The first tables: people, snapshots, runs, events, words, summaries."""

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

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "people",
        Column("person", String, nullable=False),
        Column("name", String, nullable=False),
        Column("created", String, nullable=False),
        PrimaryKeyConstraint("person", name="pk_people"),
    )
    op.create_table(
        "snapshots",
        Column("sha256", String, nullable=False),
        Column("data", LargeBinary, nullable=False),
        PrimaryKeyConstraint("sha256", name="pk_snapshots"),
    )
    _runs()
    _events()


def _runs() -> None:
    op.create_table(
        "runs",
        Column("run", String, nullable=False),
        Column("person", String, nullable=False),
        Column("scenario", String, nullable=False),
        Column("mode", String, nullable=False),
        Column("opened", String, nullable=False),
        Column("header", LargeBinary, nullable=False),
        Column("link", LargeBinary, nullable=False),
        PrimaryKeyConstraint("run", name="pk_runs"),
        ForeignKeyConstraint(["person"], ["people.person"], name="fk_runs_person"),
    )
    op.create_index("ix_runs_opened", "runs", ["opened"])
    op.create_index("ix_runs_person_opened", "runs", ["person", "opened"])
    op.create_index("ix_runs_scenario_opened", "runs", ["scenario", "opened"])
    op.create_table(
        "summaries",
        Column("run", String, nullable=False),
        Column("events", Integer, nullable=False),
        Column("status", String, nullable=False),
        Column("decisions", Integer, nullable=False),
        Column("outcome", String),
        Column("score", Double),
        Column("competency", String),
        PrimaryKeyConstraint("run", name="pk_summaries"),
        ForeignKeyConstraint(["run"], ["runs.run"], name="fk_summaries_run"),
    )


def _events() -> None:
    op.create_table(
        "events",
        Column("run", String, nullable=False),
        Column("seq", Integer, nullable=False),
        Column("data", LargeBinary, nullable=False),
        Column("link", LargeBinary, nullable=False),
        PrimaryKeyConstraint("run", "seq", name="pk_events"),
        ForeignKeyConstraint(["run"], ["runs.run"], name="fk_events_run"),
        CheckConstraint("seq > 0", name="ck_events_counted"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "words",
        Column("run", String, nullable=False),
        Column("seq", Integer, nullable=False),
        Column("key", LargeBinary, nullable=False),
        Column("text", LargeBinary, nullable=False),
        PrimaryKeyConstraint("run", "seq", name="pk_words"),
        ForeignKeyConstraint(["run", "seq"], ["events.run", "events.seq"], name="fk_words_run"),
    )
