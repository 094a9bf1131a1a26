"""Conditions and sets of Harlowe and SugarCube, read into values and said again as a `when` or a change.

Variables are yes or no, or whole numbers. Called by `flat`, `meters` and `scenes`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.language import tr

Expr = tuple[Any, ...]
"""("var", name) ("number", n) ("truth", bool) ("text", words) ("visited", passage) ("not", a) ("and" | "or", a, b)
("compare", sign, a, b) ("+" | "-", a, b)"""

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?![\w.]))|(?P<var>[$_][A-Za-z_]\w*)
    |(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<visited>\(?\s*visited\s*[:(]\s*(?:where\s+its\s+name\s+is\s+)?(?P<passage>"[^"]*"|'[^']*')\s*\)\s*\)?)
    |(?P<history>\(\s*history\s*:\s*\))
    |(?P<sign>===|!==|==|!=|<=|>=|&&|\|\||[<>!+\-(),])
    |(?P<word>is\s+not\s+in|is\s+not|is\s+in|[A-Za-z]\w*))""",
    re.VERBOSE,
)
_COMPARE = {
    "is": "==", "eq": "==", "==": "==", "===": "==", "isnot": "!=", "neq": "!=", "!=": "!=", "!==": "!=",
    "gt": ">", ">": ">", "gte": ">=", ">=": ">=", "lt": "<", "<": "<", "lte": "<=", "<=": "<=",
}  # fmt: skip
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class UnmappedError(ValueError):
    """Something that a scenario has no words for; the message says what."""


@dataclass(frozen=True, slots=True)
class Change:
    """A variable set `to` a number or truth, or (where `to` is None) moved `by` a number."""

    name: str
    to: int | bool | None
    by: int = 0


def read(text: str) -> Expr:
    """A condition. Raises UnmappedError."""
    reader = _Reader(_tokens(text))
    found = reader.either()
    if reader.at < len(reader.tokens):
        raise UnmappedError(tr("`{tokens}` cannot be read", tokens=reader.tokens[reader.at][1]))
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None or token.end() == at:
            raise UnmappedError(tr("`{text}` cannot be read", text=text[at : at + 20].strip()))
        kind = str(token.lastgroup)
        if token["visited"] is not None:
            kind, value = "visited", token["passage"][1:-1]
        else:
            value = token[kind]
        if kind == "word":
            value = re.sub(r"\s+", "", value) if value.startswith("is") else value
        found.append((kind, value))
        at = token.end()
        if len(found) > 200:
            raise UnmappedError(tr("it is too long"))
    return found


