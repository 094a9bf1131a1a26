"""What runs score, worked out by hand, exactly."""

from fractions import Fraction
from typing import Any

import pytest

from tests.generators import RUBRIC
from tests.small import choice, run_of, scenario
from trainer.content.scenario import Scenario
from trainer.engine.events import Chose, Rewound
from trainer.engine.story import ready
from trainer.scoring.score import Critical, Observation, competency, level, percent, ratings, run_mean, score, word

BOTH = {"opening": 4, "reflecting": 4}
SCENES: dict[str, Any] = {
    "one": {
        "looks_at": ["opening"],
        "go": "two",
        "choices": [
            choice("skilled", 4),
            choice("weak", 2, repair="mend"),
            choice("slip", 1, repair="mend"),
            choice("pact", 1, repair="mend", critical="CE1"),
        ],
    },
    "mend": {"choices": [choice("own_up", 3), choice("half", 2), choice("keep", 1)]},
    "two": {
        "looks_at": ["opening", "reflecting"],
        "go": "three",
        "choices": [
            choice("skilled", rate=BOTH),
            choice("apart", rate={"opening": 3, "reflecting": 2}),
            choice("slip", rate={"opening": 1, "reflecting": 2}, repair="mend"),
            choice("again", rate=BOTH, go="one"),
            choice("half", rate={"opening": 1, "reflecting": 4}, repair="mend"),
        ],
    },
    "three": {
        "go": "good_end",
        "choices": [choice("a"), choice("b", go="told_nobody"), choice("c", 1, critical="CE3")],
    },
    "told_nobody": {"ending": {"outcome": "poor", "title": "Alone", "text": "It rings.", "critical": "CE2"}},
}
STORY = ready(scenario(SCENES, bell={"after": 9, "go": "good_end"}))
RUBRICS = {"listening": RUBRIC}  # opening weighs 3, reflecting 1


@pytest.mark.parametrize(
    ("refs", "levels", "mean", "listening"),
    [
        (["one.skilled", "two.apart"], [[4], [3, 2]], "13/4", [("opening", "7/2"), ("reflecting", "2")]),
        (["one.slip", "mend.own_up", "two.skilled"], [[2], [4, 4]], "3", [("opening", "3"), ("reflecting", "4")]),
        (["one.slip", "mend.half", "two.skilled"], [[1], [4, 4]], "5/2", [("opening", "5/2"), ("reflecting", "4")]),
        (["one.slip", "mend.keep"], [[1]], "1", [("opening", "1"), ("reflecting", None)]),
        (["one.slip"], [[1]], "1", [("opening", "1"), ("reflecting", None)]),  # left before its repair
        (["one.weak", "mend.own_up"], [[2]], "2", [("opening", "2"), ("reflecting", None)]),
        (["one.skilled", "two.slip", "mend.own_up"], [[4], [2, 2]], "3", [("opening", "3"), ("reflecting", "2")]),
        (["one.skilled", "two.half", "mend.own_up"], [[4], [2, 4]], "7/2", [("opening", "3"), ("reflecting", "4")]),
        (["one.skilled", "two.slip", "mend.keep"], [[4], [1, 2]], "11/4", [("opening", "5/2"), ("reflecting", "2")]),
        (  # both met again: the first time counts
            ["one.weak", "mend.keep", "two.again", "one.skilled", "two.apart", "three.a"],
            [[2], [4, 4]],
            "3",
            [("opening", "3"), ("reflecting", "4")],
        ),
        ([], [], None, [("opening", None), ("reflecting", None)]),
    ],
)
def test_scores_are_exact_means(
    refs: list[str], levels: list[list[int]], mean: str | None, listening: list[tuple[str, str | None]]
) -> None:
    told = score(run_of(STORY, *refs), RUBRICS)
    assert told.mean == (None if mean is None else Fraction(mean))
    (one,) = told.competencies
    assert [(each.criterion, each.score) for each in one.criteria] == [
        (name, None if value is None else Fraction(value)) for name, value in listening
    ]
    assert one.observations == sum(map(len, levels))
    weighed = [(3 if name == "opening" else 1, Fraction(value)) for name, value in listening if value is not None]
    expected = sum(w * v for w, v in weighed) / sum(w for w, _ in weighed) if weighed else None
    assert one.score == expected
    assert told.mean is None or isinstance(told.mean, Fraction)


def test_the_weighted_mean_in_numbers() -> None:
    (one,) = score(run_of(STORY, "one.skilled", "two.apart"), RUBRICS).competencies
    assert one.score == (3 * Fraction(7, 2) + 1 * 2) / 4 == Fraction(25, 8)


