"""What one choice does, by cases worked out by hand."""

from typing import Any

import pytest

from tests.small import choice, run_of, scenario, words
from trainer.engine.steps import NoWayOnError, begin, heard_in, offered, step, wording
from trainer.engine.story import ReadyChoice, State, Story, ready
from trainer.engine.transcript import Kind, after_choice
from trainer.errors import EngineError


def named(story: Story, ref: str) -> ReadyChoice:
    scene, _, id = ref.partition(".")
    return next(one for one in story.scenes[scene].choices if one.id == id)


def walked(story: Story, *refs: str) -> tuple[State, list[str]]:
    """Where the choices lead, and every scene entered on the way."""
    trail: list[State] = []
    state = begin(story, trail)
    for ref in refs:
        assert ref.startswith(f"{state.scene}."), f"{ref} is chosen at {state.scene}"
        before = state
        state = step(story, before, named(story, ref), trail)
        assert state == step(story, before, named(story, ref)), "the trail changes nothing"
    return state, [one.scene for one in trail]


def told(story: Story, state: State) -> set[str]:
    """The facts of a state by name."""
    return {name for name, bit in story.facts.items() if state.facts & bit}


def test_a_change_is_added_and_kept_within_bounds() -> None:
    choices = [choice("up", change={"trust": 2}), choice("down", change={"trust": -3}), choice("stay")]
    scenes = {"one": {"go": "two", "choices": choices}, "two": {"go": "good_end", "choices": choices}}
    story = ready(scenario(scenes))
    assert walked(story)[0].meters == (2,)
    assert walked(story, "one.up")[0].meters == (3,)
    assert walked(story, "one.down")[0].meters == (0,)
    assert walked(story, "one.down", "two.up")[0].meters == (2,)
    assert walked(story, "one.up", "two.stay")[0].meters == (3,)


ASKING = {"lines": [{"mentee": "Hm.", "when": "visited(one) or visited(turn) or chose(one.b)"}]}


def test_a_scene_is_visited_only_when_it_was_left() -> None:
    scenes = {
        "one": {**ASKING, "go": "turn", "choices": [choice("a"), choice("b")]},
        "turn": {"route": [{"when": "visited(turn)", "go": "wrong"}, {"when": "visited(one)", "go": "two"}]},
        "two": {"go": "good_end", "choices": [choice("a"), choice("b")]},
        "wrong": {"go": "good_end"},
    }
    story = ready(scenario(scenes))
    assert told(story, walked(story)[0]) == set()
    state, entered = walked(story, "one.b")
    assert entered == ["one", "turn", "two"]
    assert told(story, state) == {"one", "one.b", "turn"}


def test_a_reply_is_heard_after_the_change_and_before_the_scene_is_left() -> None:
    reply = [
        {"mentee": "Changed.", "when": "trust == 3"},
        {"mentee": "Chosen.", "when": "chose(one.a)"},
        {"mentee": "Left.", "when": "visited(one)"},
    ]
    scenes = {"one": {"go": "good_end", "choices": [choice("a", change={"trust": 1}, reply=reply), choice("b")]}}
    story = ready(scenario(scenes))
    state = heard_in(story, begin(story), named(story, "one.a"))
    assert (state.scene, state.meters, told(story, state)) == ("one", (3,), {"one.a"})
    run = run_of(story, "one.a")
    entries = after_choice(run, run.line[0], words(story.scenario), coached=False)
    assert [entry.text for entry in entries if entry.kind is Kind.SPEECH] == ["Changed.", "Chosen."]


REPAIRED: dict[str, Any] = {
    "one": {
        "go": "two",
        "choices": [choice("own", repair="mend", go="three"), choice("scene", repair="mend"), choice("fine")],
    },
    "two": {"go": "good_end", "choices": [choice("a"), choice("b")]},
    "three": {"route": [{"when": "chose(mend.keep)", "go": "two"}, {"go": "good_end"}]},
    "mend": {"choices": [choice("own_up", 3), choice("keep", 1)]},
}


@pytest.mark.parametrize(
    ("refs", "entered"),
    [
        (("one.scene", "mend.keep"), ["one", "mend", "two"]),
        (("one.own", "mend.own_up"), ["one", "mend", "three", "good_end"]),
        (("one.own", "mend.keep"), ["one", "mend", "three", "two"]),
        (("one.fine",), ["one", "two"]),
    ],
)
def test_a_repair_is_played_and_then_where_the_slip_led(refs: tuple[str, ...], entered: list[str]) -> None:
    story = ready(scenario(REPAIRED))
    state, scenes = walked(story, *refs)
    assert scenes == entered
    assert state.back is None
    assert walked(story, refs[0])[0].back == {"one.scene": "two", "one.own": "three"}.get(refs[0])


