"""What each passage becomes by its ways on: decision, route, a scene that goes on, ending. Called by `story`."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from trainer.content.twee.flat import Flat, Led, Under

Place = tuple[str, int]
"""A way: the passage's name, and the number of the way in it."""


@dataclass(frozen=True)
class Plan:
    """What a passage becomes. `choices` are the ways to choose from; `branches` those that are taken by themselves.

    Where there are both, the branches are weighed first.
    """

    ways: tuple[Led, ...]
    choices: tuple[Place, ...]
    branches: tuple[tuple[Under, Led], ...]

    @property
    def targets(self) -> frozenset[str]:
        """Every passage it leads to."""
        return frozenset(led.target for led in self.ways)

    @property
    def others(self) -> frozenset[str]:
        """The passages it leads to without a choice."""
        return frozenset(led.target for _, led in self.branches)

    @property
    def falls_through(self) -> bool:
        """Whether there may be no way on: every branch has a condition, and there are no choices."""
        return bool(self.branches) and not self.choices and bool(self.branches[-1][0])

    def target(self, number: int) -> str:
        """The passage that a way leads to."""
        return self.ways[number].target


def plan(name: str, flat: Flat) -> Plan:
    """Decide what a passage becomes."""
    ways = tuple(flat.ways)
    links = [number for number, led in enumerate(ways) if led.text is not None]
    gotos = [led for led in ways if led.text is None]
    if len(links) > 1 and not all(_apart(ways[one], ways[other]) for one, other in combinations(links, 2)):
        return Plan(ways, tuple((name, number) for number in links), _reduced(gotos))
    return Plan(ways, (), _reduced([*gotos, *(ways[number] for number in links)]))


def _apart(one: Led, other: Led) -> bool:
    """Whether two ways are never there together: they stand in different hooks of the same ifs."""
    hooks = dict(one.forks)
    return any(hooks.get(at, number) != number for at, number in other.forks)


def _reduced(leds: list[Led]) -> tuple[tuple[Under, Led], ...]:
    """Branches with what the ones before them have settled left out of their conditions."""
    found: list[tuple[Under, Led]] = []
    for led in leds:
        settled = [under[0] for under, _ in found if len(under) == 1]
        under = tuple(expr for expr in led.under if not (expr[0] == "not" and expr[1] in settled))
        found.append((under, led))
        if not under:
            break
    return tuple(found)


def reached(start: str, plans: Mapping[str, Plan]) -> list[str]:
    """The passages to which some way leads from the start, in the order of the file."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here not in seen and here in plans:
            seen.add(here)
            waiting += plans[here].targets
    return [name for name in plans if name in seen]


def circles(plans: Mapping[str, Plan]) -> tuple[bool, list[str]]:
    """Whether the passages lead round; and those that do so with nothing to decide on the way."""
    free = {name: plan.targets for name, plan in plans.items() if not plan.choices}
    whole = {name: plan.targets for name, plan in plans.items()}
    return any(_returns(name, whole) for name in whole), [name for name in free if _returns(name, free)]


def _returns(name: str, leads: Mapping[str, frozenset[str]]) -> bool:
    seen: set[str] = set()
    waiting = list(leads[name])
    while waiting:
        here = waiting.pop()
        if here == name:
            return True
        if here in leads and here not in seen:
            seen.add(here)
            waiting += leads[here]
    return False
