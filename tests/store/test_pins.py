"""A wrong PIN costs a growing wait that neither a restart nor a clock shortens, and that always ends."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.errors import UsageError
from trainer.store import Role, Store, open_store
from trainer.store.pins import FIRST, FREE, LONGEST, fit, left, wait_after

from .places import Place
from .test_programs import PATH

HERE = Path(__file__).parent


class Ticks:
    """A stopwatch that a test sets."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@contextmanager
def opened(place: Place, ticks: Ticks) -> Iterator[Store]:
    with open_store(place.data, place.url, now=place.clock, ticks=ticks) as store:
        yield store


def test_waits_grow_and_have_an_end() -> None:
    assert [wait_after(misses) for misses in range(7)] == [0, 0, 0, 5, 10, 20, 40]
    assert wait_after(12) == wait_after(10**6) == LONGEST


@given(st.integers(0, 40), st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0, 1e9))
def test_a_wait_is_neither_skipped_nor_endless(misses: int, missed: float, now: float, later: float) -> None:
    assert 0 <= left(misses, missed, now) <= wait_after(misses)
    if 0 <= now - missed < wait_after(misses):
        assert left(misses, missed, now) > 0
    begun = missed if now >= missed else now  # what a look keeps
    assert left(misses, begun, begun + LONGEST + later / 1e3) <= 1e-3


def test_wrong_pins_are_slowed_over_restarts_and_stand_in_the_audit(file_place: Place) -> None:
    ticks = Ticks()
    with opened(file_place, ticks) as store:
        amina = store.people.add("Amina").person
        assert store.people.try_pin(amina, "whatever").right
        store.people.set_pin(amina, " 24 68", who=amina)
        assert store.people.of(amina).has_pin
        for misses in range(1, FREE):
            assert store.people.try_pin(amina, "1357").wait == 0, misses
        third = store.people.try_pin(amina, "")
    assert (third.right, third.wait, third.misses, third.too_soon) == (False, FIRST, FREE, False)
    file_place.clock.turn(days=3650)  # the clock is set forward, and the program started again
    with opened(file_place, ticks) as store:
        ticks.at += 2
        early = store.people.try_pin(amina, "24 68")
        assert (early.right, early.wait, early.too_soon) == (False, FIRST - 2, True)
        file_place.clock.turn(days=-7300)
        ticks.at += 3
        assert store.people.try_pin(amina, "nope").wait == 2 * FIRST
        ticks.at = 4  # the machine was started again: the wait begins once more, and ends
        assert store.people.try_pin(amina, "24 68").wait == 2 * FIRST
        ticks.at += 2 * FIRST
        good = store.people.try_pin(amina, "24 68")
        assert (good.right, good.misses) == (True, FREE + 1)
        assert store.people.try_pin(amina, "24 68").misses == 0
        wrong = [row.what for row in store.audit_rows(action="pin_wrong")]
        assert [(one["in_a_row"], one["wait_seconds"]) for one in wrong] == [(1, 0), (2, 0), (3, 5), (4, 10)]
        store.people.set_pin(amina, None, who=amina)
        store.people.set_pin(amina, None, who=amina)
        assert [row.action for row in store.audit_rows()].count("pin_removed") == 1
        assert store.people.try_pin(amina, "x").right


def test_a_server_counts_waits_on_its_own_clock(server_place: Place) -> None:
    ticks = Ticks()
    with opened(server_place, ticks) as store:
        amina = store.people.add("Amina").person
        store.people.set_pin(amina, "2468", who=None)
        for _ in range(FREE):
            tried = store.people.try_pin(amina, "1357")
        ticks.at += 10**6
        assert tried.wait == FIRST
        assert store.people.try_pin(amina, "2468").too_soon


def test_programs_that_guess_at_once_get_no_more_tries(place: Place, store: Store) -> None:
    amina = store.people.add("Amina").person
    store.people.set_pin(amina, "2468", who=None)
    command = [sys.executable, str(HERE / "guesser.py"), str(place.data), place.url or "", amina]
    guessing = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=PATH) for _ in range(4)]
    said = "".join(one.communicate(timeout=60)[0] for one in guessing)
    assert (said.count("wrong"), said.count("too soon")) == (FREE, 4 * 3 - FREE)
    assert len(store.audit_rows(action="pin_wrong")) == FREE


@pytest.mark.parametrize("pin", ["", "123", " 12 ", "1111", "x" * 65])
def test_a_pin_that_helps_nobody_is_refused(pin: str) -> None:
    with pytest.raises(UsageError):
        fit(pin)


def test_roles_count_once_a_coordinator_has_a_pin(file_store: Store) -> None:
    mentor = file_store.people.add("Amina").person
    boss = file_store.people.add("Ms Okafor", Role.COORDINATOR).person
    file_store.people.set_pin(mentor, "2468", who=None)
    assert not file_store.people.guarded()
    file_store.people.set_pin(boss, "2468", who=None)
    assert file_store.people.guarded()
    file_store.people.retire(boss, who=None)
    assert not file_store.people.guarded()
