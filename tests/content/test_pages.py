"""What is made from models and rules is fresh: schemas, `docs/format.md`, `docs/findings.md`."""

import json
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter

from docs.contents import contents_page
from trainer.analysis.prove import RULES as PATHS
from trainer.content.format import PARTS, format_page, in_yaml
from trainer.content.manual import FAMILIES, explained, findings_page, listing
from trainer.content.reader import read
from trainer.content.roster.rules import RULES as LISTS
from trainer.content.rules.tables import RULES
from trainer.content.schema import SCHEMAS, as_text
from trainer.content.twee.rules import RULES as TWEE

ROOT = Path(__file__).resolve().parents[2]
FIELDS = [
    pytest.param(model, name, id=f"{model.__name__}.{name}") for _, model, _ in PARTS for name in model.model_fields
]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_files_are_fresh(name: str) -> None:
    assert (ROOT / "trainer" / "schema" / f"{name}.json").read_text("utf-8") == as_text(SCHEMAS[name]())


def test_the_librarys_table_is_fresh() -> None:
    """`make docs` writes it anew."""
    assert (ROOT / "scenarios" / "README.md").read_text("utf-8") == contents_page()


def test_documents_are_fresh() -> None:
    assert (ROOT / "docs" / "format.md").read_text("utf-8") == format_page()
    assert (ROOT / "docs" / "findings.md").read_text("utf-8") == findings_page((*RULES, *PATHS, *TWEE, *LISTS))


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_every_key_has_a_description_and_an_example_that_is_right(model: Any, name: str) -> None:
    field = model.model_fields[name]
    assert field.description
    assert field.examples
    written = read("example", f"key: {in_yaml(field.examples[0])}\n".encode()).value["key"]
    TypeAdapter(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation).validate_python(
        written
    )


def test_scenario_schema_says_what_the_file_has() -> None:
    schema = json.loads(as_text(SCHEMAS["scenario"]()))
    assert "speaker" not in schema["$defs"]["Line"]["properties"]
    assert set(schema["required"]) > {"scenario", "title", "start", "scenes"}
    assert "null" not in as_text(schema)


def test_manual_names_every_rule() -> None:
    page, lines = findings_page(RULES), listing(RULES).splitlines()
    assert len(lines) == len(RULES)
    assert {rule.code[0] for rule in RULES} <= FAMILIES.keys()
    for rule in RULES:
        assert f"### {rule.code} {rule.slug}\n" in page
        assert f"\n| [{rule.code}](#{rule.code.lower()}-{rule.slug}) | {rule.severity} | " in page
        assert explained(rule).startswith(f"{rule.code} {rule.slug} ({rule.severity})\n\n{rule.page.what}")
