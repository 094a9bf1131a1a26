"""What would spoil a terminal: markup and control codes in texts, no colours, no room."""

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.plain.playing import LIBRARY, session
from tests.tui.stage import ConversationScreen, Meet, Stage, in_conversation, staged
from trainer.engine.transcript import Entry, Kind
from trainer.tui.widgets.transcript import Transcript

TRAY = Meet("the_full_tray")
COLOUR = re.compile(rb"\x1b\[[0-9;]*?(?:3[0-7]|38;[25]|4[0-7]|48;[25]|9[0-7]|10[0-7])[0-9;]*m")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A library whose texts are written to do harm. (Control codes are refused by its check already.)"""
    library = tmp_path / "library"
    shutil.copytree(LIBRARY, library)
    file = library / "scenarios" / "the_full_tray.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("mentee: I'm not hungry.", 'mentee: "[red]x[/] [@click=app.quit]no[/] end"')
    text = text.replace("title: The full tray", 'title: "The [bold]full[/] tray"')
    text = text.replace("say: How are you today?", 'say: "[/] How [link=x]are[/link] you?"')
    file.write_text(text, encoding="utf-8")
    return library


async def test_markup_is_shown_as_written(tmp_path: Path, hostile: Path) -> None:
    async with staged(tmp_path / "data", library=hostile, wish=TRAY) as stage:
        assert "The [bold]full[/] tray" in stage.text()
        await in_conversation(stage)
        assert "[red]x[/] [@click=app.quit]no[/] end" in stage.words()
        number = stage.line("[/] How [link=x]are[/link] you?").split()[0]
        await stage.press(number)
        await stage.write("[red]y[/]")
        await stage.press("ctrl+s")
        assert "[red]y[/]" in stage.text()


async def test_control_codes_are_never_shown(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await in_conversation(stage)
        said = Entry(Kind.SPEECH, 0, "\x1b]0;owned\a\x1b[2Jend \u202edne", "mentee", "Mi\x1b[31mna")
        stage.screen.query_one(Transcript).tell([said])
        await stage.settle()
        assert "Mi[31mna" in stage.text()
        assert "]0;owned[2Jend dne" in stage.text()
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", stage.text())


async def test_a_terminal_too_small_says_so_chooses_nothing_and_recovers(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await in_conversation(stage)
        for size in ((50, 24), (80, 12), (20, 5)):
            await stage.pilot.resize_terminal(*size)
            await stage.settle()
            assert "too small" in " ".join(stage.text().split())
            assert "What do you do?" not in stage.text()
            await stage.press("1", "o", "question_mark")
            assert _decisions(stage) == 0
            assert isinstance(stage.screen, ConversationScreen)
        await stage.pilot.resize_terminal(80, 24)
        await stage.settle()
        assert "What do you do?" in stage.text()
        await stage.press("1")
        assert _decisions(stage) == 1


async def test_a_resized_terminal_keeps_the_newest_in_sight(tmp_path: Path) -> None:
    async with staged(tmp_path, wish=TRAY) as stage:
        await in_conversation(stage)
        for size in ((60, 16), (120, 40), (200, 60), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await stage.settle()
            assert "I'm not hungry." in stage.text()
            assert "1 " in stage.line('"')


def _decisions(stage: Stage) -> int:
    return stage.session.runs()[0].decisions


def test_without_colours_none_is_written(tmp_path: Path) -> None:
    with session(tmp_path):
        pass
    assert COLOUR.search(_written(tmp_path, {}))
    plain = _written(tmp_path, {"NO_COLOR": "1"})
    assert b"The full tray" in plain
    assert not COLOUR.search(plain)


def _written(data: Path, environ: dict[str, str]) -> bytes:
    """What the program writes to a real terminal until Home is there."""
    command = [sys.executable, "-m", "trainer", "--data", str(data), "--library", str(LIBRARY)]
    settings = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TRAINER_PLAIN")}
    settings |= {"TERM": "xterm-256color", "PYTHONPATH": str(Path(__file__).parents[2]), **environ}
    child, end = pty.fork()
    if child == 0:
        os.execve(sys.executable, command, settings)
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    written, deadline = b"", time.monotonic() + 30
    while b"The full tray" not in written and time.monotonic() < deadline and select.select([end], [], [], 30)[0]:
        written += os.read(end, 1 << 16)
    os.write(end, b"q")
    while select.select([end], [], [], 5)[0]:
        try:
            if not os.read(end, 1 << 16):
                break
        except OSError:
            break
    _, status = os.waitpid(child, 0)
    os.close(end)
    assert os.waitstatus_to_exitcode(status) == 0
    return written
