"""The report on a cohort: who is where, scores by criterion, how sure the figures are, whether markers agree, items.

Made of what `session.statistics` gathered; nothing here reads a run. People stand in the order of their names, and
nowhere else is anybody set beside anybody.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from trainer.language import mark, tr, tr_many
from trainer.reports.cohort import items
from trainer.reports.cohort.blocks import Bar, Block, Cell, Column, Page, Points, Section, Text, table
from trainer.reports.cohort.gathered import Cohort, CriterionLevels, Form, MarkedTwice, Marks, Said, Version, Who
from trainer.reports.cohort.telling import NOT_YET, NOTHING, figures, interval, number, row, told
from trainer.reports.marks import counted
from trainer.scoring.statistics import agreement, reliability
from trainer.scoring.statistics.consistency import livingston_lewis
from trainer.scoring.statistics.estimate import Estimate
from trainer.scoring.statistics.intervals import average_of
from trainer.scoring.statistics.krippendorff import krippendorff
from trainer.scoring.statistics.precision import sem
from trainer.scoring.statistics.samples import Standing, Statistic, standing
from trainer.scoring.statistics.tables import variance_of

SEED = 1
"""Of the bootstrap: the same rows give the same intervals whenever a report is made."""
RESAMPLES = 500
FOLDED_FROM = 60
"""So many people and more are listed by where they are, each list folded."""


def page(one: Cohort) -> Page:
    """The whole report."""
    whom = tr("cohort {cohort}", cohort=one.cohort) if one.cohort else tr("everybody")
    lead = (
        tr_many(
            len(one.people),
            "{day}. {count} mentor here; {sat} with a complete sitting.",
            "{day}. {count} mentors here; {sat} with a complete sitting.",
            day=one.day,
            sat=one.sat,
        ),
        tr(
            "For staff: it shows what reserved scenarios ask, and the levels of their choices. "
            "Each figure says on how many it stands; with few people most of them cannot be told yet."
        ),
    )
    return Page(f"{one.title}: {whom}", lead, tuple(_sections(one)))


def _sections(one: Cohort) -> Iterator[Section]:
    yield where(one)
    yield _criteria(one.criteria)
    yield _again(one)
    yield _marks(one.marks)
    yield decisions(one.versions, whole=False)
    yield remarks(one.remarks)


# Who is where


def where(one: Cohort) -> Section:
    """Everybody by name, and how many are where."""
    if not one.people:
        return Section(tr("Who is where"), (Text(tr("Nobody is listed. `trainer people add NAME` adds a mentor.")),))
    there = sorted({who.status for who in one.people})
    counts = [(status, sum(who.status == status for who in one.people)) for status in there]
    rows: list[list[Cell]] = [
        [
            status,
            str(count),
            Bar(
                ((0, count),),
                len(one.people),
                tr("{status}: {count} of {people}", status=status, count=count, people=len(one.people)),
            ),
        ]
        for status, count in counts
    ]
    blocks: list[Block] = [
        table(tr("How many are where"), [Column(tr("Where")), Column(tr("People"), True), Column("")], rows)
    ]
    note = Text(tr("By name. The score is a mean level from 1 to 4, with its standard error."), True)
    if len(one.people) < FOLDED_FROM:
        return Section(tr("Who is where"), (*blocks, note, _people(tr("Mentors"), one.people)))
    parts = tuple(
        Section(
            f"{status} ({count})",
            (_people(tr("Mentors: {status}", status=status), [who for who in one.people if who.status == status]),),
            is_folded=True,
        )
        for status, count in counts
    )
    return Section(tr("Who is where"), (*blocks, note), parts)


def _people(caption: str, people: Sequence[Who]) -> Block:
    columns = [Column(tr("Name")), Column(tr("Where")), Column(tr("Score"), True), Column(tr("Observations"), True)]
    rows = [
        [
            who.name,
            who.status,
            NOTHING if who.score is None else f"{number(who.score)} ± {number(who.error)}",
            str(who.observations),
            "; ".join(who.owed if len(people) < FOLDED_FROM else _titles(who.owed)) or NOTHING,
        ]
        for who in people
    ]
    return table(caption, [*columns, Column(tr("Still to do"), False, True)], rows)


def _titles(owed: Sequence[str]) -> list[str]:
    return [one.partition(":")[0] for one in owed]


# Scores by criterion


def _criteria(criteria: Sequence[CriterionLevels]) -> Section:
    title = tr("Scores by criterion")
    if not criteria:
        return Section(title, (Text(tr("Nobody has a complete sitting yet.")),))
    columns = [
        Column(tr("Criterion")),
        Column(tr("Levels")),
        Column(tr("People"), True),
        Column(tr("Mean level"), True),
    ]
    columns += [Column(tr("95 % interval"), True), Column("")]
    parts = []
    for competency, found in groupby(criteria, key=lambda one: one.competency):
        rows = [_criterion(one) for one in found]
        parts.append(
            Section(competency, (table(tr("Criteria of {competency}", competency=competency), columns, rows),))
        )
    people = max(one.people for one in criteria)
    note = mark(
        "Of first complete sittings. The bar counts levels, 4 Skilled first; the mean is that of people’s means, each "
        "person counting once. A criterion that is low for many says something about the training, and nothing about "
        "anybody. Means. {sentence}"
    )
    note = tr(note, sentence=standing(Statistic.DIFFICULTY, people).sentence)
    return Section(title, (Text(note, True),), tuple(parts))


def mean_level(one: CriterionLevels) -> Estimate:
    """The mean of people's means on a criterion; an interval ends where the levels do."""
    found = average_of(one.people, one.total / one.people, variance_of(one.people, one.total, one.squares))
    return found.through(lambda level: min(max(level, 1), 4))


