"""What is said of all runs: against every path listed and scored one by one, and against cases worked out by hand."""

from collections import Counter
from fractions import Fraction
from itertools import islice
from math import prod

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests import oracle
from tests.generators import RUBRIC, SCHOOLS, scenarios, unhurried
from tests.small import choice, run_of, scenario
from trainer.analysis.analysis import Analysis, analysed
from trainer.analysis.chances import at_least, reaches_cut
from trainer.analysis.explore import explore
from trainer.analysis.tally import layered, least, most, of_criteria
from trainer.content.scenario import Scenario
from trainer.engine.steps import begin, offered, step
from trainer.engine.story import ready
from trainer.errors import ContentError
from trainer.scoring.score import RunScore, observations, score

MOST_PATHS = 1_500


class Told:
    """Every path of a small scenario: its choices, how likely it is at random, and what its run scores."""

    def __init__(self, one: Scenario, school: frozenset[str]) -> None:
        story = ready(one, school)
        try:
            self.paths = list(islice(oracle.paths(one, school), MOST_PATHS + 1))
        except OverflowError:
            self.paths = []
        assume(0 < len(self.paths) <= MOST_PATHS)
        runs = [run_of(story, *path.made) for path in self.paths]
        self.runs = runs
        self.scores: list[RunScore] = [score(run, {"listening": RUBRIC}) for run in runs]
        self.counts = [Counter(each.criterion for each in observations(run)) for run in runs]
        self.chances = [
            prod(Fraction(1, len(oracle.offered(one, school, place))) for place in path.rested[:-1])
            for path in self.paths
        ]

    @property
    def means(self) -> list[Fraction]:
        return [each.mean for each in self.scores if each.mean is not None]

    def criterion(self, name: str) -> list[Fraction]:
        found = [each for score in self.scores for one in score.competencies for each in one.criteria]
        return [each.score for each in found if each.criterion == name and each.score is not None]


def only(one: Scenario, school: frozenset[str] = frozenset(), **more: int) -> Analysis:
    return next(each for each in analysed(one, Fraction(3), **more) if each.school == school)


@unhurried
@given(scenarios(), st.sampled_from(SCHOOLS))
def test_figures_are_those_of_every_path_listed(one: Scenario, school: frozenset[str]) -> None:
    told = Told(one, school)
    found = next((each for each in analysed(one, Fraction(3)) if each.school == school), None)
    assume(found is not None)
    assert found is not None
    assert found.paths == len(told.paths)
    assert {bar.score: bar.paths for bar in found.scores.distribution} == Counter(each.mean for each in told.scores)
    for bar in found.scores.distribution:
        pairs = zip(told.scores, told.chances, strict=True)
        assert bar.chance == pytest.approx(float(sum(chance for each, chance in pairs if each.mean == bar.score)))
    assert (found.scores.least, found.scores.greatest) == (min(told.means, default=None), max(told.means, default=None))
    for name, criterion in found.criteria.items():
        levels, counts = told.criterion(name), [each[name] for each in told.counts]
        assert (criterion.least, criterion.greatest) == (min(levels, default=None), max(levels, default=None))
        assert (criterion.fewest, criterion.most) == (min(counts), max(counts))
    lengths = [len(path.made) for path in told.paths]
    assert (found.lengths.decisions.shortest, found.lengths.decisions.longest) == (min(lengths), max(lengths))
    mean = sum(chance * length for chance, length in zip(told.chances, lengths, strict=True))
    assert found.lengths.decisions.mean == pytest.approx(float(mean))
    met = [{made.scene for made in run.line} for run in told.runs]
    assert set(found.anchors) == {id for id in set.intersection(*met) if not told.runs[0].story.scenes[id].is_repair}
    for outcome, chance in found.personas["random"].outcomes.items():
        pairs = zip(told.runs, told.chances, strict=True)
        assert chance == pytest.approx(float(sum(chance for run, chance in pairs if run.outcome == outcome)))
    for id, chance in found.meets.items():
        entered = [{place.scene for place in path.entered} for path in told.paths]
        pairs = zip(entered, told.chances, strict=True)
        assert chance == pytest.approx(float(sum(chance for scenes, chance in pairs if id in scenes)))


@unhurried
@given(scenarios(), st.sampled_from([Fraction(2), Fraction(3), Fraction(10, 3)]))
def test_the_bound_is_never_below_the_chance(one: Scenario, cut: Fraction) -> None:
    story = ready(one)
    chance, bound = reaches_cut(explore(story), cut), at_least(story, cut)
    assert chance is not None
    if bound is not None:
        assert bound.most >= chance - 1e-9
        assert not bound.exact or bound.most == pytest.approx(chance)


@unhurried
@given(scenarios(), st.sampled_from(SCHOOLS))
def test_the_explorer_does_what_offered_and_step_do(one: Scenario, school: frozenset[str]) -> None:
    reach = explore(ready(one, school))
    assert reach.states[0] == begin(reach.story)
    for state, ways in zip(reach.states, reach.ways, strict=True):
        assert [choice for choice, _ in ways] == list(offered(reach.story, state))
        assert [reach.states[to] for _, to in ways] == [step(reach.story, state, choice) for choice, _ in ways]


