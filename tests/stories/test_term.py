"""A term at a school, through the commands: twelve mentors of differing skill, three coordinators.

What the mentors play is played by scripted players through the session; everything else is what a coordinator types.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_test import Called, trainer
from tests.session.school import RULE, harmful, middling, play_out, practise, skilled
from trainer.content.library import open_library
from trainer.content.rubric import School
from trainer.engine.play import Play
from trainer.session.candidate import candidate
from trainer.session.path import accept_agreement, begin, open_sitting
from trainer.session.session import Session
from trainer.store import Person, open_store

__all__ = ["trainer"]

ROSTER = "name,role,cohort\n" + "".join(f"M{number:02},mentor,autumn\n" for number in range(1, 13))
TODAY = datetime.now(UTC).date().isoformat()
LIBRARY = open_library()
Player = Callable[[Play], str]


def slipping(play: Play) -> str:
    """Skilled, but takes a critical act where one is on offer for the first time, and makes it good."""
    scene = play.run.story.scenes[play.run.position.scene].written
    critical = [choice.id for choice in scene.choices if choice.critical]
    offered = {offer.id for offer in play.offers}
    slipped = any(made.choice in _critical(play) for made in play.run.line)
    return next((id for id in critical if id in offered and not slipped), None) or skilled(play)


def _critical(play: Play) -> set[str]:
    return {
        choice.id for scene in play.run.story.scenario.scenes.values() for choice in scene.choices if choice.critical
    }


PLAYERS: dict[str, Player] = {
    **{f"M{number:02}": skilled for number in range(1, 7)},
    **{f"M{number:02}": middling for number in range(7, 10)},
    "M10": slipping,
    "M11": slipping,
    "M12": harmful,
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory in which everybody has practised and sat."""
    data = tmp_path_factory.mktemp("term")
    seeds = iter(range(1, 100_000))
    with open_store(data, None, now=lambda: datetime.now(UTC)) as store:
        for name, player in PLAYERS.items():
            person = store.people.add(name, cohort="autumn")
            session = Session(
                LIBRARY, School(), store, now=lambda: datetime.now(UTC), seeds=lambda: next(seeds), person=person
            )
            _prepare(session, person)
            sitting = open_sitting(session, RULE)
            for place in sitting.places:
                play_out(begin(session, sitting, place), player)
            session.recall(session.runs()[-1].run).reflect("I want to wait longer before I speak.")
    return data


def _prepare(session: Session, person: Person) -> None:
    accept_agreement(session, RULE)
    rule = candidate(session, person, RULE).certification
    for competency in rule.core:
        free = [name for name, of in LIBRARY.competencies.items() if of == competency and name not in rule.sitting.pool]
        for scenario in [*free[: rule.practice.scenarios], *free[: rule.practice.again]]:
            practise(session, scenario)


