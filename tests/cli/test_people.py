"""`trainer people`, `assign`, `audit`: from a list to roles that count, as a coordinator types it."""

import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from trainer.cli.main import ended, main
from trainer.cli.wiring import Places

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "tests" / "plain" / "library"
ROSTER = 'Name;Role;Group\nAmina;;Year 9\nBo;mentor;Year 9\n"Okafor, Ms";coordinator;\n\'=1+1;;Year 9\n'
NAME = "Zdenka-Wilhelmina"
BOSS = ("--as", "okafor, ms")


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


Called = Callable[..., Done]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def trainer(data: Path, monkeypatch: pytest.MonkeyPatch) -> Called:
    """Calls a command as a program does; `answers` are the lines on its standard input."""
    monkeypatch.setenv("COLUMNS", "200")

    def called(*arguments: str, answers: str = "") -> Done:
        places = Places(data=data, library=LIBRARY)
        program = lambda: main.main(list(arguments), standalone_mode=False, prog_name="trainer", obj=places)  # noqa: E731
        with CliRunner().isolation(answers) as (out, err, _):
            status = ended(program, places)
            sys.stderr.flush()
        return Done(status, out.getvalue().decode(), err.getvalue().decode())

    return called


@pytest.fixture
def school(trainer: Called, tmp_path: Path) -> Called:
    """The same, with a list brought in and a coordinator with the PIN 2468."""
    (tmp_path / "list.csv").write_text(ROSTER)
    assert trainer("people", "import", str(tmp_path / "list.csv"), "--yes").out == "4 new, 0 changed, 0 as before.\n"
    assert trainer(*BOSS, "people", "pin", "okafor, ms", answers="2468\n2468\n").status == 0
    return trainer


def boss(trainer: Called, *arguments: str, more: str = "") -> Done:
    """A command given by the coordinator, with the PIN."""
    done = trainer(*BOSS, *arguments, answers=f"2468\n{more}")
    assert done.status == 0, done.err
    return done


