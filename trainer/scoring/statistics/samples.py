"""How many each figure needs before it is shown, and what to show instead: table D8 of domain.md, as data.

Below `tentative` a figure is hidden and its alternative shown; from there it is shown as tentative, with its interval;
from `firm` on it stands.
"""

from dataclasses import dataclass
from enum import StrEnum


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


MARKED = "how often markers gave the same level or the next, and who was kinder"
RAW = "what each person chose, for somebody to read"
SAMPLES = {
    Statistic.DIFFICULTY: Sample(
        "people", 10, 30, "the counts alone", "Wilson's interval is up to .26 either way at 10 people, .17 at 30."
    ),
    Statistic.ITEM_TOTAL: Sample(
        "people", 30, 100, RAW, "A correlation of .30 reaches from -.07 to .60 at 30 people, from .11 to .47 at 100."
    ),
    Statistic.UPPER_LOWER: Sample(
        "people in the smaller group", 10, 27, RAW, "Groups of 27 % are 10 of 37 people and 27 of 100."
    ),
    Statistic.CHOICES: Sample("people", 20, 40, "the counts alone", "5 % of 40 people is two."),
    Statistic.ALPHA: Sample(
        "people",
        30,
        50,
        "how many decisions and scenarios the score stands on",
        "An alpha of .75 reaches from .46 to .93 at 10 people, from .60 to .86 at 30; claims want 100.",
    ),
    Statistic.SEM: Sample("people", 30, 50, "a planning value, marked as assumed", "It rests on alpha."),
    Statistic.CONSISTENCY: Sample(
        "people",
        30,
        100,
        "how many people are within one standard error of the cut",
        "Simulated, it varies by .055 at 10 people, .031 at 30 and .016 at 100.",
    ),
    Statistic.PHI: Sample(
        "people",
        30,
        50,
        "how many people are within one standard error of the cut",
        "Variance components are unstable in small samples.",
        Beside("scenarios", 2, 8),
    ),
    Statistic.AGREEMENT: Sample("pieces marked twice", 5, 20, "each pair of marks", "It is a share of few."),
    Statistic.KAPPA: Sample(
        "pieces marked twice",
        20,
        32,
        MARKED,
        "32 is 2k² for four levels; simulated, it varies by .18 at 10, .09 at 32.",
    ),
    Statistic.KRIPPENDORFF: Sample(
        "pieces marked twice", 20, 50, MARKED, "Its interval is a bootstrap's.", Beside("markers", 2, 2)
    ),
    Statistic.ICC: Sample(
        "pieces marked by all", 20, 30, MARKED, "A rule of thumb: 30 pieces, three markers.", Beside("markers", 2, 3)
    ),
    Statistic.CASTINGS: Sample(
        "people with the rarer casting",
        100,
        200,
        "what reviewers said of both castings",
        "At 25 a casting, a third of decisions without any difference look largely different.",
        Beside("people", 200, 500),
    ),
    Statistic.CASTING_RATES: Sample(
        "people with the rarer casting",
        20,
        50,
        "nothing: too few to compare",
        "Wilson's width; and whose result it is.",
    ),
    Statistic.BORDERLINE_REGRESSION: Sample(
        "people", 50, 200, "the panel's cut", "Below 50 its standard error is too large to use."
    ),
    Statistic.BOOTSTRAP: Sample("people", 10, 20, "the least and the greatest", "Few people give few resamples."),
    Statistic.GAIN: Sample("people with both scores", 8, 20, "each person's two scores", "Few pairs vary much."),
    Statistic.SPREAD: Sample(
        "people", 30, 30, "a spread of 0.75 levels, marked as assumed", "The design asks for a cohort of 30."
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
        has = f"{n} and {beside}" if sample.beside and beside is not None else f"{n}"
        needs = _counted(sample, sample.tentative, low)
        sentence = f"Cannot tell yet: this needs {needs}, and has {has}. Shown instead: {sample.instead}."
        return Shown(Standing.HIDDEN, sentence, sample.instead)
    if n < sample.firm or also < high:
        firm = _counted(sample, sample.firm, high)
        sentence = f"Tentative: it stands on {_counted(sample, n, beside)}; from {firm} on it is firm."
        return Shown(Standing.TENTATIVE, sentence, None)
    return Shown(Standing.FIRM, f"It stands on {_counted(sample, n, beside)}.", None)


def _counted(sample: Sample, n: int, beside: int | None) -> str:
    told = f"{n} {sample.unit}"
    return f"{told} and {beside} {sample.beside.unit}" if sample.beside and beside is not None else told
