"""How often a player who chooses at random meets each scene, exactly: one pass over the states that can be reached.

Called by `trainer graph` for the rates on its boxes.
"""

from collections.abc import Iterator

from trainer.analysis.chances import in_order
from trainer.analysis.explore import Reach
from trainer.engine.steps import begin, step
from trainer.engine.story import State

Leap = tuple[int, tuple[str, ...]]
"""The index of the state a choice leads to, and the scenes entered on the way, that one's among them."""


def visits(reach: Reach) -> dict[str, float] | None:
    """The chance, 0 to 1, that each scene is met at least once; None where that cannot be told.

    It cannot where not every state was walked, a way leads nowhere, or a conversation may go on for ever.
    """
    if reach.stuck or not reach.complete:
        return None
    try:
        order = in_order(reach)
    except ValueError:
        return None
    trail: list[State] = []
    begin(reach.story, trail)
    opening = tuple(state.scene for state in trail)
    leaps = [tuple(_leaps(reach, at)) for at in range(len(reach.states))]
    found = _pass(order, leaps, opening, None)
    for scene in _again(leaps, reach):
        found[scene] = _pass(order, leaps, opening, scene)[scene]
    return {scene: found.get(scene, 0.0) for scene in reach.story.scenes}


def _leaps(reach: Reach, at: int) -> Iterator[Leap]:
    for choice, to in reach.ways[at]:
        trail: list[State] = []
        step(reach.story, reach.states[at], choice, trail)
        yield to, tuple([state.scene for state in trail])


def _pass(
    order: list[int], leaps: list[tuple[Leap, ...]], opening: tuple[str, ...], until: str | None
) -> dict[str, float]:
    """How often each scene is met on average; the players who meet `until` stop there."""
    share = [0.0] * len(order)
    met = dict.fromkeys(opening, 1.0)
    share[0] = 0.0 if until in opening else 1.0
    for at in order:
        if not share[at] or not leaps[at]:
            continue
        part = share[at] / len(leaps[at])
        for to, scenes in leaps[at]:
            for scene in scenes:
                met[scene] = met.get(scene, 0.0) + part
            if until is None or until not in scenes:
                share[to] += part
    return met


def _again(leaps: list[tuple[Leap, ...]], reach: Reach) -> set[str]:
    """The scenes that might be met twice in one conversation, as far as the scenes alone tell."""
    after: dict[str, set[str]] = {}
    for at, here in enumerate(leaps):
        for _, scenes in here:
            chain = (reach.states[at].scene, *scenes)
            for number, scene in enumerate(chain[:-1]):
                after.setdefault(scene, set()).add(chain[number + 1])
    return {scene for scene in after if scene in _beyond(after, scene)}


def _beyond(after: dict[str, set[str]], scene: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(after.get(scene, ()))
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting += after.get(here, ())
    return seen