@unhurried
@given(scenarios())
def test_scores_that_are_too_many_are_sampled_between_the_same_ends(one: Scenario) -> None:
    whole, sampled = only(one), only(one, budget=0)
    assert whole.scores.exact
    assert not sampled.scores.exact
    assert (whole.scores.least, whole.scores.greatest) == (sampled.scores.least, sampled.scores.greatest)
    assert {bar.score for bar in sampled.scores.distribution} <= {bar.score for bar in whole.scores.distribution}


def two_decisions(**more: object) -> Scenario:
    """A slip and its repair, then a decision that looks at two things."""
    return scenario(
        {
            "one": {
                "looks_at": ["opening"],
                "go": "two",
                "choices": [
                    choice("well", 4),
                    choice("badly", 1, repair="mend"),
                    choice("advice", 2, say="You should go"),
                ],
            },
            "mend": {"choices": [choice("sorry", 3), choice("no", 1)]},
            "two": {
                "looks_at": ["opening", "reflecting"],
                "go": "good_end",
                "choices": [
                    choice("half", rate={"opening": 4, "reflecting": 3}),
                    choice("whole", rate={"opening": 4, "reflecting": 4}, say="A much longer thing to say"),
                ],
            },
        },
        **more,
    )


def test_a_case_worked_out_by_hand() -> None:
    found = only(two_decisions())
    assert (found.paths, found.states) == (8, 4)
    by_score = {bar.score: (bar.paths, bar.chance) for bar in found.scores.distribution}
    half, mended, bad = Fraction(1, 6), Fraction(1, 12), Fraction(1, 12)
    assert by_score == {
        Fraction(9, 4): (1, pytest.approx(float(bad))),
        Fraction(5, 2): (1, pytest.approx(float(bad))),
        Fraction(11, 4): (2, pytest.approx(float(half + mended))),
        Fraction(3): (2, pytest.approx(float(half + mended))),
        Fraction(15, 4): (1, pytest.approx(float(half))),
        Fraction(4): (1, pytest.approx(float(half))),
    }
    random, skilled = found.personas["random"], found.personas["skilled"]
    assert random.reaches_cut == pytest.approx(7 / 12)
    assert (skilled.reaches_cut, skilled.mean, skilled.outcomes) == (1.0, 4.0, {"good": 1.0})
    means = {name: persona.mean for name, persona in found.personas.items()}
    assert (means["first"], means["advises"], means["longest"], means["shortest"]) == (3.75, 2.75, 3.0, 3.75)
    assert (means["last"], means["second_longest"], means["reassures"]) == (3.0, 2.25, 3.75)
    assert found.criteria["opening"].least == Fraction(5, 2)
    assert (found.criteria["reflecting"].fewest, found.criteria["reflecting"].most) == (1, 1)
    assert found.anchors == ("one", "two")
    assert found.meets["mend"] == pytest.approx(1 / 3)
    assert {each.scene: each.spread for each in found.decides} == {"one": 0, "mend": 0, "two": 0}


def test_a_decision_met_again_counts_once() -> None:
    again = {
        "looks_at": ["opening"],
        "choices": [choice("on", 4, go="good_end"), choice("back", 2, go="one")],
    }
    found = only(scenario({"one": again}, bell={"after": 3, "go": "good_end"}))
    assert {bar.score: bar.paths for bar in found.scores.distribution} == {Fraction(4): 1, Fraction(2): 3}
    assert (found.criteria["opening"].fewest, found.criteria["opening"].most) == (1, 1)


def test_choices_alike_are_named() -> None:
    twins = [choice("a", 4, change={"trust": 1}), choice("b", 4, change={"trust": 1}), choice("c", 4)]
    found = only(scenario({"one": {"looks_at": ["opening"], "go": "good_end", "choices": twins}}))
    assert found.alike == (("one", "a", "b"),)


def test_a_scenario_too_large_is_sampled_and_says_so() -> None:
    found = only(two_decisions(), limit=1)
    assert (found.exact, found.scores.exact, found.paths) == (False, False, None)
    assert found.personas["random"].reaches_cut == pytest.approx(7 / 12, abs=0.02)
    assert found.personas["skilled"].mean == 4.0
    assert only(two_decisions(), limit=1).scores == found.scores


def test_a_role_reversal_is_not_scored() -> None:
    found = only(two_decisions(role="mentee"))
    assert [bar.score for bar in found.scores.distribution] == [None]
    assert found.personas["skilled"].mean is None


def test_paths_without_an_end_are_refused() -> None:
    circle = {"looks_at": ["opening"], "go": "one", "choices": [choice("a", 4), choice("b", 2)]}
    with pytest.raises(ContentError, match="for ever"):
        only(scenario({"one": circle}))
    stuck = {"choices": [choice("a", 4), choice("b", 2)]}
    with pytest.raises(ContentError, match="nowhere"):
        only(scenario({"one": stuck}))


def test_observations_of_some_criteria_are_counted() -> None:
    layer = layered(explore(ready(two_decisions())))
    assert (least(layer, of_criteria(frozenset({"opening"}))), most(layer, of_criteria(frozenset({"opening"})))) == (
        2,
        2,
    )
    assert least(layer, of_criteria(frozenset({"opening", "reflecting"}))) == 3
