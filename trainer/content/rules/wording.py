"""W: words that make a scenario poorer: missing or copied notes, pronouns that a casting contradicts.

All are warnings, which a scenario may `allow:` by code with a reason. Called by `content.compile`.
"""

import re
from collections.abc import Iterator
from typing import Any

from trainer.content import text as words
from trainer.content.findings import Severity
from trainer.content.rules.rule import Rule, Said, rule
from trainer.content.rules.subject import Subject
from trainer.content.scenario import PronounSet
from trainer.language import tr

_SIGNS = str.maketrans("", "", ".,;:!?\"'()")
_PRONOUNS = frozenset({"she", "he", "her", "him", "his", "hers", "herself", "himself"})
_BARE = re.compile(rf"\b(?:{'|'.join(sorted(_PRONOUNS))})\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\{\{.*?\}\}")
_ALIKE = 0.7
"""Two notes that share this part of their groups of three words are one note."""


@rule("W201", "missing-note", Severity.WARNING)
def missing_note(subject: Subject) -> Iterator[Said]:
    """A choice has no coach's note (`why`).

    The note is what the mentor learns from: what the other person could hear in it.

    Wrong:
        scenes.arrival.choices[0].why: ~delete

    Right:
        scenes.arrival.choices[0].why: You named what you saw without naming a cause.
    """
    for loc, _, _, choice in subject.choices:
        if choice.why is None:
            yield Said(
                loc,
                tr("the choice `{id}` has no coach's note", id=choice.id),
                tr("Say in `why` what the other could hear in it."),
            )


@rule("W202", "copied-note", Severity.WARNING)
def copied_note(subject: Subject) -> Iterator[Said]:
    """Two choices have the same coach's note, or nearly the same.

    A note that fits two choices says little about either.

    Wrong:
        scenes.arrival.choices[0].why: You let {{ mentee.name }} decide how much to say and when to say it.
        scenes.arrival.choices[1].why: You let {{ mentee.name }} decide how much to say, and when to say it!

    Right:
        scenes.arrival.choices[0].why: You let {{ mentee.name }} decide how much to say and when to say it.
        scenes.arrival.choices[1].why: Silence leaves room, and asks for nothing.
    """
    seen: set[object] = set()
    notes = [(loc, choice) for loc, _, _, choice in subject.choices if choice.why is not None]
    groups = [_groups(choice.why or "") for _, choice in notes]
    for number, mine in enumerate(groups):
        if len(mine & seen) >= _ALIKE * len(mine):
            twin = next((at for at in range(number) if len(mine & groups[at]) >= _ALIKE * len(mine)), None)
            if twin is not None:
                (loc, choice), (other, _) = notes[number], notes[twin]
                what = tr(
                    "the note of `{id}` is nearly that of `{other}.{id_2}`",
                    id=choice.id,
                    other=other[1],
                    id_2=notes[twin][1].id,
                )
                yield Said((*loc, "why"), what, tr("Say what is true of this choice only."))
        seen |= mine


def _groups(text: str) -> set[object]:
    """A text's groups of three words in a row; a shorter text is one group."""
    found = text.lower().translate(_SIGNS).split()
    if len(found) < 3:
        return {tuple(found)}
    return set(zip(found, found[1:], found[2:], strict=False))


@rule("W203", "cut-off-text", Severity.WARNING)
def cut_off_text(rest: str) -> Said:
    """Text without quotes ends where a space and `#` stand.

    What follows is a comment that nobody is shown. Put text with a `#` in double quotes; put two spaces
    before a comment that is meant as one.

    Wrong:
        summary: Your mentee has lost locker #12 and the key.

    Right:
        summary: "Your mentee has lost locker #12 and the key."
    """
    return Said(
        (), tr("the text ends here, before `{rest}`", rest=rest), tr('Put the whole text in double quotes: "… #…".')
    )


