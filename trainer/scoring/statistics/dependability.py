"""Φ, Φ(λ) and k²: how far the distance between a person and a standard would come out alike.

Brennan & Kane (1977), Livingston (1972). Tables are crossed: a row a person, a column a decision or a scenario; n
counts people; all figures are at most 1. Intervals are of a bootstrap over people. Φ(λ) and k² are lowest with the cut
on the mean: a high one far from it is cheap.
"""

from collections.abc import Sequence

from trainer.scoring.statistics.bootstrap import RESAMPLES, over_people
from trainer.scoring.statistics.estimate import Estimate, Reason
from trainer.scoring.statistics.reliability import plain_alpha
from trainer.scoring.statistics.tables import Full, Row, mean, squares, variance


def phi(rows: Sequence[Row], *, seed: int, resamples: int = RESAMPLES) -> Estimate:
    """Φ = σ²_p / (σ²_p + σ²_Δ), σ²_Δ = (σ²_i + σ²_pi) / k, in 0–1.

    Undefined: fewer than two people or columns (too_few), blanks (not_crossed), no variance at all, a σ²_p below
    nought (negative_reliability). A σ²_i below nought is taken as nought.
    """
    return over_people(rows, lambda table: _phi(table, None), 1, seed=seed, resamples=resamples)[0]


def phi_lambda(rows: Sequence[Row], cut: float, *, seed: int, resamples: int = RESAMPLES) -> Estimate:
    """Φ(λ) = (σ²_p + d) / (σ²_p + d + σ²_Δ), d = max(0, (X̄ - λ)² - σ²(X̄)), in 0–1; the cut λ is a mean level.

    Never below Φ. Undefined as `phi`.
    """
    return over_people(rows, lambda table: _phi(table, cut), 1, seed=seed, resamples=resamples)[0]


def livingston_k2(rows: Sequence[Row], cut: float, *, seed: int, resamples: int = RESAMPLES) -> Estimate:
    """k² = [ασ² + (μ - C)²] / [σ² + (μ - C)²], of mean levels, in 0–1.

    Undefined as alpha; α < 0 (negative_reliability).
    """
    return over_people(rows, lambda table: _k2(table, cut), 1, seed=seed, resamples=resamples)[0]


def _phi(table: Full, cut: float | None) -> tuple[float] | Reason:
    found = squares(table)
    people = (found.rows - found.residual) / found.k
    columns = max(0.0, (found.columns - found.residual) / found.n)
    error = (columns + found.residual) / found.k
    if not found.rows:
        return Reason.NO_VARIANCE
    if people < 0:
        return Reason.NEGATIVE_RELIABILITY
    if cut is not None:
        of_mean = people / found.n + columns / found.k + found.residual / (found.n * found.k)
        people += max(0.0, (found.mean - cut) ** 2 - of_mean)
    return (people / (people + error),)


def _k2(table: Full, cut: float) -> tuple[float] | Reason:
    means = [mean(row) for row in table]
    r, away = plain_alpha(table), (mean(means) - cut) ** 2
    if r is None:
        return Reason.NO_VARIANCE
    if r < 0:
        return Reason.NEGATIVE_RELIABILITY
    return ((r * variance(means) + away) / (variance(means) + away),)
