"""Intervals of 95 % in closed form: Wilson, Newcombe, Fisher z, Student's t. Those by resampling are in `bootstrap`."""

from collections.abc import Sequence
from math import atanh, sqrt, tanh

from trainer.scoring.statistics.distributions import Z, t_quantile
from trainer.scoring.statistics.estimate import Estimate, Reason, around, bare, undefined
from trainer.scoring.statistics.tables import mean, variance


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
    """Second - first of two independent shares of `wilson`, by Newcombe (1998), method 10. n is both together.

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
    return average_of(len(values), mean(values), variance(values)) if values else undefined(Reason.TOO_FEW, 0)


def average_of(n: int, middle: float, squared: float) -> Estimate:
    """`average` of n values, one or more, of which the mean and the variance over n - 1 are known."""
    if n == 1:
        return bare(float(middle), 1, Reason.TOO_FEW)
    return around(middle, sqrt(squared / n), t_quantile(0.975, n - 1), n)
