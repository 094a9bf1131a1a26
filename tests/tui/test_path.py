"""The way to a certificate by keyboard: the agreement, a sitting, what is told after it, the decision, an appeal."""

from pathlib import Path

import pytest

from tests.plain.playing import session
from tests.session.pool import RULE, library
from tests.session.school import harmful, play_out
from tests.tui.stage import LARGE, ConversationScreen, DebriefScreen, Follow, HomeScreen, Sheet, Stage, staged
from trainer.content.role import Role
from trainer.engine.events import Mode, Status
from trainer.session import desk
from trainer.session.path import accept_agreement, begin, open_sitting
from trainer.session.records import Decision
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.path import PathScreen
from trainer.tui.screens.path_pages import AfterScreen, AgreementScreen, BeforeScreen


@pytest.fixture
def books(tmp_path: Path) -> Path:
    return library(tmp_path)


async def choose(stage: Stage, words: str) -> None:
    """Select the choice with these words, and commit it."""
    await stage.press(stage.line(words).strip().lstrip("▸").split()[0], "enter")


async def converse(stage: Stage) -> None:
    """A conversation of the small library, from its first choice to its end."""
    await choose(stage, "How are you today?")
    await stage.press("escape")
    await choose(stage, "Push your own tray over")
    await stage.press("enter")
    await stage.until(DebriefScreen)


async def test_from_the_agreement_to_what_happens_now(tmp_path: Path, books: Path) -> None:
    async with staged(tmp_path / "data", library=books) as stage:
        assert "1 of 3 done   next: Agreement: read it and accept it." in stage.line("Starting")
        assert "The low wall" not in stage.text()
        assert "p path" in stage.words()
        await stage.press("p")
        await stage.until(PathScreen)
        assert "to do  Agreement" in stage.text()
        assert "open a sitting" not in stage.words().rpartition("the agreement")[2]
        await stage.press("enter")
        await stage.until(AgreementScreen)
        assert "· I tell the named adult when somebody could be hurt." in stage.text()
        await stage.press("enter")
        assert isinstance(stage.screen, AgreementScreen)
        await stage.press("y")
        await stage.until(PathScreen)
        assert "done   Agreement" in stage.text()
        await stage.press("o")
        await stage.until(BeforeScreen)
        assert "2 conversations" in stage.words()
        assert "no coach, no thoughts, no meters, and no going back" in stage.words()
        await stage.press("escape")
        await stage.until(PathScreen)
        assert "You can sit 3 times." not in stage.text()
        await stage.press("enter")
        await stage.until(BeforeScreen)
        await stage.press("o")
        await stage.until(PathScreen)
        assert stage.text().count("not begun") == 2
        await _declines(stage)
        await stage.press("enter")
        await stage.until(ConversationScreen)
        assert "Trust" not in stage.text()
        assert "1-3 select" in stage.words()
        for key in ("u", "o", "w"):
            await stage.press(key)
            assert isinstance(stage.screen, ConversationScreen)
        await converse(stage)
        _is_limited(stage)
        await stage.press("q")
        await stage.until(PathScreen)
        assert stage.text().count("submitted") == 2
        assert "1 of 2 left" in stage.text()
        await stage.press("g")
        await stage.until(BriefingScreen)
        await stage.press("enter")
        await stage.until(ConversationScreen)
        await converse(stage)
        await stage.press("q")
        await stage.until(AfterScreen)
        assert "All 2 conversations are submitted." in stage.text()
        assert "Nothing is decided yet." in stage.text()
        await stage.press("enter")
        await stage.until(PathScreen)
        assert "3 of 3 done" in stage.text()
        assert "All is in. Your coordinator decides." in stage.text()
        await stage.press("q")
        await stage.until(HomeScreen)
        assert "3 of 3 done   next: All is in. Your coordinator decides." in stage.line("Starting")
        assert [row.status for row in stage.session.runs()] == [Status.SUBMITTED] * 2
        assert len(stage.session.store.desk.marks(stage.session.me.person)) >= 20


