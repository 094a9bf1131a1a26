"""A mentor's own page: what is asked and done, scores with their error and the choices they stand on, what comes next.

Written to be read by the mentor: it shows of a sitting what its certification lets them see, and compares with nobody.
"""

from collections.abc import Iterator

from trainer.language import tr
from trainer.reports.cohort.blocks import Block, Cell, Column, Figure, Page, Points, Section, Span, Text, Trail, table
from trainer.reports.cohort.gathered import Mentor, ScoreTold
from trainer.reports.cohort.telling import NOTHING, number
from trainer.reports.marks import counted
from trainer.scoring.score import word

NEWEST = 60
"""The runs that the drawing shows at most; the table has all."""


def page(one: Mentor) -> Page:
    """The whole page."""
    lead = (tr("{title}, {day}. Where you are: {status}.", title=one.title, day=one.day, status=one.status), one.next)
    return Page(one.name, tuple(line for line in lead if line), tuple(_sections(one)))


def _sections(one: Mentor) -> Iterator[Section]:
    columns = [Column(tr("What is asked")), Column(tr("Done")), Column(tr("How it stands"), False, True)]
    columns += [Column(tr("What next"), False, True)]
    asked = [
        [title, tr("yes") if done else tr("not yet"), stands, "" if done else then]
        for title, done, stands, then in one.asked
    ]
    yield Section(tr("What is asked"), (table(tr("Requirements"), columns, asked),))
    yield _scores(one)
    yield _runs(one)
    if one.live:
        columns = [Column(tr("When")), Column(tr("Levels"), False, True), Column(tr("What was said"), False, True)]
        yield Section(tr("Live role-plays"), (table(tr("Observed by a person"), columns, one.live),))
    if one.comments:
        columns = [Column(tr("When and by whom")), Column(tr("On")), Column(tr("Comment"), False, True)]
        yield Section(tr("Comments"), (table(tr("What was said to you"), columns, one.comments),))
    if one.decisions:
        columns = [Column(tr("When and by whom")), Column(tr("Decision")), Column(tr("Why"), False, True)]
        yield Section(tr("Decisions"), (table(tr("What was decided"), columns, one.decisions),))


def _scores(one: Mentor) -> Section:
    if all(score.score is None for score in one.scores):
        return Section(tr("Your scores"), (Text(tr("There is no score yet: it comes from a sitting.")),))
    columns = [Column(tr("Of")), Column(tr("Score"), True), Column(tr("In words")), Column(tr("Asked for"), True)]
    columns += [Column(tr("Stands on"), True), Column("")]
    rows = [_score(score) for score in one.scores]
    error = tr("The error rests on an assumed spread of 0.75 levels.") if one.spread_assumed else ""
    note = tr(
        "A score is the mean of the levels of your choices, from 1 to 4. ± says how far it may be off: another sitting "
        "of the kind would most often come out within that. The dashed line is what is asked for. {error}",
        error=error,
    ).strip()
    blocks: list[Block] = [Text(note, True), table(tr("Scores of the sitting that counts"), columns, rows)]
    if one.critical:
        blocks += [Text(tr("Acts that no score makes up for:")), Points(one.critical)]
    parts = tuple(
        Section(
            tr("{of}: the choices behind it", of=of),
            (
                table(
                    tr("Choices behind {of}", of=of),
                    [
                        Column(tr("What you chose"), False, True),
                        Column(tr("In")),
                        Column(tr("Looked at")),
                        Column(tr("Level")),
                    ],
                    [[each.said, each.scenario, each.criterion, f"{each.level} {each.word}"] for each in shown],
                ),
            ),
            is_folded=True,
        )
        for of, shown in ((score.of, one.evidence.get(score.of, ())) for score in one.scores)
        if shown
    )
    return Section(tr("Your scores"), tuple(blocks), parts)


def _score(one: ScoreTold) -> list[Cell]:
    if one.score is None:
        return [one.of, tr("not observed"), NOTHING, number(one.cut), "0", NOTHING]
    error = one.error or 0
    low, high = max(1.0, one.score - error), min(4.0, one.score + error)
    return [
        one.of,
        f"{number(one.score)} ± {number(one.error)}",
        word(one.score),
        number(one.cut),
        counted(one.observations, "choice"),
        Span(one.score, low, high, 1, 4, one.of, one.cut),
    ]


def _runs(one: Mentor) -> Section:
    title = tr("Your conversations")
    if not one.runs:
        return Section(title, (Text(tr("You have not finished one yet.")),))
    scored = [(run.score, run.is_sitting) for run in one.runs if run.score is not None][-NEWEST:]
    blocks: list[Block] = []
    if len(scored) > 1:
        blocks.append(Figure(Trail(tuple(scored), tr("Scores of your conversations, the oldest first"))))
    columns = [Column(tr("Day")), Column(tr("Conversation")), Column(tr("As")), Column(tr("Score"), True)]
    rows = [
        [run.day, run.scenario, tr("sitting") if run.is_sitting else tr("practice"), number(run.score)]
        for run in reversed(one.runs)
    ]
    blocks.append(table(tr("All that you finished, the newest first"), columns, rows))
    return Section(title, tuple(blocks))
