"""What the readings come to, and which decisions have not been read as they stand today.

Agreement is the quadratic-weighted kappa of a reading with the key over all ratings (each choice on each criterion that
its decision looks at), pooled and by scenario. Its interval comes from drawing decisions with replacement, each with
all of its ratings, for the ratings of one decision hang together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.keying.readings import Guess, Rating
from tests.keying.sheet import Decision
from trainer.scoring.score import ratings
from trainer.scoring.statistics.agreement import kappa
from trainer.scoring.statistics.bootstrap import bootstrap
from trainer.scoring.statistics.estimate import Estimate

RESAMPLES = 500


def agreement(rows: Sequence[Rating]) -> Estimate:
    """Kappa of ratings with the key that each was read beside, with its interval; n counts decisions."""
    by_decision: dict[tuple[str, str], list[Rating]] = {}
    for row in rows:
        by_decision.setdefault((row.scenario, row.scene), []).append(row)

    def of_all(groups: Sequence[Sequence[Rating]]) -> float | None:
        return kappa([(row.key, row.level) for group in groups for row in group]).value

    return bootstrap(list(by_decision.values()), of_all, seed=1, resamples=RESAMPLES)


def found(guesses: Sequence[Guess]) -> tuple[float, float, int]:
    """The share of decisions whose best was found without the scene, the share by chance, and how many they are."""
    n = len(guesses)
    return sum(one.hit for one in guesses) / n, sum(one.best / one.choices for one in guesses) / n, n


def standing(rows: Iterable[Rating], known: Mapping[str, Decision]) -> list[Rating]:
    """The latest rating by each reader of what still reads as it did then, beside the key of today.

    A decision that was reworded and read again by somebody fresh counts by the fresh reading only.
    """
    today = {(one.scenario.scenario, one.name): one for one in known.values()}
    latest: dict[tuple[str, ...], Rating] = {}
    for row in rows:
        one = today.get((row.scenario, row.scene))
        if one is not None and one.stamp == row.stamp:
            choice = next(each for each in one.scene.choices if each.id == row.choice)
            key = ratings(one.scene, choice).get(row.criterion)
            if key is not None:
                latest[(row.reader, row.scenario, row.scene, row.choice, row.criterion)] = row._replace(key=key)
    return list(latest.values())


def guesses_standing(rows: Iterable[Guess], known: Mapping[str, Decision]) -> list[Guess]:
    """The latest guess of each reader at what still reads as it did then."""
    today = {(one.scenario.scenario, one.name): one.stamp for one in known.values()}
    latest = {(row.reader, row.scenario, row.scene): row for row in rows}
    return [row for (_, *where), row in latest.items() if today.get((where[0], where[1])) == row.stamp]


def unread(rows: Iterable[Rating], known: Mapping[str, Decision], readers: Iterable[str]) -> dict[str, list[Decision]]:
    """For each reader the decisions that are owed a reading as they stand."""
    done = {(row.reader, row.scenario, row.scene) for row in standing(rows, known)}
    return {
        reader: [one for one in known.values() if (reader, one.scenario.scenario, one.name) not in done]
        for reader in readers
    }


def told(rows: Sequence[Rating]) -> Iterator[str]:
    """Each reader's agreement, pooled and by scenario, and where it is two levels or more from the key."""
    for reader in sorted({row.reader for row in rows}):
        theirs = [row for row in rows if row.reader == reader]
        exact = sum(row.key == row.level for row in theirs) / len(theirs)
        yield f"{reader}: kappa {_told(agreement(theirs))}; {exact:.0%} of {len(theirs)} ratings exact"
        for scenario in sorted({row.scenario for row in theirs}):
            yield f"  {scenario:24} {_told(agreement([row for row in theirs if row.scenario == scenario]))}"
        for row in theirs:
            if abs(row.key - row.level) >= 2:
                yield f"    {row.scenario}.{row.scene}.{row.choice} {row.criterion}: key {row.key}, read {row.level}"


def report(rows: Sequence[Rating], guesses: Sequence[Guess], known: Mapping[str, Decision]) -> Iterator[str]:
    """Every round beside the key of its day, then all of it as the library stands, and what is owed a reading."""
    for round in dict.fromkeys(row.round for row in rows):
        yield f"\nround {round}, beside the key of that day"
        yield from told([row for row in rows if row.round == round])
    yield "\nas the library stands: the latest reading of each decision as it reads today"
    yield from told(standing(rows, known))
    for reader, owed in unread(rows, known, sorted({row.reader for row in rows})).items():
        yield f"{reader}: {len(owed)} decisions are owed a reading"
    for what, these in (("as they were read", guesses), ("as they stand", guesses_standing(guesses, known))):
        for reader in sorted({row.reader for row in these}):
            share, chance, n = found([row for row in these if row.reader == reader])
            yield f"{reader}, without scenes, {what}: best found in {share:.1%} of {n}; by chance {chance:.1%}"


def _told(one: Estimate) -> str:
    between = f" ({one.low:.2f} to {one.high:.2f})" if one.low is not None and one.high is not None else ""
    return f"{one.value:.2f}{between}, {one.n} decisions" if one.value is not None else f"none of {one.n} decisions"
