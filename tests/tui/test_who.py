"""Who is there: asked where there are several people or a PIN, and never where somebody practises alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.plain.playing import session
from tests.tui.stage import LARGE, SMALL, HomeScreen, Meet, Stage, staged
from trainer.store import Person, Role, Store
from trainer.store.pins import FREE
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.who import WhoScreen


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def prepared(data: Path, prepare: Callable[[Store], object]) -> None:
    with session(data) as opened:
        prepare(opened.store)


def school(store: Store) -> None:
    """Amina with a PIN, Bo, and a coordinator; something to do for Year 9."""
    amina = store.people.add("Amina", cohort="Year 9")
    store.people.add("Bo", cohort="Year 9")
    store.people.add("[b]Ms Okafor", Role.COORDINATOR)
    store.people.set_pin(amina.person, "2468", who=amina.person)
    store.people.assign(["the_full_tray"], cohort="Year 9", due="2026-11-27", who=None)


def me(stage: Stage) -> Person:
    return stage.session.me


async def test_who_practises_alone_is_asked_nothing(data: Path) -> None:
    async with staged(data) as stage:
        assert isinstance(stage.screen, HomeScreen)
        assert "Practising as Mentor" in stage.text()
        assert "someone else" not in stage.text()


async def test_a_name_is_enough_without_a_pin(data: Path) -> None:
    prepared(data, school)
    async with staged(data) as stage:
        assert isinstance(stage.screen, WhoScreen)
        assert "Who are you?" in stage.text()
        assert [name in stage.text() for name in ("Amina", "Bo", "[b]Ms Okafor", "Year 9")] == [True] * 4
        await stage.press("down", "down", "enter")
        await stage.until(HomeScreen)
        assert me(stage).name == "Bo"
        assert "Practising as Bo · Year 9" in stage.text()
        assert "due on Friday 27 November" in stage.line("To do")
        assert "w someone else" in stage.words()


async def test_a_pin_is_asked_for_and_a_wrong_one_says_so(data: Path) -> None:
    prepared(data, school)
    async with staged(data, size=LARGE) as stage:
        await stage.write("am")
        assert "Bo" not in stage.text()
        await stage.press("enter")
        assert "Amina, what is your PIN?" in stage.text()
        for _ in range(FREE - 1):
            await stage.write("1357")
            assert "1357" not in stage.text()
            await stage.press("enter")
            assert "That is not the PIN. Try again." in stage.words()
        await stage.press("escape")
        assert "Who are you?" in stage.text()
        await stage.write("am")
        await stage.press("enter")
        await stage.write("2468")
        await stage.press("enter")
        assert "There were 2 wrong PINs for this name since you were here. Enter goes on." in stage.words()
        await stage.press("enter")
        await stage.until(HomeScreen)
        assert me(stage).name == "Amina"


async def test_the_third_wrong_pin_makes_everybody_wait(data: Path) -> None:
    prepared(data, school)
    async with staged(data, size=SMALL) as stage:
        await stage.write("amina")
        await stage.press("enter")
        for _ in range(FREE):
            await stage.write("1357")
            await stage.press("enter")
        assert "Wait 5 seconds, then try again." in stage.words()
        await stage.write("2468")
        await stage.press("enter")
        assert "That was too soon and was not looked at." in stage.words()
        assert isinstance(stage.screen, WhoScreen)


async def test_nobody_of_that_name_is_said_and_somebody_else_may_take_over(data: Path) -> None:
    prepared(data, school)
    async with staged(data) as stage:
        await stage.write("zed")
        await stage.press("enter")
        assert "There is nobody of that name." in stage.words()
        for _ in "zed":
            await stage.press("backspace")
        await stage.write("bo")
        await stage.press("enter")
        await stage.until(HomeScreen)
        assert me(stage).name == "Bo"
        await stage.press("w")
        assert isinstance(stage.screen, WhoScreen)
        await stage.write("okaf")
        await stage.press("enter")
        await stage.until(HomeScreen)
        assert "Practising as [b]Ms Okafor" in stage.text()
        assert "To do" not in stage.text()


async def test_what_is_to_do_is_opened_with_enter(data: Path) -> None:
    prepared(data, school)
    async with staged(data) as stage:
        await stage.write("bo")
        await stage.press("enter")
        await stage.until(HomeScreen)
        assert "▸" in stage.line("To do")
        await stage.press("enter")
        await stage.until(BriefingScreen)


async def test_a_scenario_named_on_the_command_line_waits_for_who(data: Path) -> None:
    prepared(data, school)
    async with staged(data, wish=Meet("the_full_tray")) as stage:
        await stage.until(WhoScreen)
        await stage.write("bo")
        await stage.press("enter")
        await stage.until(BriefingScreen)
        assert me(stage).name == "Bo"


async def test_the_only_person_with_a_pin_gives_just_that(data: Path) -> None:
    prepared(data, lambda store: store.people.set_pin(store.person().person, "2468", who=None))
    async with staged(data) as stage:
        await stage.until(WhoScreen)
        assert "Mentor, what is your PIN?" in stage.text()
        await stage.press("escape")
        assert "Mentor, what is your PIN?" in stage.text()
        await stage.write("2468")
        await stage.press("enter")
        await stage.until(HomeScreen)