class _Reader:
    """Reads tokens from left to right; a method for each strength of binding."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at, self.depth = tokens, 0, 0

    def next(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def takes(self, *values: str) -> str | None:
        kind, value = self.next()
        if kind in ("sign", "word") and value in values:
            self.at += 1
            return value
        return None

    def either(self) -> Expr:
        found = self.both()
        while self.takes("or", "||"):
            found = ("or", found, self.both())
        return found

    def both(self) -> Expr:
        found = self.opposite()
        while self.takes("and", "&&"):
            found = ("and", found, self.opposite())
        return found

    def opposite(self) -> Expr:
        self.depth += 1
        if self.depth > 25:
            raise UnmappedError(tr("it is too deeply nested"))
        found = ("not", self.opposite()) if self.takes("not", "!") else self.compare()
        self.depth -= 1
        return found

    def compare(self) -> Expr:
        left = self.sum()
        kind, value = self.next()
        if kind == "word" and value in ("contains", "isin", "isnotin"):
            return self.member(left, value)
        sign = _COMPARE.get(value) if kind in ("sign", "word") else None
        if sign is None:
            return left
        self.at += 1
        return ("compare", sign, left, self.sum())

    def member(self, left: Expr, word: str) -> Expr:
        self.at += 1
        right = self.sum()
        where, what = (left, right) if word == "contains" else (right, left)
        if where != ("history",) or what[0] != "text":
            raise UnmappedError(tr("lists are not known"))
        return ("not", ("visited", what[1])) if word == "isnotin" else ("visited", what[1])

    def sum(self) -> Expr:
        found = self.one()
        while sign := self.takes("+", "-"):
            found = (sign, found, self.one())
        return found

    def one(self) -> Expr:
        kind, value = self.next()
        self.at += 1
        if kind == "sign" and value == "(":
            found = self.either()
            if not self.takes(")"):
                raise UnmappedError(tr("a bracket is missing"))
            return found
        if kind == "sign" and value == "-":
            return ("-", ("number", 0), self.one())
        if kind == "number" and len(value) < 7:
            return ("number", int(value))
        if kind == "var":
            return ("var", value)
        if kind == "word" and value in ("true", "false"):
            return ("truth", value == "true")
        if kind == "word" and value == "it":
            return ("it",)
        if kind == "text":
            return ("text", value[1:-1])
        if kind in ("visited", "history"):
            return (kind, value) if kind == "visited" else (kind,)
        raise UnmappedError(tr("`{value}` is not known", value=value) if value else tr("it ends too soon"))


def variables(expr: Expr) -> set[str]:
    """The variables a condition asks for."""
    if expr[0] == "var":
        return {expr[1]}
    return {name for part in expr[1:] if isinstance(part, tuple) for name in variables(part)}


def read_change(text: str) -> Change:
    """One set: `$x to 3`, `$x = $x + 1`, `$x += 1`, `$x++`. Raises UnmappedError."""
    found = re.fullmatch(r"\s*([$_][A-Za-z_]\w*)\s*(\+\+|--|\+=|-=|=(?!=)|to\b)(.*)", text, re.DOTALL)
    if found is None:
        put = re.fullmatch(r"\s*(.+?)\s+into\s+([$_][A-Za-z_]\w*)\s*", text, re.DOTALL)
        if put is None:
            raise UnmappedError(tr("`{text}` cannot be read", text=text.strip()[:40]))
        name, sign, value = put[2], "to", put[1]
    else:
        name, sign, value = found.groups()
    if sign in ("++", "--"):
        return Change(name, None, 1 if sign == "++" else -1)
    expr = read(value)
    if sign in ("+=", "-="):
        by = constant(expr)
        return Change(name, None, by if sign == "+=" else -by)
    if expr[0] == "truth":
        return Change(name, expr[1])
    myself = [("it",), ("var", name)]
    if expr[0] in ("+", "-") and expr[1] in myself:
        by = constant(expr[2])
        return Change(name, None, by if expr[0] == "+" else -by)
    if expr[0] == "+" and expr[2] in myself:
        return Change(name, None, constant(expr[1]))
    return Change(name, constant(expr))


def constant(expr: Expr) -> int:
    """A number made of numbers only. Raises UnmappedError."""
    match expr:
        case ("number", value):
            return int(value)
        case ("+", one, other):
            return constant(one) + constant(other)
        case ("-", one, other):
            return constant(one) - constant(other)
        case ("text", _):
            raise UnmappedError(tr("a text is not a number"))
        case _:
            raise UnmappedError(tr("it depends on something else"))


@dataclass(frozen=True, slots=True)
class Known:
    """What names mean in the scenario: meters by variable, which are yes or no, scenes by passage."""

    meters: Mapping[str, str]
    truths: frozenset[str]
    scene: Callable[[str], str]


def said(expr: Expr, known: Known) -> str:
    """A condition as a `when`. Raises UnmappedError."""
    match expr:
        case ("and" | "or" as word, one, other):
            return f"{_inner(one, known)} {word} {_inner(other, known)}"
        case ("not", ("compare", sign, one, other)):
            return said(("compare", _OPPOSITE[sign], one, other), known)
        case ("not", ("var", name)):
            return f"{_meter(name, known)} == 0"
        case ("not", ("not", one)):
            return said(one, known)
        case ("not", one):
            return f"not ({said(one, known)})"
        case ("var", name):
            return f"{_meter(name, known)} {'== 1' if name in known.truths else '!= 0'}"
        case ("visited", passage):
            return f"visited({known.scene(passage)})"
        case ("compare", "==" | "!=" as sign, one, ("truth", truth)):
            return said(one if (sign == "==") == truth else ("not", one), known)
        case ("compare", sign, one, other):
            return f"{_number(one, known)} {sign} {_number(other, known)}"
        case ("truth", _):
            raise UnmappedError(tr("it is always the same"))
        case _:
            raise UnmappedError(tr("it is neither yes nor no"))


def _inner(expr: Expr, known: Known) -> str:
    text = said(expr, known)
    return f"({text})" if expr[0] in ("and", "or") else text


def _number(expr: Expr, known: Known) -> str:
    match expr:
        case ("number", value):
            return str(value)
        case ("var", name) if name not in known.truths:
            return _meter(name, known)
        case ("-", ("number", 0), ("number", value)):
            return f"-{value}"
        case ("+" | "-" as sign, one, other):
            return f"{_number(one, known)} {sign} {_number(other, known)}"
        case ("text", _):
            raise UnmappedError(tr("a text is not a number"))
        case _:
            raise UnmappedError(tr("it compares what are no numbers"))


def _meter(name: str, known: Known) -> str:
    if name not in known.meters:
        raise UnmappedError(tr("`{name}` is no meter here", name=name))
    return known.meters[name]
