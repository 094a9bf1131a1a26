"""Figures in words: two decimals, an interval, on how many it stands, and "cannot tell yet" where it cannot be told."""

from dataclasses import dataclass

from trainer.language import mark, tr
from trainer.reports.cohort.blocks import Cell, Column
from trainer.scoring.statistics.estimate import Estimate
from trainer.scoring.statistics.samples import Standing, Statistic, standing

NOT_YET = mark("cannot tell yet")
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it may be shown: value and interval in words, and the sentence that goes with them."""

    value: str
    between: str
    sentence: str
    standing: Standing

    @property
    def is_hidden(self) -> bool:
        """Whether something else has to be shown instead."""
        return self.standing is Standing.HIDDEN


def figures() -> tuple[Column, ...]:
    """The columns of a table of figures."""
    return (
        Column(tr("Figure")),
        Column(tr("Value"), True),
        Column(tr("95 % interval"), True),
        Column(tr("What it says"), False, True),
    )


def number(value: float | None) -> str:
    """Two decimals, with a proper minus."""
    if value is None:
        return NOTHING
    told = f"{value:.2f}"
    return f"{0:.2f}" if float(told) == 0 else told.replace("-", "−")


def interval(found: Estimate) -> str:
    """From where to where."""
    if found.value is None or found.low is None or found.high is None:
        return NOTHING
    return tr("{number} to {number_2}", number=number(found.low), number_2=number(found.high))


def told(statistic: Statistic, found: Estimate, beside: int | None = None, n: int | None = None) -> Told:
    """A figure with the samples that it needs; `n` where they are counted otherwise than the figure's own n."""
    rule = standing(statistic, found.n if n is None else n, beside)
    if rule.standing is Standing.HIDDEN:
        return Told(tr(NOT_YET), NOTHING, rule.sentence, rule.standing)
    if found.value is None:
        why = found.reason.told if found.reason else tr("there is nothing to work it out from")
        return Told(tr(NOT_YET), NOTHING, tr("Cannot tell yet: {why}.", why=why), Standing.HIDDEN)
    reason = tr(" It has no interval: {told}.", told=found.reason.told) if found.low is None and found.reason else ""
    return Told(number(found.value), interval(found), rule.sentence + reason, rule.standing)


def row(title: str, statistic: Statistic, found: Estimate, says: str, **counts: int | None) -> tuple[Cell, ...]:
    """A row of a table with the columns of `figures`: the figure, and what it says before how it stands."""
    shown = told(statistic, found, **counts)
    return title, shown.value, shown.between, shown.sentence if shown.is_hidden else f"{says} {shown.sentence}"
