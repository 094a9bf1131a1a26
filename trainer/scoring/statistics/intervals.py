"""Intervals of 95 %: Wilson, Newcombe, Fisher z, Student's t, and the bootstrap over people."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from math import atanh, fsum, sqrt, tanh
from random import Random
from typing import TypeVar

from trainer.scoring.statistics.distributions import NORMAL, Z, t_quantile
from trainer.scoring.statistics.estimate import Estimate, Reason, around, bare, undefined
from trainer.scoring.statistics.tables import deviation, mean

One = TypeVar("One")
Found = TypeVar("Found")
RESAMPLES = 2000
"""Of a bootstrap. With 0 no interval is asked for; a thousand people may wish to wait for fewer."""
MOST_UNDEFINED = 0.05
"""The share of resamples that may have no value."""
BCA_FROM = 20
"""Fewer people than this are too few to correct for skew."""


def wilson(successes: float, n: int) -> Estimate:
    """The share successes / n, in 0–1, with the score interval of Wilson (1927). 0 ≤ successes ≤ n, not always whole.

    Of a mean of values between 0 and 1 (successes their sum) it is on the wide side: none has a greater variance than
    yes and no. too_few: n = 0.
    """
    if n < 1:
        return undefined(Reason.TOO_FEW, n)
    p, z2 = min(max(successes / n, 0.0), 1.0), Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return Estimate(p, min(p, max(0.0, middle - half)), max(p, min(1.0, middle + half)), n)


def difference(first: Estimate, second: Estimate) -> Estimate:
    """second - first of two independent shares of `wilson`, by Newcombe (1998), method 10. n is both together.

    Undefined as either is.
    """
    n = first.n + second.n
    if first.value is None or first.low is None or first.high is None:
        return undefined(first.reason or Reason.TOO_FEW, n)
    if second.value is None or second.low is None or second.high is None:
        return undefined(second.reason or Reason.TOO_FEW, n)
    found = second.value - first.value
    down = sqrt((second.value - second.low) ** 2 + (first.high - first.value) ** 2)
    up = sqrt((second.high - second.value) ** 2 + (first.value - first.low) ** 2)
    return Estimate(found, max(-1.0, found - down), min(1.0, found + up), n)


def correlation(r: float, n: int) -> Estimate:
    """A correlation of n pairs with tanh(atanh r ± 1.96 / √(n - 3)) (Fisher 1921).

    Without interval: n ≤ 3 (too_few), |r| = 1 (no_variance).
    """
    if n <= 3:
        return bare(r, n, Reason.TOO_FEW)
    if abs(r) > 1 - 1e-12:
        return bare(r, n, Reason.NO_VARIANCE)
    middle, half = atanh(r), Z / sqrt(n - 3)
    return Estimate(r, tanh(middle - half), tanh(middle + half), n)


def average(values: Sequence[float]) -> Estimate:
    """The mean ± t · s / √n, in the units of the values. too_few: none; one value, or equal ones, have no interval."""
    n = len(values)
    if not n:
        return undefined(Reason.TOO_FEW, 0)
    if n == 1:
        return bare(float(values[0]), 1, Reason.TOO_FEW)
    return around(mean(values), deviation(values) / sqrt(n), t_quantile(0.975, n - 1), n)


def bootstrap(
    rows: Sequence[One],
    statistic: Callable[[Sequence[One]], float | None],
    *,
    seed: int,
    resamples: int = RESAMPLES,
    bca: bool = False,
) -> Estimate:
    """A statistic of the rows with its percentile interval, whole rows drawn with replacement (a row a person).

    Efron & Tibshirani (1993), chapters 13 and 14. `bca` corrects for bias and skew, from 20 rows on; below, and where
    the correction cannot be computed, it is the percentile interval. The same seed gives the same interval.
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


def bootstrap_all(
    rows: Sequence[One],
    statistics: Callable[[Sequence[One]], Sequence[float | None]],
    *,
    seed: int,
    resamples: int = RESAMPLES,
) -> list[Estimate]:
    """Several statistics of the same resamples, each with its percentile interval."""
    drawn = resample(rows, statistics, seed=seed, resamples=resamples)
    return [percentile(value, [one[at] for one in drawn], len(rows)) for at, value in enumerate(statistics(rows))]


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
