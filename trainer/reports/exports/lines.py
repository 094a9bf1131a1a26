"""A table as lines: comma-separated values for spreadsheets and R, or JSON Lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from enum import StrEnum

from trainer.reports.exports.codes import Codes
from trainer.reports.exports.tables import Cell, Row, Table
from trainer.shown import clean, for_spreadsheet


class Form(StrEnum):
    """How a table is written."""

    CSV = "csv"
    JSONL = "jsonl"


def lines(table: Table[Row], rows: Iterable[Row], codes: Codes, form: Form, *, names: bool) -> Iterator[str]:
    """The lines of a table, without their ends; `names` adds the columns that name people.

    In CSV the first line has the columns' names, yes and no stand for true and false, an empty cell for none, and a
    text that a spreadsheet would work out as a formula begins with an apostrophe.
    """
    columns = [column for column in table.columns if names or not column.named]
    cells = ([column.value(row, codes) for column in columns] for row in rows)
    heads = [column.name for column in columns]
    if form is Form.CSV:
        yield from _csv(heads, cells)
    else:
        for each in cells:
            yield json.dumps(dict(zip(heads, each, strict=True)), ensure_ascii=False)


def _csv(heads: list[str], rows: Iterable[list[Cell]]) -> Iterator[str]:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="")
    table.writerow(heads)
    yield out.getvalue()
    for row in rows:
        out.seek(0)
        out.truncate()
        table.writerow([_cell(cell) for cell in row])
        yield out.getvalue()


def _cell(cell: Cell) -> Cell:
    match cell:
        case bool():
            return "yes" if cell else "no"
        case str():
            return for_spreadsheet(clean(cell))
        case _:
            return cell
