"""How often a random player meets each scene: against cases by hand, and against every path listed one by one."""

import pytest
from hypothesis import given, settings

from tests import oracle
from tests.generators import scenarios
from tests.small import choice, scenario
from trainer.analysis.explore import explore
from trainer.analysis.visits import visits
from trainer.content.scenario import Scenario
from trainer.engine.story import ready

NOBODY: frozenset[str] = frozenset()


def _rates(of: Scenario) -> dict[str, float] | None:
    return visits(explore(ready(of)))


def test_by_hand() -> None:
    small = scenario(
        {
            "first": {"choices": [choice("a", go="way"), choice("b", go="good_end"), choice("c", go="good_end")]},
            "way": {"route": [{"when": "trust > 2", "go": "never"}, {"go": "second"}]},
            "second": {"choices": [choice("d", go="poor_end"), choice("e", go="good_end")]},
            "never": {"go": "good_end"},
            "poor_end": {"ending": {"outcome": "poor", "title": "Alone", "text": "Alone."}},
        }
    )
    found = _rates(small)
    third = 1 / 3
    expected = {"first": 1, "way": third, "second": third, "never": 0, "poor_end": third / 2, "good_end": 1 - third / 2}
    assert found == pytest.approx(expected)


def test_a_scene_met_again_counts_once() -> None:
    hub = scenario(
        {
            "hub": {"choices": [choice("on", go="side"), choice("stay", go="hub")]},
            "side": {"go": "hub"},
            "rings": {"ending": {"outcome": "unfinished", "title": "Bell", "text": "It rings."}},
        },
        bell={"after": 2, "go": "rings"},
    )
    assert _rates(hub) == pytest.approx({"hub": 1, "side": 3 / 4, "rings": 1, "good_end": 0})


def test_it_is_not_told_where_it_cannot_be() -> None:
    endless = scenario({"hub": {"choices": [choice("on", go="good_end"), choice("stay", go="hub")]}})
    assert _rates(endless) is None
    assert visits(explore(ready(endless), limit=0)) is None


@settings(max_examples=60, deadline=None)
@given(scenarios())
def test_it_is_what_listing_every_path_gives(made: Scenario) -> None:
    expected = dict.fromkeys(made.scenes, 0.0)
    todo = [(oracle.beginning(made, NOBODY), 1.0)]
    for path, weight in todo:
        offered = oracle.offered(made, NOBODY, path.rested[-1])
        todo += [(oracle.chosen(made, NOBODY, path, one), weight / len(offered)) for one in offered]
        if not offered:
            for scene in {place.scene for place in path.entered}:
                expected[scene] += weight
        if len(todo) > 20_000:
            return
    assert _rates(made) == pytest.approx(expected)
