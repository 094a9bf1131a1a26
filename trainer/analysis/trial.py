"""What the fairness rules look at: a scenario that passed the path rules, and what players make of it.

Made by `analysis.prove`, read by `analysis.rules.fairness`. Everything is worked out when a rule first asks for it,
because most scenarios can be cleared with little.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from trainer.analysis.chances import at_least, reaches_cut
from trainer.analysis.explore import Reach
from trainer.analysis.personas import FIXED, Eyes, Walk, decisions_scored, mean_of, walk
from trainer.content.scenario import Role, Scenario, Scene
from trainer.engine.story import State, Story

CUT = Fraction(3)
"""The score that no player reaches by anything but skill: Adequate."""


@dataclass(frozen=True)
class Conduct:
    """What players make of a scenario at one kind of school."""

    reach: Reach

    @property
    def story(self) -> Story:
        """The story they play."""
        return self.reach.story

    @cached_property
    def eyes(self) -> Eyes:
        """What they see."""
        return Eyes(self.story)

    @cached_property
    def walks(self) -> dict[str, Walk]:
        """The path of each fixed persona."""
        return {name: walk(self.eyes, pick) for name, pick in FIXED.items()}

    @cached_property
    def means(self) -> dict[str, Fraction | None]:
        """What each fixed persona scores."""
        return {name: mean_of(decisions_scored(self.story, walked)) for name, walked in self.walks.items()}

    def outcome(self, state: State) -> str | None:
        """How a conversation ends that ends in a state."""
        ending = self.story.scenes[state.scene].written.ending
        return ending.outcome.value if ending else None

    @cached_property
    def outcomes(self) -> frozenset[str]:
        """Every outcome that can be reached."""
        endings = {state[0] for state, ways in zip(self.reach.states, self.reach.ways, strict=True) if not ways}
        found = (self.story.scenes[scene].written.ending for scene in endings)
        return frozenset(ending.outcome.value for ending in found if ending)

    def passes(self, cut: Fraction, above: float) -> float | None:
        """The chance of a random player to reach a cut, where it is more than `above`; else None."""
        bound = at_least(self.story, cut)
        if bound is not None and bound.most <= above:
            return None
        chance = bound.most if bound is not None and bound.exact else reaches_cut(self.reach, cut)
        return chance if chance is not None and chance > above else None


@dataclass(frozen=True)
class Trial:
    """A scenario, what players make of it at each kind of school, and the criteria of its own competency."""

    scenario: Scenario
    conducts: tuple[Conduct, ...]
    own: frozenset[str]

    @cached_property
    def is_scored(self) -> bool:
        """Whether a run of it is scored at all."""
        return self.scenario.role is not Role.MENTEE and bool(self.decisions)

    @cached_property
    def decisions(self) -> dict[str, Scene]:
        """The decisions that look at something."""
        scenes = self.conducts[0].story.scenes
        return {
            id: scene.written
            for id, scene in scenes.items()
            if scene.choices and scene.written.looks_at and not scene.is_repair
        }


def on_trial(scenario: Scenario, reaches: list[Reach], criteria: Mapping[str, str]) -> Trial:
    """A scenario with its complete reaches, and the criteria of its rubrics, each with the rubric it is of."""
    own = frozenset(name for name, rubric in criteria.items() if rubric == scenario.competency)
    return Trial(scenario, tuple(Conduct(reach) for reach in reaches), own)
