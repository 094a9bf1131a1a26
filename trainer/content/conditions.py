"""The small language of `when`: read by Python's `ast`, limited to a list of node types, compiled to closures.

Nothing an author writes is ever executed: `parse` refuses every node that is not named here, and `compiled` turns
the rest into our own functions of (meters, facts). `meters` is a tuple of whole numbers, `facts` an integer with
one bit for each thing that some `when` of the scenario asks for. Called by the rules and by `engine.story`.
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from trainer.language import tr

Holds = Callable[[tuple[int, ...], int], bool]
_Value = Callable[[tuple[int, ...], int], int]

LONGEST = 400
"""A `when` of more characters is refused: nobody could read it."""

DEEPEST = 30
"""A `when` of more parts within parts is refused, so that reading and asking it cannot run out of stack."""

_FOREIGN = re.compile(r"[^\w.,()<>=!+\-\s]|[^\x00-\x7f]|[\x00\x0b\x0c\x1c-\x1f]")
_ODD_NUMBER = re.compile(r"(?<![\w.])\d+[A-Za-z_.]", re.ASCII)
_BREAKS = str.maketrans("\n\r\t", "   ")

COMPARISONS: dict[type[ast.cmpop], Callable[[int, int], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


class ConditionError(ValueError):
    """A `when` that is not of the language. `column` counts characters from 0 within the text."""

    def __init__(self, message: str, column: int = 0, length: int = 1) -> None:
        super().__init__(message)
        self.message, self.column, self.length = message, column, length


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that a condition asks for, and where it stands in the text (0-based column, length)."""

    name: str
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A `when` that has been read. `chose` names are `scene.choice`."""

    text: str
    tree: ast.expr
    meters: tuple[Asked, ...]
    chose: tuple[Asked, ...]
    visited: tuple[Asked, ...]
    school: tuple[Asked, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """What has to be remembered for it: `scene.choice` for a choice made, `scene` for a scene visited."""
        return tuple(asked.name for asked in self.chose + self.visited)


def _chose(args: list[str], facts: Mapping[str, int], _school: Set[str]) -> Holds:
    mask = sum({facts[name] for name in args})
    return lambda _meters, seen: seen & mask != 0


def _visited(args: list[str], facts: Mapping[str, int], school: Set[str]) -> Holds:
    return _chose(args, facts, school)


def _setting(args: list[str], _facts: Mapping[str, int], school: Set[str]) -> Holds:
    value = args[0] in school
    return lambda _meters, _seen: value


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language: how it is compiled, what its arguments are, and how many it takes at most."""

    build: Callable[[list[str], Mapping[str, int], Set[str]], Holds]
    takes: str
    most: int


FUNCTIONS: dict[str, Function] = {
    "chose": Function(_chose, "scene.choice", 20),
    "visited": Function(_visited, "scene", 1),
    "school": Function(_setting, "name", 1),
}
"""Every function that a `when` may call."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Read a `when`. Raises ConditionError, with a column, when it is not of the language."""
    if len(text) > LONGEST:
        raise ConditionError(
            tr("a condition has at most {LONGEST} characters; this one has {text}", LONGEST=LONGEST, text=len(text))
        )
    if foreign := _FOREIGN.search(text):
        raise ConditionError(tr("no condition has this sign in it"), foreign.start())
    if odd := _ODD_NUMBER.search(text):
        raise ConditionError(tr("a number is written in figures only"), odd.start(), len(odd[0]))
    bare = text.translate(_BREAKS).strip()
    lead = len(text) - len(text.lstrip())
    try:
        tree = ast.parse(bare, mode="eval").body
    except SyntaxError as error:
        column = min(lead + max((error.offset or 1) - 1, 0), max(len(text) - 1, 0))
        raise ConditionError(tr("this is not a condition that can be read"), column) from None
    except (ValueError, MemoryError, RecursionError):
        raise ConditionError(tr("this is not a condition that can be read")) from None
    return _condition(bare, tree, lead)


def _condition(text: str, tree: ast.expr, lead: int = 0) -> Condition:
    """What a tree asks for, its columns moved by the spaces that led the text."""
    reader = _Reader(lead)
    reader.yes_or_no(tree)
    return Condition(
        text,
        tree,
        tuple(reader.meters),
        tuple(reader.chose),
        tuple(reader.visited),
        tuple(reader.school),
    )


