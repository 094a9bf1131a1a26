"""Words made fit for a screen: control codes taken out, lines broken at a width, values told in characters.

Pure, and known to every widget and screen. What files and people wrote passes `shown.clean_lines` before it is drawn.
"""

from fractions import Fraction

from rich.cells import cell_len, get_character_cell_size

from trainer.language import mark, tr

Slice = tuple[int, int]
"""Where a line of a text begins and ends, as indices into the text."""

LEVELS = {4: mark("Skilled"), 3: mark("Adequate"), 2: mark("Weak"), 1: mark("Harmful")}
"""The four levels, and what they are called. (`scoring` says the same; it is not imported before the first frame.)"""

_BARS = "▁▂▃▄▅▆▇█"


def wrapped(text: str, width: int) -> list[Slice]:
    """The lines of a clean text at a width in cells, each as a slice of it; words longer than a line are cut."""
    lines: list[Slice] = []
    start = 0
    for paragraph in text.split("\n"):
        lines += _paragraph(text, start, start + len(paragraph), max(1, width))
        start += len(paragraph) + 1
    return lines


def _paragraph(text: str, start: int, end: int, width: int) -> list[Slice]:
    lines: list[Slice] = []
    plain = text.isascii()
    while (end - start if plain else cell_len(text[start:end])) > width:
        cut = start + width if plain else _fitting(text, start, end, width)
        space = text.rfind(" ", start + 1, cut + 1)
        if space <= start:
            lines.append((start, cut))
            start = cut
            continue
        stop = space
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        lines.append((start, stop))
        start = space + 1
        while start < end and text[start] == " ":
            start += 1
    lines.append((start, end))
    return lines


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """How far a line of so many cells reaches: at least one character."""
    cells = 0
    for index in range(start, end):
        cells += get_character_cell_size(text[index])
        if cells > width:
            return max(index, start + 1)
    return end


def shortened(text: str, width: int) -> str:
    """A text on one line of so many cells, with an ellipsis where it is cut."""
    line = " ".join(text.split())
    if cell_len(line) <= width:
        return line
    return line[: _fitting(line, 0, len(line), max(1, width - 1))].rstrip(" .,;:") + "…"


def padded(text: str, width: int) -> str:
    """A text on one line of exactly so many cells."""
    line = shortened(text, width)
    return line + " " * (width - cell_len(line))


def meter(value: int, least: int, greatest: int) -> str:
    """A meter as squares, one for each of its steps (at most ten): ■■■□□."""
    steps = max(1, min(10, greatest - least))
    full = round((value - least) * steps / max(1, greatest - least))
    return "■" * full + "□" * (steps - full)


def sparkline(values: tuple[int, ...], least: int, greatest: int) -> str:
    """A path of values as small bars."""
    span = max(1, greatest - least)
    return "".join(_BARS[round((value - least) * (len(_BARS) - 1) / span)] for value in values)


def dots(score: Fraction | None) -> str:
    """A score of 1 to 4 as four dots, the nearest level full."""
    full = 0 if score is None else max(1, min(4, int(score + Fraction(1, 2))))
    return "●" * full + "○" * (4 - full)


def in_words(score: Fraction | None) -> str:
    """A score with its level in words: `3.4 of 4, Adequate`."""
    if score is None:
        return tr("not seen yet")
    return tr("{score} of 4, {word}", score=f"{float(score):.1f}", word=level(score))


def level(score: Fraction) -> str:
    """The level nearest to a score in words, halves upward."""
    return level_title(max(1, min(4, int(score + Fraction(1, 2)))))


def level_title(level: int) -> str:
    """What one of the four levels is called."""
    return tr(LEVELS[level])


def sentence(text: str) -> str:
    """A text that begins with a capital and ends with a full stop."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…", "”", '"')) else text + "."
