"""`check`, `explain` and `schema` as commands: what is printed where, and the exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.corpus import write
from tests.content.examples import SCENARIO, written

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("pydantic", "yaml", "jinja2", "textual", "sqlalchemy", "transitions")


@pytest.fixture
def trainer(tmp_path: Path):
    """Run the program as a process with a cache directory of its own."""

    def run(*words: str, code: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        command = ["-c", code] if code else ["-m", "trainer"]
        where = {name: str(tmp_path / name.lower()) for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA")}
        return subprocess.run(
            [sys.executable, *command, *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, **where, "HOME": str(tmp_path), **more},
            check=False,
        )

    return run


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A scenario with one error and one warning."""
    path = tmp_path / "the_empty_seat.yaml"
    path.write_text(written({**SCENARIO, "competency": "active_listening", "start": "arival"}), encoding="utf-8")
    return path


def test_errors_are_printed_and_end_with_1(trainer, wrong: Path) -> None:
    for _ in range(2):  # the second time from what is known
        done = trainer("check", str(wrong))
        assert done.returncode == 1
        assert f"{wrong}:12:8: error N001 unknown-scene: there is no scene `arival`" in done.stdout
        assert '    start: "arival"\n           ^^^^^^^^\n  help: Did you mean `arrival`?' in done.stdout
        assert done.stderr.strip().endswith("in 1 file")


def test_a_workflow_shows_findings_beside_the_lines_of_a_pull_request(trainer, tmp_path: Path) -> None:
    folder = tmp_path / "100%, all: mine"
    folder.mkdir()
    path = folder / "the_empty_seat.yaml"
    path.write_text(written({**SCENARIO, "competency": "active_listening", "start": "arival"}), "utf-8")
    odd = path.with_name("odd.yaml")
    odd.write_text(path.read_text("utf-8") + '"50%\\n::error::of it": x\n', "utf-8")
    done = trainer("check", str(path), str(odd), "--format", "github", GITHUB_WORKSPACE=str(tmp_path))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)
    where = "file=100%25%2C all%3A mine/the_empty_seat.yaml,line=12,col=8,endColumn=16,title=N001 unknown-scene"
    assert f"::error {where}::there is no scene `arival`. Did you mean `arrival`?" in lines
    [key] = [line for line in lines if "title=S001 unknown-key" in line]
    assert "50%25" in key
    outside = trainer("check", str(path), "--format", "github", GITHUB_WORKSPACE=str(tmp_path / "elsewhere"))
    assert f" file={tmp_path.as_posix()}/100%25%2C all%3A mine/" in outside.stdout.splitlines()[0]


def test_json_is_the_only_thing_on_standard_output(trainer, wrong: Path) -> None:
    done = trainer("check", str(wrong), "--format", "json")
    assert "N001" in {finding["code"] for finding in json.loads(done.stdout)}
    assert done.returncode == 1