def _criterion(one: CriterionLevels) -> list[Cell]:
    found = mean_level(one)
    shown = told(Statistic.DIFFICULTY, found)
    bar = items.bar_of(one.times, one.title)
    span = None if shown.is_hidden else items.span_of(found, one.title)
    return [one.title, bar, str(one.people), shown.value, shown.between, span or ""]


# Would the same come out again


def _again(one: Cohort) -> Section:
    title = tr("Would the same come out again?")
    form, whose = crossed(one)
    rows = [*reliable(form, one.cut), _spread(one)]
    blocks: list[Block] = [Text(whose, True)] if form.rows else []
    blocks.append(table(tr("How sure scores and decisions are"), figures(), rows))
    close = [who for who in one.people if who.is_close]
    scored = sum(who.score is not None for who in one.people)
    if scored:
        blocks.append(
            Text(
                tr_many(
                    len(close),
                    "{count} of {mentors} with a score is within one standard error of {cut}: for them a person "
                    "weighs the evidence.",
                    "{count} of {mentors} with a score are within one standard error of {cut}: for them a person "
                    "weighs the evidence.",
                    mentors=counted(scored, "mentor"),
                    cut=number(one.cut),
                )
            )
        )
        on = sorted(who.observations for who in one.people if who.score is not None)
        talks = sorted(len(each.titles) for each in one.forms) or [0]
        blocks.append(
            Text(
                tr(
                    "The scores stand on {between} and {between_2} each.",
                    between=_between(talks, "conversation"),
                    between_2=_between(on, "observation"),
                ),
                True,
            )
        )
    return Section(title, tuple(blocks))


def _between(ordered: Sequence[int], what: str) -> str:
    least, most = ordered[0], ordered[-1]
    return counted(least, what) if least == most else tr("{least} to {most}", least=least, most=counted(most, what))


