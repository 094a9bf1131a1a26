"""The spread of one person's levels, and the standard error it gives their score.

A score's error is spread / √observations. Until a cohort of 30 gives a spread, 0.75 levels are assumed, and shown as
assumed. `certify` compares exact fractions, so the spread is one, rounded to four places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, sqrt

from trainer.scoring.statistics.bootstrap import RESAMPLES, bootstrap
from trainer.scoring.statistics.estimate import Estimate, Reason, undefined
from trainer.scoring.statistics.tables import variance

ASSUMED = Fraction(3, 4)
"""An assumption, and shown as one."""
LEAST_PEOPLE = 30
PLACES = 10_000


@dataclass(frozen=True, slots=True)
class Spread:
    """What to go by, in levels; whether it is the assumption; and what the cohort gave, with its interval and n."""

    value: Fraction
    assumed: bool
    cohort: Estimate


def within_people(people: Sequence[Sequence[float]], *, seed: int, resamples: int = RESAMPLES) -> Estimate:
    """√(Σ Σ (x_ij - x̄_i)² / Σ (m_i - 1)), in levels, ≥ 0: people's levels around their own means, pooled.

    `people` are the levels observed of each, of one form, latest complete sittings or first ones, not both; they need
    not have met the same decisions. n counts people with two levels or more; who has one tells nothing. Interval of a
    bootstrap over people. Undefined: nobody has two (too_few); nobody's levels differ (no_variance).
    """
    parts = [(variance(levels) * (len(levels) - 1), len(levels) - 1) for levels in people if len(levels) > 1]
    if not parts:
        return undefined(Reason.TOO_FEW, 0)
    if not any(size for size, _ in parts):
        return undefined(Reason.NO_VARIANCE, len(parts))
    return bootstrap(parts, _pooled, seed=seed, resamples=resamples)


def _pooled(parts: Sequence[tuple[float, int]]) -> float:
    return sqrt(fsum(size for size, _ in parts) / sum(df for _, df in parts))


def spread(people: Sequence[Sequence[float]], *, seed: int = 0, resamples: int = RESAMPLES) -> Spread:
    """The cohort's spread where 30 people give one, else the assumption."""
    found = within_people(people, seed=seed, resamples=resamples)
    rounded = Fraction(round((found.value or 0.0) * PLACES), PLACES)
    if found.n < LEAST_PEOPLE or not rounded:
        return Spread(ASSUMED, True, found)
    return Spread(rounded, False, found)


def standard_error(spread: Fraction | float, observations: int) -> float | None:
    """The error of a score, spread / √observations, in levels; None where nothing was observed."""
    return float(spread) / sqrt(observations) if observations > 0 else None
