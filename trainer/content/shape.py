"""From lists, keys and texts to a model, or to every way in which the file has not its shape.

Pydantic does the work; its complaints become findings through `rules.shape.KINDS`. Called by
`content.compile`.
"""

from collections.abc import Iterable
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from trainer.content.findings import Finding, Severity
from trainer.content.reader import Read
from trainer.content.rules.rule import Loc, Rule
from trainer.content.rules.shape import KINDS, Wrong, missing_key, wrong_kind
from trainer.content.scenario import Line

M = TypeVar("M", bound=BaseModel)

_UNION = ("str", "PronounSet")
"""What pydantic puts into a place where a value may be either of two types."""


def shaped(opened: Read, model: type[M]) -> tuple[M | None, list[Finding]]:
    """The first gate's second half: a model, or every way in which the file has not its shape.

    Where its syntax breaks off, what is missing may well stand behind: only the break is told.
    """
    findings = list(opened.findings)
    broken = any(finding.severity is Severity.ERROR for finding in findings)
    if opened.value is None:
        return None, findings
    try:
        return model.model_validate(opened.value), findings
    except ValidationError as error:
        seen: set[tuple[Rule[Any], Loc]] = set()
        for wrong in _wrongs(error, model):
            rule = KINDS.get(wrong.kind, wrong_kind)
            rule = wrong_kind if wrong.given == "" and rule is not KINDS["string_too_short"] else rule
            if (rule, wrong.loc) not in seen and not (broken and rule is missing_key):
                seen.add((rule, wrong.loc))
                findings.append(opened.finding(rule, rule.check(wrong)))
        return None, findings


def _wrongs(error: ValidationError, model: type[BaseModel]) -> Iterable[Wrong]:
    for one in error.errors(include_url=False):
        loc: Loc = one["loc"]
        if any(tag in loc for tag in _UNION):
            if ("str" in loc) == isinstance(one["input"], dict) and one["type"] == "string_type":
                continue
            if "PronounSet" in loc and one["type"].startswith("model_"):
                continue
            loc = tuple(step for step in loc if step not in _UNION)
        keys = _keys_at(model, loc[:-1]) if one["type"] == "extra_forbidden" else ()
        kind = one["type"]
        if kind.startswith("model_") and _model_at(model, loc) is Line:
            kind = "value_error"
        yield Wrong(loc, kind, one["input"], one.get("ctx", {}), keys)


def _keys_at(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """The keys that may stand at a place."""
    at = _model_at(model, loc)
    return tuple(field.alias or name for name, field in at.model_fields.items()) if at else ()


def _model_at(model: Any, loc: Loc) -> type[BaseModel] | None:
    """The model that a place is built into, found by walking its types."""
    here: Any = model
    for step in loc:
        here = _inner(here, step)
    found = _models(here)
    return found[0] if found else None


def _inner(here: Any, step: str | int) -> Any:
    for model in _models(here):
        for name, one in model.model_fields.items():
            if step in (name, one.alias) or name == "root":
                return one.annotation if name != "root" else _inner(one.annotation, step)
    args = [arg for arg in _parts(here) if get_origin(arg) in (dict, tuple)]
    return (get_args(args[0])[1] if get_origin(args[0]) is dict else get_args(args[0])[0]) if args else None


def _parts(here: Any) -> list[Any]:
    """The alternatives of a type, without what annotates them."""
    if get_origin(here) in (dict, tuple) or isinstance(here, type) or here is None:
        return [here]
    return [part for arg in get_args(here) for part in _parts(arg) if arg is not None and _is_type(arg)]


def _is_type(arg: Any) -> bool:
    return isinstance(arg, type) or get_origin(arg) is not None


def _models(here: Any) -> list[type[BaseModel]]:
    return [part for part in _parts(here) if isinstance(part, type) and issubclass(part, BaseModel)]
