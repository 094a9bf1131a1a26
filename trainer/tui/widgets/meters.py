"""Meters in words and squares: on a line in the heading, or one below the other with their paths at the side."""

from collections.abc import Mapping, Sequence

from trainer.engine.transcript import Gauge
from trainer.language import tr
from trainer.shown import clean_lines as clean
from trainer.tui.widgets.blocks import Block, Span
from trainer.tui.words import meter, sparkline

_TIED = "\u00a0"


def in_line(gauges: Sequence[Gauge]) -> str:
    """`Trust ■■■□□ 3 of 5 (was 2)`, each kept on one line."""
    return "   ".join(_told(gauge).replace(" ", _TIED) for gauge in gauges)


def at_side(gauges: Sequence[Gauge], paths: Mapping[str, Sequence[int]]) -> list[Block]:
    """A heading, and for each meter its name, value and path so far."""
    blocks: list[Block] = []
    for gauge in gauges:
        value = tr("{value} of {greatest}", value=gauge.value, greatest=gauge.greatest) + (
            tr(", was {was}", was=gauge.was) if gauge.was != gauge.value else ""
        )
        head: tuple[Span, ...] = ((clean(gauge.label), "strong"),)
        blocks.append(Block(head, indent=1, right=(value, "text"), gap=1))
        path = sparkline(tuple(paths.get(gauge.id, ()))[-14:], gauge.least, gauge.greatest)
        squares = meter(gauge.value, gauge.least, gauge.greatest)
        blocks.append(Block(squares, "you", indent=1, right=(path, "quiet")))
    return blocks


def _told(gauge: Gauge) -> str:
    was = tr(" (was {was})", was=gauge.was) if gauge.was != gauge.value else ""
    squares = meter(gauge.value, gauge.least, gauge.greatest)
    return tr(
        "{label} {squares} {value} of {greatest}{was}",
        label=clean(gauge.label),
        squares=squares,
        value=gauge.value,
        greatest=gauge.greatest,
        was=was,
    )
