"""Findings from an earlier check: used while nothing has changed, and never trusted beyond that."""

import json
from pathlib import Path

import pytest

from trainer.content.findings import Finding, Place, Severity
from trainer.content.known import Known, fingerprint

FOUND = (Finding("N001", "unknown-scene", Severity.ERROR, "a.yaml", Place(3, 4, 5), "there is no scene", "Mend it."),)


def test_findings_come_back_with_the_path_of_today(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "findings.json"
    first = Known(file, b"salt")
    first.add(first.key("a.yaml", b"one"), FOUND)
    first.add(first.key("b.walks.yaml", b"two"), ())
    first.keep()
    again = Known(file, b"salt")
    assert again.has(again.key("a.yaml", b"one"))
    (finding,) = again.findings(again.key("a.yaml", b"one"), "elsewhere/a.yaml") or ()
    assert finding == Finding(
        *("N001", "unknown-scene", Severity.ERROR, "elsewhere/a.yaml"),
        *(FOUND[0].place,),
        "there is no scene",
        "Mend it.",
    )
    assert again.findings(again.key("b.walks.yaml", b"two"), "b") == ()


def test_any_change_makes_a_file_unknown(tmp_path: Path) -> None:
    file = tmp_path / "findings.json"
    known = Known(file, b"salt")
    known.add(known.key("a.yaml", b"one"), FOUND)
    known.keep()
    for salt, name, data in ((b"other", "a.yaml", b"one"), (b"salt", "b.yaml", b"one"), (b"salt", "a.yaml", b"two")):
        again = Known(file, salt)
        assert not again.has(again.key(name, data))


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"x": 3}', '{"x": [[1]]}', '{"x": [["a","b","bad",1,1,1,"",""]]}'])
def test_a_damaged_file_is_forgotten(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "findings.json"
    file.write_text(damage)
    known = Known(file, b"salt")
    assert not known.has("x")
    known.add("y", ())
    known.keep()
    assert json.loads(file.read_text()) == {"y": []}


def test_a_directory_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    known = Known(tmp_path / "file" / "findings.json", b"salt")
    known.add("x", FOUND)
    known.keep()


def test_named_files_are_part_of_what_findings_depend_on(tmp_path: Path) -> None:
    rubric = tmp_path / "rubric.yaml"
    rubric.write_text("one")
    before = fingerprint([rubric])
    assert fingerprint([rubric]) == before
    rubric.write_text("two")
    assert fingerprint([rubric]) != before
