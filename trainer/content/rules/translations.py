"""G: translations, the POs beside scenarios and rubrics. Called by `content.compile` with the file translated."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from trainer.content import text as words
from trainer.content.case import Case
from trainer.content.findings import Severity
from trainer.content.rules.rule import Rule, Said, rule
from trainer.content.rules.suggest import one_of
from trainer.content.scenario import Scenario
from trainer.content.translation.texts import spoken
from trainer.content.translation.translation import parted, wrong_braces
from trainer.language import tr
from trainer.language.po import Message, Po

_ENGLISH = words.PERSON_WORDS - {"name", "about"}


@dataclass(frozen=True)
class Translated:
    """A PO and the file beside it. `model` is None where that is missing or has not its shape.

    `language` is the one in the PO's name, None where it has no such name. A rule names a place by its line, from 1.
    """

    po: Po
    model: BaseModel | None
    missing: bool
    name: str
    language: str | None

    @cached_property
    def texts(self) -> Mapping[str, list[str]]:
        """What is to be translated: the texts of each id."""
        found: dict[str, list[str]] = {}
        for place, text in spoken(self.model) if self.model is not None else ():
            found.setdefault(place.id, []).append(text)
        return found

    @cached_property
    def known(self) -> list[tuple[Message, str, str | None]]:
        """The entries whose id is there, each with its id and casting."""
        found = [(message, *parted(message.context or "")) for message in self.po.messages]
        return [one for one in found if one[1] in self.texts]

    def line_of(self, id: str | None) -> int:
        """The line of an id's entry; without one, or where it has none, that of the first."""
        messages = self.po.messages
        return next((one.line for one, known, _ in self.known if known == id), messages[0].line if messages else 1)

    @property
    def is_other(self) -> bool:
        """Whether this is the translation of another file: most ids of its entries are not there."""
        return self.model is not None and len(self.known) * 2 < len(self.po.messages)

    @property
    def castings(self) -> set[str]:
        """The castings that a line may be given for."""
        return {"a", *self.model.castings} if isinstance(self.model, Scenario) else set()


@rule("G001", "unreadable-translation")
def unreadable_translation(beside: Translated) -> Iterator[Said]:
    r"""A line of a translation is not what a PO file has.

    An entry is `msgctxt`, `msgid` and `msgstr`, each with a text in quotes; a quote within it is written `\"`.
    Programs for translators, such as Poedit, write this themselves.

    Wrong (translation):
        msgctxt "title"
        msgid "The empty seat
        msgstr "La silla vacía"

    Right (translation):
        msgctxt "title"
        msgid "The empty seat"
        msgstr "La silla vacía"
    """
    for fault in beside.po.faults:
        yield Said((fault.line,), fault.told, tr("Open it in a program for translators, or mend this line."))


@rule("G002", "translation-of-nothing")
def translation_of_nothing(beside: Translated) -> Iterator[Said]:
    """A translation stands beside the file it translates, with that name and its language: `the_flyer.es.po`.

    Wrong (stray_translation):
        msgctxt "title"
        msgid "The empty seat"
        msgstr "La silla vacía"

    Right (translation):
        msgctxt "title"
        msgid "The empty seat"
        msgstr "La silla vacía"
    """
    if beside.language is None:
        yield Said((1,), tr("the file's name does not say what it translates, and into which language"),
                   tr("Call it NAME.LANGUAGE.po, such as the_flyer.es.po."))  # fmt: skip
    elif beside.missing:
        yield Said(
            (1,), tr("there is no {name} beside this file", name=beside.name), tr("Put the two into one folder.")
        )
    elif beside.model is None:
        yield Said(
            (1,),
            tr("{name} cannot be read", name=beside.name),
            tr("`trainer check {name}` says why.", name=beside.name),
        )


@rule("G003", "other-translation")
def other_translation(beside: Translated) -> Iterator[Said]:
    """A translation has ids of another file: nothing, or next to nothing, of it can be used.

    Wrong (whole_translation):
        msgctxt "scenes.four_names.lines.helper"
        msgid "Your list has only got four names."
        msgstr "En tu lista solo hay cuatro nombres."
    """
    if beside.is_other:
        mine = len(beside.po.messages) - len(beside.known)
        what = tr(
            "{mine} of the {messages} ids in this translation are not in {name}",
            mine=mine,
            messages=len(beside.po.messages),
            name=beside.name,
        )
        yield Said((beside.po.messages[0].line,), what, tr("It translates another file. Give it that file's name."))


