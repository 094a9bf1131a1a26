"""A map drawn as SVG: every scene a box, every choice a row of it, and the ways between them, from top to bottom.

Nothing but the file itself is needed to see it. Levels have a shape and a number besides their colour, outcomes
their word. Called by `trainer graph` and by the page of `trainer analyse`.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from trainer.analysis.graph import Box, Course, Kind, Map, Row, Way
from trainer.analysis.layout import Layout, Link, backward, closing, laid_out
from trainer.content.render import safe, width
from trainer.errors import UsageError
from trainer.language import mark, tr
from trainer.reports.marks import LEVELS, OUTCOMES, counted, letter, percent, sized, thousands
from trainer.reports.sheet import ARROWS, STYLE, legend, shape

LARGEST = 300
"""Scenes; a drawing of more could not be read."""
MOST_WAYS = 3_000

WIDE = {Kind.DECISION: 264, Kind.REPAIR: 244, Kind.ROUTE: 220, Kind.PASSAGE: 220, Kind.ENDING: 208}
_PORTED = (Kind.DECISION, Kind.ROUTE)
"""Scenes whose rows lead to different places, and so leave at letters of their own."""
_HEAD, _LINE, _PAD = 27, 15, 9
_EDGE, _TOP = 28, 130


@dataclass(slots=True)
class _Figure:
    """A box with its measures: the text lines of its opening and of each row, and its ports from the middle."""

    box: Box | None
    wide: float
    tall: float
    opening: list[str] = field(default_factory=list)
    rows: list[tuple[Row, list[tuple[str, str]]]] = field(default_factory=list)
    back_to: str = ""


def svg(map: Map) -> str:
    """The drawing as a whole SVG file. Raises UsageError where there is too much to draw."""
    must_fit(map)
    figures = [_figure(box) for box in map.boxes]
    first = next((at for at, box in enumerate(map.boxes) if box.scene == map.start), 0)
    figures.insert(0, figures.pop(first))
    links, ways = _links(map, figures)
    layout = laid_out([(figure.wide, figure.tall) for figure in figures], links)
    wide = max(layout.width + 2 * _EDGE, 780)
    left = (wide - layout.width) / 2
    parts = [
        *_opening(map, wide, layout.height + _TOP + _EDGE),
        f'<g transform="translate({left:.1f} {_TOP})">',
        *_drawn_ways(layout, ways),
        *(line for at, figure in enumerate(figures) for line in _drawn(map, figure, *layout.boxes[at])),
        "</g>",
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def must_fit(map: Map, scenes: int = LARGEST, ways: int = MOST_WAYS) -> None:
    """Raises UsageError for a map of more scenes or ways than can be drawn."""
    if len(map.boxes) > scenes or len(map.ways) > ways:
        raise UsageError(
            tr(
                '"{scenario}" has {scenes} and {ways} between them: too many to draw (at most {most} and {most_ways}).',
                scenario=map.scenario,
                scenes=counted(len(map.boxes), "scene"),
                ways=counted(len(map.ways), "way"),
                most=scenes,
                most_ways=thousands(ways),
            ),
            tr("`--format dot` writes any number, for a program that lays out large graphs."),
        )


def _figure(box: Box) -> _Figure:
    wide = WIDE[box.kind]
    opening = _wrapped(box.text, wide - 22, 3 if box.kind is Kind.ENDING else 2)
    rows = [(row, _row_lines(row, wide - 55)) for row in box.rows]
    tall = _HEAD + _PAD + 3 + _LINE * len(opening) + sum(_LINE * len(lines) + 7 for _, lines in rows) + _PAD
    if box.outcome or box.critical:
        tall += _LINE * (bool(box.outcome) + bool(box.critical)) + 3
    return _Figure(box, wide, tall + 14 * (box.kind in _PORTED), opening, rows)


def _row_lines(row: Row, wide: int) -> list[tuple[str, str]]:
    """The lines of a row, each with the kind of text it is."""
    words = f"{row.id}: {row.text}" if row.text else tr("to {id}", id=row.id)
    lines = [("said", line) for line in _wrapped(words, wide, 2)]
    if row.when is not None:
        lines += [("if", line) for line in _wrapped(tr("if {when}", when=row.when), wide, 3)]
    changes = [f"{name} {change:+d}".replace("-", "−") for name, change in (row.change or {}).items()]
    told = ", ".join(([tr("critical act {code}", code=row.critical)] if row.critical else []) + changes)
    return lines + [("small", line) for line in _wrapped(told, wide, 2)]


def _wrapped(text: str, wide: float, most: int) -> list[str]:
    """A text in at most so many lines of about so many points; what is left out shows as an ellipsis."""
    text = " ".join(safe(text).split())
    stretch = max(len(text), 1) / max(width(text), 1)
    lines = _Wrapper(max(int(wide / 6.15 * stretch), 4)).wrap(text)
    if len(lines) > most:
        lines = [*lines[: most - 1], textwrap.shorten(f"{lines[most - 1]} {'x' * 80}", 200, placeholder="")]
        lines[-1] = lines[-1].removesuffix("x" * 80).rstrip(" ,;:.")[: max(int(wide / 6.15 * stretch) - 1, 3)] + "…"
    return lines


class _Wrapper(textwrap.TextWrapper):
    """Breaks what is too long for a line behind its signs: `chose(corridor.` and not `chose(corr`."""

    def _split(self, text: str) -> list[str]:
        return [
            part
            for chunk in super()._split(text)
            for part in (re.split(r"(?<=[_.(])", chunk) if len(chunk) > self.width else [chunk])
            if part
        ]


def _links(map: Map, figures: list[_Figure]) -> tuple[list[Link], list[Way]]:
    """The links to lay out, and the way each is of; ways that lead back get a small box that names where to."""
    at = {figure.box.scene: number for number, figure in enumerate(figures) if figure.box}
    ways = list(map.ways)
    back = _leading_back(len(figures), [(at[way.source], at[way.target]) for way in ways], ways)
    stubs: dict[tuple[str, str], int] = {}
    links = []
    for index, way in enumerate(ways):
        source = at[way.source]
        target = at[way.target]
        if index in back:
            key = (way.source, way.target)
            if key not in stubs:
                stubs[key] = len(figures)
                name = f"↑ {way.target}"
                figures.append(_Figure(None, max(width(name) * 6.6 + 20, 60), 24, back_to=way.target))
            target = stubs[key]
        links.append(Link(source, target, _port(figures[source], way.row), way.course.value))
    return links, ways


def _leading_back(count: int, ends: list[tuple[int, int]], ways: Sequence[Way]) -> set[int]:
    """The ways (by index) that would lead round in a circle. What follows a repair gives way to the other ways.

    A repair of several scenes would else draw the scenes behind it below all of them.
    """
    onward = [index for index, way in enumerate(ways) if way.course is not Course.MENDED]
    mended = [index for index, way in enumerate(ways) if way.course is Course.MENDED]
    back = {onward[number] for number in backward(count, [ends[index] for index in onward])}
    kept = [ends[index] for index in onward if index not in back]
    return back | {mended[number] for number in closing(count, kept, [ends[index] for index in mended])}


def _port(figure: _Figure, row: int | None) -> float:
    """How far right of the middle a row's way leaves a box."""
    count = len(figure.rows)
    if row is None or count < 2:
        return 0.0
    apart = min(58.0, (figure.wide - 48) / (count - 1))
    return (row - (count - 1) / 2) * apart


