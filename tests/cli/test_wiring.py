"""Where things are, and when screens can be drawn."""

from pathlib import Path

import pytest

from trainer.cli.output import typed
from trainer.cli.wiring import Places, draws, keep_theme, kept_theme


class End:
    """One end of the program, a terminal or not."""

    def __init__(self, terminal: bool) -> None:
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


BOTH, NEITHER = (End(True), End(True)), (End(False), End(False))


@pytest.mark.parametrize(
    ("plain", "environ", "ends", "platform", "drawn"),
    [
        (False, {"TERM": "xterm-256color"}, BOTH, "linux", True),
        (False, {"TERM": "xterm", "TRAINER_PLAIN": ""}, BOTH, "linux", True),
        (False, {}, BOTH, "win32", True),
        (True, {"TERM": "xterm"}, BOTH, "linux", False),
        (False, {"TERM": "xterm", "TRAINER_PLAIN": "1"}, BOTH, "linux", False),
        (False, {"TERM": "dumb"}, BOTH, "linux", False),
        (False, {"TERM": "dumb"}, BOTH, "win32", False),
        (False, {"TERM": ""}, BOTH, "linux", False),
        (False, {}, BOTH, "linux", False),
        (False, {"TERM": "xterm"}, (End(False), End(True)), "linux", False),
        (False, {"TERM": "xterm"}, (End(True), End(False)), "linux", False),
        (False, {"TERM": "xterm"}, NEITHER, "linux", False),
    ],
)
def test_screens_are_drawn_only_where_they_can_be(
    plain: bool, environ: dict[str, str], ends: tuple[End, End], platform: str, drawn: bool
) -> None:
    assert draws(plain, environ, ends, platform) is drawn


def test_the_data_directory_is_the_option_before_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_DATA", str(tmp_path / "there"))
    monkeypatch.setenv("TRAINER_DATABASE", "postgresql://x/y")
    assert Places().directory == tmp_path / "there"
    assert Places(data=tmp_path).directory == tmp_path
    assert Places().database == "postgresql://x/y"
    assert Places().folder is None
    monkeypatch.setenv("TRAINER_LIBRARY", str(tmp_path / "ours"))
    assert Places().folder == tmp_path / "ours"
    assert Places(library=tmp_path).folder == tmp_path


def test_a_command_is_told_with_the_data_directory_that_was_given() -> None:
    assert typed(Places())("runs") == "trainer runs"
    assert typed(Places(data=Path("/a place")))("play --resume 0192") == "trainer --data '/a place' play --resume 0192"


def test_a_theme_is_kept_and_a_wrong_one_is_no_error(tmp_path: Path) -> None:
    places = Places(data=tmp_path)
    assert kept_theme(places) is None
    keep_theme(places, "quiet")
    assert kept_theme(places) == "quiet"
    (tmp_path / "theme").write_bytes(b"\xff")
    assert kept_theme(places) is None
    keep_theme(Places(data=tmp_path / "theme" / "below"), "quiet")
