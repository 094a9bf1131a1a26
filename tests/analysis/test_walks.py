"""Walks are the engine's own runs, what they visit is counted, and what is not as expected is said at its place."""

from fractions import Fraction

import pytest
from hypothesis import given

from tests import oracle
from tests.generators import scenarios, unhurried
from tests.properties.test_engine_proofs import shown
from tests.small import choice, scenario
from trainer.analysis import personas, walks
from trainer.analysis.coverage import Part, items_of
from trainer.analysis.explore import schools
from trainer.analysis.routes import MANNERS, routes
from trainer.analysis.walks import chance_to_pass
from trainer.content.rules.rule import Loc
from trainer.content.scenario import Scenario
from trainer.content.walks import PERSONAS, Walks, bound, chance
from trainer.engine.story import ready

SMALL = scenario(
    {
        "first": {
            "looks_at": ["opening"],
            "go": "turn",
            "choices": [
                choice("ask", 4, change={"trust": 1}, reply=[{"mentee": "Oh.", "when": "trust >= 3"}]),
                choice("pact", 1, critical="CE1", repair="back", change={"trust": -1}),
                choice("direct", 2, when="school(peer_asks_directly)"),
            ],
        },
        "back": {"choices": [choice("own", 3), choice("keep", 1)]},
        "turn": {"route": [{"when": "trust >= 3", "go": "second"}, {"go": "poor_end"}]},
        "second": {
            "lines": [{"mentee": "You asked.", "when": "chose(first.ask)"}],
            "looks_at": ["opening", "reflecting"],
            "go": "good_end",
            "choices": [
                choice("sum", say=[{"text": "It was so.", "when": "trust > 9"}, {"text": "So."}], level=4),
                choice("part", rate={"opening": 3, "reflecting": 2}),
            ],
        },
        "poor_end": {"ending": {"outcome": "poor", "title": "Alone", "text": "The bell.", "critical": "CE2"}},
    }
)


def taken(walk: dict[str, object], **expected: object) -> walks.Tested:
    """One walk of the small scenario."""
    return walks.tested(SMALL, Walks.model_validate({"walks": {"one": walk}, "personas": expected}))


def said(walk: dict[str, object]) -> dict[str, str]:
    """What is not as expected of one walk: by its place below the walk."""
    (result,) = taken(walk).results
    return {".".join(map(str, unmet.loc[2:])): unmet.message for unmet in result.unmet}


ALL_HOLDS = [
    {
        "choose": ["first.ask", "second.part"],
        "ends": "good_end",
        "outcome": "good",
        "meters": {"trust": "3"},
        "score": "3.25",
        "levels": {"opening": "at least 3.5", "reflecting": "2"},
        "critical": {},
    },
    {"choose": ["first.pact", "back.own"], "score": "2", "critical": {"CE1": "repaired", "CE2": "open"}},
    {"choose": ["first.pact", "back.keep"], "score": "1", "critical": {"CE1": "open", "CE2": "open"}},
    {"choose": ["first.pact"], "ends": "back", "meters": {"trust": "under 2"}},
    {"choose": ["first.direct"], "school": ["peer_asks_directly"], "ends": "poor_end", "outcome": "poor"},
    {"choose": []},
]


@pytest.mark.parametrize("walk", ALL_HOLDS, ids=lambda walk: " ".join(walk["choose"]))
def test_what_is_so_is_as_expected(walk: dict[str, object]) -> None:
    assert said(walk) == {}


def test_what_is_not_so_is_said_with_what_happened_instead() -> None:
    wrong = {
        "choose": ["first.ask", "second.part"],
        "ends": "poor_end",
        "outcome": "mixed",
        "meters": {"trust": "at most 2"},
        "score": "3.26",
        "levels": {"opening": "over 3.5"},
        "critical": {"CE1": "open"},
    }
    assert said(wrong) == {
        "ends": "the conversation has ended at `good_end`, not at `poor_end`",
        "outcome": "the outcome is good, not mixed",
        "meters.trust": "`trust` is 3, not at most 2",
        "score": "the score is 3.25, not 3.26",
        "levels.opening": "`opening` is 3.5, not over 3.5",
        "critical.CE1": "there is no critical act CE1 on this walk, and one open was expected",
    }
    short = {"choose": ["first.pact"], "outcome": "good", "levels": {"reflecting": "4"}, "critical": {}}
    assert said(short) == {
        "outcome": "it has no outcome: the conversation is at `back`, not good",
        "levels.reflecting": "`reflecting` is not observed on this walk, and 4 was expected",
        "critical": "CE1 is open, and was not expected",
    }
    mended = {"choose": ["first.pact", "back.own"], "critical": {"CE1": "open", "CE2": "open"}}
    assert said(mended) == {"critical.CE1": "CE1 is repaired, not open"}


