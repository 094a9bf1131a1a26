"""The spread of one person's levels, and the standard error it gives their score.

A score's error is spread / √observations. Until a cohort of 30 gives a spread, 0.75 levels are assumed, and shown as
assumed. `certify` compares exact fractions, so the spread is one, rounded to four places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt
from typing import NamedTuple

from trainer.scoring.statistics.bootstrap import RESAMPLES, bootstrap
from trainer.scoring.statistics.distributions import Z
from trainer.scoring.statistics.estimate import Estimate, Reason, around, undefined

ASSUMED = Fraction(3, 4)
"""An assumption, and shown as one."""
LEAST_PEOPLE = 30
MANY = 400
"""People from which an interval in closed form is as good as one by resampling."""
PLACES = 10_000


@dataclass(frozen=True, slots=True)
class Spread:
    """What to go by, in levels; whether it is the assumption; and what the cohort gave, with its interval and n."""

    value: Fraction
    assumed: bool
    cohort: Estimate


class Levels(NamedTuple):
    """Somebody's levels: how many, their sum, the sum of their squares."""

    levels: int
    total: int
    squares: int


def counted(levels: Sequence[int]) -> Levels:
    """Levels as they are counted."""
    return Levels(len(levels), sum(levels), sum(level * level for level in levels))


def within_people(people: Sequence[Levels], *, seed: int, resamples: int = RESAMPLES) -> Estimate:
    """√(Σ Σ (x_ij - x̄_i)² / Σ (m_i - 1)), in levels, ≥ 0: people's levels around their own means, pooled.

    `people` are the levels observed of each, of one form, latest complete sittings or first ones, not both; they need
    not have met the same decisions. n counts people with two levels or more; who has one tells nothing. Interval of a
    bootstrap over people; of MANY people and more ± 1.96 of the ratio's linearised standard error (Cochran 1977, 6.4),
    which is the same by then. Undefined: nobody has two (too_few); nobody's levels differ (no_variance).
    """
    several = [one for one in people if one.levels > 1]
    parts = [((one.levels * one.squares - one.total**2) / one.levels, one.levels - 1) for one in several]
    if not parts:
        return undefined(Reason.TOO_FEW, 0)
    if not any(size for size, _ in parts):
        return undefined(Reason.NO_VARIANCE, len(parts))
    if resamples and len(parts) >= MANY:
        return _linearised(parts)
    return bootstrap(parts, _pooled, seed=seed, resamples=resamples)


def _pooled(parts: Sequence[tuple[float, int]]) -> float:
    return sqrt(fsum(size for size, _ in parts) / sum(df for _, df in parts))


def _linearised(parts: Sequence[tuple[float, int]]) -> Estimate:
    value, n, df = _pooled(parts), len(parts), sum(df for _, df in parts)
    around_it = fsum((size - value * value * of) ** 2 for size, of in parts)
    return around(value, sqrt(around_it * n / (n - 1)) / df / (2 * value), Z, n)


def spread(people: Sequence[Levels], *, seed: int = 0, resamples: int = RESAMPLES) -> Spread:
    """The cohort's spread where 30 people give one, else the assumption."""
    found = within_people(people, seed=seed, resamples=resamples)
    rounded = Fraction(round((found.value or 0.0) * PLACES), PLACES)
    if found.n < LEAST_PEOPLE or not rounded:
        return Spread(ASSUMED, True, found)
    return Spread(rounded, False, found)


def standard_error(spread: Fraction | float, observations: int) -> float | None:
    """The error of a score, spread / √observations, in levels; None where nothing was observed."""
    return float(spread) / sqrt(observations) if observations > 0 else None
