"""The one place where errors end, and the table of commands."""

import click
import pytest

from trainer.cli.main import COMMANDS, ended, main
from trainer.cli.wiring import Places
from trainer.errors import ContentError, Exit, RunBusyError, StoreError, UsageError


def _called(*arguments: str) -> int:
    """The exit status of a command line."""
    places = Places()
    return ended(lambda: main.main(list(arguments), standalone_mode=False, prog_name="trainer", obj=places), places)


def _raised(error: BaseException, *, traceback: bool = False) -> int:
    """The exit status of a program that raises."""

    def program() -> None:
        raise error

    return ended(program, Places(traceback=traceback))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_is_there_and_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _called(name, "--help") == Exit.OK
    assert f"Usage: trainer {name}" in capsys.readouterr().out


def test_help_lists_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert _called("--help") == Exit.OK
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in COMMANDS)


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (UsageError("No such thing.", "Take another."), 2, "trainer: No such thing. Take another.\n"),
        (ContentError("It cannot be played."), 1, "trainer: It cannot be played.\n"),
        (StoreError("The disk\nis \x1b[31mfull.", "Wait."), 1, "trainer: The disk is [31mfull. Wait.\n"),
        (RunBusyError("Somebody plays it."), 1, "trainer: Somebody plays it.\n"),
        (
            PermissionError(13, "Permission denied", "/x"),
            1,
            "trainer: /x cannot be read or written (Permission denied).\n",
        ),
        (KeyboardInterrupt(), 130, ""),
        (click.UsageError("Not so."), 2, "trainer: Not so. `trainer --help` tells more.\n"),
    ],
)
def test_an_error_ends_in_one_line_and_its_status(
    error: BaseException,
    status: int,
    says: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert _raised(error) == status
    assert capfd.readouterr().err == says


def test_a_fault_of_ours_is_one_line_unless_a_traceback_is_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    assert _raised(ZeroDivisionError("a secret of somebody")) == 1
    [line] = capfd.readouterr().err.splitlines()
    assert "our fault (ZeroDivisionError)" in line
    assert "--traceback" in line
    assert "secret" not in line
    with pytest.raises(ZeroDivisionError):
        _raised(ZeroDivisionError(), traceback=True)


def test_a_group_without_a_command_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert _called("new") == Exit.USAGE
    said = capsys.readouterr().err
    assert said.startswith("Usage: trainer new [OPTIONS] COMMAND [ARGS]...\n")
    assert "\n  rubric         Write the rubric NAME" in said


def test_an_unknown_command_is_told_its_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert _called("docter") == Exit.USAGE
    assert "Did you mean `trainer doctor`?" in capsys.readouterr().err
