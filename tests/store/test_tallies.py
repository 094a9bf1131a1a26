"""What is counted by the database is what the runs say: first tries, each version apart, each cohort for itself."""

import sqlite3
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from tests.session.cohort import player
from tests.session.pool import RULE, library
from tests.session.school import Clock as Ticking
from tests.session.school import play_out
from trainer.content.library import Library, open_library
from trainer.content.rubric import School
from trainer.engine.events import Mode
from trainer.session import Session
from trainer.session.path import accept_agreement, begin, open_sitting
from trainer.session.rescoring import scored_again
from trainer.store import CriterionTally, Person, SittingRow, Store

from .places import Place

SCENARIO = "the_full_tray"


@pytest.fixture
def content(tmp_path: Path) -> Library:
    return open_library(library(tmp_path, draw=3))


def at_work(store: Store, content: Library, person: Person, clock: Ticking) -> Session:
    return Session(content, School(), store, now=clock, seeds=lambda: 3, person=person)


def changed(content: Library) -> Library:
    """The same library after somebody rewrote a line."""
    file = content.scenarios[SCENARIO]
    file.write_text(file.read_text("utf-8").replace("I'm not hungry.", "I don't want it."), "utf-8")
    return open_library(file.parent.parent)


def test_first_tries_are_counted_each_version_apart(store: Store, content: Library) -> None:
    clock, chance = Ticking(), Random(3)
    amina, ben, cem = (store.people.add(name, cohort=cohort) for name, cohort in (("A", "x"), ("B", "x"), ("C", "y")))
    first: dict[str, dict[str, str]] = {}
    versions: dict[str, str] = {}

    def practise(person: Person, books: Library) -> None:
        session = at_work(store, books, person, clock)
        play = session.start(SCENARIO)
        while play.prompt:
            play.respond("")
        play.choose("promise")
        play.rewind(0)
        play_out(play, player(chance, 0.6))
        if person.person not in first:
            made = [*play.run.taken_back, *play.run.line]
            first[person.person] = {one.scene: one.choice for one in reversed(made)}
            versions[person.person] = play.header.snapshots["scenario"]
        fork = session.fork(play, 1)
        play_out(fork, player(chance, 0.6))

    practise(amina, content)
    practise(amina, content)
    practise(ben, content)
    later = changed(content)
    practise(amina, later)
    practise(cem, later)
    at_work(store, later, cem, clock).start("the_next_table")  # begun, and left open

    found = store.tallies.versions()
    assert {(one.scenario, one.mode) for one in found} == {(SCENARIO, Mode.PRACTICE)}
    assert [one.people for one in found] == [2, 1]
    assert [one.version for one in found] == [versions[ben.person], versions[cem.person]]
    assert [one.people for one in store.tallies.versions("y")] == [1]
    assert store.tallies.versions("z") == store.tallies.versions(None, ["the_next_table"]) == []
    counted: dict[tuple[str, str], int] = {}
    for person in (amina, ben):
        for made in first[person.person].items():
            counted[made] = counted.get(made, 0) + 1
    assert {(one.scene, one.choice): one.times for one in store.tallies.choices(found[0])} == counted
    met = ["tray", "waiting"]
    anchors = store.tallies.anchors(found[0], met)
    assert sum(one.times for one in anchors if one.scene == "tray") == 2
    model = content.scenario(SCENARIO)
    levels = {(name, one.id): one.level for name, scene in model.scenes.items() for one in scene.choices}
    for person in (amina, ben):
        own = {scene: levels[scene, first[person.person][scene]] or 0 for scene in met}
        for scene in met:
            assert any(
                (one.scene, one.choice, one.level, one.rest)
                == (scene, first[person.person][scene], own[scene], sum(own.values()) - own[scene])
                for one in anchors
            )
    assert all(one.is_well for one in scored_again(store))