def test_the_library_is_clean(trainer) -> None:
    done = trainer("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("no errors in ")


def test_a_path_that_is_not_there_is_wrong_usage(trainer) -> None:
    done = trainer("check", "no_such_file.yaml")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "no_such_file.yaml" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in its folders")
def test_what_is_wrong_with_one_file_of_a_folder_leaves_the_others_checked(trainer, tmp_path: Path) -> None:
    good = tmp_path / "the_empty_seat.yaml"
    good.write_text(written({**SCENARIO, "competency": "active_listening"}), "utf-8")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    done = trainer("check", str(tmp_path))
    assert done.returncode == 1
    gone, pipe = tmp_path / "gone.yaml", tmp_path / "pipe.yaml"
    assert f"{gone}:1:1: error Y015 cannot-be-read: there is no file {gone}\n" in done.stdout
    assert f"{pipe}:1:1: error Y015 cannot-be-read: {pipe} is a pipe, and a file was meant\n" in done.stdout
    assert "in 3 files" in done.stderr
    github = trainer("check", str(tmp_path), "--format", "github").stdout
    assert "gone.yaml,line=1,col=1,endColumn=2,title=Y015 cannot-be-read::" in github


def test_a_folder_without_files_is_told(trainer, tmp_path: Path) -> None:
    done = trainer("check", str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "There is nothing to check here: no file that ends in .yaml or .po.\n"


def test_a_file_saved_in_the_middle_says_so_and_not_what_is_missing_behind(trainer, wrong: Path) -> None:
    text = wrong.read_text("utf-8")
    wrong.write_text(text[: text.index("cast:")] + 'note: "Half a sen', "utf-8")
    done = trainer("check", str(wrong))
    assert done.stdout.count(" error ") == 1
    assert "error Y007 quotes: the quote that begins here is never closed" in done.stdout
    assert "the quote that begins here is never closed." in trainer("analyse", str(wrong)).stderr


def test_a_case_is_told_by_its_first_key(trainer, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("case: x")
    done = trainer("check", str(tmp_path / "x.yaml"))
    assert done.returncode == 1
    assert "the key `account` is missing here" in done.stdout


def test_walks_are_held_against_the_scenario_beside_them(trainer, tmp_path: Path) -> None:
    walks, scenario = tmp_path / "the_empty_seat.walks.yaml", tmp_path / "the_empty_seat.yaml"
    walks.write_text("walks: {short: {choose: [arrival.notice]}}")
    assert "R007 walks-without-scenario" in trainer("check", str(walks)).stdout
    scenario.write_text(written(SCENARIO), encoding="utf-8")
    assert trainer("check", str(walks)).returncode == 0
    scenario.write_text(written(SCENARIO).replace("notice", "noticed"), encoding="utf-8")
    changed = trainer("check", str(walks))  # what is known of walks depends on their scenario too
    assert (changed.returncode, changed.stdout.count("R008 unknown-in-walks")) == (1, 1)


def test_explain(trainer) -> None:
    page = trainer("explain", "p003")
    assert page.returncode == 0
    assert page.stdout.startswith("P003 unreachable-scene (error)")
    assert trainer("explain", "unreachable-scene").stdout == page.stdout
    missing = trainer("explain", "P999")
    assert missing.returncode == 2
    assert 'There is no finding "P999"' in missing.stderr
    assert "N001 error" in trainer("explain").stdout


def test_schema(trainer) -> None:
    done = trainer("schema", "scenario")
    assert json.loads(done.stdout)["title"] == "Scenario"
    assert done.stdout == (ROOT / "trainer" / "schema" / "scenario.json").read_text("utf-8")
    assert trainer("schema", "cake").returncode == 2


IMPORTED = """
import sys
from trainer.cli.main import run
sys.argv = ["trainer", *sys.argv[1:]]
try:
    run()
except SystemExit:
    pass
print("IMPORTED", *sorted({name.split(".")[0] for name in sys.modules}))
"""


def imported(done: subprocess.CompletedProcess[str]) -> set[str]:
    return set(done.stdout.rpartition("IMPORTED ")[2].split())


@pytest.mark.parametrize("words", [("check",), ("explain", "N001"), ("explain",), ("schema", "rubric")])
def test_the_database_and_the_screen_are_not_loaded(trainer, words: tuple[str, ...]) -> None:
    assert imported(trainer(*words, code=IMPORTED)).isdisjoint({"textual", "sqlalchemy", "rich"})


def test_nothing_heavy_is_loaded_for_what_is_known(trainer, tmp_path: Path) -> None:
    write(tmp_path / "made", 5)
    first = imported(trainer("check", str(tmp_path / "made"), code=IMPORTED))
    assert "pydantic" in first
    again = trainer("check", str(tmp_path / "made"), code=IMPORTED)
    assert imported(again).isdisjoint(HEAVY)
    assert "no errors in 5 files" in again.stderr
