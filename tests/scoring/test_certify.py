"""The recommendation: its order, its exact bounds, and what it says of each requirement."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.certification import Agreement, Certification, Cuts, Hours, Live, Practice, Sitting, Tries, changed
from trainer.content.certification import Observations as Least
from trainer.content.rubric import Criterion, Described, Rubric
from trainer.scoring.certify import State, recommend
from trainer.scoring.evidence import Evidence, Observed, Played, Practised, Sat
from trainer.scoring.marking import Mark, Piece, markings_due, needs_second
from trainer.scoring.measures import Measured
from trainer.scoring.minutes import active_minutes
from trainer.scoring.score import Critical, Observation
from trainer.scoring.sitting import next_turn, plan

FOUR = {level: Described(seen="s", say="s") for level in (4, 3, 2, 1)}


def rubric(name: str) -> Rubric:
    return Rubric(
        rubric=name,
        title=name.capitalize(),
        about="a",
        criteria={f"{name}_{part}": Criterion(title="t", about="a", weight=1, levels=FOUR) for part in "ab"},
    )


RUBRICS = {name: rubric(name) for name in ("listening", "safety")}
RULE = Certification(
    certification="onboarding",
    title="Onboarding",
    about="a",
    claim="c",
    core=("listening",),
    competencies=("listening", "safety"),
    practice=Practice(scenarios=2, again=1),
    sitting=Sitting(pool=("one", "two", "three", "four"), draw={"listening": 1, "safety": 1}),
    cuts=Cuts(only={"safety": Decimal(3)}),
    observations=Least(overall=8, competency=4, only={}),
    hours=Hours(total=8, group=5, program_cap=2),
    live=Live(competencies=("listening",)),
    agreement=Agreement(title="t", points=("p",)),
)


def played(run: str, levels: dict[str, list[int]], critical: tuple[Critical, ...] = ()) -> Played:
    pairs = [(name, level) for name, given in levels.items() for level in given]
    seen = tuple(Observation(name, level, at, "s", "c") for at, (name, level) in enumerate(pairs))
    return Played(run, f"scenario_{run}", seen, critical)


def evidence(listening: int = 4, safety: int = 4, critical: tuple[Critical, ...] = (), **more: object) -> Evidence:
    runs = (
        played("r1", {"listening_a": [listening] * 8, "listening_b": [listening] * 8}, critical),
        played("r2", {"safety_a": [safety] * 8, "safety_b": [safety] * 8}),
    )
    whole = Evidence(
        practised={"listening": Practised(2, 1)},
        sat=Sat("s1", ("one", "two"), runs),
        group_minutes=5 * 60,
        program_minutes=200,
        observed=(Observed("c", 60, {"listening_a": 3, "listening_b": 3}),),
        agreement_asked="x",
        agreed="x",
        reflections=1,
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def state(found: Evidence, rule: Certification = RULE) -> State:
    return recommend(rule, RUBRICS, found).state


SLIP = Critical("CE1", 0, "s", "c", repaired=False)
OTHER = Critical("CE2", 1, "s2", "c", repaired=False)
MENDED = replace(SLIP, repaired=True)
JUDGED = ("r1", "s", "CE1")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (evidence(), State.READY),
        (evidence(3, 3), State.BORDERLINE),
        (evidence(4, 2), State.NOT_YET),
        (evidence(1, 4), State.NOT_YET),
        (evidence(critical=(SLIP,)), State.CRITICAL_PENDING),
        (evidence(critical=(SLIP,), judged={JUDGED: True}), State.NOT_YET),
        (evidence(critical=(SLIP,), judged={JUDGED: False}), State.READY),
        (evidence(critical=(MENDED,), judged={JUDGED: True}), State.READY),
        (evidence(critical=(SLIP, OTHER), judged={JUDGED: False, ("r1", "s2", "CE2"): False}), State.READY),
        (evidence(critical=(SLIP, OTHER), judged={JUDGED: True, ("r1", "s2", "CE2"): True}), State.CRITICAL_PENDING),
        (
            evidence(
                critical=(MENDED, replace(OTHER, repaired=True)), judged={JUDGED: True, ("r1", "s2", "CE2"): True}
            ),
            State.CRITICAL_PENDING,
        ),
        (
            evidence(critical=(SLIP, OTHER), judged={JUDGED: True, ("r1", "s2", "CE2"): True}, talked=True),
            State.NOT_YET,
        ),
        (evidence(critical=(SLIP,), reflections=0), State.INCOMPLETE),
        (evidence(1, 1, agreed=None), State.INCOMPLETE),
    ],
)
def test_states_are_tried_in_the_order_of_the_design(found: Evidence, expected: State) -> None:
    told = recommend(RULE, RUBRICS, found)
    assert told.state is expected
    assert told.reasons
    assert all(reason.endswith((".", "time", "yet", "h", "written", "submitted")) for reason in told.reasons)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"agreed": None}, "agreement"),
        ({"agreed": "older"}, "agreement"),
        ({"practised": {"listening": Practised(1, 1)}}, "practice:listening"),
        ({"practised": {"listening": Practised(2, 0)}}, "practice:listening"),
        ({"practised": {}}, "practice:listening"),
        ({"group_minutes": 299}, "hours"),
        ({"program_minutes": 0, "observed": (Observed("c", 119, {"listening_a": 3}),)}, "hours"),
        ({"sat": None}, "sitting"),
        ({"sat": Sat("s1", ("one", "two"), ())}, "sitting"),
        ({"observed": ()}, "live"),
        ({"observed": (Observed("c", 9, {"listening_a": 4}), Observed("c", 60, {"listening_a": 2}))}, "live"),
        ({"reflections": 0}, "reflections"),
        ({"unapproved": ("two",)}, "approval"),
    ],
)
def test_each_requirement_is_owed_by_itself(change: dict[str, object], key: str) -> None:
    owed = {one.key: one for one in recommend(RULE, RUBRICS, evidence(**change)).owed}  # type: ignore[arg-type]
    assert key in owed
    assert owed[key].stands
    assert owed[key].next.endswith(".")


def test_program_hours_are_capped() -> None:
    assert (
        state(evidence(program_minutes=10_000, observed=(Observed("c", 59, {"listening_a": 3}),))) is State.INCOMPLETE
    )
    assert state(evidence(program_minutes=120, observed=(Observed("c", 60, {"listening_a": 3}),))) is State.READY


def test_thin_evidence_is_incomplete_and_says_of_what() -> None:
    thin = evidence(sat=Sat("s1", ("one",), (played("r1", {"listening_a": [4] * 3}),)))
    told = recommend(RULE, RUBRICS, thin)
    (enough,) = [one for one in told.owed if one.key == "observations"]
    assert enough.stands == ("3 of 8 scored decisions; 3 of 4 observations of listening; 0 of 4 observations of safety")


@given(st.lists(st.integers(1, 4), min_size=1, max_size=40), st.fractions(1, 4))
def test_bounds_are_exact_and_leave_no_gap(levels: list[int], cut: Fraction) -> None:
    score = Fraction(sum(levels), len(levels))
    one = Measured("overall", score, cut, len(levels), Fraction(3, 4))
    clear = score > cut and not one.close
    assert [one.below, one.close, clear].count(True) == 1
    assert one.error is not None
    if abs(float(score - cut) ** 2 - one.error**2) > 1e-12:
        assert one.close == (abs(float(score - cut)) < one.error)


def test_a_score_a_whole_error_from_its_cut_is_not_close() -> None:
    below = Measured("overall", Fraction(11, 4), Fraction(3), 9, Fraction(3, 4))
    above = Measured("overall", Fraction(13, 4), Fraction(3), 9, Fraction(3, 4))
    assert (below.below, below.close) == (True, False)
    assert (above.below, above.close) == (False, False)
    assert below.error == pytest.approx(0.25)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 4))
def test_better_levels_never_worsen_the_recommendation(listening: int, safety: int, better: int) -> None:
    order = [State.NOT_YET, State.BORDERLINE, State.READY]
    one, other = state(evidence(listening, safety)), state(evidence(max(listening, better), safety))
    assert order.index(other) >= order.index(one)


def test_a_sitting_draws_what_was_not_met_then_what_was_met_longest_ago() -> None:
    kinds = {"one": "listening", "two": "listening", "three": "safety", "four": "safety", "five": "listening"}
    first = plan(RULE, kinds, {}, 7)
    assert {kinds[one.scenario] for one in first} == {"listening", "safety"}
    assert plan(RULE, kinds, {}, 7) == first
    met = {one.scenario: "2026-01-01" for one in first}
    second = plan(RULE, kinds, met, 8)
    assert not met.keys() & {one.scenario for one in second}
    met |= {one.scenario: "2026-02-01" for one in second}
    assert {one.scenario for one in plan(RULE, kinds, met, 9)} == {one.scenario for one in first}
    assert len({plan(RULE, kinds, {}, seed) for seed in range(40)}) > 10


def test_tries_waits_and_the_talk() -> None:
    rule = RULE.model_copy(update={"tries": Tries(count=2, wait_hours=48, then_days=30)})
    day = datetime(2026, 11, 1, tzinfo=UTC)
    assert next_turn(rule, []).open_at(day)
    one = next_turn(rule, [day])
    assert (one.left, one.after) == (1, day + timedelta(hours=48))
    assert not one.open_at(day + timedelta(hours=47))
    assert next_turn(rule, [day], allowed=day + timedelta(hours=1)).open_at(day + timedelta(hours=2))
    both = [day, day + timedelta(days=3)]
    assert next_turn(rule, both).left == 0
    talked = next_turn(rule, both, talked=day + timedelta(days=4))
    assert (talked.left, talked.after) == (2, both[-1] + timedelta(days=30))
    assert next_turn(rule, [*both, day + timedelta(days=40)], talked=day + timedelta(days=4)).left == 1


def test_minutes_are_gaps_that_are_neither_long_nor_negative() -> None:
    assert active_minutes([], 3) == 0
    assert active_minutes([0, 60, 120], 3) == 2
    assert active_minutes([0, 60, 60 + 181, 60 + 181 + 180], 3) == 4
    assert active_minutes([1000, 0, 60], 3) == 1


@given(st.lists(st.floats(0, 1e6), max_size=50))
def test_minutes_never_exceed_the_time_that_went_by(marks: list[float]) -> None:
    marks.sort()
    assert active_minutes(marks, 3) * 60 <= (marks[-1] - marks[0] if marks else 0)


def test_markers_are_others_and_a_third_is_called_where_two_are_far_apart() -> None:
    piece = Piece("r", "s", ("a",))
    first, near, far = (Mark("r", "s", by, {"a": level}) for by, level in (("c1", 4), ("c2", 3), ("c3", 2)))
    assert [due.turn for due in markings_due(RULE, [piece], [], second=True)] == [1]
    (due,) = markings_due(RULE, [piece], [first], second=True)
    assert (due.turn, due.not_by) == (2, {"c1"})
    assert markings_due(RULE, [piece], [first], second=False) == []
    assert markings_due(RULE, [piece], [first, near], second=True) == []
    (third,) = markings_due(RULE, [piece], [first, far], second=False)
    assert third.turn == 3


def test_second_marking_is_for_the_doubtful_and_a_seeded_share_of_the_rest() -> None:
    def second(found: Evidence, person: str = "p", **more: bool) -> bool:
        return needs_second(RULE, recommend(RULE, RUBRICS, found), person, **more)

    assert second(evidence(1, 1))
    assert second(evidence(3, 3))
    assert second(evidence(critical=(MENDED,), judged={JUDGED: True}))
    assert second(evidence(), appealed=True)
    assert not second(evidence(1, 1, agreed=None))
    drawn = sum(second(evidence(), str(number)) for number in range(1000))
    assert 60 < drawn < 140


def test_what_was_changed_is_named_with_its_default() -> None:
    names = {": ".join(keys): (value, default) for keys, value, default in changed(RULE)}
    assert names["live: competencies"] == (("listening",), ("active_listening", "safeguarding"))
    assert "tries: count" not in names
    assert "agreement" not in names
