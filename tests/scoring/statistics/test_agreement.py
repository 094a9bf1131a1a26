"""Agreement of markers beside statsmodels', krippendorff's and published figures."""

import warnings
from collections.abc import Callable

import krippendorff as package
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa

from tests.scoring.statistics.tables import any_table, level, sound
from trainer.scoring.statistics.agreement import (
    Pairs,
    Weights,
    brennan_prediger,
    exact,
    gwet_ac1,
    kappa,
    severity,
    within,
)
from trainer.scoring.statistics.estimate import Estimate, Reason
from trainer.scoring.statistics.icc import Form, icc
from trainer.scoring.statistics.krippendorff import Metric, krippendorff

pairs = st.lists(st.tuples(level, level), max_size=40)
SKEWED = [(1, 1)] * 18 + [(1, 2), (2, 1)]


def counts(given: Pairs) -> np.ndarray:
    table = np.zeros((4, 4))
    for a, b in given:
        table[a - 1, b - 1] += 1
    return table


@given(pairs, st.sampled_from(Weights))
@settings(deadline=None)
def test_kappa(given: Pairs, weights: Weights) -> None:
    found = kappa(given, weights)
    sound(found, -1, 1)
    if found.value is None:
        assert found.reason is (Reason.NO_VARIANCE if given else Reason.NO_PAIRS)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = cohens_kappa(counts(given), wt=None if weights is Weights.NONE else weights.value)
    assert found.value == pytest.approx(known.kappa, abs=1e-9)
    assert kappa([(b, a) for a, b in given], weights).value == pytest.approx(found.value)
    if found.low is not None:
        assert found.low == pytest.approx(max(-1, known.kappa - 1.959964 * known.std_kappa), abs=1e-5)
        assert found.high == pytest.approx(min(1, known.kappa + 1.959964 * known.std_kappa), abs=1e-5)
    else:
        assert found.value == 1 or not known.std_kappa > 1e-5


def test_kappa_keeps_its_categories_where_none_is_used() -> None:
    """Weights go by the scale: 1 and 4 are three apart, and not next to one another for want of a 2 and a 3."""
    gap = [(1, 1), (1, 2), (2, 2), (4, 4), (2, 1), (4, 4)] * 3
    known = cohens_kappa(counts(gap), wt="linear").kappa
    by_place = cohens_kappa(counts(gap)[np.ix_([0, 1, 3], [0, 1, 3])], wt="linear").kappa
    assert abs(known - by_place) > 0.01
    assert kappa(gap, Weights.LINEAR).value == pytest.approx(known)
    assert kappa(gap, Weights.LINEAR, (1, 2, 4)).value == pytest.approx(known)
    with pytest.raises(ValueError, match="outside"):
        kappa([(0, 1)])


def test_nine_in_ten_agree_and_kappa_is_below_nought() -> None:
    assert exact(SKEWED).value == 0.9
    assert round(kappa(SKEWED, Weights.NONE).value, 2) == -0.05
    assert round(brennan_prediger(SKEWED).value, 3) == 0.867
    assert round(gwet_ac1(SKEWED).value, 3) == 0.897


def ac1(cells: np.ndarray) -> float:
    share = (cells.sum(axis=0) + cells.sum(axis=1)) / 2
    chance = (share * (1 - share)).sum() / (len(cells) - 1)
    return float((np.trace(cells) - chance) / (1 - chance))


def weighted(cells: np.ndarray) -> float:
    far = (np.arange(4)[:, None] - np.arange(4)) ** 2
    return float(1 - (far * cells).sum() / (far * np.outer(cells.sum(axis=1), cells.sum(axis=0))).sum())


@pytest.mark.parametrize(("ours", "plain"), [(gwet_ac1, ac1), (kappa, weighted)], ids=["AC1", "quadratic kappa"])
def test_standard_errors_beside_the_delta_method(
    ours: Callable[[Pairs], Estimate], plain: Callable[[np.ndarray], float]
) -> None:
    """The variance of a function of multinomial shares from its slopes, taken numerically."""
    chance = np.random.default_rng(2)
    given = [
        (int(a), int(min(4, max(1, a + b))))
        for a, b in zip(chance.integers(1, 5, 60), chance.integers(-1, 2, 60), strict=True)
    ]
    cells = counts(given) / 60
    slopes = np.zeros((4, 4))
    for at in np.ndindex(4, 4):
        step = np.zeros((4, 4))
        step[at] = 1e-6
        slopes[at] = (plain(cells + step) - plain(cells - step)) / 2e-6
    error = np.sqrt(((cells * slopes**2).sum() - (cells * slopes).sum() ** 2) / 60)
    found = ours(given)
    assert found.value == pytest.approx(plain(cells))
    assert (found.high - found.low) / 2 == pytest.approx(1.959964 * error, rel=1e-4)


