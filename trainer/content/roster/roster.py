"""A list of people read from a file: who is in it, and what is wrong with it. Called by `trainer people import`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from trainer.content.findings import Finding, Place, Severity
from trainer.content.role import Role
from trainer.content.roster import rules
from trainer.content.roster.cells import Cell, cells, separator
from trainer.content.roster.names import LONGEST, folded, tidy
from trainer.content.rules.rule import Rule, Said
from trainer.content.source import decode
from trainer.shown import from_spreadsheet

COLUMNS = {
    "name": "name",
    "display name": "name",
    "code": "name",
    "role": "role",
    "cohort": "cohort",
    "group": "cohort",
    "class": "cohort",
}
"""What columns may be called (capitals make no difference), and what they are."""

OURS = {"pin", "retired"}
"""Columns that `trainer people export` writes and that are passed over without a word."""

PERSONAL = ("mail", "surname", "last name", "family name", "birth", "phone", "address")
PERSONAL_WORDS = {"age", "born", "dob", "gender", "mobile", "sex", "tel"}
"""Parts and words of the names of columns that nobody should hand over."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list. A role or cohort that the list does not give is None: it stays as it is."""

    name: str
    role: Role | None = None
    cohort: str | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """What was read: the people, none of them where there are errors, and the findings in the order of the file."""

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    text: str


@dataclass
class _Reading:
    """A list under way: its file's name, and what was found so far."""

    path: str
    findings: list[Finding] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def say(self, rule: Rule[Any], said: Said, cell: Cell | None = None) -> None:
        place = Place(cell.line, cell.column, cell.length) if cell else Place(1, 1)
        self.findings.append(Finding(rule.code, rule.slug, rule.severity, self.path, place, said.message, said.help))


def read_roster(path: str, data: bytes) -> Roster:
    """The people in the bytes of a file. One error, and nobody of the list is taken."""
    source, wrong = decode(path, data)
    reading = _Reading(path)
    text = source.text
    if wrong is not None:
        place = source.at(wrong)
        reading.say(rules.not_utf_8, rules.not_utf_8.check(), Cell("", place.line, place.column, 1))
        return Roster((), tuple(reading.findings), text)
    part = separator(text)
    if text[:5].casefold().startswith("sep="):  # what some spreadsheets write for one another
        part = text[4:5]
    rows = [row for row in cells(text, part) if any(cell.text.strip() for cell in row)]
    if text[:4].casefold() == "sep=":
        rows = rows[1:]
    columns = _columns(reading, rows[0]) if rows else {}
    if "name" not in columns:
        reading.findings.clear()  # whatever else the first line says, it does not name columns
        reading.say(rules.no_name_column, rules.no_name_column.check(), rows[0][0] if rows else None)
        return Roster((), tuple(reading.findings), text)
    entries = list(_entries(reading, rows[1:], columns, len(rows[0])))
    if not rows[1:]:
        reading.say(rules.nobody, rules.nobody.check())
    faults = any(finding.severity is Severity.ERROR for finding in reading.findings)
    return Roster(() if faults else tuple(entries), tuple(reading.findings), text)


def _columns(reading: _Reading, heads: Sequence[Cell]) -> dict[str, int]:
    """Which column is where."""
    found: dict[str, int] = {}
    for at, cell in enumerate(heads):
        called = tidy(cell.text).casefold()
        column = COLUMNS.get(called)
        if column is None:
            if any(part in called for part in PERSONAL) or PERSONAL_WORDS.intersection(called.split()):
                reading.say(rules.too_personal, rules.too_personal.check(tidy(cell.text)), cell)
            elif called and called not in OURS:
                reading.say(rules.unknown_column, rules.unknown_column.check(tidy(cell.text)), cell)
        elif column in found:
            reading.say(rules.column_twice, rules.column_twice.check(column), cell)
        else:
            found[column] = at
    return found


def _entries(reading: _Reading, rows: Sequence[Sequence[Cell]], columns: dict[str, int], width: int) -> Iterator[Entry]:
    for row in rows:
        broken = next((cell for cell in row if cell.open), None)
        if broken is not None:
            reading.say(rules.open_quotes, rules.open_quotes.check(), broken)
            return
        extra = next((cell for cell in row[width:] if cell.text.strip()), None)
        if extra is not None:
            reading.say(rules.too_many_cells, rules.too_many_cells.check(), extra)
            continue
        name, cell = _text(reading, row, columns["name"])
        if not name:
            reading.say(rules.nameless_row, rules.nameless_row.check(), cell)
            continue
        _judge(reading, name, cell)
        cohort = _text(reading, row, columns["cohort"])[0] if "cohort" in columns else ""
        yield Entry(name, _role(reading, row, columns.get("role")), cohort or None)


def _judge(reading: _Reading, name: str, cell: Cell) -> None:
    first = reading.seen.setdefault(folded(name), cell.line)
    if first != cell.line:
        reading.say(rules.name_twice, rules.name_twice.check(name, first), cell)
    if "@" in name:
        reading.say(rules.address_for_a_name, rules.address_for_a_name.check(), cell)


def _text(reading: _Reading, row: Sequence[Cell], at: int) -> tuple[str, Cell]:
    """The text of a row's cell, and the cell; the row's first where it has no such cell."""
    if at >= len(row):
        return "", row[0]
    cell = row[at]
    text = tidy(from_spreadsheet(cell.text.strip()))
    if len(text) > LONGEST:
        reading.say(rules.long_name, rules.long_name.check(LONGEST), cell)
    return text, cell


def _role(reading: _Reading, row: Sequence[Cell], at: int | None) -> Role | None:
    if at is None or at >= len(row):
        return None
    text = tidy(row[at].text)
    if not text:
        return None
    try:
        return Role(text.casefold())
    except ValueError:
        reading.say(rules.unknown_role, rules.unknown_role.check(text), row[at])
        return None
