"""`trainer new`: what is written passes its check, plays to an end, and shows every part of the format."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from tests.cli.test_test import Called, trainer
from tests.content.examples import LEVELS, RUBRIC, written
from trainer.analysis.prove import PROOFS
from trainer.analysis.walks import Ground
from trainer.content.compile import load_rubric, load_scenario, load_walks
from trainer.content.library import open_library
from trainer.content.rubric import Rubric
from trainer.content.scenario import Scenario
from trainer.engine.events import Chose

__all__ = ["trainer"]

IN_COMMENTS = {"topics", "bell", "sources", "allow", "critical", "adult: told", "they:", "answers"}
"""Keys that would mean something else than the small scenario does: shown behind a #."""


@pytest.fixture
def written_by(trainer: Called, tmp_path: Path) -> Callable[..., Path]:
    """Calls `trainer new` into a folder of its own: the file it says that it wrote."""

    def wrote(kind: str, name: str | Path, *words: str) -> Path:
        into = () if kind == "walks" else ("--into", tmp_path)
        status, out, err = trainer("new", kind, name, *into, *words)
        assert status == 0, err
        return Path(out.strip())

    return wrote


@pytest.mark.parametrize("competency", open_library().rubrics)
def test_a_new_scenario_passes_its_check_for_every_competency(written_by: Any, competency: str) -> None:
    path = written_by("scenario", "the_late_bus", "--competency", competency)
    assert path.name == "the_late_bus.yaml"
    loaded = load_scenario(path, open_library(), PROOFS)
    assert [f"{one.code} {one.message}" for one in loaded.findings] == []
    made = loaded.must()
    assert (made.scenario, made.title, made.competency) == ("the_late_bus", "The late bus", competency)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7])
def test_a_rubric_of_any_size_will_do(trainer: Called, written_by: Any, tmp_path: Path, count: int) -> None:
    criterion = {"title": "One", "about": "The first.", "levels": LEVELS}
    rubric = {**RUBRIC, "rubric": "own", "criteria": {f"own_{at}": criterion for at in range(count)}}
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "own.yaml").write_text(written(rubric), "utf-8")
    path = written_by("scenario", "the_late_bus", "--competency", "own", "--library", str(tmp_path))
    assert load_scenario(path, open_library(tmp_path), PROOFS).findings == ()


def test_a_new_scenario_plays_from_start_to_end(written_by: Any) -> None:
    made = load_scenario(written_by("scenario", "the_late_bus", "--competency", "guiding"), open_library()).must()
    run = Ground(made).run()
    while run.is_open:
        choice = run.on_offer()[-1]
        run.apply(Chose(run.position.scene, choice.id, ()))
    assert run.outcome in {"good", "mixed", "poor"}
    assert len(run.line) >= 4


