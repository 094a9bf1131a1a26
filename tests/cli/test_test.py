"""`trainer test`: the library's walks hold and visit all of it; what fails is said in words, JSON and JUnit XML."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.content.examples import SCENARIO, written
from trainer.cli.main import ended, main
from trainer.cli.wiring import Places
from trainer.content.compile import load_walks
from trainer.content.kinds import walks_beside
from trainer.content.library import open_library
from trainer.content.scenario import Form
from trainer.content.walks import Walks

Called = Callable[..., tuple[int, str, str]]
SCENARIOS = {id: path for id, path in open_library().scenarios.items() if walks_beside(path).exists()}
SCORED = [id for id in open_library().competencies if id in SCENARIOS]
WALKS = """\
walks:
  listens:
    choose: [arrival.notice]
    meters: {trust: 4}
    ends: good_end
  presses:
    choose: [arrival.pact, take_back.own_up, next_day.tell]
    outcome: good
    critical: {CE1: repaired}
personas:
  skilled: {passes: always}
  random: {passes: "never"}
"""


@pytest.fixture
def trainer(capsys: pytest.CaptureFixture[str]) -> Called:
    """Calls the program: its exit status, what it printed, and what it said."""

    def called(*words: str | Path) -> tuple[int, str, str]:
        places, arguments = Places(), [str(word) for word in words]
        status = ended(lambda: main.main(arguments, standalone_mode=False, prog_name="trainer", obj=places), places)
        return status, *capsys.readouterr()

    return called


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scenario with walks of which some fail, and its rubric."""
    files = {"the_empty_seat.yaml": written(SCENARIO), "the_empty_seat.walks.yaml": WALKS}
    rubrics = Path(SCENARIOS["the_flyer"]).parents[1] / "rubrics"
    shutil.copytree(rubrics, tmp_path / "rubrics")
    text = (tmp_path / "rubrics" / "active_listening.yaml").read_text("utf-8")
    (tmp_path / "rubrics" / "active_listening.yaml").write_text(
        text.replace("\n  open_invitation:", "\n  one:"), "utf-8"
    )
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_library_is_as_expected_and_all_of_it_is_visited(trainer: Called) -> None:
    status, out, _ = trainer("test", "--format", "json")
    reports = json.loads(out)
    assert [report["scenario"] for report in reports] == list(SCENARIOS)
    failures = [(test["name"], test["failures"]) for report in reports for test in report["tests"] if test["failures"]]
    assert (failures, status) == ([], 0)
    assert [report["missed"] for report in reports] == [[]] * len(reports)
    assert all(part["visited"] == part["of"] for report in reports for part in report["coverage"].values())


def test_whatever_branches_has_walks() -> None:
    branching = [one.scenario for one in open_library().cards() if one.form is not Form.CASE]
    assert list(SCENARIOS) == sorted(branching)


@pytest.mark.parametrize("name", SCORED)
def test_each_scenario_of_the_library_says_what_is_meant_of_it(name: str) -> None:
    library = open_library()
    walks = load_walks(library.scenarios[name].with_suffix(".walks.yaml"), library).model
    assert isinstance(walks, Walks)
    assert {"skilled", "weak", "harmful"} <= walks.walks.keys()
    assert (walks.personas["skilled"].passes, walks.personas["random"].passes) == ("always", "< 25 %")
    assert all(walk.ends and walk.outcome and walk.critical is not None for walk in walks.walks.values())


def test_what_fails_is_said_at_its_place(trainer: Called, folder: Path) -> None:
    status, out, err = trainer("test", folder / "the_empty_seat.yaml", "--library", folder)
    path = folder / "the_empty_seat.walks.yaml"
    assert status == 1
    assert f"{path}:4:21: failed walks.listens: `trust` is 3, not 4\n    " + "    meters: {trust: 4}\n" in out
    assert f"{path}:12:20: failed personas.random: random passes in " in out
    assert "presses" not in out
    assert "the_empty_seat: 2 walks and 2 personas, 2 failed. Visited are 4 of 5 scenes, 4 of 7 choices, 1 of 1" in out
    assert f"{folder / 'the_empty_seat.yaml'}:13: choice arrival.wait" in out
    assert err == "2 of 4 failed\n"


