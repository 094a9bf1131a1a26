"""Every screen as plain text at 80x24 and 120x40; the two main ones as pictures with their colours.

`pytest tests/tui/test_pictures.py --snapshot-update` draws them anew; look at what changed before it is kept.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from tests.plain.playing import LIBRARY, session
from tests.tui.stage import LARGE, SMALL, GoOn, Meet, Stage, in_conversation, staged
from trainer.tui.app import TrainerApp

TRAY = Meet("the_full_tray")


class PlainText(SingleFileSnapshotExtension):
    """A file of plain text a screen."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"
    file_extension = "txt"


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(PlainText)


def leave_runs(data: Path) -> str:
    """One run finished with a slip, own words and something taken back; one open. The finished one."""
    with session(data) as opened:
        play = opened.start("the_full_tray", seed=1)
        play.choose("how")
        play.rewind(0)
        play.choose("promise")
        play.choose("too_fast")
        play.respond("They said they would wait, and they went.")
        play.choose("sit")
        play.reflect("I promised too fast.")
        other = opened.start("the_next_table", seed=2)
        other.choose("free")
        return play.header.run


async def home(stage: Stage) -> None:
    pass


async def conversation(stage: Stage) -> None:
    await in_conversation(stage)
    await stage.press(stage.line("I'll never tell anyone").split()[0], "o")


async def own_words(stage: Stage) -> None:
    await in_conversation(stage)
    await stage.press(stage.line("How are you today?").split()[0])


async def going_back(stage: Stage) -> None:
    await conversation(stage)
    await stage.press("u")


async def leaving(stage: Stage) -> None:
    await conversation(stage)
    await stage.press("q")


async def help(stage: Stage) -> None:
    await conversation(stage)
    await stage.press("question_mark")


async def debrief(stage: Stage) -> None:
    pass


async def evidence(stage: Stage) -> None:
    while "Enter what if" not in stage.text():
        await stage.press("down")


async def end_of_debrief(stage: Stage) -> None:
    await stage.press("end")


SCENES: dict[str, tuple[Meet | str | None, Callable[[Stage], Awaitable[None]]]] = {
    "home": (None, home),
    "briefing": (TRAY, home),
    "conversation": (TRAY, conversation),
    "own_words": (TRAY, own_words),
    "going_back": (TRAY, going_back),
    "leaving": (TRAY, leaving),
    "help": (TRAY, help),
    "debrief": ("finished", debrief),
    "evidence": ("finished", evidence),
    "end_of_debrief": ("finished", end_of_debrief),
}


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCENES)
async def test_screen(name: str, size: tuple[int, int], tmp_path: Path, picture: SnapshotAssertion) -> None:
    wish, act = SCENES[name]
    finished = leave_runs(tmp_path)
    async with staged(tmp_path, size=size, wish=GoOn(finished) if isinstance(wish, str) else wish) as stage:
        await act(stage)
        lines = stage.text().splitlines()
        assert len(lines) == size[1]
        assert all(len(line) <= size[0] for line in lines)
        assert stage.text() == picture


@pytest.mark.parametrize("name", ["conversation", "evidence"])
def test_picture(name: str, tmp_path: Path, snap_compare: Any) -> None:
    wish, act = SCENES[name]
    finished = leave_runs(tmp_path)
    app = TrainerApp(lambda: session(tmp_path, LIBRARY), wish=GoOn(finished) if isinstance(wish, str) else wish, seed=1)

    async def run_before(pilot: Pilot[None]) -> None:
        stage = Stage(app, pilot)
        await stage.open()
        await act(stage)

    try:
        assert snap_compare(app, terminal_size=SMALL, run_before=run_before)
    finally:
        app.close()
