"""Runs are kept as they were played, whatever is in them, and whoever else plays."""

import hashlib
import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.engine.events import (
    Abandoned,
    Chose,
    Event,
    Fork,
    Header,
    Mode,
    Reflected,
    Responded,
    Rewound,
    SelfRated,
    Status,
)
from trainer.errors import RunBusyError, StoreError, UsageError
from trainer.store import Kept, Store, Summary, new_run_id, stamp

from .places import Begin, Clock, Place, chose

ids = st.text(min_size=1)
words = st.text(st.characters(exclude_categories=()))  # halves of surrogate pairs and NUL too
events = st.one_of(
    st.builds(Chose, ids, ids, st.lists(ids).map(tuple)),
    st.builds(Responded, ids, words),
    st.builds(SelfRated, ids, st.integers(1, 4)),
    st.builds(Rewound, st.integers(0, 50)),
    st.builds(Reflected, words),
    st.just(Abandoned()),
)


def test_any_events_come_back_as_they_were(store: Store, begin: Begin) -> None:
    @settings(max_examples=60, deadline=None)
    @given(st.lists(events, max_size=6))
    def come_back(played: list[Event]) -> None:
        run = begin(store)
        kept = [store.append(run, event, expected=made) for made, event in enumerate(played)]
        assert kept == [Kept(made + 1, at) for made, (_, at) in enumerate(store.events(run))]
        assert [event for event, _ in store.events(run)] == played
        assert store.check_chain(run) == []

    come_back()


def test_a_header_comes_back_after_closing(place: Place) -> None:
    with place.open() as store:
        moment = place.clock()
        sha256 = store.snapshot("rubric: one\r\n\x00é")
        header = Header(
            new_run_id(moment),
            store.person().person,
            "the_empty_seat",
            Mode.ASSESSMENT,
            2**80,
            "b",
            stamp(moment),
            {"scenario": sha256, "rubric:one": sha256},
            seed_given=True,
            forked_from=Fork("another", 3),
            instead_of="the_other_seat",
        )
        store.new_run(header)
    with place.open() as store:
        assert store.header(header.run) == header
        assert store.events(header.run) == []
        assert store.text(sha256) == "rubric: one\r\n\x00é"


def test_a_text_is_kept_once_under_its_hash(store: Store) -> None:
    sha256 = store.snapshot("Grüße")
    assert sha256 == hashlib.sha256("Grüße".encode()).hexdigest() == store.snapshot("Grüße")
    with pytest.raises(UsageError):
        store.text("0" * 64)


def test_a_second_window_is_told_and_writes_nothing(place: Place, begin: Begin) -> None:
    with place.open() as here, place.open() as there:
        run = begin(here, choices=1)
        there.append(run, chose("theirs"), expected=1)
        with pytest.raises(RunBusyError, match=r"^Another window is playing this run\."):
            here.append(run, Responded("arrival", "ours"), expected=1)
        with pytest.raises(RunBusyError):
            here.append(run, chose("ours"), expected=3)
        assert [event for event, _ in here.events(run)] == [chose("choice_0"), chose("theirs")]
        here.append(run, chose("ours"), expected=2)
        with pytest.raises(RunBusyError):
            there.append(run, chose("late"), expected=2)
        assert here.check_chain(run) == []