def test_each_part_of_the_format_is_shown(written_by: Any) -> None:
    path = written_by("scenario", "the_late_bus", "--competency", "guiding")
    text = path.read_text("utf-8")
    made = load_scenario(path, open_library()).must()
    used = set(_set_keys(made))
    every = {(model.__name__, name) for model in _models(Scenario) for name in model.model_fields}
    missing = {(model, name) for model, name in every - used if model not in ("PronounSet", "Bell")}
    assert missing == {("Scenario", name) for name in ("topics", "bell", "sources", "allow")} | {
        ("Ending", "critical"),
        ("Respond", "answers"),
    }
    assert all(re.search(f"^ *#.*{key}", text, re.MULTILINE) for key in IN_COMMENTS), text
    assert all(word in text for word in ("chose(", "visited(", "{{ adult.name }}", "critical: CE1", "rate: {"))


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and all that it holds."""
    found, waiting = {model}, [model]
    while waiting:
        for field in waiting.pop().model_fields.values():
            for name in re.findall(r"trainer\.content\.scenario\.(\w+)", repr(field.annotation)):
                inner = getattr(__import__("trainer.content.scenario", fromlist=[name]), name)
                if isinstance(inner, type) and issubclass(inner, BaseModel) and inner not in found:
                    found.add(inner)
                    waiting.append(inner)
    return iter(found)


def _set_keys(value: object) -> Iterator[tuple[str, str]]:
    """Every key that a file writes, with the model it is of."""
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield type(value).__name__, name
            yield from _set_keys(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from _set_keys(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _set_keys(one)


def test_a_new_rubric_passes_its_check(written_by: Any) -> None:
    loaded = load_rubric(written_by("rubric", "speaking_up"), open_library())
    assert loaded.findings == ()
    assert isinstance(loaded.model, Rubric)
    assert (loaded.model.rubric, loaded.model.title) == ("speaking_up", "Speaking up")


def test_new_walks_visit_everything_and_hold(trainer: Called, written_by: Any) -> None:
    scenario = written_by("scenario", "the_late_bus", "--competency", "guiding")
    walks = written_by("walks", scenario)
    assert load_walks(walks, open_library()).findings == ()
    status, out, _ = trainer("test", walks, "--format", "json")
    (report,) = json.loads(out)
    assert (status, report["failed"], report["missed"]) == (0, 0, [])
    assert {"skilled", "random", "harmful"} <= {test["name"] for test in report["tests"]}


def test_editors_find_the_schema_in_the_files_own_tree_and_else_by_its_full_name(
    trainer: Called, written_by: Any, tmp_path: Path
) -> None:
    elsewhere = written_by("scenario", "the_late_bus", "--competency", "guiding")
    first = elsewhere.read_text("utf-8").split("\n")[0]
    assert re.fullmatch(r"# yaml-language-server: \$schema=file:///.+/trainer/schema/scenario\.json", first)
    (tmp_path / "trainer" / "schema").mkdir(parents=True)
    (tmp_path / "trainer" / "schema" / "walks.json").write_text("{}", "utf-8")
    walks = written_by("walks", elsewhere)
    assert walks.read_text("utf-8").split("\n")[0] == "# yaml-language-server: $schema=trainer/schema/walks.json"
    story = tmp_path / "story.twee"
    story.write_text(":: Start\n[[Wait->End]] [[Go->End]]\n:: End\nThe end.\n", "utf-8")
    trainer("import", "twee", story, "-o", tmp_path / "the_story.yaml")
    assert (tmp_path / "the_story.yaml").read_text("utf-8").split("\n")[0] == first


def test_nothing_is_overwritten(trainer: Called, tmp_path: Path) -> None:
    for kind in (("scenario", "--competency", "guiding"), ("rubric",)):
        path = tmp_path / "taken.yaml"
        path.write_text("mine", "utf-8")
        status, out, err = trainer("new", kind[0], "taken", "--into", tmp_path, *kind[1:])
        assert (status, out, path.read_text("utf-8")) == (1, "", "mine")
        assert "is there already" in err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("scenario", "the_late_bus"), "Say what it is practice for: --competency ID. There are active_listening, "),
        (("scenario", "the_late_bus", "--competency", "guidng"), "Did you mean guiding? There are active_listening, "),
        (("scenario", "The late bus", "--competency", "guiding"), "Perhaps the_late_bus?"),
        (("scenario", "../../x", "--competency", "guiding"), '"../../x" cannot be a name.'),
        (("scenario", "narrator", "--competency", "guiding"), "Perhaps narrator_1?"),
        (("rubric", "guiding"), 'There is a rubric "guiding" already.'),
        (("rubric", "new_one", "--into", "no_such_folder"), "There is no folder no_such_folder."),
        (("walks", "no_such.yaml"), "There is no file no_such.yaml."),
        (("walks", "rubrics/guiding.yaml"), "rubrics/guiding.yaml is no scenario. Name the file of a scenario."),
        (("badge", "x"), "No such command 'badge'."),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(trainer: Called, words: tuple[str, ...], says: str) -> None:
    status, out, err = trainer("new", *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert says in err
    assert not Path("the_late_bus.yaml").exists()


def test_a_scenario_with_errors_gets_no_walks(trainer: Called, written_by: Any) -> None:
    path = written_by("scenario", "the_late_bus", "--competency", "guiding")
    path.write_text(path.read_text("utf-8").replace("go: on_the_door", "go: nowhere"), "utf-8")
    status, _, err = trainer("new", "walks", path)
    assert (status, err.count("\n")) == (1, 1)
    assert "there is no scene `nowhere`" in err
    path.write_text(path.read_text("utf-8").replace("go: nowhere", "go: together"), "utf-8")
    status, _, err = trainer("new", "walks", path)
    assert (status, err.count("\n")) == (1, 1)
    assert "Not every path through" in err
    assert not path.with_suffix(".walks.yaml").exists()
