"""Runs from another machine: kept to the byte under another person's id, whole or not at all, and once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from trainer.engine.events import Abandoned, Reflected, Responded, Status
from trainer.errors import StoreError, UsageError
from trainer.store import Person, Store, Summary, Taken
from trainer.store.sent import Arrival, Sent, SentEvent, SentRun, read, written

from .places import Begin, Clock, Place

OVER = Summary(2, Status.ABANDONED, 1)


@pytest.fixture
def away(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """The store of another machine."""
    with Place(tmp_path / "away", None, clock).open() as opened:
        yield opened


def played(store: Store, begin: Begin, words: str = "Tell me more.") -> str:
    """A run that is over."""
    run = begin(store, choices=1)
    store.append(run, Responded("opens", words), expected=1)
    store.append(run, Abandoned(), expected=2)
    return run


def arrivals(store: Store, *runs: str, words: bool = True) -> list[Arrival]:
    """The runs as a file brings them."""
    sent = read(written(store.elsewhere.sent("Amina", runs, words=words), "2026-01-01T00:00:00.000Z").encode())
    return [Arrival(store.header(run), found, sent.texts, OVER, ()) for run, found in zip(runs, sent.runs, strict=True)]


def receive(store: Store, person: Person, found: list[Arrival]) -> Taken:
    return store.elsewhere.receive(person.person, found, who=person.person, what={"file": "f"})


def test_a_run_comes_in_to_the_byte_and_is_somebody_elses_id(store: Store, away: Store, begin: Begin) -> None:
    mine, run = store.people.add("Amina"), played(away, begin)
    found = arrivals(away, run)
    assert receive(store, mine, found) == Taken(new=1)
    assert store.header(run) == replace(away.header(run), person=mine.person)
    assert store.events(run) == away.events(run)
    assert store.elsewhere.links(run) == away.elsewhere.links(run)
    assert store.check_chain(run) == []
    [row] = store.runs(person=mine.person)
    assert (row.elsewhere, row.summary) == (True, OVER)
    assert [one.elsewhere for one in store.exports.runs()] == [True]
    assert store.elsewhere.known_as(away.person().person) == store.people.of(mine.person)
    assert receive(store, mine, found) == Taken(known=1)
    assert len(store.audit_rows(action="runs_received")) == 1
    again = store.elsewhere.sent("Amina", [run], words=True)
    assert again == away.elsewhere.sent("Amina", [run], words=True)
    with pytest.raises(UsageError, match="These runs are Amina's"):
        receive(store, store.people.add("Zed"), found)


def test_words_come_only_where_they_were_sent_and_can_be_erased(store: Store, away: Store, begin: Begin) -> None:
    mine, run, other = store.people.add("Amina"), played(away, begin), played(away, begin, "a \udcff b")
    receive(store, mine, arrivals(away, run, words=False))
    receive(store, mine, arrivals(away, other))
    assert [event for event, _ in store.events(run)][1] == Responded("opens", None)
    assert [event for event, _ in store.events(other)][1] == Responded("opens", "a \udcff b")
    assert store.check_chain(run) == store.check_chain(other) == []
    assert store.people.erase([mine.person], why="asked", who=None).texts >= 1
    assert [event for event, _ in store.events(other)][1] == Responded("opens", None)
    with pytest.raises(UsageError, match="erased"):
        receive(store, mine, arrivals(away, other))


def test_a_run_goes_on_and_another_under_its_id_is_refused_with_all_of_the_file(
    store: Store, away: Store, begin: Begin
) -> None:
    mine, run = store.people.add("Amina"), played(away, begin)
    before = arrivals(away, run)
    receive(store, mine, before)
    away.append(run, Reflected("I asked too much."), expected=3)
    [after] = arrivals(away, run)
    assert receive(store, mine, [after]) == Taken(longer=1)
    assert len(store.events(run)) == 4
    assert receive(store, mine, before) == Taken(known=1)
    assert store.check_chain(run) == []
    first, *rest = after.sent.events
    other = replace(after, sent=replace(after.sent, events=(replace(first, link=b"x" * 32), *rest)))
    new = played(away, begin)
    with pytest.raises(StoreError, match="not as it is in the file"):
        receive(store, mine, [*arrivals(away, new), other])
    assert [row.run for row in store.runs()] == [run]


def test_one_that_was_reflected_on_in_both_places_is_here_already(store: Store, away: Store, begin: Begin) -> None:
    mine, run = store.people.add("Amina"), played(away, begin)
    receive(store, mine, arrivals(away, run))
    store.append(run, Reflected("here"), expected=3)
    away.append(run, Reflected("there"), expected=3)
    assert receive(store, mine, arrivals(away, run)) == Taken(known=1)
    assert store.check_chain(run) == []


def test_an_import_that_breaks_off_leaves_nothing(store: Store, away: Store, begin: Begin) -> None:
    mine = store.people.add("Amina")
    found = arrivals(away, played(away, begin), played(away, begin))
    broken = replace(found[1], texts={})
    with pytest.raises(KeyError):
        receive(store, mine, [found[0], broken])
    assert store.runs() == []
    assert store.audit_rows(action="runs_received") == []
    assert receive(store, mine, found) == Taken(new=2)


def test_a_run_given_to_another_by_hand_is_found_out(store: Store, away: Store, begin: Begin) -> None:
    mine, run = store.people.add("Amina"), played(away, begin)
    receive(store, mine, arrivals(away, run))
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM received")
    assert store.check_chain(run) == ["the list of runs names another person than the header"]


def test_a_file_is_read_as_it_was_written() -> None:
    event = SentEvent(1, '{"é":1}'.encode(), b"\x00\xff", b"key", b"\xed\xb3\xbf words")
    sent = Sent("A \u202e\x1b[1m b", (), {"ab": "text\r\n\x00\U0001f642"})
    assert read(written(sent, "now").encode()) == replace(sent, name="A [1m b")
    with_run = Sent("A", (SentRun(b"{}", b"\x01", (event,)),), {})
    assert read(written(with_run, "now").encode()) == with_run
