"""Everything that can be said of a scenario's runs before anybody plays it: values for `trainer analyse`.

`analysed` gives one `Analysis` for each kind of school. Figures are exact, over every path; where there are more
states than the limit, or more scores than can be added up, those concerned come from `SAMPLES` seeded random plays
and `Analysis.exact` or `Scores.exact` says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from trainer.analysis import reading
from trainer.analysis.explore import LARGEST_PROOF, Reach, explore, schools
from trainer.analysis.lengths import Lengths, lengths
from trainer.analysis.meeting import Decides, alike, anchors, decides, outcomes_by_chance
from trainer.analysis.personas import FIXED, PERSONAS, RANDOM, Eyes, decisions_scored, mean_of, walk
from trainer.analysis.samples import SAMPLES, sampled
from trainer.analysis.tally import (
    LARGEST_TALLY,
    Layer,
    by_chance,
    distribution,
    each_path,
    extreme,
    layered,
    observed,
    of_criterion,
    overall,
    path_count,
    run_scores,
    shares,
)
from trainer.analysis.visits import visits
from trainer.content.scenario import Scenario
from trainer.engine.story import Story, ready
from trainer.errors import ContentError
from trainer.language import mark, tr

__all__ = ["SAMPLES", "Analysis", "Bar", "Criterion", "Persona", "Scores", "analysed"]

_Ends = tuple[Fraction | None, Fraction | None]
_CHECK = mark("`trainer check` on its file tells more.")


@dataclass(frozen=True, slots=True)
class Bar:
    """One score that runs can have: how many paths end with it, and the chance that a random player does.

    `score` is None for runs in which nothing was scored; `paths` None where they were not counted.
    """

    score: Fraction | None
    paths: int | None
    chance: float


@dataclass(frozen=True, slots=True)
class Criterion:
    """What can be had on one criterion: its least and greatest score, and how often a path observes it."""

    least: Fraction | None
    greatest: Fraction | None
    fewest: int
    most: int


@dataclass(frozen=True, slots=True)
class Scores:
    """The run scores that can be had. Not `exact`: of sampled plays, with `least` and `greatest` what these met."""

    least: Fraction | None
    greatest: Fraction | None
    distribution: tuple[Bar, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Persona:
    """What one persona makes of a scenario: chances from 0 to 1, and the mean of its run scores."""

    reaches_cut: float
    mean: float | None
    outcomes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A scenario at one kind of school (`school` are the settings that are yes).

    Where not `exact`, `states` is how many were walked, and what needs them all is None or empty. `branches` are the
    decisions that only some paths meet; `meets` is the chance that a random player meets each scene.
    """

    scenario: Scenario
    school: frozenset[str]
    exact: bool
    states: int
    paths: int | None
    words: int
    cut: Fraction
    lengths: Lengths
    scores: Scores
    criteria: Mapping[str, Criterion]
    anchors: tuple[str, ...]
    branches: tuple[str, ...]
    personas: Mapping[str, Persona]
    meets: Mapping[str, float]
    alike: tuple[tuple[str, str, str], ...]
    decides: tuple[Decides, ...]

    @property
    def decisions(self) -> tuple[str, ...]:
        """The decisions, repairs among them, in the file's order."""
        return tuple(id for id, scene in self.scenario.scenes.items() if scene.choices)


def analysed(
    scenario: Scenario, cut: Fraction, limit: int = LARGEST_PROOF, budget: int = LARGEST_TALLY
) -> Iterator[Analysis]:
    """What there is to say, at a school where no setting is yes first.

    `limit` is how many states are walked, `budget` how many sums are added up for the scores. Raises ContentError
    for a scenario whose paths lead nowhere or go on for ever; its check finds them.
    """
    for school in schools(scenario):
        yield _analysed(ready(scenario, school), cut, limit, budget)


def _analysed(story: Story, cut: Fraction, limit: int, budget: int) -> Analysis:
    reach = explore(story, limit)
    if reach.stuck:
        raise ContentError(
            tr(
                '"{scenario}" leads nowhere at {names}.', scenario=story.scenario.scenario, names=", ".join(reach.stuck)
            ),
            _CHECK,
        )
    return _whole(reach, cut, budget) if reach.complete else _partly(reach, cut)