def test_first_complete_sittings_are_counted_and_voided_ones_are_not(store: Store, content: Library) -> None:
    clock, chance = Ticking(), Random(4)
    people = [store.people.add(f"M{at}", cohort="xy"[at % 2]) for at in range(4)]
    for person in people:
        session = at_work(store, content, person, clock)
        accept_agreement(session, RULE)
        sitting = open_sitting(session, RULE)
        for place in sitting.places[: 2 if person is people[3] else 3]:
            play_out(begin(session, sitting, place), player(chance, 0.6), "You waited.")
    tallies = store.tallies
    assert tallies.complete(RULE) == 3
    assert {row.person for row in tallies.sat(RULE)} == {one.person for one in people[:3]}
    sat = [store.desk.sittings(one.person)[0] for one in people]
    levels = [of_sitting(store, one) for one in sat]
    assert by_criterion(tallies.criteria(RULE)) == pytest.approx(counted_by_hand(levels[:3]))
    assert by_criterion(tallies.criteria(RULE, "y")) == pytest.approx(counted_by_hand([levels[1]]))
    assert sorted(tallies.earliest_levels(RULE, 2)) == sorted(all_of(one) for one in levels[:2])
    mine = [one.sitting for one in sat]
    scores = {row.scenario: row.score for row in tallies.sat(RULE) if row.person == people[0].person}
    rows = {row.scenario: row.score for row in store.runs(person=people[0].person)}
    assert scores == pytest.approx(rows)
    what = {"certification": RULE, "sitting": mine[0]}
    store.audit("sitting_voided", who=people[0].person, whom=people[0].person, what=what)
    assert tallies.complete(RULE) == 2
    assert sorted(tallies.earliest_levels(RULE, 5)) == sorted(all_of(one) for one in levels[1:3])


def of_sitting(store: Store, sitting: SittingRow) -> dict[str, list[int]]:
    """The levels of a sitting by criterion, read run by run."""
    found: dict[str, list[int]] = {}
    for run in store.desk.levels(place.run for place in sitting.places if place.run).values():
        for one in run.observations:
            found.setdefault(one.criterion, []).append(one.level)
    return found


def all_of(levels: dict[str, list[int]]) -> tuple[int, int, int]:
    every = [level for each in levels.values() for level in each]
    return len(every), sum(every), sum(level * level for level in every)


def by_criterion(tallies: list[CriterionTally]) -> dict[str, float]:
    """Every figure of the tallies under a name of its own."""
    found: dict[str, float] = {}
    for one in tallies:
        for what, value in zip(("people", "total", "squares"), one[1:4], strict=True):
            found[f"{one.criterion} {what}"] = value
        found |= {f"{one.criterion} {level}": times for level, times in enumerate(one.times, start=1)}
    return found


def counted_by_hand(people: list[dict[str, list[int]]]) -> dict[str, float]:
    """The same of people's levels, one by one."""
    found: dict[str, float] = {}
    for person in people:
        for criterion, levels in person.items():
            mean = sum(levels) / len(levels)
            counts = {str(level): levels.count(level) for level in (1, 2, 3, 4)}
            for what, value in {"people": 1, "total": mean, "squares": mean * mean, **counts}.items():
                found[f"{criterion} {what}"] = found.get(f"{criterion} {what}", 0) + value
    return found


def test_older_runs_get_their_version_from_their_headers(file_place: Place, content: Library) -> None:
    with file_place.open() as store:
        person = store.people.add("A")
        session = at_work(store, content, person, Ticking())
        play = session.start(SCENARIO)
        play_out(play, player(Random(1), 0.6))
        session.fork(play, 1)
        store._engine.dispose()
    file = file_place.data / "trainer.db"
    with sqlite3.connect(file) as connection:
        for name in ("version", "casting", "forked"):
            connection.execute(f"ALTER TABLE runs DROP COLUMN {name}")
        connection.execute("UPDATE trainer_revision SET version_num = '0004'")
        kept = [name for (name,) in connection.execute("SELECT header FROM runs")]
        damaged = connection.execute("SELECT max(run) FROM runs").fetchone()[0]
        connection.execute("UPDATE runs SET header = 'x' WHERE run = ?", (damaged,))
    assert len(kept) == 2
    with file_place.open() as store, store._work() as connection:
        rows = connection.execute(text("SELECT version, casting, forked FROM runs ORDER BY run")).all()
    assert rows[0] == (play.header.snapshots["scenario"], play.header.casting, 0)
    assert rows[1] == ("", "", 0)
