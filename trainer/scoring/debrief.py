"""The debrief as values for every face to show: what went well, one thing to try, and the evidence of each score.

Pure; called by the screen, line mode, `show` and the reports once a run is over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from trainer.content.rubric import CriticalAct, Rubric
from trainer.content.scenario import Form
from trainer.content.text import Voices
from trainer.engine.run import Made, Run
from trainer.engine.steps import offered, wording
from trainer.engine.story import ReadyChoice
from trainer.engine.transcript import Kind, after_choice, gauges
from trainer.language import tr
from trainer.scoring.score import (
    RunScore,
    Word,
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

    `levels` are those that count, by criterion; empty where nothing counts (`counts` false): at a repair, at a
    decision met again, at one that looks at nothing, and at one taken back. `best` is None where the best on offer
    was chosen. `reply`, by `replied`, and `thought` (whose, what) are somebody else's. `number` counts decisions from
    1. Where `only_words`, nothing was chosen: own words were asked for, and `said` is the prompt.
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
    replied: str | None
    thought: tuple[str, str] | None
    moved: tuple[str, ...]
    offered: tuple[str, ...]
    only_words: bool = False


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
        """The path in words: `Trust, from 0 to 5, began at 2. After each decision: 3, 3, 2. It ended where …`."""
        start, *path = self.values
        scale = {"label": self.label, "least": self.least, "greatest": self.greatest, "start": start}
        if all(value == start for value in path):
            if not path:
                return tr("{label}, from {least} to {greatest}, began at {start}.", **scale)
            return tr("{label}, from {least} to {greatest}, stayed at {start}.", **scale)
        began = tr("{label}, from {least} to {greatest}, began at {start}.", **scale)
        after = tr("After each decision: {path}.", path=", ".join(map(str, path)))
        end = tr("It ended where it began.") if path[-1] == start else tr("It ended at {end}.", end=path[-1])
        return f"{began} {after} {end}"


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
    """Own words beside the examples; `text` None when erased. `level` is the mentor's own rating, never a score.

    `answers` are examples without levels.
    """

    scene: str
    prompt: str
    text: str | None
    examples: Mapping[int, str]
    level: int | None
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything a debrief says, in the order in which it says it.

    What is not scored (a role reversal, a case) has no score, nothing that went well and nothing to try; it has
    questions to `discuss`, and a reversal tells in its moments what the mentor did. `is_limited` where what else was
    on offer, and all that would tell it, was taken out (`scoring.limited`).
    """

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
    is_limited: bool = False
    form: Form = Form.CONVERSATION
    discuss: tuple[str, ...] = ()


def debrief(run: Run, voices: Voices, rubrics: Mapping[str, Rubric], acts: Mapping[str, CriticalAct]) -> Debrief:
    """Tell a run: its ending, scores, evidence and own words."""
    levels: dict[int, dict[str, int]] = {}
    for seen in observations(run):
        levels.setdefault(seen.decision, {})[seen.criterion] = seen.level
    moments = tuple(_moment(run, made, voices, levels.get(made.index, {}), is_repaired(run, made)) for made in run.line)
    ending = None if run.is_open else run.story.scenes[run.position.scene].written.ending
    result = score(run, rubrics)
    scenario = run.story.scenario
    return Debrief(
        title=scenario.title,
        outcome=run.outcome,
        ending=voices.say(ending.title) if ending else None,
        ending_text=voices.say(ending.text) if ending else None,
        ending_why=voices.say(ending.why) if ending and ending.why else None,
        score=result,
        went_well=_went_well(moments) if scenario.is_scored else None,
        one_to_try=_one_to_try(moments) if scenario.is_scored else None,
        moments=moments,
        taken_back=tuple(_moment(run, made, voices, {}, False) for made in run.taken_back),
        criteria=_criteria(result, rubrics) if scenario.is_scored else (),
        meters=_meters(run),
        critical=_critical(result, moments, acts),
        responses=_responses(run, voices),
        reflections=tuple(run.reflections),
        form=scenario.form,
        discuss=() if scenario.is_scored else tuple(voices.say(question) for question in scenario.discuss),
    )


def _went_well(moments: tuple[Moment, ...]) -> Moment | None:
    """The best decision, if it was adequate; else a slip made good; of equals the one that moved most, the first."""
    able = [moment for moment in moments if (moment.level or 0) >= Word.ADEQUATE]
    good = [moment for moment in able if moment.counts] or [moment for moment in able if moment.is_repair]
    return max(good, key=lambda moment: (moment.level or 0, len(moment.moved)), default=None)


def _one_to_try(moments: tuple[Moment, ...]) -> Moment | None:
    """The lowest decision that could have been better; of equals a critical act, else the first."""
    behind = [moment for moment in moments if moment.counts and moment.best is not None]
    return min(behind, key=lambda moment: (moment.level or 0, moment.critical is None), default=None)


def _moment(run: Run, made: Made, voices: Voices, levels: Mapping[str, int], repaired: bool) -> Moment:
    scene, choice = written(run, made)
    ready = next(one for one in run.story.scenes[made.scene].choices if one.id == made.choice)
    on_offer = offered(run.story, made.before)
    best = max(on_offer, key=lambda one: _mean_level(run, made, one))
    bettered = _mean_level(run, made, best) > _mean_level(run, made, ready)
    follows = after_choice(run, made, voices, coached=True)
    asked = run.story.scenes[made.scene].written.respond if run.story.scenes[made.scene].only_words else None
    others = [entry for entry in follows if entry.who != "you"]
    return Moment(
        number=made.index + 1,
        scene=made.scene,
        choice=made.choice,
        said=voices.say(asked.prompt if asked else wording(run.story, made.before, ready)),
        is_act=choice.do is not None,
        levels=levels,
        level=min(levels.values(), default=level(scene, choice)),
        counts=bool(levels),
        is_repair=run.story.scenes[made.scene].is_repair,
        repaired=repaired,
        critical=choice.critical,
        why=voices.say(choice.why) if choice.why else None,
        best=voices.say(wording(run.story, made.before, best)) if bettered else None,
        best_is_act=best.written.do is not None,
        reply=next((entry.text for entry in others if entry.kind is Kind.SPEECH), None),
        replied=next((entry.name for entry in others if entry.kind is Kind.SPEECH), None),
        thought=next(((entry.name, entry.thought) for entry in others if entry.thought), None),
        moved=tuple(entry.text for entry in follows if entry.kind is Kind.MOVED),
        offered=tuple(made.shown),
        only_words=asked is not None,
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
    decided = (made for made in run.line if not run.story.scenes[made.scene].only_words)
    states = [run.opening[-1], *(made.after for made in decided)]
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
        act = acts.get(one.code) or CriticalAct(
            title=one.code, why=tr("It can do lasting harm."), instead=tr("Tell an adult.")
        )
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
        prompt, answers = voices.say(respond.prompt), tuple(map(voices.say, respond.answers))
        told.append(ResponseTold(response.scene, prompt, response.text, examples, response.level, answers))
    return tuple(told)
