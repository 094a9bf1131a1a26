"""How many each figure needs before it is shown, and what to show instead: table D8 of domain.md, as data.

Below `tentative` a figure is hidden and its alternative shown; from there it is shown as tentative, with its interval;
from `firm` on it stands.
"""

from dataclasses import dataclass
from enum import StrEnum

from trainer.language import mark, tr


class Statistic(StrEnum):
    """What has a row in the table."""

    DIFFICULTY = "difficulty"
    ITEM_TOTAL = "item_total"
    UPPER_LOWER = "upper_lower"
    CHOICES = "choices"
    ALPHA = "alpha"
    SEM = "sem"
    CONSISTENCY = "consistency"
    PHI = "phi"
    AGREEMENT = "agreement"
    KAPPA = "kappa"
    KRIPPENDORFF = "krippendorff"
    ICC = "icc"
    CASTINGS = "castings"
    CASTING_RATES = "casting_rates"
    BORDERLINE_REGRESSION = "borderline_regression"
    BOOTSTRAP = "bootstrap"
    GAIN = "gain"
    SPREAD = "spread"


class Standing(StrEnum):
    """How a figure may be shown."""

    HIDDEN = "hidden"
    TENTATIVE = "tentative"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Beside:
    """A second count that a figure needs as well."""

    unit: str
    tentative: int
    firm: int


@dataclass(frozen=True, slots=True)
class Sample:
    """What one figure needs. `instead` completes "Shown instead:"; `why` is for the handbook."""

    unit: str
    tentative: int
    firm: int
    instead: str
    why: str
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """How a figure stands on n, said in one plain sentence; `instead` is given where it is hidden."""

    standing: Standing
    sentence: str
    instead: str | None


MARKED = mark("how often markers gave the same level or the next, and who was kinder")
RAW = mark("what each person chose, for somebody to read")
SAMPLES = {
    Statistic.DIFFICULTY: Sample(
        mark("people"),
        10,
        30,
        mark("the counts alone"),
        "Wilson's interval is up to .26 either way at 10 people, .17 at 30.",
    ),
    Statistic.ITEM_TOTAL: Sample(
        mark("people"),
        30,
        100,
        RAW,
        "A correlation of .30 reaches from -.07 to .60 at 30 people, from .11 to .47 at 100.",
    ),
    Statistic.UPPER_LOWER: Sample(
        mark("people in the smaller group"), 10, 27, RAW, "Groups of 27 % are 10 of 37 people and 27 of 100."
    ),
    Statistic.CHOICES: Sample(mark("people"), 20, 40, mark("the counts alone"), "5 % of 40 people is two."),
    Statistic.ALPHA: Sample(
        mark("people"),
        30,
        50,
        mark("how many decisions and scenarios the score stands on"),
        "An alpha of .75 reaches from .46 to .93 at 10 people, from .60 to .86 at 30; claims want 100.",
    ),
    Statistic.SEM: Sample(mark("people"), 30, 50, mark("a planning value, marked as assumed"), "It rests on alpha."),
    Statistic.CONSISTENCY: Sample(
        mark("people"),
        30,
        100,
        mark("how many people are within one standard error of the cut"),
        "Simulated, it varies by .055 at 10 people, .031 at 30 and .016 at 100.",
    ),
    Statistic.PHI: Sample(
        mark("people"),
        30,
        50,
        mark("how many people are within one standard error of the cut"),
        "Variance components are unstable in small samples.",
        Beside(mark("scenarios"), 2, 8),
    ),
    Statistic.AGREEMENT: Sample(
        mark("pieces marked twice"), 5, 20, mark("each pair of marks"), "It is a share of few."
    ),
    Statistic.KAPPA: Sample(
        mark("pieces marked twice"),
        20,
        32,
        MARKED,
        "32 is 2k² for four levels; simulated, it varies by .18 at 10, .09 at 32.",
    ),
    Statistic.KRIPPENDORFF: Sample(
        mark("pieces marked twice"), 20, 50, MARKED, "Its interval is a bootstrap's.", Beside(mark("markers"), 2, 2)
    ),
    Statistic.ICC: Sample(
        mark("pieces marked by all"),
        20,
        30,
        MARKED,
        "A rule of thumb: 30 pieces, three markers.",
        Beside(mark("markers"), 2, 3),
    ),
    Statistic.CASTINGS: Sample(
        mark("people with the rarer casting"),
        100,
        200,
        mark("what reviewers said of both castings"),
        "At 25 a casting, a third of decisions without any difference look largely different.",
        Beside(mark("people"), 200, 500),
    ),
    Statistic.CASTING_RATES: Sample(
        mark("people with the rarer casting"),
        20,
        50,
        mark("nothing: too few to compare"),
        "Wilson's width; and whose result it is.",
    ),
    Statistic.BORDERLINE_REGRESSION: Sample(
        mark("people"), 50, 200, mark("the panel's cut"), "Below 50 its standard error is too large to use."
    ),
    Statistic.BOOTSTRAP: Sample(
        mark("people"), 10, 20, mark("the least and the greatest"), "Few people give few resamples."
    ),
    Statistic.GAIN: Sample(
        mark("people with both scores"), 8, 20, mark("each person's two scores"), "Few pairs vary much."
    ),
    Statistic.SPREAD: Sample(
        mark("people"),
        30,
        30,
        mark("a spread of 0.75 levels, marked as assumed"),
        "The design asks for a cohort of 30.",
    ),
}


def standing(statistic: Statistic, n: int, beside: int | None = None) -> Shown:
    """How a figure on n may be shown.

    `beside` is the second count of those that have one; not given, it is not known, and where it matters to being
    firm the figure is tentative.
    """
    sample = SAMPLES[statistic]
    low, high = (0, 0) if sample.beside is None else (sample.beside.tentative, sample.beside.firm)
    also = low if beside is None else beside
    if n < sample.tentative or also < low:
        has = tr("{n} and {beside}", n=n, beside=beside) if sample.beside and beside is not None else f"{n}"
        needs = _counted(sample, sample.tentative, low)
        instead = tr(sample.instead)
        sentence = tr(
            "Cannot tell yet: this needs {needs}, and has {has}. Shown instead: {instead}.",
            needs=needs,
            has=has,
            instead=instead,
        )
        return Shown(Standing.HIDDEN, sentence, instead)
    if n < sample.firm or also < high:
        firm = _counted(sample, sample.firm, high)
        sentence = tr(
            "Tentative: it stands on {counted}; from {firm} on it is firm.",
            counted=_counted(sample, n, beside),
            firm=firm,
        )
        return Shown(Standing.TENTATIVE, sentence, None)
    return Shown(Standing.FIRM, tr("It stands on {counted}.", counted=_counted(sample, n, beside)), None)


def _counted(sample: Sample, n: int, beside: int | None) -> str:
    told = f"{n} {tr(sample.unit)}"
    if sample.beside and beside is not None:
        return tr("{told} and {beside} {unit}", told=told, beside=beside, unit=tr(sample.beside.unit))
    return told
