"""JSON Schemas of what authors write, for editors; made from the models, and held fresh in `trainer/schema/`.

A line's speaker is a key, and some keys take one text or a list: there the file differs from the model, and
the schema says what the file has. Called by `trainer schema` and by the tests.
"""

import json
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

from trainer.content.case import Case
from trainer.content.certification import Certification
from trainer.content.rubric import Rubric
from trainer.content.scenario import Scenario
from trainer.content.walks import Walks

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_Schema = dict[str, Any]


def scenario_schema() -> _Schema:
    """The schema of a scenario file."""
    made = _made(Scenario)
    defs = made["$defs"]
    line = defs["Line"]
    speaker = line["properties"].pop("speaker")
    words = line["properties"].pop("text")
    line |= {
        "required": [],
        "minProperties": 1,
        "maxProperties": 3,
        "additionalProperties": False,
        "patternProperties": {
            speaker["pattern"]: words | {"description": f"{speaker['description']} {words['description']}"}
        },
    }
    choice = defs["Choice"]["properties"]
    for key, item in (("say", "Wording"), ("reply", "Line")):
        one = {"type": "string", "minLength": 1, "maxLength": 4000}
        many = {"type": "array", "items": {"$ref": f"#/$defs/{item}"}}
        kept = {name: value for name, value in choice[key].items() if name in ("description", "examples", "title")}
        choice[key] = kept | {"anyOf": [one, many]}
    return made


def rubric_schema() -> _Schema:
    """The schema of a rubric file."""
    return _made(Rubric)


def walks_schema() -> _Schema:
    """The schema of a file of walks."""
    return _made(Walks)


def certification_schema() -> _Schema:
    """The schema of a certification."""
    return _made(Certification)


def case_schema() -> _Schema:
    """The schema of a case."""
    return _made(Case)


SCHEMAS: dict[str, Callable[[], _Schema]] = {
    "scenario": scenario_schema,
    "rubric": rubric_schema,
    "walks": walks_schema,
    "certification": certification_schema,
    "case": case_schema,
}
"""The schemas by the name of what they describe."""


def as_text(schema: _Schema) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _made(model: type[BaseModel]) -> _Schema:
    made = model.model_json_schema(by_alias=True)
    return {"$schema": DRAFT, **_tidied(made)}


def _tidied(part: Any) -> Any:
    """Without null (a key is left out instead), with levels as keys, and without titles made from names."""
    if isinstance(part, list):
        return [_tidied(one) for one in part]
    if not isinstance(part, dict):
        return part
    part = {key: _tidied(value) for key, value in part.items() if not (key == "default" and value is None)}
    some = [one for one in part.get("anyOf", ()) if one != {"type": "null"}]
    if len(some) == 1:
        del part["anyOf"]
        part = some[0] | part
    elif some:
        part["anyOf"] = some
    if "patternProperties" in part:
        part.setdefault("additionalProperties", False)
        for one in part["patternProperties"].values():  # an editor says of `trust` what it says of `change`
            if "description" in part and "$ref" not in one:
                one.setdefault("description", part["description"])
    if isinstance(part.get("title"), str) and "properties" not in part:
        del part["title"]
    return part
