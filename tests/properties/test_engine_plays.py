"""Any small valid scenario, any choices: machine, `step` and the rules told a second time agree; runs replay."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from tests import oracle
from tests.generators import SCHOOLS, scenarios, unhurried
from tests.small import AT, header, play_of
from trainer.content.scenario import Scenario
from trainer.engine.chance import shown_order
from trainer.engine.events import Chose, Event, Responded, Rewound, decode, encode
from trainer.engine.machine import machine_for
from trainer.engine.play import Play
from trainer.engine.run import Run, replay, retold
from trainer.engine.steps import begin, offered, step
from trainer.engine.story import State, Story, ready

picks = st.lists(st.integers(0, 11), min_size=1, max_size=12)
schools = st.sampled_from(SCHOOLS)
MOST = 24
"""More decisions than any generated scenario can ask for, repairs and bell included."""


def same(story: Story, state: State, place: oracle.Place) -> bool:
    """Whether the engine's state and the oracle's place are one."""
    known = {name for name, bit in story.facts.items() if state.facts & bit}
    asked = (place.chosen | place.visited) & story.facts.keys()
    meters = tuple(value for _, value in place.meters)
    return (state.scene, state.back, state.meters, known) == (place.scene, place.back, meters, asked)


@unhurried
@given(scenarios(), schools, picks)
def test_machine_and_step_and_the_rules_told_twice_agree(
    scenario: Scenario, school: frozenset[str], picked: list[int]
) -> None:
    story = ready(scenario, school)
    run = Run(story, machine_for(story), header())
    trail: list[State] = []
    state, path = begin(story, trail), oracle.beginning(scenario, school)
    for turn in count():
        assert run.position == state
        assert same(story, state, path.rested[-1])
        choices = offered(story, state)
        assert choices == run.on_offer()
        assert [one.written for one in choices] == oracle.offered(scenario, school, path.rested[-1])
        if not choices:
            break
        assert turn < MOST, "every run ends"
        taken = choices[picked[turn % len(picked)] % len(choices)]
        run.apply(Chose(state.scene, taken.id, ()))
        state, path = step(story, state, taken, trail), oracle.chosen(scenario, school, path, taken.written)
    assert not run.is_open
    assert len(trail) == len(path.entered)
    assert all(same(story, one, place) for one, place in zip(trail, path.entered, strict=True))
    assert trail == [*run.opening, *(one for made in run.line for one in made.trail)]


def played(scenario: Scenario, picked: list[int], kept: list[Event]) -> Play:
    """A play to its end, going back wherever a 7 is picked; own words are written before choosing."""
    play = play_of(scenario, kept=kept)
    for turn in range(3 * MOST):
        if not play.run.is_open:
            break
        pick = picked[turn % len(picked)]
        if play.prompt is not None:
            play.respond("Some words." if pick % 2 else "")
        elif pick == 7 and play.decisions_made and turn < MOST:
            play.rewind(turn % play.decisions_made)
        else:
            play.choose_number(pick % len(play.offers) + 1)
    assert not play.run.is_open
    return play


@unhurried
@given(scenarios(), picks)
def test_replay_of_the_stored_bytes_equals_play(scenario: Scenario, picked: list[int]) -> None:
    kept: list[Event] = []
    play = played(scenario, picked, kept)
    told = [decode(encode(event, AT, lambda words: "sealed"), getattr(event, "text", None)) for event in kept]
    assert told == [(event, AT) for event in kept]
    again = play_of(scenario, events=tuple(event for event, _ in told))
    assert known(again.run) == known(play.run)
    assert again.transcript == play.transcript
    assert again.gauges == play.gauges


def known(run: Run) -> tuple[object, ...]:
    """All that a run is."""
    stands = (run.stage, run.position, run.line, run.taken_back, run.responses, run.reflections, run.events)
    return (*stands, run.outcome, run.status)


@unhurried
@given(scenarios(), picks, st.data())
def test_going_back_and_trying_otherwise_stand_where_the_run_stood(
    scenario: Scenario, picked: list[int], data: st.DataObject
) -> None:
    kept: list[Event] = []
    run = played(scenario, picked, kept).run
    story, machine = run.story, run.machine
    decisions = data.draw(st.integers(0, len(run.line) - 1))
    stood = run.line[decisions].before
    assert replay(story, machine, header(), retold(run, decisions)).position == stood
    choices = [event for event in kept if isinstance(event, Chose | Responded | Rewound)]
    while choices:  # before its last choice the run was still open
        last = choices.pop()
        if isinstance(last, Chose):
            break
    line = replay(story, machine, header(), choices).line
    for back in range(len(line)):
        gone = replay(story, machine, header(), [*choices, Rewound(back)])
        assert gone.position == line[back].before
        assert gone.line == line[:back]
        assert gone.taken_back[-(len(line) - back) :] == line[back:]
        on = line[back]
        gone.apply(Chose(on.scene, on.choice, on.shown))
        assert gone.position == on.after


@unhurried
@given(st.integers(0, 2**53 - 1), st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1))
def test_the_order_shown_is_of_the_names_and_not_of_their_order(seed: int, names: list[str]) -> None:
    shown = shown_order(seed, "small", "one", names)
    assert sorted(shown) == sorted(names)
    assert shown == shown_order(seed, "small", "one", sorted(names))
    fewer = shown_order(seed, "small", "one", names[1:])
    assert fewer == tuple(name for name in shown if name != names[0]), "a choice that goes leaves the others in order"
