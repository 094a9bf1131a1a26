"""The program's own words for translators: what `tr`, `tr_many`, `mark` and the keys of screens say, into one PO each.

Called by `docs.__main__`: the POs in `trainer/language` are brought up to the code as the pages are.
"""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from inspect import cleandoc
from pathlib import Path

import click

from trainer.cli.main import main
from trainer.content.translation.catalogue import Entry, extracted, renewed

PROGRAM = Path(__file__).resolve().parents[1] / "trainer"
LANGUAGES = ("es",)
"""The languages that the program speaks besides English."""

KEYWORDS: dict[str, int] = {"tr": 0, "mark": 0, "tr_many": 1, "tr_in": 1, "Binding": 2}
"""Whose arguments are shown to people: which of them, from 0. Before that of `tr_in` stands its context, and after that
of `tr_many` its plural."""

_IN_TEMPLATE = re.compile(r'\btr\("([^"\\]*)"')
"""A marked text in a template."""


def spoken_page(language: str) -> str:
    """The text of `trainer/language/LANGUAGE.po`, brought up to the code."""
    path = PROGRAM / "language" / f"{language}.po"
    if not path.exists():
        return extracted("trainer", language, marked(), datetime.now(UTC))
    return renewed(path.read_text("utf-8"), marked()).text


@cache
def marked() -> tuple[Entry, ...]:
    """Every text of the program that is marked, in the order of the files that say it."""
    places: dict[tuple[str, str, str | None], list[str]] = {}
    for file, context, texts in _found():
        text, plural = (texts, None) if isinstance(texts, str) else (texts[0], texts[1])
        if text:
            places.setdefault((context, text, plural), []).append(file)
    return tuple(
        Entry(context, text, (", ".join(dict.fromkeys(files)),), plural)
        for (context, text, plural), files in places.items()
    )


def _found() -> Iterator[tuple[str, str, str | tuple[str, ...]]]:
    """(Where it is said, its context, the text or its forms) of every text."""
    for path in sorted(PROGRAM.rglob("*.py")):
        for node in _calls(path):
            for context, texts in _said(node):
                yield path.relative_to(PROGRAM).as_posix(), context, texts
    for path in sorted(PROGRAM.rglob("templates/*")):
        for text in _IN_TEMPLATE.findall(path.read_text("utf-8")):
            yield path.relative_to(PROGRAM).as_posix(), "", text
    for name, command in commands("trainer", main):
        for text in (command.help, command.short_help, *(getattr(one, "help", None) for one in command.params)):
            if text:
                yield f"{name} --help", "", cleandoc(text)


def commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, by what is typed."""
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None:
                yield from commands(f"{name} {below}", found)


def _calls(path: Path) -> list[ast.Call]:
    """The calls in a file that mark a text, wherever they stand: in other calls and in f-strings too."""
    found = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS
    ]
    return sorted(found, key=lambda node: (node.lineno, node.col_offset))


def _said(node: ast.Call) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """(The context, the text or its forms) of a call."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    at = KEYWORDS[name]
    for text in _literals(node.args[at]):
        if name == "tr_many":
            yield "", (text, *_literals(node.args[at + 1]))
        else:
            yield next(_literals(node.args[0])) if name == "tr_in" else "", text


def _literals(node: ast.expr) -> Iterator[str]:
    """The texts that a value may be: itself, or one of several that a condition chooses from."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*_literals(body), *_literals(orelse))
        case ast.BoolOp(values=values):
            yield from (text for value in values for text in _literals(value))
        case _:
            pass


def unmarkable() -> list[str]:
    """Calls whose text is no literal, where nothing could be extracted: `file:line`."""
    return [
        f"{path.relative_to(PROGRAM.parent)}:{node.lineno}"
        for path in sorted(PROGRAM.rglob("*.py"))
        for node in _calls(path)
        if isinstance(node.func, ast.Name)
        and node.func.id in ("tr_many", "mark")
        and not isinstance(node.args[KEYWORDS[node.func.id]], ast.Constant)
    ]
