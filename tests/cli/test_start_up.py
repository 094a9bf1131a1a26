"""What a command must not import, so that it starts at once."""

import subprocess
import sys

import pytest

HEAVY = ("argon2", "pydantic", "sqlalchemy", "alembic", "textual", "rich", "jinja2", "yaml", "transitions")
DATABASE_AND_SCREEN = ("sqlalchemy", "alembic", "textual", "rich")


def _imported(*arguments: str) -> set[str]:
    """The top-level modules that a command has imported when it ends."""
    program = (
        "import sys\n"
        "from trainer.cli.main import run\n"
        f"sys.argv = ['trainer', *{arguments!r}]\n"
        "try:\n"
        "    run()\n"
        "finally:\n"
        "    print('imported', *{name.split('.')[0] for name in sys.modules}, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split()[1:])


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (("--help",), HEAVY),
        (("--version",), HEAVY),
        (("play", "--help"), HEAVY),
        (("list",), DATABASE_AND_SCREEN),
        (("check", "--no-cache"), DATABASE_AND_SCREEN),
        (("explain", "P003"), DATABASE_AND_SCREEN),
        (("school", "show"), DATABASE_AND_SCREEN),
    ],
)
def test_a_command_imports_no_more_than_it_needs(
    arguments: tuple[str, ...], heavy: tuple[str, ...], tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_DATA", str(tmp_path))
    assert not _imported(*arguments) & set(heavy)


def test_line_mode_does_not_import_the_screens(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_DATA", str(tmp_path))
    assert "textual" not in _imported("runs")
