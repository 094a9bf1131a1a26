"""What `writer` writes, `reader` reads back as it was."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generators import documents
from trainer.content.reader import read
from trainer.content.scenario import Scenario
from trainer.content.source import INVISIBLE
from trainer.content.writer import TO_WRITE, written

WORD = st.text(max_size=40).map(lambda text: INVISIBLE.sub(" ", text))
IDS = st.sampled_from(["id", "go", "when", "level", "say", "text", "looks_at", "scenario", "mentee", "from"])
ODD = ["yes", "null", "1", "a_word", "~", "- x", "{{ a.b }}", "x: y", "a #b"]
VALUES = st.recursive(
    st.one_of(WORD, st.integers(-5, 5), st.sampled_from(ODD)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(IDS, inner, max_size=3)),
    max_leaves=12,
)  # fmt: skip


def as_text(value: Any) -> Any:
    """A value as the reader gives it: every scalar a text."""
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items()}
    return [as_text(one) for one in value] if isinstance(value, list) else str(value)


@given(st.dictionaries(IDS, VALUES, min_size=1, max_size=5))
def test_any_document_is_read_back(document: dict[str, Any]) -> None:
    found = read("file.yaml", written(document).encode())
    assert found.findings == []
    assert found.value == as_text(document)


@settings(max_examples=30, deadline=None)
@given(documents())
def test_a_scenario_is_read_back(document: dict[str, Any]) -> None:
    found = read("file.yaml", written(document).encode())
    assert found.findings == []
    assert Scenario.model_validate(found.value) == Scenario.model_validate(document)


def test_marks_stand_before_what_they_are_about() -> None:
    document = {"scenes": {"end": {"title": "x"}, "one": {"choices": [{"id": "a"}, {"id": "b", "say": "c"}]}}}
    marks = {(): "all", ("scenes", "end"): "this", ("scenes", "one", "choices", 1): "that"}
    lines = written(document, marks, first="").split("\n")
    assert [lines[at + 1].strip() for at, line in enumerate(lines) if TO_WRITE in line] == [
        "scenes:",
        'title: "x"',
        "- id: b",
    ]
