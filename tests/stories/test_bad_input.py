"""Whatever is wrong, it is one clear line that says what to do, and a status that says it was not done."""

import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.stories.program import Ended, Program


def _one_line(ended: Ended, status: int) -> str:
    assert ended.status == status, ended
    [line] = ended.err.splitlines()
    assert line.startswith("trainer: ")
    assert len(line) < 400
    return line


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["play", "the_ful_tray", "--plain"], "Did you mean the_full_tray?"),
        (["play", "no/such/file.yaml", "--plain"], "There is no scenario"),
        (["play", "the_full_tray", "--plain", "--seed", "twelve"], "--seed"),
        (["play", "the_full_tray", "--plain", "--seed", "-1"], "A seed is a whole number from 0 to"),
        (["play", "the_full_tray", "--plain", "--seed", "99999999999999999999"], "A seed is a whole number"),
        (["play", "the_full_tray", "--plain", "--resume"], "Use --resume without a scenario"),
        (["play", "--plain", "--assess"], "Which scenario?"),
        (["play", "--plain", "--resume", "0000-0000"], "There is no run"),
        (["play", "--plain", "--resume", "'; drop table runs"], "is not the id of a run"),
        (["show", "ffff"], "There is no run ffff."),
        (["show", "\x1b[31m"], "is not the id of a run"),
        (["verify", "ffff"], "There is no run ffff."),
        (["runs", "--format", "xml"], "--format"),
        (["runs", "--data", ""], "--data"),
        (["plya"], "Did you mean `trainer play`?"),
        (["school", "set", "help_lin", "x"], "There is no setting"),
        (["school", "set", "retention_months", "many"], "retention_months was not set"),
        (["school", "set", "adults.named_adult.pronouns", "xe"], "pronouns"),
        (["db", "restore", "nothing.db"], "There is no file nothing.db."),
        (["db", "restore"], "There is no backup yet."),
    ],
)
def test_a_wrong_call_is_told_in_one_line(arguments: list[str], says: str, program: Program) -> None:
    assert says in _one_line(program.run(*arguments), 2)


@pytest.mark.parametrize("url", ["mysql://somewhere/x", "nonsense", "sqlite://"])
def test_a_wrong_database_is_told_in_one_line(url: str, program: Program) -> None:
    assert "TRAINER_DATABASE" in _one_line(program.run("runs", TRAINER_DATABASE=url), 2)


def test_a_database_that_cannot_be_reached_is_told_in_one_line(program: Program) -> None:
    ended = program.run("runs", TRAINER_DATABASE="postgresql://nobody:secret@127.0.0.1:1/x")
    assert "secret" not in _one_line(ended, 1)


def test_a_data_directory_that_is_a_file_is_told_in_one_line(program: Program) -> None:
    program.data.write_text("not a directory")
    assert "--data DIR" in _one_line(program.run("runs"), 1)
    doctor = program.run("doctor")
    assert doctor.status == 1
    assert f"data directory: {program.data}, which cannot be written (not well)" in doctor.out


def test_a_data_directory_that_cannot_be_made_is_told_in_one_line(program: Program) -> None:
    (program.data.parent / "file").write_text("not a directory")
    assert "--data DIR" in _one_line(program.run("--data", str(program.data.parent / "file" / "data"), "runs"), 1)


def test_a_library_that_is_not_there_is_told_in_one_line(program: Program) -> None:
    assert "There is no folder" in _one_line(program.run("--library", "nowhere", "list", library=False), 2)


def test_a_damaged_database_is_told_in_one_line_and_restored(program: Program) -> None:
    program.play("", "3")
    assert program.run("db", "backup").status == 0
    file = program.data / "trainer.db"
    for beside in ("trainer.db-wal", "trainer.db-shm"):
        (program.data / beside).unlink(missing_ok=True)
    file.write_bytes(b"this was a database" * 1000)
    assert "is damaged" in _one_line(program.run("runs"), 1)
    assert program.run("doctor").status == 1
    assert program.run("db", "restore").status == 0
    assert program.runs()[0]["decisions"] == 1


def test_a_scenario_with_faults_says_where_they_are(program: Program, tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent.parent / "plain" / "library", tmp_path / "library")
    file = tmp_path / "library" / "scenarios" / "the_next_table.yaml"
    file.write_text(file.read_text().replace("go: sat", "go: nowhere"))
    line = _one_line(program.run("play", str(file), "--plain", library=False), 1)
    assert re.search(r"the_next_table\.yaml:\d+: there is no scene `nowhere`", line)


def test_a_scenario_with_a_fault_on_its_paths_is_practised_with_a_note_and_not_assessed(
    program: Program, tmp_path: Path
) -> None:
    shutil.copytree(Path(__file__).parent.parent / "plain" / "library", tmp_path / "library")
    file = tmp_path / "library" / "scenarios" / "the_next_table.yaml"
    file.write_text(file.read_text() + "  never:\n    ending: {outcome: good, title: Never, text: No., why: No.}\n")
    line = _one_line(program.run("play", str(file), "--plain", "--assess", library=False), 1)
    assert '"the_next_table" cannot be assessed:' in line
    ended = program.run("play", str(file), "--plain", answers="1\n1\nq\n", library=False)
    assert ended.status == 0
    assert "Note: this scenario has a fault that its author should mend:" in ended.out


def test_what_was_changed_in_the_log_is_found(program: Program) -> None:
    program.play("", "3", "", "2", "q")
    run = program.runs()[0]["run"]
    with sqlite3.connect(program.data / "trainer.db") as database:
        database.execute("UPDATE summaries SET score = 1.0")
    ended = program.run("verify", run)
    assert ended.status == 1
    assert "the list of runs says score 1.0, and the events give 4.0" in ended.out
    with sqlite3.connect(program.data / "trainer.db") as database:
        database.execute("UPDATE events SET data = replace(data, 'untouched', 'how') WHERE seq = 1")
    ended = program.run("verify")
    assert ended.status == 1
    assert "the log holds something that is not an event" in ended.out
    with sqlite3.connect(program.data / "trainer.db") as database:
        database.execute("UPDATE events SET data = CAST(data AS BLOB)")
    ended = program.run("verify")
    assert ended.status == 1
    assert "the chain is broken at event 1" in ended.out


def test_a_list_that_is_behind_is_brought_up(program: Program) -> None:
    program.play("", "3", "", "2", "q")
    with sqlite3.connect(program.data / "trainer.db") as database:
        database.execute("DELETE FROM summaries")
    assert program.run("verify").status == 0
    assert [(one["status"], one["score"]) for one in program.runs()] == [("finished", 4.0)]


def test_a_wrong_school_is_a_finding_with_its_place(program: Program) -> None:
    program.run("school", "set", "emergency_number", "999")
    file = program.data / "school.yaml"
    assert file.read_text() == 'emergency_number: "999"\n'
    file.write_text(file.read_text() + "retention_months: many\n")
    assert "school.yaml:2:" in _one_line(program.run("school", "show"), 1)
    assert program.run("doctor").status == 1


def test_the_output_may_be_full_or_closed(program: Program) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            program.command("list"), stdout=full, stderr=subprocess.PIPE, env=program.environment(), timeout=30
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("trainer: The output cannot be read or written")
    piped = subprocess.run(
        f"{' '.join(program.command('list'))} | head -1", shell=True, capture_output=True, env=program.environment()
    )
    assert piped.stderr == b""
