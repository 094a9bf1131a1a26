"""Findings as people and programs see them: the one place that prints them. Called by `cli.check`.

Nothing that stands in a file reaches a terminal as it is: control codes become a visible sign first.
"""

import json
import unicodedata
from collections.abc import Iterable

from trainer.content.findings import Finding, Place, Severity
from trainer.language import tr, tr_many
from trainer.shown import UNSEEN

WIDEST = 100
"""Of a longer source line only the part around the finding is shown."""


def safe(text: str) -> str:
    """A text in which tabs are two spaces and each other control character is one visible sign."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", "  "))


def render(finding: Finding, text: str) -> str:
    """A finding in words, with its source line and a caret under the place; `text` is the file's."""
    place = finding.place
    head = f"{finding.path}:{place.line}:{place.column}: {finding.severity} {finding.code} {finding.slug}: "
    return pointed(head + finding.message, place, finding.help, text)


def pointed(said: str, place: Place, help: str, text: str) -> str:
    """Something said of a place of a text, the line it is on with a caret under it, and what to do."""
    shown = [safe(said)]
    lines = text.split("\n")
    if place.line <= len(lines) and lines[place.line - 1].strip():
        shown += _excerpt(lines[place.line - 1], place.column - 1, place.length)
    if help:
        shown.append(f"  {tr('help:')} {safe(help)}")
    return "\n".join(shown)


def _excerpt(line: str, column: int, length: int) -> list[str]:
    """The source line and the carets under it, shortened around the place where the line is long."""
    start = 0 if column < WIDEST - 20 else column - 20
    part = line[start : start + WIDEST]
    left, right = ("…" if start else ""), ("…" if start + WIDEST < len(line) else "")
    before = safe(line[start:column])
    under = safe(line[column : min(column + length, start + WIDEST)]) or " "
    return [
        f"    {left}{safe(part)}{right}".rstrip(),
        f"    {' ' * (len(left) + width(before))}{'^' * max(width(under), 1)}",
    ]


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def as_json(findings: Iterable[Finding]) -> str:
    """Findings for other programs: a list, one object for each."""
    return json.dumps(
        [
            {
                "code": finding.code,
                "slug": finding.slug,
                "severity": finding.severity.value,
                "path": finding.path,
                "line": finding.place.line,
                "column": finding.place.column,
                "length": finding.place.length,
                "message": finding.message,
                "help": finding.help,
            }
            for finding in findings
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_github(finding: Finding, path: str) -> str:
    """A finding as GitHub's workflows show it beside the line of a pull request; `path` is from the repository."""
    place = finding.place
    where = {
        "file": path,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + max(place.length, 1)),
        "title": f"{finding.code} {finding.slug}",
    }
    told = ",".join(f"{name}={_github(value).replace(':', '%3A').replace(',', '%2C')}" for name, value in where.items())
    said = f"{finding.message}. {finding.help}".rstrip()
    return f"::{_GITHUB[finding.severity]} {told}::{_github(said)}"


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _github(text: str) -> str:
    """A text on the one line of a command: per cent signs and ends of lines by number."""
    lines = "\n".join(safe(line) for line in text.splitlines())
    return lines.replace("%", "%25").replace("\n", "%0A")


def summary(findings: Iterable[Finding], files: int) -> str:
    """How many errors and warnings in how many files: `2 errors, 1 warning in 3 files`."""
    severities = [finding.severity for finding in findings]
    told = ", ".join(counted(one, severities.count(one)) for one in Severity if one in severities)
    found = told or tr("no errors")
    return tr_many(files, "{found} in {count} file", "{found} in {count} files", found=found)


def counted(severity: Severity, number: int) -> str:
    """How many findings of a severity, in words: `2 errors`."""
    match severity:
        case Severity.ERROR:
            return tr_many(number, "{count} error", "{count} errors")
        case Severity.WARNING:
            return tr_many(number, "{count} warning", "{count} warnings")
        case Severity.NOTE:
            return tr_many(number, "{count} note", "{count} notes")
