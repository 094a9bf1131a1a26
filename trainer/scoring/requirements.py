"""What a certification asks of a candidate, one requirement after the other: met or not, and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from trainer.content.certification import Certification
from trainer.content.rubric import Rubric
from trainer.language import tr
from trainer.scoring.evidence import Evidence, Observed, Practised
from trainer.scoring.measures import Measured
from trainer.scoring.score import Observation, competency


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing asked: whether it is met, how it stands, and what to do next (empty where it is met)."""

    key: str
    title: str
    met: bool
    stands: str
    next: str = ""


def requirements(
    certification: Certification,
    rubrics: Mapping[str, Rubric],
    evidence: Evidence,
    competencies: Sequence[Measured],
) -> list[Requirement]:
    """All that is asked, in the order in which it is best done."""
    return [
        *_agreement(certification, evidence),
        *_practice(certification, rubrics, evidence),
        _hours(certification, evidence),
        _sitting(evidence),
        *_enough(certification, evidence, competencies),
        *_live(certification, rubrics, evidence),
        *_reflections(certification, evidence),
    ]


def _agreement(certification: Certification, evidence: Evidence) -> list[Requirement]:
    if certification.agreement is None:
        return []
    met = evidence.agreed is not None and evidence.agreed == evidence.agreement_asked
    stands = (
        tr("accepted") if met else tr("not accepted yet") if evidence.agreed is None else tr("it has changed since")
    )
    return [Requirement("agreement", tr("Agreement"), met, stands, "" if met else tr("Read it and accept it."))]


def _practice(certification: Certification, rubrics: Mapping[str, Rubric], evidence: Evidence) -> list[Requirement]:
    owed = certification.practice
    found = []
    for name in certification.core if owed.scenarios else ():
        done = evidence.practised.get(name, Practised(0, 0))
        title = rubrics[name].title if name in rubrics else name.replace("_", " ")
        met = done.scenarios >= owed.scenarios and done.again >= owed.again
        stands = tr(
            "{scenarios} of {all_scenarios} scenarios, {again} of {all_again} a second time",
            scenarios=done.scenarios,
            all_scenarios=owed.scenarios,
            again=done.again,
            all_again=owed.again,
        )
        next = (
            tr("Practise another scenario of it.") if done.scenarios < owed.scenarios else tr("Play one of them again.")
        )
        found.append(
            Requirement(
                f"practice:{name}", tr("Practice in {title}", title=title.lower()), met, stands, "" if met else next
            )
        )
    return found


def _hours(certification: Certification, evidence: Evidence) -> Requirement:
    owed = certification.hours
    here = min(evidence.program_minutes, owed.program_cap * 60)
    live = sum(one.minutes for one in evidence.observed)
    total = evidence.group_minutes + here + live
    with_others = evidence.group_minutes >= owed.group * 60
    met = total >= owed.total * 60 and with_others
    stands = tr(
        "{total} of {hours} h; with others {with_others} of {group} h",
        total=clock(total),
        hours=owed.total,
        with_others=clock(evidence.group_minutes),
        group=owed.group,
    )
    next = (
        tr("Your coordinator enters hours of training with others.")
        if not with_others
        else tr("More practice counts here.")
    )
    return Requirement("hours", tr("Training hours"), met, stands, "" if met else next)


def clock(minutes: int) -> str:
    """Minutes as hours and minutes: `2 h 05`."""
    return f"{minutes // 60} h {minutes % 60:02}" if minutes % 60 else f"{minutes // 60} h"


def _sitting(evidence: Evidence) -> Requirement:
    sat = evidence.sat
    if sat is None:
        return Requirement("sitting", tr("Sitting"), False, tr("none yet"), tr("Open a sitting when you feel ready."))
    stands = tr("{played} of {drawn} conversations submitted", played=len(sat.played), drawn=len(sat.drawn))
    return Requirement(
        "sitting", tr("Sitting"), sat.complete, stands, "" if sat.complete else tr("Go on with the conversations left.")
    )


def _enough(certification: Certification, evidence: Evidence, competencies: Sequence[Measured]) -> list[Requirement]:
    """Whether the scores stand on enough; asked only once a sitting is complete."""
    if evidence.sat is None or not evidence.sat.complete:
        return []
    decisions = sum(len({one.decision for one in played.observations}) for played in evidence.sat.played)
    owed = certification.observations
    thin = (
        [tr("{decisions} of {overall} scored decisions", decisions=decisions, overall=owed.overall)]
        if decisions < owed.overall
        else []
    )
    thin += [
        tr(
            "{observations} of {owed} observations of {competency}",
            observations=one.observations,
            owed=owed.of(one.of),
            competency=one.of.replace("_", " "),
        )
        for one in competencies
        if one.observations < owed.of(one.of)
    ]
    found = []
    if thin:
        next = tr("Your coordinator voids this sitting and opens another.")
        found.append(Requirement("observations", tr("Enough to go by"), False, "; ".join(thin), next))
    if certification.approval and evidence.unapproved:
        stands = tr("not approved for use: {unapproved}", unapproved=", ".join(evidence.unapproved))
        next = tr("Your coordinator records the safeguarding lead's approval.")
        found.append(Requirement("approval", tr("Approved scenarios"), False, stands, next))
    return found


def _live(certification: Certification, rubrics: Mapping[str, Rubric], evidence: Evidence) -> list[Requirement]:
    owed = certification.live
    if not owed.count:
        return []
    good = [one for one in evidence.observed if is_good(certification, rubrics, one)]
    met = len(good) >= owed.count
    seen = len(evidence.observed)
    stands = tr(
        "{good} of {owed} reached level {least}",
        good=len(good),
        owed=owed.count,
        least=f"{owed.least.normalize():f}",
    )
    stands += tr(", {seen} observed", seen=seen) if seen != len(good) else ""
    next = tr("Arrange a role-play with your coordinator.") if not seen else tr("Arrange another role-play.")
    return [Requirement("live", tr("Observed role-play"), met, stands, "" if met else next)]


def is_good(certification: Certification, rubrics: Mapping[str, Rubric], observed: Observed) -> bool:
    """Whether a live role-play was long enough and reached the least level on each competency rated."""
    if observed.minutes < certification.live.minutes:
        return False
    seen = [Observation(name, level, 0, "", "") for name, level in observed.levels.items()]
    scores = [competency(rubrics[name], seen).score for name in certification.live.competencies if name in rubrics]
    return all(score is not None and score >= Fraction(certification.live.least) for score in scores)


def _reflections(certification: Certification, evidence: Evidence) -> list[Requirement]:
    owed = certification.reflections
    if not owed:
        return []
    met = evidence.reflections >= owed
    stands = tr("{reflections} of {owed} written", reflections=evidence.reflections, owed=owed)
    return [
        Requirement("reflections", tr("Reflection"), met, stands, "" if met else tr("Write one after a conversation."))
    ]
