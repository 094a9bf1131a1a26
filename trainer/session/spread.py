"""The spread of levels that standard errors rest on: from a cohort of 30 people on their own, before that assumed.

It is that of the first 30 people with a complete sitting, then of the first 60, of 120 and so on: between these it
stays, so that a recommendation does not change with every sitting of somebody else. Called by `candidate`; `Session`
lets the standings that are kept be worked out anew when it changes.
"""

from trainer.scoring.statistics.spread import LEAST_PEOPLE, Levels, Spread, spread
from trainer.store import Store


def cohort_spread(store: Store, certification: str, *, resamples: int = 0) -> Spread:
    """What to go by now; with `resamples`, the interval of it too."""
    many = step(store.tallies.complete(certification))
    if not many:
        return spread([])
    found = store.tallies.earliest_levels(certification, many)
    return spread([Levels(*one) for one in found], resamples=resamples)


def step(people: int) -> int:
    """Of how many people the spread is taken where so many have a complete sitting: 30, 60, 120 …; 0 below."""
    many = 0
    while people >= (many * 2 or LEAST_PEOPLE):
        many = many * 2 or LEAST_PEOPLE
    return many


def settle(store: Store, person: str, run: str) -> None:
    """Drop all standings where the last run of a sitting was submitted and the spread is another from now on."""
    mine = next((one for one in store.desk.sittings(person) if any(place.run == run for place in one.places)), None)
    if mine is not None and mine.complete:
        people = store.tallies.complete(mine.certification)
        if people and people == step(people):
            store.desk.forget_all()
