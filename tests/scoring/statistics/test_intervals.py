"""Intervals beside statsmodels' and scipy's, the bootstrap beside scipy's on the same resamples."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from tests.scoring.statistics.tables import sound
from trainer.scoring.statistics.bootstrap import bootstrap, over_people, resample
from trainer.scoring.statistics.estimate import Estimate, Reason
from trainer.scoring.statistics.intervals import average, correlation, difference, wilson

values = st.lists(st.integers(-5, 9), max_size=30)


@given(st.integers(1, 400), st.floats(0, 1))
def test_wilson(n: int, share: float) -> None:
    successes = round(share * n)
    found = wilson(successes, n)
    low, high = proportion_confint(successes, n, method="wilson")
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
    assert found.low <= found.value <= found.high


def test_wilson_as_the_domain_quotes_it() -> None:
    found = wilson(4, 5)
    assert (found.value, round(found.low, 2), round(found.high, 2)) == (0.8, 0.38, 0.96)
    assert wilson(0, 0) == Estimate(None, None, None, 0, Reason.TOO_FEW)


@given(st.tuples(st.integers(0, 30), st.integers(1, 30)), st.tuples(st.integers(0, 30), st.integers(1, 30)))
def test_differences(first: tuple[int, int], second: tuple[int, int]) -> None:
    (a, n), (b, m) = (min(first), first[1]), (min(second), second[1])
    found = difference(wilson(a, n), wilson(b, m))
    low, high = confint_proportions_2indep(b, m, a, n, compare="diff", method="newcomb")
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
    assert found.n == n + m


@given(values)
@settings(deadline=None)
def test_means(given: list[int]) -> None:
    found = average(given)
    sound(found)
    if found.low is not None:
        known = stats.ttest_1samp(given, 0).confidence_interval()
        assert (found.low, found.high) == (pytest.approx(known.low), pytest.approx(known.high))
    else:
        assert found.reason is (Reason.TOO_FEW if len(given) < 2 else Reason.NO_VARIANCE)


def test_correlations_by_fisher() -> None:
    few, more = correlation(0.30, 30), correlation(0.30, 100)
    assert [round(one, 2) for one in (few.low, few.high, more.low, more.high)] == [-0.07, 0.60, 0.11, 0.47]
    assert correlation(0.5, 3).reason is Reason.TOO_FEW
    assert correlation(1.0, 30) == Estimate(1.0, None, None, 30, Reason.NO_VARIANCE)


@dataclass
class Drawn:
    """What scipy's bootstrap takes up again."""

    bootstrap_distribution: np.ndarray


@pytest.mark.parametrize("method", ["percentile", "BCa"])
def test_bootstrap_limits_are_scipys_on_the_same_resamples(method: str) -> None:
    data = list(np.random.default_rng(3).exponential(size=25))
    found = bootstrap(data, lambda rows: float(np.var(rows)), seed=9, resamples=999, bca=method == "BCa")
    drawn = np.array(resample(data, lambda rows: float(np.var(rows)), seed=9, resamples=999))
    known = stats.bootstrap(
        (data,), np.var, method=method, n_resamples=0, bootstrap_result=Drawn(drawn), vectorized=True
    ).confidence_interval
    assert (found.low, found.high) == (pytest.approx(known.low), pytest.approx(known.high))
    assert found == bootstrap(data, lambda rows: float(np.var(rows)), seed=9, resamples=999, bca=method == "BCa")
    assert found.low != bootstrap(data, lambda rows: float(np.var(rows)), seed=8, resamples=999).low


def test_undefined_resamples_are_counted_and_withhold_the_interval() -> None:
    def rare(rows: list[int]) -> float | None:
        return float(sum(rows)) if 0 in rows else None

    often = bootstrap([0, 0, 0, 0, 1, 2, 3], rare, seed=1)
    seldom = bootstrap([0, 1, 2, 3], rare, seed=1)
    assert 0 < often.undefined <= 100
    assert often.low is not None
    assert seldom.undefined > 100
    assert seldom == Estimate(6.0, None, None, 4, Reason.TOO_FEW, seldom.undefined)


def test_no_interval_where_there_is_nothing_to_draw_from() -> None:
    assert bootstrap([5.0], sum, seed=1) == Estimate(5.0, None, None, 1, Reason.TOO_FEW)
    assert bootstrap([5.0, 5.0], sum, seed=1) == Estimate(10.0, None, None, 2, Reason.NO_VARIANCE)
    assert bootstrap([1.0, 2.0], sum, seed=1, resamples=0) == Estimate(3.0, None, None, 2, Reason.TOO_FEW)
    assert bootstrap([1.0, 2.0], lambda rows: None, seed=1).value is None


def test_over_people_says_why_not() -> None:
    def first(table: list[list[float]]) -> tuple[float, float]:
        return table[0][0], table[0][1]

    def reason(rows: list[list[int | None]]) -> list[Reason | None]:
        return [one.reason for one in over_people(rows, first, 2, seed=1, resamples=50)]

    assert reason([]) == reason([[1, 2]]) == reason([[1], [2]]) == [Reason.TOO_FEW] * 2
    assert reason([[1, None], [1, 2]]) == reason([[1, 2], [1, 2, 3]]) == [Reason.NOT_CROSSED] * 2
    assert reason([[1, 2], [3, 4]]) == [None, None]
