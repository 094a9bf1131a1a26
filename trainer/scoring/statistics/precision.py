"""How far a score may be from what it measures: standard error of measurement, bands, and what more decisions would do.

Classical test theory, in total scores T = sum of k columns (for scores that are means, divide by k). `reliability` is
alpha or its kin, of a cohort.
"""

from collections.abc import Sequence
from math import sqrt

from trainer.scoring.statistics.distributions import NORMAL, Z, chi2_quantile
from trainer.scoring.statistics.estimate import Estimate, Reason, around, bare, undefined
from trainer.scoring.statistics.tables import Row, full, squares, unfit


def sem(rows: Sequence[Row]) -> Estimate:
    """SEM = s_T √(1 - α), in points of the total, ≥ 0; n counts people.

    SEM² is k times the residual mean square, so its interval is that of a variance with (n - 1)(k - 1) degrees of
    freedom, by chi-square. Undefined: fewer than two people or columns (too_few), blanks (not_crossed), no residual
    at all (no_variance): an error of nought would call nobody borderline.
    """
    reason, table = unfit(rows), full(rows)
    if reason or table is None:
        return undefined(reason or Reason.NOT_CROSSED, len(rows))
    found = squares(table)
    value = sqrt(found.k * found.residual)
    if not value:
        return undefined(Reason.NO_VARIANCE, found.n)
    df = (found.n - 1) * (found.k - 1)
    low, high = (value * sqrt(df / chi2_quantile(p, df)) for p in (0.975, 0.025))
    return Estimate(value, low, high, found.n)


def band(score: float, sem: float, times: float = Z) -> Estimate:
    """Score ± times · SEM: 1 for 68 %, 1.96 (given) for 95 %. n is 1: the band is one person's."""
    return around(score, sem, times, 1)


def kelley(score: float, mean: float, sd: float, reliability: float) -> Estimate:
    """The true score as Kelley (1947) estimates it, αT + (1 - α)T̄, ± 1.96 s_T √(α(1 - α)). n is 1.

    It pulls everybody towards their cohort's mean: not for deciding on a person. negative_reliability: α ≤ 0.
    """
    if reliability <= 0:
        return undefined(Reason.NEGATIVE_RELIABILITY, 1)
    r = min(reliability, 1.0)
    return around(r * score + (1 - r) * mean, sd * sqrt(r * (1 - r)), Z, 1)


def chance_above(score: float, cut: float, sem: float) -> float | None:
    """P(true score ≥ cut) = 1 - Φ((cut - T) / SEM), 0 to 1; None without a SEM above nought."""
    return NORMAL.cdf((score - cut) / sem) if sem > 0 else None


def borderline(score: float, cut: float, sem: float) -> bool:
    """|T - cut| < SEM, strictly: a person decides."""
    return abs(score - cut) < sem


def lord_sem(right: int, k: int) -> Estimate:
    """Lord's (1955) standard error of a number right x of k: √(x(k - x)/(k - 1)), in points; n counts decisions.

    too_few: fewer than two. no_variance: none or all right, where it would be nought.
    """
    if k < 2:
        return undefined(Reason.TOO_FEW, k)
    if not 0 < right < k:
        return undefined(Reason.NO_VARIANCE, k)
    return bare(sqrt(right * (k - right) / (k - 1)), k, Reason.TOO_FEW)


def spearman_brown(reliability: Estimate, times: float) -> Estimate:
    """M r / (1 + (m - 1) r): what reliability would be with m times as many decisions of the kind; m > 0.

    The interval's ends are carried along; an end below nought is carried as nought. negative_reliability: r < 0.
    """
    if reliability.value is None:
        return reliability
    if reliability.value < 0:
        return undefined(Reason.NEGATIVE_RELIABILITY, reliability.n)
    return reliability.through(lambda r: times * max(r, 0.0) / (1 + (times - 1) * max(r, 0.0)))


def length_for(reliability: float, target: float) -> float | None:
    """How many times as many decisions would give the target: R(1 - r) / (r(1 - R)); None unless 0 < r, R < 1."""
    if not (0 < reliability < 1 and 0 < target < 1):
        return None
    return target * (1 - reliability) / (reliability * (1 - target))
