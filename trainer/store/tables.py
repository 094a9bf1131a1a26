"""The tables. A change here needs a migration in `migrations/versions`; a test compares the two.

Canonical bytes (headers, events, snapshots) and people's words are kept as bytes: exact on both databases,
NUL and all, and never rewritten by a migration. Times are UTC as ISO 8601 text.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
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
    false,
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
    Column("role", String, nullable=False, server_default="mentor"),
    Column("cohort", String),
    Column("retired", String),
    Column("erased", String),
)
"""`retired` and `erased` are when that was, or null. Of an erased person the row stays, because runs name its id."""

pins = Table(
    "pins",
    METADATA,
    Column("person", String, ForeignKey(people.c.person), primary_key=True),
    Column("hash", String, nullable=False),
    Column("misses", Integer, nullable=False),
    Column("missed", Double),
)
"""PINs as argon2 hashes; `misses` wrong ones in a row, the last at `missed` on the stopwatch of `pins.elapsed`."""

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
    Column("version", String, nullable=False, server_default=""),
    Column("casting", String, nullable=False, server_default=""),
    Column("forked", Boolean, nullable=False, server_default=false()),
    Index(None, "opened"),
    Index(None, "person", "opened"),
    Index(None, "scenario", "opened"),
)
"""The columns beside `header` repeat what it says, to be searched; `link` is the chain's first.

`version` is the SHA-256 of the scenario's text, `forked` whether it began in the middle of another run.
"""

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

assignments = Table(
    "assignments",
    METADATA,
    Column("assignment", String, primary_key=True),
    Column("scenario", String, nullable=False),
    Column("person", String, ForeignKey(people.c.person)),
    Column("cohort", String),
    Column("due", String, nullable=False),
    Column("given", String, nullable=False),
    Column("giver", String, ForeignKey(people.c.person)),
    CheckConstraint("(person IS NULL) <> (cohort IS NULL)", name="to_one"),
)
"""A scenario given to a person or to all of a cohort, by a day (`due`, YYYY-MM-DD)."""

audit = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("action", String, nullable=False),
    Column("who", String, index=True),
    Column("whom", String, index=True),
    Column("data", LargeBinary, nullable=False),
    Column("link", LargeBinary, nullable=False),
    CheckConstraint("seq > 0", name="counted"),
)
"""See `audit.py`. The columns beside `data` repeat what it says, to be searched."""

audit_words = Table(
    "audit_words",
    METADATA,
    Column("seq", Integer, ForeignKey(audit.c.seq), primary_key=True, autoincrement=False),
    Column("key", LargeBinary, nullable=False),
    Column("text", LargeBinary, nullable=False),
)
"""Names and reasons of the audit, apart from its chain, each row under its own key; erasing is deleting the row."""

sittings = Table(
    "sittings",
    METADATA,
    Column("sitting", String, primary_key=True),
    Column("person", String, ForeignKey(people.c.person), nullable=False, index=True),
    Column("certification", String, nullable=False),
    Column("snapshot", String, ForeignKey(snapshots.c.sha256), nullable=False),
    Column("opened", String, nullable=False),
    Column("seed", BigInteger, nullable=False),
)
"""One try at a certification, on the text of it that the person had then."""

places = Table(
    "places",
    METADATA,
    Column("sitting", String, ForeignKey(sittings.c.sitting), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("scenario", String, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("run", String, ForeignKey(runs.c.run), index=True),
    Column("instead_of", String),
)
"""The conversations drawn for a sitting, from 1, each with its run once begun; `instead_of` is what was declined."""

decisions = Table(
    "decisions",
    METADATA,
    Column("run", String, ForeignKey(runs.c.run), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("scene", String, nullable=False),
    Column("choice", String, nullable=False),
    Column("level", Integer),
    Column("first", Boolean, nullable=False),
    Column("scored", Boolean, nullable=False),
    Column("critical", String),
    Column("repaired", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""A cache: the decisions of runs that are over, those that stand from 1, those taken back from -1 downwards.

`first` is the first choice made at a scene, `level` its lowest rating, `scored` whether it counts for the score.
"""

observations = Table(
    "observations",
    METADATA,
    Column("run", String, ForeignKey(runs.c.run), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("criterion", String, primary_key=True),
    Column("level", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""A cache: the levels of scored decisions by criterion, a repaired slip counted as such."""

marks = Table(
    "marks",
    METADATA,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("person", String, ForeignKey(people.c.person), nullable=False),
    Column("at", Double, nullable=False),
    Index(None, "person", "number"),
)
"""When a screen was opened or closed, or a choice made: seconds since 1970, in the order in which they were written."""

standings = Table(
    "standings",
    METADATA,
    Column("person", String, ForeignKey(people.c.person), primary_key=True),
    Column("certification", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""A cache: how a candidate stands, as JSON; whatever changes it deletes the row, and it is then worked out anew."""

received = Table(
    "received",
    METADATA,
    Column("run", String, ForeignKey(runs.c.run), primary_key=True),
    Column("origin", String, nullable=False, index=True),
    Column("at", String, nullable=False),
)
"""Runs that were played on another machine and brought in `at` a stamp.

Their headers stay as they were made, and so name a person as that machine knows them, `origin`; whose they are here is
said by `runs`.
"""

keys = Table(
    "keys",
    METADATA,
    Column("name", String, primary_key=True),
    Column("key", LargeBinary, nullable=False),
)
"""Keys of this database. `export`: under which exports name people by codes."""
