"""How hard a decision is, whether it tells people apart, and whom each of its choices draws.

Classical item analysis (Allen & Yen 1979; Crocker & Algina 1986). Tables are crossed: a row a person, a column a
decision that all of them met, of first attempts; n counts people.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum

from trainer.language import mark, tr
from trainer.scoring.statistics.estimate import Estimate, Reason, undefined
from trainer.scoring.statistics.intervals import average, correlation, difference, wilson
from trainer.scoring.statistics.tables import Row, full, mean, pearson, unfit

LEAST = 3
"""People that any figure here needs; what is shown needs more (`samples`)."""
GROUP = 0.27
"""The share of people in the upper and in the lower group (Kelley 1939)."""
LEAST_GROUP = 10
RARE, RARE_FROM = 0.05, 40


class Flag(StrEnum):
    """What a figure asks a person to look at. None of them decides anything."""

    VERY_EASY = "very_easy"
    VERY_HARD = "very_hard"
    REVIEW = "review"
    URGENT = "urgent"
    NOT_WORKING = "not_working"
    BEST_NOT_HIGHEST = "best_not_highest"

    @property
    def told(self) -> str:
        """As shown to people."""
        return tr(TOLD[self])


TOLD = {
    Flag.VERY_EASY: mark("Nearly everybody does well here: it tells little about anybody."),
    Flag.VERY_HARD: mark("Hardly anybody does well here: look at the wording and at the key."),
    Flag.REVIEW: mark("It hardly goes together with the rest: read it again."),
    Flag.URGENT: mark("Who does well elsewhere does worse here: often a wrong level or unclear wording."),
    Flag.NOT_WORKING: mark("Hardly anybody takes this choice: it is no temptation."),
    Flag.BEST_NOT_HIGHEST: mark(
        "People who took another choice did better elsewhere than those who took the best one."
    ),
}


def difficulty(levels: Sequence[float], lo: float = 1, hi: float = 4) -> Estimate:
    """P = (mean - lo) / (hi - lo), in 0 (all at the lowest level) to 1; the greater, the easier. Wilson's interval.

    Of 0/1, with lo 0 and hi 1, the share that got it right. too_few: fewer than three people.
    """
    n = len(levels)
    return wilson((fsum(levels) - lo * n) / (hi - lo), n) if n >= LEAST else undefined(Reason.TOO_FEW, n)


def rest_scores(rows: Sequence[Row], column: int) -> list[float] | None:
    """Each person's total without one column; None of a table with blanks."""
    table = full(rows)
    return [fsum(row) - row[column] for row in table] if table is not None else None


def item_total(rows: Sequence[Row], column: int) -> Estimate:
    """The corrected item-total correlation, Pearson(X_j, T - X_j), in -1 to 1, with Fisher's z.

    Of 0/1 it is the point-biserial with the rest score. too_few: fewer than three people, or one column;
    not_crossed: a blank; no_variance: everybody has the same level here, or the same rest score.
    """
    n = len(rows)
    reason, rest = unfit(rows, LEAST), rest_scores(rows, column)
    if reason or rest is None:
        return undefined(reason or Reason.NOT_CROSSED, n)
    r = pearson([row[column] or 0.0 for row in rows], rest)
    return undefined(Reason.NO_VARIANCE, n) if r is None else correlation(r, n)


def upper_lower(rows: Sequence[Row], column: int, lo: float = 1, hi: float = 4) -> Estimate:
    """D = difficulty in the upper 27 % by total score - that in the lower 27 %, in -1 to 1; Newcombe's interval.

    Who ties at the edge of a group counts in part, so that the order of rows does not matter. n is both groups
    together. too_few: a group of fewer than ten, or one column; not_crossed: a blank.
    """
    size = int(GROUP * len(rows) + 0.5)
    reason, table = unfit(rows, LEAST), full(rows)
    if reason or table is None:
        return undefined(reason or Reason.NOT_CROSSED, len(rows))
    if size < LEAST_GROUP:
        return undefined(Reason.TOO_FEW, 2 * size)
    scored = [(fsum(row), (row[column] - lo) / (hi - lo)) for row in table]
    upper = _first(sorted(scored, key=lambda one: -one[0]), size)
    lower = _first(sorted(scored, key=lambda one: one[0]), size)
    return difference(wilson(lower, size), wilson(upper, size))


def _first(ordered: Sequence[tuple[float, float]], size: int) -> float:
    """The sum of the first `size`, those who tie with the last of them sharing its places."""
    edge = ordered[size - 1][0]
    tied = [value for total, value in ordered if total == edge]
    sure = [value for total, value in ordered[:size] if total != edge]
    return fsum(sure) + (size - len(sure)) * mean(tied)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One choice of a decision: how many took it, their share, and how they did elsewhere (mean rest score, t)."""

    choice: Hashable
    count: int
    share: Estimate
    rest: Estimate
    best: bool
    flags: tuple[Flag, ...]


def choices(
    taken: Sequence[Hashable], rest: Sequence[float], offered: Sequence[Hashable], best: Collection[Hashable]
) -> tuple[Drawn, ...]:
    """The table of a decision's choices, in the order offered; `taken` and `rest` go by person.

    A choice that is not best and that fewer than 5 % take, of 40 or more, is not working; a best one, taken, should
    have the highest mean rest score.
    """
    n = len(taken)
    scores = {name: [one for choice, one in zip(taken, rest, strict=True) if choice == name] for name in offered}
    others = [mean(found) for name, found in scores.items() if found and name not in best]
    told = []
    for name, found in scores.items():
        flags = []
        if name not in best and n >= RARE_FROM and len(found) < RARE * n:
            flags.append(Flag.NOT_WORKING)
        if name in best and found and others and mean(found) < max(others):
            flags.append(Flag.BEST_NOT_HIGHEST)
        told.append(Drawn(name, len(found), wilson(len(found), n), average(found), name in best, tuple(flags)))
    return tuple(told)


def flags(difficulty: Estimate, item_total: Estimate) -> tuple[Flag, ...]:
    """What to look at: P > .95 or < .20; r < 0 urgent, else r < .10 review. Nothing from what is undefined."""
    p, r = difficulty.value, item_total.value
    found = []
    if p is not None and (p > 0.95 or p < 0.20):
        found.append(Flag.VERY_EASY if p > 0.95 else Flag.VERY_HARD)
    if r is not None and r < 0.10:
        found.append(Flag.URGENT if r < 0 else Flag.REVIEW)
    return tuple(found)
