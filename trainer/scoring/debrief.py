"""The debrief as values for every face to show: what went well, one thing to try, and the evidence of each score.

Pure; called by the screen, line mode, `show` and the reports once a run is over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from trainer.content.rubric import CriticalAct, Rubric
from trainer.content.text import Voices
from trainer.engine.run import Made, Run
from trainer.engine.steps import offered, wording
from trainer.engine.story import ReadyChoice
from trainer.engine.transcript import Kind, after_choice, gauges
from trainer.scoring.score import (
    RunScore,
    decision_levels,
    is_repaired,
    level,
    observations,
    ratings,
    score,
    written,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """One decision told: what was said, its levels, the coach's note, the best on offer, and what it did.

    `levels` are those that count, by criterion; empty at a repair and at a decision met again (`counts` false).
    `best` is None where the best on offer was chosen. `number` counts decisions from 1.
    """

    number: int
    scene: str
    choice: str
    said: str
    is_act: bool
    levels: Mapping[str, int]
    level: int | None
    counts: bool
    is_repair: bool
    repaired: bool
    critical: str | None
    why: str | None
    best: str | None
    best_is_act: bool
    reply: str | None
    thought: tuple[str, str] | None
    moved: tuple[str, ...]
    offered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionTold:
    """A criterion's score and, by their numbers, the decisions it stands on."""

    criterion: str
    title: str
    competency: str
    score: Fraction | None
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeterTold:
    """A meter's value at the start and after each decision."""

    meter: str
    label: str
    least: int
    greatest: int
    values: tuple[int, ...]

    @property
    def words(self) -> str:
        """The path in words."""
        path = ", ".join(str(value) for value in self.values[1:])
        start, end = self.values[0], self.values[-1]
        change = "ended where it began" if start == end else f"ended at {end}"
        return f"{self.label} began at {start} of {self.greatest}" + (f", then {path}; it {change}." if path else ".")


@dataclass(frozen=True, slots=True)
class CriticalTold:
    """A critical act with its reason, what to do instead, and whether it was made good."""

    code: str
    title: str
    why: str
    instead: str
    said: str | None
    repaired: bool


