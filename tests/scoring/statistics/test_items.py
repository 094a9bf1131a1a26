"""Difficulty, correlation with the rest, upper and lower groups, and whom choices draw."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from tests.scoring.statistics.tables import any_table, level, levels, right, sound
from trainer.scoring.statistics.estimate import Estimate, Reason
from trainer.scoring.statistics.items import Flag, choices, difficulty, flags, item_total, rest_scores, upper_lower


def test_difficulty_is_the_mean_on_the_scale() -> None:
    found = difficulty([1, 4, 4, 4, 2, 3, 4, 4, 4, 4])
    assert found.value == pytest.approx((3.4 - 1) / 3)
    assert found.n == 10
    assert difficulty([0, 1, 1, 1, 1], 0, 1).value == 0.8
    assert difficulty([4, 4]).reason is Reason.TOO_FEW


def test_difficulty_is_as_wide_as_the_handbook_says() -> None:
    half = [(one.high - one.low) / 2 for one in (difficulty([1, 0] * (n // 2), 0, 1) for n in (10, 30))]
    assert [round(one, 2) for one in half] == [0.26, 0.17]


@pytest.mark.parametrize("rows", [levels(40, 6, 1), right(40, 6, 2)])
def test_item_total_is_the_correlation_with_the_rest(rows: list[list[int]]) -> None:
    for column in range(6):
        rest = [sum(row) - row[column] for row in rows]
        known = stats.pearsonr([row[column] for row in rows], rest)
        interval = known.confidence_interval()
        found = item_total(rows, column)
        assert found.value == pytest.approx(known.statistic)
        assert (found.low, found.high) == (pytest.approx(interval.low), pytest.approx(interval.high))
        assert rest_scores(rows, column) == rest


def test_upper_lower_is_what_breaking_ties_at_random_gives_on_average() -> None:
    rows = right(60, 5, 4)
    found = upper_lower(rows, 0, 0, 1)
    chance, size, drawn = Random(1), 16, []
    for _ in range(4000):
        ordered = sorted(chance.sample(rows, len(rows)), key=sum)
        drawn.append((sum(row[0] for row in ordered[-size:]) - sum(row[0] for row in ordered[:size])) / size)
    assert found.n == 2 * size
    assert found.value == pytest.approx(np.mean(drawn), abs=0.01)
    assert upper_lower(rows[::-1], 0, 0, 1) == found


def test_upper_lower_without_ties_has_newcombes_interval() -> None:
    rows = [[int(at % 3 > 0) if at < 50 else int(at % 5 > 0), at * 10] for at in range(100)]
    found = upper_lower(rows, 0, 0, 1)
    ups, downs = sum(row[0] for row in rows[73:]), sum(row[0] for row in rows[:27])
    low, high = confint_proportions_2indep(ups, 27, downs, 27, compare="diff", method="newcomb")
    assert found.value == pytest.approx((ups - downs) / 27)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_groups_of_ten_or_none() -> None:
    assert upper_lower(levels(36, 4, 1), 0).reason is None
    assert upper_lower(levels(35, 4, 1), 0) == Estimate(None, None, None, 18, Reason.TOO_FEW)


def test_whom_choices_draw() -> None:
    taken = ["ask"] * 25 + ["fix"] * 14 + ["scold"]
    rest = [20.0] * 24 + [10.0] + [22.0] * 14 + [5.0]
    table = choices(taken, rest, ["ask", "fix", "scold", "leave"], {"ask"})
    assert [(one.choice, one.count) for one in table] == [("ask", 25), ("fix", 14), ("scold", 1), ("leave", 0)]
    assert [one.flags for one in table] == [(Flag.BEST_NOT_HIGHEST,), (), (Flag.NOT_WORKING,), (Flag.NOT_WORKING,)]
    assert table[0].rest.value == pytest.approx(19.6)
    assert table[3].rest.reason is Reason.TOO_FEW
    assert all(one.flags == () for one in choices(taken[10:], [1.0] * 30, ["ask", "fix", "scold"], {"ask"}))


def test_flags() -> None:
    def of(p: float | None, r: float | None) -> tuple[Flag, ...]:
        return flags(Estimate(p, None, None, 9, Reason.TOO_FEW), Estimate(r, None, None, 9, Reason.TOO_FEW))

    assert of(0.5, 0.3) == of(None, None) == of(0.95, 0.10) == of(0.20, None) == ()
    assert of(0.96, 0.05) == (Flag.VERY_EASY, Flag.REVIEW)
    assert of(0.19, -0.01) == (Flag.VERY_HARD, Flag.URGENT)
    assert all(flag.told for flag in Flag)


@given(any_table(blanks=True))
@settings(deadline=None)
def test_any_table_gives_figures_or_reasons(rows: list[list[int | None]]) -> None:
    for column in range(len(rows[0]) if rows else 0):
        found = item_total(rows, column)
        sound(found, -1, 1)
        sound(upper_lower(rows * 9, column), -1, 1)
        if any(None in row for row in rows) and len(rows) > 2:
            assert found.reason is Reason.NOT_CROSSED
        assert item_total([[one and one * 10 + 3 for one in row] for row in rows], column).reason is found.reason


@given(st.lists(level, max_size=40))
def test_difficulty_is_a_share(given: list[int]) -> None:
    sound(difficulty(given), 0, 1)
    assert difficulty(given[::-1]) == difficulty(given)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), max_size=50))
@settings(deadline=None)
def test_any_choices(given: list[tuple[str, int]]) -> None:
    table = choices([one for one, _ in given], [two for _, two in given], "abcd", {"a"})
    assert sum(one.count for one in table) == len(given)
    for one in table:
        sound(one.share, 0, 1)
        sound(one.rest)
