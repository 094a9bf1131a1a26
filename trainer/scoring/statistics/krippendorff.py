"""Krippendorff's alpha: agreement of any number of markers, blanks allowed."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from trainer.scoring.statistics.bootstrap import RESAMPLES, bootstrap
from trainer.scoring.statistics.estimate import Estimate, Reason, undefined

Coincidences = dict[tuple[float, float], float]


class Metric(StrEnum):
    """How far two levels lie apart. Ordinal for levels."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


def krippendorff(
    units: Sequence[Sequence[float | None]], metric: Metric = Metric.ORDINAL, *, seed: int, resamples: int = RESAMPLES
) -> Estimate:
    """α = 1 - D_o / D_e by the coincidence matrix (Krippendorff 2011), at most 1; bootstrap over units.

    A unit is what one thing was given, a place a marker. n counts units marked twice or more; others tell nothing.
    .80 is good, .667 tentative. Undefined: no unit marked twice (one_rater where only one place is ever filled, else
    no_pairs); one such unit only (too_few); one and the same level throughout (no_variance).
    """
    given = [[one for one in unit if one is not None] for unit in units]
    paired = [_coincidences(unit) for unit in given if len(unit) > 1]
    if not paired:
        places = {at for unit in units for at, one in enumerate(unit) if one is not None}
        return undefined(Reason.ONE_RATER if len(places) == 1 else Reason.NO_PAIRS, 0)
    if len(paired) < 2:
        return undefined(Reason.TOO_FEW, 1)
    if _alpha(paired, metric) is None:
        return undefined(Reason.NO_VARIANCE, len(paired))
    return bootstrap(paired, lambda drawn: _alpha(drawn, metric), seed=seed, resamples=resamples)


def _coincidences(unit: Sequence[float]) -> Coincidences:
    """Every ordered pair of levels in a unit, each counting 1 / (m - 1)."""
    levels = Counter(unit)
    return {
        (a, b): count * (levels[b] - (a == b)) / (len(unit) - 1)
        for a, count in levels.items()
        for b in levels
        if a != b or count > 1
    }


def _alpha(units: Sequence[Coincidences], metric: Metric) -> float | None:
    cells: dict[tuple[float, float], float] = {}
    for unit in units:
        for pair, weight in unit.items():
            cells[pair] = cells.get(pair, 0.0) + weight
    margin: dict[float, float] = {}
    for (a, _), weight in cells.items():
        margin[a] = margin.get(a, 0.0) + weight
    levels = sorted(margin)
    if len(levels) < 2:
        return None
    apart = _distances(levels, margin, metric)
    observed = sum(weight * apart[pair] for pair, weight in cells.items())
    expected = sum(margin[a] * margin[b] * apart[a, b] for a in levels for b in levels)
    return 1 - (sum(margin.values()) - 1) * observed / expected


def _distances(levels: Sequence[float], margin: dict[float, float], metric: Metric) -> dict[tuple[float, float], float]:
    """Squared distances of each ordered pair of levels; the ordinal counts what was given from one to the other."""
    below, total = {}, 0.0
    for level in levels:
        below[level] = total + margin[level] / 2
        total += margin[level]
    match metric:
        case Metric.NOMINAL:
            return {(a, b): float(a != b) for a in levels for b in levels}
        case Metric.ORDINAL:
            return {(a, b): (below[a] - below[b]) ** 2 for a in levels for b in levels}
        case Metric.INTERVAL:
            return {(a, b): (a - b) ** 2 for a in levels for b in levels}
