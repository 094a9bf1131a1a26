"""The words of one file in another language, put into its model line by line.

A line that is not translated, that was changed since, or whose braces say something that is not known, stays as it
was written: so a scenario can always be played. `content.rules.translations` says what is wrong with a file. Called
by `session` for whatever is shown, on the PO's text of now or on the one that a run was played on.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel

from trainer.content import text as words
from trainer.content.case import Case, CaseScenario, as_scenario
from trainer.content.scenario import Scenario
from trainer.content.translation.texts import Place, reworded
from trainer.language import po, tr

M = TypeVar("M", bound=BaseModel)

_CASTING = re.compile(r"(.*)\[([a-z][a-z0-9_]*)\]")

LONGEST = 4000
"""A text of a scenario has at most so many characters, in any language."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What a PO says of each text: by id, casting (or None for all) and the text that it was made of."""

    language: str
    texts: Mapping[tuple[str, str | None, str], str]

    def words(self, id: str, casting: str | None, text: str) -> str | None:
        """The translation of a text in one casting; None where there is none that may be shown."""
        return self.texts.get((id, casting, text)) or self.texts.get((id, None, text))


@lru_cache(maxsize=64)
def translation(text: str) -> Translation:
    """What the text of a PO file translates. Never raises: what cannot be read translates nothing."""
    read = po.read(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    found: dict[tuple[str, str | None, str], str] = {}
    for message in read.messages:
        if message.is_usable and message.context is not None and len(message.translation) <= LONGEST:
            found.setdefault((*parted(message.context), message.text), message.translation)
    return Translation(read.language, found)


def parted(context: str) -> tuple[str, str | None]:
    """An id and the casting it is for: `scenes.arrival.lines.mentee[b]` is `scenes.arrival.lines.mentee`, `b`."""
    match = _CASTING.fullmatch(context)
    return (match[1], match[2]) if match else (context, None)


def translated(model: M, by: Translation, casting: str | None = None) -> M:
    """A model in another language, line by line; what has no translation stays as it is."""
    if isinstance(model, CaseScenario):  # its own words are those of the case
        return as_scenario(translated(model.of, by))  # type: ignore[return-value]  # which is an M
    cast = model.cast if isinstance(model, Scenario) else () if isinstance(model, Case) else None

    def say(place: Place, text: str) -> str:
        new = by.words(place.id, casting, text)
        return new if new is not None and not (cast is not None and wrong_braces(new, cast)) else text

    new = reworded(model, say)
    if new is not model and isinstance(new, Scenario) and by.language:
        return new.model_copy(update={"language": by.language})
    return new


def wrong_braces(text: str, cast: Collection[str]) -> str | None:
    """Why the braces of a text cannot be filled, as one sentence without its full stop; None where they can."""
    if "{" not in text:
        return None
    try:
        pieces = words.read(text)
    except words.TextError as error:
        return str(error)
    for piece in pieces:
        if isinstance(piece, words.Reference):
            known = words.SCHOOL_WORDS if piece.person == "school" else words.PERSON_WORDS
            if piece.person != "school" and piece.person not in cast:
                return tr("there is nobody called `{person}` in the cast", person=piece.person)
            if piece.word not in known:
                return tr("there is no `{{{{ {person}.{word} }}}}`", person=piece.person, word=piece.word)
    return None
