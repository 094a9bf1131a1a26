"""Would the same person pass, or not, on another sitting of the kind? From one sitting, under a model.

Tables are crossed: a row a person, a column a decision; n counts people. Intervals are of a bootstrap over people that
works out reliability anew each time. Targets worth wanting are an agreement of .85 and a kappa of .60; neither is a
gate. At alpha .80 with the cut on the mean, the agreement is no more than .795.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, comb, exp, floor, fsum, log

from trainer.scoring.statistics.bootstrap import RESAMPLES, over_people
from trainer.scoring.statistics.distributions import NORMAL, beta_cdf, binomial_tail, both_below, log_beta
from trainer.scoring.statistics.estimate import Estimate, Reason
from trainer.scoring.statistics.reliability import plain_alpha
from trainer.scoring.statistics.tables import Full, Row, deviation, mean, variance

Shares = tuple[float, float, float, float, float]
LONGEST = 400
"""The greatest effective length worked with: beyond it, of reliabilities near .99, sittings hardly differ."""
LEAST_RELIABILITY, LEAST_VARIANCE, LEAST_PARAMETER = 1e-6, 1e-9, 1e-9
"""Less is rounding."""


@dataclass(frozen=True, slots=True)
class Consistency:
    """Shares of people, in 0–1: decided alike twice, kappa of that, decided rightly, wrongly passed, wrongly failed."""

    agreement: Estimate
    kappa: Estimate
    accuracy: Estimate
    false_pass: Estimate
    false_fail: Estimate


def livingston_lewis(
    rows: Sequence[Row], cut: float, lo: float = 1, hi: float = 4, *, seed: int, resamples: int = RESAMPLES
) -> Consistency:
    """Livingston & Lewis (1995) of mean levels against a cut, lo < cut ≤ hi; reliability is alpha.

    Two-parameter beta for true scores, as the four-parameter fit often fails in small samples. Undefined: as alpha
    (too_few, not_crossed, no_variance); α ≤ 0 (negative_reliability); α = 1, or everybody on one side of the cut for
    certain (no_variance); scores at both ends of the scale only, which no beta fits (too_few).
    """
    return Consistency(
        *over_people(rows, lambda table: _livingston_lewis(table, cut, lo, hi), 5, seed=seed, resamples=resamples)
    )


def _livingston_lewis(table: Full, cut: float, lo: float, hi: float) -> Shares | Reason:
    means = [(mean(row) - lo) / (hi - lo) for row in table]
    r = plain_alpha(table)
    if r is None:
        return Reason.NO_VARIANCE
    return classified(mean(means), variance(means), r, (cut - lo) / (hi - lo))


def classified(m: float, v: float, r: float, cut: float) -> Shares | Reason:
    """Agreement, kappa, accuracy, false pass and false fail from the mean and variance of scores in 0–1.

    Effective length N = [m(1 - m) - r v] / [v (1 - r)], rounded; true scores t ~ Beta(a, b) with mean m and variance
    r v; a sitting is Bin(N, t), passed from ⌈N cut⌉ on. All in closed form, by beta-binomial sums.
    """
    if r < LEAST_RELIABILITY:
        return Reason.NEGATIVE_RELIABILITY
    if v < LEAST_VARIANCE or r >= 1:
        return Reason.NO_VARIANCE
    size = m * (1 - m) / (r * v) - 1
    a, b = m * size, (1 - m) * size
    if min(a, b) < LEAST_PARAMETER:
        return Reason.TOO_FEW
    length = min(max(1, floor((m * (1 - m) - r * v) / (v * (1 - r)) + 0.5)), LONGEST)
    least = ceil(length * cut - 1e-9)
    if not 0 < least <= length:
        return Reason.NO_VARIANCE
    met = _beta_binomial(length, a, b)
    passed = fsum(met[least:])
    twice = fsum(p * q for p, q in zip(_beta_binomial(2 * length, a, b), _both(length, least), strict=True))
    agreement, chance = 1 - 2 * passed + 2 * twice, passed**2 + (1 - passed) ** 2
    if 1 - chance < 1e-9:
        return Reason.NO_VARIANCE
    below = _true_below(cut, a, b, length, least) if cut < 1 else [1.0] * (length - least + 1)
    false_pass = min(passed, fsum(p * q for p, q in zip(met[least:], below, strict=True)))
    rightly = passed - false_pass
    false_fail = max(0.0, 1 - beta_cdf(cut, a, b) - rightly)
    kappa = (agreement - chance) / (1 - chance)
    return min(agreement, 1.0), min(kappa, 1.0), 1 - false_pass - false_fail, false_pass, false_fail


def _beta_binomial(length: int, a: float, b: float) -> list[float]:
    """P(i right of `length`), where the chance of each is Beta(a, b): from one to the next, scaled to add to 1."""
    steps = (log((length - i) * (a + i) / ((i + 1) * (b + length - i - 1))) for i in range(length))
    logs = [*accumulate(steps, initial=0.0)]
    most = max(logs)
    weights = [exp(one - most) for one in logs]
    total = fsum(weights)
    return [one / total for one in weights]


def _both(length: int, least: int) -> list[float]:
    """For s right in two sittings together: the chance that both have `least` or more; 0 < least ≤ length.

    Of 2 · length answers s are right, each set of s as likely. Taken one after the other, the first sitting gets its
    `least`th with the next when it has one fewer: that share leaves `short`, the chance that it stays below.
    """
    found, short = [], 1.0
    edge = comb(length, least - 1) / comb(2 * length, least - 1)
    for s in range(2 * length):
        found.append(max(0.0, 1 - 2 * short) if s >= 2 * least else 0.0)
        if s >= least - 1:
            short -= edge * (length - least + 1) / (2 * length - s)
            edge *= (length - s + least - 1) * (s + 1) / ((s - least + 2) * (2 * length - s))
    return [*found, 1.0]


def _true_below(cut: float, a: float, b: float, length: int, least: int) -> list[float]:
    """P(true score < cut | i right), which is I_cut(a + i, b + length - i), for each i from `least` on; cut < 1."""
    a, b = a + least, b + length - least
    found = [beta_cdf(cut, a, b)]
    step = exp(a * log(cut) + (b - 1) * log(1 - cut) - log(a) - log_beta(a, b))
    for _ in range(least, length):
        found.append(max(0.0, found[-1] - step))
        step *= cut / (1 - cut) * (b - 1) / (a + 1)
        a, b = a + 1, b - 1
    return found


def subkoviak(rows: Sequence[Row], cut: int, *, seed: int, resamples: int = RESAMPLES) -> tuple[Estimate, Estimate]:
    """Agreement and kappa of 0/1 decisions, passed from `cut` right on, by Subkoviak (1976); reliability is KR-20.

    Each person's own chance is α x/k + (1 - α) x̄/k, each sitting Bin(k, that). Undefined: as alpha; α < 0
    (negative_reliability); everybody on one side of the cut for certain (no_variance).
    """
    agreement, kappa = over_people(rows, lambda table: _subkoviak(table, cut), 2, seed=seed, resamples=resamples)
    return agreement, kappa


def _subkoviak(table: Full, cut: int) -> tuple[float, float] | Reason:
    r, k = plain_alpha(table), len(table[0])
    if r is None:
        return Reason.NO_VARIANCE
    if r < 0:
        return Reason.NEGATIVE_RELIABILITY
    shares = [fsum(row) / k for row in table]
    middle = mean(shares)
    passes = [binomial_tail(cut, k, r * share + (1 - r) * middle) for share in shares]
    agreement, passed = mean([p * p + (1 - p) ** 2 for p in passes]), mean(passes)
    chance = passed**2 + (1 - passed) ** 2
    return (agreement, (agreement - chance) / (1 - chance)) if 1 - chance > 1e-9 else Reason.NO_VARIANCE


def peng_subkoviak(
    rows: Sequence[Row], cut: float, *, half: float = 0.5, seed: int, resamples: int = RESAMPLES
) -> Estimate:
    """Agreement under a normal model, 1 - 2[Φ(z) - Φ₂(z, z; α)] (Peng & Subkoviak 1980), to check the others by.

    z = (cut - half - μ) / σ, of totals; `half` is half the step between two totals. Undefined: as alpha; α < 0.
    """

    def of(table: Full) -> tuple[float] | Reason:
        totals = [fsum(row) for row in table]
        r, sd = plain_alpha(table), deviation(totals)
        if r is None or not sd:
            return Reason.NO_VARIANCE
        z = (cut - half - mean(totals)) / sd
        return (normal_agreement(z, r),) if r >= 0 else Reason.NEGATIVE_RELIABILITY

    return over_people(rows, of, 1, seed=seed, resamples=resamples)[0]


def normal_agreement(z: float, r: float) -> float:
    """1 - 2[Φ(z) - Φ₂(z, z; r)]; at z = 0 it is ½ + asin(r) / π."""
    return min(1.0, 1 - 2 * (NORMAL.cdf(z) - both_below(z, r)))
