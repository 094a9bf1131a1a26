"""A passage laid flat: lines, links, gotos and sets, each with the conditions it stands under. Called by `story`."""

import re
from dataclasses import dataclass, field

from trainer.content.twee import rules
from trainer.content.twee.expressions import Change, Expr, UnmappedError, read, read_change, variables
from trainer.content.twee.passages import Passage, Sayings
from trainer.content.twee.pieces import Comment, Goto, Hooks, Link, Odd, Piece, Set, Words
from trainer.language import tr

Under = tuple[Expr, ...]
"""Conditions that must all hold."""
Forks = tuple[tuple[int, int], ...]
"""Which hook of which ifs something is in; two things in different hooks of the same ifs are never there together."""

_MARKUP = re.compile(r"''|//(?!\S*\.\S)|\*\*|~~|__|\^\^|^[ \t]*[*#>!]+[ \t]+", re.MULTILINE)
_VALUE = re.compile(r"(?<![\w$])\$[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Said:
    """One line of prose."""

    text: str
    under: Under
    at: int


@dataclass(frozen=True, slots=True)
class Led:
    """A way on: a link, or (`text` None) a goto. `changes` are what it sets."""

    text: str | None
    target: str
    changes: tuple[Change, ...]
    under: Under
    forks: Forks
    at: int
    length: int


@dataclass
class Flat:
    """A passage laid flat. `sets` are its own changes; `asks` where its conditions ask for each variable."""

    passage: Passage
    lines: list[Said] = field(default_factory=list)
    ways: list[Led] = field(default_factory=list)
    sets: list[tuple[Change, int]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    asks: dict[str, list[int]] = field(default_factory=dict)


def flat(passage: Passage, pieces: list[Piece], said: Sayings) -> Flat:
    """Lay a passage's pieces flat; what cannot be is said."""
    found = Flat(passage)
    _lay(found, pieces, (), (), said)
    return found


def _lay(found: Flat, pieces: list[Piece], under: Under, forks: Forks, said: Sayings) -> None:
    for piece in pieces:
        match piece:
            case Words():
                found.lines += _lines(piece, under, said)
            case Link():
                _link(found, piece, under, forks, said)
            case Goto():
                found.ways.append(Led(None, piece.target, (), under, forks, piece.at, len(piece.target)))
            case Set():
                _set(found, piece, under, said)
            case Comment():
                found.comments += [piece.text] if piece.text.strip() else []
            case Odd():
                rule = rules.left_out_markup if piece.name.startswith("<") and piece.name[1:2] != "<" else None
                if rule is not None:
                    said.at(piece.at, piece.length, rule, rule.check(piece.name[:40]))
                else:
                    said.at(piece.at, piece.length, rules.unmapped_macro, rules.unmapped_macro.check(piece.name[:40]))
            case Hooks():
                _hooks(found, piece, under, forks, said)


def _lines(piece: Words, under: Under, said: Sayings) -> list[Said]:
    lines, at = [], piece.at
    for line in piece.text.split("\n"):
        text = _plain(line, at, said)
        if text:
            lines.append(Said(text, under, at + line.index(line.strip())))
        at += len(line) + 1
    return lines


def _plain(line: str, at: int, said: Sayings) -> str:
    """A line without markup; what is left out is said."""
    value, markup = _VALUE.search(line), _MARKUP.search(line)
    if value:
        said.at(at + value.start(), len(value[0]), rules.printed_value, rules.printed_value.check(value[0]))
    if markup:
        found = rules.left_out_markup.check(markup[0].strip())
        said.at(at + markup.start(), len(markup[0]), rules.left_out_markup, found)
        line = _MARKUP.sub("", line)
    return " ".join(line.strip().split()) if line.strip() not in ("{", "}", "\\") else ""


def _link(found: Flat, piece: Link, under: Under, forks: Forks, said: Sayings) -> None:
    target = piece.target
    if re.match(r"[A-Za-z][A-Za-z+.\-]*://|mailto:", target) or target.startswith(("$", "_", "(")):
        said.at(piece.at, piece.length, rules.unmapped_link, rules.unmapped_link.check(target[:60]))
        return
    changes = []
    for text in piece.sets:
        change = _change(text, piece.at, piece.length, said)
        if change:
            changes.append(change)
    text = _plain(piece.text, piece.at, said) or target
    found.ways.append(Led(text, target, tuple(changes), under, forks, piece.at, piece.length))


def _set(found: Flat, piece: Set, under: Under, said: Sayings) -> None:
    change = _change(piece.text, piece.at, len(piece.text), said)
    if change is None:
        return
    if under:
        why = tr("it happens only where a condition holds, and choices always add the same")
        said.at(piece.at, len(piece.text), rules.unmapped_set, rules.unmapped_set.check(why))
    else:
        found.sets.append((change, piece.at))


def _change(text: str, at: int, length: int, said: Sayings) -> Change | None:
    try:
        return read_change(text)
    except UnmappedError as error:
        said.at(at, length, rules.unmapped_set, rules.unmapped_set.check(str(error)))
        return None


def _hooks(found: Flat, hooks: Hooks, under: Under, forks: Forks, said: Sayings) -> None:
    before: Under = ()
    for number, (text, turned, inner) in enumerate(hooks.branches):
        here: Under = before
        if text is not None:
            try:
                expr = read(text)
                expr = ("not", expr) if turned else expr
                for name in variables(expr):
                    found.asks.setdefault(name, []).append(hooks.at)
                here, before = (*before, expr), (*before, ("not", expr))
            except UnmappedError as error:
                said.at(hooks.at, len(text), rules.unmapped_condition, rules.unmapped_condition.check(str(error)))
        _lay(found, inner, (*under, *here), (*forks, (hooks.at, number)), said)
