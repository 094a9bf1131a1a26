"""The outline: the whole file, then its scenes in their order, each with how much there is to say of it. Pure."""

from collections.abc import Mapping, Sequence

from trainer.content.findings import Finding, Severity
from trainer.content.render import counted
from trainer.content.scenario import Scenario
from trainer.language import tr
from trainer.tui.studio.draft import WHOLE
from trainer.tui.widgets.blocks import Block, Span
from trainer.tui.words import shortened

SIGNS = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.NOTE: "·"}
"""How a finding's severity is marked where there is no room for its word."""


def outline(
    scenes: Sequence[str], scenario: Scenario | None, findings: Mapping[str, Sequence[Finding]], width: int
) -> list[Block]:
    """A row for the file and one for each scene; `findings` by scene, those of the file under WHOLE.

    `scenario` is the last version that could be played; what is newer is marked so. `width` is in cells.
    """
    rows = [_row(WHOLE, (tr("The whole file"), "strong"), 3, findings.get(WHOLE, ()), width)]
    repairs = repairs_of(scenario)
    for id in scenes:
        scene = scenario.scenes.get(id) if scenario else None
        style, indent, words = "text", 3, id
        if scene is None:
            style, words = "quiet", f"{id} ({tr('new')})"
        elif id in repairs:
            style, indent, words = "quiet", 5, f"↳ {id}"
        elif scene.ending is not None:
            words = f"{id} ({tr(scene.ending.outcome.value)})"
        elif not scene.choices:
            words = f"{id} →"
        rows.append(_row(id, (words, style), indent, findings.get(id, ()), width))
    return rows


def repairs_of(scenario: Scenario | None) -> frozenset[str]:
    """The scenes that are repairs."""
    scenes = scenario.scenes.values() if scenario else ()
    return frozenset(choice.repair for scene in scenes for choice in scene.choices if choice.repair)


def _row(key: str, words: Span, indent: int, findings: Sequence[Finding], width: int) -> Block:
    marks = in_signs(findings)
    room = width - indent - (len(marks) + 2 if marks else 0)
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    right = (marks, "alarm" if failed else "note") if marks else None
    return Block(((shortened(words[0], room), words[1]),), indent=indent, at=3, right=right, key=(key,))


def in_signs(findings: Sequence[Finding]) -> str:
    """`×1 !2`."""
    severities = [finding.severity for finding in findings]
    return " ".join(f"{sign}{severities.count(one)}" for one, sign in SIGNS.items() if one in severities)


def in_words(findings: Sequence[Finding]) -> str:
    """`1 error ×, 2 warnings !`, or that there are none."""
    severities = [finding.severity for finding in findings]
    told = [f"{counted(one, severities.count(one))} {sign}" for one, sign in SIGNS.items() if one in severities]
    return ", ".join(told) or tr("no findings")
