"""`trainer desk`: everything at the coordinator's desk as commands, with JSON and with what is refused."""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.session.school import RULE
from tests.tui.at_the_desk import RULE_FILE, WORDS, School
from tests.tui.at_the_desk import school as made
from trainer.cli.main import ended, main
from trainer.cli.wiring import Places
from trainer.content.library import open_library


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Called = Callable[..., Done]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def hillside(data: Path) -> School:
    return made(data)


@pytest.fixture
def trainer(hillside: School, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Called:
    """Calls `trainer desk …` as Noor, or as whoever `me` is."""
    monkeypatch.setenv("COLUMNS", "200")
    library = tmp_path / "library"
    (library / "rubrics").mkdir(parents=True)
    (library / "scenarios").mkdir()
    shutil.copy(RULE_FILE, library / "rubrics" / f"{RULE}.certification.yaml")
    files = open_library().scenarios
    for place in hillside.store.desk.sittings(hillside.amina.person)[0].places:
        shutil.copy(files[place.scenario], library / "scenarios")

    def called(*arguments: str, me: str = "Noor") -> Done:
        places = Places(data=data, library=library, person=me)
        program = lambda: main.main(["desk", *arguments], standalone_mode=False, prog_name="trainer", obj=places)  # noqa: E731
        with CliRunner().isolation("") as (out, err, _):
            status = ended(program, places)
            sys.stderr.flush()
        return Done(status, out.getvalue().decode(), err.getvalue().decode())

    return called


def test_the_cohort_is_listed_filtered_and_never_ranked(trainer: Called) -> None:
    lines = trainer("cohort").out.splitlines()
    assert [line.split()[0] for line in lines] == ["Amina", "Cem", "Dilnoza"]
    assert "4.00 ± 0.16" in lines[0]
    assert "observed role-play 0 of 1" in lines[1]
    assert [one["name"] for one in trainer("cohort", "--cohort", "spring", "--format", "json").data] == ["Dilnoza"]
    found = trainer("cohort", "--sort", "waiting", "--format", "json").data
    assert [one["name"] for one in found] == ["Amina", "Cem", "Dilnoza"]
    assert found[0]["status"] == "incomplete"
    assert found[2]["waiting_since"] is None
    assert found[0]["scores"][0]["score"] == 4
    assert trainer("cohort", "--state", "ready", "--format", "json").data == []
    assert "Nobody is in that state." in trainer("cohort", "--state", "critical pending").err
    refused = trainer("cohort", "--state", "best")
    assert (refused.status, "There are incomplete" in refused.err) == (2, True)
    assert trainer("cohort", "--sort", "score").status == 2


def test_own_words_are_rated_blind_and_seen_afterwards(trainer: Called) -> None:
    assert WORDS not in trainer("show", "Cem").out
    queue = [one for one in trainer("queue", "--format", "json").data if one["kind"] == "own_words"]
    assert all(set(one) == {"who", "kind", "scene", "turn", "since"} and len(one["since"]) == 10 for one in queue)
    assert all(one["who"].startswith("code ") for one in queue)
    runs = {
        one["run"] for name in ("Amina", "Cem") for one in trainer("show", name, "--format", "json").data["own_words"]
    }
    waiting = [line for line in trainer("queue").out.splitlines() if "own words" in line]
    assert not [line for line in waiting for run in runs if run[-8:] in line]
    forms = [(one, trainer("mark", one["who"].removeprefix("code "), "--format", "json").data) for one in queue]
    one, form = next((one, form) for one, form in forms if form["written"] == WORDS)
    shown = trainer("show", "Cem", "--format", "json").data["own_words"]
    run = next(each["run"] for each in shown if each["scene"] == one["scene"])
    assert set(form["criteria"][0]["levels"]) == {"4", "3", "2", "1"}
    at = one["who"].removeprefix("code ")
    told = trainer("mark", at).out
    assert "4 Skilled:" in told
    assert "Cem" not in told
    assert WORDS not in trainer("transcript", "Cem", run).out
    levels = [f"{criterion['criterion']}=1" for criterion in form["criteria"]]
    name = form["criteria"][0]["criterion"]
    assert "is not a level" in trainer("mark", at, f"{name}=5").err
    assert "has two levels" in trainer("mark", at, f"{name}=1", f"{name}=2").err
    assert "There is no criterion" in trainer("mark", at, "charm=4").err
    assert "No own words wait under" in trainer("mark", "Amina", *levels).err
    assert "is not a level" in trainer("mark", at, "=3").err
    assert trainer("mark", at, *levels).status == 0
    assert "You have rated these words." in trainer("mark", at, *levels).err
    assert WORDS in trainer("show", "Cem").out
    (words,) = [each for each in trainer("show", "Cem", "--format", "json").data["own_words"] if not each["waits"]]
    assert words["marks"] == [{"by": "Noor", "levels": dict.fromkeys(words["marks"][0]["levels"], 1)}]
    assert WORDS in trainer("transcript", "Cem", run).out


def test_comments_come_from_the_bank_and_stand_beside_a_decision(trainer: Called, data: Path) -> None:
    run = trainer("show", "Cem", "--format", "json").data["sittings_played"][0]["runs"][0]["run"]
    told = trainer("transcript", "Cem", run, "--format", "json").data
    scene = told["decisions"][0]["scene"]
    (data / "comments.yaml").write_text("ours: Come by on Tuesday.\nopen_question: A good question.\n")
    bank = trainer("bank", "--format", "json").data
    assert bank["ours"] == "Come by on Tuesday."
    assert bank["open_question"] == "A good question."
    assert "bank:said_back" in trainer("bank").out
    assert trainer("comment", "Cem", run, "bank:ours", "--scene", scene).status == 0
    assert trainer("comment", "Cem", run, "Read it once more.").status == 0
    comments = trainer("transcript", "Cem", run, "--format", "json").data["comments"]
    assert [(one["decision"], one["text"]) for one in comments] == [
        (1, "Come by on Tuesday."),
        (None, "Read it once more."),
    ]
    assert "Comment of Noor: Come by on Tuesday." in trainer("transcript", "Cem", run).out
    assert 'The bank has no comment "theirs"' in trainer("comment", "Cem", run, "bank:theirs").err
    assert "No decision was made at" in trainer("comment", "Cem", run, "x", "--scene", "nowhere").err
    assert "Say something." in trainer("comment", "Cem", run, "  ").err
    assert "somebody else's" in trainer("comment", "Amina", run, "x").err
    assert "somebody else's" in trainer("transcript", "Amina", run).err
    (data / "comments.yaml").write_text("ours: a\ntheirs: A\n")
    broken = trainer("comment", "Cem", run, "bank:ours")
    assert (broken.status, "says the same as `ours`" in broken.err) == (1, True)
    assert trainer("comment", "Cem", run, "Without the bank it goes on.").status == 0


def test_from_the_form_to_a_decision_and_its_appeal(trainer: Called) -> None:
    assert "Not" not in trainer("hours", "Amina", "90", "--on", "2025-01-10").err
    assert "is not a day" in trainer("hours", "Amina", "90", "--on", "tomorrow").err
    assert "still to come" in trainer("hours", "Amina", "90", "--on", "2999-01-10").err
    assert "cannot be one day's" in trainer("hours", "Amina", "9000").err
    assert "own record" in trainer("hours", "Amina", "90", me="Amina").err
    assert "There is nobody" in trainer("hours", "Nobody", "90").err
    form = trainer("live", "Amina", "--format", "json").data
    assert form["minutes_at_least"] == 10
    assert "level 3 to reach" in trainer("live", "Amina").out
    refused = trainer("decide", "Amina", "certified", "--reason", "Nice.")
    assert (refused.status, "cannot be certified yet" in refused.err) == (2, True)
    levels = [f"{one['criterion']}=3" for one in form["criteria"]]
    assert trainer("live", "Amina", *levels, "--minutes", "12", "--on", "2025-01-11", "--comment", "Calm.").status == 0
    assert "marking" in trainer("decide", "Amina", "certified", "--reason", "Nice.").err
    for one in trainer("queue", "--format", "json").data:
        if one["kind"] == "own_words":
            at = one["who"].removeprefix("code ")
            criteria = trainer("mark", at, "--format", "json").data["criteria"]
            assert trainer("mark", at, *(f"{each['criterion']}=3" for each in criteria)).status == 0
    assert "Give a reason." in trainer("decide", "Amina", "certified").err
    assert "conditions" in trainer("decide", "Amina", "certified_with_conditions", "--reason", "x").err
    assert trainer("decide", "Amina", "certified", "--reason", "All is there.").status == 0
    shown = trainer("show", "Amina", "--format", "json").data
    assert (shown["decisions"][0]["decision"], shown["decisions"][0]["by"]) == ("certified", "Noor")
    assert shown["live"][0]["comment"] == "Calm."
    assert trainer("mentoring", "Amina").status == 0
    assert trainer("decide", "Cem", "returned", "--reason", "Keep no secrets.").status == 0
    assert trainer("appeal", "Cem", "--reason", "I meant well.", me="Cem").status == 0
    assert "somebody else hears" in trainer("hear", "Cem", "upheld", "--reason", "x").err.lower()
    assert trainer("hear", "Cem", "upheld", "--reason", "It stands.", me="Sam").status == 0
    assert "It stands." in json.dumps(trainer("show", "Cem", "--format", "json").data["appeals"])


def test_critical_acts_are_judged_with_a_reason(trainer: Called) -> None:
    acts = trainer("show", "Cem", "--format", "json").data["critical"]
    first, second = acts[0], acts[1]
    at = ("Cem", first["run"], first["scene"], first["code"])
    assert "Say --confirm or --dismiss." in trainer("judge", *at).err
    assert "Give a reason." in trainer("judge", *at, "--confirm").err
    assert "no such critical act" in trainer("judge", *at[:3], "CE99", "--confirm", "--reason", "x").err
    assert trainer("judge", *at, "--confirm", "--reason", "It stands there.").status == 0
    at = ("Cem", second["run"], second["scene"], second["code"])
    assert trainer("judge", *at, "--dismiss", "--reason", "They asked for help.").status == 0
    assert trainer("judge", *at, "--dismiss", "--reason", "They asked for help, twice.").status == 0
    first = trainer("judge", *at, "--confirm", "--reason", "I think so.", me="Amina")
    assert "Noor was first with Cem: dismissed." in first.err
    told = trainer("show", "Cem", "--format", "json").data
    assert f"--seen {told['seen']}" in first.err
    assert [one["confirmed"] for one in told["critical"]][:2] == [True, False]
    assert told["scores"][0]["score"] == pytest.approx(1.04, abs=0.1)
    sitting = told["sittings_played"][0]["sitting"]
    assert "There is no one sitting" in trainer("void", "Cem", "zzzzzz", "--reason", "x").err
    assert trainer("void", "Cem", sitting, "--reason", "The fire alarm rang.").status == 0
    assert "void already" in trainer("void", "Cem", sitting, "--reason", "Again.").err
    for command in ("talked", "allow"):
        assert "Give a reason." in trainer(command, "Cem").err
        assert trainer(command, "Cem", "--reason", "We agreed on a day.").status == 0
