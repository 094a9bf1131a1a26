"""What every figure is given as: a value with its interval and n, or the reason why there is none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from trainer.language import mark, tr


class Reason(StrEnum):
    """Why a figure is missing, or lacks its interval."""

    TOO_FEW = "too_few"
    NO_VARIANCE = "no_variance"
    ONE_RATER = "one_rater"
    NO_PAIRS = "no_pairs"
    ZERO_CELL = "zero_cell"
    NEGATIVE_RELIABILITY = "negative_reliability"
    NOT_CROSSED = "not_crossed"

    @property
    def told(self) -> str:
        """As shown to people, after "cannot tell yet:"."""
        return tr(TOLD[self])


TOLD = {
    Reason.TOO_FEW: mark("there are too few to work it out"),
    Reason.NO_VARIANCE: mark("everybody came out the same, so there is nothing to compare"),
    Reason.ONE_RATER: mark("only one person has marked"),
    Reason.NO_PAIRS: mark("nothing has been marked twice"),
    Reason.ZERO_CELL: mark("one of the groups is empty"),
    Reason.NEGATIVE_RELIABILITY: mark("the decisions do not point the same way"),
    Reason.NOT_CROSSED: mark("not everybody met the same decisions"),
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % interval (both ends included), on n; what n counts is said by whoever computes it.

    Undefined, `value` is None and `reason` says why: never 0, 1 or NaN. Beside a value, `reason` says why it has no
    interval, or, of a negative alpha, what to be warned of. `undefined` counts the resamples of a bootstrap that had
    no value; the interval is withheld where they are more than 1 in 20.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    reason: Reason | None = None
    undefined: int = 0

    def through(self, change: Callable[[float], float]) -> "Estimate":
        """The same figure on another scale; `change` rises throughout the interval."""
        value, low, high = (None if one is None else change(one) for one in (self.value, self.low, self.high))
        return replace(self, value=value, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Tested:
    """A test statistic and its two-sided p on n, or the reason why there is none."""

    statistic: float | None
    p: float | None
    n: int
    reason: Reason | None = None


def undefined(reason: Reason, n: int) -> Estimate:
    """No value, and why."""
    return Estimate(None, None, None, n, reason)


def bare(value: float, n: int, reason: Reason) -> Estimate:
    """A value without an interval, and why it has none."""
    return Estimate(value, None, None, n, reason)


def around(value: float, error: float, times: float, n: int, *, least: float | None = None) -> Estimate:
    """Value ± times · error. An error of nought is no certainty but a sign of too little variety: no interval.

    `least` bounds the interval to [least, 1], for coefficients.
    """
    if not error > 0:
        return bare(value, n, Reason.NO_VARIANCE)
    low, high = value - times * error, value + times * error
    return Estimate(value, low, high, n) if least is None else Estimate(value, max(low, least), min(high, 1.0), n)