def rows(trainer: Called, *arguments: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(boss(trainer, "audit", "--format", "json", *arguments).out)
    return told


def test_nobody_needs_a_school_to_practise(trainer: Called) -> None:
    assert trainer("runs").status == 0
    listed = json.loads(trainer("people", "list", "--format", "json").out)
    assert [(one["name"], one["role"], one["pin"]) for one in listed] == [("Mentor", "mentor", False)]
    assert trainer("people", "change", "mentor", "--name", "Amina").out == "Amina, mentor.\n"


def test_a_list_is_shown_before_it_comes_in_and_again_changes_nothing(trainer: Called, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(ROSTER)
    shown = trainer("people", "import", str(file))
    assert shown.err.splitlines() == [
        "new      Amina, mentor, Year 9",
        "new      Bo, mentor, Year 9",
        "new      Okafor, Ms, coordinator",
        "new      =1+1, mentor, Year 9",
        "4 new, 0 changed, 0 as before.",
        "Nothing was changed. --yes brings them in without asking.",
    ]
    assert trainer("people", "list").out == ""
    trainer("people", "import", str(file), "--yes")
    assert len(trainer("people", "list").out.splitlines()) == 4
    again = trainer("--as", "Bo", "people", "import", str(file), "--yes")
    assert (again.status, again.out, again.err) == (0, "", "0 new, 0 changed, 4 as before.\n")
    file.write_text(ROSTER.replace("Bo;mentor", "bo;trainer"))
    assert "changes  Bo: role mentor → trainer" in trainer("--as", "Bo", "people", "import", str(file), "--yes").err


def test_a_list_with_a_fault_says_where_and_brings_nobody_in(trainer: Called, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,role\nAmina,mentor\nBo,mentr\n")
    done = trainer("people", "import", str(file), "--yes")
    assert done.status == 1
    assert f'{file}:3:4: error L007 unknown-role: there is no role "mentr"' in done.err
    assert "help: Did you mean mentor?" in done.err
    assert trainer("people", "list").out == ""
    assert trainer("people", "import", str(tmp_path / "none.csv")).status == 2


def test_an_exported_list_is_no_formula_and_comes_back_the_same(school: Called, tmp_path: Path) -> None:
    out = tmp_path / "people.csv"
    boss(school, "people", "export", "-o", str(out))
    assert out.read_text().splitlines()[1] == "'=1+1,mentor,Year 9,,"
    done = boss(school, "people", "import", str(out))
    assert "0 new, 0 changed, 4 as before." in done.err
    assert rows(school, "--action", "people_exported")


def test_once_a_coordinator_has_a_pin_roles_count(school: Called, data: Path) -> None:
    for command in (
        ("people", "add", "Cem"),
        ("people", "change", "Bo", "--role", "coordinator"),
        ("people", "retire", "Bo"),
        ("people", "erase", "Bo", "--yes"),
        ("people", "purge"),
        ("people", "pin", "Bo", "--remove"),
        ("people", "show", "Bo"),
        ("people", "export"),
        ("people", "export", "Bo"),
        ("assign", "Year 9", "the_full_tray", "--by", "2999-01-01"),
        ("audit",),
        ("school", "set", "name", "Hill"),
        ("db", "backup"),
        ("db", "restore"),
    ):
        refused = school("--as", "Amina", *command)
        assert refused.status == 2
        assert "Only a coordinator may" in refused.err
        refused = school(*BOSS, *command, answers="1357\n")
        assert refused.status == 2
        assert "Nobody was let in." in refused.err or "too soon" in refused.err
        with closing(sqlite3.connect(data / "trainer.db")) as opened:
            opened.execute("UPDATE pins SET misses = 0")
            opened.commit()
    for command in (("people", "show", "Amina"), ("people", "export", "Amina"), ("people", "list"), ("runs",)):
        assert school("--as", "Amina", *command).status == 0
    assert school("--as", "Amina", "people", "pin", "Amina", answers="1357\n1357\n").status == 0
    assert school("--as", "Amina", "runs", answers="1357\n").status == 0
    assert boss(school, "people", "pin", "Amina", "--remove").out == "Amina has no PIN any more.\n"


def test_a_pin_is_safe_from_others_before_there_is_a_coordinator(trainer: Called) -> None:
    trainer("people", "add", "Amina")
    trainer("people", "add", "Bo")
    assert trainer("--as", "Amina", "people", "pin", "Amina", answers="2468\n2468\n").status == 0
    assert "Only a coordinator" in trainer("--as", "Bo", "people", "pin", "Amina", "--remove").err
    twice = trainer("--as", "Bo", "people", "pin", "Bo", answers="2468\n8642\n")
    assert "not the same, and no PIN was set" in twice.err


def test_who_it_is_has_to_be_said_where_there_are_several(school: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    unsaid = school("runs")
    assert (unsaid.status, "--as NAME" in unsaid.err) == (2, True)
    monkeypatch.setenv("TRAINER_PERSON", "Bo")
    assert school("runs").status == 0
    assert "nobody called" in school("--as", "Bob", "runs").err
    boss(school, "people", "retire", "Bo")
    assert "Bo is retired." in school("runs").err
    assert boss(school, "people", "retire", "Bo", "--back").out == "Bo is here again.\n"


def test_home_in_lines_asks_who_and_hands_over(school: Called) -> None:
    boss(school, "assign", "year 9", "the_full_tray", "--by", "2999-01-01")
    said = school("--plain", answers="zed\nbo\nw\n4\n1357\n2468\nq\n")
    assert said.status == 0
    assert "There is nobody of that name." in said.out
    assert "Practising as Bo, Year 9." in said.out
    assert "To do: The full tray, due on Tuesday 1 January 2999." in said.out
    assert "That is not the PIN. Try again." in said.out
    assert "1357" not in said.out
    assert "Practising as Okafor, Ms." in said.out
    assert school("--plain", answers="bo").status == 0


def test_runs_are_their_persons(school: Called) -> None:
    played = school("--as", "Bo", "play", "the_full_tray", "--plain", "--seed", "1", answers="\n1\n1\n1\n")
    assert played.status in (0, 130)
    [run] = json.loads(school("--as", "Bo", "runs", "--format", "json").out)
    assert json.loads(school("--as", "Amina", "runs", "--format", "json").out) == []
    assert "Only a coordinator may read what others played" in school("--as", "Amina", "show", run["run"]).err
    assert school("--as", "Bo", "show", run["run"]).status == 0
    assert boss(school, "show", run["run"]).status == 0
    other = school("--as", "Amina", "play", "--resume", run["run"], "--plain")
    assert (other.status, "somebody else's" in other.err) == (2, True)


def test_what_is_given_is_told_and_done(school: Called) -> None:
    boss(school, "assign", "Year 9", "the_full_tray", "--by", "2999-01-01")
    boss(school, "assign", "Bo", "the_full_tray", "--by", "2998-01-01")
    assert len(school("assign").out.splitlines()) == 2
    told = school("--as", "Bo", "people", "show", "Bo").out
    assert "To do: The full tray, due on Monday 1 January 2998." in told
    school("--as", "Bo", "play", "the_full_tray", "--plain", "--seed", "1", answers="\n" + "1\n" * 12 + "q\n")
    [given] = json.loads(school("--as", "Bo", "people", "show", "Bo", "--format", "json").out)["assignments"]
    assert given["done"] is True
    boss(school, "assign", "Year 9", "the_full_tray", "--take-back")
    assert len(school("assign").out.splitlines()) == 1
    for arguments, said in (
        (("Year 9", "the_bench", "--by", "2999-01-01"), 'no scenario "the_bench"'),
        (("Year 9", "the_full_tray", "--by", "1999-01-01"), "is past"),
        (("Year 9", "the_full_tray", "--by", "soon"), "is not a day"),
        (("Year 9", "the_full_tray"), "By when?"),
        (("Year 9",), "Which scenarios?"),
        (("Yaer 9", "the_full_tray", "--by", "2999-01-01"), "nobody called"),
    ):
        refused = school(*BOSS, "assign", *arguments, answers="2468\n")
        assert (refused.status, said in refused.err) == (2, True), refused.err


def test_the_audit_tells_who_did_what_and_its_chain_is_verified(school: Called, data: Path) -> None:
    boss(school, "people", "change", "Bo", "--name", "Bo B.")
    school("--as", "Amina", "people", "pin", "Amina", answers="1357\n1357\n")
    school("--as", "Amina", "runs", answers="wrong\n")
    boss(school, "school", "set", "name", "Hill School")
    boss(school, "db", "backup")
    lines = boss(school, "audit").out.splitlines()
    for said in (
        "somebody not known yet added Okafor, Ms: role coordinator; name “Okafor, Ms”",
        "somebody not known yet brought a list of people in: changed 0; new 4; same 0; sha256 ",
        "Okafor, Ms set the PIN of Okafor, Ms",
        "Okafor, Ms changed Bo B.: before “Bo”; name “Bo B.”",
        "a wrong PIN for Amina: in a row 1; wait seconds 0",
        "Okafor, Ms changed a setting of the school: key name; before “our school”; value “Hill School”",
        "Okafor, Ms backed the database up: file trainer-",
    ):
        assert any(said in line for line in lines), (said, lines)
    assert len(boss(school, "audit", "--person", "Amina", "--action", "pin_set").out.splitlines()) == 1
    assert len(boss(school, "audit", "--last", "2").out.splitlines()) == 2
    assert rows(school, "--since", "2999-01-01") == []
    assert "no action" in school("audit", "--action", "sang").err
    assert "is not a day" in school("audit", "--since", "soon").err
    assert school("verify", "--log").out == "audit: well\n"
    with closing(sqlite3.connect(data / "trainer.db")) as opened:
        opened.execute("UPDATE audit SET who = NULL WHERE seq = 7")
        opened.commit()
    broken = school("verify", "--log")
    assert (broken.status, broken.out) == (1, "audit: the list names another who than row 7\n")


def test_erasing_is_asked_first_and_reaches_the_backups(school: Called, data: Path) -> None:
    boss(school, "people", "add", NAME)
    school("--as", NAME, "play", "the_full_tray", "--plain", "--seed", "1", answers="\n" + "1\n" * 12 + "q\n")
    boss(school, "db", "backup")
    asked = boss(school, "people", "erase", NAME)
    assert "To stay, without words and under a random id: 1 run" in asked.out
    assert "Nothing was erased." in asked.err
    done = boss(school, "people", "erase", NAME.lower(), "--yes")
    assert "in the program's backups too" in done.out
    assert "Out of reach:" in done.err
    assert [file for file in data.rglob("*") if file.is_file() and NAME.encode() in file.read_bytes()] == []
    everybody = json.loads(school("people", "list", "--all", "--format", "json").out)
    [gone] = [one for one in everybody if one["erased"]]
    assert gone["name"] == f"erased {gone['person'][:8]}"
    last = rows(school, "--person", gone["person"][:8])[-1]
    assert (last["action"], last["what"]["why"], last["what"]["runs"]) == ("person_erased", "asked", 1)
    assert school("verify", "--log").status == 0
    assert all(line.endswith(": well") for line in school("verify").out.splitlines())


def test_purging_erases_who_left_long_ago(school: Called, data: Path) -> None:
    boss(school, "people", "retire", "Bo")
    boss(school, "people", "retire", "Amina")
    assert ": nobody." in boss(school, "people", "purge", "--yes").out
    with closing(sqlite3.connect(data / "trainer.db")) as opened:
        opened.execute("UPDATE people SET retired = '2020-01-31T00:00:00.000Z' WHERE name = 'Bo'")
        opened.commit()
    boss(school, "school", "set", "retention_months", "120")
    assert ": nobody." in boss(school, "people", "purge").out
    boss(school, "school", "set", "retention_months", "24")
    assert "To be erased: Bo;" in boss(school, "people", "purge").out
    boss(school, "people", "purge", "--yes")
    assert "Bo" not in boss(school, "people", "list", "--all").out
    assert "Amina" in boss(school, "people", "list", "--all").out


def test_restoring_is_told_by_the_restored_audit(school: Called, data: Path) -> None:
    boss(school, "db", "backup")
    boss(school, "people", "add", "Cem")
    boss(school, "db", "restore")
    last = rows(school)[-1]
    assert (last["action"], last["who_name"], last["what"]["rows_before"]) == ("database_restored", "Okafor, Ms", 8)
    assert "Cem" not in school("people", "list").out
    (data / "trainer.db").write_bytes(b"no database")
    assert school("db", "restore").status == 0  # what is damaged cannot say who may
    assert rows(school)[-1]["who"] is None


def test_a_forgotten_pin_of_the_only_coordinator_is_taken_away_where_the_file_is(trainer: Called) -> None:
    trainer("people", "add", "Amina")
    for name in ("Ms O", "Noor"):
        trainer("--as", "Amina", "people", "add", name, "--role", "coordinator")
    assert trainer("--as", "Noor", "people", "pin", "Noor", answers="8642\n8642\n").status == 0
    unproved = trainer("--as", "Ms O", "people", "pin", "Ms O", answers="2468\n2468\n")
    assert "Ms O has no PIN yet, so that anybody could be Ms O." in unproved.err
    assert trainer("--as", "Noor", "people", "pin", "Ms O", answers="8642\n2468\n2468\n").status == 0
    refused = trainer("people", "pin", "Ms O", "--forgotten", "--yes")
    assert refused.status == 2
    assert "Ask Noor to set a new one" in refused.err
    assert "no coordinator with a PIN" in trainer("people", "pin", "Amina", "--forgotten", "--yes").err
    trainer("--as", "Noor", "people", "pin", "Noor", "--remove", answers="8642\n")
    assert "--yes does it without asking" in trainer("people", "pin", "Ms O", "--forgotten").err
    assert trainer("people", "pin", "Ms O", "--forgotten", "--yes").out == "Ms O has no PIN any more.\n"
    told = trainer("audit", "--person", "Ms O", "--action", "pin_forgotten").out
    assert "took away the forgotten PIN of Ms O" in told


def test_what_is_kept_for_sittings_is_not_given_to_a_mentor_to_practise(trainer: Called) -> None:
    trainer("people", "add", "Ms O", "--role", "coordinator")
    trainer("people", "add", "Amina", "--cohort", "Year 9")
    given = ("--library", str(ROOT), "--as", "Ms O", "assign", "Year 9")
    refused = trainer(*given, "the_empty_seat", "the_walk_home", "--by", "2999-01-01")
    assert refused.status == 2
    assert "the_walk_home: kept for sittings, and so Amina could not open it." in refused.err
    assert not trainer("--library", str(ROOT), "assign").out
    assert trainer(*given, "the_empty_seat", "--by", "2999-01-01").status == 0


def test_what_coordinators_are_told_of_files(trainer: Called) -> None:
    assert "Roles count once a coordinator has a PIN" in trainer("people", "add", "Ms O", "--role", "coordinator").err
    told = trainer("people", "pin", "Ms O", answers="2468\n2468\n").err
    assert "the operating system decides who can read or change the file itself" in told
    left = trainer("people", "pin", "Ms O", "--remove", answers="2468\n").err
    assert "anybody here may do everything" in left
