"""Castings beside statsmodels' stratified tables, and beside shuffling who met whom."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable

from tests.scoring.statistics.tables import level, sound, sound_test
from trainer.scoring.statistics.castings import Record, Verdict, mantel, mantel_haenszel, strata
from trainer.scoring.statistics.estimate import Reason

records = st.lists(st.builds(Record, st.booleans(), st.integers(0, 2), level), max_size=40)


def played(n: int, seed: int, harder: float = 0.0) -> list[Record]:
    """People of differing skill, half with each casting; `harder` is what the second costs, in levels."""
    chance = np.random.default_rng(seed)
    skill, second = chance.normal(size=n), chance.random(n) < 0.5
    levels = np.clip(np.rint(2.7 + skill - harder * second + chance.normal(size=n)), 1, 4)
    groups = strata((skill + chance.normal(size=n) / 3).tolist())
    return [Record(bool(a), b, int(c)) for a, b, c in zip(second, groups, levels, strict=True)]


def tables(given: list[Record]) -> StratifiedTable:
    found = []
    for stratum in sorted({one.stratum for one in given}):
        inside = [(one.second, one.level >= 3) for one in given if one.stratum == stratum]
        found.append(
            [
                [inside.count((False, True)), inside.count((False, False))],
                [inside.count((True, True)), inside.count((True, False))],
            ]
        )
    return StratifiedTable([np.array(one) for one in found])


@pytest.mark.parametrize("harder", [0.0, 0.6, -1.2])
def test_mantel_haenszel(harder: float) -> None:
    given = played(240, 1, harder)
    found, known = mantel_haenszel(given), tables(given)
    low, high = known.oddsratio_pooled_confint()
    assert found.odds.value == pytest.approx(known.oddsratio_pooled)
    assert (found.odds.low, found.odds.high) == (pytest.approx(low), pytest.approx(high))
    assert found.d.value == pytest.approx(-2.35 * known.logodds_pooled)
    assert (found.d.high - found.d.low) / 2 == pytest.approx(2.35 * 1.959964 * known.logodds_pooled_se)
    test = known.test_null_odds(correction=True)
    assert (found.tested.statistic, found.tested.p) == (pytest.approx(test.statistic), pytest.approx(test.pvalue))
    assert found.odds.n == 240


def test_mantel_of_yes_and_no_is_mantel_haenszel_uncorrected() -> None:
    given = [Record(one.second, one.stratum, int(one.level >= 3)) for one in played(240, 2, 0.4)]
    test = tables([Record(one.second, one.stratum, one.level * 3) for one in given]).test_null_odds(correction=False)
    found = mantel(given)
    assert (found.tested.statistic, found.tested.p) == (pytest.approx(test.statistic), pytest.approx(test.pvalue))


def test_mantel_beside_shuffling_castings_within_strata() -> None:
    given = played(120, 3, 0.3)
    found, chance = mantel(given), np.random.default_rng(1)
    groups = [[one for one in given if one.stratum == stratum] for stratum in range(4)]
    seconds = [np.array([one.second for one in group]) for group in groups]
    levels = [np.array([one.level for one in group]) for group in groups]

    def smd(who: list[np.ndarray]) -> float:
        parts = [(s.sum(), v[s].mean() - v[~s].mean()) for s, v in zip(who, levels, strict=True)]
        return sum(n * one for n, one in parts) / sum(n for n, _ in parts)

    drawn = [[chance.permutation(one) for one in seconds] for _ in range(4000)]
    sums = [sum(v[s].sum() for s, v in zip(who, levels, strict=True)) for who in drawn]
    real = sum(v[s].sum() for s, v in zip(seconds, levels, strict=True))
    assert found.difference.value == pytest.approx(smd(seconds))
    half = (found.difference.high - found.difference.low) / 2
    assert half == pytest.approx(1.959964 * np.std([smd(who) for who in drawn]), rel=0.05)
    away = np.mean(np.abs(np.array(sums) - np.mean(sums)) >= abs(real - np.mean(sums)) - 1e-9)
    assert found.tested.p == pytest.approx(away, abs=0.03)


def test_verdicts() -> None:
    assert mantel_haenszel(played(600, 4)).verdict is Verdict.NO_EVIDENCE
    assert mantel_haenszel(played(600, 4, 1.5)).verdict is Verdict.LARGE
    assert mantel_haenszel(played(400, 4, 0.4)).verdict is Verdict.SOME
    assert mantel_haenszel(played(400, 4, 0.4)).d.value < 0
    assert mantel(played(600, 4)).verdict is Verdict.NO_EVIDENCE
    assert mantel(played(600, 4, 1.5)).verdict is Verdict.LARGE
    assert mantel(played(600, 4, 1.5)).difference.value < 0
    assert "No evidence" in Verdict.NO_EVIDENCE.told
    assert all(one.told for one in Verdict)


def test_says_why_not() -> None:
    one, other = Record(False, 0, 4), Record(True, 0, 1)
    for people, reason in (
        ([], Reason.ZERO_CELL),
        ([one] * 9, Reason.ZERO_CELL),
        ([one, Record(True, 0, 4)], Reason.NO_VARIANCE),
        ([one, Record(True, 1, 1)], Reason.ZERO_CELL),
        ([one, other], Reason.ZERO_CELL),
    ):
        found = mantel_haenszel(people)
        assert (found.odds.reason, found.d.reason, found.tested.reason, found.verdict) == (reason, reason, reason, None)
    assert mantel([one] * 9).difference.reason is Reason.ZERO_CELL
    assert mantel([one, Record(True, 0, 4)]).difference.reason is Reason.NO_VARIANCE


@given(records)
@settings(deadline=None)
def test_any_records(given: list[Record]) -> None:
    odds, levels = mantel_haenszel(given), mantel(given)
    sound(odds.odds, 0)
    sound(odds.d)
    sound_test(odds.tested)
    sound_test(levels.tested)
    sound(levels.difference)
    assert levels.difference.value is None or abs(levels.difference.value) <= 3 + 1e-9
    assert (odds.verdict is None) == (odds.d.value is None or odds.tested.p is None)
    swapped = mantel_haenszel([Record(not one.second, one.stratum, one.level) for one in given])
    assert swapped.d.value == (None if odds.d.value is None else pytest.approx(-odds.d.value))
    assert odds.odds.value is None or odds.d.value == pytest.approx(-2.35 * math.log(odds.odds.value))


@given(st.lists(st.integers(0, 20), min_size=1, max_size=60), st.integers(3, 5))
def test_strata_keep_ties_and_order(totals: list[int], parts: int) -> None:
    found = strata(totals, parts)
    assert all(0 <= one < parts for one in found)
    ordered = sorted(zip(totals, found, strict=True))
    assert [one for _, one in ordered] == sorted(found)
    assert len(set(ordered)) == len(set(totals))
