"""The library, and the faces of `compile` that play and the store use."""

import shutil
from pathlib import Path

import pytest

from tests.content.examples import ACTS, RUBRIC, SCENARIO, SOURCES, written
from trainer.analysis.prove import prove
from trainer.analysis.rules.paths import RULES as PATHS
from trainer.content.compile import Proofs, load_scenario, load_school
from trainer.content.library import open_library
from trainer.content.model import read_model
from trainer.content.rubric import Rubric, School
from trainer.content.scenario import Scenario
from trainer.content.shelf import built_in
from trainer.errors import ContentError, UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library in a folder: one right scenario, one with an error, one that is unfair."""
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "rubrics").mkdir()
    wrong = {**SCENARIO, "scenario": "wrong", "start": "nowhere"}
    unfair = {**SCENARIO, "scenario": "unfair", "scenes": {**SCENARIO["scenes"], "lost": {"go": "good_end"}}}
    files = {
        "scenarios/the_empty_seat.yaml": SCENARIO,
        "scenarios/wrong.yaml": wrong,
        "scenarios/unfair.yaml": unfair,
        "scenarios/sources.yaml": SOURCES,
        "rubrics/active_listening.yaml": RUBRIC,
        "rubrics/critical_acts.yaml": ACTS,
    }
    for name, data in files.items():
        (tmp_path / name).write_text(written(data), encoding="utf-8")
    (tmp_path / "scenarios" / "the_empty_seat.walks.yaml").write_text("walks: {}")
    return tmp_path


def test_a_folder_is_a_library(folder: Path) -> None:
    library = open_library(folder, lambda: Proofs(PATHS, prove))
    assert set(library.scenarios) == {"the_empty_seat", "unfair", "wrong"}
    assert library.criteria["two"][0] == "active_listening"
    assert library.scenario("the_empty_seat").title == "The empty seat"
    assert library.text("the_empty_seat") == written(SCENARIO)
    assert library.rubric_text("active_listening") == written(RUBRIC)
    assert library.critical_acts_text == written(ACTS)
    assert len(library.cards()) == 3


def test_what_cannot_be_played_is_refused_in_words(folder: Path) -> None:
    library = open_library(folder, lambda: Proofs(PATHS, prove))
    with pytest.raises(ContentError) as refused:
        library.scenario("wrong")
    assert "there is no scene `nowhere`" in refused.value.message
    with pytest.raises(UsageError) as unknown:
        library.scenario("the_empty_sea")
    assert unknown.value.help == "Did you mean the_empty_seat?"


def test_what_is_unfair_can_be_played_and_has_faults(folder: Path) -> None:
    library = open_library(folder, lambda: Proofs(PATHS, prove))
    assert library.scenario("unfair").scenario == "unfair"
    assert [fault for fault in library.faults("unfair") if "lost" in fault]
    assert not [fault for fault in library.faults("the_empty_seat") if "lost" in fault]


def test_a_broken_rubric_is_not_blamed_on_scenarios(folder: Path) -> None:
    (folder / "rubrics" / "active_listening.yaml").write_text("rubric: [")
    library = open_library(folder)
    assert library.broken == {"active_listening"}
    assert load_scenario(folder / "scenarios" / "the_empty_seat.yaml", library).findings == ()


def test_a_folder_takes_from_the_built_in_library_what_it_lacks(folder: Path) -> None:
    shutil.rmtree(folder / "rubrics")
    assert set(open_library(folder).rubrics) == {path.name.removesuffix(".yaml") for path in built_in().rubrics}


def test_a_stored_text_is_read_by_shape_only() -> None:
    wrong = written({**SCENARIO, "start": "nowhere"})
    assert read_model(wrong, Scenario).start == "nowhere"
    assert read_model(written(RUBRIC), Rubric).criteria["one"].levels[4].say == "Said at 4."
    with pytest.raises(ContentError):
        read_model("scenario: x\n", Scenario)


def test_school_settings(tmp_path: Path) -> None:
    path = tmp_path / "school.yaml"
    path.write_text("name: Hillside\npeer_asks_directly: yes\nlanguages: en\n")
    school = load_school(path, open_library()).must()
    assert (school.name, school.peer_asks_directly, school.languages) == ("Hillside", True, ("en",))
    assert school.emergency_number == School().emergency_number
    path.write_text("peer_asks_directly: perhaps\n")
    (finding,) = load_school(path, open_library()).findings
    assert (finding.code, finding.place.line, finding.place.column) == ("S004", 1, 21)


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_scenario(tmp_path / "none.yaml", open_library())
    with pytest.raises(UsageError):
        open_library(tmp_path / "none")
