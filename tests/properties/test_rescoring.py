"""A score straight from the stored events is the score of the run that they replay to."""

import pytest
from hypothesis import given, settings

from tests.properties.plays import ACTS, library, new_log
from tests.properties.test_runs import RUNS, SCENARIOS, _try
from trainer.engine.events import Mode
from trainer.errors import EngineError
from trainer.scoring.rescoring import key, rescored
from trainer.scoring.score import observations, run_mean


@pytest.mark.parametrize("scenario", SCENARIOS)
@settings(max_examples=25, deadline=None)
@given(acts=ACTS, **RUNS)
def test_events_alone_give_the_score_of_the_replay(
    scenario: str, acts: list[tuple[str, object]], seed: int, mode: Mode, direct: bool
) -> None:
    log = new_log(scenario, seed, mode, direct)
    play = log.opened()
    for act in acts:
        try:
            _try(play, act)
        except (EngineError, ValueError, IndexError):
            continue
    expected = run_mean(observations(play.run))
    found = rescored(key(library().scenario(scenario)), [data for data, _ in log.kept])
    assert found == (None if expected is None else float(expected))
