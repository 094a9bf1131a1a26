"""What the studio says of the file as a whole: what is wrong with a save, its figures, what findings mean. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from trainer.analysis.analysis import Analysis
from trainer.analysis.personas import RANDOM, SKILLED
from trainer.content.findings import Finding, Severity
from trainer.content.manual import explained
from trainer.content.render import pointed
from trainer.content.rules.rule import Rule
from trainer.content.scenario import Scenario
from trainer.reports.figures import figure, scores, size
from trainer.reports.marks import counted, percent
from trainer.tui.studio.draft import Draft, Figures
from trainer.tui.widgets.blocks import Block, Span

MOST = 2
"""So many errors of a save that cannot be played stand above the last good version; the others are in the outline."""


def trouble(draft: Draft | None, is_shown: bool) -> list[Block]:
    """Why the newest save is not what is shown below; nothing where it is. `is_shown` is whether anything is."""
    if draft is None:
        return []
    below = " Below is the last version that could be played." if is_shown else ""
    if draft.trouble:
        return [Block(((draft.trouble, "alarm"), (below, "quiet")), indent=1)]
    if draft.scenario is not None:
        return []
    errors = [finding for finding in draft.findings if finding.severity is Severity.ERROR]
    head: tuple[Span, ...] = (("This save cannot be played.", "alarm"), (below, "quiet"))
    blocks = [Block(head, indent=1)]
    for one in errors[:MOST]:
        words: tuple[Span, ...] = ((f"{one.code} {one.message}. ", "text"), (one.help, "quiet"))
        blocks.append(Block(words, indent=12, lead=(f"line {one.place.line}", "alarm"), at=2))
    if len(errors) > MOST:
        blocks.append(Block(f"and {counted(len(errors) - MOST, 'more error')}", "quiet", indent=12))
    return blocks


def whole(
    path: str, scenario: Scenario | None, figures: Figures | None, findings: Sequence[Block], *, is_there: bool
) -> list[Block]:
    """The file as a whole: its own findings, and what its runs can come to."""
    blocks = [Block(((path, "title"),), indent=1), *findings]
    if scenario is None:
        if is_there and not findings:
            blocks.append(Block("It is shown here as soon as it can be played.", "quiet", indent=3, gap=1))
        return blocks
    if figures is None:
        return [*blocks, Block("The figures are being worked out …", "quiet", indent=3, gap=1)]
    if not figures.found:
        return [*blocks, Block(f"No figures: {figures.why}", "quiet", indent=3, gap=1)]
    first, *others = figures.found
    blocks += _figures(first)
    for one in others:
        told = [*_figures(one)]
        if [block.text for block in told[1:]] == [block.text for block in [*_figures(first)][1:]]:
            settings = " and ".join(sorted(one.school))
            blocks.append(Block(f"The same at a school where {settings} is yes.", "quiet", indent=3, gap=1))
        else:
            blocks += told
    return [*blocks, Block("a shows all figures.", "quiet", indent=3, gap=1)]


def _figures(one: Analysis) -> Iterator[Block]:
    where = f"at a school where {' and '.join(sorted(one.school))} is yes" if one.school else ""
    yield Block((("What runs come to", "title"),), indent=1, right=(where, "quiet") if where else None, gap=1)
    yield from (Block(line, indent=3) for line in [*size(one)][:2])
    random, skilled = one.personas[RANDOM], one.personas[SKILLED]
    if one.scores.least is not None:
        yield Block(next(scores(one)), indent=3, gap=1)
        cut = figure(one.cut)
        passes = f"{percent(random.reaches_cut)} of random players reach {cut}"
        yield Block(f"{passes}; the skilled one scores {figure(skilled.mean)}.", indent=3)
    for name, persona in (("random", random), ("skilled", skilled))[: 2 if one.scenario.is_scored else 1]:
        ends = ", ".join(f"{outcome} {percent(chance)}" for outcome, chance in persona.outcomes.items())
        ends = ends.replace(" %", "\N{NO-BREAK SPACE}%")
        yield Block(ends, indent=20, lead=(f"Ends, {name}", "quiet"), at=3)


def explanation(finding: Finding, text: str, rules: Mapping[str, Rule[Any]]) -> list[Block]:
    """A finding with its line of the file, and the manual page of its rule."""
    said = pointed(f"line {finding.place.line}: {finding.message}.", finding.place, finding.help, text).split("\n")
    blocks = [Block(_kept(said[0]), "strong", indent=2)]
    blocks += [_as_is(line, "text") for line in said[1:]]
    blocks.append(Block("", gap=0))
    rule = rules.get(finding.code)
    page = explained(rule).split("\n") if rule is not None else [f"{finding.code} {finding.slug}"]
    return blocks + [_as_is(line, "title" if number == 0 else "quiet") for number, line in enumerate(page)]


def _as_is(line: str, style: str) -> Block:
    """A line whose spaces at its beginning count."""
    bare = line.lstrip(" ")
    return Block(bare, style, indent=2 + len(line) - len(bare))


def _kept(line: str) -> str:
    return line[:1].upper() + line[1:]