@rule("W204", "bare-pronoun", Severity.WARNING)
def bare_pronoun(subject: Subject) -> Iterator[Said]:
    """A text says he, she, him, her or his of somebody whose pronouns another casting changes.

    Write `{{ mentee.they }}`, `{{ mentee.them }}`, `{{ mentee.their }}` and so on; they become the right word
    in each casting. If the word means somebody else, say so under `allow`.

    Wrong:
        castings: {b: {mentee: {name: Jakub, pronouns: he}}}
        scenes.arrival.choices[1].why: She can take her time.

    Right:
        castings: {b: {mentee: {name: Jakub, pronouns: he}}}
        scenes.arrival.choices[1].why: "{{ mentee.They }} can take {{ mentee.their }} time."
    """
    varying, fixed = _pronouns(subject)
    if not varying or subject.words.isdisjoint(_PRONOUNS):
        return
    for loc, text, speaker in subject.texts:
        others = [person for person in varying if person != speaker]
        for found in _BARE.finditer(text):
            word = found[0].lower()
            meant = next((person for person in others if word in varying[person]), None)
            if meant is None or _in_braces(text, found.start()) or _names_another(subject, text, word, fixed):
                continue
            help = tr(
                "Write {{{{ {meant}.{form} }}}} if it means {meant}; else `allow: {{W204: why}}`.",
                meant=meant,
                form=_form(word),
            )
            yield Said(
                loc,
                tr('"{found}" is wrong for `{meant}` in another casting', found=found[0], meant=meant),
                help,
                within=(found.start(), len(word)),
            )
            break


def _pronouns(subject: Subject) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The pronoun words of the people whose pronouns differ between castings, and of all others."""
    varying: dict[str, frozenset[str]] = {}
    fixed: dict[str, frozenset[str]] = {}
    castings = subject.scenario.castings.values()
    for name, person in subject.scenario.cast.items():
        sets = [person.pronouns or "they"]
        sets += [people[name].pronouns or sets[0] for people in castings if name in people]
        forms = frozenset(form for pronouns in sets for form in _forms(pronouns))
        (fixed if all(pronouns == sets[0] for pronouns in sets) else varying)[name] = forms
    return varying, fixed


def _forms(pronouns: str | PronounSet) -> tuple[str, ...]:
    known = words.PRONOUNS.get(pronouns) if isinstance(pronouns, str) else pronouns
    return tuple(getattr(known, form) for form in words.FORMS) if known else ()


def _in_braces(text: str, index: int) -> bool:
    return any(found.start() < index < found.end() for found in _REFERENCE.finditer(text))


def _names_another(subject: Subject, text: str, word: str, fixed: dict[str, frozenset[str]]) -> bool:
    """Whether the text names somebody else whom the word fits in every casting."""
    for name, forms in fixed.items():
        called = subject.scenario.cast[name].name
        if word in forms and (f"{name}.name" in text or (called and called in text)):
            return True
    return False


_FORM = {"she": "they", "he": "they", "him": "them", "her": "their", "his": "their", "hers": "theirs"}


def _form(word: str) -> str:
    return _FORM.get(word, "themself")


@rule("W205", "bare-name", Severity.WARNING)
def bare_name(subject: Subject) -> Iterator[Said]:
    """A text writes out the name of somebody whom another casting calls otherwise.

    Write `{{ mentee.name }}`; in the other casting the name would be of nobody.

    Wrong:
        castings: {b: {mentee: {name: Jakub, pronouns: he}}}
        goal: Help Amara say what is going on.

    Right:
        castings: {b: {mentee: {name: Jakub, pronouns: he}}}
        goal: "Help {{ mentee.name }} say what is going on."
    """
    called: dict[str, str] = {}
    for people in subject.scenario.castings.values():
        for person, change in people.items():
            at = subject.scenario.cast.get(person)
            if at is not None and at.name and change.name and change.name != at.name:
                called |= {at.name: person, change.name: person}
    if subject.words.isdisjoint(part for name in called for part in name.lower().split()):
        return
    bare = re.compile(r"\b(?:" + "|".join(map(re.escape, called)) + r")\b")
    for loc, text, _ in subject.texts:
        found = bare.search(text)
        if found:
            help = tr("Write {{{{ {called}.name }}}}.", called=called[found[0]])
            said = tr('"{found}" has another name in another casting', found=found[0])
            yield Said(loc, said, help, within=(found.start(), len(found[0])))


WORDING: tuple[Rule[Any], ...] = (
    missing_note,
    copied_note,
    bare_pronoun,
    bare_name,
)
"""The rules on a scenario's words; `cut_off_text` is run by `content.compile` on the file itself."""