def test_a_term(trainer: Called, played: Path, tmp_path: Path) -> None:
    def run(*words: object, who: str = "Noor", status: int = 0) -> str:
        ended, out, err = trainer("--data", played, "--as", who, *map(str, words))
        assert ended == status, (words, out, err)
        return out + err

    def told(*words: object, who: str = "Noor") -> Any:
        return json.loads(trainer("--data", played, "--as", who, *map(str, words), "--format", "json")[1])

    (tmp_path / "roster.csv").write_text(ROSTER)
    for name in ("Noor", "Sam", "Ada"):
        assert trainer("--data", played, "--as", "M01", "people", "add", name, "--role", "coordinator")[0] == 0

    # The scenarios on safeguarding, hours and role-plays
    for line in run("approve").splitlines():
        if "Not approved" in line:
            run("approve", line.split(":")[0], "--by", "Ms Okafor, safeguarding lead")
    criteria = [name for id in LIBRARY.certification(RULE).live.competencies for name in LIBRARY.rubrics[id].criteria]
    for name in PLAYERS:
        run("desk", "hours", name, 240, "--on", TODAY)
        run("desk", "hours", name, 230, "--on", TODAY)
        level = 2 if name == "M12" else 3
        run("desk", "live", name, *(f"{one}={level}" for one in criteria), "--minutes", 15)

    # How everybody stands, by name
    cohort = told("desk", "cohort", "--cohort", "autumn")
    assert [one["name"] for one in cohort] == sorted(PLAYERS)
    states = {one["name"]: one["status"] for one in cohort}
    assert {states[name] for name, player in PLAYERS.items() if player is skilled} == {"ready"}
    assert {states[name] for name, player in PLAYERS.items() if player is middling} <= {
        "borderline",
        "ready",
        "not_yet",
    }
    assert states["M12"] == "incomplete"
    assert "–" not in run("desk", "cohort").splitlines()[0]

    # Critical acts: those of one are confirmed, those of the other dismissed; neither changes a score
    before = {one["name"]: one["scores"][0]["score"] for one in cohort}
    for name, word in (("M10", "--confirm"), ("M11", "--dismiss")):
        assert states[name] == "critical_pending", states
        for act in told("desk", "show", name)["critical"]:
            run(
                "desk",
                "judge",
                name,
                act["run"],
                act["scene"],
                act["code"],
                word,
                "--reason",
                "Read in the transcript.",
            )
        run("desk", "talked", name, "--reason", "We talked about secrecy.")
    after = {one["name"]: one for one in told("desk", "cohort")}
    assert {name: one["scores"][0]["score"] for name, one in after.items()} == before
    assert after["M11"]["status"] == "ready"

    # Deciding, certifying, verifying
    for name in ("M01", "M02", "M11"):
        run("desk", "decide", name, "certified", "--reason", "All is there.")
    refused = run("desk", "decide", "M12", "certified", "--reason", "Nice.", status=2)
    assert "cannot be certified yet" in refused
    files = [Path(line) for line in run("certificate", "issue", "M01", "--into", tmp_path).splitlines()[:3]]
    assert {file.suffix for file in files} == {".json", ".html", ".pdf"}
    badge = next(file for file in files if file.suffix == ".json")
    assert "replay to the same scores" in run("verify", badge)
    elsewhere = trainer("--data", tmp_path / "another", "verify", badge)
    assert elsewhere[0] == 0
    assert "compare with the one it has published" in elsewhere[2]
    changed = tmp_path / "changed.json"
    changed.write_text(badge.read_text().replace("M01", "M12"))
    assert "does not hold" in run("verify", changed, status=1)

    # A key that is missing is missed, by what only prints its name too
    kept = (played / "school.key").rename(tmp_path / "school.key")
    assert "is missing" in run("certificate", "key", status=1)
    kept.rename(played / "school.key")

    # One revocation
    code = told("certificate", "list")[0]["code"]
    run("certificate", "revoke", code, "--reason", "Issued by mistake.")
    assert "But it was revoked" in run("verify", badge, status=1)
    published = trainer("--data", played, "certificate", "list", "--revoked", "--as", "Noor")[1]
    assert [one["code"] for one in json.loads(published)] == [code]

    # An appeal, heard by somebody who neither marked nor decided
    run("desk", "decide", "M07", "returned", "--reason", "Practise once more.")
    run("desk", "appeal", "M07", "--reason", "I was ill that day.", who="M07")
    assert "Somebody else hears" in run("desk", "hear", "M07", "voided", "--reason", "x", status=2)
    run("desk", "hear", "M07", "voided", "--reason", "Illness.", who="Ada")
    assert "Open a sitting" in run("progress", who="M07")

    # One erasure; the log stays whole
    run("people", "erase", "M12", "--yes")
    assert "M12" not in run("desk", "cohort")
    assert "audit: well" in run("verify", "--log")
    assert "M12" not in json.dumps(told("audit"))

    # A colleague who was first is not overruled unseen, and nothing of it is a ranking
    assert [one["name"] for one in told("desk", "cohort")] == sorted(set(PLAYERS) - {"M12"})
