"""Walking every state of the engine's graph, beside random plays of it; and adding up a library scenario's scores.

The walk gives all that is proved: `random plays` give only what they happen to meet. Beside it as many bare calls of
`step` as the walk has ways, and 10,000 plays in npm `inkjs`.
"""

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from bench.engine import inkjs, plays
from bench.graph import SCENES, plan, scenario
from trainer.analysis.chances import met
from trainer.analysis.explore import Reach, explore
from trainer.analysis.tally import by_chance, distribution, each_path, layered, overall
from trainer.content.compile import load_scenario
from trainer.content.library import open_library
from trainer.engine.steps import step
from trainer.engine.story import ready

PLAYS = 10_000
LIMIT = 2_000_000
ROUNDS = 3


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The best of a few rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print the figures."""
    graph = plan()
    story = ready(scenario(graph))
    reach = explore(story, LIMIT)
    ways = sum(map(len, reach.ways))
    print(f"graph: {SCENES} scenes, {len(reach.states):,} states, {ways:,} ways")
    walk = seconds(lambda: explore(story, LIMIT))
    visits = walk + seconds(lambda: met(reach))
    print(f"every state walked: {walk:.2f} s; with how often random meets each: {visits:.2f} s")
    by_machine = plays(graph)["transitions machine"]
    machine = seconds(lambda: [by_machine() for _ in range(PLAYS)], 1)
    print(f"{PLAYS:,} random plays through the machine: {machine:.2f} s; the walk is {walk / machine:.2f} x (aim < 1)")
    bare = seconds(lambda: _step_all(reach))
    print(f"{ways:,} bare steps: {bare:.2f} s; the walk is {walk / bare:.2f} x (aim 4)")
    rate = inkjs(graph)
    told = f"{PLAYS / rate:.2f} s; the walk is {walk * rate / PLAYS:.2f} x (aim 0.1)" if rate else "not installed"
    print(f"{PLAYS:,} plays in inkjs: {told}")
    _growth(walk / len(reach.states))
    _bytes()
    _tally()


def _step_all(reach: Reach) -> None:
    story = reach.story
    for state, ways in zip(reach.states, reach.ways, strict=True):
        for choice, _ in ways:
            step(story, state, choice)


def _growth(before: float) -> None:
    """Ten times the scenes: time a state beside the smaller graph's."""
    story = ready(scenario(plan(10 * SCENES)))
    reach = explore(story, LIMIT)
    states, complete = len(reach.states), reach.complete
    del reach  # what is held beside it would slow the walk
    walk = seconds(lambda: explore(story, LIMIT))
    each = walk / states
    print(
        f"{10 * SCENES:,} scenes: {states:,} states{'' if complete else ' and more'} in {walk:.2f} s, "
        f"{each * 1e6:.1f} µs a state beside {before * 1e6:.1f} µs ({each / before:.2f} x, aim 1)"
    )


def _bytes() -> None:
    story = ready(scenario(plan()))
    tracemalloc.start()
    reach = explore(story, LIMIT)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"held: {held / len(reach.states):.0f} bytes a state")


def _tally() -> None:
    """The library's scenario of the most states: its reach, and both distributions of its run score."""
    library = open_library()
    root = Path(library.shelf.root) / "scenarios"
    stories = [ready(load_scenario(root / f"{id}.yaml", library).must()) for id in library.scenarios]
    reach = max(map(explore, stories), key=lambda one: len(one.states))

    def added_up() -> None:
        layer = layered(explore(reach.story))
        for weigh in (each_path, by_chance):
            distribution(layer, overall(layer), weigh)

    name = reach.story.scenario.scenario
    print(f"scores of {name}, {len(reach.states):,} states: {seconds(added_up):.2f} s (aim < 2)")


if __name__ == "__main__":
    main()