def test_evidence_names_the_decisions() -> None:
    (one,) = score(run_of(STORY, "one.slip", "mend.own_up", "two.apart"), RUBRICS).competencies
    assert one.criteria[0].evidence == (
        Observation("opening", 2, 0, "one", "slip"),
        Observation("opening", 3, 2, "two", "apart"),
    )


@pytest.mark.parametrize(
    ("refs", "critical"),
    [
        (["one.pact", "mend.own_up"], [("CE1", "one", "pact", True)]),
        (["one.pact", "mend.half"], [("CE1", "one", "pact", False)]),
        (["one.pact"], [("CE1", "one", "pact", False)]),
        (["one.skilled", "two.skilled", "three.b"], [("CE2", "told_nobody", None, False)]),
        (["one.skilled", "two.skilled", "three.c"], [("CE3", "three", "c", False)]),
        (["one.skilled", "two.skilled", "three.a"], []),
    ],
)
def test_a_critical_act_is_repaired_or_open(refs: list[str], critical: list[tuple[str, str, str | None, bool]]) -> None:
    found = score(run_of(STORY, *refs), RUBRICS).critical
    assert [(one.code, one.scene, one.choice, one.repaired) for one in found] == critical
    assert all(isinstance(one, Critical) for one in found)


def test_what_was_taken_back_does_not_count() -> None:
    run = run_of(STORY, "one.pact", "mend.keep")
    run.apply(Rewound(0))
    assert score(run, RUBRICS).mean is None
    run.apply(Chose("one", "skilled", ()))
    told = score(run, RUBRICS)
    assert (told.mean, told.critical) == (4, ())


def test_going_back_into_a_repair_mends_the_slip() -> None:
    run = run_of(STORY, "one.pact", "mend.keep")
    run.apply(Rewound(1))
    run.apply(Chose("mend", "own_up", ()))
    told = score(run, RUBRICS)
    assert (told.mean, [one.repaired for one in told.critical]) == (2, [True])


def test_a_repair_adds_no_observation_whatever_is_written_in_it() -> None:
    looking = {**SCENES, "mend": {**SCENES["mend"], "looks_at": ["opening"]}}
    assert score(run_of(ready(scenario(looking)), "one.slip", "mend.own_up"), RUBRICS).mean == 2


def test_a_role_reversal_and_a_rubric_that_is_not_there_are_not_scored() -> None:
    reversal = score(run_of(ready(scenario(SCENES, role="mentee")), "one.slip"), RUBRICS)
    assert (reversal.mean, reversal.competencies[0].observations) == (None, 0)
    assert score(run_of(STORY, "one.skilled"), {}).competencies == ()


def test_observations_of_several_runs_are_pooled() -> None:
    runs = [run_of(STORY, "one.skilled", "two.apart"), run_of(STORY, "one.slip")]
    pooled = [one for run in runs for each in score(run, RUBRICS).competencies[0].criteria for one in each.evidence]
    told = competency(RUBRIC, pooled)
    assert [each.score for each in told.criteria] == [Fraction(8, 3), Fraction(2)]
    assert told.score == (3 * Fraction(8, 3) + 2) / 4
    assert run_mean([]) is None


def a(**more: Any) -> tuple[Scenario, Any, Any]:
    written = scenario(
        {"one": {"looks_at": ["opening", "reflecting"], "go": "good_end", "choices": [choice("a", **more)]}}
    )
    return written, written.scenes["one"], written.scenes["one"].choices[0]


def test_a_level_is_the_lowest_of_its_ratings() -> None:
    _, scene, rated = a(rate={"opening": 4, "reflecting": 2})
    assert (ratings(scene, rated), level(scene, rated)) == ({"opening": 4, "reflecting": 2}, 2)
    _, scene, levelled = a(level=3)
    assert (ratings(scene, levelled), level(scene, levelled)) == ({"opening": 3, "reflecting": 3}, 3)
    _, scene, unrated = a()
    assert (ratings(scene, unrated), level(scene, unrated)) == ({}, None)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1", "Harmful"),
        ("149/100", "Harmful"),
        ("3/2", "Weak"),
        ("249/100", "Weak"),
        ("5/2", "Adequate"),
        ("4", "Skilled"),
    ],
)
def test_a_score_in_words_is_the_nearest_level(value: str, said: str) -> None:
    assert word(Fraction(value)) == said
    assert percent(Fraction(value)) == (Fraction(value) - 1) * 100 / 3
    assert percent(None) is None
