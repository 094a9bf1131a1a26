"""The bootstrap over people: whole rows are drawn with replacement, so that what one person did stays together.

Percentile and BCa limits of 95 % (Efron & Tibshirani 1993, chapters 13 and 14). The same seed gives the same limits.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from math import fsum
from random import Random
from typing import TypeVar

from trainer.scoring.statistics.distributions import NORMAL, Z
from trainer.scoring.statistics.estimate import Estimate, Reason, undefined
from trainer.scoring.statistics.tables import Full, Row, full, mean, unfit

One = TypeVar("One")
Found = TypeVar("Found")
RESAMPLES = 2000
"""With 0 no interval is asked for; who reports on a thousand people may wish to wait for fewer."""
MOST_UNDEFINED = 0.05
"""The share of resamples that may have no value."""
BCA_FROM = 20
"""Fewer people than this are too few to correct for skew."""


def bootstrap(
    rows: Sequence[One],
    statistic: Callable[[Sequence[One]], float | None],
    *,
    seed: int,
    resamples: int = RESAMPLES,
    bca: bool = False,
) -> Estimate:
    """A statistic of the rows with its percentile interval, whole rows drawn with replacement (a row a person).

    `bca` corrects for bias and skew, from 20 rows on; below, and where the correction cannot be computed, it is the
    percentile interval.
    too_few: the statistic is None of the rows (say why beforehand). Without interval: more than 1 resample in 20 is
    undefined, fewer than two rows, or `resamples` 0 (too_few); all resamples alike (no_variance).
    """
    value, n = statistic(rows), len(rows)
    drawn = resample(rows, statistic, seed=seed, resamples=resamples)
    found = percentile(value, drawn, n)
    if not bca or n < BCA_FROM or value is None or found.low is None:
        return found
    without = [statistic([*rows[:at], *rows[at + 1 :]]) for at in range(n)]
    limits = bca_limits(value, _kept(drawn), [one for one in without if one is not None])
    return Estimate(value, *limits, n, undefined=found.undefined) if limits else found


def over_people(
    rows: Sequence[Row],
    figures: Callable[[Full], Sequence[float] | Reason],
    count: int,
    *,
    seed: int,
    resamples: int = RESAMPLES,
) -> list[Estimate]:
    """As many figures of a crossed table as `count` says, with their intervals, or why there are none.

    too_few: fewer than two rows or columns; not_crossed: a blank; else the reason that `figures` gives.
    """
    reason, table = unfit(rows), full(rows)
    values = reason or (Reason.NOT_CROSSED if table is None else figures(table))
    if isinstance(values, Reason) or table is None:
        return [undefined(values if isinstance(values, Reason) else Reason.NOT_CROSSED, len(rows))] * count

    def known(drawn: Full) -> Sequence[float | None]:
        found = figures(drawn)
        return (None,) * count if isinstance(found, Reason) else found

    drawn = resample(table, known, seed=seed, resamples=resamples)
    return [percentile(value, [one[at] for one in drawn], len(rows)) for at, value in enumerate(values)]


def resample(
    rows: Sequence[One], statistic: Callable[[Sequence[One]], Found], *, seed: int, resamples: int
) -> list[Found]:
    """What the statistic is of each resample of the rows, in the order drawn; nothing of fewer than two rows."""
    chance = Random(seed)
    return [statistic(chance.choices(rows, k=len(rows))) for _ in range(resamples if len(rows) > 1 else 0)]


def percentile(value: float | None, drawn: Sequence[float | None], n: int) -> Estimate:
    """A value with the middle 95 % of what was drawn."""
    if value is None:
        return undefined(Reason.TOO_FEW, n)
    kept = _kept(drawn)
    lost = len(drawn) - len(kept)
    if not kept or lost > MOST_UNDEFINED * len(drawn):
        return Estimate(value, None, None, n, Reason.TOO_FEW, lost)
    if kept[0] == kept[-1]:
        return Estimate(value, None, None, n, Reason.NO_VARIANCE, lost)
    return Estimate(value, quantile(kept, 0.025), quantile(kept, 0.975), n, undefined=lost)


def _kept(drawn: Sequence[float | None]) -> list[float]:
    return sorted(one for one in drawn if one is not None)


def quantile(ordered: Sequence[float], p: float) -> float:
    """The p quantile of ordered values, drawn straight between neighbours (Hyndman & Fan's 7)."""
    at = p * (len(ordered) - 1)
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


def bca_limits(value: float, drawn: Sequence[float], without: Sequence[float]) -> tuple[float, float] | None:
    """BCa limits (Efron 1987) from ordered resamples and from the statistic without each row in turn.

    None where they cannot be computed: all resamples to one side of the value, or no row makes a difference.
    """
    share = (bisect_left(drawn, value) + bisect_right(drawn, value)) / (2 * len(drawn))
    pull = [mean(without) - one for one in without] if without else []
    size = fsum(one * one for one in pull)
    if not 0 < share < 1 or not size:
        return None
    bias, skew = NORMAL.inv_cdf(share), fsum(one**3 for one in pull) / (6 * size**1.5)
    limits = []
    for z in (-Z, Z):
        bent = 1 - skew * (bias + z)
        if bent <= 0:
            return None
        limits.append(quantile(drawn, NORMAL.cdf(bias + (bias + z) / bent)))
    return limits[0], limits[1]
