"""Whether two markers agree. Pairs are (first marker's level, second's), None where one of them gave none.

n counts pairs that both gave. Show `exact`, `within` and `severity` first: they need no theory. Levels outside
`categories` raise ValueError: they are a fault of the caller's.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from math import sqrt

from trainer.scoring.statistics.distributions import Z
from trainer.scoring.statistics.estimate import Estimate, Reason, around, bare, undefined
from trainer.scoring.statistics.intervals import average, wilson

Pairs = Sequence[tuple[int | None, int | None]]
LEVELS = (1, 2, 3, 4)


class Weights(StrEnum):
    """How much a difference of levels counts against agreement: any alike, by its size, by its square."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


DISTANCE: dict[Weights, Callable[[int, int], float]] = {
    Weights.NONE: lambda a, b: float(a != b),
    Weights.LINEAR: lambda a, b: float(abs(a - b)),
    Weights.QUADRATIC: lambda a, b: float((a - b) ** 2),
}


def marked_twice(pairs: Pairs) -> list[tuple[int, int]]:
    """The pairs that both markers gave."""
    return [(a, b) for a, b in pairs if a is not None and b is not None]


def exact(pairs: Pairs) -> Estimate:
    """The share of pairs with the same level, 0–1, Wilson. no_pairs: nothing was marked twice."""
    return within(pairs, 0)


def within(pairs: Pairs, levels: int = 1) -> Estimate:
    """The share of pairs that differ by no more than so many levels, 0–1, Wilson. no_pairs as above."""
    both = marked_twice(pairs)
    return wilson(sum(abs(a - b) <= levels for a, b in both), len(both)) if both else undefined(Reason.NO_PAIRS, 0)


def severity(pairs: Pairs) -> Estimate:
    """The mean of second - first, in levels, with Student's t: above nought the second marker is the kinder.

    no_pairs as above. Without interval: one pair (too_few), the same difference everywhere (no_variance).
    """
    both = marked_twice(pairs)
    return average([b - a for a, b in both]) if both else undefined(Reason.NO_PAIRS, 0)


def kappa(pairs: Pairs, weights: Weights = Weights.QUADRATIC, categories: Sequence[int] = LEVELS) -> Estimate:
    """Cohen's kappa, 1 - Σ w O / Σ w E with E from the margins (1960; weighted 1968), -1 to 1.

    The categories stay fixed even where none was given, and lie as far apart as their levels do: 1 is three from 4,
    used or not. ± 1.96 standard errors of Fleiss, Cohen & Everitt (1969). Quadratic for levels, none for yes and no.
    Undefined: no_pairs; both markers gave one and the same level throughout (no_variance). Without interval: the
    standard error is nought, as when all agree (no_variance).
    """
    cells, n = _cells(pairs, categories)
    if not n:
        return undefined(Reason.NO_PAIRS, 0)
    size = range(len(categories))
    first, second = _margins(cells)
    far = [[DISTANCE[weights](a, b) for b in categories] for a in categories]
    expected = sum(far[a][b] * first[a] * second[b] for a in size for b in size)
    if expected < 1e-12:
        return undefined(Reason.NO_VARIANCE, n)
    value = 1 - sum(far[a][b] * cells[a][b] for a in size for b in size) / expected
    near = [[1 - far[a][b] / max(map(max, far)) for b in size] for a in size]
    chance = sum(near[a][b] * first[a] * second[b] for a in size for b in size)
    by_first = [sum(second[b] * near[a][b] for b in size) for a in size]
    by_second = [sum(first[a] * near[a][b] for a in size) for b in size]
    spread = sum(
        cells[a][b] * (near[a][b] - (by_first[a] + by_second[b]) * (1 - value)) ** 2 for a in size for b in size
    )
    return _with_error(value, (spread - (value - chance * (1 - value)) ** 2) / (1 - chance) ** 2, n)


def brennan_prediger(pairs: Pairs, categories: Sequence[int] = LEVELS) -> Estimate:
    """(p - 1/q) / (1 - 1/q) of q categories (1981), -1/(q - 1) to 1: chance gives each alike, whatever was common.

    Wilson's interval of p, carried along. Undefined: no_pairs; fewer than two categories (no_variance).
    """
    both = _cells(pairs, categories)[1]
    if not both:
        return undefined(Reason.NO_PAIRS, 0)
    if len(categories) < 2:
        return undefined(Reason.NO_VARIANCE, both)
    by_chance = 1 / len(categories)
    return exact(pairs).through(lambda p: (p - by_chance) / (1 - by_chance))


def gwet_ac1(pairs: Pairs, categories: Sequence[int] = LEVELS) -> Estimate:
    """AC1 = (p - e) / (1 - e), e = Σ π(1 - π) / (q - 1), π the mean of both margins (Gwet 2008), -1 to 1.

    Steady where one level is much the commonest, where kappa is not. ± 1.96 of Gwet's standard errors. Undefined:
    no_pairs; fewer than two categories (no_variance). Without interval: as kappa.
    """
    cells, n = _cells(pairs, categories)
    q, size = len(categories), range(len(categories))
    if not n:
        return undefined(Reason.NO_PAIRS, 0)
    if q < 2:
        return undefined(Reason.NO_VARIANCE, n)
    share = [(a + b) / 2 for a, b in zip(*_margins(cells), strict=True)]
    agreed = sum(cells[a][a] for a in size)
    chance = sum(one * (1 - one) for one in share) / (q - 1)
    value = (agreed - chance) / (1 - chance)
    once = sum(cells[a][a] * (1 - share[a]) for a in size) / (q - 1) - agreed * chance
    twice = sum(cells[a][b] * (1 - (share[a] + share[b]) / 2) ** 2 for a in size for b in size) / (q - 1) ** 2
    spread = agreed * (1 - agreed) - 4 * (1 - value) * once + 4 * (1 - value) ** 2 * (twice - chance**2)
    return _with_error(value, spread / (1 - chance) ** 2, n)


def _cells(pairs: Pairs, categories: Sequence[int]) -> tuple[list[list[float]], int]:
    """The share of pairs in each cell (first marker by second), and how many pairs there are."""
    at = {level: place for place, level in enumerate(categories)}
    both = marked_twice(pairs)
    cells = [[0.0] * len(categories) for _ in categories]
    for a, b in both:
        if a not in at or b not in at:
            raise ValueError(f"a level outside {tuple(categories)}: {(a, b)}")
        cells[at[a]][at[b]] += 1 / len(both)
    return cells, len(both)


def _margins(cells: Sequence[Sequence[float]]) -> tuple[list[float], list[float]]:
    return [sum(row) for row in cells], [sum(column) for column in zip(*cells, strict=True)]


def _with_error(value: float, spread: float, n: int) -> Estimate:
    """± 1.96 √(spread / n); a spread that is rounding is none."""
    return around(value, sqrt(spread / n), Z, n, least=-1.0) if spread > 1e-12 else bare(value, n, Reason.NO_VARIANCE)