def _opening(map: Map, wide: float, tall: float) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="map-title map-desc" '
        f'width="{wide:.0f}" height="{tall:.0f}" viewBox="0 0 {wide:.0f} {tall:.0f}">'
    )
    named = tr("{title}: the map of {scenario}", title=map.title, scenario=map.scenario)
    yield f'<title id="map-title">{_text(named)}</title>'
    yield f'<desc id="map-desc">{_text(_described(map))}</desc>'
    yield f"<style>{STYLE}</style>"
    yield ARROWS
    yield f'<rect class="paper" width="{wide:.0f}" height="{tall:.0f}"/>'
    yield f'<text class="big" x="{_EDGE}" y="38">{_text(sized(map.title, int(wide / 12)))}</text>'
    for number, line in enumerate(_summary(map)):
        yield f'<text class="soft" x="{_EDGE}" y="{58 + 17 * number}">{_text(line)}</text>'
    yield from legend(_EDGE, 100)


def _summary(map: Map) -> list[str]:
    counts = [
        counted(map.count(Kind.DECISION), "decision"),
        counted(map.count(Kind.REPAIR), "repair"),
        counted(map.count(Kind.ENDING), "ending"),
    ]
    told = f"{map.scenario}: " + ", ".join(counts) + "."
    if map.bell:
        told += tr(
            " The bell rings after {decisions}: {go}.", decisions=counted(map.bell.after, "decision"), go=map.bell.go
        )
    if all(box.chance is None for box in map.boxes):
        return [told]
    return [told, tr("Percentages: how often a player who chooses at random meets a scene.")]


