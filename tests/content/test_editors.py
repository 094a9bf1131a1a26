"""Editors complete and check: each key is described, and the language server of VS Code finds the schema by itself."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.content.editor import MISSING, Editor
from trainer.cli.main import ended, main
from trainer.cli.wiring import Places
from trainer.content.library import open_library
from trainer.content.scenario import Choice, Scene

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = sorted((ROOT / "trainer" / "schema").glob("*.json"))
WRITTEN = [
    file
    for folder in ("scenarios", "rubrics")
    for file in sorted((ROOT / folder).glob("*.yaml"))
    if file.read_text("utf-8").startswith("# yaml-language-server: ")
]
needs_server = pytest.mark.skipif(
    MISSING, reason="node or yaml-language-server is not installed (`npm --prefix bench install`): no editor to ask"
)


def keys(schema: dict[str, Any], part: Any, at: str) -> Iterator[tuple[str, bool]]:
    """Every key that a schema knows, and whether an editor has something to say of it."""
    if isinstance(part, list):
        for number, one in enumerate(part):
            yield from keys(schema, one, f"{at}.{number}")
    if not isinstance(part, dict):
        return
    for kind in ("properties", "patternProperties"):
        for key, one in part.get(kind, {}).items():
            meant = schema["$defs"][one["$ref"].rpartition("/")[2]] if "$ref" in one else one
            yield f"{at}.{key}", bool(one.get("description") or meant.get("description"))
            yield from keys(schema, one, f"{at}.{key}")
    for key in part.keys() - {"properties", "patternProperties", "examples", "default"}:
        yield from keys(schema, part[key], f"{at}.{key}")


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.stem)
def test_each_key_of_a_schema_has_a_description(file: Path) -> None:
    schema = json.loads(file.read_text("utf-8"))
    found = dict(keys(schema, schema, file.stem))
    assert len(found) > 5
    assert [key for key, described in found.items() if not described] == []


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    opened = Editor(ROOT)
    yield opened
    opened.close()


@needs_server
@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.name)
def test_the_server_has_nothing_to_say_of_the_library(file: Path, editor: Editor) -> None:
    assert editor.open(file) == []


@needs_server
def test_keys_are_completed_and_explained_through_the_first_line(tmp_path: Path, editor: Editor) -> None:
    folder = tmp_path / "scenarios"
    shutil.copytree(ROOT / "trainer" / "schema", tmp_path / "trainer" / "schema")
    folder.mkdir()
    text = Path(open_library().scenarios["the_empty_seat"]).read_text("utf-8")
    first, _, rest = text.partition("\n")
    assert first == "# yaml-language-server: $schema=../trainer/schema/scenario.json"
    file = folder / "the_empty_seat.yaml"
    rest = rest.replace("\nsetting:", "\nseting:", 1).replace("level: 2", "level: 5", 1)
    file.write_text(f"{first}\n{rest}\n  added:\n    choices:\n      - id: one\n        \n    \n", "utf-8")
    found = {one["message"]: one["range"]["start"]["line"] for one in editor.open(file)}
    lines = file.read_text("utf-8").split("\n")
    assert "seting: " in lines[found["Property seting is not allowed."]]
    assert "level: 5" in lines[found["Value is above the maximum of 4."]]
    for line, model, column in ((len(lines) - 3, Scene, 4), (len(lines) - 4, Choice, 8)):
        offered = editor.completed(file, line, column)
        here = {"choices"} if model is Scene else {"id"}
        assert offered.keys() >= {name for name in model.model_fields if name not in here}
        for name in offered.keys() & model.model_fields.keys():
            assert offered[name].startswith(model.model_fields[name].description or "?")
    assert "The criteria that this decision observes, whatever is chosen." in editor.told(file, "looks_at")
    assert "What it adds to meters" in editor.told(file, "trust: 1")
    assert "A bounded whole number of the conversation." in editor.told(file, "trust: {start")


@needs_server
@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["scenario", "late", "--competency", "active_listening"], "late.yaml"),
        (["rubric", "hoping"], "hoping.yaml"),
        (["certification", "first_steps"], "first_steps.certification.yaml"),
    ],
    ids=lambda given: given[0] if isinstance(given, list) else "",
)
def test_a_new_file_finds_its_schema(words: list[str], name: str, tmp_path: Path, editor: Editor) -> None:
    places = Places()
    new = ["new", *words, "--into", str(tmp_path)]
    assert ended(lambda: main.main(new, standalone_mode=False, prog_name="trainer", obj=places), places) == 0
    file = tmp_path / name
    assert editor.open(file) == []
    shutil.copy(file, tmp_path / f"wrong_{name}")
    with (tmp_path / f"wrong_{name}").open("a", encoding="utf-8") as more:
        more.write("titel: x\n")
    assert [one["message"] for one in editor.open(tmp_path / f"wrong_{name}")] == ["Property titel is not allowed."]
