"""What a seed decides: who plays the people, and the order in which choices are shown.

Both come from SHA-256 of the names concerned, not from a generator, so that they are the same on every machine and
in every version of Python, and do not depend on how much was drawn before.
"""

from collections.abc import Sequence
from hashlib import sha256

from trainer.content.scenario import Scenario

SEEDS = 2**53
"""A seed is a whole number from 0 up to this, so that JSON readers everywhere keep it exact."""


def draw(seed: int, *names: str) -> bytes:
    """Thirty-two bytes that follow from a seed and names alone."""
    return sha256("\0".join((str(seed), *names)).encode()).digest()


def castings(scenario: Scenario) -> list[str]:
    """The castings of a scenario: `a` is the cast itself."""
    return ["a", *(name for name in scenario.castings if name != "a")]


def casting(seed: int, scenario: Scenario) -> str:
    """The casting that a seed gives."""
    names = castings(scenario)
    return names[int.from_bytes(draw(seed, scenario.scenario, "casting")) % len(names)]


def shown_order(seed: int, scenario: str, scene: str, choices: Sequence[str]) -> tuple[str, ...]:
    """The choices on offer in the order in which they are shown."""
    named = f"{seed}\0{scenario}\0{scene}\0"
    drawn = {sha256((named + choice).encode()).digest(): choice for choice in choices}
    return tuple([drawn[key] for key in sorted(drawn)])
