"""What an author meant by a line that YAML cannot read, and the line mended so that reading can go on.

`diagnose` looks at the text around the parser's mark for the usual slips: dialogue with a colon and no
quotes, text that begins with `{{`, quotes that do not match, tabs. Where the slip is plain, the mended text
comes with the finding, and `content.reader` reads on to find the next. Called by `content.reader` only.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from trainer.content.rules import syntax
from trainer.content.rules.rule import Rule, Said
from trainer.language import mark, tr

_ENTRY = re.compile(r"^(?P<lead>\s*(?:- +)*)(?:(?P<key>\w+)(?P<colon>: +))?(?P<value>\S.*?)\s*$")
_FLOW = re.compile(r"(?:^|[{,\-]\s*)(?P<key>\w+): +(?P<value>[^\s\"'\[{][^,}]*)")
_SIGNS = "{[@`%*&!|>],}"
_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Slip:
    """What was wrong at a 0-based line and column, and the line as it was meant, None if nobody can tell."""

    rule: Rule[Callable[..., Said]]
    said: Said
    line: int
    column: int
    length: int
    mended: str | None


def tabs(lines: list[str]) -> list[int]:
    """The lines that are indented with tabs."""
    return [number for number, line in enumerate(lines) if "\t" in line[: len(line) - len(line.lstrip())]]


def without_tabs(line: str) -> str:
    """A line with two spaces for each tab that it is indented with."""
    rest = line.lstrip()
    return line[: len(line) - len(rest)].replace("\t", "  ") + rest


def diagnose(lines: list[str], line: int, column: int, problem: str) -> Slip:
    """The slip behind the parser's complaint at a 0-based line and column."""
    line = min(line, len(lines) - 1)
    for number in _suspects(lines, line):
        slip = _slip(lines[number], number)
        if slip is not None:
            return slip
    flow = _flow_colon(lines[line], line, column)
    if flow is not None:
        return flow
    if "expected key" in problem or "expected '-'" in problem or "expected <block end>" in problem:
        return Slip(syntax.indent, syntax.indent.check(), line, column, 1, None)
    if "mapping values" in problem:
        key = _ENTRY.match(lines[line])
        if key is not None and not key["key"]:
            return Slip(syntax.unquoted_colon, syntax.unquoted_colon.check(""), line, column, 1, None)
        return Slip(syntax.indent, syntax.indent.check(), line, column, 1, None)
    return Slip(syntax.not_yaml, syntax.not_yaml.check(plain(problem)), line, column, 1, None)


def _suspects(lines: list[str], line: int) -> list[int]:
    """The lines to look at: the one complained of; for quotes, also those above it, nearest first."""
    above = range(line - 1, max(line - _LOOK_BACK, -1), -1)
    return [line, *(number for number in above if _open_quote(lines[number]))]


def _open_quote(line: str) -> bool:
    entry = _ENTRY.match(line)
    return bool(entry and entry["value"][0] in "\"'" and _closing(entry["value"]) is None)


def _closing(value: str) -> int | None:
    """Where a quoted text that begins a value is closed within it."""
    quote, index = value[0], 1
    while index < len(value):
        if value[index] == "\\" and quote == '"':
            index += 1
        elif value[index] == quote:
            if quote == "'" and value[index + 1 : index + 2] == "'":
                index += 1
            else:
                return index
        index += 1
    return None


def _slip(text: str, number: int) -> Slip | None:
    entry = _ENTRY.match(text)
    if entry is None or entry["value"].startswith("#"):
        return None
    key, value, column = entry["key"] or "", entry["value"], entry.start("value")

    def slip(found: Rule[Callable[..., Said]], said: Said, at: int, length: int, meant: str) -> Slip:
        return Slip(found, said, number, column + at, length, text[:column] + quoted(meant))

    if value[0] in "\"'":
        end = _closing(value)
        if end is None:
            return slip(syntax.quotes, syntax.quotes.check(True), 0, 1, value[1:])
        if value[end + 1 :].strip() and not re.match(r"\s*[,}\]:#]", value[end + 1 :]):
            return slip(syntax.quotes, syntax.quotes.check(False), end + 1, len(value) - end - 1, value)
        return None
    if value.startswith("{{") or (value[0] in _SIGNS and not _closed_group(value)):
        sign = "{{" if value.startswith("{{") else value[0]
        said = syntax.unquoted_start.check(key, f"`{sign}`")
        return slip(syntax.unquoted_start, said, 0, len(sign), value)
    if key and re.search(r":(\s|$)", value) and value[0] not in "[{":
        at = re.search(r":(\s|$)", value)
        return slip(syntax.unquoted_colon, syntax.unquoted_colon.check(key), at.start() if at else 0, 1, value)
    return None


def _closed_group(value: str) -> bool:
    """Whether a value is a list or group in brackets, perhaps over several lines."""
    if value[0] not in "[{":
        return False
    close = {"[": "]", "{": "}"}[value[0]]
    return close not in value or value.split(" #")[0].rstrip().endswith((close, ",", close + "]", close + "}"))


def _flow_colon(text: str, number: int, column: int) -> Slip | None:
    for part in _FLOW.finditer(text):
        colon = re.search(r":(\s|$)", part["value"])
        if colon and part.start("value") <= column + 1:
            said = syntax.unquoted_colon.check(part["key"])
            start, end = part.span("value")
            meant = text[:start] + quoted(part["value"].rstrip()) + text[end:]
            return Slip(syntax.unquoted_colon, said, number, start + colon.start(), 1, meant)
    return None


def quoted(text: str) -> str:
    """A text in single quotes, as YAML has them."""
    return "'" + text.replace("'", "''") + "'"


PLAIN = {
    "found character that cannot start any token": mark("a text cannot begin with this sign"),
    "found unexpected end of stream": mark("the file ends too early"),
    "did not find expected ',' or ']'": mark("a list in [ ] is not closed, or a comma is missing"),
    "did not find expected ',' or '}'": mark("a group in { } is not closed, or a comma is missing"),
    "did not find expected node content": mark("something is missing here"),
    "could not find expected ':'": mark("a colon and a space are missing behind a key, here or on the line before"),
    "block sequence entries are not allowed in this context": mark("a list begins on the line below its key"),
    "found unknown escape character": mark("there is no such sign behind a backslash (write \\\\ for a backslash)"),
    "did not find expected comment or line break": mark("something stands here that does not belong"),
    "did not find expected <document start>": mark("something stands here that does not belong"),
}
"""The parser's words for what is left, and ours."""


def plain(problem: str) -> str:
    """What the parser says, in words for people who do not know YAML's."""
    return tr(PLAIN.get(problem, problem or "it is not YAML"))
