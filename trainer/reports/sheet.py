"""What a drawn map is drawn with: colours for light and dark, arrow heads, the shapes of levels, the legend.

Called by `reports.drawing`.
"""

from collections.abc import Iterator

from trainer.language import tr
from trainer.reports.marks import LEVELS, sign


def legend(x: float, y: float) -> Iterator[str]:
    """The shapes of levels and the kinds of ways, from a point on to the right."""
    x += 8
    for level, (word, _) in sorted(LEVELS.items(), reverse=True):
        name = tr(word)
        yield shape(level, x, y)
        yield f'<text class="soft" x="{x + 14:.0f}" y="{y + 4:.0f}">{name}</text>'
        x += 14 + 7 * len(name) + 26
    for course, name in (
        ("choice", tr("goes on")),
        ("repair", tr("repair")),
        ("mended", tr("after a repair")),
    ):
        yield f'<path class="way {course}" d="M{x:.0f} {y:.0f}h30" marker-end="url(#tip-{course})"/>'
        yield f'<text class="soft" x="{x + 40:.0f}" y="{y + 4:.0f}">{name}</text>'
        x += 40 + 6.4 * len(name) + 24


def shape(level: int, x: float, y: float, critical: bool = False) -> str:
    """A level: circle 4, square 3, triangle 2, diamond 1, its number inside; an outer ring for a critical act."""
    ring = f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="12"/>' if critical else ""
    down = 5.5 if level == 2 else 4
    return (
        f'{ring}<path class="level l{level}" transform="translate({x:.1f} {y:.1f})" d="{LEVELS[level][1]}"/>'
        f'<text class="number" x="{x:.1f}" y="{y + down:.1f}">{sign(level)}</text>'
    )


ARROWS = (
    "<defs>"
    + "".join(
        f'<marker id="tip-{course}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path class="tip {course}" d="M0 0L8 4L0 8z"/></marker>'
        for course in ("choice", "repair", "mended")
    )
    + "</defs>"
)

STYLE = """
svg{color-scheme:light dark;--paper:#fff;--ink:#1d2430;--soft:#566070;--line:#8a94a3;--box:#f6f7f9;--head:#4a6fa5;
--mend:#9a5b00;--good:#1b7a50;--mixed:#8a6100;--poor:#b03030}
@media (prefers-color-scheme:dark){svg{--paper:#14181f;--ink:#e6e9ee;--soft:#a7b0bd;--line:#7d8796;--box:#1f252e;
--head:#88aee0;--mend:#e0a350;--good:#5fc796;--mixed:#d9b252;--poor:#ef8a8a}}
text{font:12px system-ui,"Segoe UI","DejaVu Sans",sans-serif;fill:var(--ink)}
.paper{fill:var(--paper)}.big{font-size:20px;font-weight:600}.soft{fill:var(--soft)}
.name{font-weight:600}.small{font-size:11px;fill:var(--soft)}.said{font-size:11.5px}
.if{font-size:11px;font-style:italic;fill:var(--soft)}.port{font-size:10px;fill:var(--soft);text-anchor:middle}
.box{fill:var(--box);stroke:var(--line);stroke-width:1.2}.box.decision{stroke:var(--head);stroke-width:1.8}
.box.repair{stroke:var(--mend);stroke-dasharray:5 3}.box.route{stroke-dasharray:1.5 3;stroke-linecap:round}
.box.ending{stroke-width:2.6}.box.good{stroke:var(--good)}.box.mixed{stroke:var(--mixed)}.box.poor{stroke:var(--poor)}
.stub{fill:var(--paper);stroke:var(--line)}.rate{fill:var(--head);opacity:.55}
.way{fill:none;stroke:var(--line);stroke-width:1.3}.way.repair,.way.mended{stroke:var(--mend)}
.way.repair{stroke-dasharray:6 3}.way.mended{stroke-dasharray:2 3}.way:hover{stroke:var(--ink);stroke-width:2.6}
.tip{fill:var(--line)}.tip.repair,.tip.mended{fill:var(--mend)}
.level{stroke:none}.l4{fill:#17694a}.l3{fill:#2a5f9e}.l2{fill:#8a5a00}.l1{fill:#a52a2a}
.number{font-size:11px;font-weight:700;fill:#fff;text-anchor:middle}.ring{fill:none;stroke:#a52a2a;stroke-width:1.6}
.branch{fill:none;stroke:var(--line);stroke-width:1.4}
"""
