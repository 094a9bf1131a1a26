"""What is proved about all runs of a small scenario is what listing every path finds."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from tests import oracle
from tests.generators import CRITERIA, SCHOOLS, scenarios, unhurried
from trainer.analysis.explore import explore, least_observed, reaches, schools
from trainer.analysis.proof import Proof
from trainer.analysis.prove import prove
from trainer.analysis.rules.paths import (
    branch_never_taken,
    choice_never_offered,
    criterion_not_observed,
    line_never_shown,
    no_skilled_choice,
    no_way_on,
    repair_without_adequate,
    repeats_without_a_bell,
    too_few_choices,
    unreachable_scene,
)
from trainer.content.rules.rule import Loc
from trainer.content.scenario import Scenario
from trainer.engine.story import State, Story, ready

Told = tuple[str, str | None, tuple[int, ...], frozenset[str]]


def told(story: Story, states: Iterable[State]) -> set[Told]:
    """States by names."""
    return {
        (one.scene, one.back, one.meters, frozenset(name for name, bit in story.facts.items() if one.facts & bit))
        for one in states
    }


def listed(story: Story, places: Iterable[oracle.Place]) -> set[Told]:
    """The oracle's places in the same form."""
    return {
        (
            one.scene,
            one.back,
            tuple(value for _, value in one.meters),
            frozenset((one.chosen | one.visited) & story.facts.keys()),
        )
        for one in places
    }


@unhurried
@given(scenarios(), st.sampled_from(SCHOOLS))
def test_the_explorer_finds_the_states_that_paths_meet(scenario: Scenario, school: frozenset[str]) -> None:
    story = ready(scenario, school)
    reach = explore(story)
    paths = list(oracle.paths(scenario, school))
    assert told(story, reach.states) == listed(story, (one for path in paths for one in path.rested))
    assert told(story, reach.entered()) == listed(story, (one for path in paths for one in path.entered))
    assert (reach.stuck, reach.complete, len(reach.states)) == ({}, True, len(reach.ways))
    for state, ways in zip(reach.states, reach.ways, strict=True):
        assert bool(ways) == bool(scenario.scenes[state.scene].choices)
        assert all(0 <= to < len(reach.states) for _, to in ways)


@unhurried
@given(scenarios(), st.sampled_from(SCHOOLS))
def test_what_is_observed_on_every_path(scenario: Scenario, school: frozenset[str]) -> None:
    seen = [
        {name for place in path.rested for name in scenario.scenes[place.scene].looks_at}
        for path in oracle.paths(scenario, school)
    ]
    missing = {name for name in CRITERIA if not all(name in here for here in seen)}
    assert least_observed(explore(ready(scenario, school)), frozenset(CRITERIA)) == missing


def shown(scenario: Scenario, school: frozenset[str], path: oracle.Path) -> set[Loc]:
    """What one path shows of all that has a `when`: lines, replies, wordings, branches; and choices on offer."""
    seen: set[Loc] = set()
    for place in path.entered:
        scene = scenario.scenes[place.scene]
        here: Loc = ("scenes", place.scene)
        seen |= {(*here, "lines", at) for at, line in enumerate(scene.lines) if oracle.holds(line.when, place, school)}
        taken = [at for at, way in enumerate(scene.route) if oracle.holds(way.when, place, school)]
        seen |= {(*here, "route", at) for at in taken[:1]}
        for number, choice in enumerate(scene.choices):
            if oracle.holds(choice.when, place, school):
                seen.add((*here, "choices", number))
                said = [at for at, say in enumerate(choice.say or ()) if oracle.holds(say.when, place, school)]
                seen |= {(*here, "choices", number, "say", at) for at in said[:1]}
                meters = tuple(
                    (
                        name,
                        min(
                            max(value + choice.change.get(name, 0), scenario.meters[name].min),
                            scenario.meters[name].max,
                        ),
                    )
                    for name, value in place.meters
                )
                chosen = place.chosen | {f"{place.scene}.{choice.id}"}
                heard = oracle.Place(place.scene, None, meters, chosen, place.visited)
                seen |= {
                    (*here, "choices", number, "reply", at)
                    for at, line in enumerate(choice.reply)
                    if oracle.holds(line.when, heard, school)
                }
    return seen


def may_show(scenario: Scenario) -> set[Loc]:
    """Everything that has a `when`, and every branch and choice."""
    found: set[Loc] = set()
    for id, scene in scenario.scenes.items():
        here: Loc = ("scenes", id)
        found |= {(*here, "lines", at) for at, line in enumerate(scene.lines) if line.when}
        found |= {(*here, "route", at) for at in range(len(scene.route))}
        for number, choice in enumerate(scene.choices):
            found.add((*here, "choices", number))
            found |= {(*here, "choices", number, "say", at) for at, say in enumerate(choice.say or ()) if say.when}
            found |= {(*here, "choices", number, "reply", at) for at, line in enumerate(choice.reply) if line.when}
    return found


@unhurried
@given(scenarios())
def test_what_never_shows_is_what_no_path_shows(scenario: Scenario) -> None:
    seen = {
        one
        for school in schools(scenario)
        for path in oracle.paths(scenario, school)
        for one in shown(scenario, school, path)
    }
    proof = Proof(scenario, reaches(scenario), frozenset(CRITERIA))
    said = {
        one.loc[:-1] if one.loc[-1] in ("when", "text") else one.loc
        for rule in (line_never_shown, branch_never_taken, choice_never_offered)
        for one in rule.check(proof)
    }
    assert said == may_show(scenario) - seen


SOUND = {
    rule.code
    for rule in (
        unreachable_scene,
        choice_never_offered,
        too_few_choices,
        no_skilled_choice,
        repair_without_adequate,
        no_way_on,
        repeats_without_a_bell,
    )
}


@unhurried
@given(scenarios())
def test_the_generated_scenarios_are_sound_and_all_their_kinds_of_school_are_walked(scenario: Scenario) -> None:
    found = {rule.code for rule, _ in prove(scenario, frozenset(CRITERIA))}
    assert not found & SOUND
    asked = any("school(" in text for text in scenario.model_dump_json().split('"'))
    assert len(list(schools(scenario))) == (2 if asked else 1)
    missing = {
        one.message.split("`")[1]
        for one in criterion_not_observed.check(Proof(scenario, reaches(scenario), frozenset(CRITERIA)))
    }
    assert missing == {
        name
        for name in CRITERIA
        for school in SCHOOLS
        for path in oracle.paths(scenario, school)
        if not any(name in scenario.scenes[place.scene].looks_at for place in path.rested)
    }


@unhurried
@given(scenarios())
def test_without_its_bell_exactly_the_scenes_that_a_path_meets_twice_repeat(scenario: Scenario) -> None:
    again = {
        place.scene
        for school in schools(scenario)
        for path in oracle.paths(scenario, school)
        for at, place in enumerate(path.rested)
        if place.scene in {earlier.scene for earlier in path.rested[:at]}
    } - oracle.repairs(scenario)
    free = scenario.model_copy(update={"bell": None})
    said = repeats_without_a_bell.check(Proof(free, reaches(free), frozenset()))
    met_again = {str(one.loc[1]) for one in said}
    assert again <= met_again, "a bell only ever stops repeating"
    if scenario.bell is None:
        assert met_again == again == set()
    assert not list(repeats_without_a_bell.check(Proof(scenario, reaches(scenario), frozenset())))
