"""Scores of a sitting beside their cuts, with their standard error; compared as exact fractions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trainer.content.certification import Certification
from trainer.content.rubric import Rubric
from trainer.scoring.evidence import Evidence
from trainer.scoring.score import competency, mean
from trainer.scoring.statistics.spread import standard_error


@dataclass(frozen=True, slots=True)
class Measured:
    """A score beside its cut. `spread` is in levels; `of` is `overall` or a competency."""

    of: str
    score: Fraction | None
    cut: Fraction
    observations: int
    spread: Fraction

    @property
    def error(self) -> float | None:
        """The standard error, spread / √observations, in levels; None where nothing was observed."""
        return standard_error(self.spread, self.observations)

    @property
    def below(self) -> bool:
        """Whether score ≤ cut - error, exactly: compared as squares of fractions."""
        gap = self.cut - self.score if self.score is not None else None
        return gap is not None and gap >= 0 and gap * gap * self.observations >= self.spread * self.spread

    @property
    def close(self) -> bool:
        """Whether |score - cut| < error, exactly."""
        gap = self.cut - self.score if self.score is not None else None
        return gap is not None and gap * gap * self.observations < self.spread * self.spread


def measures(certification: Certification, rubrics: Mapping[str, Rubric], evidence: Evidence) -> tuple[Measured, ...]:
    """Each competency's score: the levels of all runs of the sitting pooled by criterion."""
    found = [one for played in evidence.sat.played for one in played.observations] if evidence.sat else []
    scores = [competency(rubrics[name], found) if name in rubrics else None for name in certification.competencies]
    return tuple(
        Measured(
            name,
            score.score if score else None,
            Fraction(certification.cuts.of(name)),
            score.observations if score else 0,
            evidence.spread,
        )
        for name, score in zip(certification.competencies, scores, strict=True)
    )


def overall(certification: Certification, competencies: Sequence[Measured], evidence: Evidence) -> Measured:
    """The mean of the competencies that were observed."""
    observed = [one.score for one in competencies if one.score is not None]
    return Measured(
        "overall",
        mean(observed),
        Fraction(certification.cuts.overall),
        sum(one.observations for one in competencies),
        evidence.spread,
    )
