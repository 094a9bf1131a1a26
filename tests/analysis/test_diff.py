"""What two versions mean otherwise, each kind of difference by hand; and stored runs under a new key."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from tests.generators import scenarios
from tests.small import choice, header, run_of, scenario
from trainer.analysis.diff import Kind, compare
from trainer.analysis.rescore import Rescored, rescored, standing
from trainer.content.scenario import Scenario
from trainer.engine.machine import machine_for
from trainer.engine.run import Run
from trainer.engine.story import ready

WORDS = "You're quieter than last week. I've got time."
POOR = {"ending": {"outcome": "poor", "title": "Alone", "text": "The bench is empty when the bell rings."}}


def base(**scenes: Any) -> dict[str, Any]:
    """Scenes of a small scenario, some replaced."""
    first: dict[str, Any] = {
        "lines": [{"mentee": "Oh. Hi. It's not our day, is it?", "thinks": "Please stay."}],
        "looks_at": ["opening"],
        "go": "second",
        "choices": [
            choice("notice", 4, say=WORDS, change={"trust": 1}),
            choice("fix", 2, say="Cheer up, it gets better!"),
        ],
    }
    second = {
        "looks_at": ["opening"],
        "go": "good_end",
        "choices": [
            choice("stay", 4, do="Wait."),
            choice("slip", 1, say="Stop it.", repair="mend"),
            choice("go", 2, go="poor_end"),
        ],
    }
    mend = {"choices": [choice("own_up", 3), choice("keep", 1)]}
    return {"first": first, "second": second, "mend": mend, "poor_end": POOR, **scenes}


def without(scene: str, **changed: Any) -> dict[str, Any]:
    """The small scenario with some keys of a scene otherwise."""
    scenes = base()
    return {**scenes, scene: {**scenes[scene], **changed}}


def told(new: dict[str, Any], **more: Any) -> set[tuple[str, str, str]]:
    """What differs from the small scenario: (kind, what, place)."""
    found = compare(scenario(base()), scenario(new, **more)).differences
    return {(one.kind.value, one.what, one.place) for one in found}


NOTICE, FIX = base()["first"]["choices"]
STAY, *REST = base()["second"]["choices"]


def notice(**changed: Any) -> dict[str, Any]:
    """The small scenario with some keys of its first choice otherwise."""
    return without("first", choices=[{**NOTICE, **changed}, FIX])


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (base(), set()),
        (base(attic={"go": "good_end"}), {("added", "scene", "attic")}),
        (without("first", go="good_end"), {("leads elsewhere", "way on", f"first.{id}") for id in ("notice", "fix")}),
        (notice(level=3), {("rated otherwise", "level", "first.notice")}),
        (notice(say=WORDS + " Really."), {("reworded", "words", "first.notice")}),
        (notice(change={}), {("removed", "change", "first.notice")}),
        (notice(why="Other."), {("reworded", "coach's note", "first.notice")}),
        (notice(when="trust > 1"), {("added", "when it is offered", "first.notice")}),
        (notice(id="seen"), {("renamed", "choice", "first.seen")}),
        (without("first", choices=[NOTICE, FIX, choice("new", 3)]), {("added", "choice", "first.new")}),
        (without("first", choices=[FIX, NOTICE]), {("moved", "choice", "first.fix")}),
        (
            without("first", lines=[{"mentee": "Oh. Hi. It's not our day today, is it?", "thinks": "Go away."}]),
            {("reworded", "line", "first, line 1"), ("reworded", "thought", "first, line 1")},
        ),
        (without("first", looks_at=["reflecting"]), {("changed", "looks at", "first")}),
        (
            base(poor_end={"ending": {**POOR["ending"], "outcome": "mixed"}}),
            {("changed", "outcome", "poor_end")},
        ),
    ],
)  # fmt: skip
def test_each_kind_of_difference(new: dict[str, Any], expected: set[tuple[str, str, str]]) -> None:
    assert told(new) == expected


def test_a_renamed_scene_is_the_same_scene_wherever_it_is_named() -> None:
    scenes = base(opens={"route": [{"when": "visited(second)", "go": "first"}, {"go": "good_end"}]})
    renamed: Any = {"third" if name == "second" else name: scene for name, scene in scenes.items()}
    renamed = {**renamed, "first": {**renamed["first"], "go": "third"}}
    renamed["opens"] = {"route": [{"when": "visited(third)", "go": "first"}, {"go": "good_end"}]}
    found = compare(scenario(scenes), scenario(renamed))
    assert [(one.kind, one.what, one.before, one.after) for one in found.differences] == [
        (Kind.RENAMED, "scene", "second", "third")
    ]
    assert found.names.choices["second.slip"] == "third.slip"
    assert found.names.when("chose(second.stay, first.fix) and visited(second)") == (
        "chose(third.stay, first.fix) and visited(third)"
    )


def test_a_choice_in_another_scene_has_moved() -> None:
    moved = base()
    moved["first"]["choices"] = [NOTICE, choice("ask", 2)]
    moved["second"]["choices"] = [*moved["second"]["choices"], FIX]
    found = told(moved)
    assert ("moved", "choice", "second.fix") in found
    assert ("added", "choice", "first.ask") in found
    assert not any(kind == "removed" and what == "choice" for kind, what, _ in found)


def test_what_stands_at_the_top() -> None:
    trust = {"start": 1, "min": 0, "max": 3, "label": "Trust"}
    found = told(base(), meters={"trust": trust, "ease": trust}, minutes=6, title="Smaller", start="second")
    assert found == {
        ("changed", "meter", "trust"),
        ("added", "meter", "ease"),
        ("changed", "minutes", ""),
        ("reworded", "title", ""),
        ("leads elsewhere", "start", ""),
    }


@settings(max_examples=40, deadline=None)
@given(scenarios(), scenarios())
def test_laws(one: Scenario, other: Scenario) -> None:
    assert compare(one, one).differences == ()
    there, back = compare(one, other), compare(other, one)
    assert bool(there.differences) == bool(back.differences) == (one != other)
    for difference in there.differences:
        assert difference.before != difference.after
        assert (difference.before is None) <= (difference.kind is Kind.ADDED)
        assert (difference.after is None) <= (difference.kind is Kind.REMOVED)


def test_attainable_scores_and_personas() -> None:
    found = standing(scenario(base()), Fraction(3))
    assert found is not None
    assert (found.least, found.greatest) == (Fraction(3, 2), 4)
    assert found.passes["skilled"] == 1
    assert found.passes["last"] == 0
    # 4 or 2, then 4, 2 or a slip: 1, or 2 where it is taken back
    assert found.passes["random"] == pytest.approx(1 / 6 + 1 / 6 + 1 / 6 + 1 / 12)
    assert standing(scenario(base(mend={"go": "nowhere"})), Fraction(3)) is None


def test_attainable_scores_where_decisions_look_at_several_criteria() -> None:
    rates = [{"one": 4, "two": 4}, {"one": 1, "two": 2}]
    choices = [choice(f"c{at}", rate=rate) for at, rate in enumerate(rates)]
    found = standing(scenario({"s": {"looks_at": ["one", "two"], "go": "good_end", "choices": choices}}), Fraction(3))
    assert found is not None
    assert (found.least, found.greatest) == (Fraction(3, 2), 4)


def runs(*paths: tuple[str, ...]) -> list[Run]:
    """Runs on the small scenario."""
    story = ready(scenario(base()))
    return [run_of(story, *path) for path in paths]


def after(new: dict[str, Any], *paths: tuple[str, ...]) -> list[Rescored]:
    """Those runs under a new version."""
    return list(rescored(runs(*paths), scenario(new)))


def test_stored_runs_under_a_new_key() -> None:
    new = notice(level=2)
    best, weak, mended, open_ = ("first.notice", "second.stay"), ("first.fix", "second.go"), (
        "first.notice", "second.slip", "mend.own_up"), ("first.notice",)  # fmt: skip
    found = after(new, best, weak, mended, open_)
    assert [(one.before, one.after, one.crosses(Fraction(7, 2))) for one in found] == [
        (4, 3, "down"),
        (2, 2, None),
        (3, 2, None),
    ]
    assert found[0].by == -1
    assert [one.crosses(Fraction(3)) for one in found] == [None, None, "down"]


def test_runs_are_found_under_new_names() -> None:
    scenes = base()
    scenes["third"] = {**scenes.pop("second"), "choices": [{**STAY, "level": 3}, *REST]}
    scenes["first"] = {**scenes["first"], "go": "third", "choices": [{**NOTICE, "id": "seen"}, FIX]}
    [found] = after(scenes, ("first.notice", "second.stay"))
    assert (found.before, found.after, found.gap) == (4, Fraction(7, 2), "")


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (without("first", choices=[FIX, choice("else", 4)]), "decision 1: first.notice is no longer there"),
        (without("first", go="good_end"), "decision 2: the conversation is over before it"),
        (without("first", go="mend"), "decision 2: the conversation is at mend, not at second"),
        (
            without("second", choices=[{**STAY, "when": "trust == 0"}, *REST]),
            "decision 2: second.stay is not on offer",
        ),
        (without("second", go="first"), "after decision 2 the conversation goes on at first"),
    ],
)  # fmt: skip
def test_a_run_that_no_longer_fits_says_where(new: dict[str, Any], why: str) -> None:
    [found] = after(new, ("first.notice", "second.stay"))
    assert (found.after, found.gap, found.by, found.crosses(Fraction(3))) == (None, why, 0, None)


def test_a_run_is_told_at_the_school_it_was_made_at() -> None:
    scenes = base(first={**base()["first"], "choices": [{**NOTICE, "when": "school(peer_asks_directly)"}, FIX]})
    story = ready(scenario(scenes), {"peer_asks_directly"})
    run = run_of(story, "first.notice", "second.stay")
    assert isinstance(Run(story, machine_for(story), header()), Run)
    assert [one.after for one in rescored([run], scenario(scenes))] == [4]
