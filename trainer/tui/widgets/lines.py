"""Text as lines that Textual draws one by one (its Line API): the base of almost everything on screen.

A `Lines` holds blocks. They are wrapped once for a width, new ones when they come, and a frame draws only the lines
in view, so five thousand lines cost what fifty do.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trainer.tui.widgets.blocks import STYLES, Block, Span, lay_out

MARK = "▸"


@dataclass(frozen=True, slots=True)
class _Line:
    block: int
    spans: tuple[Span, ...]
    first: bool


class Lines(ScrollView, inherit_bindings=False):
    """Blocks of text on the Line API, scrolled, with a mark on the one that is chosen."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Lines {
        scrollbar-size: 0 0;
        overflow: hidden auto;
        &:focus { background-tint: $foreground 0%; }
    }
    """

    class Marked(Message):
        """The mark has moved to the block with this key."""

        def __init__(self, lines: "Lines", key: object) -> None:
            super().__init__()
            self.lines, self.key = lines, key

        @property
        def control(self) -> "Lines":
            """The widget it comes from."""
            return self.lines

    class Chosen(Marked):
        """The block with this key was chosen: Enter, or a click."""

    def __init__(self, *blocks: Block, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._blocks: list[Block] = list(blocks)
        self._lines: list[_Line] = []
        self._starts: list[int] = []
        self._wrapped_at = 0
        self._styles_by_name: dict[tuple[str, bool], Style] = {}
        self._strips: dict[int, Strip] = {}
        self._mark: int | None = None

    # What it holds

    @property
    def blocks(self) -> Sequence[Block]:
        """What it shows, in order."""
        return self._blocks

    def show(self, blocks: Iterable[Block], mark: object = None) -> None:
        """Show other blocks, with the mark on the one with this key if there is one."""
        self._blocks = list(blocks)
        self._mark = self._index_of(mark)
        self._wrap_again()
        if self._wrapped_at:
            self._size_changed()
        else:
            self.refresh(layout=self._grows)

    def append(self, blocks: Iterable[Block]) -> None:
        """Add blocks at the end; only they are wrapped."""
        new = list(blocks)
        self._blocks += new
        if self._wrapped_at:
            self._lay_out(len(self._blocks) - len(new))
            self._size_changed()

    def cut(self, first: int) -> None:
        """Drop the blocks from an index on."""
        del self._blocks[first:]
        if self._wrapped_at and first < len(self._starts):
            line = self._starts[first]
            del self._starts[first:], self._lines[line:]
            self._strips = {at: strip for at, strip in self._strips.items() if at < line}
            self._size_changed()

    # The mark

    @property
    def marked(self) -> object:
        """The key of the block with the mark, or None."""
        return None if self._mark is None else self._blocks[self._mark].key

    def mark(self, key: object, *, reveal: bool = True) -> None:
        """Put the mark on the block with this key; None takes it away."""
        self._move_mark(self._index_of(key), reveal)

    def mark_next(self, by: int) -> bool:
        """Move the mark to the next block that can be chosen, forward (1) or back (-1); whether there was one."""
        keyed = [index for index, block in enumerate(self._blocks) if block.key is not None]
        if not keyed:
            return False
        if self._mark is None:
            self._move_mark(keyed[0 if by > 0 else -1], reveal=True)
            return True
        at = keyed.index(self._mark) + by
        if not 0 <= at < len(keyed):
            return False
        self._move_mark(keyed[at], reveal=True)
        return True

    def _index_of(self, key: object) -> int | None:
        if key is None:
            return None
        return next((index for index, block in enumerate(self._blocks) if block.key == key), None)

    def _move_mark(self, index: int | None, reveal: bool) -> None:
        moved = index != self._mark
        self._mark = index
        self._strips.clear()
        self.refresh()
        if reveal and index is not None:
            self.reveal(index)
        if moved and index is not None:
            self.post_message(self.Marked(self, self._blocks[index].key))

    def reveal(self, index: int) -> None:
        """Scroll as little as shows a block and what belongs to it, or the beginning where that is too long."""
        if index >= len(self._starts):
            return
        belongs = index
        while belongs + 1 < len(self._blocks) and self._blocks[belongs + 1].key is None:
            if self._blocks[belongs + 1].gap:
                break
            belongs += 1
        first, last = self._starts[index], self._end_of(belongs)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if last > top + height:
            self.scroll_to(y=min(first, last - height), animate=False)
        elif first < top:
            # From the top row on everything above is shown as well, such as a heading.
            before = any(block.key is not None for block in self._blocks[:index])
            self.scroll_to(y=first if before else 0, animate=False)

    def _end_of(self, index: int) -> int:
        return self._starts[index + 1] if index + 1 < len(self._starts) else len(self._lines)

    # Wrapping

    @property
    def _grows(self) -> bool:
        """Whether its height follows its lines."""
        height = self.styles.height
        return height is not None and height.is_auto

    def _wrap_again(self) -> None:
        self._lines, self._starts = [], []
        self._strips.clear()
        if self._wrapped_at:
            self._lay_out(0)

    def _lay_out(self, first: int) -> None:
        for index in range(first, len(self._blocks)):
            self._starts.append(len(self._lines))
            block = self._blocks[index]
            for number, spans in enumerate(lay_out(block, self._wrapped_at)):
                self._lines.append(_Line(index, spans, number == block.gap))

    def _wrap_at(self, width: int) -> bool:
        """Wrap for a width; whether that changed anything."""
        if width <= 0 or width == self._wrapped_at:
            return False
        self._wrapped_at = width
        self._wrap_again()
        return True

    def _size_changed(self) -> None:
        """A layout is asked for only where the number of lines is another: it costs more than drawing."""
        size = Size(self._wrapped_at, len(self._lines))
        if size != self.virtual_size:
            self.virtual_size = size
        else:
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Its lines at a width: Textual asks where the height is auto."""
        if self._wrap_at(self._room(width)):
            # A layout is under way: asking for another now would make Textual miss the next one that is needed.
            self.set_reactive(ScrollView.virtual_size, Size(self._wrapped_at, len(self._lines)))
        return len(self._lines)

    def _room(self, width: int) -> int:
        """The width for words: one column is the bar's where it scrolls."""
        return width - 1 if self.styles.overflow_y == "auto" else width

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew where the width changed, with the same block at the top."""
        width = self._room(self.size.width)
        if width == self._wrapped_at or width <= 0:
            return
        top = bisect_right(self._starts, self.scroll_offset.y) - 1
        at_end = self.is_vertical_scroll_end
        if self._wrap_at(width):
            self._size_changed()
        if top > 0 and top < len(self._starts) and not at_end:
            self.scroll_to(y=self._starts[top], animate=False)

    # Drawing

    def notify_style_update(self) -> None:
        """Forget drawn lines when the theme changes."""
        super().notify_style_update()
        self._styles_by_name.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """One line in view, and its piece of the bar that says where in the whole it is."""
        number, width = self.first_line + y, self._room(self.size.width)
        strip = self._strip(number, width) if 0 <= number < len(self._lines) else Strip.blank(width, self.rich_style)
        if width == self.size.width:
            return strip
        height, whole = self.size.height, len(self._lines)
        first = number - y
        is_thumb = whole > height and first * height // whole <= y <= ((first + height) * height - 1) // whole
        return Strip([*strip, Segment("┃" if is_thumb else " ", self._style("bar", False))], width + 1)

    @property
    def first_line(self) -> int:
        """The line at the top of what is in view."""
        return self.scroll_offset.y

    def _strip(self, number: int, width: int) -> Strip:
        strip = self._strips.get(number)
        if strip is None or strip.cell_length != width:
            strip = self._strips[number] = self._draw(self._lines[number], width)
        return strip

    def _draw(self, line: _Line, width: int) -> Strip:
        marked = line.block == self._mark and bool(line.spans)
        # A space that does not break has done its work when lines are wrapped.
        spans = ((words.replace("\u00a0", " "), style) for words, style in line.spans)
        segments = [Segment(words, self._style(style, marked)) for words, style in spans]
        if marked and line.first:
            at = max(0, self._blocks[line.block].at - 2)
            if segments and segments[0].text.startswith(" " * (at + 1)):
                rest = segments[0].text[at + 1 :]
                style = self._style("strong", True)
                segments[:1] = [Segment(" " * at + MARK, style), Segment(rest, style)]
        return Strip(segments).adjust_cell_length(width, self._style("text", marked))

    def _style(self, name: str, marked: bool) -> Style:
        """A style by its name in `STYLES`, not of CSS: a dozen component classes a widget would slow the start."""
        style = self._styles_by_name.get((name, marked))
        if style is None:
            variables = self.app.theme_variables
            colour, look = STYLES[name]
            style = self.rich_style + Style(color=Color.parse(variables[colour]).rich_color) + Style.parse(look)
            if marked:
                style += Style(bgcolor=Color.parse(variables["chosen"]).rich_color, bold=True)
            self._styles_by_name[name, marked] = style
        return style

    async def on_click(self, event: events.Click) -> None:
        """Choose the block under the pointer."""
        number = self.first_line + event.get_content_offset_capture(self).y
        if 0 <= number < len(self._lines):
            block = self._lines[number].block
            if self._blocks[block].key is not None:
                self._move_mark(block, reveal=False)
                self.post_message(self.Chosen(self, self._blocks[block].key))
