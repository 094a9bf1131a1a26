"""A scenario written as YAML that `reader` reads back: texts in double quotes, ids plain, two spaces a level.

Called by the importer and whoever else makes scenario files. It writes what it is given and knows no rules.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from trainer.content.rules.rule import Loc
from trainer.content.source import INVISIBLE

SCHEMA = "# yaml-language-server: $schema=../trainer/schema/scenario.json"
"""The first line of a scenario, by which editors know its keys."""

TO_WRITE = "# to write:"
"""Marks what an author still has to write; it can be searched for."""

_PLAIN = re.compile(r"[a-z][a-z0-9_]*")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_KEYS = frozenset(
    {
        "scenario", "competency", "level", "rubrics", "start", "id", "go", "repair", "looks_at", "criteria", "outcome",
        "adult", "pronouns", "from", "role", "topics", "sources", "critical",
    }
)  # fmt: skip
"""Keys behind which ids and fixed words stand, which need no quotes."""


def written(document: Mapping[str, Any], marks: Mapping[Loc, str] | None = None, first: str = SCHEMA) -> str:
    """The file of a document of groups of keys, lists, texts and numbers.

    `marks` are what is still to write, by the place of the group of keys that it belongs to; () is the whole file.
    """
    lines = [first] if first else []
    lines += _group(document, (), marks or {})
    return "\n".join(lines) + "\n"


def _group(group: Mapping[str, Any], loc: Loc, marks: Mapping[Loc, str]) -> Iterator[str]:
    if loc in marks:
        yield f"{TO_WRITE} {marks[loc]}"
    for key, value in group.items():
        at = (*loc, key)
        if isinstance(value, Mapping) and value:
            yield f"{key}:"
            yield from (f"  {line}" for line in _group(value, at, marks))
        elif isinstance(value, Sequence) and not isinstance(value, str) and value:
            yield from _list(key, value, at, marks)
        else:
            yield f"{key}: {_scalar(key, value)}"


def _list(key: str, values: Sequence[Any], loc: Loc, marks: Mapping[Loc, str]) -> Iterator[str]:
    if not any(isinstance(value, (Mapping, list, tuple)) for value in values) and key in _KEYS:
        yield f"{key}: [{', '.join(_scalar(key, value) for value in values)}]"
        return
    yield f"{key}:"
    for number, value in enumerate(values):
        if isinstance(value, Mapping) and value:
            inner = list(_group(value, (*loc, number), marks))
            if inner and inner[0].startswith(TO_WRITE):
                yield f"  {inner.pop(0)}"
            yield from (f"  {'  ' if at else '- '}{line}" for at, line in enumerate(inner))
        elif isinstance(value, Sequence) and not isinstance(value, str) and value:
            first, *rest = (line.removeprefix("  ") for line in list(_list("", value, (*loc, number), marks))[1:])
            yield from (f"  - {first}", *(f"    {line}" for line in rest))
        else:
            yield f"  - {_scalar(key, value)}"


def _scalar(key: str, value: Any) -> str:
    if isinstance(value, (Mapping, list, tuple)):
        return "{}" if isinstance(value, Mapping) else "[]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if key in _KEYS and _PLAIN.fullmatch(text) and text not in _WORDS:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes. Characters that nobody sees become spaces."""
    return json.dumps(INVISIBLE.sub(" ", text), ensure_ascii=False)
