"""`trainer runs send` and `receive`, from one data directory to another, as people type them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.session.school import Hillside, practise
from trainer.cli.main import ended, main
from trainer.cli.wiring import Places, now
from trainer.content.library import open_library
from trainer.content.role import Role
from trainer.store import open_store

LIBRARY = Path(__file__).parent.parent / "plain" / "library"
HOSTILE = "=1+1\x1b[31m \u202eNA"
Called = Callable[..., tuple[int, str, str]]


@pytest.fixture
def trainer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Called:
    """Calls the program on a machine (a folder): its exit status, what it printed, and what it said."""

    def called(machine: str, *words: str | Path) -> tuple[int, str, str]:
        places = Places(tmp_path / machine, LIBRARY)
        arguments = [str(word) for word in words]
        status = ended(lambda: main.main(arguments, standalone_mode=False, prog_name="trainer", obj=places), places)
        return status, *capsys.readouterr()

    return called


@pytest.fixture
def file(trainer: Called, tmp_path: Path) -> Path:
    """What a mentor at home sent."""
    home = Hillside(tmp_path / "home", open_library(LIBRARY))
    session = home.session(home.add(HOSTILE))
    practise(session, "the_full_tray")
    session.start("the_next_table")
    home.store.close()
    out = tmp_path / "mine.json"
    assert trainer("home", "runs", "send", out) == (
        0,
        "",
        f"{out} is written: 1 run, without own words and reflections.\nNot in it: 1 run that is not over.\n",
    )
    return out


@pytest.fixture
def school(tmp_path: Path) -> None:
    """The machine at school, with two mentors and a coordinator."""
    with open_store(tmp_path / "school", now=now) as store:
        for name, role in (("Amina", Role.MENTOR), ("Bo", Role.MENTOR), ("Boss", Role.COORDINATOR)):
            store.people.add(name, role)


def listed(trainer: Called, machine: str, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(trainer(machine, *words, "runs", "--format", "json")[1])
    return found


@pytest.mark.usefixtures("school")
def test_runs_go_from_one_machine_to_another(trainer: Called, file: Path, tmp_path: Path) -> None:
    boss = ("--as", "Boss", "runs", "receive", file)
    status, out, told = trainer("school", *boss)
    assert (status, out) == (1, "")
    whose = 'It is not known here whose runs these are (there: "=1+1[31m NA").'
    assert told == f"trainer: {file}: {whose} Say it with --as-person NAME.\n"
    assert trainer("school", *boss, "--as-person", "Amina")[:2] == (
        0,
        f"{file}: runs that Amina played elsewhere: 1 new.\n",
    )
    assert trainer("school", *boss)[:2] == (0, f"{file}: runs that Amina played elsewhere: 0 new, 1 here already.\n")
    status, _, told = trainer("school", *boss, "--as-person", "Bo")
    assert (status, "These runs are Amina's" in told) == (1, True)
    [run] = listed(trainer, "school", "--as", "Amina")
    [there] = [one for one in listed(trainer, "home") if one["status"] == "finished"]
    assert run == there | {"elsewhere": True}
    assert listed(trainer, "school", "--as", "Bo") == []
    assert ", played elsewhere" in trainer("school", "--as", "Amina", "runs")[1]
    assert trainer("school", "--as", "Boss", "verify", run["run"])[0] == 0
    assert trainer("school", "--as", "Amina", "show", run["run"])[0] == 0
    assert trainer("school", "verify", "--log")[0] == 0


@pytest.mark.usefixtures("school")
def test_a_bad_file_is_refused_and_the_others_come_in(trainer: Called, file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(file.read_text().replace('\\"choice\\"', '\\"choise\\"', 1))
    cut = tmp_path / "cut.json"
    cut.write_bytes(file.read_bytes()[:3000])
    files = [bad, cut, tmp_path / "none.json", tmp_path, file]
    status, out, told = trainer("school", "--as", "Boss", "runs", "receive", *files, "--as-person", "Amina")
    assert (status, out) == (1, f"{file}: runs that Amina played elsewhere: 1 new.\n")
    lines = told.splitlines()
    assert [line.startswith(f"trainer: {each}: ") for line, each in zip(lines, files, strict=False)] == [True] * 4
    assert "That file was altered or damaged: " in lines[0]
    assert "That is no file of runs." in lines[1]
    assert len(listed(trainer, "school", "--as", "Amina")) == 1


@pytest.mark.usefixtures("school")
def test_what_cannot_be_sent_is_refused_in_one_line(trainer: Called, file: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "school", now=now) as store:
        store.people.set_pin(store.people.add("Lead", Role.COORDINATOR).person, "2468", who=None)
    new = tmp_path / "new.json"
    for machine, words, said in (
        ("home", ("runs", "send", file), "is there already. Name another file, or move it away."),
        ("home", ("runs", "send", tmp_path / "no" / "x.json"), "cannot be written: No such file or directory."),
        ("school", ("--as", "Amina", "runs", "send", new), "There is no run to send yet."),
        ("school", ("--as", "Amina", "runs", "send", new, "--person", "Bo"), "Only a coordinator may read"),
        ("school", ("--as", "Amina", "runs", "receive", file, "--as-person", "Amina"), "Only a coordinator may bring"),
        ("school", ("--as", "Boss", "runs", "receive", file, "--as-person", "Amin"), "Did you mean Amina?"),
        ("school", ("--as", "Boss", "runs", "receive"), "Missing argument"),
        ("school", ("--as", "Boss", "runs", "sent"), "No such command 'sent'"),
    ):
        status, out, told = trainer(machine, *words)
        assert (bool(status), out, told.count("\n")) == (True, "", 1), told
        assert said in told
    assert not new.exists()


def test_own_words_go_along_only_where_they_were_asked_for(trainer: Called, file: Path, tmp_path: Path) -> None:
    assert '"words"' not in file.read_text()
    told = trainer("home", "runs", "send", tmp_path / "worded.json", "--words")[2]
    assert "with own words and reflections.\nErasing does not reach this file: delete it" in told
