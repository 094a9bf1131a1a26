"""A map as text for programs that draw: Mermaid and DOT. Called by `trainer graph`.

Ids are made up (`s0`, `s1` …) and every text is quoted, so that no word of an author is read as a command.
"""

from collections.abc import Iterator

from trainer.analysis.graph import Box, Course, Kind, Map, Row, Way
from trainer.content.render import safe
from trainer.language import tr
from trainer.reports.drawing import must_fit
from trainer.reports.marks import GLYPHS, OUTCOMES, percent, sized

MERMAID_WAYS = 500
"""Mermaid itself draws no more."""

_SHAPES: dict[Kind, tuple[str, str]] = {
    Kind.DECISION: ("[", "]"),
    Kind.REPAIR: ("{{", "}}"),
    Kind.ROUTE: ("{", "}"),
    Kind.PASSAGE: ("(", ")"),
    Kind.ENDING: ("([", "])"),
}
_DOT_SHAPES: dict[Kind, str] = {
    Kind.DECISION: "box",
    Kind.REPAIR: "hexagon",
    Kind.ROUTE: "diamond",
    Kind.PASSAGE: "ellipse",
    Kind.ENDING: "box, style=rounded, peripheries=2",
}
_PLAIN = " .,!?:'-_%()/▶●■▲◆✓≈✗…=+"
_ARROWS = {Course.REPAIR: "-.->", Course.MENDED: "-.->"}
_DOT_LINES = {Course.REPAIR: ", style=dashed", Course.MENDED: ", style=dotted"}


def mermaid(map: Map) -> str:
    """The map as a Mermaid flowchart. Raises UsageError where there is more than Mermaid draws."""
    must_fit(map, MERMAID_WAYS, MERMAID_WAYS)
    ids = _ids(map)
    lines = ["---", f"title: {_quoted(map.title)}", "---", "flowchart TD"]
    for box in map.boxes:
        left, right = _SHAPES[box.kind]
        words = "<br/>".join(_mermaid_text(line) for line in _box_lines(map, box))
        lines.append(f'  {ids[box.scene]}{left}"{words}"{right}')
    for way in map.ways:
        label = _mermaid_text(_label(map, way))
        arrow = _ARROWS.get(way.course, "-->") + (f'|"{label}"|' if label else "")
        lines.append(f"  {ids[way.source]} {arrow} {ids[way.target]}")
    return "\n".join([*lines, *_mermaid_classes(map, ids)]) + "\n"


def dot(map: Map) -> str:
    """The map as DOT, the language of Graphviz."""
    ids = _ids(map)
    lines = [
        f"digraph {_quoted(map.scenario)} {{",
        f'  graph [label={_quoted(map.title)}, labelloc=t, rankdir=TB, fontname="sans-serif"]',
        '  node [fontname="sans-serif", fontsize=11]',
        '  edge [fontname="sans-serif", fontsize=10]',
    ]
    for box in map.boxes:
        words = _quoted("\n".join(_box_lines(map, box)))
        lines.append(f"  {ids[box.scene]} [label={words}, shape={_DOT_SHAPES[box.kind]}]")
    for way in map.ways:
        extra = _DOT_LINES.get(way.course, "")
        lines.append(f"  {ids[way.source]} -> {ids[way.target]} [label={_quoted(_label(map, way))}{extra}]")
    return "\n".join([*lines, "}"]) + "\n"


def _ids(map: Map) -> dict[str, str]:
    return {box.scene: f"s{number}" for number, box in enumerate(map.boxes)}


def _box_lines(map: Map, box: Box) -> Iterator[str]:
    rate = f" ({percent(box.chance)})" if box.chance is not None else ""
    yield ("▶ " if box.scene == map.start else "") + box.scene + rate
    if box.outcome:
        outcome, word = OUTCOMES[box.outcome]
        yield f"{outcome} {tr(word)}"
    if box.text:
        yield sized(box.text, 60)
    if box.critical:
        yield f"! {box.critical}"
    if map.bell and box.scene == map.bell.go:
        yield tr("when the bell rings, after {after}", after=map.bell.after)
    if box.scene in map.lost:
        yield tr("no way leads here")


def _label(map: Map, way: Way) -> str:
    box = next(box for box in map.boxes if box.scene == way.source)
    row = box.rows[way.row] if way.row is not None and way.row < len(box.rows) else None
    if row is None:
        return tr("after the repair") if way.course is Course.MENDED else ""
    told = _row_label(row) if box.kind is not Kind.ROUTE else ""
    if row.when is not None:
        told = tr("{told} if {when}", told=told, when=row.when).strip()
    return told


def _row_label(row: Row) -> str:
    level = f"{GLYPHS[row.level]}{row.level} " if row.level else ""
    return f"{level}{row.id}" + (f" ! {row.critical}" if row.critical else "")


def _mermaid_classes(map: Map, ids: dict[str, str]) -> Iterator[str]:
    yield "  classDef good stroke:#1b7a50,stroke-width:3px"
    yield "  classDef mixed stroke:#8a6100,stroke-width:3px"
    yield "  classDef poor stroke:#b03030,stroke-width:3px"
    for outcome in ("good", "mixed", "poor"):
        these = [ids[box.scene] for box in map.boxes if box.outcome == outcome]
        if these:
            yield f"  class {','.join(these)} {outcome}"


def _mermaid_text(text: str) -> str:
    """Words for Mermaid: everything but letters, digits, spaces and a few signs is written as a number."""
    return "".join(sign if sign.isalnum() or sign in _PLAIN else f"#{ord(sign)};" for sign in safe(text))


def _quoted(text: str) -> str:
    """A text in double quotes, its line ends written as DOT and YAML both read them."""
    lines = [safe(line).replace("\\", "\\\\").replace('"', '\\"') for line in text.split("\n")]
    return '"' + "\\n".join(lines) + '"'