def test_choices_and_wordings_are_those_of_the_state() -> None:
    say = [{"text": "High.", "when": "trust > 2"}, {"text": "Middle.", "when": "trust > 1"}, {"text": "Any."}]
    choices = [choice("a", say=say), choice("b", when="trust >= 2"), choice("c", when="school(peer_asks_directly)")]
    start = {"choices": [choice(f"t{by + 2}", change={"trust": by}) for by in (-2, 0, 1)], "go": "two"}
    plain = scenario({"one": start, "two": {"go": "good_end", "choices": choices}})
    story, asking = ready(plain), ready(plain, {"peer_asks_directly"})
    wordings, offers = [], []
    for ref in ("one.t0", "one.t2", "one.t3"):
        state, _ = walked(story, ref)
        wordings.append(wording(story, state, named(story, "two.a")))
        offers.append([one.id for one in offered(story, state)])
    assert wordings == ["Any.", "Middle.", "High."]
    assert offers == [["a"], ["a", "b"], ["a", "b"]]
    assert [one.id for one in offered(asking, walked(asking, "one.t0")[0])] == ["a", "c"]
    assert offered(story, walked(story, "one.t2", "two.a")[0]) == ()


RINGING: dict[str, Any] = {
    "hub": {
        "choices": [choice("again", go="hub"), choice("slip", repair="mend", go="hub"), choice("end", go="good_end")]
    },
    "mend": {"choices": [choice("own_up", 3), choice("keep", 1)]},
    "rings": {"lines": [{"narrator": "It rings."}], "go": "good_end"},
}


@pytest.mark.parametrize(
    ("refs", "entered"),
    [
        (("hub.again",), ["hub", "hub"]),
        (("hub.again", "hub.again"), ["hub", "hub", "rings", "good_end"]),
        (("hub.again", "hub.end"), ["hub", "hub", "good_end"]),  # an ending is not preempted
        (("hub.again", "hub.slip"), ["hub", "hub", "mend"]),  # nor is a repair
        (("hub.again", "hub.slip", "mend.keep"), ["hub", "hub", "mend", "rings", "good_end"]),
        (("hub.slip", "mend.keep", "hub.again"), ["hub", "mend", "hub", "rings", "good_end"]),  # repairs do not count
    ],
)
def test_the_bell_rings_where_another_decision_would_be_shown(refs: tuple[str, ...], entered: list[str]) -> None:
    assert walked(ready(scenario(RINGING, bell={"after": 2, "go": "rings"})), *refs)[1] == entered


@pytest.mark.parametrize(
    ("scenes", "more", "stuck"),
    [
        ({"one": {"choices": [choice("a"), choice("b")]}}, {}, "one"),
        (
            {"one": {"choices": [choice("a", go="two")]}, "two": {"route": [{"when": "trust > 3", "go": "one"}]}},
            {},
            "two",
        ),
        ({"one": {"choices": [choice("a", go="two")]}, "two": {"go": "three"}, "three": {"go": "two"}}, {}, None),
        ({"one": {"choices": [choice("a", go="one")]}}, {"bell": {"after": 1, "go": "one"}}, "one"),
        ({"one": {"choices": [choice("a", repair="mend")]}, "mend": {"choices": [choice("b", 3)]}}, {}, "mend"),
    ],
    ids=["no go", "no branch holds", "in a circle", "the bell leads to a decision", "a slip that led nowhere"],
)
def test_leading_nowhere_is_said_kindly(scenes: dict[str, Any], more: dict[str, Any], stuck: str | None) -> None:
    story = ready(scenario(scenes, **more))
    refs = ("one.a", "mend.b") if "mend" in scenes else ("one.a",)
    with pytest.raises(NoWayOnError) as told:
        walked(story, *refs)
    assert isinstance(told.value, EngineError)
    assert told.value.scene == stuck or (stuck is None and told.value.scene in ("two", "three"))


def test_a_place_that_is_not_there_is_no_story() -> None:
    with pytest.raises(KeyError):
        ready(scenario({"one": {"go": "nowhere"}}))