KINDS = {
    Kind.DECISION: mark("decision"),
    Kind.REPAIR: mark("repair"),
    Kind.ROUTE: mark("route"),
    Kind.PASSAGE: mark("passage"),
    Kind.ENDING: mark("ending"),
}
"""What kinds of scene are called."""


def _described(map: Map) -> str:
    """The map in words, for whoever does not see it."""
    told = [*_summary(map), tr("It begins at {start}.", start=map.start)]
    for box in map.boxes:
        to = dict.fromkeys(way.target for way in map.ways if way.source == box.scene)
        leads = tr(" leads to {scenes}", scenes=", ".join(to)) if to else ""
        rate = tr(", met by {percent}", percent=percent(box.chance)) if box.chance is not None else ""
        outcome = tr(box.outcome) + " " if box.outcome else ""
        told.append(f"{box.scene} ({outcome}{tr(KINDS[box.kind])}{rate}){leads}.")
    return " ".join(told)


def _drawn_ways(layout: Layout, ways: Sequence[Way]) -> Iterator[str]:
    """Each way once: those that share a bundle run together from where they meet."""
    for way, points in zip(ways, layout.links, strict=True):
        (x, y), (_, floor) = points[0], points[1]
        path = f"M{x:.1f} {y:.1f}V{floor:.1f}"
        rest = points[2:]
        here = (x, floor)
        for at in range(0, len(rest), 2):
            there = rest[at]
            middle = (here[1] + there[1]) / 2
            path += f"C{here[0]:.1f} {middle:.1f} {there[0]:.1f} {middle:.1f} {there[0]:.1f} {there[1]:.1f}"
            if at + 1 < len(rest):
                here = rest[at + 1]
                path += f"V{here[1]:.1f}"
        told = tr("{source} to {target}", source=way.source, target=way.target)
        yield (
            f'<path class="way {way.course}" d="{path}" marker-end="url(#tip-{_tip(way.course)})">'
            f"<title>{_text(told)}</title></path>"
        )


def _tip(course: Course) -> str:
    return "choice" if course is Course.ROUTE else course.value


def _drawn(map: Map, figure: _Figure, middle: float, top: float) -> Iterator[str]:
    left = middle - figure.wide / 2
    yield f'<g transform="translate({left:.1f} {top:.1f})">'
    if figure.box is None:
        yield f'<a href="#{figure.back_to}"><rect class="stub" width="{figure.wide:.0f}" height="24" rx="12"/>'
        yield f'<text class="small" x="{figure.wide / 2:.0f}" y="16" text-anchor="middle">↑ {figure.back_to}</text></a>'
    else:
        yield from _drawn_box(map, figure, figure.box)
    yield "</g>"


