"""`trainer export decisions|runs|people|xapi|forget`: what other programs read, as a coordinator writes it."""

import csv
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.session.school import RULE, Hillside, harmful, play_out
from tests.session.test_certifying import complete, ready_to_sit, sit
from trainer.cli.main import ended, main
from trainer.cli.wiring import Places
from trainer.content.role import Role
from trainer.reports.exports.page import TABLES, exports_page
from trainer.session import desk, tasks
from trainer.session.candidate import candidate

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "bench"
BOSS = "Okafor, Ms"
HOSTILE = "=HYPERLINK(1)"

Called = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school in which somebody sat, was marked and had it voided, and somebody else took a choice back."""
    school = Hillside(tmp_path_factory.mktemp("played"))
    amina, boss = school.add("Amina"), school.add(BOSS, Role.COORDINATOR, None)
    other = school.session(school.add(HOSTILE, cohort="+autumn"))
    session = ready_to_sit(school, amina)
    sit(session, words="That sounds hard.")
    complete(school, amina, boss)
    at = school.session(boss)
    one = candidate(at, amina, RULE)
    piece = tasks.pieces(at, one)[0]
    desk.mark_words(at, amina, RULE, piece.run, piece.scene, dict.fromkeys(piece.criteria, 2), "listen first")
    desk.void_sitting(at, amina, RULE, one.sittings[0].sitting, "the lights went out")
    free = (card.scenario for card in school.library.cards() if card.scenario not in other.reserved)
    play = other.start(next(free))
    while play.prompt:
        play.respond("")
    play.choose(play.offers[0].id)
    play.rewind(0)
    play_out(play, harmful)
    school.store.close()
    return school.folder


@pytest.fixture
def data(played: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(played, tmp_path / "data"))


@pytest.fixture
def trainer(capsys: pytest.CaptureFixture[str], data: Path) -> Called:
    """Calls the program: its exit status, what it printed, and what it said."""

    def called(*words: str | Path, boss: str = BOSS) -> tuple[int, str, str]:
        places = Places()
        arguments = [str(word) for word in ("--data", data, "--as", boss, *words)]
        status = ended(lambda: main.main(arguments, standalone_mode=False, prog_name="trainer", obj=places), places)
        return status, *capsys.readouterr()

    return called


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def export(trainer: Called, *words: str | Path) -> str:
    status, out, told = trainer("export", *words)
    assert (status, told) == (0, "")
    return out


def test_decisions_are_rows_by_criterion_and_rater(trainer: Called) -> None:
    rows = table(export(trainer, "decisions"))
    assert list(rows[0]) == [column.name for column in TABLES[0].columns if not column.named]
    raters = {row["rater"] for row in rows}
    assert len(raters) == 2
    assert {row["kind"] for row in rows if row["rater"] == "program"} == {"choice"}
    assert {row["kind"] for row in rows if row["rater"] != "program"} == {"own_words", "live"}
    assert {row["sitting_voided"] for row in rows if row["mode"] == "assessment"} == {"yes"}
    assert {row["sitting_number"] for row in rows if row["mode"] == "assessment"} == {"1"}
    [back] = [row for row in rows if row["taken_back"] == "yes"]
    assert (back["decision"], back["criterion"], back["first"], back["mode"]) == ("-1", "", "yes", "practice")
    again = [row for row in rows if row["run"] == back["run"] and row["scene"] == back["scene"] and row is not back]
    assert [row["first"] for row in again][:1] == ["no"]
    assert {row["attempt"] for row in rows if row["run"]} <= {"1", "2"}
    assert all(row["level"] in "1234" for row in rows)


def test_people_are_codes_unless_they_are_asked_for(trainer: Called, tmp_path: Path) -> None:
    for kind in ("decisions", "runs", "people", "xapi"):
        out = export(trainer, kind)
        assert not any(name in out for name in ("Amina", "HYPERLINK", "Okafor")), kind
    people = table(export(trainer, "people"))
    named = table(export(trainer, "people", "--names"))
    assert [row["candidate"] for row in named] == [row["candidate"] for row in people]
    assert [(row["candidate_name"], row["cohort"]) for row in named if row["sittings"] == "0"] == [
        (BOSS, ""),
        (f"'{HOSTILE}", "'+autumn"),
    ]
    told = json.loads(trainer("audit", "--action", "records_exported", "--format", "json")[1])
    assert [(row["what"]["records"], row["what"]["names"]) for row in told][-1] == ("people", True)
    codes = {row["candidate"] for row in people}
    assert {row["candidate"] for row in table(export(trainer, "decisions"))} < codes
    assert trainer("export", "forget")[2].startswith("Nothing was changed.")
    assert trainer("export", "forget", "--yes") == (0, "", "Forgotten. The next export has new codes.\n")
    assert not codes & {row["candidate"] for row in table(export(trainer, "people"))}


def test_both_forms_hold_the_same(trainer: Called, tmp_path: Path) -> None:
    for kind in ("decisions", "runs", "people"):
        rows = table(export(trainer, kind))
        objects = [json.loads(line) for line in export(trainer, kind, "--format", "jsonl").splitlines()]
        assert [{key: _cell(value) for key, value in one.items()} for one in objects] == [
            {key: value.removeprefix("'") for key, value in row.items()} for row in rows
        ]
        file = tmp_path / kind
        assert trainer("export", kind, "-o", file) == (0, "", f"{file} is written.\n")
        assert table(file.read_text("utf-8")) == rows


def _cell(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    return str(value)


def test_what_a_killed_program_left_out_is_counted_first(trainer: Called, data: Path) -> None:
    before = export(trainer, "decisions")
    with closing(sqlite3.connect(data / "trainer.db")) as raw, raw:
        for name in ("observations", "decisions", "summaries"):
            raw.execute(f"DELETE FROM {name}")
    assert export(trainer, "decisions") == before


def test_a_damaged_run_hides_no_other(trainer: Called, data: Path) -> None:
    before = len(table(export(trainer, "runs")))
    with closing(sqlite3.connect(data / "trainer.db")) as raw, raw:
        raw.execute("UPDATE runs SET header = X'6E6F' WHERE run = (SELECT min(run) FROM decisions)")
        raw.execute("UPDATE events SET data = X'6E6F' WHERE run = (SELECT min(run) FROM decisions)")
        raw.execute("UPDATE summaries SET events = 0 WHERE run = (SELECT min(run) FROM decisions)")
    rows = table(export(trainer, "runs"))
    assert len(rows) == before
    assert [row["casting"] for row in rows].count("") == 1
    assert export(trainer, "decisions")
    assert export(trainer, "xapi")


def test_only_who_may_read_others_exports(trainer: Called, data: Path, tmp_path: Path) -> None:
    from trainer.cli.wiring import now
    from trainer.store import open_store

    with open_store(data, now=now) as store:
        lead = store.people.add("Lead", Role.COORDINATOR)
        store.people.set_pin(lead.person, "2468", who=None)
    for kind in ("decisions", "runs", "people", "xapi", "forget"):
        status, out, told = trainer("export", kind, boss="Amina")
        assert (status, out) == (2, ""), kind
        assert told.startswith("trainer: Only a coordinator may ")
    for words, said in (
        (("runs", "-o", tmp_path), "is a folder, and a file was meant"),
        (("runs", "-o", tmp_path / "none" / "x.csv"), "x.csv cannot be written: No such file or directory."),
        (("xapi", "--home-page", "javascript:alert(1)"), '"javascript:alert(1)" is not the address of a page.'),
        (("decisions", "--format", "xlsx"), "'xlsx' is not one of 'csv', 'jsonl'"),
    ):
        with open_store(data, now=now) as store:
            store.people.set_pin(lead.person, None, who=None)
        status, out, told = trainer("export", *words)
        assert (bool(status), out, told.count("\n")) == (True, "", 1)
        assert said in told


def statements(trainer: Called, *words: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(export(trainer, "xapi", *words))
    return told


def test_statements_tell_runs_that_are_over(trainer: Called) -> None:
    told = statements(trainer)
    verbs = [one["verb"]["display"]["en"] for one in told]
    runs = [row for row in table(export(trainer, "runs")) if row["status"] in ("finished", "submitted")]
    assert verbs.count("initialised") == verbs.count("completed") == len(runs)
    done = {row["run"]: row for row in runs}
    for one in told:
        assert one["context"]["registration"] in done
        score = one.get("result", {}).get("score", {"scaled": 0, "raw": 1})
        assert score["scaled"] == (score["raw"] - 1) / 3
        if one["verb"]["display"]["en"] == "completed":
            assert f"{score['raw']}" == done[one["context"]["registration"]]["score"]
    back = [one for one in told if one["context"]["extensions"].get("https://trainer.invalid/xapi/taken-back")]
    assert [one["context"]["extensions"]["https://trainer.invalid/xapi/decision"] for one in back] == [-1]
    assert statements(trainer) == told
    assert len({one["id"] for one in told}) == len(told)
    assert not {one["id"] for one in told} & {one["id"] for one in statements(trainer, "--names")}


def test_an_independent_validator_takes_the_statements_and_refuses_wrong_ones(trainer: Called, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (BENCH / "node_modules" / "@learninglocker" / "xapi-validation").is_dir():
        pytest.skip("node or @learninglocker/xapi-validation is not installed (`npm --prefix bench install`)")
    good = [*statements(trainer), *statements(trainer, "--names", "--home-page", "https://hill.example/mentors/")]
    one = good[0]
    wrong = [
        one | {"result": {"score": {"scaled": 1.4}}},
        one | {"result": {"duration": "12 min"}},
        one | {"actor": {"name": "Amina"}},
        one | {"extra": 1},
    ]
    file = tmp_path / "statements.json"
    file.write_text(json.dumps(good + wrong))
    done = subprocess.run([node, BENCH / "validate_xapi.mjs", file], capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in done.stdout.splitlines()] == [str(len(good) + at) for at in range(len(wrong))]


def test_the_page_is_fresh() -> None:
    assert (ROOT / "docs" / "exports.md").read_text("utf-8") == exports_page()
