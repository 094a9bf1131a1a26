"""Sittings: what one draws, and whether and when another may be opened. Pure; `session.path` opens them.

The plan of a sitting is made once, when it opens, and stored with it, so that a pool that changes later changes
nothing for whoever is under way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from trainer.content.certification import Certification
from trainer.engine.chance import SEEDS, draw
from trainer.language import tr, tr_many


@dataclass(frozen=True, slots=True)
class Drawn:
    """One conversation of a sitting: its scenario and the seed of its run, which gives the casting and the order."""

    scenario: str
    seed: int


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a sitting may be opened: how many are left (0: a talk comes first), not before when, and a sentence."""

    left: int
    after: datetime | None
    why: str

    def open_at(self, now: datetime) -> bool:
        """Whether one may be opened now."""
        return self.left > 0 and (self.after is None or self.after <= now)


def plan(
    certification: Certification,
    competencies: Mapping[str, str],
    met: Mapping[str, str],
    seed: int,
) -> tuple[Drawn, ...]:
    """What a sitting draws: of each competency what was not met yet, then what was met longest ago.

    `competencies` gives the competency of each scenario that can be drawn; `met` when a person last met a scenario,
    as a stamp that sorts by time. Among equals the seed decides. Fewer than the certification asks for come back
    where the pool has fewer.
    """
    drawn: list[str] = []
    for competency, count in certification.sitting.draw.items():
        pool = [one for one in certification.sitting.pool if competencies.get(one) == competency]
        pool.sort(key=lambda one: (met.get(one, ""), draw(seed, "sitting", one)))
        drawn += pool[:count]
    drawn.sort(key=lambda one: draw(seed, "place", one))
    return tuple(Drawn(one, int.from_bytes(draw(seed, "seed", one)) % SEEDS) for one in drawn)


def next_turn(
    certification: Certification,
    ended: Sequence[datetime],
    talked: datetime | None = None,
    allowed: datetime | None = None,
) -> Turn:
    """Whether another sitting may be opened after those that `ended`, oldest first, voided ones left out.

    `talked` is when a talk with the coordinator was last recorded: after the last of the tries one is due, and some
    days besides, and then the count begins again. `allowed` is when a coordinator last let somebody sit without
    waiting; it holds for one sitting.
    """
    tries = certification.tries
    if not ended:
        return Turn(tries.count, None, tr("The first sitting can be opened."))
    last = ended[-1]
    if allowed is not None and allowed >= last:
        return Turn(1, None, tr("Your coordinator has let you sit without waiting."))
    since = [end for end in ended if talked is None or end > talked]
    if len(since) >= tries.count:
        return Turn(
            0,
            None,
            tr_many(
                tries.count,
                "One sitting is done. A talk with your coordinator comes next.",
                "{count} sittings are done. A talk with your coordinator comes next.",
            ),
        )
    left = tries.count - len(since)
    if talked is not None and not since and len(ended) >= tries.count:
        return Turn(
            left,
            last + timedelta(days=tries.then_days),
            tr("{then_days} days go by after the last one.", then_days=tries.then_days),
        )
    return Turn(
        left,
        last + timedelta(hours=tries.wait_hours),
        tr("{wait_hours} hours go by between two sittings.", wait_hours=tries.wait_hours),
    )
