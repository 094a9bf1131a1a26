"""The map: every scene in the order in which play can come to it, with its ways on, in characters.

Choices that lead the same way stand on one line. The scene to go to is chosen here. Pushed by `screen`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from trainer.analysis.graph import Box, Course, Kind, Map, Way
from trainer.language import mark, tr, tr_many
from trainer.reports.marks import GLYPHS, percent
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import Page
from trainer.tui.widgets.blocks import Block, Span
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu
from trainer.tui.words import LEVELS, shortened

KINDS = {
    Kind.DECISION: mark("decision"),
    Kind.REPAIR: mark("repair"),
    Kind.ROUTE: mark("fork"),
    Kind.PASSAGE: mark("goes on"),
    Kind.ENDING: mark("ending"),
}


class MapScreen(Page[str | None]):
    """Ends with the scene to go to, or None. `marks` are what `outline` says of findings, by scene."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,m", "back", "back", key_display="Esc"),
    ]
    DEFAULT_CSS = """
    MapScreen { #map { height: 1fr; } #column { max-width: 140; } }
    """

    def __init__(self, drawn: Map, marks: Mapping[str, str], here: str) -> None:
        super().__init__()
        self._map, self._marks, self._here = drawn, marks, here

    def heading(self) -> Iterable[Block]:
        """Title, and what the signs mean."""
        signs = "  ".join(f"{GLYPHS[level]} {tr(LEVELS[level])}" for level in sorted(LEVELS, reverse=True))
        return [
            Block(((clean(self._map.title), "title"), (tr("  the map"), "quiet")), indent=1, right=(signs, "quiet"))
        ]

    def body(self) -> Iterator[Widget]:
        """One list that scrolls."""
        yield Menu(id="map")

    def on_mount(self) -> None:
        """The mark on the scene that is looked at."""
        super().on_mount()
        self.query_one(Menu).focus()
        self._draw(self._here)

    def on_resize(self) -> None:
        """Texts are cut to the width."""
        self._draw(self.query_one(Menu).marked or self._here)

    def renew(self, drawn: Map | None, marks: Mapping[str, str]) -> None:
        """The file was saved."""
        if drawn is None:
            return
        self._map, self._marks = drawn, marks
        self.query_one("#heading", Lines).show(self.heading())
        self._draw(self.query_one(Menu).marked)

    def _draw(self, mark: object) -> None:
        menu = self.query_one(Menu)
        top = menu.scroll_offset.y
        menu.show(blocks(self._map, self._marks, max(40, min(self.size.width, 140) - 2)), mark=mark)
        if top:
            menu.scroll_to(y=top, animate=False)
        elif mark is not None:
            menu.call_after_refresh(menu.mark, mark)

    def hints(self) -> list[tuple[str, str]]:
        """Enter goes there."""
        return [("Enter", tr("go to the scene")), *super().hints()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Back works in every window."""
        return action == "back" or super().check_action(action, parameters)

    @on(Lines.Chosen)
    def _chosen(self, message: Lines.Chosen) -> None:
        if isinstance(message.key, str) and not self.is_too_small:
            self.dismiss(message.key)

    def action_back(self) -> None:
        """As it was."""
        self.dismiss(None)


def blocks(drawn: Map, marks: Mapping[str, str], width: int) -> list[Block]:
    """The whole map. `width` is in cells."""
    ways: dict[str, list[Way]] = {}
    for way in drawn.ways:
        ways.setdefault(way.source, []).append(way)
    boxes = {box.scene: box for box in drawn.boxes}
    order = in_order(drawn)
    found: list[Block] = []
    for id in order:
        found += _scene(boxes[id], ways.get(id, ()), marks.get(id, ""), order, width)
    if drawn.bell is not None:
        found.append(
            Block(
                tr_many(
                    drawn.bell.after, "After {count} decision: {go}", "After {count} decisions: {go}", go=drawn.bell.go
                ),
                "quiet",
                indent=3,
                gap=1,
            )
        )
    return found


def in_order(drawn: Map) -> list[str]:
    """The scenes, each as early as play comes to it; those that no way leads to last."""
    ways: dict[str, list[Way]] = {}
    for way in drawn.ways:
        ways.setdefault(way.source, []).append(way)
    ids = [box.scene for box in drawn.boxes]
    order: list[str] = []
    for root in [drawn.start, *ids]:
        waiting = [root] if root in ids and root not in order else []
        while waiting:
            here = waiting.pop(0)
            if here in order:
                continue
            order.append(here)
            targets = ways.get(here, [])
            # A repair stands right below its slip, and what follows both, below it.
            repairs = [way.target for way in targets if way.course is Course.REPAIR]
            waiting = [*repairs, *waiting, *(way.target for way in targets if way.course is not Course.REPAIR)]
    return order


def _scene(box: Box, ways: Sequence[Way], marks: str, order: Sequence[str], width: int) -> Iterator[Block]:
    indent = 5 if box.kind is Kind.REPAIR else 3
    what = f"{tr(KINDS[box.kind])}, {tr(box.outcome)}" if box.outcome else tr(KINDS[box.kind])
    if box.chance is not None:
        what += tr(", met {percent}", percent=percent(box.chance))
    words: tuple[Span, ...] = (("↳ " if box.kind is Kind.REPAIR else "", "quiet"), (box.scene, "strong"))
    if marks:
        words += ((f"  {marks}", "alarm" if "×" in marks else "note"),)
    room = width - indent - len(box.scene) - len(marks) - len(what) - 9
    if box.text and room > 14:
        words += ((f"  {shortened(box.text, room)}", "quiet"),)
    gap = 0 if box.kind is Kind.REPAIR else 1
    yield Block(words, indent=indent, at=indent, right=(what, "quiet"), gap=gap, key=box.scene)
    for (target, course), group in groupby(
        sorted(ways, key=lambda way: _key(way, order)), key=lambda way: _key(way, order)
    ):
        yield _way(box, list(group), order[target], course, order)


def _key(way: Way, order: Sequence[str]) -> tuple[int, str]:
    return order.index(way.target), way.course.value


def _way(box: Box, ways: Sequence[Way], target: str, course: str, order: Sequence[str]) -> Block:
    told = []
    for way in ways:
        if way.row is None:
            continue
        row = box.rows[way.row]
        if row.level is None and box.kind is Kind.ROUTE:
            told.append(tr("when {when}", when=row.when) if row.when else tr("otherwise"))
            continue
        sign = f"{GLYPHS[row.level]}{row.level} " if row.level else ""
        more = f" [{row.critical}]" if row.critical else ""
        told.append(f"{sign}{row.id}{more}" + (tr(" (when {when})", when=row.when) if row.when else ""))
    back = " ↑" if order.index(target) <= order.index(box.scene) else ""
    lead = {Course.REPAIR: tr("to put it right: "), Course.MENDED: tr("where the slip was leading")}.get(
        Course(course), ""
    )
    indent = 9 if box.kind is Kind.REPAIR else 7
    text: tuple[Span, ...] = ((f"{target}{back}", "you"), (f"   {lead}{', '.join(told)}".rstrip(), "quiet"))
    return Block(text, "text", indent=indent, lead=("→", "you"), at=indent - 2)
