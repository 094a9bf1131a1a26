"""Whatever a person does: a replay is the play, and leaving and resuming anywhere changes nothing."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.plays import ACTS, Log, library, new_log
from trainer.engine.chance import SEEDS
from trainer.engine.events import Mode, Status
from trainer.engine.play import Play
from trainer.errors import EngineError

SCENARIOS = sorted(library().scenarios)
RUNS = {"seed": st.integers(0, SEEDS - 1), "mode": st.sampled_from(list(Mode)), "direct": st.booleans()}


def _seen(log: Log, play: Play) -> tuple[object, ...]:
    """All that a face can show of a run."""
    run = play.run
    return (
        play.transcript,
        play.offers,
        play.prompt,
        play.gauges,
        play.is_repair,
        play.ending,
        play.reasons(),
        (run.status, run.outcome, run.position, run.line, run.taken_back, run.responses, run.reflections, run.events),
        log.debrief(play),
    )


def _try(play: Play, act: tuple[str, object]) -> None:
    """Do something, or be refused."""
    name, value = act
    scene = play.run.responses[-1].scene if play.run.responses else play.run.position.scene
    does: dict[str, Callable[[], object]] = {
        "choose": lambda: play.choose_number(value),  # type: ignore[arg-type]
        "respond": lambda: play.respond(value),  # type: ignore[arg-type]
        "rewind": lambda: play.rewind(value),  # type: ignore[arg-type]
        "rate": lambda: play.rate_own_words(scene, value),  # type: ignore[arg-type]
        "reflect": lambda: play.reflect(value),  # type: ignore[arg-type]
        "abandon": lambda: play.abandon() if value else None,
    }
    does[name]()


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(max_examples=25, deadline=None)
@given(acts=ACTS, **RUNS)
def test_leaving_and_resuming_at_every_event_changes_nothing(
    scenario: str, acts: list[tuple[str, object]], seed: int, mode: Mode, direct: bool
) -> None:
    log = new_log(scenario, seed, mode, direct)
    live = log.opened()
    for act in acts:
        before = len(log.kept)
        try:
            _try(live, act)
        except EngineError:
            assert len(log.kept) == before, "what was refused was kept"
        assert live.run.events == len(log.kept)
        assert _seen(log, log.opened()) == _seen(log, live)


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(max_examples=25, deadline=None)
@given(chosen=st.lists(st.integers(1, 4), min_size=40, max_size=40), **RUNS)
def test_every_play_ends_and_a_replay_of_it_is_the_same(
    scenario: str, chosen: list[int], seed: int, mode: Mode, direct: bool
) -> None:
    log = new_log(scenario, seed, mode, direct)
    play = log.opened()
    for number in chosen:
        goes_on = play.only_words
        if play.prompt is not None:
            play.respond("Something of my own.")
        if not play.run.is_open:
            break
        if goes_on:
            continue
        play.choose_number((number - 1) % len(play.offers) + 1)
    assert play.run.status is (Status.FINISHED if mode is Mode.PRACTICE else Status.SUBMITTED)
    assert (log.debrief(play).score.mean is not None) == play.story.scenario.is_scored
    assert _seen(log, log.opened()) == _seen(log, play)


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(max_examples=15, deadline=None)
@given(gone=st.lists(st.integers(1, 4), min_size=1, max_size=6), back=st.integers(0, 5), seed=RUNS["seed"])
def test_going_back_is_as_if_one_had_never_gone_on(scenario: str, gone: list[int], back: int, seed: int) -> None:
    log = new_log(scenario, seed, Mode.PRACTICE, direct=False)
    play = log.opened()
    stood = []
    for number in gone:
        stood.append((list(play.transcript), play.offers, play.prompt, play.gauges, play.run.position))
        goes_on = play.only_words
        if play.prompt is not None:
            play.respond("")
        if not play.run.is_open:
            break
        if goes_on:
            continue
        play.choose_number((number - 1) % len(play.offers) + 1)
    if not play.run.is_open or not play.run.line:
        return
    to = min(back, len(play.run.line) - 1)
    play.rewind(to)
    transcript, offers, prompt, gauges, position = stood[to]
    assert (play.transcript, play.gauges, play.run.position) == (transcript, gauges, position)
    assert prompt is not None or play.offers == offers
