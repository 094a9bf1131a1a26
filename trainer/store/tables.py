"""The tables. A change here needs a migration in `migrations/versions`; a test compares the two.

Canonical bytes (headers, events, snapshots) and people's words are kept as bytes: exact on both databases,
NUL and all, and never rewritten by a migration. Times are UTC as ISO 8601 text.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

people = Table(
    "people",
    METADATA,
    Column("person", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("created", String, nullable=False),
)

snapshots = Table(
    "snapshots",
    METADATA,
    Column("sha256", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    METADATA,
    Column("run", String, primary_key=True),
    Column("person", String, ForeignKey(people.c.person), nullable=False),
    Column("scenario", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("opened", String, nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("link", LargeBinary, nullable=False),
    Index(None, "opened"),
    Index(None, "person", "opened"),
    Index(None, "scenario", "opened"),
)
"""The columns beside `header` repeat what it says, to be searched; `link` is the chain's first."""

events = Table(
    "events",
    METADATA,
    Column("run", String, ForeignKey(runs.c.run), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
    Column("link", LargeBinary, nullable=False),
    CheckConstraint("seq > 0", name="counted"),
    sqlite_with_rowid=False,
)

words = Table(
    "words",
    METADATA,
    Column("run", String, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("key", LargeBinary, nullable=False),
    Column("text", LargeBinary, nullable=False),
    ForeignKeyConstraint(["run", "seq"], [events.c.run, events.c.seq]),
)
"""What people wrote, apart from the chain, each under its own key; erasing is deleting the row."""

summaries = Table(
    "summaries",
    METADATA,
    Column("run", String, ForeignKey(runs.c.run), primary_key=True),
    Column("events", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("decisions", Integer, nullable=False),
    Column("outcome", String),
    Column("score", Double),
    Column("competency", String),
)
"""A cache for the list of runs; everything in it can be worked out again."""
