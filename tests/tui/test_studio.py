"""The studio: a file edited beside it in every way that editors and accidents do, and what its screen then shows."""

import os
import stat
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from bench.terminal import Terminal
from tests.plain.playing import LIBRARY
from tests.tui.stage import LARGE, SMALL, shown
from tests.tui.test_pictures import PlainText
from trainer.content.library import open_library
from trainer.content.rubric import School
from trainer.content.shelf import shelf
from trainer.errors import UsageError
from trainer.tui.screens.sheet import Sheet
from trainer.tui.studio.app import StudioApp
from trainer.tui.studio.editor import command
from trainer.tui.studio.map import MapScreen
from trainer.tui.studio.trying import TryingScreen

NAME = "the_full_tray.yaml"


class Studio:
    """The app on a copy of a scenario, and the copy."""

    def __init__(self, app: StudioApp, pilot: Pilot[None], file: Path) -> None:
        self.app, self.pilot, self.file = app, pilot, file

    def text(self) -> str:
        return shown(self.app)

    def words(self) -> str:
        """What is on screen with each side for itself: where lines break does not matter."""
        lines = self.text().replace("┃", " ").splitlines()
        sides = [" ".join(line.partition("│")[side] for line in lines) for side in (0, 2)]
        return " ".join(" ".join([*sides, *lines]).split())

    async def until(self, *words: str) -> None:
        """Wait until all of these are on screen, wherever lines break, and it has come to rest."""
        before = ""
        for _ in range(500):
            await self.pilot.pause(0.02)
            now = self.text()
            if now == before and all(one in self.words() for one in words):
                return
            before = now
        raise AssertionError(f"{words} never came:\n{before}")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def go(self, scene: str) -> None:
        """The cursor in the outline to a scene."""
        await self.press("escape", *["up"] * 20)
        for _ in range(20):
            if f"▸ {scene}" in self.text() or f"▸   ↳ {scene}" in self.text():
                return
            await self.press("down")
        raise AssertionError(f"{scene} is not in the outline:\n{self.text()}")

    async def mark(self, words: str) -> None:
        """The cursor on the right side to a row."""
        for _ in range(30):
            if any("▸" in line.partition("│")[2] and words in line for line in self.text().splitlines()):
                return
            await self.press("down")
        raise AssertionError(f"{words} cannot be marked:\n{self.text()}")

    def edit(self, old: str, new: str) -> None:
        """Save a change as many editors do: a new file in the old one's place."""
        text = self.file.read_text("utf-8")
        assert old in text
        draft = self.file.with_suffix(".swp")
        draft.write_text(text.replace(old, new, 1), encoding="utf-8")
        draft.replace(self.file)


