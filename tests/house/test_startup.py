"""What a command imports: those that show no screen and open no database are not to wait for either."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

SLOW = {"alembic", "argon2", "jinja2", "pydantic", "rich", "sqlalchemy", "textual", "transitions", "yaml"}
SPY = """
import json, os, sys
from trainer.cli.main import run
try:
    run()
finally:
    with open(os.environ["SPIED"], "w") as file:
        json.dump(sorted({name.partition(".")[0] for name in sys.modules}), file)
"""

Spy = Callable[[Sequence[str]], tuple[str, set[str]]]


@pytest.fixture
def spy(tmp_path: Path) -> Spy:
    """Runs a command in a process of its own: what it printed, and which slow libraries it imported."""
    spied = tmp_path / "spied.json"
    homes = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA")}
    environ = {**os.environ, **homes, "TRAINER_DATA": str(tmp_path / "data"), "SPIED": str(spied)}

    def ran(words: Sequence[str]) -> tuple[str, set[str]]:
        done = subprocess.run(
            [sys.executable, "-c", SPY, *words], env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr, SLOW & set(json.loads(spied.read_text("utf-8")))

    return ran


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["list"], "the_empty_seat"),
        (["check"], " files"),
        (["explain", "P003"], "unreachable-scene"),
        (["schema", "scenario"], '"$schema"'),
    ],
    ids=["list", "check", "explain", "schema"],
)
def test_neither_screens_nor_database(spy: Spy, words: list[str], says: str) -> None:
    said, slow = spy(words)
    assert says in said
    assert not slow & {"alembic", "rich", "sqlalchemy", "textual"}


@pytest.mark.parametrize("words", [["--help"], ["--version"]], ids="".join)
def test_help_waits_for_nothing(spy: Spy, words: list[str]) -> None:
    said, slow = spy(words)
    assert "trainer" in said
    assert not slow


def test_unchanged_files_are_not_read_again(spy: Spy) -> None:
    _, first = spy(["check"])
    _, second = spy(["check"])
    assert "yaml" in first
    assert not second


def test_spy_sees_what_is_imported(spy: Spy) -> None:
    assert "sqlalchemy" in spy(["runs"])[1]