def crossed(one: Cohort) -> tuple[Form, str]:
    """The table that reliability is worked out of, and whose it is in words.

    Of one form where enough people had it; else of all, by competency.
    """
    form = max(one.forms, key=lambda form: len(form.rows), default=Form((), ()))
    others = one.sat - len(form.rows)
    if not others or standing(Statistic.ALPHA, len(form.rows)).standing is not Standing.HIDDEN:
        left = tr(" {others} had others, and are left out.", others=others) if others else ""
        return form, tr(
            "Of those whose first complete sitting had these conversations: {names}.{left}",
            names=", ".join(form.titles),
            left=left,
        )
    others = one.sat - len(one.kinds.rows)
    told = tr(" {others} had other competencies, and are left out.", others=others) if others else ""
    return one.kinds, (
        tr(
            "Sittings draw different conversations, so these are of the scores by competency ({titles}): what "
            "conversations differ in difficulty counts as error.{told}",
            titles=", ".join(one.kinds.titles),
            told=told,
        )
    )


def reliable(form: Form, cut: float) -> Iterator[tuple[Cell, ...]]:
    """Alpha by scenario score, the standard error of measurement, decision consistency: of one form."""
    table, many = form.rows, max(len(form.titles), 1)
    yield row(
        tr("Alpha, of scenario scores"),
        Statistic.ALPHA,
        reliability.alpha(table),
        tr(
            "How far scores on other conversations of the kind would come out alike; with few of them it says mostly "
            "“short”."
        ),
    )
    yield row(
        tr("Standard error of measurement"),
        Statistic.SEM,
        sem(table).through(lambda points: points / many),
        tr("How far a mean level may be from what it measures, in levels."),
    )
    needed = standing(Statistic.CONSISTENCY, len(table)).standing is not Standing.HIDDEN
    found = livingston_lewis(table, cut, seed=SEED, resamples=RESAMPLES if needed else 0)
    yield row(
        tr("Decided alike twice"),
        Statistic.CONSISTENCY,
        found.agreement,
        tr(
            "The share of people who would come out on the same side of {number} in another sitting; .85 is wanted.",
            number=number(cut),
        ),
    )
    yield row(
        tr("The same, beyond chance (kappa)"),
        Statistic.CONSISTENCY,
        found.kappa,
        tr("0 is no better than chance, 1 is always alike; .60 is wanted."),
    )


def _spread(one: Cohort) -> tuple[Cell, ...]:
    found = one.spread
    if found.assumed:
        says = tr("Assumed, until 30 people have a complete sitting. Standard errors of scores rest on it.")
        return (
            tr("Spread of a person’s levels"),
            tr("{value} (assumed)", value=f"{float(found.value):.2f}"),
            NOTHING,
            says,
        )
    says = tr("Of the first {n} people of this certification. Standard errors of scores rest on it.", n=found.cohort.n)
    return tr("Spread of a person’s levels"), number(float(found.value)), interval(found.cohort), says


# Markers


def _marks(marks: Marks) -> Section:
    title = tr("Do markers agree?")
    if not marks.pieces:
        return Section(title, (Text(tr("Nothing was marked twice yet, so nobody can tell.")),))
    blocks: list[Block] = [
        Text(tr("Own words that two people marked without seeing each other’s marks; a pair is one criterion."), True)
    ]
    rule = standing(Statistic.AGREEMENT, marks.pieces)
    if rule.standing is Standing.HIDDEN:
        lines = tuple(
            tr("{criterion}: {first} and {second}", criterion=criterion, first=first, second=second)
            for criterion, first, second in marks.listed
        )
        return Section(title, (*blocks, Text(rule.sentence), Points(lines)))
    pairs = [pair for each in marks.twice for pair in each.pairs]
    blocks.append(table(tr("All markers together"), figures(), list(agreed(marks, pairs))))
    columns = [
        Column(tr("Markers")),
        Column(tr("Pairs"), True),
        Column(tr("Same level"), True),
        Column(tr("Within one"), True),
    ]
    columns += [
        Column(tr("Difference"), True),
        Column(tr("95 % interval"), True),
        Column(tr("What it says"), False, True),
    ]
    blocks.append(table(tr("By two markers"), columns, [_two(each) for each in marks.twice]))
    return Section(title, tuple(blocks))


