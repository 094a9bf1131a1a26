"""The conversation so far: who said what, the coach's notes, what moved, and thoughts where they were asked for."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.geometry import Size

from trainer.engine.transcript import Entry, Kind
from trainer.language import tr
from trainer.shown import clean_lines as clean
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines

LEAST_COLUMN, GREATEST_COLUMN = 8, 16
"""Bounds of the column in which names stand."""
YOURS = 10
"""How much further in the mentor's own words begin."""


class Transcript(Lines):
    """Entries as lines, always at the newest unless somebody scrolls back."""

    DEFAULT_CSS = """
    Transcript { height: 1fr; }
    """

    def __init__(self, names: Iterable[str], id: str | None = None) -> None:
        super().__init__(id=id)
        self._names = list(dict.fromkeys(names))
        longest = max((cell_len(clean(name)) for name in self._names), default=0)
        self._column = max(LEAST_COLUMN, min(GREATEST_COLUMN, longest + 3))
        self._entries: list[Entry] = []
        self._begins: list[int] = []
        self._bared: set[int] = set()
        self._follows = True

    def tell(self, entries: Sequence[Entry]) -> None:
        """Add what was said and done."""
        known = len(self._entries)
        self._entries += entries
        self._draw_from(known)
        self.to_newest()

    def retell(self, entries: Sequence[Entry]) -> None:
        """Show other entries: after going back."""
        self.cut(0)
        self._entries, self._begins = [], []
        self._bared.clear()
        self.tell(entries)

    def bare(self, decision: int) -> bool:
        """Show or hide what was thought after a decision; whether it is shown now."""
        self._bared ^= {decision}
        first = next((at for at, entry in enumerate(self._entries) if entry.decision == decision), None)
        if first is not None:
            self.cut(self._begins[first])
            del self._begins[first:]
            self._draw_from(first)
            self.to_newest()
        return decision in self._bared

    @property
    def first_line(self) -> int:
        """A short conversation stands at the bottom, where the next choice is made."""
        return min(self.scroll_offset.y, self.virtual_size.height - self.size.height)

    def to_newest(self) -> None:
        """Scroll to the end, and stay there until somebody scrolls back."""
        self._follows = True
        self._follow(self.size.height)

    def _follow(self, height: int) -> None:
        """Be at the end, in a room of so many lines, without a frame of its own."""
        newest = max(0, self.virtual_size.height - height)
        if newest != self.scroll_y:
            self.set_reactive(Lines.scroll_y, newest)
            self.set_reactive(Lines.scroll_target_y, newest)
            self.refresh()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Textual says the room within a layout: the scroll is right in the frame that follows, not in a second."""
        if self._follows:
            self._follow(container_size.height)
        return super()._size_updated(size, virtual_size, container_size, layout)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Whoever scrolls back stays there; at the end it follows again."""
        super().watch_scroll_y(old_value, new_value)
        self._follows = self.scroll_offset.y >= self.max_scroll_y

    def _draw_from(self, first: int) -> None:
        blocks: list[Block] = []
        begins = len(self.blocks)
        for at in range(first, len(self._entries)):
            self._begins.append(begins + len(blocks))
            before = self._entries[at - 1] if at else None
            blocks += self._blocks_of(self._entries[at], before)
        self.append(blocks)

    def _blocks_of(self, entry: Entry, before: Entry | None) -> list[Block]:
        gap = int(before is not None and not _belongs(entry, before))
        blocks = [self._block(entry, gap)]
        if entry.thought is not None and entry.decision in self._bared:
            lead = tr("{name}, unspoken: ", name=clean(entry.name)) if entry.name else tr("Unspoken: ")
            blocks.append(Block(((lead, "quiet"), (entry.thought, "thought")), indent=self._column + 1))
        return blocks

    def _block(self, entry: Entry, gap: int) -> Block:
        column = self._column + 1
        match entry.kind:
            case Kind.NARRATION:
                return Block(entry.text, "scene", indent=3, gap=gap)
            case Kind.SPEECH:
                style = "you" if entry.who == "you" else self._style_of(entry.name)
                return self._spoken(entry, style, column, 1, gap)
            case Kind.YOU_SAY:
                return self._spoken(entry, "you", column + YOURS, 1 + YOURS, gap)
            case Kind.YOU_DO:
                right = (tr("(do, not say)"), "quiet")
                lead = (entry.name, "you")
                return Block(entry.text, "scene", column + YOURS, lead, 1 + YOURS, right, gap)
            case Kind.ASKED:
                return Block(entry.text, "strong", indent=3, gap=gap)
            case Kind.OWN_WORDS:
                text = ((entry.text, "text"), (tr("  (your own words)"), "quiet"))
                return Block(text, "text", column + YOURS, (entry.name, "you"), 1 + YOURS, None, gap)
            case Kind.COACH:
                return Block(entry.text, "note", column, (tr("Coach"), "note"), 3, None, gap)
            case Kind.MOVED:
                return Block(entry.text, "note", column, None, 3, None, gap)
            case Kind.ENDING:
                return Block(((f"{entry.name}. ", "title"), (entry.text, "text")), "text", 3, None, 3, None, gap)

    def _spoken(self, entry: Entry, style: str, indent: int, at: int, gap: int) -> Block:
        return Block(entry.text, "text", indent, (entry.name, style), at, None, gap)

    def _style_of(self, name: str) -> str:
        """The first person of the cast has one colour and the others another; the name is what tells them apart."""
        return "other" if not self._names or name == self._names[0] else "third"


def _belongs(entry: Entry, before: Entry) -> bool:
    """Whether an entry stands right below the one before, without an empty line."""
    if entry.kind is Kind.MOVED:
        return before.kind in (Kind.COACH, Kind.MOVED)
    return entry.kind is before.kind is Kind.SPEECH and entry.who == before.who
