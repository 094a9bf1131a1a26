"""`trainer export`: what is written where, and what is refused in one line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from trainer.cli.export import EXPORTS
from trainer.cli.main import ended, main
from trainer.cli.wiring import Places
from trainer.content.library import open_library

Called = Callable[..., tuple[int, str, str]]
SEAT = Path(open_library().scenarios["the_empty_seat"])


@pytest.fixture
def trainer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Called:
    """Calls the program on a data directory of its own: its exit status, what it printed, and what it said."""

    def called(*words: str | Path) -> tuple[int, str, str]:
        places, arguments = Places(), [str(word) for word in ("--data", tmp_path / "data", *words)]
        status = ended(lambda: main.main(arguments, standalone_mode=False, prog_name="trainer", obj=places), places)
        return status, *capsys.readouterr()

    return called


def test_help_lists_what_can_be_exported(trainer: Called) -> None:
    status, out, _ = trainer("export", "--help")
    assert status == 0
    for name, help in EXPORTS.items():
        assert f"  {name} " in out
        assert help.split()[-1] in out
        assert trainer("export", name, "--help")[0] == 0


def test_a_story_in_ink_is_written_and_what_is_not_in_it_is_told(trainer: Called, tmp_path: Path) -> None:
    status, out, told = trainer("export", "ink", SEAT)
    assert status == 0
    assert out.startswith("# title: The empty seat\n")
    assert 'VAR mentee_name = "Amara"' in out
    assert "Not in it: own words before the choices of `the_bag`; ink has no box to write in.\n" in told
    trainer("school", "set", "name", "Hillside")
    file = tmp_path / "seat.ink"
    status, none, told = trainer("export", "ink", SEAT, "--casting", "b", "-o", file)
    assert (status, none) == (0, "")
    assert told.startswith(f"{file} is written.\nNot in it: scores.")
    assert 'VAR mentee_name = "Jakub"' in file.read_text("utf-8")


def test_what_cannot_be_exported_is_refused_in_one_line(trainer: Called, tmp_path: Path) -> None:
    file = tmp_path / "seat.ink"
    file.write_text("mine", "utf-8")
    wrong = tmp_path / "the_empty_seat.yaml"
    shutil.copy(SEAT, wrong)
    wrong.write_text(wrong.read_text("utf-8").replace("start: arrival", "start: arival"), "utf-8")
    for words, status, said in (
        (("ink", SEAT, "-o", file), 2, f"trainer: {file} is there already. Name another file, or move it away."),
        (
            ("ink", SEAT, "-o", tmp_path),
            2,
            f"trainer: {tmp_path} is a folder, and a file was meant. Name a file in it.",
        ),
        (("ink", SEAT, "--casting", "z"), 2, 'trainer: There is no casting "z". There are: a, b.'),
        (("ink", SEAT.with_name("the_flyer.walks.yaml")), 2, "is no scenario. Name the file of a scenario."),
        (("ink", tmp_path / "none.yaml"), 2, "none.yaml"),
        (("ink", tmp_path), 2, "cannot be opened: Is a directory"),
        (("ink", wrong), 1, "there is no scene `arival`. `trainer check"),
        (("inc", SEAT), 2, "inc"),
    ):
        ended, out, told = trainer("export", *words)
        assert (ended, out) == (status, ""), told
        assert said in told
        assert told.count("\n") == 1
    assert file.read_text("utf-8") == "mine"