def agreed(marks: Marks, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[Cell, ...]]:
    """How often markers agree, then by how much beyond chance."""
    yield row(tr("Same level"), Statistic.AGREEMENT, agreement.exact(pairs), tr("The share of pairs."), n=marks.pieces)
    near = agreement.within(pairs)
    yield row(tr("Within one level"), Statistic.AGREEMENT, near, tr("The share of pairs."), n=marks.pieces)
    if marks.markers == 2:
        says = tr("Agreement beyond chance, a larger difference counting more; .60 is substantial.")
        yield row(tr("Weighted kappa"), Statistic.KAPPA, agreement.kappa(pairs), says, n=marks.pieces)
        says = tr("The same with steadier chance, where one level is much the commonest.")
        yield row(tr("Gwet’s AC1"), Statistic.KAPPA, agreement.gwet_ac1(pairs), says, n=marks.pieces)
    says = tr("Agreement of any number of markers beyond chance; .80 is good, .67 tentative.")
    found = krippendorff(marks.units, seed=SEED, resamples=RESAMPLES)
    yield row(tr("Krippendorff’s alpha"), Statistic.KRIPPENDORFF, found, says, beside=marks.markers, n=marks.pieces)


def _two(one: MarkedTwice) -> list[Cell]:
    rule = standing(Statistic.AGREEMENT, one.pieces)
    name = tr("{first} and {second}", first=one.first, second=one.second)
    if rule.standing is Standing.HIDDEN:
        return [name, str(len(one.pairs)), *[tr(NOT_YET)] * 3, NOTHING, rule.sentence]
    far = agreement.severity(one.pairs)
    kinder = one.second if (far.value or 0) > 0 else one.first
    alike = tr("{kinder} gives the higher levels.", kinder=kinder)
    if far.low is None or far.high is None or far.low <= 0 <= far.high:
        alike = tr("Cannot tell yet who is the kinder.")
    return [
        name,
        str(len(one.pairs)),
        number(agreement.exact(one.pairs).value),
        number(agreement.within(one.pairs).value),
        number(far.value),
        interval(far),
        f"{alike} {rule.sentence}",
    ]


# Scenarios


def decisions(versions: Sequence[Version], *, whole: bool) -> Section:
    """Each version that was played, with its decisions; `whole` with all choices of each."""
    title = tr("Scenarios, decision by decision")
    if not versions:
        return Section(title, (Text(tr("Nobody has played one of these to its end yet.")),))
    blocks = [Text(tr(items.HOW), True)]
    if not whole:
        blocks.append(Text(tr("`trainer report items` has all choices of each decision, and practice too."), True))
    return Section(title, tuple(blocks), tuple(items.section(one, whole=whole) for one in versions))


def remarks(found: Sequence[Said]) -> Section:
    """What people said of scenarios."""
    title = tr("What people said of them")
    if not found:
        return Section(title, (Text(tr("Nobody has remarked on these scenarios yet.")),))
    columns = [
        Column(tr("On")),
        Column(tr("From a")),
        Column(tr("Day")),
        Column(tr("Version")),
        Column(tr("Remark"), False, True),
    ]
    columns += [Column(tr("Seen to"), False, True)]
    rows = [[one.on, one.by, one.day, one.version, one.text, one.stands] for one in found]
    return Section(title, (table(tr("Remarks"), columns, rows),))


def items_page(title: str, day: str, versions: Sequence[Version], said: Sequence[Said]) -> Page:
    """The report for whoever writes scenarios: decisions and remarks, nobody's name."""
    lead = (
        tr(
            "{day}. First choices of all who played them, practice and sittings apart, each text of a scenario apart.",
            day=day,
        ),
        tr("For staff: it shows the levels of choices. It says something about scenarios, and nothing about people."),
    )
    return Page(title, lead, (decisions(versions, whole=True), remarks(said)))
