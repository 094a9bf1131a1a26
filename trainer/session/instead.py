"""Another conversation in place of one of a sitting: of one that was declined, or that the library no longer has.

It is of the pool and of the same competency, and not drawn yet. Called by `path`.
"""

from collections import Counter

from trainer.session.candidate import Candidate
from trainer.session.session import Session
from trainer.store import SittingRow


def last_met(session: Session) -> dict[str, str]:
    """When the person last met each scenario, in whatever mode: a stamp."""
    met: dict[str, str] = {}
    for row in session.runs():
        if row.events:
            met[row.scenario] = max(row.opened, met.get(row.scenario, ""))
    return met


def replace_withdrawn(session: Session, one: Candidate, sitting: SittingRow | None) -> bool:
    """Put equal scenarios where a sitting that is under way still has some that the library no longer has.

    Whether anything was put. Those begun go on with the text that they began with.
    """
    kinds, gone = session.library.competencies, []
    covered: Counter[str] = Counter()
    for place in sitting.places if sitting else ():
        if place.scenario in kinds:
            covered[kinds[place.scenario]] += 1
        elif place.run is not None:
            covered[session.recall(place.run).story.scenario.competency] += 1
        else:
            gone.append(place)
    if sitting is None or not gone:
        return False
    wanted = Counter(one.certification.sitting.draw) - covered
    done = False
    for place, kind in zip(gone, wanted.elements(), strict=False):
        other = equal(session, one, sitting, kind)
        if other is not None:
            session.store.desk.swap_place(sitting.sitting, place.place, other, session.seeds())
            sitting = next(
                row for row in session.store.desk.sittings(session.me.person) if row.sitting == sitting.sitting
            )
            done = True
    return done


def equal(session: Session, one: Candidate, sitting: SittingRow, kind: str | None) -> str | None:
    """A scenario of the pool and of a competency that a sitting has not drawn, met longest ago; None without one."""
    drawn = {each.scenario for each in sitting.places} | {each.instead_of for each in sitting.places}
    kinds, met = session.library.competencies, last_met(session)
    pool = one.certification.sitting.pool
    others = [name for name in pool if name not in drawn and name in kinds and kinds[name] == kind]
    return min(others, key=lambda name: (met.get(name, ""), name), default=None)
