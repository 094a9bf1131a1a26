"""What is recommended of a candidate, and why: a certification applied to scored runs, marks and records.

Pure: no clock, no database. `session` gathers the evidence, a face shows the recommendation, and only a person
certifies. The order in which states are tried is the design's: something owed, a critical act not yet judged, a
score that is clearly too low, one too close to call, and else ready.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from trainer.content.certification import Certification
from trainer.content.rubric import Rubric
from trainer.language import mark, tr
from trainer.scoring.evidence import Evidence
from trainer.scoring.measures import Measured, measures, overall
from trainer.scoring.requirements import Requirement, requirements
from trainer.scoring.score import Critical


class State(StrEnum):
    """What is recommended. A person decides."""

    INCOMPLETE = "incomplete"
    CRITICAL_PENDING = "critical_pending"
    NOT_YET = "not_yet"
    BORDERLINE = "borderline"
    READY = "ready"

    @property
    def told(self) -> str:
        """As shown to people."""
        return tr(_STATES[self])


_STATES = {
    State.INCOMPLETE: mark("incomplete"),
    State.CRITICAL_PENDING: mark("critical pending"),
    State.NOT_YET: mark("not yet"),
    State.BORDERLINE: mark("borderline"),
    State.READY: mark("ready"),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A critical act of the sitting that counts; `confirmed` is None until a person has judged it."""

    run: str
    scenario: str
    act: Critical
    confirmed: bool | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is recommended, with the reason for each part of it. `overall` is None before anything was observed."""

    state: State
    reasons: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    overall: Measured
    competencies: tuple[Measured, ...]
    critical: tuple[Judged, ...]
    sitting: str | None
    spread_assumed: bool

    @property
    def owed(self) -> tuple[Requirement, ...]:
        """What is not met yet."""
        return tuple(one for one in self.requirements if not one.met)


def recommend(certification: Certification, rubrics: Mapping[str, Rubric], evidence: Evidence) -> Recommendation:
    """Apply a certification to a candidate's evidence; `rubrics` are those that the sitting was played on."""
    competencies = measures(certification, rubrics, evidence)
    whole = overall(certification, competencies, evidence)
    critical = _critical(evidence)
    asked = tuple(requirements(certification, rubrics, evidence, competencies))
    state, reasons = _state(certification, evidence, asked, (whole, *competencies), critical)
    return Recommendation(
        state,
        reasons,
        asked,
        whole,
        competencies,
        critical,
        evidence.sat.sitting if evidence.sat else None,
        evidence.spread_assumed,
    )


def _critical(evidence: Evidence) -> tuple[Judged, ...]:
    judged = evidence.judged or {}
    return tuple(
        Judged(played.run, played.scenario, act, judged.get((played.run, act.scene, act.code)))
        for played in (evidence.sat.played if evidence.sat else ())
        for act in played.critical
    )


def _state(
    certification: Certification,
    evidence: Evidence,
    requirements: Sequence[Requirement],
    measured: Sequence[Measured],
    critical: Sequence[Judged],
) -> tuple[State, tuple[str, ...]]:
    owed = tuple(f"{one.title}: {one.stands}" for one in requirements if not one.met)
    standing = [one for one in critical if one.confirmed is not False]
    waiting = [one for one in standing if one.confirmed is None]
    codes = dict.fromkeys(one.act.code for one in standing)
    pending = tuple(
        tr("{code} in {scenario} is not judged yet.", code=one.act.code, scenario=one.scenario) for one in waiting
    )
    if len(codes) >= certification.codes_that_stop and not evidence.talked:
        pending += (
            tr(
                "{count} different critical acts ({codes}): a talk comes first.",
                count=len(codes),
                codes=", ".join(codes),
            ),
        )
    if owed:
        return State.INCOMPLETE, owed + pending
    if pending:
        return State.CRITICAL_PENDING, pending
    wrong = tuple(
        tr("{code} in {scenario} was confirmed and not made good.", code=one.act.code, scenario=one.scenario)
        for one in standing
        if one.confirmed and not one.act.repaired
    )
    wrong += tuple(
        tr("{one} is {score}, clearly below {cut}.", one=_named(one), score=_level(one.score), cut=_level(one.cut))
        for one in measured
        if one.below
    )
    if wrong:
        return State.NOT_YET, wrong
    close = tuple(
        tr(
            "{one} is {score}, too close to {cut} to tell (± {error}).",
            one=_named(one),
            score=_level(one.score),
            cut=_level(one.cut),
            error=f"{one.error:.2f}",
        )
        for one in measured
        if one.close
    )
    if close:
        return State.BORDERLINE, close
    return State.READY, (tr("Everything asked is done, and each score is clearly at or above its cut."),)


def _named(one: Measured) -> str:
    return tr("The overall score") if one.of == "overall" else one.of.replace("_", " ").capitalize()


def _level(score: Fraction | None) -> str:
    return tr("not known") if score is None else f"{float(score):.2f}"
