"""Runs that are over and have no decisions written down for counting, by an older program, are counted once more.

Since then both are written at once, so that a run without decisions, such as a case, is one that has none to count.
"""

from alembic import op
from sqlalchemy import Column, Integer, MetaData, String, Table, select, update

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Their summaries fall behind by an event, which is how the program knows what it has to count."""
    summaries = Table(
        "summaries",
        MetaData(),
        Column("run", String, primary_key=True),
        Column("events", Integer),
        Column("status", String),
    )
    decisions = Table("decisions", MetaData(), Column("run", String, primary_key=True))
    counted = select(decisions.c.run).where(decisions.c.run == summaries.c.run).correlate(summaries).exists()
    op.get_bind().execute(
        update(summaries).where(summaries.c.status != "open", ~counted).values(events=summaries.c.events - 1)
    )
