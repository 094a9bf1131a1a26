"""What is changed behind the program's back is found, and named; what was erased is not missed."""

from typing import Any

import pytest
from sqlalchemy import Delete, Insert, Update, delete, insert, update

from trainer.engine.events import Responded, Status
from trainer.errors import StoreError
from trainer.store import Store, Summary
from trainer.store.tables import events, runs, snapshots, words

from .places import Begin, chose

SECOND = events.c.seq == 2
EVENT = b'{"at":"2026-01-01T00:00:00.000Z","choice":"best","kind":"chose","scene":"arrival","shown":[]}'

TAMPERED: dict[str, tuple[Update | Delete | Insert, list[str]]] = {
    "event": (update(events).where(SECOND).values(data=EVENT), ["the chain is broken at event 2"]),
    "event unreadable": (
        update(events).where(SECOND).values(data=b"[1]"),
        ["the chain is broken at event 2", "event 2 cannot be read"],
    ),
    "event moved": (
        update(events).where(SECOND).values(seq=9),
        ["events are missing before event 3", "events are missing before event 9"],
    ),
    "event deleted": (delete(events).where(SECOND), ["events are missing before event 3"]),
    "first event deleted": (delete(events).where(events.c.seq == 1), ["events are missing before event 2"]),
    "last event deleted": (
        delete(events).where(events.c.seq == 4),
        ["events are missing after event 3: there were 4"],
    ),
    "link": (
        update(events).where(SECOND).values(link=b"\0" * 32),
        ["the chain is broken at event 2", "the chain is broken at event 3"],
    ),
    "header": (
        update(runs).values(header=b"{}"),
        ["the header was changed", "the header cannot be read"],
    ),
    "header's shape": (
        update(runs).values(header=b'{"forked_from":null,"mode":"practice","snapshots":[]}'),
        ["the header was changed", "the header cannot be read"],
    ),
    "list": (
        update(runs).values(mode="assessment", opened="2020"),
        [f"the list of runs names another {name} than the header" for name in ("mode", "opened")],
    ),
    "words": (update(words).values(text=b"kinder words"), ["the words of event 3 were changed"]),
    "key": (update(words).values(key=b"\0" * 32), ["the words of event 3 were changed"]),
    "snapshot": (update(snapshots).values(data=b"other"), ["the text of scenario was changed"]),
    "snapshot deleted": (delete(snapshots), ["the text of scenario is missing"]),
}


def played(store: Store, begin: Begin) -> str:
    """A run of four events, the third of them with words, summed up."""
    run = begin(store, choices=2)
    store.append(run, Responded("arrival", "my words"), expected=2)
    store.append(run, chose("last"), expected=3)
    store.summarise(run, Summary(4, Status.OPEN, 3))
    return run


def change(store: Store, *statements: Any) -> None:
    with store._engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize("what", TAMPERED)
def test_a_change_is_found(store: Store, begin: Begin, what: str) -> None:
    run = played(store, begin)
    assert store.check_chain(run) == []
    statement, problems = TAMPERED[what]
    change(store, statement)
    assert store.check_chain(run) == problems


def test_words_beside_an_event_without_any_are_found(store: Store, begin: Begin) -> None:
    run = played(store, begin)
    change(store, insert(words).values(run=run, seq=1, key=b"k", text=b"t"))
    assert store.check_chain(run) == ["words stand beside event 1, which has none"]


def test_what_cannot_be_read_is_one_clear_line(store: Store, begin: Begin) -> None:
    run, whole = played(store, begin), begin(store, choices=1)
    sha256 = store.header(run).snapshots["scenario"]
    change(
        store,
        update(events).where(events.c.run == run).values(data=b"\xff"),
        update(runs).where(runs.c.run == run).values(header=b"1"),
        update(snapshots).values(data=b"other"),
    )
    for ask in (store.events, store.header):
        with pytest.raises(StoreError, match="is damaged"):
            ask(run)
    with pytest.raises(StoreError, match="was changed"):
        store.text(sha256)
    assert [row.run for row in store.runs()] == [whole, run]  # one damaged run does not hide the others
    assert len(store.events(whole)) == 1
