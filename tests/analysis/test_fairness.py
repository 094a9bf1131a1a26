"""Each fairness rule's own examples, put into a small fair scenario; and figures in findings, worked out by hand."""

import re
from copy import deepcopy
from typing import Any

import pytest

from tests.content.examples import SCENARIO, codes, library, written
from tests.small import choice, scenario
from trainer.analysis.prove import PROOFS, judge
from trainer.analysis.rules.fairness import RULES, Check
from trainer.content.compile import check_bytes
from trainer.content.findings import Severity
from trainer.content.reader import read
from trainer.content.rules.rule import Rule

SHORT, MIDDLE, LONG = "Oh, {0}.", "So that was {0}.", "I saw you by the gate, and it was {0}."
DAYS: dict[str, tuple[tuple[int, int, int], tuple[str, str, str]]] = {
    "first_day": ((1, 4, 2), (MIDDLE, SHORT, LONG)),
    "second_day": ((4, 1, 2), (MIDDLE, LONG, SHORT)),
    "third_day": ((1, 2, 4), (MIDDLE, SHORT, LONG)),
    "fourth_day": ((2, 4, 1), (MIDDLE, SHORT, LONG)),
    "fifth_day": ((4, 2, 1), (LONG, MIDDLE, SHORT)),
}
"""The levels of each decision's choices, and how long their words are."""


def _decision(name: str, after: str) -> dict[str, Any]:
    levels, sayings = DAYS[name]
    choices = []
    for id, level, say in zip(("one", "two", "three"), levels, sayings, strict=True):
        choice: dict[str, Any] = {"id": id, "say": say.format(f"the {name.replace('_', ' ')}"), "level": level}
        choice["why"] = f"Number {id} on the {name.replace('_', ' ')}."
        choice |= {4: {"change": {"trust": 1}}, 1: {"change": {"trust": -1}, "repair": "take_back"}}.get(level, {})
        choices.append(choice)
    return {"lines": [{"mentee": "I'm fine."}], "looks_at": ["one"], "go": after, "choices": choices}


def _ending(outcome: str, title: str) -> dict[str, Any]:
    return {"ending": {"outcome": outcome, "title": title, "text": "You both go home."}}


FAIR: dict[str, Any] = {
    **SCENARIO,
    "meters": {"trust": {"start": 2, "min": 0, "max": 6, "label": "Trust"}},
    "start": "first_day",
    "allow": {"P012": "Other scenarios look at two."},
    "scenes": {
        **{name: _decision(name, after) for name, after in zip(DAYS, [*list(DAYS)[1:], "ends"], strict=True)},
        "take_back": {
            "lines": [{"mentee": "Was that needed?"}],
            "choices": [
                {"id": "keep", "say": "It was.", "level": 1, "why": "It stands between you."},
                {"id": "own_up", "say": "I said that too fast.", "level": 3, "why": "You took it back yourself."},
            ],
        },
        "ends": {
            "route": [
                {"when": "trust >= 5", "go": "good_end"},
                {"when": "trust >= 2", "go": "mixed_end"},
                {"go": "poor_end"},
            ]
        },
        "good_end": _ending("good", "Seen"),
        "mixed_end": _ending("mixed", "Later"),
        "poor_end": _ending("poor", "Alone"),
    },
}


def put(example: str) -> str:
    """The fair scenario with an example put into it."""
    data = deepcopy(FAIR)
    for path, value in (read("example", example.encode()).value or {}).items():
        *steps, last = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)]
        at: Any = data
        for step in steps:
            at = at[step]
        if value == "~delete":
            del at[last]
        else:
            at[last] = value
    return written(data)


EXAMPLES = [
    pytest.param(rule, title, text, id=f"{rule.code}-{number}-{title}")
    for rule in RULES
    for number, (title, text) in enumerate(rule.page.examples)
]


def test_the_fair_scenario_is_fair() -> None:
    assert codes(put(""), proofs=PROOFS) == set()


@pytest.mark.parametrize(("rule", "title", "text"), EXAMPLES)
def test_examples_give_what_they_say(rule: Rule[Check], title: str, text: str) -> None:
    assert codes(put(text), proofs=PROOFS) == ({rule.code} if title == "Wrong" else set())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_pages_are_whole(rule: Rule[Check]) -> None:
    assert rule.page.what.endswith(".")
    assert rule.page.why
    assert [title for title, _ in rule.page.examples] == ["Wrong", "Right"]


def test_only_what_is_told_to_no_adult_is_an_error() -> None:
    assert {rule.code for rule in RULES if rule.severity is Severity.ERROR} == {"F009", "F010"}


def test_a_warning_can_be_allowed_and_only_where_it_is_met() -> None:
    best_first = "scenes.fourth_day.choices[0].level: 4\nscenes.fourth_day.choices[1].level: 2\n"
    allow = "allow: {P012: Elsewhere., F002: For a walk through on paper.}\n"
    assert codes(put(best_first + allow), proofs=PROOFS) == set()
    assert codes(put(allow), proofs=PROOFS) == {"A002"}


def test_a_best_choice_that_is_never_the_longest_is_found() -> None:
    data = deepcopy(FAIR)
    scenes = data["scenes"]
    scenes["third_day"]["choices"][2]["say"] = "Mm, and then?"
    scenes["third_day"]["choices"][1]["say"] = LONG.format("long")
    scenes["fifth_day"]["choices"][0]["say"] = "And this?"
    found = check_bytes(f"{data['scenario']}.yaml", written(data).encode(), library(), PROOFS)
    assert any("the best choice has the longest words in none of 5 decisions" in one.message for one in found)


def test_a_path_error_comes_before_fairness() -> None:
    unreachable = "scenes.spare: {lines: [{mentee: Hello?}], go: ends}\nscenes.fourth_day.choices[0].level: 4\n"
    assert codes(put(unreachable), proofs=PROOFS) == {"P003"}


def test_a_very_long_conversation_is_judged_like_any_other() -> None:
    count = 1_500
    chain = {
        f"s{at}": {
            "looks_at": ["one"],
            "go": f"s{at + 1}" if at + 1 < count else "good_end",
            "choices": [choice("well", 4), choice("badly", 2)],
        }
        for at in range(count)
    }
    found = [rule.code for rule, _ in judge(scenario(chain), {"one": "listening"})]
    assert found.count("F005") == count
    assert {"F002", "F004", "F008"} <= set(found)
