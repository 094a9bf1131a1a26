"""PO files for translators: written from a scenario or rubric, and renewed when it changed. The only user of Babel.

Entries are matched by their ids and not by their order. Nothing that somebody translated is lost: what has no place
any more is kept at the file's end (`#~`), and comes back when its text does. Called by `cli.translate`, and by
`docs.words` for the program's own words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from io import BytesIO
from typing import TYPE_CHECKING

from pydantic import BaseModel

from trainer.content.rubric import Criterion, Described
from trainer.content.scenario import Choice, Line, Person, Scenario, Wording
from trainer.content.translation.texts import Place, spoken
from trainer.content.translation.translation import parted
from trainer.errors import UsageError
from trainer.language import po

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

WIDTH = 100
"""Lines of a PO file are broken here."""

ALIKE = 0.7
"""Texts without an id of their own (the program's words) are one text changed when they are as alike as this."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text to translate: its id, what a translator should know of it, and its plural where it has one."""

    id: str
    text: str
    notes: tuple[str, ...]
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class Renewed:
    """A renewed file's text, and what was done: so many entries are new, changed (fuzzy now), and gone."""

    text: str
    new: int
    changed: int
    gone: int


def entries(model: BaseModel) -> list[Entry]:
    """What is to be translated of a file, each text of an id once."""
    found: dict[tuple[str, str], Entry] = {}
    for place, text in spoken(model):
        found.setdefault((place.id, text), Entry(place.id, text, tuple(_notes(place))))
    return list(found.values())


def extracted(name: str, language: str, found: Iterable[Entry], now: datetime) -> str:
    """A new PO file, every entry still to translate. `name` is what is translated."""
    catalog = _new(language)
    for entry in found:
        _add(catalog, entry)
    return _written(catalog, f"# {name}", _head(name, language, catalog.plural_forms, now))


def renewed(text: str, found: Iterable[Entry]) -> Renewed:
    """A PO file brought up to what is to be translated now.

    A text that was changed keeps its translation as fuzzy, with the text that it was made of. Lines for one casting
    go with the text they belong to.
    """
    read = po.read(text)
    before = {(one.context, one.text): one.previous for one in read.messages if one.fuzzy and one.previous}
    catalog = _new(read.language)
    from babel.messages.pofile import read_po

    old = read_po(BytesIO(text.encode()), ignore_obsolete=False)
    for one in old:  # Babel writes what a fuzzy translation was made of, and does not read it
        made_of = before.get((one.context, _single(one.id)))
        one.previous_id = [made_of] if made_of else []
    waiting = {(message.context or "", _single(message.id)): message for message in old if message.id}
    past = {(message.context or "", _single(message.id)): message for message in old.obsolete.values()}
    found = list(found)
    pairs = _pairs(found, list(waiting), list(past))
    new = changed = 0
    for entry in found:
        match = pairs.get((entry.id, entry.text))
        if match is None:
            _add(catalog, entry)
            new += 1
            continue
        message = waiting.pop(match, None) or past.pop(match)
        changed += match[1] != entry.text
        _add(catalog, entry, message)
        for key in [key for key in waiting if key[1] == match[1] and parted(key[0])[0] == match[0] != key[0]]:
            _add(catalog, entry, waiting.pop(key), context=key[0].replace(match[0], entry.id, 1))
    left = [message for message in waiting.values() if any(_texts(message))]
    for message in [*past.values(), *left]:
        text = _single(message.id)
        catalog.obsolete[(text, message.context) if message.context else text] = message
    return Renewed(_written(catalog, old.header_comment, read.head), new, changed, len(waiting))


def _pairs(
    found: list[Entry], waiting: list[tuple[str, str]], past: list[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Which entry of the file each text goes on from: the same one, else the likest of its id, else one of before."""
    pairs = {(entry.id, entry.text): (entry.id, entry.text) for entry in found if (entry.id, entry.text) in waiting}
    fresh = [(entry.id, entry.text) for entry in found if (entry.id, entry.text) not in pairs]
    free = [key for key in waiting if key not in pairs and parted(key[0])[1] is None]
    by_id: dict[str, list[tuple[str, str]]] = {}
    for key in free:
        by_id.setdefault(key[0], []).append(key)
    likeness = sorted(
        ((SequenceMatcher(None, old[1], key[1]).ratio(), key, old) for key in fresh for old in by_id.get(key[0], ())),
        key=lambda one: -one[0],
    )
    likeness = [one for one in likeness if one[1][0] or one[0] >= ALIKE]
    taken: set[tuple[str, str]] = set()
    for _, key, old in likeness:
        if key not in pairs and old not in taken:
            pairs[key] = old
            taken.add(old)
    pairs |= {key: key for key in fresh if key not in pairs and key in past}
    same = {key[1]: key for key in free if key not in taken}  # an id that was renamed: the text is still there
    for key in fresh:
        if key not in pairs and key[1] in same:
            pairs[key] = same.pop(key[1])
    return pairs


def _add(catalog: "Catalog", entry: Entry, old: "Message | None" = None, context: str | None = None) -> None:
    id = (entry.text, entry.plural) if entry.plural else entry.text
    if old is None or isinstance(old.string, str) != isinstance(id, str):
        catalog.add(id, auto_comments=entry.notes, context=context or entry.id or None)
        return
    translated = any(_texts(old))
    moved = translated and (_single(old.id) != entry.text or parted(old.context or "")[0] != entry.id)
    previous = tuple(old.previous_id) if old.fuzzy and old.previous_id else (_single(old.id),) if moved else ()
    catalog.add(
        id,
        old.string,
        flags={*old.flags, "fuzzy"} if moved else old.flags,
        auto_comments=entry.notes,
        user_comments=old.user_comments,
        previous_id=previous if moved or old.fuzzy else (),
        context=context or entry.id or None,
    )


def _single(id: "str | tuple[str, ...] | list[str]") -> str:
    return id if isinstance(id, str) else id[0]


def _texts(message: "Message") -> tuple[str, ...]:
    string = message.string
    return (string or "",) if isinstance(string, str) or string is None else tuple(string)


def _new(language: str) -> "Catalog":
    from babel.messages.catalog import Catalog

    try:
        return Catalog(locale=language or None, fuzzy=False)
    except ValueError:
        raise UsageError(f'"{language}" is no language.', "Write a code such as es, fr or pt_BR.") from None


def _head(name: str, language: str, plurals: str, now: datetime) -> str:
    """The header of a new file."""
    return (
        f"Project-Id-Version: {name}\n"
        f"PO-Revision-Date: {now:%Y-%m-%d %H:%M%z}\n"
        f"Language: {language}\n"
        "MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\n"
        "Content-Transfer-Encoding: 8bit\n"
        f"Plural-Forms: {plurals}\n"
    )


def _written(catalog: "Catalog", comment: str, head: str) -> str:
    from babel.messages.pofile import normalize, write_po

    file = BytesIO()
    write_po(file, catalog, width=WIDTH, omit_header=True, include_previous=True)
    first = f'{comment}\nmsgid ""\nmsgstr {normalize(head, width=WIDTH)}\n\n'
    return first + file.getvalue().decode().lstrip("\n")


def _notes(place: Place) -> list[str]:
    """What a translator should know of a text: who says it, and where."""
    scenario = next((one for one in place.within if isinstance(one, Scenario)), None)
    near = place.within[-1]
    said = _what(place, near, scenario)
    notes = [said] if said else []
    if isinstance(near, (Line, Wording)) and near.when:
        notes.append(f"Only where {near.when}.")
    if scenario is not None and place.id.startswith("scenes."):
        notes.append(f"Scene {place.id.split('.')[1]}. Setting: {scenario.setting}")
    return notes


def _what(place: Place, near: BaseModel, scenario: Scenario | None) -> str:
    match near:
        case Line(speaker=speaker) if scenario is not None:
            thinks = place.key == "thinks"
            return f"{_who(speaker, scenario)} {'thinks, and does not say' if thinks else 'says'}:"
        case Wording():
            choice = next(one for one in place.within if isinstance(one, Choice))
            return f"A choice: you say{_level(choice)}:"
        case Choice() if place.key == "do":
            return f"A choice: you do{_level(near)}:"
        case Choice() if place.key == "why":
            return "The coach's note on this choice."
        case Described():
            level = place.id.split(".")[-2]
            title = next(one.title for one in place.within if isinstance(one, Criterion))
            return f"{title}, level {level}: {'what is seen' if place.key == 'seen' else 'an example of words'}."
        case Person():
            return f"About {_who(place.id.split('.')[-2], scenario)}." if scenario is not None else ""
        case _:
            return _KEYS.get(place.key, "")


_KEYS = {
    "summary": "One sentence, for the list of scenarios.",
    "goal": "What the mentor tries to do.",
    "content_note": "Shown before the briefing, after “This scenario has:”.",
    "note": "For a facilitator; not shown in play.",
    "discuss": "A question for a group, asked by a facilitator.",
    "prompt": "Asks the mentor for words of their own.",
    "examples": "An example of words, shown beside the mentor's own.",
    "label": "The name of a meter on screen: short.",
    "instead": "What to do instead.",
}


def _who(speaker: str, scenario: Scenario) -> str:
    """A speaker with the name in every casting."""
    person = scenario.cast.get(speaker)
    if person is None:
        return {"narrator": "The narrator", "you": "You"}.get(speaker, speaker)
    names = [person.name or f"from {person.from_}"]
    for casting, people in scenario.castings.items():
        if speaker in people and people[speaker].name:
            names.append(f"{people[speaker].name} in casting {casting}")
    return f"{speaker} ({', '.join(names)})"


def _level(choice: Choice) -> str:
    levels = {choice.level} if choice.level is not None else set((choice.rate or {}).values())
    return f" (level {', '.join(map(str, sorted(levels)))})" if levels else ""
