"""Whatever a file holds, it gets findings with places inside it: never an exception, never a control code."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.examples import SCENARIO, library, written
from trainer.analysis.prove import prove
from trainer.analysis.rules.paths import RULES as PATHS
from trainer.content.compile import Proofs, check_bytes
from trainer.content.findings import Severity
from trainer.content.library import open_library
from trainer.content.render import render
from trainer.content.shelf import built_in
from trainer.content.source import decode

PROOFS = Proofs(PATHS, prove)
SMALL = library()
REAL = open_library()
FILES = [path.read_bytes() for path in (*built_in().scenarios, *built_in().named)]
NAMES = st.sampled_from(
    ["the_empty_seat.yaml", "sources.yaml", "critical_acts.yaml", "school.yaml", "the_empty_seat.walks.yaml"]
)
MARKS = [": ", " #", "{{", "}}", "- ", "\n", "\n  ", "\t", '"', "'", "[", "]", "{", "}", ",", "|", ">", "&a", "*a"]
ODD = ["!t", "? ", "---\n", "%", "@", "`", "\\", "\x00", "\x1b[31m", "\u2028", "\u202e", "\ud7ff", "é", "語", "\r\n"]
WORDS = ["walks: {a: ", "scenario: x\n", "scenes:\n", "choices:", "when: ", "go: a", "say: ", "level: 4", "<<: "]
SIGNS = st.sampled_from([*MARKS, *ODD, *WORDS])
SOUP = st.lists(SIGNS, max_size=40).map("".join)


def looked_at(path: str, data: bytes, books=SMALL) -> None:
    """Check a file and hold what is promised of every finding."""
    beside = written(SCENARIO).encode() if path.endswith(".walks.yaml") else None
    findings = check_bytes(path, data, books, PROOFS, beside) or ()
    source = decode(path, data)[0]
    for finding in findings:
        place = finding.place
        assert 1 <= place.line <= len(source.lines)
        width = max(len(source.lines[place.line - 1]), 1)
        assert 1 <= place.column <= width
        assert 1 <= place.length <= width - place.column + 1
        assert finding.message
        assert not finding.message.endswith(".")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", render(finding, source.text))


@given(NAMES, st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_findings(name: str, data: bytes) -> None:
    looked_at(name, data)
    looked_at(name, b"scenario: the_empty_seat\n" + data)


@given(NAMES, SOUP)
@settings(max_examples=500, deadline=None)
def test_any_yaml_like_text_gives_findings(name: str, text: str) -> None:
    looked_at(name, text.encode())
    looked_at(name, ("scenario: the_empty_seat\nscenes: " + text).encode())


@given(st.sampled_from(FILES), st.data())
@settings(max_examples=250, deadline=None)
def test_damaged_library_files_give_findings(data: bytes, draw: st.DataObject) -> None:
    lines = data.splitlines(keepends=True)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(lines) - 1))
        other = draw.draw(st.integers(0, len(lines) - 1))
        match draw.draw(st.sampled_from(["delete", "double", "swap", "soup", "cut", "dedent"])):
            case "delete":
                lines[at] = b""
            case "double":
                lines[at] *= 2
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "soup":
                lines[at] = lines[at].rstrip() + draw.draw(SOUP).encode() + b"\n"
            case "cut":
                lines[at] = lines[at][: draw.draw(st.integers(0, 60))]
            case "dedent":
                lines[at] = lines[at].lstrip()
    looked_at("the_empty_seat.yaml", b"".join(lines), REAL)


VALUES = st.recursive(
    st.sampled_from(
        ["", "4", "-1", "99999999999999999999", "trust >= 1", "chose(", "arrival", "take_back", "{{ x.y }}"]
    )
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "go", "text", "4"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_any_value_anywhere_gives_findings(draw: st.DataObject) -> None:
    """The scenario with one value, anywhere in it, replaced by another."""

    def replaced(value: object) -> object:
        keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
        if not keys or draw.draw(st.integers(0, 3)) == 0:
            return draw.draw(VALUES)
        key = draw.draw(st.sampled_from(keys))
        copy = dict(value) if isinstance(value, dict) else list(value)
        copy[key] = replaced(copy[key])
        return copy

    scenario = replaced(SCENARIO)
    looked_at("the_empty_seat.yaml", written(scenario if isinstance(scenario, dict) else SCENARIO).encode())


@pytest.mark.parametrize(
    "deep", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "a:\n" + " [" * 5000]
)
def test_hostile_nesting_is_refused(deep: str) -> None:
    findings = check_bytes("the_empty_seat.yaml", b"scenario: x\nscenes: " + deep.encode(), SMALL) or ()
    assert {finding.severity for finding in findings} == {Severity.ERROR}


def test_hostile_size_is_refused() -> None:
    for data in (b"a" * 2_000_000, b"scenario: [" + b"x," * 60_000 + b"x]"):
        assert next(finding.code for finding in check_bytes("x.yaml", data, SMALL) or ()) == "Y002"


def test_the_real_library_is_clean() -> None:
    shelf = built_in()
    for path in (*shelf.scenarios, *shelf.named):
        assert check_bytes(Path(path).name, path.read_bytes(), REAL, PROOFS) == ()