@given(st.lists(st.tuples(st.none() | level, st.none() | level), max_size=40))
@settings(deadline=None)
def test_any_pairs(given: Pairs) -> None:
    both = [(a, b) for a, b in given if a and b]
    for found, least in (
        (exact(given), 0),
        (within(given), 0),
        (brennan_prediger(given), -1 / 3),
        (gwet_ac1(given), -1),
    ):
        sound(found, least, 1)
        assert found.n == len(both)
        assert (found.reason is Reason.NO_PAIRS) == (not both)
    sound(severity(given), -3, 3) if len(both) > 20 else sound(severity(given))
    if both:
        assert severity(given).value == pytest.approx(np.mean([b - a for a, b in both]))
        assert exact(given).value <= within(given).value
    sound(brennan_prediger(given, (1, 2, 3, 4, 5)), -1 / 4, 1)


COMPUTING_2011 = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


def test_krippendorffs_own_example() -> None:
    units = [list(unit) for unit in zip(*COMPUTING_2011, strict=True)]
    values = [round(krippendorff(units, metric, seed=1, resamples=9).value, 3) for metric in Metric]
    assert values == [0.743, 0.815, 0.849]
    found = krippendorff(units, seed=1, resamples=500)
    assert found.n == 11
    assert found.low < found.value < found.high


@given(any_table(blanks=True), st.sampled_from(Metric))
@settings(deadline=None)
def test_krippendorff(units: list[list[int | None]], metric: Metric) -> None:
    found = krippendorff(units, metric, seed=1, resamples=20)
    sound(found, most=1)
    assert krippendorff(units[::-1], metric, seed=1, resamples=0).value == pytest.approx(found.value)
    if found.value is not None:
        given = np.array([[np.nan if one is None else one for one in unit] for unit in units]).T
        known = package.alpha(given, level_of_measurement=metric.value, value_domain=[1, 2, 3, 4])
        assert found.value == pytest.approx(known)


def test_krippendorff_says_why_not() -> None:
    def reason(units: list[list[int | None]]) -> Reason | None:
        return krippendorff(units, seed=1, resamples=9).reason

    assert reason([]) is reason([[1, None], [None, 2]]) is Reason.NO_PAIRS
    assert reason([[1, None], [2, None]]) is Reason.ONE_RATER
    assert reason([[1, 2], [None, 2]]) is Reason.TOO_FEW
    assert reason([[2, 2], [2, 2]]) is Reason.NO_VARIANCE


SHROUT_FLEISS_1979 = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
PUBLISHED = {
    Form.ONE_WAY: (0.17, -0.13, 0.72),
    Form.AGREEMENT: (0.29, 0.02, 0.76),
    Form.CONSISTENCY: (0.71, 0.34, 0.95),
    Form.AGREEMENT_MEAN: (0.62, 0.07, 0.93),
    Form.CONSISTENCY_MEAN: (0.91, 0.68, 0.99),
}


@pytest.mark.parametrize("form", Form)
def test_icc_as_published(form: Form) -> None:
    found = icc(SHROUT_FLEISS_1979, form)
    assert (round(found.value, 2), round(found.low, 2), round(found.high, 2)) == PUBLISHED[form]
    assert found.n == 6


def test_icc_intervals_hold_the_truth_as_often_as_promised() -> None:
    chance, true = (
        np.random.default_rng(3),
        {Form.AGREEMENT: 1 / 1.75, Form.CONSISTENCY: 1 / 1.5, Form.ONE_WAY: 1 / 1.75},
    )
    held = dict.fromkeys(true, 0)
    for _ in range(400):
        things, markers = chance.normal(size=(25, 1)), chance.normal(size=(1, 12)) / 2
        noise = chance.normal(size=(25, 12)) * np.sqrt(0.5)
        for form, value in true.items():
            severity = chance.normal(size=(25, 12)) / 2 if form is Form.ONE_WAY else markers
            found = icc((things + severity + noise).tolist(), form)
            held[form] += found.low <= value <= found.high
    assert [one / 400 for one in held.values()] == pytest.approx([0.95] * 3, abs=0.035)


def test_icc_of_two_markers_is_near_their_correlation() -> None:
    chance = np.random.default_rng(4)
    things = chance.normal(size=500)
    rows = [(a, a + b) for a, b in zip(things, chance.normal(size=500) / 2, strict=True)]
    z = stats.zscore(np.array(rows), axis=0)
    assert icc(z.tolist(), Form.CONSISTENCY).value == pytest.approx(stats.pearsonr(z[:, 0], z[:, 1]).statistic)


@given(any_table(blanks=True), st.sampled_from(Form), st.integers(-3, 3))
@settings(deadline=None)
def test_any_icc(rows: list[list[int | None]], form: Form, shift: int) -> None:
    found = icc(rows, form)
    sound(found, most=1)
    moved = icc([[one if one is None else one + shift for one in row[::-1]] for row in rows[::-1]], form)
    assert moved.reason is found.reason
    assert moved.value == (None if found.value is None else pytest.approx(found.value))
    if len(rows) > 1 and all(len(row) == 1 and row[0] for row in rows):
        assert found.reason is Reason.ONE_RATER