async def _declines(stage: Stage) -> None:
    """From the path to the briefing of a conversation that another was drawn for."""
    await stage.press("enter")
    await stage.until(BriefingScreen)
    declined = stage.text().split("\n")[0].split("  ")[0].strip()
    assert "another conversation of the same kind" in stage.words()
    await stage.press("i")
    await stage.until(Sheet)
    await stage.press("enter")
    assert declined in stage.text()
    await stage.press("i", "up", "enter")
    await stage.until(BriefingScreen)
    assert declined not in stage.text()
    assert stage.session.runs() == []


def _is_limited(stage: Stage) -> None:
    text = stage.words()
    assert "Submitted and final. In a sitting only your own choices are told." in text
    assert "3.0 of 4, Adequate" in text
    assert '1 "How are you today?"' in text
    for word in ("One to try", "Best on offer", "what if", "again", "It was the best", "How it moved", "open all"):
        assert word not in text


async def test_leaving_at_any_moment_goes_on_at_the_same_place(tmp_path: Path, books: Path) -> None:
    data = tmp_path / "data"
    with session(data, books) as opened:
        accept_agreement(opened, RULE)
        open_sitting(opened, RULE)
    async with staged(data, library=books, wish=Follow(None, sit=True)) as stage:
        await stage.until(BriefingScreen)
        await stage.press("enter")
        await stage.until(ConversationScreen)
        await choose(stage, "How are you today?")
        before = stage.text()
    async with staged(data, library=books, wish=Follow(RULE, sit=True), size=LARGE) as stage:
        await stage.until(ConversationScreen)
        assert "How are you today?" in stage.text()
        assert "Decision" not in before
        await stage.press("escape", "q", "enter")
        await stage.until(HomeScreen)
        assert "stopped at decision 2 of about 2, assessed" in stage.text()
        await stage.press("enter")
        await stage.until(ConversationScreen)
        await choose(stage, "Push your own tray over")
        await stage.press("enter")
        await stage.until(DebriefScreen)
        _is_limited(stage)
        await stage.press("q")
        await stage.until(PathScreen)
        (row,) = stage.session.runs()
        assert (row.status, row.mode, row.decisions) == (Status.SUBMITTED, Mode.ASSESSMENT, 2)


async def test_a_decision_is_read_with_its_reason_and_appealed(tmp_path: Path, books: Path) -> None:
    data = tmp_path / "data"
    with session(data, books) as opened:
        amina = opened.me
        accept_agreement(opened, RULE)
        sitting = open_sitting(opened, RULE)
        runs = [play_out(begin(opened, sitting, place), harmful).header.run for place in sitting.places]
        noor = opened.store.people.add("Noor [b]", Role.COORDINATOR)
        opened.enter(noor)
        desk.comment(opened, amina, RULE, runs[0], "What did you promise [red]here?", scene="tray")
        desk.decide(opened, amina, RULE, Decision.RETURNED, reason="Let us talk about secrets first.")
    async with staged(data, library=books) as stage:
        await stage.write("men")
        await stage.press("enter")
        await stage.until(HomeScreen)
        assert stage.session.me.name == amina.name
        assert "returned" in stage.line("Starting")
        await stage.press("p")
        await stage.until(PathScreen)
        assert "Returned. Noor [b], 24 November 2026." in stage.words()
        assert "Let us talk about secrets first." in stage.text()
        assert "x appeal" in stage.words()
        await stage.press("x")
        await stage.write("A line misled me")
        await stage.press("ctrl+s")
        await stage.until(PathScreen)
        assert "A line misled me." in stage.text()
        assert "x appeal" not in stage.words()
        assert "Your appeal waits for its answer." in stage.words()
        assert "1 comment" in stage.text()
        while "▸" not in stage.line("1 comment"):
            await stage.press("down")
        await stage.press("enter")
        await stage.until(DebriefScreen)
        assert "What your coordinators say" in stage.text()
        assert "What did you promise [red]here?" in stage.words()
        await stage.press("q")
        await stage.until(PathScreen)
