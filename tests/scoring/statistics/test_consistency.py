"""Decision consistency by closed form, beside quadrature, simulation and sums over every outcome."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from tests.scoring.statistics.tables import any_table, levels, right, sound
from trainer.scoring.statistics.consistency import (
    classified,
    livingston_lewis,
    normal_agreement,
    peng_subkoviak,
    subkoviak,
)
from trainer.scoring.statistics.dependability import livingston_k2, phi, phi_lambda
from trainer.scoring.statistics.estimate import Reason
from trainer.scoring.statistics.reliability import alpha

CASES = [
    (0.6, 0.03, 0.8, 2 / 3),
    (0.75, 0.02, 0.6, 2 / 3),
    (0.5, 0.06, 0.9, 0.5),
    (0.8, 0.05, 0.7, 0.9),
    (0.3, 0.01, 0.3, 0.4),
]


def by_quadrature(m: float, v: float, r: float, cut: float) -> tuple[float, ...]:
    length = round((m * (1 - m) - r * v) / (v * (1 - r)))
    size = m * (1 - m) / (r * v) - 1
    true = stats.beta(m * size, (1 - m) * size)
    least = math.ceil(length * cut - 1e-9)

    def over(part: object, low: float = 0.0, high: float = 1.0) -> float:
        found = 0.0
        for a, b in ((low, (low + high) / 2), ((low + high) / 2, high)):
            found += integrate.quad(
                lambda t: true.pdf(t) * part(stats.binom.sf(least - 1, length, t)), a, b, limit=200
            )[0]
        return found

    passed, alike = over(lambda p: p), over(lambda p: p * p + (1 - p) ** 2)
    chance = passed**2 + (1 - passed) ** 2
    false_pass, false_fail = over(lambda p: p, 0, cut), over(lambda p: 1 - p, cut, 1)
    return alike, (alike - chance) / (1 - chance), 1 - false_pass - false_fail, false_pass, false_fail


@pytest.mark.parametrize("case", CASES)
def test_livingston_lewis_beside_quadrature(case: tuple[float, float, float, float]) -> None:
    assert classified(*case) == pytest.approx(by_quadrature(*case), abs=1e-6)


def test_livingston_lewis_beside_sitting_twice() -> None:
    m, v, r, cut = CASES[0]
    length = round((m * (1 - m) - r * v) / (v * (1 - r)))
    size, chance = m * (1 - m) / (r * v) - 1, np.random.default_rng(1)
    true = chance.beta(m * size, (1 - m) * size, 400_000)
    once, again = (chance.binomial(length, true) >= cut * length - 1e-9 for _ in range(2))
    agreement, _, accuracy, false_pass, false_fail = classified(m, v, r, cut)
    assert agreement == pytest.approx((once == again).mean(), abs=0.004)
    assert accuracy == pytest.approx((once == (true >= cut)).mean(), abs=0.004)
    assert false_pass == pytest.approx((once & (true < cut)).mean(), abs=0.004)
    assert false_fail == pytest.approx((~once & (true >= cut)).mean(), abs=0.004)


def test_livingston_lewis_of_a_table() -> None:
    rows = levels(40, 12, 3, ability=0.7)
    found = livingston_lewis(rows, 3, seed=1, resamples=300)
    means = (np.array(rows).mean(axis=1) - 1) / 3
    known = classified(float(means.mean()), float(means.var(ddof=1)), alpha(rows).value, 2 / 3)
    values = [getattr(found, name) for name in found.__slots__]
    assert [one.value for one in values] == pytest.approx(known)
    assert all(one.low < one.value < one.high and one.n == 40 for one in values)
    assert found.accuracy.value + found.false_pass.value + found.false_fail.value == pytest.approx(1)
    percent = [[(one - 1) * 100 / 3 for one in row] for row in rows]
    scaled = livingston_lewis(percent, 200 / 3, 0, 100, seed=1, resamples=300)
    assert scaled.agreement.value == pytest.approx(found.agreement.value)


def test_resamples_without_reliability_or_nearly_without_error() -> None:
    """Twelve people whose alpha is .53 give resamples of any: one in six has none, so there is no interval."""
    found = livingston_lewis(levels(12, 24, 1, ability=0.5), 3, seed=1, resamples=400).agreement
    assert (found.value is None, found.low, found.reason, found.undefined) == (False, None, Reason.TOO_FEW, 68)
    assert classified(0.6, 0.03, 1e-17, 0.5) is Reason.NEGATIVE_RELIABILITY
    agreement, *_ = classified(0.6, 0.03, 1 - 1e-12, 0.5)
    assert agreement > 0.95


def test_livingston_lewis_says_why_not() -> None:
    def reason(rows: list[list[int]], cut: float = 3) -> Reason | None:
        return livingston_lewis(rows, cut, seed=1, resamples=20).agreement.reason

    assert reason([[1, 4], [4, 1], [2, 3], [3, 1], [1, 3]]) is Reason.NEGATIVE_RELIABILITY
    assert reason([[3, 3]] * 5) is Reason.NO_VARIANCE
    assert reason([[2, 2], [3, 3], [4, 4]]) is Reason.NO_VARIANCE
    assert reason([[1, 1, 1, 1], [4, 4, 4, 3], [1, 1, 1, 1], [4, 4, 4, 4]]) is Reason.TOO_FEW
    assert classified(0.5, 0.25, 1 - 1e-12, 0.5) is classified(0.0, 0.1, 0.5, 0.5) is Reason.TOO_FEW
    assert reason(levels(20, 6, 1), 1) is Reason.NO_VARIANCE


@given(st.floats(0, 1), st.floats(0, 2), st.floats(-0.1, 1.0), st.floats(0.01, 1))
@settings(deadline=None, max_examples=200)
def test_shares_stay_shares(m: float, part: float, r: float, cut: float) -> None:
    found = classified(m, part * m * (1 - m), r, cut)
    if not isinstance(found, Reason):
        agreement, kappa, accuracy, false_pass, false_fail = found
        assert 0.5 - 1e-9 <= agreement <= 1
        assert -1 <= kappa <= 1
        assert accuracy + false_pass + false_fail == pytest.approx(1)
        assert min(accuracy, false_pass, false_fail) >= 0


def test_subkoviak_beside_every_outcome() -> None:
    rows = right(20, 8, 5)
    r, cut = alpha(rows).value, 5
    shares = [sum(row) / 8 for row in rows]
    alike, passed = [], []
    for share in shares:
        own = r * share + (1 - r) * np.mean(shares)
        met = [math.comb(8, x) * own**x * (1 - own) ** (8 - x) for x in range(9)]
        alike.append(sum(met[x] * met[y] for x in range(9) for y in range(9) if (x >= cut) == (y >= cut)))
        passed.append(sum(met[cut:]))
    chance = np.mean(passed) ** 2 + (1 - np.mean(passed)) ** 2
    agreement, kappa = subkoviak(rows, cut, seed=1, resamples=300)
    assert agreement.value == pytest.approx(np.mean(alike))
    assert kappa.value == pytest.approx((np.mean(alike) - chance) / (1 - chance))
    assert agreement.low < agreement.value < agreement.high


def test_normal_model() -> None:
    assert round(normal_agreement(0, 0.8), 3) == 0.795
    for z, r in ((-1.2, 0.7), (0.4, 0.9), (2, 0.1)):
        assert normal_agreement(z, r) == pytest.approx(
            1 - 2 * (stats.norm.cdf(z) - stats.multivariate_normal([0, 0], [[1, r], [r, 1]]).cdf([z, z])), abs=1e-5
        )
    rows = right(60, 20, 6)
    totals = np.array(rows).sum(axis=1)
    z = (12 - 0.5 - totals.mean()) / totals.std(ddof=1)
    found = peng_subkoviak(rows, 12, seed=1, resamples=300)
    assert found.value == pytest.approx(normal_agreement(z, alpha(rows).value))
    assert found.value == pytest.approx(subkoviak(rows, 12, seed=1, resamples=9)[0].value, abs=0.03)
    assert found.low < found.value < found.high


def components(rows: list[list[int]]) -> tuple[float, float, float]:
    """Variance components of people, decisions and the rest, from covariances rather than mean squares."""
    table = np.array(rows)
    matrix = np.cov(table.T)
    k = len(matrix)
    people = (matrix.sum() - np.trace(matrix)) / (k * (k - 1))
    rest = np.trace(matrix) / k - people
    return people, table.mean(axis=0).var(ddof=1) - rest / len(rows), rest


def test_phi() -> None:
    rows = levels(30, 6, 7)
    people, decisions, rest = components(rows)
    error = (decisions + rest) / 6
    found = phi(rows, seed=1, resamples=300)
    assert found.value == pytest.approx(people / (people + error))
    assert found.low < found.value < found.high
    assert alpha(rows).value == pytest.approx(people / (people + rest / 6))
    away = (np.mean(rows) - 1.5) ** 2 - (people / 30 + decisions / 6 + rest / 180)
    assert phi_lambda(rows, 1.5, seed=1, resamples=50).value == pytest.approx((people + away) / (people + away + error))


def test_phi_lambda_is_brennans_shortcut_but_for_the_clamp() -> None:
    rows = right(40, 10, 8)
    x = np.array(rows).mean(axis=1)
    for cut in (0.1, 0.95):
        short = 1 - (x.mean() * (1 - x.mean()) - x.var()) / ((x.mean() - cut) ** 2 + x.var()) / 9
        assert phi_lambda(rows, cut, seed=1, resamples=9).value == pytest.approx(short)
    at_mean = phi_lambda(rows, float(x.mean()), seed=1, resamples=9)
    assert at_mean.value == phi(rows, seed=1, resamples=9).value


def test_k2() -> None:
    rows = levels(30, 6, 9)
    x, r = np.array(rows).mean(axis=1), alpha(rows).value
    away = (x.mean() - 2) ** 2
    known = (r * x.var(ddof=1) + away) / (x.var(ddof=1) + away)
    assert livingston_k2(rows, 2, seed=1, resamples=50).value == pytest.approx(known)
    assert livingston_k2(rows, float(x.mean()), seed=1, resamples=50).value == pytest.approx(r)


@given(any_table(blanks=True), st.floats(1, 4))
@settings(deadline=None, max_examples=60)
def test_any_table(rows: list[list[int | None]], cut: float) -> None:
    found = livingston_lewis(rows, cut, seed=1, resamples=20)
    for one in (found.agreement, found.accuracy, found.false_pass, found.false_fail):
        sound(one, 0, 1)
    sound(found.kappa, -1, 1)
    sound(phi(rows, seed=1, resamples=20), 0, 1)
    sound(phi_lambda(rows, cut, seed=1, resamples=20), 0, 1)
    sound(livingston_k2(rows, cut, seed=1, resamples=20), 0, 1)
    sound(peng_subkoviak(rows, cut * 2, seed=1, resamples=20), 0, 1)
    right = [[None if one is None else int(one > 2) for one in row] for row in rows]
    agreement, kappa = subkoviak(right, round(cut), seed=1, resamples=20)
    sound(agreement, 0, 1)
    sound(kappa, -1, 1)
