"""Plain tables: a row a person (or a marked thing), a column a decision (or a rater), None where nothing was observed.

Figures that need everybody to have met the same decisions (alpha, item-total r, Φ) want a crossed table: `crossed`
makes one of anchors, of one scenario version, of first attempts. Nobody's blank is a nought.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from trainer.scoring.statistics.estimate import Reason

Row = Sequence[float | None]
Full = Sequence[Sequence[float]]
NOUGHT = 1e-18
NOUGHT_OF_SUMS = 1e-12
"""Variance below this share of the mean square is rounding."""


def crossed(rows: Iterable[Row]) -> list[list[float]]:
    """The rows without a blank. All n that follow count these, not the rows given."""
    full = ([one for one in row if one is not None] for row in rows if None not in row)
    return [row for row in full if row]


def full(rows: Sequence[Row]) -> Full | None:
    """The table as numbers, or None where a row has a blank, has no columns, or is of another length."""
    found = [[float(one) for one in row if one is not None] for row in rows]
    wide = {len(row) for row in found} | {len(row) for row in rows}
    return found if len(wide) <= 1 and 0 not in wide else None


def by_scenario(rows: Full, scenarios: Sequence[Hashable]) -> list[list[float]]:
    """Each row's sums by scenario; `scenarios` names that of each column. What alpha is mainly reported on (D0)."""
    columns: dict[Hashable, list[int]] = {}
    for at, name in enumerate(scenarios):
        columns.setdefault(name, []).append(at)
    return [[fsum(row[at] for at in group) for group in columns.values()] for row in rows]


def mean(values: Sequence[float]) -> float:
    """The mean; at least one value."""
    return fsum(values) / len(values)


def variance(values: Sequence[float]) -> float:
    """The variance over n - 1; exactly 0.0 where only rounding parts the values or there is one."""
    if len(values) < 2:
        return 0.0
    middle = mean(values)
    found = fsum((one - middle) ** 2 for one in values) / (len(values) - 1)
    return found if found > NOUGHT * fsum(one * one for one in values) / len(values) else 0.0


def variance_of(n: int, total: float, squares: float) -> float:
    """`variance` of n values of which the sum and the sum of the squares are known; sums keep fewer places of it."""
    if n < 2:
        return 0.0
    found = (squares - total * total / n) / (n - 1)
    return found if found > NOUGHT_OF_SUMS * squares / n else 0.0


def deviation(values: Sequence[float]) -> float:
    """The standard deviation over n - 1."""
    return sqrt(variance(values))


def pearson(x: Sequence[float], y: Sequence[float]) -> float | None:
    """The correlation, in [-1, 1]; None where either does not vary."""
    spread = sqrt(variance(x) * variance(y)) * (len(x) - 1)
    if not spread:
        return None
    middle_x, middle_y = mean(x), mean(y)
    found = fsum((one - middle_x) * (other - middle_y) for one, other in zip(x, y, strict=True)) / spread
    return max(-1.0, min(1.0, found))


@dataclass(frozen=True, slots=True)
class Squares:
    """Mean squares of a two-way table of n rows and k columns, one observation a cell, and the mean of all."""

    n: int
    k: int
    mean: float
    rows: float
    columns: float
    residual: float
    within: float
    """Of columns and residual together, within rows."""


def squares(rows: Full) -> Squares:
    """The two-way analysis of variance; at least two rows and two columns."""
    n, k = len(rows), len(rows[0])
    row_means = [mean(row) for row in rows]
    column_means = [mean(column) for column in zip(*rows, strict=True)]
    grand = mean(row_means)
    residual = fsum(
        fsum((value - column + grand - middle) ** 2 for value, column in zip(row, column_means, strict=True))
        for row, middle in zip(rows, row_means, strict=True)
    )
    if residual <= NOUGHT * fsum(value * value for row in rows for value in row):
        residual = 0.0
    columns = variance(column_means) * (k - 1) * n
    return Squares(
        n,
        k,
        grand,
        variance(row_means) * k,
        columns / (k - 1),
        residual / ((n - 1) * (k - 1)),
        (columns + residual) / (n * (k - 1)),
    )


def unfit(rows: Sequence[Row], least: int = 2) -> Reason | None:
    """Why columns cannot be compared, if so: fewer rows than `least`, fewer than two columns, a blank."""
    if len(rows) < least:
        return Reason.TOO_FEW
    if full(rows) is None:
        return Reason.NOT_CROSSED
    return Reason.TOO_FEW if len(rows[0]) < 2 else None
