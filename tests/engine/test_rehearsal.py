"""Trying a scenario from any state: what is told is what a run would tell, and a state said by names is that state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.generators import SCHOOLS, scenarios
from tests.small import GOOD, choice, play_of, scenario, words
from trainer.analysis.explore import explore
from trainer.content.scenario import Scenario
from trainer.engine.rehearsal import Rehearsal, Standing, followers, standing, state_of
from trainer.engine.steps import NoWayOnError, begin, offered
from trainer.engine.story import ready
from trainer.errors import EngineError


@given(scenarios(), st.sampled_from(SCHOOLS))
def test_a_state_said_by_names_is_that_state(small: Scenario, school: frozenset[str]) -> None:
    story = ready(small, school)
    for state in explore(story).entered():
        assert state_of(story, standing(story, state)) == state


@given(scenarios(), st.data())
def test_a_rehearsal_from_the_beginning_tells_what_a_run_tells(small: Scenario, data: st.DataObject) -> None:
    story = ready(small)
    try:
        play = play_of(small)
        first = begin(story)
    except NoWayOnError:
        return
    rehearsal = Rehearsal(story, words(small), first)
    for _ in range(6):
        assert [offer.id for offer in rehearsal.offers] == [one.id for one in offered(story, play.run.position)]
        if not rehearsal.is_open or not rehearsal.offers:
            break
        if play.prompt is not None:
            play.respond("")
        chosen = data.draw(st.sampled_from([offer.id for offer in rehearsal.offers]))
        try:
            play.choose(chosen)
        except NoWayOnError:
            with pytest.raises(NoWayOnError):
                rehearsal.choose(chosen)
            break
        rehearsal.choose(chosen)
        assert rehearsal.position == play.run.position
    told = rehearsal.transcript[len(rehearsal.transcript) - sum(entry.decision >= 0 for entry in play.transcript) :]
    assert told == [entry for entry in play.transcript if entry.decision >= 0]


def two_ways() -> Scenario:
    return scenario(
        {
            "one": {
                "go": "two",
                "choices": [choice("kind", 4, change={"trust": 1}), choice("slip", 1, repair="mend")],
            },
            "mend": {"choices": [choice("sorry", 3), choice("no", 1)]},
            "two": {
                "go": "good_end",
                "choices": [choice("open", 4, when="trust >= 3"), choice("late", 2, when="chose(one.slip)")],
            },
            "other": {"go": "good_end", "choices": [choice("turn", 1, repair="mend"), choice("stay", 4)]},
        }
    )


def test_meters_and_facts_of_ones_choice_decide_what_is_on_offer() -> None:
    small = two_ways()
    story = ready(small)
    rich = Rehearsal(story, words(small), state_of(story, Standing("two", {"trust": 99})))
    assert [offer.id for offer in rich.offers] == ["open"]
    slipped = Rehearsal(story, words(small), state_of(story, Standing("two", facts=frozenset({"one.slip", "gone.x"}))))
    assert [offer.id for offer in slipped.offers] == ["late"]
    with pytest.raises(EngineError):
        slipped.choose("open")


def test_a_repair_goes_on_to_where_it_is_played_before() -> None:
    small = two_ways()
    story = ready(small)
    assert followers(story, "mend") == ("two", "good_end")
    assert Rehearsal(story, words(small), state_of(story, Standing("mend")), ["sorry"]).position.scene == "two"
    ended = Rehearsal(story, words(small), state_of(story, Standing("mend", back="good_end")), ["sorry"])
    assert not ended.is_open


def test_a_changed_scenario_makes_the_same_choices_as_far_as_they_go() -> None:
    small = two_ways()
    story = ready(small)
    before = Rehearsal(story, words(small), begin(story), ["kind", "open"])
    assert (before.choices, before.lost, before.is_open) == (("kind", "open"), 0, False)
    assert before.back().choices == ("kind",)
    poorer = scenario(
        {
            "one": {"go": "two", "choices": [choice("kind", 4), choice("slip", 1)]},
            "two": {"go": "good_end", "choices": [choice("open", 4, when="trust >= 3"), choice("late", 2)]},
        }
    )
    changed = ready(poorer)
    after = Rehearsal(changed, words(poorer), state_of(changed, standing(story, before.opening[0])), before.choices)
    assert (after.choices, after.lost) == (("kind",), 1)


def test_a_scene_that_is_gone_and_one_that_leads_nowhere_are_refused() -> None:
    small = scenario({"one": {"route": [{"when": "trust > 2", "go": "good_end"}]}})
    story = ready(small)
    with pytest.raises(EngineError):
        state_of(story, Standing("gone"))
    with pytest.raises(NoWayOnError):
        Rehearsal(story, words(small), state_of(story, Standing("one")))
    assert (
        GOOD["ending"]["title"]
        in Rehearsal(story, words(small), state_of(story, Standing("one", {"trust": 3}))).transcript[-1].name
    )
