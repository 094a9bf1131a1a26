"""Whole stories with real keys, on a real session and its database."""

from collections.abc import Sequence
from pathlib import Path

from tests.plain.playing import session
from tests.tui.stage import (
    ConversationScreen,
    DebriefScreen,
    GoOn,
    HomeScreen,
    Meet,
    Sheet,
    Stage,
    in_conversation,
    staged,
)
from trainer.engine.events import Mode, Status
from trainer.engine.play import Play
from trainer.errors import StoreError
from trainer.session import Session
from trainer.store import RunRow
from trainer.tui.screens.briefing import BriefingScreen

TRAY = Meet("the_full_tray")


def rows(opened: Session) -> Sequence[RunRow]:
    return opened.runs()


def newest(opened: Session) -> Play:
    return opened.recall(rows(opened)[0].run)


async def choose(stage: Stage, words: str) -> None:
    """Press the number that stands before these words."""
    await stage.press(stage.line(words).strip().lstrip("▸").split()[0])


async def to_own_words(stage: Stage) -> None:
    await in_conversation(stage)
    await choose(stage, "You have not touched it.")


async def to_debrief(stage: Stage) -> None:
    """A run that could have gone better, with own words."""
    await in_conversation(stage)
    await choose(stage, "How are you today?")
    await stage.write("Nobody came?")
    await stage.press("ctrl+s")
    await choose(stage, "Push your own tray over")
    await stage.press("enter")
    await stage.until(DebriefScreen)


