"""Every rule's own examples: a wrong one gives the rule's code and no other, a right one gives nothing."""

import re
from typing import Any

import pytest

from tests.content.examples import codes, library, put
from trainer.content.findings import Severity
from trainer.content.rules.rule import Rule
from trainer.content.rules.tables import RULES

WITHOUT_EXAMPLES = {"Y001", "Y002", "Y014", "Y015", "S008"}
"""Their examples would be too long or no text at all; `test_reader` has them."""

NOTES = {rule.code for rule in RULES if rule.severity is Severity.NOTE}

EXAMPLES = [
    pytest.param(rule, title, text, id=f"{rule.code}-{number}-{title}")
    for rule in RULES
    for number, (title, text) in enumerate(rule.page.examples)
]


def test_the_small_library_is_clean() -> None:
    assert codes(put("")) == set()
    assert codes(put("", kind="rubric"), "rubric") == set()
    assert codes(put("", kind="case"), "case") == set()


@pytest.mark.parametrize(("rule", "title", "text"), EXAMPLES)
def test_examples_give_what_they_say(rule: Rule[Any], title: str, text: str) -> None:
    kind = (re.findall(r"\((\w+)\)", title) or ["scenario"])[0]
    raw = rule.code[0] == "Y" or rule.code == "W203"
    found = codes(put(text, raw=raw, kind=kind), kind, books=library())
    if rule.severity is not Severity.NOTE:
        found -= NOTES
    assert found == ({rule.code} if title.startswith("Wrong") else set())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_pages_are_whole(rule: Rule[Any]) -> None:
    page = rule.page
    assert page.what.endswith(".")
    assert page.what[0].isupper() or page.what[0] == "`"
    titles = [title.split(" ")[0] for title, _ in page.examples]
    assert rule.code in WITHOUT_EXAMPLES or "Wrong" in titles
    assert re.fullmatch(r"[YSNMCKWRADG]\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)


def test_codes_and_names_are_given_once() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.slug for rule in RULES}) == len(RULES)


def test_wording_only_warns() -> None:
    assert {rule.severity for rule in RULES if rule.code[0] == "W"} == {Severity.WARNING}
