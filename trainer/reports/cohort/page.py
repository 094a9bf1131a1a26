"""A report as HTML, as PDF and as plain lines. Drawings are said in words too."""

from collections.abc import Iterator
from typing import Any

from trainer.language import language
from trainer.reports.cohort.blocks import Bar, Block, Cell, Figure, Page, Points, Section, Span, Table, Text, Trail
from trainer.reports.fill import filled
from trainer.reports.pdf import printed
from trainer.shown import clean

_DRAWN: dict[type, str] = {Bar: "bar", Span: "span", Trail: "trail"}


def html(page: Page) -> str:
    """One file for a browser, which can be printed too."""
    return filled("report.html", page=page, kind=_kind, drawn=_drawn)


def pdf(page: Page) -> bytes:
    """Tagged PDF (PDF/UA). Raises TrainerError where typst is not installed, or lacks a sign of a name."""
    return printed(
        "report.typ",
        "page",
        {"lang": language(), "title": clean(page.title), "lead": _cleaned(page.lead)} | _parts(page),
    )


def lines(page: Page) -> list[str]:
    """The report in plain lines."""
    found = [page.title, *page.lead]
    for section in page.sections:
        found += _lines(section, 0)
    return found


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _drawn(cell: Cell) -> str | None:
    """Which drawing a cell is; None of text."""
    return None if isinstance(cell, str) else _DRAWN[type(cell)]


def _lines(section: Section, depth: int) -> Iterator[str]:
    yield ""
    yield f"{'  ' * depth}{section.title}"
    for block in section.blocks:
        match block:
            case Text(text=text):
                yield f"{'  ' * depth}  {text}"
            case Points(lines=points):
                yield from (f"{'  ' * depth}  - {line}" for line in points)
            case Figure(drawing=drawing):
                yield f"{'  ' * depth}  {drawing.title}, {drawing.said}"
            case Table():
                yield f"{'  ' * depth}  {block.caption}"
                yield from (f"{'  ' * depth}    {line}" for line in _rows(block))
    for part in section.parts:
        yield from _lines(part, depth + 1)


def _rows(block: Table) -> Iterator[str]:
    for row in block.rows:
        told = [
            f"{column.title}: {cell if isinstance(cell, str) else cell.said}" if column.title else ""
            for column, cell in zip(block.columns[1:], row[1:], strict=True)
        ]
        first = row[0] if isinstance(row[0], str) else row[0].said
        yield f"{first} · " + " · ".join(part for part in told if part)


def _parts(page: Page | Section) -> dict[str, Any]:
    found = page.sections if isinstance(page, Page) else page.parts
    return {
        "parts": [
            {"title": clean(one.title), "blocks": [_block(block) for block in one.blocks]} | _parts(one)
            for one in found
        ]
    }


def _block(block: Block) -> dict[str, Any]:
    """A block as typst takes it: drawings as SVG with their words."""
    match block:
        case Text(text=text, is_soft=is_soft):
            return {"kind": "text", "text": clean(text), "soft": is_soft}
        case Points(lines=points):
            return {"kind": "points", "lines": _cleaned(points)}
        case Figure(drawing=drawing):
            return {"kind": "figure", "cell": _cell(drawing)}
        case Table():
            return {
                "kind": "table",
                "caption": clean(block.caption),
                "columns": [
                    {"title": clean(one.title) or " ", "number": one.is_number, "wide": one.is_wide}
                    for one in block.columns
                ],
                "rows": [[_cell(cell) for cell in row] for row in block.rows],
            }


def _cell(cell: Cell) -> dict[str, str]:
    if isinstance(cell, str):
        return {"text": clean(cell)}
    svg = filled("drawing.svg", drawing=cell, kind=_DRAWN[type(cell)])
    return {"svg": svg, "alt": clean(f"{cell.title}: {cell.said}")}


def _cleaned(texts: tuple[str, ...]) -> list[str]:
    return [clean(text) for text in texts]
