"""Alpha and its kin from covariance matrices, with intervals that hold what they promise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.scoring.statistics.tables import any_table, levels, right, sound
from trainer.scoring.statistics.estimate import Estimate, Reason
from trainer.scoring.statistics.precision import (
    band,
    borderline,
    chance_above,
    kelley,
    length_for,
    lord_sem,
    sem,
    spearman_brown,
)
from trainer.scoring.statistics.reliability import (
    alpha,
    alpha_if_deleted,
    feldt,
    mean_correlation,
    standardised_alpha,
    stratified_alpha,
)
from trainer.scoring.statistics.tables import by_scenario, crossed

TABLES = [levels(12, 4, 1), levels(40, 24, 2, ability=0.4), right(30, 8, 3)]


def by_covariance(rows: list[list[int]]) -> float:
    """Alpha from the matrix of covariances: another way than the mean squares that the program goes by."""
    matrix = np.cov(np.array(rows).T)
    k = len(matrix)
    return k / (k - 1) * (1 - np.trace(matrix) / matrix.sum())


@pytest.mark.parametrize("rows", TABLES)
def test_alpha(rows: list[list[int]]) -> None:
    found, n, k = alpha(rows), len(rows), len(rows[0])
    assert found.value == pytest.approx(by_covariance(rows))
    low, high = (1 - (1 - found.value) * stats.f.ppf(p, n - 1, (n - 1) * (k - 1)) for p in (0.975, 0.025))
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    for at, without in enumerate(alpha_if_deleted(rows)):
        assert without.value == pytest.approx(by_covariance([[*row[:at], *row[at + 1 :]] for row in rows]))


def test_alpha_of_yes_and_no_is_kr20() -> None:
    rows = np.array(right(30, 8, 3))
    p = rows.mean(axis=0)
    assert alpha(rows.tolist()).value == pytest.approx(8 / 7 * (1 - (p * (1 - p)).sum() / rows.sum(axis=1).var()))


def test_feldt_as_the_domain_quotes_it() -> None:
    limits = [(round(one.low, 2), round(one.high, 2)) for one in (feldt(0.75, n, 24) for n in (10, 30, 100))]
    assert limits == [(0.46, 0.93), (0.60, 0.86), (0.67, 0.82)]


def test_feldt_and_sem_hold_the_truth_as_often_as_promised() -> None:
    chance, k, held = np.random.default_rng(5), 6, np.zeros(2)
    true_alpha, true_sem = k * 0.5 / (k * 0.5 + 1), np.sqrt(k)
    for _ in range(600):
        rows = (np.sqrt(0.5) * chance.normal(size=(20, 1)) + chance.normal(size=(20, k))).tolist()
        one, other = alpha(rows), sem(rows)
        held += [one.low <= true_alpha <= one.high, other.low <= true_sem <= other.high]
    assert held / 600 == pytest.approx(0.95, abs=0.025)


def test_mean_correlation_and_standardised_alpha() -> None:
    rows = levels(40, 5, 6)
    matrix = np.corrcoef(np.array(rows).T)
    r = (matrix.sum() - 5) / 20
    assert mean_correlation(rows, seed=1, resamples=50).value == pytest.approx(r)
    found = standardised_alpha(rows, seed=1, resamples=200)
    assert found.value == pytest.approx(5 * r / (1 + 4 * r))
    assert found.low < found.value < found.high


def test_stratified_alpha() -> None:
    rows, strata = levels(40, 6, 7), "aabbbc"
    table = np.array(rows)
    error = 0.0
    for name in "abc":
        part = table[:, [one == name for one in strata]]
        error += part.sum(axis=1).var(ddof=1) * (1 - (by_covariance(part.tolist()) if part.shape[1] > 1 else 0))
    found = stratified_alpha(rows, strata, seed=1, resamples=200)
    assert found.value == pytest.approx(1 - error / table.sum(axis=1).var(ddof=1))
    assert found.low < found.value < found.high
    assert stratified_alpha(rows, "aaaaaa", seed=1, resamples=9).value == pytest.approx(by_covariance(rows))


def test_people_with_blanks_are_left_out_and_not_counted() -> None:
    rows = levels(20, 4, 8)
    holes = [[None, *row[1:]] if at % 4 == 0 else row for at, row in enumerate(rows)]
    whole = [row for at, row in enumerate(rows) if at % 4]
    assert alpha(holes).reason is Reason.NOT_CROSSED
    assert alpha(crossed(holes)) == alpha(whole)
    assert alpha(crossed(holes)).n == 15


def test_scenarios_are_the_main_unit() -> None:
    assert by_scenario([[1, 2, 3, 4]], ["x", "y", "x", "y"]) == [[4, 6]]
    twins = [[a, a, b, b, c, c] for a, b, c in levels(30, 3, 9, ability=0.5)]
    flattered, fair = alpha(twins).value, alpha(by_scenario(twins, "aabbcc")).value
    assert flattered > fair


def test_sem_and_what_follows_from_it() -> None:
    rows = levels(30, 8, 10)
    total = np.array(rows).sum(axis=1)
    found, reliability = sem(rows), alpha(rows)
    assert found.value == pytest.approx(total.std(ddof=1) * np.sqrt(1 - reliability.value))
    df = 29 * 7
    low, high = (found.value * np.sqrt(df / stats.chi2.ppf(p, df)) for p in (0.975, 0.025))
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))
    assert band(70, 4, 1) == Estimate(70, 66, 74, 1)
    assert band(70, 0).low is None
    assert kelley(80, 60, 10, 0.75).value == 75
    assert kelley(80, 60, 10, 0.75).high == pytest.approx(75 + 1.959964 * 10 * np.sqrt(0.1875))
    assert kelley(80, 60, 10, -0.1).reason is Reason.NEGATIVE_RELIABILITY
    assert chance_above(70, 66, 4) == pytest.approx(stats.norm.cdf(1))
    assert chance_above(70, 66, 0) is None
    assert (borderline(69.9, 66, 4), borderline(70, 66, 4)) == (True, False)


def test_lord() -> None:
    answers = np.array([1] * 15 + [0] * 5)
    assert lord_sem(15, 20).value == pytest.approx(np.sqrt(20 * answers.var(ddof=1)))
    assert lord_sem(20, 20).reason is Reason.NO_VARIANCE
    assert lord_sem(0, 1).reason is Reason.TOO_FEW


def test_length() -> None:
    found = spearman_brown(Estimate(0.6, 0.4, 0.8, 30), 2)
    assert (found.value, found.low, found.high) == (
        pytest.approx(0.75),
        pytest.approx(0.8 / 1.4),
        pytest.approx(1.6 / 1.8),
    )
    assert length_for(0.6, 0.75) == pytest.approx(2)
    assert length_for(0.15, 0.80) == pytest.approx(22.67, abs=0.01)
    assert length_for(0.10, 0.80) == pytest.approx(36)
    assert spearman_brown(Estimate(-0.1, -0.5, 0.2, 30), 2).reason is Reason.NEGATIVE_RELIABILITY
    assert spearman_brown(Estimate(0.1, -0.5, 0.2, 30), 2).low == 0
    assert length_for(0, 0.8) is length_for(0.5, 1) is None


def test_negative_alpha_is_given_with_a_warning() -> None:
    rows = [[1, 4], [4, 1], [2, 3], [3, 1], [1, 3]]
    found = alpha(rows)
    assert found.value < 0
    assert found.low is not None
    assert found.reason is Reason.NEGATIVE_RELIABILITY


@given(any_table(blanks=True), st.integers(-3, 3), st.integers(1, 5))
@settings(deadline=None)
def test_any_table(rows: list[list[int | None]], shift: int, scale: int) -> None:
    found = alpha(rows)
    sound(found, most=1)
    sound(sem(rows), least=0)
    assert (sem(rows).value or 1) > 0
    for without in alpha_if_deleted(rows):
        sound(without, most=1)
    other = alpha([[one if one is None else one * scale + shift for one in row] for row in reversed(rows)])
    assert other.reason is found.reason
    assert other.value == (None if found.value is None else pytest.approx(found.value, abs=1e-9))


@given(any_table(blanks=True))
@settings(deadline=None, max_examples=60)
def test_any_table_resampled(rows: list[list[int | None]]) -> None:
    wide = len(rows[0]) if rows else 0
    sound(mean_correlation(rows, seed=1, resamples=20), -1, 1)
    sound(standardised_alpha(rows, seed=1, resamples=20), most=1)
    sound(stratified_alpha(rows, list(range(wide)), seed=1, resamples=20), most=1)
    sound(stratified_alpha(rows, ["a"] * wide, seed=1, resamples=20), most=1)