def _whole(reach: Reach, cut: Fraction, budget: int) -> Analysis:
    """Of every state."""
    story = reach.story
    try:
        layer = layered(reach)
    except ValueError as error:
        raise ContentError(tr('"{scenario}" may go on for ever.', scenario=story.scenario.scenario), _CHECK) from error
    scores = _scores(layer, budget) or _of_samples(sampled(story).scores, run_scores(layer))
    sure = anchors(reach)
    decisions = (scene.id for scene in story.scenes.values() if scene.is_decision)
    return Analysis(
        scenario=story.scenario,
        school=story.school,
        exact=True,
        states=len(reach.states),
        paths=path_count(layer),
        words=_words(story.scenario),
        cut=cut,
        lengths=lengths(reach),
        scores=scores,
        criteria=dict(_criteria(layer)),
        anchors=sure,
        branches=tuple(id for id in decisions if id not in sure),
        personas=_personas(story, cut, scores, outcomes_by_chance(reach)),
        meets=visits(reach) or {},
        alike=alike(story.scenario),
        decides=decides(reach),
    )


def _partly(reach: Reach, cut: Fraction) -> Analysis:
    """Of random plays, where there are too many states."""
    story, plays = reach.story, sampled(reach.story)
    scores = _of_samples(plays.scores)
    return Analysis(
        scenario=story.scenario,
        school=story.school,
        exact=False,
        states=len(reach.states),
        paths=None,
        words=_words(story.scenario),
        cut=cut,
        lengths=plays.lengths,
        scores=scores,
        criteria={},
        anchors=(),
        branches=(),
        personas=_personas(story, cut, scores, plays.outcomes),
        meets=plays.meets,
        alike=alike(story.scenario),
        decides=(),
    )


def _words(scenario: Scenario) -> int:
    return sum(map(reading.words, reading.shown(scenario)))


def _scores(layer: Layer, budget: int) -> Scores | None:
    measure, unit = overall(layer), shares(layer)
    paths = distribution(layer, measure, each_path, budget)
    chances = distribution(layer, measure, by_chance, budget) if paths is not None else None
    if paths is None or chances is None:
        return None
    bars: dict[Fraction | None, tuple[int, float]] = {}
    for (total, count), ways in paths.items():
        score = Fraction(total, unit * count) if count else None
        had = bars.get(score, (0, 0.0))
        bars[score] = (had[0] + int(ways), had[1] + chances[total, count])
    attained = [score for score in bars if score is not None]
    return Scores(
        min(attained, default=None),
        max(attained, default=None),
        tuple(Bar(score, *bars[score]) for score in sorted(bars, key=_from_none)),
        exact=True,
    )


def _of_samples(found: Mapping[Fraction | None, int], ends: _Ends | None = None) -> Scores:
    """Scores of sampled plays; `ends` are the least and greatest where these are known."""
    plays = sum(found.values())
    bars = tuple(Bar(score, None, found[score] / plays) for score in sorted(found, key=_from_none))
    attained = [score for score in found if score is not None]
    least, greatest = ends or (min(attained, default=None), max(attained, default=None))
    return Scores(least, greatest, bars, exact=False)


def _from_none(score: Fraction | None) -> Fraction:
    return Fraction(0) if score is None else score


def _criteria(layer: Layer) -> Iterator[tuple[str, Criterion]]:
    looked = [name for scene in layer.reach.story.scenario.scenes.values() for name in scene.looks_at]
    for name in dict.fromkeys(looked):
        measure = of_criterion(name)
        yield name, Criterion(extreme(layer, measure, 1), extreme(layer, measure, -1), *observed(layer, measure))


def _personas(story: Story, cut: Fraction, scores: Scores, outcomes: Mapping[str, float]) -> dict[str, Persona]:
    found = {RANDOM: _random(cut, scores, outcomes)}
    eyes = Eyes(story)
    for name, pick in FIXED.items():
        walked = walk(eyes, pick)
        mean = mean_of(decisions_scored(story, walked))
        ending = story.scenes[walked.end.scene].written.ending
        passes = float(mean is not None and mean >= cut)
        outcome = {ending.outcome.value: 1.0} if ending else {}
        found[name] = Persona(passes, None if mean is None else float(mean), outcome)
    return {name: found[name] for name in PERSONAS}


def _random(cut: Fraction, scores: Scores, outcomes: Mapping[str, float]) -> Persona:
    scored = [(bar.score, bar.chance) for bar in scores.distribution if bar.score is not None]
    chance = sum(chance for _, chance in scored)
    mean = sum(float(score) * chance for score, chance in scored) / chance if chance else None
    return Persona(sum(chance for score, chance in scored if score >= cut), mean, outcomes)
