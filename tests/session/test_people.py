"""Who may do what, what is due, and who is kept how long: pure functions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.role import Role
from trainer.engine.events import Mode, Status
from trainer.errors import UsageError
from trainer.session import Job, due, may, must
from trainer.session.retention import kept_until, past
from trainer.session.roles import JOBS
from trainer.store import Assignment, Person, RunRow, Summary

TODAY = date(2026, 11, 24)


def person(
    role: Role = Role.MENTOR, retired: str | None = None, erased: str | None = None, has_pin: bool = True
) -> Person:
    return Person("p", "Amina", role, retired=retired, erased=erased, has_pin=has_pin)


def given_by(day: str, at: str = "2026-11-01T00:00:00.000Z", scenario: str = "a") -> Assignment:
    return Assignment("x", scenario, "p", None, day, at, None)


def run(opened: str, status: Status = Status.FINISHED, scenario: str = "a") -> RunRow:
    return RunRow("r", "p", scenario, Mode.PRACTICE, opened, 3, opened, Summary(3, status, 2))


def test_every_job_has_its_roles_and_before_there_is_a_guard_everybody_may() -> None:
    assert set(JOBS) == set(Job)
    for job in Job:
        assert may(None, job, guarded=False)
        assert not may(None, job, guarded=True)
        assert may(person(Role.COORDINATOR), job, guarded=True)
        assert may(person(Role.COORDINATOR, has_pin=False), job, guarded=False)
        assert not may(person(Role.COORDINATOR, has_pin=False), job, guarded=True)
        assert not may(person(Role.COORDINATOR, retired="2026"), job, guarded=True)
        assert not may(person(Role.MENTOR), job, guarded=True)
    with pytest.raises(UsageError, match="Only a coordinator may erase people"):
        must(person(Role.TRAINER), Job.ERASE, guarded=True)
    with pytest.raises(UsageError, match="anybody could be Amina"):
        must(person(Role.COORDINATOR, has_pin=False), Job.ERASE, guarded=True)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-24", "due today"),
        ("2026-11-25", "due tomorrow"),
        ("2026-11-27", "due on Friday 27 November"),
        ("2026-12-01", "due on Tuesday 1 December, in 1 week"),
        ("2027-01-12", "due on Tuesday 12 January, in 7 weeks"),
        ("2028-01-12", "due on Wednesday 12 January 2028"),
        ("2026-11-23", "was due on Monday 23 November"),
    ],
)
def test_by_when_is_told_in_words(day: str, told: str) -> None:
    [one] = due([given_by(day)], [], {"a": "The empty seat"}, TODAY)
    assert (one.title, one.told, one.done) == ("The empty seat", told, False)


def test_a_run_begun_since_and_finished_is_what_was_asked_for() -> None:
    early, late = "2026-10-01T00:00:00.000Z", "2026-11-02T00:00:00.000Z"
    for rows, done in (
        ([run(early)], False),
        ([run(late, Status.OPEN)], False),
        ([run(late, scenario="b")], False),
        ([run(late), run(early)], True),
        ([run(late, Status.SUBMITTED)], True),
    ):
        [one] = due([given_by("2026-12-01")], rows, {}, TODAY)
        assert one.done is done
    [twice] = due([given_by("2026-12-24"), given_by("2026-12-01")], [], {}, TODAY)
    assert twice.by == date(2026, 12, 1)
    [left] = due([given_by("2026-12-01"), given_by("2026-12-24", "2026-11-03T00:00:00.000Z")], [run(late)], {}, TODAY)
    assert (left.by, left.done) == (date(2026, 12, 24), False)


def test_who_left_is_kept_for_so_many_months() -> None:
    left = person(retired="2024-11-24T12:00:00.000Z")
    assert kept_until(left, 24) == TODAY
    assert past([left], 24, TODAY) == []
    assert past([left, person(), person(retired="2020", erased="2020")], 23, TODAY) == [left]
    assert kept_until(person(retired="2024-01-31T00:00:00.000Z"), 1) == date(2024, 2, 29)
    assert kept_until(person(retired="2024-12-31T00:00:00.000Z"), 2) == date(2025, 2, 28)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_months_never_end_early(left: date, months: int) -> None:
    end = kept_until(person(retired=f"{left}T00:00:00.000Z"), months)
    assert end is not None
    assert (end.year * 12 + end.month) - (left.year * 12 + left.month) == months
    assert end.day == left.day or (end.day < left.day and end.day >= 28)
