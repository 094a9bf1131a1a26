"""What exports read: the same rows on both databases, a piece at a time, as they were at one moment."""

import sqlite3
from contextlib import closing
from pathlib import Path

from trainer.engine.events import Abandoned, Status
from trainer.scoring.sitting import Drawn
from trainer.store import Decided, Store, Summary, backup

from .places import Begin, Place

MADE = (
    Decided(-1, "arrival", "fix", 2, True, {}),
    Decided(1, "arrival", "notice", 4, False, {"reflection": 4, "validation": 3}),
    Decided(2, "opens", "pact", 1, True, {"reflection": 2}, "CE1", True),
)


def over(store: Store, run: str, decided: tuple[Decided, ...] = MADE) -> str:
    """Note a run as finished, with its decisions."""
    events = len(store.events(run))
    store.summarise(run, Summary(events, Status.FINISHED, len(decided), "good", 3.25, "listening"), decided)
    return run


def test_decisions_are_told_with_their_runs(store: Store, begin: Begin) -> None:
    first = over(store, begin(store, choices=3))
    begin(store, choices=1)
    nothing = over(store, begin(store, choices=1, scenario="the_flyer"), ())
    last = over(store, begin(store, choices=2))
    rows = list(store.exports.decisions())
    assert [(row.run.run, row.run.attempt) for row in rows] == [(first, 1)] * 4 + [(last, 3)] * 4
    assert [(row.number, row.choice, row.criterion, row.level, row.first) for row in rows[:4]] == [
        (-1, "fix", None, 2, True),
        (1, "notice", "reflection", 4, False),
        (1, "notice", "validation", 3, False),
        (2, "pact", "reflection", 2, True),
    ]
    assert (rows[3].critical, rows[3].repaired) == ("CE1", True)
    runs = {run.run: run for run in store.exports.runs()}
    assert [run.status for run in runs.values()] == ["finished", "open", "finished", "finished"]
    assert (runs[nothing].attempt, runs[nothing].casting, runs[nothing].score) == (1, "a", 3.25)
    told = list(store.exports.played())
    assert [(one.run.run, len(one.events), sorted(one.decisions)) for one in told] == [
        (first, 3, [-1, 1, 2]),
        (nothing, 1, []),
        (last, 2, [-1, 1, 2]),
    ]


def test_what_is_not_counted_yet_is_told(store: Store, begin: Begin) -> None:
    over(store, begin(store, choices=1))
    over(store, begin(store, choices=1), ())  # such as a case, which has nothing to count
    assert store.exports.behind() == []
    empty, never = begin(store), begin(store, choices=2)
    late = over(store, begin(store, choices=1))
    store.append(late, Abandoned(), expected=1)
    assert empty not in store.exports.behind()
    assert store.exports.behind() == [never, late]


def test_what_an_older_program_did_not_count_is_told_after_the_upgrade(file_place: Place, begin: Begin) -> None:
    with file_place.open() as store:
        counted, uncounted = over(store, begin(store, choices=1)), over(store, begin(store, choices=1), ())
    with closing(sqlite3.connect(file_place.data / "trainer.db")) as old, old:
        old.execute("UPDATE trainer_revision SET version_num = '0005'")
    with file_place.open() as store:
        assert store.exports.behind() == [uncounted] != [counted]


def test_voided_sittings_and_records_are_told(store: Store, begin: Begin) -> None:
    person = store.person().person
    snapshot = store.snapshot("certification: c")
    run = over(store, begin(store, choices=1))
    for name in ("one", "two"):
        store.desk.open_sitting(name, person, "c", snapshot, 1, [Drawn("the_empty_seat", 1)])
        store.audit("sitting_voided", who=person, whom=person, what={"sitting": name, "certification": "c"})
    header = store.header(run)
    store.audit("response_marked", who=person, whom=person, what={"run": run, "scene": "opens", "level:reflection": 3})
    store.audit("response_marked", who=person, whom=person, what={"run": "gone", "level:reflection": 3})
    store.audit("live_observed", who=person, whom=person, what={"level:reflection": 2})
    found = [(row.action, at.run if at else None) for row, at in store.exports.marked(["response_marked"])]
    assert found == [("response_marked", header.run), ("response_marked", None)]
    [one] = store.exports.people()
    assert (one.sittings, one.voided, one.practised, one.first) == (2, 2, 1, header.opened)


def test_the_key_of_the_codes_stays_until_it_is_forgotten(place: Place) -> None:
    with place.open() as store:
        key = store.exports.key()
        assert store.exports.key() == key
    with place.open() as store:
        assert store.exports.key() == key
        store.exports.forget_key(who=None)
        assert store.exports.key() != key
        assert store.audit_rows(action="codes_forgotten")


def test_no_file_of_ours_holds_a_forgotten_key(file_place: Place) -> None:
    with file_place.open() as store:
        key = store.exports.key()
        backup(file_place.data, now=file_place.clock)
        assert holding(file_place.data, key)
        store.exports.forget_key(who=None)
        assert holding(file_place.data, key) == []


def holding(directory: Path, key: bytes) -> list[Path]:
    return [file for file in directory.rglob("*") if file.is_file() and key in file.read_bytes()]
