"""Whether a decision is harder with one casting than with another, among people who did equally well elsewhere.

Castings only: no group data about people are kept, and nothing here is to be used on any. A record a person: whether
they met the second casting, the stratum of their total on the same anchors (`strata`), and how they did. Small samples
miss much and cry wolf besides (domain D6): show nothing below the samples of `samples`, and read A as "no evidence".
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, fsum, log, sqrt

from trainer.language import mark, tr
from trainer.scoring.statistics.distributions import Z, chi2_tail
from trainer.scoring.statistics.estimate import Estimate, Reason, Tested, around, undefined
from trainer.scoring.statistics.tables import deviation

GOOD = 3
"""The level from which on a choice is good enough."""
DELTA = -2.35
"""What turns a log odds ratio into ETS's delta scale."""


class Verdict(StrEnum):
    """ETS's classes of a difference (Dorans & Holland 1993); AA, BB, CC for levels are called the same."""

    NO_EVIDENCE = "A"
    SOME = "B"
    LARGE = "C"

    @property
    def told(self) -> str:
        """As shown to people. A is no finding of fairness."""
        return tr(TOLD[self])


TOLD = {
    Verdict.NO_EVIDENCE: mark(
        "No evidence of a difference between the castings; a small sample would hardly show one."
    ),
    Verdict.SOME: mark("Some difference between the castings: read the decision with both names."),
    Verdict.LARGE: mark("A large difference between the castings: have others read it before it counts again."),
}


@dataclass(frozen=True, slots=True)
class Record:
    """One person at one decision. `level` is the level of their choice."""

    second: bool
    stratum: Hashable
    level: int


@dataclass(frozen=True, slots=True)
class Odds:
    """Mantel and Haenszel's odds ratio (above 1: easier with the first casting), D, the test and the class.

    D = -2.35 ln(odds), below nought: harder with the second casting.
    """

    odds: Estimate
    d: Estimate
    tested: Tested
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Levels:
    """Mean difference of levels (below nought: lower with the second casting), Mantel's test and the class."""

    difference: Estimate
    tested: Tested
    verdict: Verdict | None


