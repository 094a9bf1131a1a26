"""R: case files. Called by `content.compile`."""

from collections.abc import Iterator
from typing import Any

from trainer.content import text as words
from trainer.content.case import Case
from trainer.content.findings import Severity
from trainer.content.rules.names import RESERVED
from trainer.content.rules.rubrics import Filed
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.suggest import one_of
from trainer.language import tr


@rule("R012", "case-file-name")
def case_file_name(filed: Filed[Case]) -> Iterator[Said]:
    """A case's file is named after its id, which means nothing else.

    Wrong (case):
        case: the_open_room

    Right (case):
        case: the_locked_room
    """
    case = filed.model.case
    if case in RESERVED:
        yield Said(
            ("case",),
            tr("`{case}` means something else here and cannot be an id", case=case),
            tr("Perhaps `{case}_1`.", case=case),
        )
    elif case != filed.stem:
        help = tr("Rename it, or write `{stem}`.", stem=filed.stem)
        yield Said(("case",), tr("the file of `{case}` is not called {case}.yaml", case=case), help)


@rule("R013", "unknown-in-case")
def unknown_in_case(filed: Filed[Case]) -> Iterator[Said]:
    """A case names a competency, a criterion of it, or a source that is not there.

    Wrong (case):
        sources: [nobody_1900]

    Right (case):
        sources: [rogers_1957]
    """
    case, library = filed.model, filed.library
    rubric = library.rubrics.get(case.competency)
    if rubric is None and case.competency not in library.broken:
        help = one_of(case.competency, library.rubrics, tr("The rubrics are"))
        yield Said(("competency",), tr("there is no rubric `{competency}`", competency=case.competency), help)
    for number, question in enumerate(case.questions):
        for at, criterion in enumerate(question.criteria):
            if rubric is not None and criterion not in rubric.criteria:
                loc: Loc = ("questions", number, "criteria", at)
                help = one_of(criterion, rubric.criteria, tr("The criteria are"))
                yield Said(
                    loc,
                    tr("there is no criterion `{criterion}` in `{rubric}`", criterion=criterion, rubric=rubric.rubric),
                    help,
                )
    for number, name in enumerate(case.sources):
        if name not in library.sources and "sources" not in library.broken:
            help = one_of(name, library.sources, tr("The sources are"))
            yield Said(("sources", number), tr("there is no source `{name}`", name=name), help)


@rule("R014", "case-without-answers", Severity.WARNING)
def case_without_answers(filed: Filed[Case]) -> Iterator[Said]:
    """A question of a case has `examples` at two levels or more, one of them 4; or `answers`; and not both.

    Whoever has answered compares. With one answer there is nothing to weigh; with none nothing is learned.

    Wrong (case):
        questions[0].examples: {2: "That he wanted to help."}

    Right (case):
        questions[0].examples: {4: "That he had stopped listening.", 2: "That he wanted to help."}
    """
    for number, question in enumerate(filed.model.questions):
        at: Loc = ("questions", number)
        if question.examples and question.answers:
            yield Said(
                (*at, "answers"),
                tr("this question has both `examples` and `answers`"),
                tr("Keep one of them."),
                at_key=True,
            )
        elif not question.answers and (len(question.examples) < 2 or 4 not in question.examples):
            help = tr('Write `examples: {4: "…", 2: "…"}`, or `answers: ["…", "…"]`.')
            yield Said(at, tr("a question needs example answers at two levels, one of them 4"), help)


@rule("R015", "braces-in-case")
def braces_in_case(filed: Filed[Case]) -> Iterator[Said]:
    """The people of a case have their names written out; in braces only the school may stand.

    Nobody is cast in a case, so `{{ mentee.name }}` would be nobody. `{{ school.name }}`, `{{ school.help_line }}` and
    `{{ school.emergency_number }}` are filled in.

    Wrong (case):
        summary: "{{ mentee.name }} loses her place."

    Right (case):
        summary: "A day at {{ school.name }}."
    """
    help = tr("Write the name out; braces may only say {{ school.name }}, {{ school.help_line }} and the like.")
    for loc, text in texts(filed.model):
        if "{" not in text:
            continue
        try:
            pieces = words.read(text)
        except words.TextError as error:
            yield Said(loc, str(error), help)
            continue
        odd = [one for one in pieces if isinstance(one, words.Reference)]
        if any(one.person != "school" or one.word not in words.SCHOOL_WORDS for one in odd):
            yield Said(loc, tr("there are braces here that cannot be filled"), help)


def texts(case: Case) -> Iterator[tuple[Loc, str]]:
    """Every text of a case that is shown, with its place."""
    yield ("title",), case.title
    yield ("summary",), case.summary
    if case.content_note:
        yield ("content_note",), case.content_note
    for number, paragraph in enumerate(case.account):
        yield ("account", number), paragraph
    for number, question in enumerate(case.questions):
        yield ("questions", number, "ask"), question.ask
        for level, text in question.examples.items():
            yield ("questions", number, "examples", level), text
        for at, text in enumerate(question.answers):
            yield ("questions", number, "answers", at), text
    for number, text in enumerate(case.discuss):
        yield ("discuss", number), text


CASES: tuple[Rule[Any], ...] = (case_file_name, unknown_in_case, case_without_answers, braces_in_case)