@rule("G004", "unknown-id-in-translation", Severity.WARNING)
def unknown_id_in_translation(beside: Translated) -> Iterator[Said]:
    """An entry of a translation is of an id or a casting that is not there; it is never shown.

    `trainer translate update` takes such entries out and keeps them at the file's end, in case that they come back.

    Wrong (translation):
        msgctxt "scenes.arrival.lines.mentee[z]"
        msgid "I'm fine."
        msgstr "Estoy bien."

    Right (translation):
        msgctxt "scenes.arrival.lines.mentee[a]"
        msgid "I'm fine."
        msgstr "Estoy bien."
    """
    if beside.model is None or beside.is_other:
        return
    for message in beside.po.messages:
        id, casting = parted(message.context or "")
        if message.context is None:
            yield Said(
                (message.line,), tr("this entry has no `msgctxt`"), tr('It is the id of a text, such as "title".')
            )
        elif id not in beside.texts:
            yield Said(
                (message.line,), tr("there is no text `{id}`", id=id), one_of(id, list(beside.texts), tr("There are"))
            )
        elif casting is not None and casting not in beside.castings:
            help = one_of(casting, sorted(beside.castings), tr("The castings are")) if beside.castings else ""
            yield Said((message.line,), tr("there is no casting `{casting}`", casting=casting), help)


@rule("G005", "stale-translation", Severity.WARNING)
def stale_translation(beside: Translated) -> Iterator[Said]:
    """A text was changed after it was translated, or its translation is marked as fuzzy: the text itself is shown.

    `trainer translate update` marks a changed text as fuzzy and keeps the text before it, so that the translator sees
    what has changed. Once the translation is right again, the mark is taken away.

    Wrong (translation):
        msgctxt "scenes.arrival.lines.mentee"
        msgid "I'm all right."
        msgstr "Estoy bien."

    Right (translation):
        msgctxt "scenes.arrival.lines.mentee"
        msgid "I'm fine."
        msgstr "Estoy bien."
    """
    for message, id, _ in beside.known if not beside.is_other else ():
        if message.text not in beside.texts[id]:
            said = tr("the text of `{context}` was changed since it was translated", context=message.context)
            yield Said((message.line,), said, tr("`trainer translate update` brings the new text in."))
        elif message.fuzzy and message.translation:
            said = tr("the translation of `{context}` is marked as fuzzy", context=message.context)
            yield Said((message.line,), said, tr("Make it right and take the mark away."))


@rule("G006", "untranslated", Severity.WARNING)
def untranslated(beside: Translated) -> Iterator[Said]:
    """Texts are not translated yet; they are shown as they were written.

    `trainer translate update` adds the texts that a translation does not have.

    Wrong (translation):
        msgctxt "title"
        msgid "The empty seat"
        msgstr ""

    Right (translation):
        msgctxt "title"
        msgid "The empty seat"
        msgstr "La silla vacía"
    """
    if beside.model is None or beside.is_other:
        return
    empty = [one for one in beside.known if not one[0].translation and one[0].text in beside.texts[one[1]]]
    there = {(id, message.text) for message, id, casting in beside.known if casting is None}
    stale = Counter(id for message, id, casting in beside.known
                    if casting is None and message.text not in beside.texts[id])  # fmt: skip
    absent = []
    wanted = {(id, text) for id, texts in beside.texts.items() for text in texts}
    for id, _ in sorted(wanted - there):
        if stale[id]:
            stale[id] -= 1
        else:
            absent.append(id)
    total = len(wanted)
    if empty:
        what = tr(
            "{empty} of {total} texts are not translated yet, the first is `{context}`",
            empty=len(empty),
            total=total,
            context=empty[0][0].context,
        )
        yield Said((empty[0][0].line,), what, tr("They are shown as they were written."))
    if absent:
        what = tr(
            "{absent} of {total} texts are not in this file, the first is `{absent_2}`",
            absent=len(absent),
            total=total,
            absent_2=absent[0],
        )
        yield Said((1,), what, tr("`trainer translate update` adds them."))


@rule("G007", "broken-braces-in-translation")
def broken_braces_in_translation(beside: Translated) -> Iterator[Said]:
    """`{{ name.word }}` in a translation cannot be filled: the text is shown as it was written.

    Names and words in braces stay as they are in every language.

    Wrong (translation):
        msgctxt "goal"
        msgid "Help your mentee say what is going on."
        msgstr "Ayuda a {{ mentee.nombre }} a decir lo que pasa."

    Right (translation):
        msgctxt "goal"
        msgid "Help your mentee say what is going on."
        msgstr "Ayuda a {{ mentee.name }} a decir lo que pasa."
    """
    if not isinstance(beside.model, (Scenario, Case)):
        return
    cast = beside.model.cast if isinstance(beside.model, Scenario) else ()
    for message, _, _ in beside.known:
        for text in message.texts:
            wrong = wrong_braces(text, cast)
            if wrong:
                help = tr("Write it as in the text above it: {{ mentee.name }}.")
                yield Said((message.line,), f"in `{message.context}` {wrong}", help)


