"""Coefficient alpha and its kin: how far a score would come out alike on other decisions of the kind.

Tables are crossed: a row a person, a column a decision or, better, a scenario (`tables.by_scenario`): decisions of one
scenario hang together, and alpha over them flatters. n counts people. Coefficients reach from below nought to 1.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from itertools import combinations
from math import fsum

from trainer.scoring.statistics.bootstrap import RESAMPLES, over_people
from trainer.scoring.statistics.distributions import f_quantile
from trainer.scoring.statistics.estimate import Estimate, Reason, bare, undefined
from trainer.scoring.statistics.tables import Full, Row, full, mean, pearson, squares, unfit, variance

ROUNDING = 1e-12
"""An alpha nearer to nought than this is nought, so that its sign does not hang on rounding."""


def alpha(rows: Sequence[Row]) -> Estimate:
    """k/(k-1) · (1 - Σ s²_j / s²_T) (Cronbach 1951; of 0/1 it is KR-20), with the interval of Feldt (1965).

    A negative alpha is given, with negative_reliability beside it. Undefined: fewer than two people or columns
    (too_few), blanks (not_crossed), all totals equal (no_variance).
    """
    reason, table = unfit(rows), full(rows)
    if reason or table is None:
        return undefined(reason or Reason.NOT_CROSSED, len(rows))
    value = plain_alpha(table)
    return undefined(Reason.NO_VARIANCE, len(rows)) if value is None else feldt(value, len(rows), len(table[0]))


def plain_alpha(table: Full) -> float | None:
    """Alpha alone, 1 - residual / rows of the mean squares, which is the same; None where totals do not vary."""
    found = squares(table)
    if not found.rows:
        return None
    value = 1 - found.residual / found.rows
    return value if abs(value) > ROUNDING else 0.0


def feldt(alpha: float, n: int, k: int) -> Estimate:
    """Alpha of n people and k columns with 1 - (1 - α) F, at .975 and .025 of F(n - 1, (n - 1)(k - 1))."""
    if alpha >= 1:
        return bare(alpha, n, Reason.NO_VARIANCE)
    one, both = n - 1, (n - 1) * (k - 1)
    low, high = (1 - (1 - alpha) * f_quantile(p, one, both) for p in (0.975, 0.025))
    return Estimate(alpha, low, high, n, Reason.NEGATIVE_RELIABILITY if alpha < 0 else None)


def alpha_if_deleted(rows: Sequence[Row]) -> tuple[Estimate, ...]:
    """Alpha without each column in turn; too_few where one column would be left."""
    wide = len(rows[0]) if rows else 0
    if unfit(rows):
        return tuple(alpha(rows) for _ in range(wide))
    return tuple(alpha([[*row[:at], *row[at + 1 :]] for row in rows]) for at in range(wide))


def mean_correlation(rows: Sequence[Row], *, seed: int, resamples: int = RESAMPLES) -> Estimate:
    """r̄, the mean correlation of two columns, -1 to 1; bootstrap interval. Alpha of few columns says mostly "short".

    Undefined as alpha is, and where a column does not vary (no_variance).
    """
    return over_people(rows, _mean_correlation, 1, seed=seed, resamples=resamples)[0]


def standardised_alpha(rows: Sequence[Row], *, seed: int, resamples: int = RESAMPLES) -> Estimate:
    """K r̄ / (1 + (k - 1) r̄), at most 1; bootstrap interval. Undefined as `mean_correlation`."""
    wide = len(rows[0]) if rows else 0

    def of(table: Full) -> tuple[float] | Reason:
        found = _mean_correlation(table)
        if isinstance(found, Reason):
            return found
        below = 1 + (wide - 1) * found[0]
        return (wide * found[0] / below,) if below > 1e-9 else Reason.NO_VARIANCE

    return _warned(over_people(rows, of, 1, seed=seed, resamples=resamples)[0])


def _mean_correlation(table: Full) -> tuple[float] | Reason:
    found = [pearson(x, y) for x, y in combinations(list(zip(*table, strict=True)), 2)]
    kept = [one for one in found if one is not None]
    return (mean(kept),) if len(kept) == len(found) else Reason.NO_VARIANCE


def stratified_alpha(
    rows: Sequence[Row], strata: Sequence[Hashable], *, seed: int, resamples: int = RESAMPLES
) -> Estimate:
    """1 - Σ s²_d (1 - α_d) / s²_T over the strata d (Cronbach, Schönemann & McKie 1965); bootstrap interval.

    `strata` names the competency or scenario of each column. Fairer than alpha where the strata differ. A stratum of
    one column has no alpha: all of its variance counts as error, so the figure errs low. Undefined as alpha is.
    """
    columns: dict[Hashable, list[int]] = {}
    for at, name in enumerate(strata):
        columns.setdefault(name, []).append(at)

    def of(table: Full) -> tuple[float] | Reason:
        total = variance([fsum(row) for row in table])
        error = fsum(_error(table, part) for part in columns.values())
        return (1 - error / total,) if total else Reason.NO_VARIANCE

    return _warned(over_people(rows, of, 1, seed=seed, resamples=resamples)[0])


def _error(table: Full, columns: Sequence[int]) -> float:
    """s²_d (1 - α_d) of some columns: k times the mean square of what rows and columns leave over."""
    part = [[row[at] for at in columns] for row in table]
    return len(columns) * squares(part).residual if len(columns) > 1 else variance([row[0] for row in part])


def _warned(found: Estimate) -> Estimate:
    low = found.value is not None and found.value < 0
    return replace(found, reason=Reason.NEGATIVE_RELIABILITY) if low else found
