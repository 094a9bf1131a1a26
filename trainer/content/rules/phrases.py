"""N: names in `when` and in texts, and whether these can be read at all.

Each function yields what it finds in one scenario. Called by `content.compile` through the table in `rules`.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

from trainer.content import text as words
from trainer.content.conditions import Condition, ConditionError
from trainer.content.rubric import YES_OR_NO
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.subject import Subject
from trainer.content.rules.suggest import one_of
from trainer.language import mark, tr

_ODD_BRACES = re.compile(r"\{\{|\}\}|\{%|\{#")
_REFERENCE = re.compile(r"\{\{ *(\w+)\.(\w+) *\}\}", re.ASCII)


@rule("N006", "unknown-name-in-when")
def unknown_name_in_when(subject: Subject) -> Iterator[Said]:
    """A `when` asks for a meter, choice, scene or school setting that is not there.

    The condition could never be answered.

    Wrong:
        scenes.arrival.choices[1].when: trst >= 1

    Right:
        scenes.arrival.choices[1].when: trust >= 1
    """
    scenario = subject.scenario
    chosen = {f"{name}.{choice.id}" for _, name, _, choice in subject.choices}
    for loc, condition in subject.conditions:
        if not isinstance(condition, Condition):
            continue
        for asked, known, what, there in (
            (condition.meters, scenario.meters, mark("there is no meter `{name}`"), mark("There are these meters")),
            (condition.chose, chosen, mark("there is no choice `{name}`"), mark("There are these choices")),
            (condition.visited, scenario.scenes, mark("there is no scene `{name}`"), mark("There are these scenes")),
            (
                condition.school,
                YES_OR_NO,
                mark("there is no school setting `{name}`"),
                mark("There are these school settings"),
            ),
        ):
            for name in asked:
                if name.name not in known:
                    help = one_of(name.name, list(known), tr(there))
                    yield Said(loc, tr(what, name=name.name), help, within=(name.column, name.length))


@rule("N007", "unknown-name-in-text")
def unknown_name_in_text(subject: Subject) -> Iterator[Said]:
    """`{{ name.word }}` in a text names nobody in the cast, or a word that people do not have.

    Behind a cast id may stand `name`, `about`, `they`, `them`, `their`, `theirs`, `themself`, and `is`,
    `are`, `has`, `was` for agreement; with a capital letter for the start of a sentence. Behind `school`:
    `name`, `emergency_number`, `help_line`.

    Wrong:
        goal: "Help {{ mentee.nam }} talk."

    Right:
        goal: "Help {{ mentee.name }} talk."
    """
    cast = subject.scenario.cast
    for loc, text, _ in subject.texts:
        if "{" not in text:
            continue
        for found in _REFERENCE.finditer(text):
            said = _unknown_reference(found[1], found[2], cast)
            if said:
                yield Said(loc, said[0], said[1], within=(found.start(), found.end() - found.start()))
        if _ODD_BRACES.search(_REFERENCE.sub("", text)):
            yield from _odd_braces(loc, text)


def _odd_braces(loc: Loc, text: str) -> Iterator[Said]:
    help = tr("Write {{ mentee.name }}, with two braces on both sides.")
    try:
        words.read(text)
    except words.TextError as error:
        yield Said(loc, str(error), help)
    else:
        yield Said(loc, tr("there are braces here that are not {{ name.word }}"), help)


def _unknown_reference(person: str, word: str, cast: Collection[str]) -> tuple[str, str] | None:
    known: Collection[str] = words.SCHOOL_WORDS if person == "school" else words.PERSON_WORDS
    if person != "school" and person not in cast:
        return tr("there is nobody called `{person}` in the cast", person=person), one_of(
            person, [*cast, "school"], tr("The names are")
        )
    if word not in known:
        return tr("there is no `{reference}`", reference=f"{{{{ {person}.{word} }}}}"), one_of(
            word, sorted(known), tr("It may be")
        )
    return None


@rule("N008", "unreadable-condition")
def unreadable_condition(subject: Subject) -> Iterator[Said]:
    """A `when` is an expression that is true or false.

    It may compare meters and numbers, call `chose(scene.choice)`, `visited(scene)` and `school(name)`, and
    join these with `and`, `or`, `not`.

    Wrong:
        scenes.arrival.choices[1].when: trust

    Right:
        scenes.arrival.choices[1].when: trust >= 2
    """
    for loc, condition in subject.conditions:
        if isinstance(condition, ConditionError):
            help = tr("Write something like `trust >= 3` or `chose(arrival.notice)`.")
            yield Said(loc, condition.message, help, within=(condition.column, condition.length))


PHRASES: tuple[Rule[Any], ...] = (unknown_name_in_when, unknown_name_in_text, unreadable_condition)