def test_json_and_junit_say_the_same(trainer: Called, folder: Path) -> None:
    file = folder / "junit.xml"
    status, out, _ = trainer("test", folder, "--library", folder, "--format", "json", "--junit", file)
    (report,) = json.loads(out)
    assert (status, report["failed"]) == (1, 2)
    root = ElementTree.parse(file).getroot()
    assert root.attrib == {"tests": "4", "failures": "2"}
    cases = {
        case.attrib["name"]: [failure.attrib["message"] for failure in case]
        for case in root.iterfind("testsuite[@name='the_empty_seat']/testcase")
    }
    told = {f"{test['group']}.{test['name']}": [one["message"] for one in test["failures"]] for test in report["tests"]}
    assert cases == told
    assert told["walks.listens"] == ["`trust` is 3, not 4"]
    assert told["walks.presses"] == []
    assert [one["name"] for one in report["missed"] if one["what"] == "scene"] == ["poor_end"]


def test_files_that_cannot_be_used_fail_with_their_findings(trainer: Called, folder: Path) -> None:
    walks, scenario = folder / "the_empty_seat.walks.yaml", folder / "the_empty_seat.yaml"
    walks.write_text("walks: {listens: {choose: [arrival.notise]}}\n", "utf-8")
    status, out, _ = trainer("test", walks, "--library", folder)
    assert status == 1
    assert f"{walks}:1:28: error R008 unknown-in-walks: there is no choice `notise` in the scene `arrival`" in out
    walks.write_text(WALKS, "utf-8")
    scenario.write_text(written({**SCENARIO, "start": "nowhere"}), "utf-8")
    status, out, _ = trainer("test", walks, "--library", folder)
    assert (status, "the_empty_seat.yaml cannot be played" in out) == (1, True)
    scenario.unlink()
    status, out, _ = trainer("test", folder, "--library", folder)
    assert (status, "R007 walks-without-scenario" in out) == (1, True)


def test_nothing_in_a_file_reaches_the_terminal_or_the_xml_as_it_is(trainer: Called, folder: Path) -> None:
    odd = folder / "a\x1b[31mb.walks.yaml"
    odd.write_text('walks: {listens: {choose: ["\\e[2J"], ends: "\x9b"}}\n', "utf-8")
    status, out, err = trainer("test", odd, "--library", folder, "--junit", folder / "junit.xml")
    assert status == 1
    assert not {"\x1b", "\x9b"} & set(out + err)
    ElementTree.parse(folder / "junit.xml")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("none.yaml", "There is no file"),
        ("the_empty_seat.txt", "There is no file"),
        ("lonely.yaml", "lonely.yaml` writes lonely.walks.yaml beside it."),
        (
            "rubrics/critical_acts.yaml",
            "is no scenario. Name a scenario, a file of walks or a folder.",
        ),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(trainer: Called, folder: Path, path: str, says: str) -> None:
    (folder / "lonely.yaml").write_text(written(SCENARIO), "utf-8")
    status, out, err = trainer("test", folder / path)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_a_file_of_a_folder_that_cannot_be_read_leaves_the_others_tested(trainer: Called, folder: Path) -> None:
    (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    status, out, err = trainer("test", folder, "--library", folder)
    assert (status, "the_empty_seat" in out) == (1, True)
    assert f"There is no file {folder / 'gone.yaml'}.\n" in err


def test_a_scenario_without_walks_is_named_and_fails_nothing(trainer: Called, folder: Path) -> None:
    (folder / "the_empty_seat.walks.yaml").unlink()
    status, out, err = trainer("test", folder, "--library", folder)
    assert (status, out) == (0, "")
    assert "the_empty_seat.yaml has no walks" in err
    assert "critical_acts" not in err
    assert "There is nothing to test here." in err


def test_xml_that_cannot_be_written_is_one_line(trainer: Called, folder: Path) -> None:
    status, _, err = trainer("test", folder, "--library", folder, "--junit", folder / "none" / "junit.xml")
    assert status == 1
    assert "junit.xml cannot be written: No such file or directory. Name a file in a folder that you may" in err