@asynccontextmanager
async def opened(folder: Path, size: tuple[int, int] = SMALL) -> AsyncIterator[Studio]:
    """The studio on a copy of a small scenario, proved and counted up."""
    file = Path(os.path.relpath(folder / NAME))
    (folder / NAME).write_bytes((LIBRARY / "scenarios" / NAME).read_bytes())
    app = StudioApp(file, lambda: shelf(LIBRARY).named, lambda: open_library(LIBRARY), School())
    try:
        async with app.run_test(size=size) as pilot:
            studio = Studio(app, pilot, folder / NAME)
            await studio.until("3 warnings !", "a figures")
            yield studio
    finally:
        app.close()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is shown names no folder of this machine."""
    monkeypatch.chdir(tmp_path)
    return


async def test_a_scene_is_played_with_meters_and_facts_of_ones_choice(tmp_path: Path) -> None:
    async with opened(tmp_path) as studio:
        await studio.go("waiting")
        await studio.press("tab")
        await studio.until("Trust ■■■□ 3, of 0 to 4", "as runs come here, way 1 of")
        assert "Tom We're off, see you. [when trust >= 3]" in studio.words()
        await studio.press("left", "left", "left", "left")
        await studio.until("□□□□ 0, of 0 to 4", "no run comes here so")
        await studio.mark("chose(tray.untouched)")
        await studio.press("enter")
        assert "no" in next(line for line in studio.text().splitlines() if "chose(tray.untouched)" in line)
        await studio.mark("Casting")
        await studio.press("right")
        await studio.until("b of a, b: Luca")
        await studio.press("end")
        await studio.until('4 "You waited, and nobody came."', 'when chose(tray.untouched): "You made room')
        await studio.press("r", "home")
        await studio.until("Trust ■■■□ 3, of 0 to 4")
        await studio.press("s")
        await studio.until("way 2 of")


async def test_a_broken_save_keeps_the_last_good_version_with_the_finding_above(tmp_path: Path) -> None:
    async with opened(tmp_path) as studio:
        await studio.go("tray")
        studio.edit("go: waiting", "go: wating")
        await studio.until("1 error ×", "This save cannot be played. Below is the last version that could be played.")
        assert "line 29 N001 there is no scene `wating`. Did you mean `waiting`?" in studio.words()
        assert "×1" in next(line for line in studio.text().splitlines() if "▸ tray" in line)
        assert "I'm not hungry." in studio.text()
        await studio.press("n", "x")
        assert isinstance(studio.app.screen, Sheet)
        await studio.until("go: wating", "^^^^^^", "N001 unknown-scene (error)")
        await studio.press("escape")
        studio.edit("go: wating", "go: waiting")
        await studio.until("3 warnings !")
        assert "cannot be played" not in studio.text()
        studio.edit("How are you today?", "How was lunch?")
        await studio.press("end")
        await studio.until('"How was lunch?"')


async def test_whatever_becomes_of_the_file_the_studio_goes_on(tmp_path: Path) -> None:
    async with opened(tmp_path) as studio:
        whole = studio.file.read_bytes()
        await studio.go("tray")
        studio.file.unlink()
        await studio.until(
            "the_full_tray.yaml is not there. It is read again as soon as it is saved.", "I'm not hungry."
        )
        studio.file.mkdir()
        await studio.until("the_full_tray.yaml is a folder now, and a file was meant.", "I'm not hungry.")
        studio.file.rmdir()
        await studio.until("is not there")
        listed = studio.text().count("(good)") + studio.text().count("(poor)")
        assert listed
        studio.file.write_bytes(whole[: whole.index(b"  waiting:")] + b'  waiting:\n    lines:\n      - "Off, s')
        await studio.until("This save cannot be played.", "I'm not hungry.")
        assert studio.text().count("(good)") + studio.text().count("(poor)") == listed
        studio.file.write_bytes(b"\x00\xff\xfe")
        await studio.until("This save cannot be played.", "I'm not hungry.")
        studio.file.write_bytes(b"rubric: x\n")
        await studio.until("the_full_tray.yaml is no scenario.", "I'm not hungry.")
        studio.file.write_bytes(whole)
        await studio.until("3 warnings !")
        assert "Below is" not in studio.text()
        studio.edit("I'm not hungry.", '"[red]x[/] [@click=app.quit]no[/]"')
        await studio.until("[red]x[/] [@click=app.quit]no[/]")


async def test_a_file_that_comes_later_is_shown_when_it_comes(tmp_path: Path) -> None:
    app = StudioApp(Path(NAME), lambda: shelf(LIBRARY).named, lambda: open_library(LIBRARY), School())
    try:
        async with app.run_test(size=SMALL) as pilot:
            studio = Studio(app, pilot, tmp_path / NAME)
            await studio.until("the_full_tray.yaml is not there.")
            studio.file.write_text("scenario: the_full_tray\nscenes: {tray: {}}\n", encoding="utf-8")
            await studio.until("This save cannot be played.", "tray (new)")
            studio.file.write_bytes((LIBRARY / "scenarios" / NAME).read_bytes())
            await studio.until("3 warnings !", "↳ take_back", "told (good)")
    finally:
        app.close()


async def test_playing_on_from_a_scene_follows_the_file(tmp_path: Path) -> None:
    async with opened(tmp_path) as studio:
        await studio.go("tray")
        await studio.press("p")
        assert isinstance(studio.app.screen, TryingScreen)
        await studio.until("tried from tray", '1 "You have not touched it. I\'ve got time." 4 Skilled')
        await studio.press("3")
        await studio.until("You swear?", "A chance to put it right.", "Trust ■□□□ 1 of 4 (was 2)")
        await studio.press("1")
        await studio.until("I said that too fast.", "They said they would wait for me.")
        studio.edit("mentee: You swear?", "mentee: Cross your heart?")
        await studio.press("pageup")
        await studio.until("Cross your heart?")
        studio.edit("id: too_fast", "id: too_soon")
        await studio.until("the last 1 choice cannot be made in it any more", "Not even a teacher?")
        await studio.press("u")
        await studio.until("What do you do?")
        studio.edit("go: waiting", "go: wating")
        await studio.press("1")
        await studio.until("All right. Sit.", "We're off, see you.")
        await studio.press("g")
        await studio.until("▸ waiting", "This save cannot be played.")


async def test_the_map_leads_to_a_scene_and_the_figures_are_a_key_away(tmp_path: Path) -> None:
    async with opened(tmp_path) as studio:
        await studio.press("m")
        assert isinstance(studio.app.screen, MapScreen)
        await studio.until(
            "→ take_back to put it right: ◆1 promise [CE1]", "→ waiting ●4 untouched, ■3 how", "met 33 %"
        )
        await studio.press("down", "down", "enter")
        await studio.until("▸ waiting")
        await studio.press("a")
        await studio.until("Run scores: 1.00 (Harmful) to 4.00 (Skilled)")
        await studio.press("pagedown")
        await studio.until("Who reaches 3.00", "always the longest")


async def test_an_editor_that_is_not_set_or_cannot_be_opened_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with opened(tmp_path) as studio:
        await studio.press("e")
        await studio.until("No editor is set. Set EDITOR to yours")
        monkeypatch.setenv("EDITOR", "nano")
        await studio.press("e")
        await studio.until("The editor cannot be opened from here.")


def test_editors_are_told_the_line_in_their_own_way() -> None:
    def told(**environ: str) -> list[str]:
        return command(environ, "a b.yaml", 12)

    assert told(EDITOR="nano") == ["nano", "+12", "a b.yaml"]
    assert told(EDITOR="/usr/bin/vim -p") == ["/usr/bin/vim", "-p", "+12", "a b.yaml"]
    assert told(EDITOR="nano", VISUAL="code --wait") == ["code", "--wait", "--goto", "a b.yaml:12"]
    assert told(EDITOR="hx") == ["hx", "a b.yaml:12"]
    assert told(EDITOR="kate") == ["kate", "--line", "12", "a b.yaml"]
    assert told(EDITOR="my_own") == ["my_own", "a b.yaml"]
    for wrong in ({}, {"EDITOR": "  "}, {"EDITOR": "nano '"}):
        with pytest.raises(UsageError):
            told(**wrong)


def test_the_editor_has_the_terminal_and_its_save_is_followed(tmp_path: Path) -> None:
    """The whole program in a real terminal, with an editor that notes its line and changes the title."""
    file, noted, editor = tmp_path / NAME, tmp_path / "noted", tmp_path / "nano"
    file.write_bytes((LIBRARY / "scenarios" / NAME).read_bytes())
    editor.write_text(f'#!/bin/sh\necho "$@" > {noted}\nsed -i "s/^title: .*/title: The empty tray/" "$2"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    command = [sys.executable, "-m", "trainer", "studio", str(file), "--library", str(LIBRARY), "--data", str(tmp_path)]
    environ = {"EDITOR": str(editor), "PYTHONPATH": str(Path(__file__).parents[2])}
    environ |= {"VISUAL": "", "HOME": str(tmp_path)}
    with Terminal(command, environ=environ) as terminal:
        terminal.until(b"3 warnings")
        terminal.press(b"\x1b[B")
        terminal.until(b"line 23")
        terminal.press(b"e")
        terminal.until(b"The empty tray")
        assert noted.read_text("utf-8").split() == ["+23", str(file)]
        editor.unlink()
        terminal.press(b"e")
        terminal.until(b"started:")
        terminal.press(b"m")
        terminal.until(b"the map")
        terminal.press(b"\x1b")
        terminal.until(b"3 warnings")
        editor.write_text(f"#!/bin/sh\necho waiting > {noted}\nexec sleep 60\n")
        editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
        terminal.press(b"e")
        _written(noted, "waiting", terminal)
        terminal.press(b"\x03")
        terminal.until(b"status")
        terminal.press(b"q")
        assert os.waitstatus_to_exitcode(os.waitpid(terminal.pid, 0)[1]) == 0
        terminal.pid = os.spawnlp(os.P_NOWAIT, "true", "true")


def _written(file: Path, words: str, terminal: Terminal) -> None:
    """Wait until a program has written this; what it draws meanwhile is read, since it would wait for that."""
    for _ in range(500):
        if file.read_text("utf-8").strip() == words:
            return
        if not terminal.read(0.02):
            time.sleep(0.02)
    raise AssertionError(f"{words} was never written")


async def in_the_outline(studio: Studio) -> None:
    pass


async def in_a_scene(studio: Studio) -> None:
    await studio.go("waiting")
    await studio.press("tab")
    await studio.until("as runs come here")


async def broken(studio: Studio) -> None:
    await studio.go("tray")
    studio.edit("go: waiting", "go: wating")
    await studio.until("1 error ×")
    await studio.press("n")
    await studio.until("Did you mean `waiting`? ")


async def on_the_map(studio: Studio) -> None:
    await studio.press("m")
    await studio.until("met 100 %")


async def trying(studio: Studio) -> None:
    await studio.go("tray")
    await studio.press("p", "3")
    await studio.until("You swear?")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("act", [in_the_outline, in_a_scene, broken, on_the_map, trying], ids=lambda act: act.__name__)
async def test_screen(
    act: Callable[[Studio], object], size: tuple[int, int], tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    async with opened(tmp_path, size) as studio:
        await act(studio)  # type: ignore[misc]
        lines = studio.text().splitlines()
        assert len(lines) == size[1]
        assert all(len(line) <= size[0] for line in lines)
        assert studio.text() == snapshot.use_extension(PlainText)
