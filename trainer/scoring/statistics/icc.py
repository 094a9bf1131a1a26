"""Intraclass correlations: agreement of markers on scores that are averages."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from math import nan

from trainer.scoring.statistics.distributions import f_quantile
from trainer.scoring.statistics.estimate import Estimate, Reason, bare, undefined
from trainer.scoring.statistics.tables import Row, Squares, full, squares


class Form(StrEnum):
    """Absolute agreement (A), consistency whatever the markers' severity (C), one way; of one marker or of the mean."""

    AGREEMENT = "A,1"
    AGREEMENT_MEAN = "A,k"
    CONSISTENCY = "C,1"
    CONSISTENCY_MEAN = "C,k"
    ONE_WAY = "1,1"


def icc(rows: Sequence[Row], form: Form = Form.AGREEMENT) -> Estimate:
    """An intraclass correlation with its F interval (Shrout & Fleiss 1979; McGraw & Wong 1996), at most 1.

    A row is what was marked, a column a marker; n counts rows. For an overall score, `AGREEMENT`. Undefined: fewer
    than two rows (too_few) or markers (one_rater), a blank (not_crossed), nothing differs (no_variance). Without
    interval: markers agree to the letter, or for A and C but for their severity (no_variance); the formula has no
    sense for so little (too_few).
    """
    if len(rows) < 2:
        return undefined(Reason.TOO_FEW, len(rows))
    table = full(rows)
    if table is None:
        return undefined(Reason.NOT_CROSSED, len(rows))
    if len(table[0]) < 2:
        return undefined(Reason.ONE_RATER, len(rows))
    found = squares(table)
    top, below, limits = _parts(found, form)
    if below <= 0:
        return undefined(Reason.NO_VARIANCE, found.n)
    value, noise = top / below, found.within if form is Form.ONE_WAY else found.residual
    if not noise:
        return bare(value, found.n, Reason.NO_VARIANCE)
    low, high = limits(found)
    return Estimate(value, low, high, found.n) if low <= value <= high else bare(value, found.n, Reason.TOO_FEW)


def _parts(found: Squares, form: Form) -> tuple[float, float, Callable[[Squares], tuple[float, float]]]:
    """What is divided by what, and the function that gives the limits."""
    n, k, rows, columns, residual = found.n, found.k, found.rows, found.columns, found.residual
    match form:
        case Form.AGREEMENT:
            return rows - residual, rows + (k - 1) * residual + k * (columns - residual) / n, _agreement
        case Form.AGREEMENT_MEAN:
            return rows - residual, rows + (columns - residual) / n, _agreement_mean
        case Form.CONSISTENCY:
            return rows - residual, rows + (k - 1) * residual, _consistency
        case Form.CONSISTENCY_MEAN:
            return rows - residual, rows, _consistency_mean
        case Form.ONE_WAY:
            return rows - found.within, rows + (k - 1) * found.within, _one_way


def _ratios(f: float, one: float, two: float) -> tuple[float, float]:
    return f / f_quantile(0.975, one, two), f * f_quantile(0.975, two, one)


def _consistency(found: Squares) -> tuple[float, float]:
    low, high = _ratios(found.rows / found.residual, found.n - 1, (found.n - 1) * (found.k - 1))
    return (low - 1) / (low + found.k - 1), (high - 1) / (high + found.k - 1)


def _consistency_mean(found: Squares) -> tuple[float, float]:
    low, high = _ratios(found.rows / found.residual, found.n - 1, (found.n - 1) * (found.k - 1))
    return 1 - _over(1, low), 1 - _over(1, high)


def _one_way(found: Squares) -> tuple[float, float]:
    low, high = _ratios(found.rows / found.within, found.n - 1, found.n * (found.k - 1))
    return (low - 1) / (low + found.k - 1), (high - 1) / (high + found.k - 1)


def _agreement(found: Squares) -> tuple[float, float]:
    """Satterthwaite's degrees of freedom; held to 1 or more, as a correlation below nought can send them to nought."""
    n, k, rows, columns, residual = found.n, found.k, found.rows, found.columns, found.residual
    r = (rows - residual) / (rows + (k - 1) * residual + k * (columns - residual) / n)
    a, b = k * r / (n * (1 - r)), 1 + k * r * (n - 1) / (n * (1 - r))
    parts = (a * columns) ** 2 / (k - 1) + (b * residual) ** 2 / ((n - 1) * (k - 1))
    df = max(1.0, (a * columns + b * residual) ** 2 / parts) if parts else 1.0
    low, high = f_quantile(0.975, n - 1, df), f_quantile(0.975, df, n - 1)
    noise = k * columns + (k * n - k - n) * residual
    return (
        _over(n * (rows - low * residual), low * noise + n * rows),
        _over(n * (high * rows - residual), noise + n * high * rows),
    )


def _agreement_mean(found: Squares) -> tuple[float, float]:
    low, high = (_over(found.k * one, 1 + one * (found.k - 1)) for one in _agreement(found))
    return low, high


def _over(top: float, below: float) -> float:
    """A quotient, NaN where it has no sense: no value lies between that and anything."""
    return top / below if below > 0 else nan
