"""Dropping what is kept of how candidates stand; called within the transaction of whatever changes it."""

from sqlalchemy import Connection, delete, select

from trainer.store.tables import runs, standings


def forget(connection: Connection, person: str) -> None:
    """Drop how a person stands; called within the transaction of whatever changes it."""
    connection.execute(delete(standings).where(standings.c.person == person))


def forget_of_run(connection: Connection, run: str) -> None:
    """Drop how the person of a run stands."""
    person = select(runs.c.person).where(runs.c.run == run).scalar_subquery()
    connection.execute(delete(standings).where(standings.c.person == person))
