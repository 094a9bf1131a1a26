"""`trainer diff` and `trainer graph` as a person meets them: a real database, a real git, wrong words."""

import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.stories.program import LIBRARY, Program

TRAY = (
    LIBRARY / "scenarios" / "the_full_tray.yaml" if (LIBRARY / "scenarios").is_dir() else LIBRARY / "the_full_tray.yaml"
)


@pytest.fixture
def harsher(program: Program) -> Path:
    """The scenario with every 4 and 3 rated one lower."""
    text = TRAY.read_text("utf-8")
    path = program.data.parent / "new" / TRAY.name
    path.parent.mkdir()
    path.write_text(text.replace("level: 3", "level: 2").replace("level: 4", "level: 3"), "utf-8")
    return path


def kept(program: Program) -> list[str]:
    """Everything in the database."""
    with sqlite3.connect(program.data / "trainer.db") as database:
        return list(database.iterdump())


def test_stored_runs_would_score_otherwise_and_stay_as_they_are(program: Program, harsher: Path) -> None:
    before = program.run("diff", str(TRAY), str(harsher))
    assert (before.status, before.err) == (0, "There is no database here: no stored runs were looked at.\n")
    assert not program.data.exists()
    program.play("", *["1"] * 30)
    [run] = json.loads(program.run("runs", "--format", "json").out)
    assert run["status"] == "finished"
    rows = kept(program)
    found = json.loads(program.run("diff", str(TRAY), str(harsher), "--format", "json", "--cut", "4").out)
    assert kept(program) == rows
    [one] = found["runs"]["otherwise"]
    assert (one["run"], one["before"]) == (run["run"], run["score"])
    assert one["after"] < one["before"]
    assert found["score"]["after"]["greatest"] == found["score"]["before"]["greatest"] - 1
    assert {each["kind"] for each in found["differences"]} == {"rated otherwise"}
    text = program.run("diff", str(TRAY), str(harsher)).out
    assert "1 stored run of it: 1 would score otherwise, 0 cannot be told on the new version." in text
    assert run["run"] in program.run("diff", str(TRAY), str(harsher), "--format", "markdown").out


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed: nothing to compare revisions with")
def test_revisions_of_git(program: Program, harsher: Path) -> None:
    folder = harsher.parent
    outside = program.run("diff", "--git", "HEAD", str(harsher))
    assert (outside.status, outside.err) == (
        2,
        f"trainer: {folder} is not kept by git. Compare two files: `trainer diff OLD NEW`.\n",
    )
    new = harsher.read_text("utf-8")
    git(folder, "init", "--quiet")
    shutil.copy(TRAY, harsher)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "first")
    harsher.write_text(new, "utf-8")
    (folder / "later.yaml").write_text(new, "utf-8")
    same = program.run("diff", str(TRAY), str(harsher)).out
    assert program.run("diff", "--git", "HEAD", str(harsher)).out == same
    for revision, file, says in [
        ("nowhere", harsher, 'There is no git revision "nowhere".'),
        ("--help", harsher, 'There is no git revision "--help".'),
        ("HEAD", folder / "later.yaml", 'later.yaml was not there at "HEAD".'),
    ]:
        ended = program.run("diff", f"--git={revision}", str(file))
        assert (ended.status, ended.err.count("\n")) == (2, 1)
        assert says in ended.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["diff", str(TRAY)], "Two files are compared, or one with an earlier revision of itself."),
        (["diff", str(TRAY), str(TRAY), "--cut", "7"], "7 is not a score."),
        (["diff", str(TRAY), str(TRAY), "--cut", "1/0"], "1/0 is not a score."),
        (["diff", str(LIBRARY), str(TRAY)], f"{LIBRARY} cannot be opened: Is a directory."),
        (["diff", __file__, str(TRAY)], f"{__file__} cannot be read as a scenario"),
        (["graph", str(LIBRARY)], f"{LIBRARY} cannot be opened: Is a directory."),
        (["graph", "nothing.yaml"], "There is no file nothing.yaml."),
        (["graph", str(TRAY), "-o", str(LIBRARY)], f"{LIBRARY} is a folder, and a file was meant."),
        (["graph", str(TRAY), "-o", "/nowhere/at/all.svg"], "/nowhere/at/all.svg cannot be written"),
        (["import", "twee", str(LIBRARY)], f"{LIBRARY} cannot be opened: Is a directory."),
        (["import", "twee", "no.twee"], "There is no file no.twee."),
        (["import", "twee", str(TRAY), "--competency", "magic"], 'There is no competency "magic".'),
    ],
)
def test_what_is_asked_wrongly_is_one_clear_line(program: Program, words: list[str], says: str) -> None:
    ended = program.run(*words)
    assert ended.status in (1, 2)
    assert ended.err.startswith(f"trainer: {says}")
    assert ended.err.count("\n") == 1


def test_a_picture_is_written_where_it_is_asked_for(program: Program) -> None:
    file = program.data.parent / "tray.svg"
    for _ in range(2):  # a picture may be drawn again
        ended = program.run("graph", str(TRAY), "-o", str(file))
        assert (ended.status, ended.out, ended.err) == (0, "", f"{file} is written.\n")
    assert file.read_text("utf-8") == program.run("graph", str(TRAY)).out
    assert program.run("graph", str(TRAY), "--format", "dot").out.startswith('digraph "the_full_tray" {')
    for name, form in (("tray.dot", "dot"), ("tray.mmd", "mermaid"), ("tray.txt", "svg")):
        program.run("graph", str(TRAY), "-o", str(file.with_name(name)))
        assert file.with_name(name).read_text("utf-8") == program.run("graph", str(TRAY), "--format", form).out


@pytest.mark.parametrize(
    "words", [("graph", "{}", "-o", "{}"), ("analyse", "{}", "-o", "{}"), ("test", "--junit", "{}", "{}")]
)
def test_what_is_made_never_takes_the_place_of_what_somebody_wrote(program: Program, words: tuple[str, ...]) -> None:
    mine = program.data.parent / TRAY.name
    shutil.copy(TRAY, mine)
    ended = program.run(*(word.format(mine) for word in words))
    assert (ended.status, ended.out) == (2, "")
    assert (
        ended.err
        == f"trainer: {mine} is there already, and somebody wrote it. Name another file for what is made of it.\n"
    )
    assert mine.read_bytes() == TRAY.read_bytes()
