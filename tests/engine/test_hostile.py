"""What authors may write into `when` and `{{ }}` is little, and everything else is refused at once."""

import time

import pytest

from tests.small import choice, scenario, words
from trainer.content.conditions import ConditionError, compiled, parse, parts
from trainer.content.text import TextError, read
from trainer.engine.story import ready

CONDITIONS = [
    "-" * 398 + "1",
    "trust >= " + "-" * 380 + "1",
    "not " * 98 + "1>0",
    "+".join(["trust"] * 66) + ">1",
    "trust >= 10**999",
    "(trust := 3) > 1",
    "lambda: 1",
    "[x for x in trust]",
    "f'{trust}' > 1",
    "'a' * 10**9 > 1",
    "trust.__class__.__mro__ > 1",
    "trust[0] > 1",
    "__import__('os').system('true')",
    "chose(a.b.c)",
    "chose(*trust)",
    "chose(a.b, x=1)",
    "chose()",
    "visited(a.b)",
    "school(a, b)",
    "chose(a.b)(c)",
    "trust >= True",
    "trust >= 1e3",
    "trust >= 1j",
    "trust >= 0x10",
    "1or 2",
    "trust >= ...",
    "trust is 1",
    "1 in trust",
    "~trust > 1",
    "trust if trust else trust > 1",
    "await trust",
    "yield",
    "trust >= 3; 1",
    "trust >= 3 # and more",
    "trust >=\\\n3",
    "\U0001d42d\U0001d42b\U0001d42e\U0001d42c\U0001d42d >= 3",  # letters that Python reads as `trust`
    "tr\u00f6st >= 3",
    "trust >= \uff13",
    "trust \u2265 3",
    "trust\u00a0>= 3",
    "trust >= 3\x00",
    "trust",
    "3",
    "",
    "   ",
    "trust > 1" + " " * 400,
]


@pytest.mark.parametrize("when", CONDITIONS, ids=lambda when: ascii(when[:40]))
def test_a_when_that_is_not_of_the_language_is_refused_quickly(when: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ConditionError) as told:
        parse(when)
    assert time.perf_counter() - start < 0.1
    assert told.value.message
    assert 0 <= told.value.column <= len(when)


def test_the_largest_numbers_and_deepest_parts_that_may_be_are_answered() -> None:
    holds = [
        ("trust < " + "9" * 390, True),
        ("(" * 190 + "1" + ")" * 190 + ">0", True),
        ("not " * 28 + "trust > 1", True),
        ("trust " + "- 1 " * 28 + "< 0", True),
        ("1 < trust <= 2", True),
        ("\n trust\n >= 3\t", False),
    ]
    for when, expected in holds:
        condition = parse(when)
        told = compiled(condition, {"trust": 0}, {}, set())
        assert told((2,), 0) is expected
        assert all(parse(part.text) for part in parts(condition))
    assert [part.text for part in parts(parse("(trust>1)and not(chose(a.b)or visited(a))"))] == [
        "trust>1",
        "chose(a.b)",
        "visited(a)",
    ]


def test_names_are_placed_where_they_stand() -> None:
    when = "  trust > 1 and chose(a.b, c.d)"
    for asked in (*parse(when).meters, *parse(when).chose):
        assert when[asked.column : asked.column + asked.length] == asked.name


REFERENCES = [
    "{{ mentee.name.upper }}",
    "{{ mentee['name'] }}",
    "{{ mentee.name | upper }}",
    "{{ mentee.name() }}",
    "{{ 'a' * 10**9 }}",
    "{{ 'a'.center(10**9) }}",
    "{{ mentee }}",
    "{{ 3 }}",
    "{{ }}",
    "{{ mentee.name",
    "{% for x in mentee %}x{% endfor %}",
    "{% set x = 1 %}",
    "{% include '/etc/passwd' %}",
    "{% raw %}{{ x }}",
    "{#",
    "I am {# not #} here.",
    "{{ " + "(" * 3900 + " }}",
    "{{ " + "[" * 1900 + "]" * 1900 + " }}",
    "{{ " + "-" * 3900 + "1 }}",
    "{{ " + "not " * 900 + "1 }}",
    "{{ " + "9" * 3900 + " }}",
    '{{ "\\N{nothing}" }}',
    "{{ a if b else c }}",
    "{{ a ~ b }}",
    "{{ mentee.name }}{{ mentee.name + 'x' }}",
]


@pytest.mark.parametrize("text", REFERENCES, ids=lambda text: ascii(text[:40]))
def test_braces_that_are_no_reference_are_refused_quickly(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(TextError):
        read(text)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("word", ["__class__", "__init__", "words", "nam", "_word"])
def test_a_reference_reaches_only_the_words_of_the_table(word: str) -> None:
    said = words(scenario({"one": {"go": "good_end"}}))
    for person in ("mentee", "school", "nobody", "__class__"):
        with pytest.raises(TextError):
            said.say(f"Hello, {{{{ {person}.{word} }}}}.")
    assert said.say("{{ mentee.Their }} name, {{ mentee.name }}, is {braced}.") == "Her name, Amara, is {braced}."


def test_a_condition_that_cannot_be_read_is_no_story() -> None:
    with pytest.raises(ConditionError):
        ready(scenario({"one": {"go": "good_end", "choices": [choice("a", when="trust ** 9 > 1"), choice("b")]}}))