def _drawn_box(map: Map, figure: _Figure, box: Box) -> Iterator[str]:
    round_ = {Kind.ENDING: 18, Kind.REPAIR: 10, Kind.PASSAGE: 10}.get(box.kind, 4)
    kind = f"{box.kind} {box.outcome or ''}".strip()
    size = f'width="{figure.wide:.0f}" height="{figure.tall:.0f}"'
    yield f'<rect id="{box.scene}" class="box {kind}" {size} rx="{round_}"/>'
    name = ("▶ " if box.scene == map.start else "") + sized(box.scene, int((figure.wide - 76) / 6.9))
    yield f'<text class="name" x="11" y="19">{_text(name)}<title>{_text(_told(box))}</title></text>'
    corner = percent(box.chance) if box.chance is not None else ""
    if corner:
        yield f'<text class="small" x="{figure.wide - 11:.0f}" y="19" text-anchor="end">{_text(corner)}</text>'
        yield f'<rect class="rate" x="1" y="{_HEAD}" width="{(figure.wide - 2) * (box.chance or 0):.1f}" height="3"/>'
    y = _HEAD + _PAD + 8
    if box.outcome:
        sign, word = OUTCOMES[box.outcome]
        yield f'<text class="name" x="11" y="{y}">{sign} {tr(word)}</text>'
        y += _LINE + 1
    for line in figure.opening:
        yield f'<text class="said" x="11" y="{y}">{_text(line)}</text>'
        y += _LINE
    if box.critical:
        yield f'<text class="small" x="11" y="{y}">! {_text(tr("critical act {code}", code=box.critical))}</text>'
        y += _LINE
    if box.scene in map.lost:
        yield _above(figure, tr("no way leads here"))
    elif map.bell and box.scene == map.bell.go:
        yield _above(figure, tr("when the bell rings"))
    yield from _drawn_rows(figure, box, y)


def _above(figure: _Figure, words: str) -> str:
    return f'<text class="small" x="{figure.wide / 2:.0f}" y="-6" text-anchor="middle">{_text(words)}</text>'


def _drawn_rows(figure: _Figure, box: Box, y: float) -> Iterator[str]:
    y += 7
    for number, (row, lines) in enumerate(figure.rows):
        yield f'<g class="row"><title>{_text(_told_row(row))}</title>'
        yield f'<text class="small" x="7" y="{y:.0f}">{letter(number)}</text>'
        yield shape(row.level, 30, y - 4, row.critical is not None) if row.level else _port_mark(30, y - 4)
        for at, (kind, line) in enumerate(lines):
            yield f'<text class="{kind}" x="45" y="{y + at * _LINE:.0f}">{_text(line)}</text>'
        yield "</g>"
        y += _LINE * len(lines) + 7
    if box.kind in _PORTED and len(figure.rows) > 1:
        for number in range(len(figure.rows)):
            x = figure.wide / 2 + _port(figure, number)
            yield f'<text class="port" x="{x:.1f}" y="{figure.tall - 5:.1f}">{letter(number)}</text>'


def _told(box: Box) -> str:
    return f"{box.scene}: {box.text}" if box.text else box.scene


def _told_row(row: Row) -> str:
    parts = [f"{row.id}: {row.text}" if row.text else row.id]
    if row.level:
        parts.append(tr("Level {level} {title}.", level=row.level, title=tr(LEVELS[row.level][0])))
    if row.when is not None:
        parts.append(tr("If {when}.", when=row.when))
    if row.critical:
        parts.append(tr("Critical act {critical}.", critical=row.critical))
    return " ".join(parts)


def _port_mark(x: float, y: float) -> str:
    return f'<circle class="branch" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'


def _text(text: str) -> str:
    return escape(safe(text), {'"': "&quot;"})
