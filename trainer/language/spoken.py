"""The program's own words: `tr("Go back")` is the text in the language that is spoken now, English where it has none.

A text is marked where it stands, and values are filled in after it was translated: `tr("Hello {name}.", name=name)`;
`tr_many(count, "{count} run", "{count} runs")` for what is counted; `mark("Skilled")` for texts in tables, which are
translated where they are used. `trainer/language/LANGUAGE.po` holds the words, `make words` brings it up to the code,
and `tests/language` holds it fresh.

The language belongs to the conversation with one person and not to the process, since one process may serve many.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import NamedTuple

ENGLISH = "en"
HERE = os.path.dirname(os.path.abspath(__file__))
NAMES = {"en": "English", "es": "Español", "fr": "Français", "de": "Deutsch", "it": "Italiano", "pt": "Português"}
_LANGUAGE = re.compile(r"[a-z]{2,3}([_-][A-Za-z]{2,4})?")
_PLURALS = re.compile(r"plural\s*=\s*([^;]+)")


class _Tongue:
    """The language that is spoken with one person; all tasks that serve the same person share it."""

    def __init__(self, language: str) -> None:  # written out: `--help` has no time for dataclasses and pathlib
        self.language = language


_spoken: ContextVar[_Tongue] = ContextVar("spoken", default=_Tongue(ENGLISH))  # noqa: B039 - never changed by `speak`


class Catalogue(NamedTuple):
    """The program's words in one language: by English text, in each of its forms."""

    texts: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]


def tr(text: str, /, **values: object) -> str:
    """A text of the program in the language spoken now, with its values filled in."""
    found = catalogue(_spoken.get().language).texts.get(text)
    said = found[0] if found else text
    return said.format(**values) if values else said


def tr_in(context: str, text: str, /, **values: object) -> str:
    """A text that is another word in other places: `context` says which place this is, for translators."""
    found = catalogue(_spoken.get().language).texts.get(f"{context}\4{text}")
    said = found[0] if found else text
    return said.format(**values) if values else said


def tr_many(count: int, one: str, many: str, /, **values: object) -> str:
    """A text on a number of things, in the form that the number asks for; `{count}` is the number."""
    words = catalogue(_spoken.get().language)
    found = words.texts.get(one)
    said = found[min(words.form(count), len(found) - 1)] if found else one if count == 1 else many
    return said.format(count=count, **values)


def mark(text: str) -> str:
    """A text that is translated later, where it is used: for tables."""
    return text


def language() -> str:
    """The language that is spoken now, as a code: `en`, `es`."""
    return _spoken.get().language


def speak(language: str) -> None:
    """Speak a language from here on, in this task and those that it begins."""
    _spoken.set(_Tongue(language))


def change(language: str) -> None:
    """Go over to another language in all tasks that serve the same person; here, where nobody spoke yet."""
    tongue = _spoken.get(None)
    if tongue is None:
        speak(language)
    else:
        tongue.language = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    token = _spoken.set(_Tongue(language))
    try:
        yield
    finally:
        _spoken.reset(token)


def languages() -> list[str]:
    """The languages that the program speaks."""
    return sorted([ENGLISH, *(name[:-3] for name in os.listdir(HERE) if name.endswith(".po"))])


def is_language(code: str) -> bool:
    """Whether this could be the code of a language: `es`, `pt_BR`."""
    return _LANGUAGE.fullmatch(code) is not None


def name_of(code: str) -> str:
    """What a language is called by those who speak it; its code where that is not known here."""
    return NAMES.get(code, NAMES.get(fallbacks(code)[-1], code))


def fallbacks(language: str) -> list[str]:
    """A language and the wider one that stands in for it: `es_MX`, `es`."""
    wider = re.split("[_-]", language)[0]
    return [language] if wider == language else [language, wider]


@lru_cache(maxsize=16)
def catalogue(language: str) -> Catalogue:
    """The program's words in a language; none where it does not speak it."""
    for code in fallbacks(language):
        path = os.path.join(HERE, f"{code}.po")
        if code != ENGLISH and is_language(code) and os.path.isfile(path):
            return _opened(path)
    return Catalogue({}, lambda count: int(count != 1))


def _opened(path: str) -> Catalogue:
    from gettext import c2py

    from trainer.language import po

    with open(path, encoding="utf-8") as file:
        read = po.read(file.read())
    rule = _PLURALS.search(read.header.get("plural-forms", ""))
    texts = {
        message.text if message.context is None else f"{message.context}\4{message.text}": message.texts
        for message in read.messages
        if message.is_usable
    }
    return Catalogue(texts, c2py(rule[1].strip()) if rule else lambda count: int(count != 1))
