"""The sittings of a person, read from their rows. Called by `desk` and `elsewhere`."""

from sqlalchemy import Connection, select

from trainer.store import audit
from trainer.store.rows import Place, SittingRow
from trainer.store.tables import places, sittings, summaries


def list_sittings(connection: Connection, person: str) -> list[SittingRow]:
    """A person's sittings, oldest first, with their conversations; voided ones too, marked as such."""
    of_person = select(sittings).where(sittings.c.person == person).order_by(sittings.c.opened, sittings.c.sitting)
    seats = (
        select(places, summaries.c.status)
        .join(sittings, sittings.c.sitting == places.c.sitting)
        .outerjoin(summaries, summaries.c.run == places.c.run)
        .where(sittings.c.person == person)
        .order_by(places.c.place)
    )
    drawn: dict[str, list[Place]] = {}
    for row in connection.execute(seats):
        place = Place(row.place, row.scenario, row.seed, row.run, row.status, row.instead_of)
        drawn.setdefault(row.sitting, []).append(place)
    voided = {
        row.what.get("sitting")
        for row in audit.list_audit(connection, person=person, action="sitting_voided", since=None, limit=None)
    }
    return [
        SittingRow(
            row.sitting,
            row.person,
            row.certification,
            row.snapshot,
            row.opened,
            row.seed,
            tuple(drawn.get(row.sitting, ())),
            row.sitting in voided,
        )
        for row in connection.execute(of_person)
    ]
