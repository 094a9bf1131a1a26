"""`docs/exports.md`, made of the tables."""

from collections.abc import Iterable
from textwrap import wrap
from typing import Any

from trainer.reports.exports.tables import DECISIONS, PEOPLE, RUNS, Column, Table
from trainer.reports.exports.xapi import VERBS

TABLES: tuple[Table[Any], ...] = (DECISIONS, RUNS, PEOPLE)

_TOP = """# Exports

    trainer export decisions [--format csv|jsonl] [-o FILE]
    trainer export runs      [--format csv|jsonl] [-o FILE]
    trainer export people    [--format csv|jsonl] [-o FILE]
    trainer export xapi      [-o FILE]
    trainer export forget

**People are named by codes.** A code is an HMAC of a person's random id under a key that is kept in the database, so
that it is the same in every export, and leads to nobody without the key. `trainer export forget` erases the key, in
the program's own backups too; the next export has new codes. `--names` adds the columns marked *with --names*, and
the audit says that names were written out. A code is not a promise that nobody can be recognised: a small cohort and
a date can be enough. Own words, reflections, reasons and comments are in no export.

**CSV** has the names of the columns in its first line, UTF-8, commas, `yes` and `no`, and an empty cell where there is
nothing to say. A text that begins with `=`, `+`, `-` or `@` gets an apostrophe before it, so that no spreadsheet works
it out. **JSON Lines** has an object a line, with `true`, `false` and `null`.

Times are UTC as the computer's clock said then. Runs that are open are in `runs`, and their decisions are in no export
until they are over. Rows about voided sittings are there, and marked: leave them out of what you count."""

_XAPI = """## xapi

Statements of xAPI 1.0.3 as one JSON array, in the order of the runs; only of runs that are over.

| verb | what it says |
| --- | --- |
{verbs}

The actor is an account whose `name` is the person's code, under the home page that `--home-page` names. The id of a
statement follows from what it says, so that a store that has it takes no second one. Levels are the score: `raw` from
1 to 4, and `scaled` from 0 to 1, (level − 1) / 3. Durations are the time at work: a gap of more than three minutes, and
one that a clock set back leaves, is not in them. `registration` is the run. Extensions tell mode, casting, competency,
the scenario's text by its SHA-256, the sitting and whether it was voided, and whether a choice was taken back."""


def exports_page() -> str:
    """The text of `docs/exports.md`."""
    made = "<!-- Made of the tables in `trainer.reports.exports` by `exports_page`; edit those. -->"
    verbs = "\n".join(f"| {verb.name} | {verb.about} |" for verb in VERBS)
    parts = [_TOP, made, *(_section(table) for table in TABLES), _XAPI.format(verbs=verbs)]
    return "\n\n".join(parts) + "\n"


def _section(table: Table[Any]) -> str:
    return "\n".join([f"## {table.name}", "", *wrap(table.about, 120), "", *_rows(table.columns)])


def _rows(columns: Iterable[Column[Any]]) -> list[str]:
    return [
        "| column | what it says |",
        "| --- | --- |",
        *(f"| {one.name}{' (*with --names*)' if one.named else ''} | {one.about} |" for one in columns),
    ]
