"""What is due again: worse and older first, the same whenever it is worked out, and never from other people's runs."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.session.school import Hillside, harmful, practise, skilled
from trainer.scoring.refresh import Met, refreshers

DAY = datetime(2026, 11, 1, tzinfo=UTC)


def test_what_went_badly_is_due_sooner() -> None:
    found = refreshers([Met(name, DAY, Fraction(level)) for name, level in (("a", 4), ("b", 1), ("c", 3), ("d", 2))])
    assert [one.criterion for one in found] == ["b", "d", "c", "a"]
    assert all(one.due > DAY for one in found)


def test_what_goes_well_again_and_again_is_due_later_and_later() -> None:
    met: list[Met] = []
    waits = []
    at = DAY
    for _ in range(5):
        met.append(Met("a", at, Fraction(7, 2)))
        (one,) = refreshers(met)
        waits.append(one.due - at)
        at = one.due
    assert waits == sorted(waits)
    assert waits[-1] > 3 * waits[0]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 500), st.integers(1, 4)), max_size=20))
def test_it_follows_from_the_log_alone(rows: list[tuple[str, int, int]]) -> None:
    rows.sort(key=lambda row: row[1])
    met = [Met(name, DAY + timedelta(hours=hours), Fraction(level)) for name, hours, level in rows]
    assert refreshers(met) == refreshers(met)
    assert {one.criterion for one in refreshers(met)} == {one.criterion for one in met}


def test_home_names_what_is_due_with_its_reason(tmp_path: Path) -> None:
    school = Hillside(tmp_path)
    amina, ben = (school.session(school.add(name)) for name in ("Amina", "Ben"))
    assert amina.home().next is not None
    practise(amina, "the_flyer", harmful)
    practise(ben, "the_flyer", skilled)
    assert "last met" not in amina.home().next.reason  # type: ignore[union-attr]
    school.clock.pass_by(days=2)
    due = amina.home().next
    assert due is not None
    assert due.reason.startswith('you last met "')
    assert due.reason.endswith('" 2 days ago')
    looked = {name for scene in school.library.scenario(due.card.scenario).scenes.values() for name in scene.looks_at}
    titles = {school.library.criteria[name][1].title for name in looked}
    assert due.reason.split('"')[1] in titles
    assert "last met" not in ben.home().next.reason  # type: ignore[union-attr]