async def test_from_home_to_the_debrief_and_back_by_keyboard(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        assert "Practise" in stage.text()
        await stage.press("n")
        await stage.until(BriefingScreen)
        assert stage.text().index("Somebody is left alone.") < stage.text().index("The canteen, ten to one.")
        await in_conversation(stage)
        assert "Trust ■■□□ 2 of 4" in stage.text()
        await choose(stage, "You have not touched it.")
        assert "Coach You said what you saw, and waited." in stage.text()
        assert "Trust went from 2 to 3." in stage.text()
        assert "Trust ■■■□ 3 of 4 (was 2)" in stage.text()
        await stage.press("escape")
        await stage.press("down", "down", "up", "enter")
        assert "The conversation is over." in stage.text()
        await stage.press("enter")
        await stage.until(DebriefScreen)
        assert "Went well" in stage.text()
        row = rows(stage.session)[0]
        assert (row.status, row.decisions) == (Status.FINISHED, 2)
        await stage.press("q")
        await stage.until(HomeScreen)
        assert "met once" in stage.line("The full tray    ")
        await stage.press("q")
    assert stage.app.fault is None
    assert stage.app.left_run is None


async def test_a_thought_is_shown_only_on_asking(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await in_conversation(stage)
        assert "Ask me again." not in stage.text()
        await stage.press("o")
        assert "Ask me again." in stage.text()
        assert "unspoken" in stage.line("Ask me again.")
        await stage.press("o")
        assert "Ask me again." not in stage.text()


async def test_going_back_keeps_what_was_tried(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await in_conversation(stage)
        assert "u go back" not in stage.text()
        await choose(stage, "Tell me, I'll never tell anyone")
        assert "A chance to put it right." in stage.text()
        await choose(stage, "Nobody, ever.")
        await stage.press("escape")
        await stage.press("u")
        await stage.until(Sheet)
        assert "▸ 2  Nobody, ever." in stage.text()
        await stage.press("up", "enter")
        await stage.until(ConversationScreen)
        assert "Nobody, ever." not in stage.text()
        play = newest(stage.session)
        assert [made.choice for made in play.run.line] == []
        assert [made.choice for made in play.run.taken_back] == ["promise", "nobody"]
        await choose(stage, "You have not touched it.")
        await stage.press("escape")
        await choose(stage, "You made room for them")
        assert "The conversation is over." in stage.text()
        await stage.press("enter")
        await stage.until(DebriefScreen)
        await stage.press("end")
        assert "Tried first" in stage.text()


async def test_u_u_enter_takes_the_last_choice_back(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await in_conversation(stage)
        await choose(stage, "How are you today?")
        await stage.press("escape", "u", "u", "enter")
        assert newest(stage.session).run.line == []
        assert "How are you today?" in stage.text()


async def test_own_words_come_before_the_choices_and_stay_out_of_the_score(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await to_own_words(stage)
        assert "What would you say to" in stage.text()
        assert "talk to Ms Okafor" in stage.text()
        assert "Push your own tray over" not in stage.text()
        await stage.write("You waited?")
        await stage.press("escape")
        assert "not kept yet" in stage.text()
        await stage.press("ctrl+s")
        assert "You waited?" in stage.text()
        await choose(stage, "Push your own tray over")
        await stage.press("enter")
        await stage.until(DebriefScreen)
        score = stage.session.debrief(newest(stage.session)).score
        await stage.press("end", "up")
        while "nearest to" not in stage.text():
            await stage.press("up")
        await stage.press("3")
        assert "you said: nearest to 3 Adequate" in stage.text()
        play = newest(stage.session)
        assert [(one.text, one.level) for one in play.run.responses] == [("You waited?", 3)]
        assert stage.session.debrief(play).score == score


async def test_words_in_the_box_are_asked_about_before_the_program_is_left(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await to_own_words(stage)
        await stage.write("You wai")
        await stage.press("ctrl+q")
        assert "Ctrl+Q again leaves without them" in " ".join(stage.text().split())
        await stage.press("ctrl+q")
    assert stage.app.left_run is not None


async def test_another_choice_is_tried_from_the_debrief(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await to_debrief(stage)
        old = newest(stage.session)
        while "Enter what if" not in stage.text():
            await stage.press("down")
        marked = stage.line("▸")
        assert "How are you today?" in marked
        assert "A fair question that anybody could ask." in stage.text()
        await stage.press("enter")
        await stage.until(ConversationScreen)
        new = newest(stage.session)
        assert new.header.forked_from is not None
        assert (new.header.forked_from.run, new.header.forked_from.decisions) == (old.header.run, 0)
        assert "You have not touched it." in stage.text()


async def test_a_reflection_is_kept_with_the_run(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await to_debrief(stage)
        await stage.press("r")
        await stage.write("Wait longer.")
        await stage.press("ctrl+s")
        assert "Wait longer." in stage.text()
        assert newest(stage.session).run.reflections == ["Wait longer."]


async def test_the_levels_of_a_criterion_are_shown_in_words(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await to_debrief(stage)
        await stage.press("c")
        for level in ("4 Skilled", "3 Adequate", "2 Weak", "1 Harmful"):
            assert level in stage.text()


async def test_leaving_says_how_to_come_back_and_home_goes_on(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await in_conversation(stage)
        await choose(stage, "How are you today?")
        await stage.press("escape", "q")
        assert "Nothing is lost" in stage.text()
        assert "--resume RUN" in stage.text()
        await stage.press("enter")
        await stage.until(HomeScreen)
        assert "stopped at decision 2" in stage.line("Go on")
        await stage.press("enter")
        await stage.until(ConversationScreen)
        assert "How are you today?" in stage.text()
        await stage.press("q", "down", "enter")
    assert stage.app.left_run == stage.session.runs()[0].run if stage.app._session else stage.app.left_run


async def test_a_run_that_is_named_goes_on(tmp_path: Path) -> None:
    with session(tmp_path) as opened:
        play = opened.start("the_full_tray", seed=1)
        play.choose("how")
    async with staged(tmp_path, wish=GoOn("")) as stage:
        await stage.until(ConversationScreen)
        assert "What would you say to" in stage.text()


async def test_an_assessment_tells_nothing_until_it_is_submitted(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY, assess=True) as stage:
        assert "This is an assessment" in stage.text()
        await in_conversation(stage)
        assert "Trust" not in stage.text()
        number = stage.line("How are you today?").split()[0]
        await stage.press(number)
        assert newest(stage.session).run.line == []
        assert f"▸ {number}" in stage.text()
        await stage.press("enter", "escape")
        assert [made.choice for made in newest(stage.session).run.line] == ["how"]
        assert "Coach" not in stage.text()
        await stage.press("u", "o", "w")
        assert isinstance(stage.screen, ConversationScreen)
        assert "u go back" not in stage.text()
        await stage.press("1", "enter")
        while newest(stage.session).run.is_open:
            await stage.press("1", "enter")
        await stage.press("enter")
        await stage.until(DebriefScreen)
        assert "Submitted" in stage.text()
        play = newest(stage.session)
        assert (play.header.mode, play.run.status) == (Mode.ASSESSMENT, Status.SUBMITTED)


async def test_who_declines_at_the_note_plays_another_and_only_the_swap_is_recorded(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await stage.press("i")
        await stage.until(Sheet)
        await stage.press("enter")
        await stage.until(BriefingScreen)
        assert "The next table" in stage.text()
        await in_conversation(stage)
        await stage.press("1")
        listed = rows(stage.session)
        assert len(listed) == 1
        header = newest(stage.session).header
        assert (header.scenario, header.instead_of) == ("the_next_table", "the_full_tray")


async def test_what_the_store_refuses_is_said_and_the_app_goes_on(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await in_conversation(stage)
        with session(tmp_path) as other:
            other.recall(other.store.runs(person=other.store.person().person)[0].run).choose("how")
        await stage.press("1")
        assert isinstance(stage.screen, ConversationScreen)
        assert "What do you do?" in stage.text()
        status = stage.screen.query_one("#status")
        assert status.has_class("-said"), stage.text()


async def test_what_cannot_be_opened_ends_the_app_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    async with staged(tmp_path / "data") as stage:
        pass
    assert isinstance(stage.app.fault, StoreError)


async def test_the_library_is_searched_and_shelves_close(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.press("slash")
        await stage.write("alone")
        assert "The next table" in stage.text()
        assert "The full tray" not in stage.text()
        await stage.press("enter", "enter")
        await stage.until(BriefingScreen)
        await stage.press("escape")
        await stage.until(HomeScreen)
        assert "The full tray" in stage.text()
        await stage.press("down", "left")
        assert "The next table  " not in stage.text()


async def test_help_lists_only_keys_that_work_here(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await in_conversation(stage)
        await stage.press("question_mark")
        assert "choose by number" in stage.text()
        assert "go back" not in stage.text()
        await stage.press("escape", "h")
        assert "talk to Ms Okafor" in stage.words()


async def test_reasons_say_why_a_wording_or_line_is_there(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await to_own_words(stage)
        await stage.press("escape", "w")
        await stage.until(Sheet)
        assert "trust >= 3 holds (trust is 3)" in stage.words()


async def test_a_theme_is_seen_while_choosing_and_kept(tmp_path: Path) -> None:
    kept: list[str] = []
    async with staged(tmp_path, keep_theme=kept.append) as stage:
        await stage.press("t", "down")
        assert stage.app.theme == "trainer-light"
        await stage.press("escape")
        assert (stage.app.theme, kept) == ("trainer-dark", [])
        await stage.press("t", "down", "down", "enter")
        assert (stage.app.theme, kept) == ("trainer-contrast", ["trainer-contrast"])