@pytest.mark.parametrize(
    ("choose", "message"),
    [
        (["second.sum"], "`second.sum` is not on offer: the conversation is at `first`"),
        (["first.direct"], "`first.direct` is not on offer: the conversation is at `first`"),
        (
            ["first.ask", "second.sum", "first.ask"],
            "`first.ask` is not on offer: the conversation has ended at `good_end`",
        ),
    ],
)
def test_a_walk_stops_at_what_is_not_on_offer(choose: list[str], message: str) -> None:
    assert said({"choose": choose, "ends": "first", "score": "1"}) == {f"choose.{len(choose) - 1}": message}


def test_what_is_visited_and_what_is_not() -> None:
    coverage = taken({"choose": ["first.ask", "second.part"]}).coverage
    assert {part: coverage.of(part) for part in Part} == {
        Part.SCENE: (4, 6),
        Part.CHOICE: (2, 7),
        Part.BRANCH: (1, 2),
        Part.LINE: (2, 3),
    }
    assert [item.name for item in coverage.missed] == [
        *("back", "poor_end"),
        *("first.pact", "first.direct", "back.own", "back.keep", "second.sum"),
        "turn to poor_end otherwise",
        'second: "It was so."',
    ]


def test_the_last_wording_counts_where_another_comes_first() -> None:
    """A wording without `when` is no conditional line, and a reply counts only when its choice was made."""
    lines = {item.name for item in items_of(SMALL) if item.part is Part.LINE}
    assert lines == {'first: "Oh."', 'second: "You asked."', 'second: "It was so."'}
    assert taken({"choose": []}).coverage.of(Part.LINE) == (0, 3)


def test_personas_are_the_ones_of_the_analysis() -> None:
    assert PERSONAS == personas.PERSONAS


def test_what_is_expected_of_personas() -> None:
    # random: ask (1/2) then 4 or 2.5 pass either way (4, 3.25); pact and its repair never reach 3
    story = ready(SMALL)
    assert chance_to_pass(story, "random", Fraction(3)) == Fraction(1, 2)
    assert chance_to_pass(story, "random", Fraction(4)) == Fraction(1, 4)
    assert chance_to_pass(story, "skilled", Fraction(4)) == 1
    assert chance_to_pass(story, "last", Fraction(3)) == 0
    held = {name: {"passes": "never"} for name in ("first", "last", "reassures")}
    held |= {"skilled": {"passes": "always"}, "random": {"passes": "at most 50 %"}}
    results = taken({"choose": []}, **held).results
    assert [one.name for one in results if not one.passed] == ["first", "reassures"]  # both take the first: a 4


def test_an_expectation_holds_at_every_kind_of_school() -> None:
    (_, random) = taken({"choose": []}, random={"passes": "at least 50 %"}).results
    (unmet,) = random.unmet
    assert unmet.loc == ("personas", "random", "passes")
    assert unmet.message == (
        "random passes in 33.3 % of runs at a school where peer_asks_directly is yes, not at least 50 %"
    )


def test_figures_are_read() -> None:
    held = ["3", "at least 3", ">= 3", "at most 3", "over 2.99", "< 4", " 3.00 "]
    assert all((read := bound(text)) is not None and read.holds(Fraction(3)) for text in held)
    assert [bound(text) for text in ("", "three", "3/1", "about 3", "1e9", "3 %", "٣")] == [None] * 7
    third = bound("3.67")
    assert third is not None
    assert third.holds(Fraction(11, 3))
    assert not third.holds(Fraction(366, 100))
    quarter = chance("< 25 %")
    assert quarter is not None
    assert (quarter.holds(Fraction(1, 4)), quarter.holds(Fraction(249, 1000))) == (False, True)
    always = chance("always")
    assert always is not None
    assert not always.holds(Fraction(999_999, 1_000_000))
    assert [chance(text) for text in ("25 %", "< 25", "often", "over 120 %")] == [None] * 4


@unhurried
@given(scenarios())
def test_the_walks_that_are_written_visit_whatever_some_path_visits(made: Scenario) -> None:
    found = routes(made)
    listed = {f"w{at}": {"choose": one.choose, "school": sorted(one.school)} for at, one in enumerate(found)}
    done = walks.tested(made, Walks.model_validate({"walks": listed}))
    assert all(result.passed for result in done.results)
    assert done.coverage.seen == frozenset().union(*(one.visits for one in found))
    paths = [(school, path) for school in schools(made) for path in oracle.paths(made, school)]
    there: set[Loc] = {("scenes", place.scene) for _, path in paths for place in path.entered}
    there = there.union(*(shown(made, school, path) for school, path in paths))
    for item in items_of(made):
        place = item.loc[:-1] if item.loc[-1] == "when" else item.loc
        assert (item.loc in done.coverage.seen) == (place in there) or item.loc[-1] == "text"
    assert found[0].name == "skilled"
    assert len({one.choose for one in found}) == len(found) or len(list(schools(made))) > 1
    assert {one.name for one in found if not one.name.startswith("to_")} <= MANNERS.keys()
