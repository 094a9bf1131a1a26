"""A `when` as ink asks it. Facts need no variables there: ink counts how often a knot or a choice was met."""

import ast

from trainer.content.conditions import COMPARISONS, parse
from trainer.reports.ink.names import Names

_SIGNS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
assert _SIGNS.keys() == COMPARISONS.keys()


def asks(when: str, names: Names, scene: str, own: str | None = None) -> str:
    """A `when` that stands in a scene, as an expression of ink.

    ink counts a knot when it is entered and ours counts it when it is left, so within its own scene a visit is the
    second. `own` is a choice that has just been made and is not to count yet.
    """
    return _Asking(names, scene, own).bare(parse(when).tree)


class _Asking:
    """What is the same for all parts of a condition."""

    def __init__(self, names: Names, scene: str, own: str | None) -> None:
        self.names, self.scene, self.own = names, scene, own

    def bare(self, tree: ast.expr) -> str:
        """A part that stands alone."""
        match tree:
            case ast.BoolOp(op=op, values=values):
                return (" and " if isinstance(op, ast.And) else " or ").join(self.within(value) for value in values)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                said = self.bare(operand)
                return f"not ({said})" if " " in said else f"not {said}"  # a name in brackets would be a list
            case ast.Compare(left=left, ops=ops, comparators=others):
                pairs = zip([left, *others], ops, others, strict=False)
                return " and ".join(
                    f"{self.number(one)} {_SIGNS[type(op)]} {self.number(other)}" for one, op, other in pairs
                )
            case ast.Call(func=ast.Name(id=name), args=args):
                return " or ".join(self.fact(name, ast.unparse(arg)) for arg in args)
        raise TypeError(ast.dump(tree))  # pragma: no cover - parse lets nothing else through

    def within(self, tree: ast.expr) -> str:
        """A part within a larger one: `and` and `or` bind alike in ink, so each is kept together."""
        said = self.bare(tree)
        return f"({said})" if " and " in said or " or " in said else said

    def fact(self, name: str, of: str) -> str:
        match name:
            case "chose":
                return self.names.chose(of) + (" > 1" if of == self.own else "")
            case "visited":
                return self.names.scenes[of] + (" > 1" if of == self.scene else "")
        return self.names.setting(of)

    def number(self, tree: ast.expr) -> str:
        match tree:
            case ast.Constant(value=value):
                return str(value)
            case ast.Name(id=name):
                return self.names.meters[name]
            case ast.UnaryOp(operand=operand):
                return f"(0 - {self.number(operand)})"
            case ast.BinOp(left=left, op=op, right=right):
                return f"({self.number(left)} {'+' if isinstance(op, ast.Add) else '-'} {self.number(right)})"
        raise TypeError(ast.dump(tree))  # pragma: no cover - parse lets nothing else through
