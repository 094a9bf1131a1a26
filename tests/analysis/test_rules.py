"""Each path rule's own examples, put into the small scenario of the content rules' tests; and the largest proof."""

import time
from typing import Any

import pytest

from tests.content.examples import SCENARIO, codes, put
from tests.small import choice, scenario
from trainer.analysis.explore import LARGEST_PROOF, explore, reaches
from trainer.analysis.proof import Proof
from trainer.analysis.prove import prove
from trainer.analysis.rules.paths import (
    RULES,
    Check,
    criterion_not_observed,
    line_never_shown,
    no_skilled_choice,
    no_way_on,
    too_few_choices,
    unreachable_scene,
)
from trainer.content.compile import Proofs
from trainer.content.rules.rule import Rule
from trainer.content.rules.tables import RULES as CONTENT_RULES
from trainer.content.scenario import Scenario
from trainer.engine.story import ready

PROOFS = Proofs(RULES, prove)
ELSEWHERE = "allow: {P012: Other scenarios look at two.}\n"
"""The small scenario looks at one of its rubric's two criteria."""

EXAMPLES = [
    pytest.param(rule, title, text, id=f"{rule.code}-{number}-{title}")
    for rule in RULES
    for number, (title, text) in enumerate(rule.page.examples)
]


@pytest.mark.parametrize(("rule", "title", "text"), EXAMPLES)
def test_examples_give_what_they_say(rule: Rule[Check], title: str, text: str) -> None:
    allowed = "" if rule.code == "P012" else ELSEWHERE
    assert codes(put(allowed + text), proofs=PROOFS) == ({rule.code} if title == "Wrong" else set())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_pages_are_whole(rule: Rule[Check]) -> None:
    assert rule.page.what.endswith(".")
    assert rule.page.why
    assert rule.code == "P002" or [title for title, _ in rule.page.examples] == ["Wrong", "Right"]


def test_codes_and_names_are_given_once() -> None:
    rules = [*RULES, *CONTENT_RULES]
    assert len({rule.code for rule in rules}) == len({rule.slug for rule in rules}) == len(rules)


def test_a_warning_of_a_path_can_be_allowed_and_an_error_not() -> None:
    assert codes(put(ELSEWHERE), proofs=PROOFS) == set()
    assert codes(put(""), proofs=PROOFS) == {"P012"}
    spare = 'scenes.spare: {lines: [{mentee: "Hello?"}], go: good_end}\n'
    assert "P003" in codes(put("allow: {P003: Because., P012: Elsewhere.}\n" + spare), proofs=PROOFS)


def proof(given: Scenario, *criteria: str) -> Proof:
    return Proof(given, reaches(given), frozenset(criteria))


def test_a_proof_holds_at_every_kind_of_school() -> None:
    asking = [choice("a", 4), choice("b", 2, when="not school(peer_asks_directly)")]
    given = scenario({"one": {"go": "good_end", "looks_at": ["one"], "choices": asking}})
    (said,) = too_few_choices.check(proof(given))
    assert said.loc == ("scenes", "one", "choices")
    assert said.message == ("only one choice is on offer when trust is 2 and the school's peer_asks_directly is yes")


def test_a_state_is_told_in_words() -> None:
    choices = [choice("a", 4, when="not chose(one.b)"), choice("b", 2)]
    scenes = {"one": {"go": "two", "choices": [choice("a"), choice("b", change={"trust": -1})]}}
    given = scenario({**scenes, "two": {"go": "good_end", "looks_at": ["one"], "choices": [*choices, choice("c", 3)]}})
    (said,) = no_skilled_choice.check(proof(given))
    assert said.message == "no choice of level 4 is on offer when trust is 1 and one.b came before"


def test_what_leads_nowhere_is_found_and_counts_as_reached() -> None:
    scenes: dict[str, Any] = {
        "one": {"choices": [choice("a", go="ring"), choice("b", go="gap"), choice("c", go="good_end")]},
        "ring": {"go": "round"},
        "round": {"go": "ring"},
        "gap": {"route": [{"when": "trust > 3", "go": "good_end"}]},
    }
    given = proof(scenario(scenes))
    stuck = {one.loc[1]: one.message for one in no_way_on.check(given)}
    assert set(stuck) - {"ring", "round"} == {"gap"}
    assert len(stuck) == 2
    assert stuck["gap"].endswith("none of its ways on holds")
    assert list(unreachable_scene.check(given)) == []
    nowhere = proof(scenario({"one": {"route": [{"when": "trust > 3", "go": "good_end"}]}}))
    assert [one.loc for one in no_way_on.check(nowhere)] == [("scenes", "one")]


def test_a_wording_behind_one_that_always_holds_is_never_shown() -> None:
    say = [{"text": "First."}, {"text": "Second."}, {"text": "Third.", "when": "trust == 2"}]
    given = scenario({"one": {"go": "good_end", "choices": [choice("a", say=say), choice("b")]}})
    at = ("scenes", "one", "choices", 0, "say")
    assert [one.loc for one in line_never_shown.check(proof(given))] == [(*at, 1, "text"), (*at, 2, "when")]


def test_a_role_reversal_is_not_scored_and_needs_no_key() -> None:
    scene = {"go": "good_end", "looks_at": ["one"], "choices": [choice("a", 3), choice("b", 2)]}
    for role, found in (("mentor", 1), ("mentee", 0)):
        given = proof(scenario({"one": scene}, role=role), "two")
        assert len(list(no_skilled_choice.check(given))) == found
        assert len(list(criterion_not_observed.check(given))) == found


def large(meters: int) -> Scenario:
    """A talk that goes round one scene, whose meters each count to 9: ten states to the power of the meters."""
    names = [f"m{number}" for number in range(meters)]
    choices = [choice(name, 4, change={name: 1}) for name in names]
    gauges = {name: {"start": 0, "min": 0, "max": 9, "label": name} for name in names}
    lines = [{"mentee": "Hm.", "when": f"{name} > 8"} for name in names]
    hub = {"lines": lines, "looks_at": ["one"], "go": "hub", "choices": choices}
    return scenario({"hub": hub}, meters=gauges)


def test_a_scenario_too_large_to_prove_says_so_and_nothing_else_and_soon() -> None:
    start = time.perf_counter()
    said = [(rule.code, one.loc) for rule, one in prove(large(6), frozenset({"one", "two"}))]
    assert said == [("P002", ("scenes",))]
    assert time.perf_counter() - start < 10


def test_the_largest_proof_is_exact() -> None:
    assert explore(ready(large(2)), limit=100).complete
    assert not explore(ready(large(2)), limit=99).complete
    assert len(explore(ready(large(3))).states) == 1000 < LARGEST_PROOF


def test_the_small_scenario_is_the_one_the_examples_speak_of() -> None:
    assert set(SCENARIO["scenes"]) == {"arrival", "take_back", "next_day", "good_end", "poor_end"}
