"""The program's own words: every marked text is in each language's PO, translated, with the same values in it."""

from string import Formatter

import pytest

from docs.words import LANGUAGES, PROGRAM, marked, spoken_page, unmarkable
from trainer.language import change, language, languages, mark, po, speak, speaking, tr, tr_in, tr_many

ONE, MANY = "{count} minute", "{count} minutes"


def _values(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_are_fresh(code: str) -> None:
    text = (PROGRAM / "language" / f"{code}.po").read_text("utf-8")
    assert text == spoken_page(code), "`make docs` brings the words up to the code"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_is_translated_and_none_waits(code: str) -> None:
    read = po.read((PROGRAM / "language" / f"{code}.po").read_text("utf-8"))
    assert not read.faults
    assert [one.text for one in read.messages if not one.is_usable] == []
    assert len(read.messages) == len(marked())


@pytest.mark.parametrize("code", LANGUAGES)
def test_values_and_the_room_around_them_stay(code: str) -> None:
    for one in po.read((PROGRAM / "language" / f"{code}.po").read_text("utf-8")).messages:
        for form, said in enumerate(one.texts):
            assert _values(said) == _values(one.plural if one.plural and form else one.text), one.text
            assert (said[:1] == " ", said[-1:] == " ") == (one.text[:1] == " ", one.text[-1:] == " "), one.text


def test_what_is_marked_can_be_found() -> None:
    assert unmarkable() == []


def test_the_language_is_that_of_whoever_is_spoken_with() -> None:
    assert tr("Go on:") == "Go on:"
    with speaking("es"):
        assert language() == "es"
        assert tr("Go on:") == "Continúa:"
        assert [tr_many(count, ONE, MANY) for count in (1, 2)] == ["1 minuto", "2 minutos"]
        assert (tr("open"), tr_in("a key", "open")) == ("abierto", "abrir")
        assert tr("Nothing of ours, {name}.", name="{Mina}") == "Nothing of ours, {Mina}."
        with speaking("es_MX"):
            assert tr("Go on:") == "Continúa:"
        with speaking("../../etc"):
            assert tr(mark("Go on:")) == "Go on:"
    assert [tr_many(count, ONE, MANY) for count in (1, 2)] == ["1 minute", "2 minutes"]
    assert languages() == sorted(["en", *LANGUAGES])


def test_going_over_to_another_language_reaches_all_tasks_of_one_person() -> None:
    from contextvars import copy_context

    with speaking("en"):
        speak("en")
        task = copy_context()
        change("es")
        assert task.run(tr, "Go on:") == "Continúa:"
        task.run(change, "en")
        assert tr("Go on:") == "Go on:"
