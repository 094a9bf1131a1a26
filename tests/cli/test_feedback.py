"""`trainer feedback`: remarks on scenarios and criteria, noted, read, ticked off with the text, and erased."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from trainer.cli.main import ended, main
from trainer.cli.wiring import Places, now
from trainer.content.role import Role
from trainer.store import open_store

LIBRARY = Path(__file__).parent.parent / "plain" / "library"
Called = Callable[..., tuple[int, str, str]]
SAID = "Nobody would say “cheer up” twice"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


@pytest.fixture
def trainer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: Path
) -> Called:
    """Calls the program as somebody, who gives their PIN: its exit status, what it printed, and what it said."""
    with open_store(tmp_path / "data", now=now) as store:
        for name, role in (("Amina", Role.MENTOR), ("Teo", Role.TRAINER), ("Ms Okafor", Role.COORDINATOR)):
            person = store.people.add(name, role)
            if role is not Role.MENTOR:
                store.people.set_pin(person.person, "2468", who=None)

    def called(who: str, *words: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("2468\n"))
        places = Places(tmp_path / "data", library)
        arguments = ["--as", who, *words]
        status = ended(lambda: main.main(arguments, standalone_mode=False, prog_name="trainer", obj=places), places)
        out, told = capsys.readouterr()
        return status, out, told.removeprefix(f"PIN of {who}: \n")

    return called


def noted(trainer: Called, *words: str) -> list[dict[str, Any]]:
    status, out, told = trainer("Teo", "feedback", "list", "--format", "json", *words)
    assert (status, told) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_a_remark_is_noted_read_and_ticked_off_with_the_text(trainer: Called, library: Path) -> None:
    told = trainer("Amina", "feedback", "add", "the_full_tray", f"{SAID}\x1b[31m\nand =1+1", "--from", "mentor")
    assert told[0] == 0
    trainer("Ms Okafor", "feedback", "add", "opening", "Too hard to tell from a 3", "--from", "teacher")
    first, second = noted(trainer)
    assert told[2] == f"Noted as remark {first['number']}.\n"
    assert (first["subject"], first["kind"], first["source"]) == ("the_full_tray", "scenario", "mentor")
    assert first["text"] == f"{SAID} [31m\nand =1+1"
    assert (second["kind"], second["resolved"]) == ("criterion", None)
    file = library / "scenarios" / "the_full_tray.yaml"
    file.write_text(f"# another version\n{file.read_text('utf-8')}", "utf-8")
    done = trainer("Teo", "feedback", "resolve", str(first["number"]), "--note", "reworded")
    assert done[0] == 0
    assert [one["number"] for one in noted(trainer)] == [second["number"]]
    assert noted(trainer, "the_flyer") == []
    [after] = noted(trainer, "the_full_tray", "--all")
    assert after["resolved_in"] not in (None, after["version"])
    assert after["note"] == "reworded"
    out = trainer("Teo", "feedback", "list", "--all")[1]
    assert f"with text {after['resolved_in'][:12]}: reworded" in out
    assert "\x1b" not in out
    again = trainer("Teo", "feedback", "resolve", str(first["number"]))
    assert (again[0], again[2].count("\n")) == (2, 1)


def test_the_words_of_a_remark_can_be_erased_and_go_with_the_mentor_who_wrote_them(trainer: Called) -> None:
    for source in ("mentor", "parent"):
        assert trainer("Amina", "feedback", "add", "the_full_tray", SAID, "--from", source)[0] == 0
    trainer("Ms Okafor", "feedback", "add", "the_full_tray", SAID, "--from", "teacher")
    third = noted(trainer)[2]["number"]
    assert trainer("Teo", "feedback", "erase", str(third))[2].startswith("Nothing was changed.")
    assert trainer("Teo", "feedback", "erase", str(third), "--yes")[2] == "Erased.\n"
    assert [one["text"] for one in noted(trainer)] == [SAID, SAID, None]
    assert trainer("Ms Okafor", "people", "erase", "Amina", "--yes")[0] == 0
    assert [one["text"] for one in noted(trainer)] == [None, SAID, None]


def test_what_cannot_be_noted_is_refused_in_one_line(trainer: Called) -> None:
    for who, words, said in (
        ("Amina", ("add", "the_ful_tray", "x", "--from", "mentor"), 'Did you mean "the_full_tray"?'),
        ("Amina", ("add", "the_full_tray", " \x00 ", "--from", "mentor"), "There is nothing to keep yet."),
        ("Amina", ("add", "the_full_tray", "x", "--from", "cat"), "'cat' is not one of"),
        ("Amina", ("add", "the_full_tray", "x"), "--from"),
        ("Amina", ("list",), "Only a coordinator or trainer may read remarks"),
        ("Amina", ("resolve", "1"), "Only a coordinator or trainer may read remarks"),
        ("Teo", ("resolve", "99"), "There is no remark 99."),
        ("Teo", ("erase", "99", "--yes"), "There is no remark 99."),
    ):
        status, out, told = trainer(who, "feedback", *words)
        assert (status, out, told.count("\n")) == (2, "", 1), told
        assert said in told
