"""Comma-separated values as cells with their places, so that a finding can point at one. Called by `roster`.

Python's own `csv` reads the same cells (a test compares them) but does not say where they stand.
"""

from dataclasses import dataclass

SEPARATORS = ",;\t"
"""What may part two cells; spreadsheets write the second where a comma parts decimals."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without quotes, and its place (1-based line and column, length in the file).

    `open` where its quotes were never closed.
    """

    text: str
    line: int
    column: int
    length: int
    open: bool = False


def separator(text: str) -> str:
    """What parts the cells of a text: the sign that its first line has most of, a comma without any."""
    first = text.split("\n", 1)[0]
    return max(SEPARATORS, key=first.count)


def cells(text: str, part: str) -> list[list[Cell]]:
    """The rows of a text (whose lines end in a line feed), each as its cells; an empty line is a row without any."""
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    at, line, start = 0, 1, 0
    while at < len(text):
        if text[at] != "\n" or row:
            found, at, breaks = _cell(text, at, part, line, at - start + 1)
            row.append(found)
            if breaks:
                line, start = line + breaks, text.rindex("\n", 0, at) + 1
            if text[at : at + 1] == part:
                at += 1
                if at == len(text):
                    row.append(Cell("", line, at - start + 1, 1))
                continue
        rows.append(row)
        row, at, line = [], at + 1, line + 1
        start = at
    return [*rows, row] if row else rows


def _cell(text: str, at: int, part: str, line: int, column: int) -> tuple[Cell, int, int]:
    """The cell that begins at an index, the index behind it, and how many lines end within it."""
    begun, kept, quoted = at, [], text[at] == '"'
    at += quoted
    while at < len(text):
        sign = text[at]
        if quoted and sign == '"':
            if text[at + 1 : at + 2] != '"':
                quoted = False
                at += 1
                continue
            at += 1
        elif not quoted and sign in (part, "\n"):
            break
        kept.append(sign)
        at += 1
    whole = text[begun:at]
    length = len(whole.split("\n", 1)[0])
    return Cell("".join(kept), line, column, max(1, length), quoted), at, whole.count("\n")