def test_windows_that_race_lose_nothing(place: Place, begin: Begin) -> None:
    with place.open() as store:
        run = begin(store)
        accepted: list[str] = []

        def play(name: str) -> None:
            with place.open() as own:
                for turn in range(500):
                    try:
                        own.append(run, chose(f"{name}{turn}"), expected=len(own.events(run)))
                    except RunBusyError:
                        continue
                    accepted.append(f"{name}{turn}")
                    if turn > 20 and len({one[0] for one in accepted}) == 3:
                        break

        threads = [threading.Thread(target=play, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        written = [event.choice for event, _ in store.events(run) if isinstance(event, Chose)]
        assert sorted(written) == sorted(accepted)
        assert {name[0] for name in written} == set("abc")
        assert store.check_chain(run) == []


def test_a_run_must_stand_on_what_is_stored(store: Store, begin: Begin) -> None:
    header = store.header(begin(store))
    with pytest.raises(StoreError, match="already"):
        store.new_run(header)
    with pytest.raises(StoreError, match="text"):
        store.new_run(replace(header, run="other", snapshots={"scenario": "0" * 64}))
    with pytest.raises(StoreError, match="person"):
        store.new_run(replace(header, run="other", person="nobody"))
    assert [row.run for row in store.runs()] == [header.run]


def test_an_unknown_run_is_one_clear_line(store: Store) -> None:
    for ask in (store.header, store.events, store.check_chain):
        with pytest.raises(UsageError, match=r"^There is no run nothing\."):
            ask("nothing")
    with pytest.raises(UsageError):
        store.append("nothing", Abandoned(), expected=0)


def test_the_list_shows_the_newest_first_and_what_was_summed_up(store: Store, begin: Begin) -> None:
    old, new = begin(store, choices=2), begin(store, scenario="the_bench")
    store.summarise(old, Summary(1, Status.OPEN, 1))
    first = store.runs()[1]
    assert (first.run, first.events, first.fresh, first.last) == (old, 2, False, store.events(old)[1][1])
    store.summarise(old, Summary(2, Status.FINISHED, 2, "good", 3.1, "active_listening"))
    rows = store.runs()
    assert [(row.run, row.status, row.events) for row in rows] == [
        (new, Status.OPEN, 0),
        (old, Status.FINISHED, 2),
    ]
    assert (rows[0].fresh, rows[0].last, rows[0].score) == (False, rows[0].opened, None)
    assert (rows[1].fresh, rows[1].outcome, rows[1].score, rows[1].decisions) == (True, "good", 3.1, 2)
    person = store.person().person
    assert [row.run for row in store.runs(person=person, status=Status.OPEN)] == [new]
    assert [row.run for row in store.runs(status=Status.FINISHED)] == [old]
    assert [row.run for row in store.runs(scenario="the_bench")] == [new]
    assert [row.run for row in store.runs(limit=1)] == [new]
    assert store.runs(person="nobody") == []


def test_a_run_is_found_by_either_end_of_its_id(store: Store, begin: Begin) -> None:
    one, two = begin(store), begin(store)
    assert store.find_run(one) == one
    assert store.find_run(f" {one[:18].upper()} ") == one
    assert store.find_run(two[-12:]) == two
    for text, reason in (
        (one[:4], "Several"),
        ("ffff-ffff", "no run"),
        ("01a", "not the id"),
        ("%%%%", "not the id"),
    ):
        with pytest.raises(UsageError, match=reason):
            store.find_run(text)


def test_there_is_one_first_person_with_a_clean_name(place: Place) -> None:
    with place.open() as store:
        person = store.person()
        assert person.name == "Mentor"
        assert store.rename(person.person, " Zoë\x1b[31m\n\u202eof  8b ").name == "Zoë[31m of 8b"
        for empty in ("", " \n", "\x1b"):
            with pytest.raises(UsageError):
                store.rename(person.person, empty)
    with place.open() as store:
        assert store.person() == replace(person, name="Zoë[31m of 8b")


def test_times_and_ids_sort_as_they_happened(clock: Clock) -> None:
    moments = [clock() for _ in range(50)]
    ids = [new_run_id(moment) for moment in moments]
    assert sorted(ids) == ids
    assert sorted(map(stamp, moments)) == [stamp(moment) for moment in moments]
    assert stamp(moments[0]) == "2026-01-01T00:00:01.000Z"
    assert len({new_run_id(moments[0]) for _ in range(1000)}) == 1000
    for text, moment in zip(ids, moments, strict=True):
        plain = text.replace("-", "")
        assert (len(plain), plain[12], plain[16] in "89ab") == (32, "7", True)
        assert int(plain[:12], 16) == moment.timestamp() * 1000
    with pytest.raises(ValueError, match="zone"):
        stamp(moments[0].replace(tzinfo=None))
