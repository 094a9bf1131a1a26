"""Personas through whole sittings: against sittings put together by hand, and what the built-in library comes to."""

from fractions import Fraction
from itertools import product

import pytest
from scipy.stats import binomtest

from trainer.analysis.personas import FIXED, Eyes, decisions_scored, walk
from trainer.analysis.sittings import sat
from trainer.content.library import open_library
from trainer.engine.story import ready
from trainer.reports.sat import lines, record
from trainer.scoring.certify import State

LIBRARY = open_library()
RULE = LIBRARY.certification("onboarding")
POOL = {id: LIBRARY.scenario(id) for id in RULE.sitting.pool}


def test_a_fixed_persona_meets_every_draw_and_no_other() -> None:
    """The overall mean, put together from each scenario's levels without the code that recommends."""
    found = sat(RULE, POOL, LIBRARY.rubrics, samples=5)
    by_competency: dict[str, list[str]] = {}
    for id, scenario in POOL.items():
        by_competency.setdefault(scenario.competency, []).append(id)
    if all(count == 1 for count in RULE.sitting.draw.values()):
        draws = list(product(*(by_competency[name] for name in RULE.sitting.draw)))
        assert found.draws == len(draws)
        for name in ("first", "longest"):
            fate = found.fates[name]
            assert fate.exact
            assert fate.sittings == len(draws)
            fewest = min(sum(len(_scored(id, name)) for id in drawn) for drawn in draws)
            assert fate.observations == fewest
    for fate in found.fates.values():
        assert sum(fate.states.values()) == Fraction(1)


def test_samples_are_told_with_their_intervals() -> None:
    """Each share and the mean: against the intervals of scipy, and that of what is exact is left out."""
    found = sat(RULE, POOL, LIBRARY.rubrics, samples=300)
    told = record(found)["personas"]
    assert told["first"]["intervals"] is None
    random, fate = told["random"], found.fates["random"]
    for state, share in fate.states.items():
        expected = binomtest(int(share * 300), 300).proportion_ci(method="wilson")
        assert random["intervals"]["recommended"][state.value] == pytest.approx([expected.low, expected.high])
    low, high = random["intervals"]["mean"]
    assert low < random["mean"] < high < low + 0.1
    [line] = [one for one in lines(found) if "95 % intervals" in one]
    assert line.startswith("  Random: 300 seeded sittings, with 95 % intervals: ready 0 to ")


def _scored(id: str, persona: str) -> list[tuple[tuple[str, int], ...]]:
    story = ready(POOL[id])
    return decisions_scored(story, walk(Eyes(story), FIXED[persona]))


def test_the_shipped_certification_cannot_be_gamed() -> None:
    """What issue 6 asks of the assessment: skill is recommended, and nothing else is."""
    found = sat(RULE, POOL, LIBRARY.rubrics, samples=400)
    assert found.fates["skilled"].states[State.READY] == 1
    assert found.fates["random"].states[State.READY] <= Fraction(1, 100)
    for name, fate in found.fates.items():
        if name not in ("skilled", "random"):
            assert fate.states[State.READY] == 0, name
        assert fate.observations >= RULE.observations.overall
