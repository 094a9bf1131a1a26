"""Nothing that stands in a file or was typed reaches a terminal as a control code."""

import unicodedata
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from trainer.plain import Console
from trainer.plain.lines import as_number, sentence
from trainer.shown import clean

HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b1m \u202egnp.exe\u2066 a\r\nb\tc\x00 \ud800"


@given(st.text())
def test_a_cleaned_line_has_no_control_codes_and_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert not [letter for letter in once if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")]
    assert not [letter for letter in once if unicodedata.bidirectional(letter) in _TURNS]
    assert clean(once) == once


_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_words_and_signs_of_people_stay() -> None:
    kind = "Zoë says: “Ça va?” – 你好 👩‍🏫 שלום"
    assert clean(kind) == kind
    assert clean(HOSTILE) == "[31mred]0;title 1m gnp.exe a b c "


def test_a_console_prints_what_is_typed_without_control_codes() -> None:
    shown = StringIO()
    console = Console(StringIO(HOSTILE), shown, interactive=False, echoes=False)
    console.say(HOSTILE)
    assert console.ask(f"ask {HOSTILE}") == "[31mred]0;title 1m gnp.exe a"
    assert not set(shown.getvalue()) & {"\x1b", "\x07", "\x9b", "\u202e", "\r", "\x00"}


def test_numbers_are_read_as_people_type_them() -> None:
    typed = ["3", " 3. ", "03", "", "-1", "1.5", "٣", "9" * 50, "3 1", "b 3"]
    assert [as_number(one) for one in typed] == [3, 3, 3] + [None] * 7


def test_a_sentence_ends_once() -> None:
    assert [sentence(one) for one in ("A bag", "A bag.", 'She says "no."', "Why?", "")] == [
        "A bag.",
        "A bag.",
        'She says "no."',
        "Why?",
        "",
    ]
