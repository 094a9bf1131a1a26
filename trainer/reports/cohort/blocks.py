"""What a report is made of, whatever it is printed as: sections of texts, tables and small drawings in their cells.

`page` turns a `Page` into HTML, PDF and plain lines. All of it is text, never markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.language import tr


@dataclass(frozen=True, slots=True)
class Bar:
    """Counts side by side, each with its level (0: none); `of` is how many a whole bar stands for."""

    parts: tuple[tuple[int, int], ...]
    of: int
    title: str

    @property
    def said(self) -> str:
        """The drawing in words."""
        told = ", ".join(
            tr("{count} at level {level}", count=count, level=level) if level else f"{count}"
            for level, count in self.parts
            if count
        )
        return tr("{told} of {of}", told=told or tr("none"), of=self.of)


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with its interval on a scale from `least` to `most`; `cut` is a line to compare it with."""

    value: float
    low: float | None
    high: float | None
    least: float
    most: float
    title: str
    cut: float | None = None

    @property
    def said(self) -> str:
        """The drawing in words."""
        between = (
            ""
            if self.low is None or self.high is None
            else tr(", from {low:.2f} to {high:.2f}", low=self.low, high=self.high)
        )
        cut = "" if self.cut is None else tr("; the line is at {cut:.2f}", cut=self.cut)
        return tr(
            "{value:.2f}{between}, on a scale from {least:g} to {most:g}{cut}",
            value=self.value,
            between=between,
            least=self.least,
            most=self.most,
            cut=cut,
        )


@dataclass(frozen=True, slots=True)
class Trail:
    """Scores, 1 to 4, one after the other; `marked` are those that count for something."""

    points: tuple[tuple[float, bool], ...]
    title: str

    @property
    def said(self) -> str:
        """The drawing in words."""
        sat = tr(" (sitting)")
        told = ", ".join(f"{score:.2f}{sat if marked else ''}" for score, marked in self.points)
        return tr("in order: {told}", told=told)


Drawing = Bar | Span | Trail
Cell = str | Drawing


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; the first one names its rows. `is_wide` is for sentences."""

    title: str
    is_number: bool = False
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below their columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `is_soft` what explains."""

    text: str
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Short sentences, one below the other."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of its own."""

    drawing: Drawing


Block = Text | Points | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page; `is_folded` may be shown closed where that is possible."""

    title: str
    blocks: tuple[Block, ...]
    parts: tuple["Section", ...] = ()
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A report: its title, what it is about, its parts."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]


def table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Table:
    """A table of lists."""
    return Table(caption, tuple(columns), tuple(tuple(row) for row in rows))
