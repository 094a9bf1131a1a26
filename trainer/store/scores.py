"""The decisions and levels of runs that are over, as rows that can be counted: a cache of what the events give.

Written with the summary of a run; the desk and the reports read it by aggregates. Called by `Store` and `Desk`.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from trainer.scoring.score import Critical, Observation
from trainer.store.rows import Decided, Levels
from trainer.store.tables import decisions, observations


def write_scores(connection: Connection, run: str, decided: Iterable[Decided]) -> None:
    """Replace the rows of a run."""
    connection.execute(delete(observations).where(observations.c.run == run))
    connection.execute(delete(decisions).where(decisions.c.run == run))
    rows = list(decided)
    if not rows:
        return
    connection.execute(
        insert(decisions),
        [
            {
                "run": run,
                "number": one.number,
                "scene": one.scene,
                "choice": one.choice,
                "level": one.level,
                "first": one.first,
                "scored": bool(one.levels),
                "critical": one.critical,
                "repaired": one.repaired,
            }
            for one in rows
        ],
    )
    seen = [
        {"run": run, "number": one.number, "criterion": criterion, "level": level}
        for one in rows
        for criterion, level in one.levels.items()
    ]
    if seen:
        connection.execute(insert(observations), seen)


def read_levels(connection: Connection, runs: Iterable[str]) -> dict[str, Levels]:
    """The scored levels and critical acts of some runs, in order; a run without rows is left out."""
    wanted = list(runs)
    acts = select(decisions).where(decisions.c.run.in_(wanted), decisions.c.number > 0).order_by(decisions.c.number)
    levels = select(observations).where(observations.c.run.in_(wanted)).order_by(observations.c.number)
    made = {(row.run, row.number): row for row in connection.execute(acts)}
    found = {run: Levels([], []) for run, _ in made}
    for (run, number), row in made.items():
        if row.critical:
            act = Critical(row.critical, number - 1, row.scene, row.choice or None, row.repaired)
            found[run].critical.append(act)
    for row in connection.execute(levels):
        at = made[row.run, row.number]
        one = Observation(row.criterion, row.level, row.number - 1, at.scene, at.choice)
        found[row.run].observations.append(one)
    return found