@dataclass(frozen=True, slots=True)
class ResponseTold:
    """Own words beside the examples; `text` None when erased. `level` is the mentor's own rating, never a score."""

    scene: str
    prompt: str
    text: str | None
    examples: Mapping[int, str]
    level: int | None


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything a debrief says, in the order in which it says it."""

    title: str
    outcome: str | None
    ending: str | None
    ending_text: str | None
    ending_why: str | None
    score: RunScore
    went_well: Moment | None
    one_to_try: Moment | None
    moments: tuple[Moment, ...]
    taken_back: tuple[Moment, ...]
    criteria: tuple[CriterionTold, ...]
    meters: tuple[MeterTold, ...]
    critical: tuple[CriticalTold, ...]
    responses: tuple[ResponseTold, ...]
    reflections: tuple[str | None, ...]


def debrief(run: Run, voices: Voices, rubrics: Mapping[str, Rubric], acts: Mapping[str, CriticalAct]) -> Debrief:
    """Tell a run: its ending, scores, evidence and own words."""
    moments = tuple(_moment(run, made, voices) for made in run.line)
    scored = [moment for moment in moments if moment.counts and moment.level is not None]
    ending = None if run.is_open else run.story.scenes[run.position.scene].written.ending
    result = score(run, rubrics)
    return Debrief(
        title=run.story.scenario.title,
        outcome=run.outcome,
        ending=ending.title if ending else None,
        ending_text=voices.say(ending.text) if ending else None,
        ending_why=voices.say(ending.why) if ending and ending.why else None,
        score=result,
        went_well=max(scored, key=lambda moment: (moment.level, len(moment.moved)), default=None),
        one_to_try=_one_to_try(scored),
        moments=moments,
        taken_back=tuple(_moment(run, made, voices) for made in run.taken_back),
        criteria=_criteria(result, rubrics),
        meters=_meters(run),
        critical=_critical(result, moments, acts),
        responses=_responses(run, voices),
        reflections=tuple(run.reflections),
    )


def _one_to_try(scored: list[Moment]) -> Moment | None:
    """The lowest decision that could have been better, the first of equals."""
    behind = [moment for moment in scored if moment.best is not None]
    return min(behind, key=lambda moment: moment.level or 0, default=None)


def _moment(run: Run, made: Made, voices: Voices) -> Moment:
    scene, choice = written(run, made)
    ready = next(one for one in run.story.scenes[made.scene].choices if one.id == made.choice)
    on_offer = offered(run.story, made.before)
    best = max(on_offer, key=lambda one: _mean_level(run, made, one))
    bettered = _mean_level(run, made, best) > _mean_level(run, made, ready)
    follows = after_choice(run, made, voices, coached=True)
    counts = made in run.line and any(one.decision == made.index for one in observations(run))
    told = decision_levels(run, made) if counts else []
    return Moment(
        number=made.index + 1,
        scene=made.scene,
        choice=made.choice,
        said=voices.say(wording(run.story, made.before, ready)),
        is_act=choice.do is not None,
        levels={one.criterion: one.level for one in told},
        level=min((one.level for one in told), default=level(scene, choice)),
        counts=counts,
        is_repair=run.story.scenes[made.scene].is_repair,
        repaired=made in run.line and is_repaired(run, made),
        critical=choice.critical,
        why=voices.say(choice.why) if choice.why else None,
        best=voices.say(wording(run.story, made.before, best)) if bettered else None,
        best_is_act=best.written.do is not None,
        reply=next((entry.text for entry in follows if entry.kind is Kind.SPEECH), None),
        thought=next(((entry.name, entry.thought) for entry in follows if entry.thought), None),
        moved=tuple(entry.text for entry in follows if entry.kind is Kind.MOVED),
        offered=tuple(made.shown),
    )


def _mean_level(run: Run, made: Made, choice: ReadyChoice) -> Fraction:
    """The mean of a choice's ratings; a best choice has the greatest."""
    rated = list(ratings(run.story.scenes[made.scene].written, choice.written).values())
    return Fraction(sum(rated), len(rated)) if rated else Fraction(choice.written.level or 0)


def _criteria(result: RunScore, rubrics: Mapping[str, Rubric]) -> tuple[CriterionTold, ...]:
    return tuple(
        CriterionTold(
            one.criterion,
            rubrics[competency.competency].criteria[one.criterion].title,
            competency.competency,
            one.score,
            tuple(seen.decision + 1 for seen in one.evidence),
        )
        for competency in result.competencies
        for one in competency.criteria
    )


def _meters(run: Run) -> tuple[MeterTold, ...]:
    states = [run.opening[-1], *(made.after for made in run.line)]
    told = [gauges(run.story, state, None) for state in states]
    return tuple(
        MeterTold(first.id, first.label, first.least, first.greatest, tuple(one[index].value for one in told))
        for index, first in enumerate(told[0])
    )


def _critical(
    result: RunScore, moments: tuple[Moment, ...], acts: Mapping[str, CriticalAct]
) -> tuple[CriticalTold, ...]:
    told = []
    for one in result.critical:
        act = acts.get(one.code) or CriticalAct(title=one.code, why="It can do lasting harm.", instead="Tell an adult.")
        said = moments[one.decision].said if one.choice is not None else None
        told.append(CriticalTold(one.code, act.title, act.why, act.instead, said, one.repaired))
    return tuple(told)


def _responses(run: Run, voices: Voices) -> tuple[ResponseTold, ...]:
    told = []
    for response in run.responses:
        respond = run.story.scenes[response.scene].written.respond
        if respond is None or response.text == "":
            continue
        examples = {level: voices.say(text) for level, text in sorted(respond.examples.items(), reverse=True)}
        told.append(ResponseTold(response.scene, voices.say(respond.prompt), response.text, examples, response.level))
    return tuple(told)
