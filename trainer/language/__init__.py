"""The program's own words in other languages, and the format in which all translations are kept (`po`)."""

from trainer.language.spoken import (
    ENGLISH,
    change,
    fallbacks,
    is_language,
    language,
    languages,
    mark,
    name_of,
    speak,
    speaking,
    tr,
    tr_in,
    tr_many,
)

__all__ = [
    "ENGLISH",
    "change",
    "fallbacks",
    "is_language",
    "language",
    "languages",
    "mark",
    "name_of",
    "speak",
    "speaking",
    "tr",
    "tr_in",
    "tr_many",
]
