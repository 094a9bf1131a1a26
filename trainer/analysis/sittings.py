"""Personas through whole sittings of a certification: who would be recommended by the scores alone.

All else that a certification asks for is taken as done, and every critical act as confirmed. A fixed persona's path
through a scenario is one, so every draw of the pool is told exactly while there are not too many; random players are
seeded samples. Called by `trainer analyse --certification`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import comb, prod
from random import Random

from trainer.analysis.personas import FIXED, LONGEST_WALK, PERSONAS, RANDOM, Eyes, Walk, decisions_scored, walk
from trainer.content.certification import Certification
from trainer.content.rubric import Rubric
from trainer.content.scenario import Scenario
from trainer.engine.steps import begin, offered, step
from trainer.engine.story import ReadyChoice, State, Story, ready
from trainer.scoring.certify import State as Recommended
from trainer.scoring.certify import recommend
from trainer.scoring.evidence import Evidence, Observed, Played, Practised, Sat
from trainer.scoring.score import Critical, Observation, Word
from trainer.scoring.statistics.estimate import Estimate
from trainer.scoring.statistics.intervals import average, wilson

SAMPLES = 5_000
SEED = 1
MOST_DRAWS = 20_000
"""Of more possible draws than this, seeded samples are told."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one persona: the share of sittings with each recommendation, and the mean overall score.

    `sittings` were looked at; `exact` says that they are all there are; where they are not, `states_within` and
    `mean_within` are the 95 % intervals. `observations` are the fewest scored decisions.
    """

    states: Mapping[Recommended, Fraction]
    mean: float | None
    states_within: Mapping[Recommended, Estimate] | None
    mean_within: Estimate | None
    observations: int
    sittings: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Sittings:
    """Every persona's fate, and how many draws the pool has."""

    certification: Certification
    draws: int
    fates: Mapping[str, Fate]


def sat(
    certification: Certification,
    scenarios: Mapping[str, Scenario],
    rubrics: Mapping[str, Rubric],
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Sittings:
    """Send every persona through sittings. `scenarios` are those of the pool, by id."""
    stories = {id: ready(scenarios[id]) for id in certification.sitting.pool}
    draws = _draws(certification, scenarios)
    count = prod(comb(len(pool), drawn) for pool, drawn in _pools(certification, scenarios))
    fates = {}
    for name in PERSONAS:
        if name == RANDOM:
            dice = Random(seed)
            played = _random(certification, scenarios, stories, dice, samples)
            fates[name] = _fate(certification, rubrics, played, exact=False)
        else:
            paths = {id: _told(id, story, walk(Eyes(story), FIXED[name])) for id, story in stories.items()}
            chosen = draws if count <= MOST_DRAWS else _some(certification, scenarios, Random(seed), samples)
            sittings = ([paths[id] for id in drawn] for drawn in chosen)
            fates[name] = _fate(certification, rubrics, sittings, exact=count <= MOST_DRAWS)
            draws = _draws(certification, scenarios)
    return Sittings(certification, count, fates)


def _pools(certification: Certification, scenarios: Mapping[str, Scenario]) -> list[tuple[list[str], int]]:
    """Of each competency drawn: the scenarios of the pool, and how many are drawn."""
    return [
        ([id for id in certification.sitting.pool if scenarios[id].competency == competency], count)
        for competency, count in certification.sitting.draw.items()
    ]


def _draws(certification: Certification, scenarios: Mapping[str, Scenario]) -> Iterator[tuple[str, ...]]:
    """Every set of scenarios that a first sitting can draw."""
    parts = [combinations(pool, count) for pool, count in _pools(certification, scenarios)]
    for chosen in product(*parts):
        yield tuple(id for part in chosen for id in part)


def _some(
    certification: Certification, scenarios: Mapping[str, Scenario], dice: Random, samples: int
) -> Iterator[tuple[str, ...]]:
    pools = _pools(certification, scenarios)
    for _ in range(samples):
        yield tuple(id for pool, count in pools for id in dice.sample(pool, count))


def _random(
    certification: Certification,
    scenarios: Mapping[str, Scenario],
    stories: Mapping[str, Story],
    dice: Random,
    samples: int,
) -> Iterator[list[Played]]:
    for drawn in _some(certification, scenarios, dice, samples):
        yield [_told(id, stories[id], _stroll(stories[id], dice)) for id in drawn]


def _stroll(story: Story, dice: Random) -> Walk:
    """A path on which each choice on offer is as likely as the others."""
    state = begin(story)
    made: list[tuple[State, ReadyChoice]] = []
    while len(made) < LONGEST_WALK:
        choices = offered(story, state)
        if not choices:
            break
        choice = choices[dice.randrange(len(choices))]
        made.append((state, choice))
        state = step(story, state, choice)
    return Walk(tuple(made), state)


def _told(id: str, story: Story, walked: Walk) -> Played:
    """A path as a submitted run: what it observes, and its critical acts."""
    seen = tuple(
        Observation(criterion, level, number, "", "")
        for number, levels in enumerate(decisions_scored(story, walked))
        for criterion, level in levels
    )
    acts = []
    for at, (state, choice) in enumerate(walked.made):
        if choice.written.critical:
            after = walked.made[at + 1][1].written.level if at + 1 < len(walked.made) else None
            mended = choice.repair is not None and (after or 0) >= Word.ADEQUATE
            acts.append(Critical(choice.written.critical, at, state.scene, choice.id, mended))
    ending = story.scenes[walked.end.scene].written.ending
    if ending is not None and ending.critical:
        acts.append(Critical(ending.critical, len(walked.made), walked.end.scene, None, repaired=False))
    return Played(id, id, seen, tuple(acts))


def _fate(
    certification: Certification, rubrics: Mapping[str, Rubric], sittings: Iterator[list[Played]], *, exact: bool
) -> Fate:
    states: Counter[Recommended] = Counter()
    scores: list[float] = []
    fewest = -1
    for played in sittings:
        told = recommend(certification, rubrics, _evidence(certification, rubrics, played))
        states[told.state] += 1
        scores.append(float(told.overall.score or 0))
        decisions = sum(len({one.decision for one in each.observations}) for each in played)
        fewest = decisions if fewest < 0 else min(fewest, decisions)
    count = len(scores)
    return Fate(
        states={state: Fraction(states[state], count) for state in Recommended} if count else {},
        mean=sum(scores) / count if count else None,
        states_within=None if exact else {state: wilson(states[state], count) for state in Recommended},
        mean_within=None if exact else average(scores),
        observations=max(fewest, 0),
        sittings=count,
        exact=exact,
    )


def _evidence(certification: Certification, rubrics: Mapping[str, Rubric], played: Sequence[Played]) -> Evidence:
    """A sitting beside which all else is done, and every critical act is confirmed."""
    live = {name: 4 for id in certification.live.competencies if id in rubrics for name in rubrics[id].criteria}
    return Evidence(
        practised=dict.fromkeys(certification.core, Practised(1000, 1000)),
        sat=Sat("sitting", tuple(one.scenario for one in played), tuple(played)),
        group_minutes=1_000_000,
        observed=(Observed("", 240, live),) * certification.live.count,
        agreement_asked="",
        agreed="",
        reflections=1000,
        judged={(one.run, act.scene, act.code): True for one in played for act in one.critical},
        talked=True,
    )
