"""Before and after, beside scipy and beside counting out every sign."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests.scoring.statistics.tables import sound, sound_test
from trainer.scoring.statistics.estimate import Reason
from trainer.scoring.statistics.gains import d_av, d_z, gain, reliable_change, wilcoxon

score = st.none() | st.integers(0, 6)
PAIRS = [(1.5, 2.5), (2, 2.25), (3, 2.5), (2.5, 4), (1, 2.75), (2, 3.25), (None, 4), (3, None)]


def test_gain_and_effect() -> None:
    before, after = np.array([(a, b) for a, b in PAIRS if a and b]).T
    known = stats.ttest_rel(after, before).confidence_interval()
    found = gain(PAIRS)
    assert (found.value, found.n) == (pytest.approx((after - before).mean()), 6)
    assert (found.low, found.high) == (pytest.approx(known.low), pytest.approx(known.high))
    z = (after - before).mean() / (after - before).std(ddof=1)
    assert d_z(PAIRS).value == pytest.approx(z)
    average = (after.std(ddof=1) + before.std(ddof=1)) / 2
    assert d_av(PAIRS).value == pytest.approx((after - before).mean() / average)


def test_effect_holds_the_truth_as_often_as_promised() -> None:
    chance, held = np.random.default_rng(1), 0
    for _ in range(2000):
        found = d_z([(0.0, one) for one in (0.5 + chance.normal(size=20)).tolist()])
        held += found.low <= 0.5 <= found.high
    assert held / 2000 == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("n", [5, 12, 19, 40])
def test_wilcoxon_without_ties_is_scipys(n: int) -> None:
    gains = 0.4 + np.random.default_rng(n).normal(size=n)
    known = stats.wilcoxon(gains, method="exact")
    found = wilcoxon([(0.0, one) for one in gains.tolist()])
    assert found.p == pytest.approx(known.pvalue)
    assert min(found.statistic, n * (n + 1) / 2 - found.statistic) == known.statistic


@given(st.lists(st.tuples(score, score), max_size=10))
@settings(deadline=None)
def test_wilcoxon_with_ties_counts_out_every_sign(pairs: list[tuple[int | None, int | None]]) -> None:
    found = wilcoxon(pairs)
    sound_test(found)
    gains = [b - a for a, b in pairs if a is not None and b is not None and a != b]
    if gains:
        ranks = stats.rankdata(np.abs(gains))
        rose = ranks[np.array(gains) > 0].sum()
        sums = [
            sum(rank for rank, up in zip(ranks, signs, strict=True) if up)
            for signs in product([0, 1], repeat=len(gains))
        ]
        away = abs(rose - ranks.sum() / 2)
        assert found.p == pytest.approx(np.mean([abs(one - ranks.sum() / 2) >= away for one in sums]))


def test_wilcoxon_of_many_is_normal() -> None:
    gains = np.rint(10 * (0.2 + np.random.default_rng(1).normal(size=80)))
    known = stats.wilcoxon(gains[gains != 0], method="approx", correction=False)
    assert wilcoxon([(0.0, one) for one in gains.tolist()]).p == pytest.approx(known.pvalue)


def test_reliable_change() -> None:
    assert reliable_change(50, 60, 3).value == pytest.approx(10 / (3 * 2**0.5))
    assert reliable_change(50, 60, 3).low > 0
    assert reliable_change(50, 58, 3).low < 0
    assert reliable_change(50, 58, 0).reason is Reason.NO_VARIANCE


def test_says_why_not() -> None:
    for figure in (gain, d_z, d_av):
        assert figure([(1, None)]).reason is Reason.NO_PAIRS
        assert figure([(1, 2), (2, 3)]).reason is Reason.NO_VARIANCE
        assert figure([(1, 2)]).reason is Reason.TOO_FEW
    assert wilcoxon([]).reason is Reason.NO_PAIRS
    assert wilcoxon([(1, 1)]).reason is Reason.NO_VARIANCE


@given(st.lists(st.tuples(score, score), max_size=30))
@settings(deadline=None)
def test_any_pairs(pairs: list[tuple[int | None, int | None]]) -> None:
    back = [(b, a) for a, b in pairs]
    for figure in (gain, d_z, d_av):
        found = figure(pairs)
        sound(found)
        assert figure(back).value == (None if found.value is None else pytest.approx(-found.value))
    assert wilcoxon(back).p == wilcoxon(pairs).p