class _Reader:
    """Walks a tree once, refusing what is not of the language and noting what is asked for."""

    def __init__(self, lead: int) -> None:
        self.lead = lead
        self.meters: list[Asked] = []
        self.chose: list[Asked] = []
        self.visited: list[Asked] = []
        self.school: list[Asked] = []

    def yes_or_no(self, tree: ast.expr, depth: int = 0) -> None:
        self.bound(tree, depth)
        match tree:
            case ast.BoolOp(values=values):
                for value in values:
                    self.yes_or_no(value, depth + 1)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self.yes_or_no(operand, depth + 1)
            case ast.Compare(left=left, ops=ops, comparators=others) if all(type(op) in COMPARISONS for op in ops):
                for number in [left, *others]:
                    self.number(number, depth + 1)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
                self.call(name, tree, args)
            case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
                raise self.refused(tree, tr("write it as {name}({takes})", name=name, takes=FUNCTIONS[name].takes))
            case ast.Call(func=ast.Name(id=name)):
                known = ", ".join(FUNCTIONS)
                raise self.refused(
                    tree, tr("there is no {name}(); a condition may call {known}", name=name, known=known)
                )
            case _:
                raise self.refused(tree, tr("this is not a yes or a no; compare it, as in `trust >= 3`"))

    def number(self, tree: ast.expr, depth: int) -> None:
        self.bound(tree, depth)
        match tree:
            case ast.Constant(value=value) if type(value) is int:
                pass
            case ast.Name(id=name):
                self.meters.append(self.asked(tree, name))
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
                self.number(left, depth + 1)
                self.number(right, depth + 1)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                self.number(operand, depth + 1)
            case _:
                raise self.refused(tree, tr("a comparison takes meters and whole numbers, with + and - between them"))

    def call(self, name: str, tree: ast.expr, args: list[ast.expr]) -> None:
        function = FUNCTIONS[name]
        if not 1 <= len(args) <= function.most:
            told = f"{name}({function.takes})"
            raise self.refused(
                tree,
                tr("{call} takes one name or more", call=told)
                if function.most > 1
                else tr("{call} takes one name", call=told),
            )
        for arg in args:
            match arg:
                case ast.Attribute(value=ast.Name(id=scene), attr=choice) if function.takes == "scene.choice":
                    self.chose.append(self.asked(arg, f"{scene}.{choice}"))
                case ast.Name(id=word) if function.takes != "scene.choice":
                    (self.visited if name == "visited" else self.school).append(self.asked(arg, word))
                case _:
                    raise self.refused(arg, tr("write it as {name}({takes})", name=name, takes=function.takes))

    def bound(self, tree: ast.expr, depth: int) -> None:
        if depth > DEEPEST:
            raise self.refused(tree, tr("there are more than {DEEPEST} parts within parts", DEEPEST=DEEPEST))

    def refused(self, tree: ast.expr, message: str) -> ConditionError:
        return ConditionError(message, self.lead + tree.col_offset, _length(tree))

    def asked(self, tree: ast.expr, name: str) -> Asked:
        return Asked(name, self.lead + tree.col_offset, _length(tree))


def _length(tree: ast.expr) -> int:
    return max((tree.end_col_offset or 0) - tree.col_offset, 1)


def compiled(condition: Condition, meters: Mapping[str, int], facts: Mapping[str, int], school: Set[str]) -> Holds:
    """The condition as a function of (meters, facts).

    `meters` gives each meter's index, `facts` each asked fact's bit, `school` the settings that are yes.
    Raises KeyError for a name that is in neither; the rules have found it before.
    """
    return _holds(condition.tree, meters, facts, school)


def _holds(tree: ast.expr, meters: Mapping[str, int], facts: Mapping[str, int], school: Set[str]) -> Holds:
    match tree:
        case ast.BoolOp(op=op, values=values):
            parts = [_holds(value, meters, facts, school) for value in values]
            return _both(parts) if isinstance(op, ast.And) else _either(parts)
        case ast.UnaryOp(operand=operand):
            part = _holds(operand, meters, facts, school)
            return lambda m, f: not part(m, f)
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _both([_compare(a, op, b, meters) for a, op, b in zip([left, *others], ops, others, strict=False)])
        case ast.Call(func=ast.Name(id=name), args=args):
            names = [ast.unparse(arg) for arg in args]
            return FUNCTIONS[name].build(names, facts, school)
    raise TypeError(ast.dump(tree))  # pragma: no cover - parse lets nothing else through


def _both(parts: list[Holds]) -> Holds:
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        first, second = parts
        return lambda m, f: first(m, f) and second(m, f)
    return lambda m, f: all(part(m, f) for part in parts)


def _either(parts: list[Holds]) -> Holds:
    if len(parts) == 2:
        first, second = parts
        return lambda m, f: first(m, f) or second(m, f)
    return lambda m, f: any(part(m, f) for part in parts)


def _compare(left: ast.expr, op: ast.cmpop, right: ast.expr, meters: Mapping[str, int]) -> Holds:
    test: Any = COMPARISONS[type(op)]
    if isinstance(left, ast.Name) and isinstance(right, ast.Constant):
        index, bound = meters[left.id], right.value
        return lambda m, _f: test(m[index], bound)
    one, other = _number(left, meters), _number(right, meters)
    return lambda m, f: test(one(m, f), other(m, f))


def _number(tree: ast.expr, meters: Mapping[str, int]) -> _Value:
    match tree:
        case ast.Constant(value=int(value)):
            return lambda _m, _f: value
        case ast.Name(id=name):
            index = meters[name]
            return lambda m, _f: m[index]
        case ast.UnaryOp(operand=operand):
            part = _number(operand, meters)
            return lambda m, f: -part(m, f)
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _number(left, meters), _number(right, meters)
            if isinstance(op, ast.Add):
                return lambda m, f: one(m, f) + other(m, f)
            return lambda m, f: one(m, f) - other(m, f)
    raise TypeError(ast.dump(tree))  # pragma: no cover - parse lets nothing else through


def parts(condition: Condition) -> tuple[Condition, ...]:
    """The comparisons and calls a condition is made of, each a condition of its own, for saying why it holds."""
    leaves: list[ast.expr] = []

    def walk(tree: ast.expr) -> None:
        match tree:
            case ast.BoolOp(values=values):
                for value in values:
                    walk(value)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                walk(operand)
            case _:
                leaves.append(tree)

    walk(condition.tree)
    return tuple(_condition(condition.text[leaf.col_offset : leaf.end_col_offset], leaf) for leaf in leaves)
