"""R: rubrics, and the other files beside scenarios. Called by `content.compile`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel

from trainer.content.rubric import Comments, CriticalActs, Rubric, School, Sources
from trainer.content.rules.rule import Rule, Said, rule
from trainer.content.rules.suggest import listed
from trainer.content.text import PRONOUNS
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.content.library import Library

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Filed(Generic[M]):
    """A model under the rules, the library, and the file's name without `.yaml`."""

    model: M
    library: "Library"
    stem: str


@rule("R001", "missing-level")
def missing_level(filed: Filed[Rubric]) -> Iterator[Said]:
    """A criterion describes all four levels, 4 to 1.

    A score is shown with its level in words; a level without words could not be explained.

    Wrong (rubric):
        criteria.one.levels.2: ~delete

    Right (rubric):
        criteria.one.weight: 2
    """
    for name, criterion in filed.model.criteria.items():
        missing = [level for level in (4, 3, 2, 1) if level not in criterion.levels]
        if missing:
            loc = ("criteria", name, "levels")
            yield Said(
                loc,
                tr("`{name}` does not describe level {listed}", name=name, listed=listed(missing)),
                tr("Add `seen` and `say` for it."),
                at_key=True,
            )


@rule("R002", "criterion-twice")
def criterion_twice(filed: Filed[Rubric]) -> Iterator[Said]:
    """A criterion's id is in one rubric of the library only.

    Scenarios name criteria without their rubric, so an id in two of them could mean either.

    Wrong (rubric):
        criteria.fair_turns:
          title: Turns
          about: Who speaks when.
          levels: {4: {seen: a, say: b}, 3: {seen: a, say: b}, 2: {seen: a, say: b}, 1: {seen: a, say: b}}

    Right (rubric):
        criteria.even_turns:
          title: Turns
          about: Who speaks when.
          levels: {4: {seen: a, say: b}, 3: {seen: a, say: b}, 2: {seen: a, say: b}, 1: {seen: a, say: b}}
    """
    for name in filed.model.criteria:
        others = [other for other in filed.library.criteria_of(name) if other not in (filed.model.rubric, filed.stem)]
        if others:
            said = tr("`{name}` is a criterion of the rubric `{others}` too", name=name, others=others[0])
            yield Said(("criteria", name), said, tr("Give one of them another id."), at_key=True)


@rule("R003", "rubric-file-name")
def rubric_file_name(filed: Filed[Rubric]) -> Iterator[Said]:
    """A rubric's file is named after its id.

    Wrong (rubric):
        rubric: listening

    Right (rubric):
        rubric: active_listening
    """
    rubric = filed.model
    if rubric.rubric != filed.stem:
        help = tr("Rename it, or write `{stem}`.", stem=filed.stem)
        yield Said(("rubric",), tr("the file of `{rubric}` is not called {rubric}.yaml", rubric=rubric.rubric), help)


@rule("R004", "critical-code")
def critical_code(filed: Filed[CriticalActs]) -> Iterator[Said]:
    """The code of a critical act is CE and a number.

    Wrong (critical_acts):
        Secret: {title: Promising secrecy, why: It cannot be kept., instead: Say so.}

    Right (critical_acts):
        CE1: {title: Promising secrecy, why: It cannot be kept., instead: Say so.}
    """
    for code in filed.model.root:
        if not re.fullmatch(r"CE[1-9][0-9]?", code):
            yield Said(
                (code,),
                tr("`{code}` is not a code of a critical act", code=code),
                tr("Write CE and a number: CE1."),
                at_key=True,
            )


@rule("R005", "bad-doi")
def bad_doi(filed: Filed[Sources]) -> Iterator[Said]:
    """A DOI begins with `10.` and has a stroke; leave it out where it is not known.

    Wrong (sources):
        rogers_1957:
          {authors: A, year: 1957, title: T, venue: V, doi: "doi.org/10.1/x", says: S., limits: L.}

    Right (sources):
        rogers_1957: {authors: Rogers, year: 1957, title: T, venue: V, doi: 10.1000/x, says: S., limits: L.}
    """
    for name, source in filed.model.root.items():
        if source.doi is not None and not re.fullmatch(r"10\.\d{4,9}/\S+", source.doi):
            yield Said((name, "doi"), tr("this is not a DOI"), tr("Write what follows doi.org/, such as 10.1000/182."))


@rule("R006", "school-adult")
def school_adult(filed: Filed[School]) -> Iterator[Said]:
    """Every adult of the school's settings has a name, and pronouns that are known.

    Scenarios speak of them: "talk to Ms Okafor, she is in room 4".

    Wrong (school):
        adults: {named_adult: {name: Ms Okafor, pronouns: her}}

    Right (school):
        adults: {named_adult: {name: Ms Okafor, pronouns: she}}
    """
    for name, person in filed.model.adults.items():
        if person.name is None:
            yield Said(("adults", name), tr("`{name}` has no name", name=name), tr("Add `name: …`."), at_key=True)
        if isinstance(person.pronouns, str) and person.pronouns not in PRONOUNS:
            help = tr("Write `she`, `he` or `they`, or a set: {they: xe, them: xem, their: xyr, …}.")
            yield Said(
                ("adults", name, "pronouns"), tr("there are no pronouns `{pronouns}`", pronouns=person.pronouns), help
            )


@rule("R010", "comment-twice")
def comment_twice(filed: Filed[Comments]) -> Iterator[Said]:
    """Each comment of the bank says something that no other one says.

    Whoever picks from the list could not tell them apart.

    Wrong (comments):
        open_question: One open question, and then you waited.
        waited: "One open question,  and then you waited."

    Right (comments):
        open_question: One open question, and then you waited.
        waited: You let the silence stand, and more came.
    """
    first: dict[str, str] = {}
    for name, text in filed.model.root.items():
        words = " ".join(text.casefold().split())
        if words and words in first:
            yield Said(
                (name,),
                tr("`{name}` says the same as `{first}`", name=name, first=first[words]),
                tr("Keep one of them."),
                at_key=True,
            )
        first.setdefault(words, name)


@rule("R011", "empty-comment")
def empty_comment(filed: Filed[Comments]) -> Iterator[Said]:
    """A comment of the bank has words.

    Wrong (comments):
        open_question: "   "

    Right (comments):
        open_question: One open question, and then you waited.
    """
    for name, text in filed.model.root.items():
        if not text.strip():
            yield Said(
                (name,),
                tr("`{name}` says nothing", name=name),
                tr("Write what the mentor should read, or take it out."),
            )


RUBRICS: tuple[Rule[Any], ...] = (missing_level, criterion_twice, rubric_file_name)
CRITICAL_ACTS: tuple[Rule[Any], ...] = (critical_code,)
SOURCES: tuple[Rule[Any], ...] = (bad_doi,)
SCHOOL: tuple[Rule[Any], ...] = (school_adult,)
COMMENTS: tuple[Rule[Any], ...] = (comment_twice, empty_comment)