def strata(totals: Sequence[float], parts: int = 4) -> list[int]:
    """Each total's stratum, 0 the lowest: as equal in size as ties allow, which stay together. 3 to 5 parts."""
    ordered = sorted(totals)
    first = {total: at for at, total in reversed(list(enumerate(ordered)))}
    return [first[total] * parts // len(ordered) for total in totals]


def mantel_haenszel(records: Iterable[Record], *, significance: float = 0.05) -> Odds:
    """Σ(AD/N) / Σ(BC/N) over strata, of good enough or not by first casting or second (Mantel & Haenszel 1959).

    The standard error of its logarithm is Robins, Breslow & Greenland's (1986), the chi-square corrected for
    continuity. n counts people. Undefined: a casting that nobody met, or no stratum to compare in (zero_cell);
    everybody good enough, or nobody (no_variance).
    """
    tables = [_fourfold(group) for group in _by_stratum(records)]
    n = sum(sum(table) for table in tables)
    reason = _lacking(
        [sum(a + b for a, b, _, _ in tables), sum(c + d for _, _, c, d in tables)],
        [sum(a + c for a, _, c, _ in tables), sum(b + d for _, b, _, d in tables)],
    )
    up = [a * d / sum(table) for table in tables for a, _, _, d in [table]]
    down = [b * c / sum(table) for table in tables for _, b, c, _ in [table]]
    if reason or not fsum(up) or not fsum(down):
        none = undefined(reason or Reason.ZERO_CELL, n)
        return Odds(none, none, Tested(None, None, n, none.reason), None)
    whole = fsum(up), fsum(down)
    plus = [(a + d) / sum(table) for table in tables for a, _, _, d in [table]]
    spread = (
        fsum(p * r for p, r in zip(plus, up, strict=True)) / (2 * whole[0] ** 2)
        + fsum(p * s + (1 - p) * r for p, r, s in zip(plus, up, down, strict=True)) / (2 * whole[0] * whole[1])
        + fsum((1 - p) * s for p, s in zip(plus, down, strict=True)) / (2 * whole[1] ** 2)
    )
    centre, error = log(whole[0] / whole[1]), sqrt(spread)
    logged = around(centre, error, Z, n)
    tested = _tested([_expected(sum(t), t[0] + t[1], t[0] + t[2], t[0]) for t in tables], n)
    d = around(DELTA * centre, -DELTA * error, Z, n)
    return Odds(logged.through(exp), d, tested, _ets(d, -DELTA * error, tested, significance))


def mantel(records: Iterable[Record], *, significance: float = 0.05) -> Levels:
    """Levels by casting: the difference of means, second - first, weighted as the second casting was met (SMD).

    Its standard error from the hypergeometric variance in each stratum (Zwick & Thayer 1996); the test is Mantel's
    (1963) chi-square. Class by difference over the standard deviation of all levels, .17 and .25. Undefined as
    `mantel_haenszel`, with everybody at one level (no_variance).
    """
    groups = _by_stratum(records)
    n = sum(len(group) for group in groups)
    both = [group for group in groups if {one.second for one in group} == {True, False}]
    everybody = [one.level for group in groups for one in group]
    if not both:
        none = undefined(Reason.ZERO_CELL, n)
        return Levels(none, Tested(None, None, n, Reason.ZERO_CELL), None)
    parts = [_sums(group) for group in both]
    weights = [sum(one.second for one in group) for group in both]
    total = sum(weights)
    value = error = 0.0
    for (found, expected, spread), weight, group in zip(parts, weights, both, strict=True):
        first = len(group) - weight
        value += weight / total * (found - expected) * (1 / weight + 1 / first)
        error += (weight / total * (1 / weight + 1 / first)) ** 2 * spread
    if not error:
        none = undefined(Reason.NO_VARIANCE, n)
        return Levels(none, Tested(None, None, n, Reason.NO_VARIANCE), None)
    tested = _tested(parts, n, correction=0.0)
    far = abs(value) / deviation(everybody)
    sure = tested.p is not None and tested.p < significance
    verdict = Verdict.NO_EVIDENCE if not sure or far <= 0.17 else Verdict.SOME if far <= 0.25 else Verdict.LARGE
    return Levels(around(value, sqrt(error), Z, n), tested, verdict)


def _by_stratum(records: Iterable[Record]) -> list[list[Record]]:
    found: dict[Hashable, list[Record]] = {}
    for one in records:
        found.setdefault(one.stratum, []).append(one)
    return list(found.values())


def _fourfold(group: Sequence[Record]) -> tuple[int, int, int, int]:
    """First casting good enough and not, second casting good enough and not."""
    good = [(one.second, one.level >= GOOD) for one in group]
    return good.count((False, True)), good.count((False, False)), good.count((True, True)), good.count((True, False))


def _lacking(castings: Sequence[int], outcomes: Sequence[int]) -> Reason | None:
    return Reason.ZERO_CELL if not all(castings) else Reason.NO_VARIANCE if not all(outcomes) else None


def _expected(n: int, first: int, good: int, found: int) -> tuple[float, float, float]:
    """What was found in a stratum, what would be by chance, and its hypergeometric variance."""
    spread = first * (n - first) * good * (n - good) / (n * n * (n - 1)) if n > 1 else 0.0
    return found, first * good / n, spread


def _sums(group: Sequence[Record]) -> tuple[float, float, float]:
    """The sum of levels with the second casting, what it would be by chance, and its variance."""
    n, second = len(group), sum(one.second for one in group)
    total, squared = sum(one.level for one in group), sum(one.level**2 for one in group)
    spread = second * (n - second) * (n * squared - total * total) / (n * n * (n - 1))
    return sum(one.level for one in group if one.second), second * total / n, spread


def _tested(parts: Sequence[tuple[float, float, float]], n: int, correction: float = 0.5) -> Tested:
    spread = fsum(one for _, _, one in parts)
    if not spread:
        return Tested(None, None, n, Reason.NO_VARIANCE)
    away = max(0.0, abs(fsum(found - expected for found, expected, _ in parts)) - correction)
    return Tested(away**2 / spread, chi2_tail(away**2 / spread), n)


def _ets(d: Estimate, error: float, tested: Tested, significance: float) -> Verdict | None:
    """A: not significant, or |D| < 1; C: |D| ≥ 1.5 and for sure above 1; else B."""
    if d.value is None or tested.p is None:
        return None
    size = abs(d.value)
    if tested.p >= significance or size < 1:
        return Verdict.NO_EVIDENCE
    return Verdict.LARGE if size >= 1.5 and (size - 1) / error > 1.645 else Verdict.SOME
