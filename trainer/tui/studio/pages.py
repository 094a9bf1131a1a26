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
from trainer.language import tr, tr_many
from trainer.reports.figures import figure, scores, size
from trainer.reports.marks import percent
from trainer.tui.studio.draft import Draft, Figures
from trainer.tui.widgets.blocks import Block, Span

MOST = 2
"""So many errors of a save that cannot be played stand above the last good version; the others are in the outline."""


def trouble(draft: Draft | None, is_shown: bool) -> list[Block]:
    """Why the newest save is not what is shown below; nothing where it is. `is_shown` is whether anything is."""
    if draft is None:
        return []
    below = tr(" Below is the last version that could be played.") if is_shown else ""
    if draft.trouble:
        return [Block(((draft.trouble, "alarm"), (below, "quiet")), indent=1)]
    if draft.scenario is not None:
        return []
    errors = [finding for finding in draft.findings if finding.severity is Severity.ERROR]
    head: tuple[Span, ...] = ((tr("This save cannot be played."), "alarm"), (below, "quiet"))
    blocks = [Block(head, indent=1)]
    for one in errors[:MOST]:
        words: tuple[Span, ...] = ((f"{one.code} {one.message}. ", "text"), (one.help, "quiet"))
        blocks.append(Block(words, indent=12, lead=(tr("line {line}", line=one.place.line), "alarm"), at=2))
    if len(errors) > MOST:
        more = tr_many(len(errors) - MOST, "and {count} more error", "and {count} more errors")
        blocks.append(Block(more, "quiet", indent=12))
    return blocks


def whole(
    path: str, scenario: Scenario | None, figures: Figures | None, findings: Sequence[Block], *, is_there: bool
) -> list[Block]:
    """The file as a whole: its own findings, and what its runs can come to."""
    blocks = [Block(((path, "title"),), indent=1), *findings]
    if scenario is None:
        if is_there and not findings:
            blocks.append(Block(tr("It is shown here as soon as it can be played."), "quiet", indent=3, gap=1))
        return blocks
    if figures is None:
        return [*blocks, Block(tr("The figures are being worked out …"), "quiet", indent=3, gap=1)]
    if not figures.found:
        return [*blocks, Block(tr("No figures: {why}", why=figures.why), "quiet", indent=3, gap=1)]
    first, *others = figures.found
    blocks += _figures(first)
    for one in others:
        told = [*_figures(one)]
        if [block.text for block in told[1:]] == [block.text for block in [*_figures(first)][1:]]:
            settings = tr(" and ").join(sorted(one.school))
            blocks.append(
                Block(tr("The same at a school where {settings} is yes.", settings=settings), "quiet", indent=3, gap=1)
            )
        else:
            blocks += told
    return [*blocks, Block(tr("a shows all figures."), "quiet", indent=3, gap=1)]


def _figures(one: Analysis) -> Iterator[Block]:
    settings = tr(" and ").join(sorted(one.school))
    where = tr("at a school where {settings} is yes", settings=settings) if one.school else ""
    yield Block(((tr("What runs come to"), "title"),), indent=1, right=(where, "quiet") if where else None, gap=1)
    yield from (Block(line, indent=3) for line in [*size(one)][:2])
    random, skilled = one.personas[RANDOM], one.personas[SKILLED]
    if one.scores.least is not None:
        yield Block(next(scores(one)), indent=3, gap=1)
        cut = figure(one.cut)
        told = tr(
            "{percent} of random players reach {cut}; the skilled one scores {score}.",
            percent=percent(random.reaches_cut),
            cut=cut,
            score=figure(skilled.mean),
        )
        yield Block(told, indent=3)
    for name, persona in ((tr("random"), random), (tr("skilled"), skilled))[: 2 if one.scenario.is_scored else 1]:
        ends = ", ".join(f"{tr(outcome)} {percent(chance)}" for outcome, chance in persona.outcomes.items())
        ends = ends.replace(" %", "\N{NO-BREAK SPACE}%")
        yield Block(ends, indent=20, lead=(tr("Ends, {name}", name=name), "quiet"), at=3)


def explanation(finding: Finding, text: str, rules: Mapping[str, Rule[Any]]) -> list[Block]:
    """A finding with its line of the file, and the manual page of its rule."""
    said = pointed(
        tr("line {line}: {message}.", line=finding.place.line, message=finding.message),
        finding.place,
        finding.help,
        text,
    ).split("\n")
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
