"""Before and after: pairs of (before, after) scores of the same people, None where one is missing.

n counts complete pairs. A gain is no proof of what caused it: people also learn the form.
"""

from collections.abc import Sequence
from math import erfc, sqrt

from trainer.scoring.statistics.distributions import Z
from trainer.scoring.statistics.estimate import Estimate, Reason, Tested, around, undefined
from trainer.scoring.statistics.intervals import average
from trainer.scoring.statistics.tables import deviation, mean

Pairs = Sequence[tuple[float | None, float | None]]
EXACT_TO = 60
"""Differences that Wilcoxon's distribution is counted out for; beyond, the normal one is as good."""


def gains(pairs: Pairs) -> list[float]:
    """What each complete pair gained, after - before."""
    return [after - before for before, after in pairs if before is not None and after is not None]


def gain(pairs: Pairs) -> Estimate:
    """The mean gain with Student's t for pairs, in units of the scores. no_pairs: nobody has both."""
    found = gains(pairs)
    return average(found) if found else undefined(Reason.NO_PAIRS, 0)


def d_z(pairs: Pairs) -> Estimate:
    """The mean gain in standard deviations of gains, ± 1.96 √(1/n + d²/2n), which is rough below 20.

    Undefined: no_pairs; one pair (too_few); everybody gained the same (no_variance).
    """
    found = gains(pairs)
    n = len(found)
    if n < 2:
        return undefined(Reason.TOO_FEW if n else Reason.NO_PAIRS, n)
    spread = deviation(found)
    if not spread:
        return undefined(Reason.NO_VARIANCE, n)
    value = mean(found) / spread
    return around(value, sqrt((1 + value * value / 2) / n), Z, n)


def d_av(pairs: Pairs) -> Estimate:
    """The mean gain in the mean of the standard deviations before and after (Cumming 2012); interval as of d_z.

    Undefined as d_z, and where neither score varies (no_variance).
    """
    before = [one for one, other in pairs if one is not None and other is not None]
    after = [other for one, other in pairs if one is not None and other is not None]
    within = (deviation(before) + deviation(after)) / 2
    found = d_z(pairs)
    if found.value is None or not within:
        return undefined(found.reason or Reason.NO_VARIANCE, found.n)
    scale = deviation(gains(pairs)) / within
    return found.through(lambda d: d * scale)


def wilcoxon(pairs: Pairs) -> Tested:
    """Wilcoxon's (1945) signed-rank test: the sum of ranks of those who gained, and its two-sided p.

    Who stayed the same is left out, ties get mean ranks, and up to 60 differences the distribution given the ranks is
    counted out exactly. n counts differences other than nought. Undefined: no_pairs; no difference (no_variance).
    """
    found = [one for one in gains(pairs) if one]
    if not found:
        return Tested(None, None, 0, Reason.NO_VARIANCE if gains(pairs) else Reason.NO_PAIRS)
    ranks = _twice_ranks([abs(one) for one in found])
    rose = sum(rank for rank, one in zip(ranks, found, strict=True) if one > 0)
    n, total = len(found), sum(ranks)
    if n > EXACT_TO:
        z = abs(rose - total / 2) / sqrt(sum(rank * rank for rank in ranks) / 4)
        return Tested(rose / 2, erfc(z / sqrt(2)), n)
    ways = [1]
    for rank in ranks:
        ways = [a + b for a, b in zip([*ways, *[0] * rank], [*[0] * rank, *ways], strict=True)]
    tail = sum(ways[: min(rose, total - rose) + 1])
    return Tested(rose / 2, min(1.0, 2 * tail / 2**n), n)


def _twice_ranks(values: Sequence[float]) -> list[int]:
    """Twice the mean rank of each, so that ties stay whole numbers."""
    ordered = sorted(values)
    first = {value: at for at, value in reversed(list(enumerate(ordered)))}
    last = {value: at for at, value in enumerate(ordered)}
    return [first[value] + last[value] + 2 for value in values]


def reliable_change(before: float, after: float, sem: float) -> Estimate:
    """(after - before) / (√2 SEM) ± 1.96 of one person (Jacobson & Truax 1991): reliable where 0 lies outside.

    no_variance: no SEM above nought.
    """
    return around((after - before) / (sqrt(2) * sem), 1.0, Z, 1) if sem > 0 else undefined(Reason.NO_VARIANCE, 1)
