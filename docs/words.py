"""The program's own words for translators: what `tr`, `tr_many`, `mark` and the keys of screens say, into one PO each.

Called by `docs.__main__`: the POs in `trainer/language` are brought up to the code as the pages are.
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click
from babel.messages.extract import extract_from_dir

from trainer.cli.main import main
from trainer.content.translation.catalogue import Entry, extracted, renewed

PROGRAM = Path(__file__).resolve().parents[1] / "trainer"
LANGUAGES = ("es",)
"""The languages that the program speaks besides English."""

KEYWORDS: dict[str, Any] = {
    "tr": None,
    "mark": None,
    "tr_many": (2, 3),
    "tr_in": ((1, "c"), 2),
    "Binding": (3,),
}
"""Whose arguments are shown to people: which of them, from 1; the first where it is None. `c` is a context."""

HELPED = ("play", "runs", "show", "list", "progress", "sit")
"""The commands whose whole help is translated: those that mentors use."""


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
    for file, _, texts, _, context in sorted(
        extract_from_dir(str(PROGRAM), method_map=[("**.py", "python")], keywords=KEYWORDS), key=lambda one: one[:2]
    ):
        yield file, context or "", texts
    group = click.Context(main)
    for name in ("", *HELPED):
        command = main.get_command(group, name) if name else main
        for text in (command.help, *(getattr(one, "help", None) for one in command.params)):
            if text:
                yield f"trainer {name} --help", "", cleandoc(text)


def unmarkable() -> list[str]:
    """Calls whose text is no literal, where nothing could be extracted: `file:line`."""
    wrong = []
    for path in sorted(PROGRAM.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = {"tr_many": 1, "mark": 0}.get(node.func.id)
                if first is not None and not isinstance(node.args[first], ast.Constant):
                    wrong.append(f"{path.relative_to(PROGRAM.parent)}:{node.lineno}")
    return wrong
