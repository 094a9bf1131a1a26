"""Wrapping: nothing is lost, nothing is wider than the screen, and old lines are not laid out again."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.stage import Meet, in_conversation, staged
from trainer.engine.transcript import Entry, Kind
from trainer.shown import clean_lines
from trainer.tui.widgets.blocks import Block, lay_out
from trainer.tui.widgets.transcript import Transcript
from trainer.tui.words import meter, shortened, sparkline, wrapped

texts = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n\t漢é"), max_size=200)


@given(texts, st.integers(2, 100))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    words = clean_lines(text)
    lines = [words[start:end] for start, end in wrapped(words, width)]
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


@given(texts, texts, texts, st.integers(30, 120))
def test_a_block_fits_its_width(text: str, lead: str, right: str, width: int) -> None:
    short = clean_lines(right).replace("\n", " ")[:12]
    block = Block(text, indent=8, lead=(lead.replace("\n", " "), "strong"), right=(short, "quiet") if short else None)
    for line in lay_out(block, width):
        assert cell_len("".join(words for words, _ in line)) <= width


@given(texts, st.integers(3, 60))
def test_what_is_shortened_is_one_line_that_fits(text: str, width: int) -> None:
    line = shortened(clean_lines(text), width)
    assert cell_len(line) <= width
    assert "\n" not in line


@given(st.integers(-5, 5), st.integers(1, 30), st.data())
def test_meters_are_full_at_the_greatest_and_empty_at_the_least(least: int, span: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(least, least + span))
    squares = meter(value, least, least + span)
    assert len(squares) == min(10, span)
    assert ("□" not in squares) == (value == least + span) or span > 10
    assert len(sparkline((least, value, least + span), least, least + span)) == 3


async def test_new_entries_leave_the_lines_before_them_as_they_are(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=Meet("the_full_tray")) as stage:
        await in_conversation(stage)
        transcript = stage.screen.query_one(Transcript)
        transcript.tell([Entry(Kind.NARRATION, -1, f"Line {number}.") for number in range(3_000)])
        await stage.settle()
        before = list(transcript._lines)
        transcript.tell([Entry(Kind.NARRATION, 0, "The newest line.")])
        await stage.settle()
        assert all(old is kept for old, kept in zip(before, transcript._lines, strict=False))
        assert "The newest line." in stage.text()
        await stage.press("pageup")
        assert "The newest line." not in stage.text()
        await stage.press("home")
        assert "The tray is full" in stage.text()
        await stage.press("end")
        assert "The newest line." in stage.text()
