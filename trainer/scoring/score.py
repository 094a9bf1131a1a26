"""What a run scores: its decisions' levels, gathered by criterion and competency, as exact fractions.

Pure: a run and rubrics in, values out. Called for one run by the debrief and the store's summary, and for a whole
sitting by pooling the observations of its runs.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from trainer.content.rubric import Rubric
from trainer.content.scenario import Choice, Role, Scene
from trainer.engine.run import Made, Run
from trainer.language import mark, tr

REPAIRED_SLIP = 2
"""A harmful choice whose repair was met with an adequate one counts as this level."""


class Word(IntEnum):
    """The four levels, and what they are called."""

    HARMFUL = 1
    WEAK = 2
    ADEQUATE = 3
    SKILLED = 4

    @property
    def title(self) -> str:
        """As shown to people."""
        return tr(_TITLES[self])


_TITLES = {
    Word.HARMFUL: mark("Harmful"),
    Word.WEAK: mark("Weak"),
    Word.ADEQUATE: mark("Adequate"),
    Word.SKILLED: mark("Skilled"),
}


def word(score: Fraction | float) -> str:
    """A score in words: the level nearest to it, halves upward."""
    return Word(max(1, min(4, math.floor(score + Fraction(1, 2))))).title


@dataclass(frozen=True, slots=True)
class Observation:
    """One level on one criterion, and the decision that is its evidence."""

    criterion: str
    level: int
    decision: int
    scene: str
    choice: str


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """The mean level of a criterion; None where it was not observed."""

    criterion: str
    score: Fraction | None
    evidence: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class CompetencyScore:
    """The weighted mean of a competency's observed criteria; None where none was observed."""

    competency: str
    score: Fraction | None
    criteria: tuple[CriterionScore, ...]

    @property
    def observations(self) -> int:
        """On how many levels it stands."""
        return sum(len(criterion.evidence) for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class Critical:
    """A critical act in a run: at a decision, or (`choice` None) an ending. Repaired, or else open."""

    code: str
    decision: int
    scene: str
    choice: str | None
    repaired: bool


@dataclass(frozen=True, slots=True)
class RunScore:
    """What one run scores. `mean` is the mean of its decisions, each the mean of its ratings."""

    mean: Fraction | None
    competencies: tuple[CompetencyScore, ...]
    critical: tuple[Critical, ...]


def ratings(scene: Scene, choice: Choice) -> dict[str, int]:
    """The levels an author gave a choice on what its decision looks at."""
    if choice.rate is not None:
        return {criterion: level for criterion, level in choice.rate.items() if criterion in scene.looks_at}
    return dict.fromkeys(scene.looks_at, choice.level) if choice.level else {}


def level(scene: Scene, choice: Choice) -> int | None:
    """A choice's level: the lowest of its ratings; in a repair its `level`."""
    return min(ratings(scene, choice).values(), default=choice.level)


def written(run: Run, made: Made) -> tuple[Scene, Choice]:
    """The scene and the choice of a decision as their author wrote them."""
    scene = run.story.scenes[made.scene]
    return scene.written, next(choice.written for choice in scene.choices if choice.id == made.choice)


def is_repaired(run: Run, made: Made) -> bool:
    """Whether a slip of the line that stands was mended: its repair was met with an adequate choice."""
    _, choice = written(run, made)
    if choice.repair is None or made.index + 1 >= len(run.line):
        return False
    _, mended = written(run, run.line[made.index + 1])
    return (mended.level or 0) >= Word.ADEQUATE


def observations(run: Run) -> list[Observation]:
    """The levels of a run's decisions on what they look at: the first time a decision was met, repairs none.

    A role reversal, in which the player speaks as the mentee, is not scored.
    """
    met: set[str] = set()
    found: list[Observation] = []
    if run.story.scenario.role is Role.MENTEE:
        return found
    for made in run.line:
        if made.scene in met or run.story.scenes[made.scene].is_repair:
            continue
        met.add(made.scene)
        found += decision_levels(run, made)
    return found


def decision_levels(run: Run, made: Made) -> list[Observation]:
    """The levels of one decision, a repaired slip counted as such."""
    scene, choice = written(run, made)
    repaired = is_repaired(run, made)
    return [
        Observation(
            criterion,
            REPAIRED_SLIP if repaired and rated == Word.HARMFUL else rated,
            made.index,
            made.scene,
            made.choice,
        )
        for criterion, rated in ratings(scene, choice).items()
    ]


def critical_acts(run: Run) -> list[Critical]:
    """The critical acts of the line that stands, in order."""
    found = []
    for made in run.line:
        _, choice = written(run, made)
        if choice.critical:
            found.append(Critical(choice.critical, made.index, made.scene, made.choice, is_repaired(run, made)))
    ending = run.story.scenes[run.position.scene].written.ending
    if ending is not None and ending.critical:
        found.append(Critical(ending.critical, len(run.line), run.position.scene, None, repaired=False))
    return found


def mean(values: Sequence[Fraction | int]) -> Fraction | None:
    """The exact mean, or None of nothing."""
    return Fraction(sum(values)) / len(values) if values else None


def run_mean(found: Iterable[Observation]) -> Fraction | None:
    """The mean of the decisions, each the mean of its ratings."""
    by_decision: dict[int, list[int]] = {}
    for one in found:
        by_decision.setdefault(one.decision, []).append(one.level)
    return mean([Fraction(sum(levels), len(levels)) for levels in by_decision.values()])


def competency(rubric: Rubric, found: Sequence[Observation]) -> CompetencyScore:
    """One competency's score from observations pooled over a run or a sitting."""
    criteria = []
    for id in rubric.criteria:
        evidence = tuple(one for one in found if one.criterion == id)
        criteria.append(CriterionScore(id, mean([one.level for one in evidence]), evidence))
    weights = [(rubric.criteria[one.criterion].weight, one.score) for one in criteria if one.score is not None]
    total = sum(weight for weight, _ in weights)
    score = sum((weight * part for weight, part in weights), Fraction(0)) / total if total else None
    return CompetencyScore(rubric.rubric, score, tuple(criteria))


def score(run: Run, rubrics: Mapping[str, Rubric]) -> RunScore:
    """What a run scores on the rubrics its scenario names."""
    found = observations(run)
    return RunScore(
        run_mean(found),
        tuple(competency(rubrics[id], found) for id in run.story.scenario.rubrics if id in rubrics),
        tuple(critical_acts(run)),
    )


def percent(score: Fraction | None) -> Fraction | None:
    """(mean - 1) / 3 in percent: shown beside a score, never compared."""
    return None if score is None else (score - 1) / 3 * 100
