"""The spread of one person's levels: pooled, or assumed."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.oneway import anova_oneway

from tests.scoring.statistics.tables import level, levels, sound
from trainer.scoring.measures import Measured
from trainer.scoring.statistics.estimate import Reason
from trainer.scoring.statistics.spread import (
    ASSUMED,
    MANY,
    Spread,
    counted,
    spread,
    standard_error,
    within_people,
)


def of(people: Sequence[Sequence[int]], **more: int) -> Spread:
    return spread([counted(one) for one in people], **more)


def test_of_many_people_the_closed_interval_is_that_of_resampling() -> None:
    people = [counted(row[: 12 + at % 8]) for at, row in enumerate(levels(MANY, 20, 3))]
    closed = within_people(people, seed=1)
    drawn = within_people(people[: MANY - 1], seed=1, resamples=2000)
    assert closed.n == MANY
    assert (closed.low, closed.high) == pytest.approx((drawn.low, drawn.high), abs=0.01)
    assert closed.high - closed.low == pytest.approx(drawn.high - drawn.low, rel=0.15)


def test_thirty_people_give_a_spread() -> None:
    people = [row[: 12 + at % 8] for at, row in enumerate(levels(30, 20, 1))]
    found = of(people)
    squared = sum(((np.array(one) - np.mean(one)) ** 2).sum() for one in people) / sum(len(one) - 1 for one in people)
    assert found.cohort.value == pytest.approx(squared**0.5)
    assert (found.assumed, found.cohort.n) == (False, 30)
    assert found.value == Fraction(round(squared**0.5 * 10_000), 10_000)
    assert found.cohort.low < found.cohort.value < found.cohort.high


def test_the_spread_is_the_one_analysis_of_variance_goes_by() -> None:
    people = [row[: 5 + at % 3] for at, row in enumerate(levels(30, 8, 2))]
    between = sum(len(one) * (np.mean(one) - np.mean(np.concatenate(people))) ** 2 for one in people) / 29
    f = anova_oneway(people, use_var="equal").statistic
    assert of(people).cohort.value ** 2 == pytest.approx(between / f)


def test_fewer_leave_the_assumption() -> None:
    people = [*levels(29, 20, 1), [4], []]
    found = of(people)
    assert (found.value, found.assumed, found.cohort.n) == (ASSUMED, True, 29)
    assert found.cohort.value is not None
    assert of([[4, 4]] * 40).assumed
    assert of([[4, 4]] * 40).cohort.reason is Reason.NO_VARIANCE
    assert spread([]).cohort.reason is Reason.TOO_FEW


def test_the_error_of_a_score() -> None:
    assert standard_error(ASSUMED, 25) == pytest.approx(0.15)
    assert standard_error(ASSUMED, 0) is None
    assert Measured("overall", Fraction(3), Fraction(3), 25, ASSUMED).error == standard_error(ASSUMED, 25)


@given(st.lists(st.lists(level, max_size=6), max_size=40))
@settings(deadline=None)
def test_any_people(people: list[list[int]]) -> None:
    sound(within_people([counted(one) for one in people], seed=1, resamples=20), 0, 3)
    found = of(people, resamples=20)
    assert found.value > 0
    assert found.assumed == (found.cohort.n < 30 or found.cohort.value is None)
