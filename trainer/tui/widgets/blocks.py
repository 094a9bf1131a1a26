"""A block: a text to wrap, perhaps with a lead before it and something at the right edge; and how it is laid out.

Pure. Called by `widgets.lines`; made by every widget and screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from trainer.shown import clean_lines as clean
from trainer.tui.words import wrapped

Span = tuple[str, str]
"""Words and the name of their style."""

STYLES: dict[str, tuple[str, str]] = {
    "text": ("ink", "not bold"),
    "quiet": ("quiet", "not bold"),
    "strong": ("ink", "bold"),
    "title": ("name-other", "bold"),
    "other": ("name-other", "bold"),
    "third": ("name-third", "bold"),
    "you": ("name-you", "bold"),
    "note": ("note", "not bold"),
    "alarm": ("alarm", "bold"),
    "scene": ("quiet", "italic"),
    "thought": ("name-third", "italic"),
    "bar": ("rule", "not bold"),
}
"""The styles a span may have: the colour's name in `theme`, and how it looks without colours."""


@dataclass(frozen=True, slots=True)
class Block:
    """A text that wraps between `indent` and the right edge.

    `lead` stands at column `at` of the first line and goes on a line of its own where it does not fit before
    `indent`. `right` stands at the right edge of the first line. `gap` is the number of empty lines above. A block
    with a `key` can be chosen; its mark stands at column `at` - 2.
    """

    text: str | tuple[Span, ...] = ""
    style: str = "text"
    indent: int = 2
    lead: Span | None = None
    at: int = 2
    right: Span | None = None
    gap: int = 0
    key: object = None


def lay_out(block: Block, width: int) -> list[tuple[Span, ...]]:
    """The lines of a block at a width in cells, each as spans from column 0."""
    right = (clean(block.right[0]), block.right[1]) if block.right else None
    room = width - block.indent - (cell_len(right[0]) + 2 if right else 0)
    if right is not None and room < 16:
        # Too narrow for a column at the right: it goes below.
        below = Block(right[0], right[1], block.indent)
        return lay_out(replace(block, right=None), width) + lay_out(below, width)
    lines: list[tuple[Span, ...]] = [()] * block.gap
    lead: tuple[Span, ...] = ((" " * block.indent, "text"),)
    if block.lead is not None:
        words, style = clean(block.lead[0]), block.lead[1]
        taken = block.at + cell_len(words)
        if taken < block.indent:
            lead = ((" " * block.at, "text"), (words, style), (" " * (block.indent - taken), "text"))
        else:
            slices = wrapped(words, room + block.indent - block.at)
            lines += [((" " * block.at, "text"), (words[start:end], style)) for start, end in slices]
    body = _body(block, room) if block.text or len(lines) == block.gap else []
    for number, spans in enumerate(body):
        begin = lead if number == 0 else ((" " * block.indent, "text"),)
        lines.append(begin + spans)
    if right is not None:
        first = lines[block.gap]
        fill = width - sum(cell_len(words) for words, _ in first) - cell_len(right[0])
        lines[block.gap] = (*first, (" " * max(1, fill), "text"), right)
    return lines


def _body(block: Block, room: int) -> list[tuple[Span, ...]]:
    if isinstance(block.text, str):
        words = clean(block.text)
        return [((words[start:end], block.style),) for start, end in wrapped(words, room)]
    spans = [(clean(words), style) for words, style in block.text]
    whole = "".join(words for words, _ in spans)
    return [_cut(spans, start, end) for start, end in wrapped(whole, room)]


def _cut(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The part of spans between two indices of their joined words."""
    parts: list[Span] = []
    at = 0
    for words, style in spans:
        part = words[max(0, start - at) : max(0, end - at)]
        if part:
            parts.append((part, style))
        at += len(words)
    return tuple(parts)
