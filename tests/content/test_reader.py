"""Slips of the hand: what is said, and where. Each text stands alone; `|` marks the place that is meant."""

import pytest

from tests.content.examples import library, put
from trainer.content.compile import check_bytes
from trainer.content.reader import read

SLIPS = [
    ("say: He said|: no", "Y005"),
    ("a:\n  - mentee: He said|: no", "Y005"),
    ("- {mentee: He said|: no}", "Y005"),
    ("say: |{{ mentee.name }} waits", "Y006"),
    ("say: |{{ mentee.name }}", "Y006"),
    ("say: |@home", "Y006"),
    ("say: |*hm* I see", "Y006"),
    ("say: |%", "Y006"),
    ("say: |[Sighs] I know", "Y006"),
    ("say: |> well", "Y006"),
    ("say: |*hm", "Y010"),
    ("say: |&hm x", "Y010"),
    ("say: |!stop it", "Y010"),
    ('say: "Hi"| she said', "Y007"),
    ("say: 'I'|m fine'", "Y007"),
    ('say: |"I am fine\ngo: there', "Y007"),
    ('say: |"I am fine\nwhy: "You waited."\ngo: x', "Y007"),
    ("a:\n|\tb: c", "Y004"),
    ("a:\n  b: c\n |d: e", "Y008"),
    ("a: [b, c\n|", "Y009"),
    ("a: b\n|---\nc: d", "Y011"),
    ("a: 1\nb: 2\n|a: 3", "Y012"),
    ("a: {b: 1, |b: 2}", "Y012"),
    ("? |[a]\n: b", "Y013"),
    ("|", "Y014"),
    ("# only a comment|", "Y014"),
    ("a: b|\x00c", "Y003"),
    ("a: b|\u2028c", "Y003"),
    ('a: |"\\e[31m"', "Y003"),
]


@pytest.mark.parametrize(("text", "code"), SLIPS, ids=lambda value: value[:24])
def test_slips_are_told_where_they_are(text: str, code: str) -> None:
    if code == "Y014":
        text = text.replace("|", "") + "|"
    line = text[: text.rindex("|") if code == "Y014" else text.index("|")]
    found = read("x.yaml", text.replace("|", "", 1).encode()).findings
    assert [finding.code for finding in found] == [code]
    if code not in ("Y014", "Y009"):
        expected = (line.count("\n") + 1, len(line.rpartition("\n")[2]) + 1)
        assert (found[0].place.line, found[0].place.column) == expected


def test_reading_goes_on_behind_a_slip() -> None:
    text = "a: one: two\nb: {{ x.y }}\nc: 1\nc: 2\nd: 'It's'\ne: *f\ng: fine\n"
    found = read("x.yaml", text.encode())
    assert [finding.code for finding in sorted(found.findings, key=lambda one: one.place.line)] == [
        *("Y005", "Y006", "Y012", "Y007", "Y010")
    ]
    assert found.value == {"a": "one: two", "b": "{{ x.y }}", "c": "1", "d": "'It's'", "e": "", "g": "fine"}


def test_every_value_is_text() -> None:
    text = "a: no\nb: 1:30\nc: 2026-01-01\nd: ~\ne: 007\nf:\n'g': \"1\"\n<<: {h: null}\n"
    assert read("x.yaml", text.encode()).value == {
        "a": "no",
        "b": "1:30",
        "c": "2026-01-01",
        "d": "~",
        "e": "007",
        "f": "",
        "g": "1",
        "<<": {"h": "null"},
    }


@pytest.mark.parametrize("text", ["\ufeffa: b\n", "a: b\r\n", "a: b\r", "%YAML 1.1\n---\na: b\n"])
def test_what_editors_add_does_no_harm(text: str) -> None:
    found = read("x.yaml", text.encode())
    assert found.value == {"a": "b"}
    assert found.findings == []


def test_bytes_that_are_no_text_have_a_place() -> None:
    (finding,) = read("x.yaml", b"a: b\r\nc: caf\xe9\n").findings
    assert (finding.code, finding.place.line, finding.place.column) == ("Y001", 2, 7)


def test_a_long_text_is_too_long() -> None:
    found = check_bytes("the_empty_seat.yaml", put(f"goal: {'word ' * 900}").encode(), library())
    assert [finding.code for finding in found or ()] == ["S008"]
