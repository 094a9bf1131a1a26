"""Tables to compute on: seeded levels of people who differ, and any small table hypothesis can think of."""

import math

import numpy as np
from hypothesis import strategies as st

from trainer.scoring.statistics.estimate import Estimate, Reason, Tested

level = st.integers(1, 4)


def levels(n: int, k: int, seed: int, *, lo: int = 1, hi: int = 4, ability: float = 1.0) -> list[list[int]]:
    """Levels of n people on k decisions that differ in difficulty."""
    chance = np.random.default_rng(seed)
    found = 2.6 + ability * chance.normal(size=(n, 1)) + chance.normal(size=(1, k)) / 2 + chance.normal(size=(n, k))
    return [[int(one) for one in row] for row in np.clip(np.rint(found), lo, hi)]


def right(n: int, k: int, seed: int) -> list[list[int]]:
    """0/1 decisions."""
    return [[int(one >= 3) for one in row] for row in levels(n, k, seed)]


@st.composite
def any_table(draw: st.DrawFn, blanks: bool = False) -> list[list[int | None]]:
    """Up to 12 by 5, mostly degenerate when it shrinks."""
    cell = st.none() | level if blanks else level
    wide = draw(st.integers(1, 5))
    return draw(st.lists(st.lists(cell, min_size=wide, max_size=wide), max_size=12))


def sound(found: Estimate, least: float = -math.inf, most: float = math.inf) -> None:
    """What holds for every estimate: a value with its interval, or the reason why not; nothing that is no number."""
    assert isinstance(found.n, int)
    assert found.n >= 0
    assert (found.low is None) == (found.high is None)
    if found.value is None:
        assert found.low is None
        assert isinstance(found.reason, Reason)
        assert found.reason.told
        return
    assert math.isfinite(found.value)
    assert least - 1e-9 <= found.value <= most + 1e-9
    assert found.value is not True
    if found.low is None or found.high is None:
        assert isinstance(found.reason, Reason)
        return
    assert math.isfinite(found.low)
    assert math.isfinite(found.high)
    assert found.low <= found.high
    assert least - 1e-9 <= found.low
    assert found.high <= most + 1e-9


def sound_test(found: Tested) -> None:
    """What holds for every test."""
    if found.p is None:
        assert found.statistic is None
        assert isinstance(found.reason, Reason)
    else:
        assert 0 <= found.p <= 1
        assert found.statistic is not None
        assert math.isfinite(found.statistic)
