"""The decisions of scenarios as sections: how hard, whether they tell people apart, whom each choice draws, castings.

Of first choices only. What needs everybody to have met the same decisions is worked out on anchors, which every path
meets; the versions of a scenario are kept apart, and so are practice and sittings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.language import mark, tr, tr_many
from trainer.reports.cohort.blocks import Bar, Block, Cell, Column, Section, Span, Table, Text, table
from trainer.reports.cohort.gathered import ChoiceTaken, DecisionTaken, Taken, Version
from trainer.reports.cohort.telling import NOT_YET, NOTHING, interval, number, told
from trainer.scoring.score import word
from trainer.scoring.statistics import items
from trainer.scoring.statistics.castings import GOOD, Levels, Record, mantel, strata
from trainer.scoring.statistics.estimate import Estimate
from trainer.scoring.statistics.intervals import wilson
from trainer.scoring.statistics.samples import Standing, Statistic, standing

HOW = mark(
    "Difficulty runs from 0 (everybody at level 1) to 1 (everybody at level 4): the higher, the easier. "
    "“With the rest” says whether those who do well at the other decisions do well here: 0 is not at all, 1 is always. "
    "A mark beside a decision asks somebody to read it again, and decides nothing."
)
EXPLORING = 0.20
"""The level of a test that is only to say where to look (domain D6)."""


@dataclass(frozen=True, slots=True)
class Figures:
    """One decision's figures: `rest` is undefined where it is no anchor."""

    difficulty: Estimate
    rest: Estimate
    flags: tuple[items.Flag, ...]


def figures(one: DecisionTaken) -> Figures:
    """The difficulty of a decision of all who met it, and how it goes with the rest of all who met all anchors."""
    difficulty = items.difficulty([choice.level for choice in one.choices if choice.level for _ in range(choice.times)])
    pairs = [(each.level, each.rest) for each in one.taken for _ in range(each.times)]
    rest = items.item_total(pairs, 0)
    easy = difficulty if standing(Statistic.DIFFICULTY, difficulty.n).standing is not Standing.HIDDEN else NONE
    apart = rest if standing(Statistic.ITEM_TOTAL, rest.n).standing is not Standing.HIDDEN else NONE
    return Figures(difficulty, rest, items.flags(easy, apart))


NONE = Estimate(None, None, None, 0)


def choices(one: DecisionTaken) -> tuple[items.Drawn, ...]:
    """The table of a decision's choices, of those who met all anchors."""
    taken = [each for each in one.taken for _ in range(each.times)]
    return items.choices(
        [each.choice for each in taken],
        [float(each.rest) for each in taken],
        [each.choice for each in one.choices],
        {each.choice for each in one.choices if each.is_best},
    )


def section(one: Version, *, whole: bool) -> Section:
    """One version of a scenario; `whole` with a table of all choices for each decision."""
    kind = tr("in sittings") if one.is_assessment else tr("in practice")
    now = "" if one.is_current else tr(", an earlier text")
    span = (
        one.earliest
        if one.earliest == one.latest
        else tr("{earliest} to {latest}", earliest=one.earliest, latest=one.latest)
    )
    lead = tr_many(
        one.people,
        "{count} first try {kind}, {span}. Version {version}{now}.",
        "{count} first tries {kind}, {span}. Version {version}{now}.",
        kind=kind,
        span=span,
        version=one.version[:8],
        now=now,
    )
    blocks: list[Block] = [Text(lead), _difficulty(one)]
    blocks += [Text(sentence, True) for sentence in _samples(one)]
    parts = tuple(_choices(decision) for decision in one.decisions) if whole else ()
    if not whole:
        blocks.append(_drawn(one))
    return Section(f"{one.title}, {kind}{now}", (*blocks, *_castings(one)), parts, is_folded=True)


