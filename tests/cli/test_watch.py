"""`check --watch` as a real process: each save is checked and told in plain lines, whatever becomes of the file."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30


class Watching:
    """The process, and what it says, a line at a time."""

    def __init__(self, home: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "trainer", "check", "--watch", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home)},
            # A shell without job control lets what it starts in the background ignore Ctrl+C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self._said: Queue[str] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._said.put(line.rstrip("\n"))

    def until(self, words: str) -> list[str]:
        """What is said up to a line with these words."""
        lines: list[str] = []
        while not lines or words not in lines[-1]:
            try:
                lines.append(self._said.get(timeout=PATIENCE))
            except Empty:
                raise AssertionError(f"{words!r} was never said, but:\n" + "\n".join(lines)) from None
        return lines

    def leave(self) -> int:
        """Press Ctrl+C; the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture
def seat(tmp_path: Path) -> Path:
    """A scenario in a folder of its own."""
    file = tmp_path / "made" / "the_flyer.yaml"
    file.parent.mkdir()
    file.write_bytes((ROOT / "scenarios" / "the_flyer.yaml").read_bytes())
    return file


@pytest.fixture
def watching(tmp_path: Path, seat: Path) -> Iterator[Watching]:
    process = Watching(tmp_path, str(seat))
    process.until("no errors in 1 file. Each save is checked from now on; Ctrl+C ends it.")
    yield process
    process.process.kill()
    process.process.wait()


def as_an_editor(file: Path, text: str) -> None:
    """Save as many editors do: a new file in the old one's place."""
    draft = file.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def test_each_save_is_told_and_the_last_one_is_the_exit_status(watching: Watching, seat: Path) -> None:
    whole = seat.read_text("utf-8")
    as_an_editor(seat, whole.replace("go: heard_it", "go: herd_it", 1))
    told = watching.until("1 error in 1 file")
    assert "the_flyer.yaml was saved." in told
    assert any(f"{seat}:37:9: error N001 unknown-scene: there is no scene `herd_it`" in line for line in told)
    seat.write_text(whole, encoding="utf-8")
    assert watching.until("no errors in 1 file")[-2:] == ["the_flyer.yaml was saved.", "no errors in 1 file"]
    assert watching.leave() == 0


def test_ctrl_c_after_a_broken_save_fails(watching: Watching, seat: Path) -> None:
    seat.write_text("scenes: [", encoding="utf-8")
    watching.until("error in 1 file")
    assert watching.leave() == 1


def test_whatever_becomes_of_the_file_is_one_clear_line(watching: Watching, seat: Path) -> None:
    whole = seat.read_bytes()
    seat.unlink()
    assert f"{seat} is not there. It is read again as soon as it is saved." in watching.until("1 cannot be read")
    seat.mkdir()
    assert f"{seat} is a folder now, and a file was meant." in watching.until("1 cannot be read")
    seat.rmdir()
    watching.until("is not there")
    seat.write_bytes(whole[: len(whole) // 2])
    half = watching.until(" in 1 file")
    assert any(": error " in line for line in half)
    seat.write_bytes(whole)
    watching.until("no errors in 1 file")
    seat.parent.rename(seat.parent.with_name("away"))
    watching.until("is not there")
    assert watching.leave() == 1


def test_a_folder_is_followed_with_what_is_added_and_goes(tmp_path: Path, seat: Path) -> None:
    process = Watching(tmp_path, str(seat.parent))
    process.until("no errors in 1 file.")
    other = seat.with_name("other.yaml")
    other.write_bytes(seat.read_bytes())
    assert any("N013 file-name" in line for line in process.until("1 error in 2 files"))
    other.unlink()
    assert f"{other} is gone." in process.until("no errors in 1 file")
    assert process.leave() == 0


def test_the_first_file_of_an_empty_folder_is_told_by_its_name(tmp_path: Path, seat: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    process = Watching(tmp_path, str(folder))
    process.until("no errors in 0 files. Each save is checked from now on")
    (folder / seat.name).write_bytes(seat.read_bytes())
    assert process.until("no errors in 1 file")[-2:] == ["the_flyer.yaml was added.", "no errors in 1 file"]
    assert process.leave() == 0


def test_a_rubric_that_is_saved_changes_what_is_said_of_scenarios(tmp_path: Path, seat: Path) -> None:
    library = tmp_path / "library"
    (library / "rubrics").mkdir(parents=True)
    for rubric in (ROOT / "rubrics").glob("*.yaml"):
        (library / "rubrics" / rubric.name).write_bytes(rubric.read_bytes())
    process = Watching(tmp_path, str(seat), "--library", str(library))
    process.until("no errors in 1 file.")
    bias = library / "rubrics" / "recognising_bias.yaml"
    bias.write_text(bias.read_text("utf-8").replace("fair_process:", "fair_play:"), encoding="utf-8")
    assert any("fair_process" in line for line in process.until("error in 1 file"))
    assert process.leave() == 1


def test_what_is_not_there_at_the_beginning_was_called_wrongly(tmp_path: Path) -> None:
    process = Watching(tmp_path, str(tmp_path / "no_such.yaml"))
    assert "There is no file" in process.until("no_such.yaml")[-1]
    assert process.process.wait(timeout=PATIENCE) == 2