@rule("G008", "english-in-translation")
def english_in_translation(beside: Translated) -> Iterator[Said]:
    """A translation has an English pronoun or verb in braces, such as `{{ mentee.they }}`.

    These words come from a table of English ones, so `she` would stand in the middle of another language. Name the
    person, or say it without; where that cannot be done, give a line for each casting: `msgctxt "goal[b]"`.

    Wrong (translation):
        msgctxt "goal"
        msgid "Help your mentee say what is going on."
        msgstr "Lo que pasa lo dice {{ mentee.they }}."

    Right (translation):
        msgctxt "goal"
        msgid "Help your mentee say what is going on."
        msgstr "Lo que pasa lo dice {{ mentee.name }}."
    """
    if not isinstance(beside.model, Scenario) or (beside.language or "").startswith("en"):
        return
    for message, _, _ in beside.known:
        for reference in _references(message.translation):
            if reference.person in beside.model.cast and reference.word.lower() in _ENGLISH:
                what = tr(
                    "in `{context}` {{{{ {person}.{word} }}}} is an English word",
                    context=message.context,
                    person=reference.person,
                    word=reference.word,
                )
                yield Said((message.line,), what, tr("Name the person, or give a line for each casting."))


@rule("G009", "braces-lost-in-translation", Severity.WARNING)
def braces_lost_in_translation(beside: Translated) -> Iterator[Said]:
    """A text names the school's adult, number or help line, or a person, and its translation does not.

    Whoever is in danger needs that name; and a name that is written out is wrong in the next casting.

    Wrong (translation):
        msgctxt "scenes.arrival.choices.notice.why"
        msgid "You named what you saw without naming a cause."
        msgstr "Dijiste lo que viste en Amara, sin nombrar una causa."

    Right (translation):
        msgctxt "scenes.arrival.choices.notice.why"
        msgid "You named what you saw without naming a cause."
        msgstr "Dijiste lo que viste en {{ mentee.name }}, sin nombrar una causa."
    """
    if not isinstance(beside.model, Scenario):
        return
    cast, castings = beside.model.cast, beside.model.castings.values()
    names = {person.name: id for id, person in cast.items() if person.name}
    names |= {one.name: id for changed in castings for id, one in changed.items() if one.name}
    for message, _, casting in beside.known:
        if not message.translation:
            continue
        kept = {(one.person, one.word) for one in _references(message.translation)}
        for one in _references(message.text):
            person = cast.get(one.person)
            of_school = one.person == "school" or (person is not None and person.from_ is not None)
            if of_school and one.word not in _ENGLISH and (one.person, one.word) not in kept:
                what = tr(
                    "in `{context}` the translation has lost {{{{ {person}.{word} }}}}",
                    context=message.context,
                    person=one.person,
                    word=one.word,
                )
                yield Said((message.line,), what, tr("Put it back."))
        for name, id in names.items() if casting is None else ():
            if name in _words(message.translation) and name not in _words(message.text):
                what = tr("in `{context}` the name {name} is written out", context=message.context, name=name)
                yield Said(
                    (message.line,), what, tr("Write {{{{ {id}.name }}}}: castings have names of their own.", id=id)
                )


@rule("G010", "translated-twice")
def translated_twice(beside: Translated) -> Iterator[Said]:
    """A translation has two entries for the same text of the same id; the second is never shown.

    Wrong (translation):
        msgctxt "title"
        msgid "The empty seat"
        msgstr "La silla vacía"

        msgctxt "title"
        msgid "The empty seat"
        msgstr "El asiento vacío"

    Right (translation):
        msgctxt "title"
        msgid "The empty seat"
        msgstr "La silla vacía"
    """
    seen: dict[tuple[str | None, str], int] = {}
    for message in beside.po.messages:
        first = seen.setdefault((message.context, message.text), message.line)
        if first != message.line:
            what = tr("`{context}` is translated twice, first in line {first}", context=message.context, first=first)
            yield Said((message.line,), what, tr("Take one of the two away."))


@rule("G011", "other-language", Severity.WARNING)
def other_language(beside: Translated) -> Iterator[Said]:
    r"""The header of a translation says another language than the file's name.

    Wrong (translation):
        msgid ""
        msgstr "Language: fr\n"

        msgctxt "title"
        msgid "The empty seat"
        msgstr "La silla vacía"

    Right (translation):
        msgid ""
        msgstr "Language: es\n"

        msgctxt "title"
        msgid "The empty seat"
        msgstr "La silla vacía"
    """
    said, named = beside.po.language.replace("-", "_"), (beside.language or "").replace("-", "_")
    if said and named and said != named:
        yield Said(
            (1,),
            tr("the header says `{said}` and the file's name `{named}`", said=said, named=named),
            tr("Make the two the same."),
        )


def _references(text: str) -> list[words.Reference]:
    try:
        return [piece for piece in words.read(text) if isinstance(piece, words.Reference)]
    except words.TextError:
        return []


def _words(text: str) -> set[str]:
    return set("".join(sign if sign.isalpha() else " " for sign in text).split())


TRANSLATIONS: tuple[Rule[Any], ...] = (
    unreadable_translation,
    translation_of_nothing,
    other_translation,
    unknown_id_in_translation,
    stale_translation,
    untranslated,
    broken_braces_in_translation,
    english_in_translation,
    braces_lost_in_translation,
    translated_twice,
    other_language,
)