def _difficulty(one: Version) -> Table:
    """The decisions; figures that none of them can have yet have no column."""
    found = [figures(each) for each in one.decisions]
    easy = any(not told(Statistic.DIFFICULTY, each.difficulty).is_hidden for each in found)
    rest = any(not told(Statistic.ITEM_TOTAL, each.rest).is_hidden for each in found)
    columns = [Column(tr("Decision")), Column(tr("Met by"), True), Column(tr("Levels"))]
    columns += [Column(tr("Difficulty"), True), Column(tr("95 % interval"), True)] if easy else []
    columns += [Column(tr("With the rest"), True), Column(tr("95 % interval"), True)] if rest else []
    columns += [Column(tr("What it says"), False, True)]
    rows = [_decision(*pair, easy, rest) for pair in zip(one.decisions, found, strict=True)]
    return table(tr("Decisions, in the order of the file"), columns, rows)


def _decision(one: DecisionTaken, found: Figures, with_easy: bool, with_rest: bool) -> list[Cell]:
    easy = told(Statistic.DIFFICULTY, found.difficulty)
    rest = told(Statistic.ITEM_TOTAL, found.rest)
    met = sum(each.times for each in one.choices)
    says = " ".join(flag.told for flag in found.flags)
    if not one.is_anchor:
        says = tr("Only some paths meet it. {says}", says=says).strip() if met else tr("Nobody met it yet.")
    cells: list[Cell] = [one.scene, str(met), levels(one.choices, one.scene)]
    cells += [easy.value, easy.between] if with_easy else []
    cells += [rest.value, rest.between] if with_rest and one.is_anchor else [NOTHING, NOTHING] if with_rest else []
    return [
        *cells,
        says or (tr("Nothing stands out.") if not easy.is_hidden else tr("Too few to say more than the counts.")),
    ]


def levels(choices: Sequence[ChoiceTaken], title: str) -> Bar:
    """How many choices were at each level, the highest first."""
    parts = tuple((level, sum(each.times for each in choices if each.level == level)) for level in (4, 3, 2, 1))
    return Bar(parts, sum(count for _, count in parts), tr("Levels at {title}", title=title))


def _samples(one: Version) -> Iterator[str]:
    yield tr("Difficulty. {sentence}", sentence=standing(Statistic.DIFFICULTY, one.people).sentence)
    crossed = max((sum(each.times for each in decision.taken) for decision in one.decisions), default=0)
    yield tr("With the rest. {sentence}", sentence=standing(Statistic.ITEM_TOTAL, crossed).sentence)
    yield tr("Choices. {sentence}", sentence=standing(Statistic.CHOICES, one.people).sentence)


def _choices(one: DecisionTaken) -> Section:
    """Whom each choice draws: the words, its level, how many took it, and what those did at the other decisions."""
    met = sum(each.times for each in one.choices)
    is_shown = standing(Statistic.CHOICES, met).standing is not Standing.HIDDEN
    drawn = {each.choice: each for each in choices(one)} if one.is_anchor else {}
    columns = [
        Column(tr("Choice"), False, True),
        Column(tr("Level")),
        Column(tr("Taken by"), True),
        Column(tr("How many")),
    ]
    if is_shown:
        columns += [Column(tr("Share"), True), Column(tr("95 % interval"), True), Column(tr("Did elsewhere"), True)]
        columns += [Column(tr("What it says"), False, True)]
    rows = [_choice(each, met, drawn.get(each.choice), is_shown) for each in _by_level(one.choices)]
    blocks: list[Block] = [Text(f"“{one.asked}”")] if one.asked else []
    blocks.append(table(tr("First choices at {scene}", scene=one.scene), columns, rows))
    if is_shown and one.is_anchor:
        blocks.append(Text(tr("“Did elsewhere” is the sum of their levels at the other decisions, on average."), True))
    return Section(one.scene, tuple(blocks), is_folded=True)


def _drawn(one: Version) -> Table | Text:
    """The choices below adequate that drew anybody."""
    rows: list[list[Cell]] = []
    is_shown = standing(Statistic.CHOICES, one.people).standing is not Standing.HIDDEN
    for decision in one.decisions:
        met = sum(each.times for each in decision.choices)
        for each in _by_level(decision.choices):
            if each.times and (each.level or 4) < GOOD:
                share = told(Statistic.CHOICES, wilson(each.times, met))
                told_level = f"{each.level} {word(each.level or 0)}"
                bar = Bar(
                    ((each.level or 0, each.times),), met, tr("Taken by {times} of {met}", times=each.times, met=met)
                )
                cells: list[Cell] = [
                    each.words,
                    decision.scene,
                    told_level,
                    tr("{times} of {met}", times=each.times, met=met),
                    bar,
                ]
                rows.append([*cells, share.between] if is_shown else cells)
    if not rows:
        return Text(tr("Nobody took a weak or harmful choice first."))
    columns = [
        Column(tr("Choice"), False, True),
        Column(tr("At")),
        Column(tr("Level")),
        Column(tr("Taken by"), True),
        Column(""),
    ]
    columns += [Column(tr("Share, 95 % interval"), True)] if is_shown else []
    return table(tr("Weak and harmful choices that drew somebody"), columns, rows)


def _by_level(found: Sequence[ChoiceTaken]) -> list[ChoiceTaken]:
    return sorted(found, key=lambda each: (-(each.level or 0), -each.times, each.choice))


def _choice(one: ChoiceTaken, met: int, drawn: items.Drawn | None, is_shown: bool) -> list[Cell]:
    level = f"{one.level} {word(one.level)}" if one.level else NOTHING
    bar = Bar(((one.level or 0, one.times),), max(met, 1), tr("Taken by {times} of {met}", times=one.times, met=met))
    cells: list[Cell] = [one.words, level, str(one.times), bar]
    if is_shown:
        share = wilson(one.times, met)
        flags = " ".join(flag.told for flag in drawn.flags) if drawn else ""
        rest = number(drawn.rest.value) if drawn else NOTHING
        cells += [number(share.value), interval(share), rest, flags or NOTHING]
    return cells


def _castings(one: Version) -> Iterator[Block]:
    """Whether a decision is harder with one casting than with another; the only groups that are ever compared."""
    if len(one.castings) < 2:
        return
    first, *others = sorted(one.castings)
    crossed = next((each.taken for each in one.decisions if each.taken), ())
    met = {name: sum(each.times for each in crossed if each.casting == name) for name in one.castings}
    for other in others:
        names = tr("{castings} or {castings_2}", castings=one.castings[first], castings_2=one.castings[other])
        rarer, both = min(met[first], met[other]), met[first] + met[other]
        rule = standing(Statistic.CASTINGS, rarer, both)
        if rule.standing is Standing.HIDDEN:
            yield Text(tr("Harder with one casting ({names})? {sentence}", names=names, sentence=rule.sentence), True)
            continue
        columns = [Column(tr("Decision")), Column(tr("Difference of levels"), True), Column(tr("95 % interval"), True)]
        columns += [Column(tr("What it says"), False, True)]
        rows = [
            _compared(each, compared(each.taken, first, other, rule.standing))
            for each in one.decisions
            if each.is_anchor
        ]
        yield table(
            tr("Whether decisions are harder with {names}: below 0, with the second", names=names), columns, rows
        )
        yield Text(rule.sentence, True)


def compared(taken: Sequence[Taken], first: str, other: str, rule: Standing) -> Levels:
    """The levels at one decision with two castings, among people who did equally well at all of them."""
    people = [one for one in taken if one.casting in (first, other) for _ in range(one.times)]
    records = [
        Record(one.casting == other, stratum, one.level)
        for one, stratum in zip(people, strata([one.level + one.rest for one in people]), strict=True)
    ]
    return mantel(records, significance=EXPLORING if rule is Standing.TENTATIVE else 0.05)


def _compared(one: DecisionTaken, found: Levels) -> list[Cell]:
    if found.difference.value is None or found.verdict is None:
        why = found.difference.reason.told if found.difference.reason else tr(NOT_YET)
        return [one.scene, tr(NOT_YET), NOTHING, tr("Cannot tell yet: {why}.", why=why)]
    return [one.scene, number(found.difference.value), interval(found.difference), found.verdict.told]


def bar_of(times: Sequence[int], title: str) -> Bar:
    """How often each level was, from 1 on, as a bar, the highest first."""
    return Bar(tuple((level, times[level - 1]) for level in (4, 3, 2, 1)), max(sum(times), 1), title)


def span_of(found: Estimate, title: str, cut: float | None = None) -> Span | None:
    """A mean level with its interval."""
    if found.value is None:
        return None
    return Span(found.value, found.low, found.high, 1, 4, title, cut)
