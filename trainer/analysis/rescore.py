"""What a new version of a scenario does to scores: to those that can be attained, and to those of stored runs.

Called by `trainer diff`. Stored runs are given as runs, replayed on the texts they were made on; nothing here knows
where they are kept, and nothing that is kept changes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from trainer.analysis.chances import reaches_cut
from trainer.analysis.explore import explore
from trainer.analysis.matching import Names, matched
from trainer.analysis.personas import RANDOM
from trainer.analysis.tally import layered, run_scores
from trainer.analysis.trial import Conduct
from trainer.content.conditions import ConditionError
from trainer.content.scenario import Scenario
from trainer.engine.events import Chose, Header, Status
from trainer.engine.machine import machine_for
from trainer.engine.run import Run
from trainer.engine.steps import NoWayOnError
from trainer.engine.story import ready
from trainer.language import tr
from trainer.scoring.score import observations, run_mean

DONE = (Status.FINISHED, Status.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Standing:
    """What can be scored in a scenario. `passes`: by persona the chance to reach the cut; None where not known."""

    least: Fraction | None
    greatest: Fraction | None
    passes: dict[str, float | None]


def standing(scenario: Scenario, cut: Fraction) -> Standing | None:
    """The attainable scores, at a school whose settings are all no; None where the paths cannot be proved."""
    try:
        reach = explore(ready(scenario))
        if reach.stuck or not reach.complete:
            return None
        least, greatest = run_scores(layered(reach))
        means = Conduct(reach).means
    except (KeyError, ValueError, ConditionError, NoWayOnError):
        return None
    passes: dict[str, float | None] = {RANDOM: reaches_cut(reach, cut)}
    passes |= {name: None if mean is None else float(mean >= cut) for name, mean in means.items()}
    return Standing(least, greatest, passes)


@dataclass(frozen=True, slots=True)
class Rescored:
    """A stored run under the new key. `gap` says why it cannot be told there; `after` is None then."""

    run: str
    person: str
    opened: str
    mode: str
    before: Fraction | None
    after: Fraction | None
    gap: str = ""

    @property
    def by(self) -> Fraction:
        """How much higher it would score."""
        return Fraction(0) if self.before is None or self.after is None else self.after - self.before

    def crosses(self, cut: Fraction) -> str | None:
        """`up` or `down` where it would come to stand on the other side of the cut."""
        if self.gap or self.before is None or self.after is None or (self.before >= cut) == (self.after >= cut):
            return None
        return "up" if self.after >= cut else "down"


def rescored(runs: Iterable[Run], new: Scenario) -> Iterator[Rescored]:
    """Every finished run of the scenario as the new version would score it, in the order given."""
    retell = _Retelling(new)
    for run in runs:
        if run.status in DONE:
            yield retell.run(run)


class _Retelling:
    """A new version made ready once for each kind of school, and matched once with each text that runs are on."""

    def __init__(self, new: Scenario) -> None:
        self.new = new
        self.ready: dict[frozenset[str], Callable[[Header], Run]] = {}
        self.names: dict[str, Names] = {}

    def run(self, run: Run) -> Rescored:
        header = run.header
        before = run_mean(observations(run))
        try:
            after, gap = self.retold(run)
        except (KeyError, ConditionError, NoWayOnError):
            after, gap = None, tr("the new version cannot be played")
        return Rescored(header.run, header.person, header.opened, header.mode.value, before, after, gap)

    def retold(self, run: Run) -> tuple[Fraction | None, str]:
        school = run.story.school
        if school not in self.ready:
            story = ready(self.new, school)
            self.ready[school] = partial(Run, story, machine_for(story))
        text = run.header.snapshots.get("scenario", "")
        if text not in self.names:
            self.names[text] = matched(run.story.scenario, self.new)
        names = self.names[text]
        again = self.ready[school](run.header)
        for made in run.line:
            ref = names.choices.get(f"{made.scene}.{made.choice}")
            number = made.index + 1
            if ref is None:
                return None, tr(
                    "decision {number}: {scene}.{choice} is no longer there",
                    number=number,
                    scene=made.scene,
                    choice=made.choice,
                )
            scene, choice = ref.split(".")
            if not again.is_open:
                return None, tr("decision {number}: the conversation is over before it", number=number)
            if again.position.scene != scene:
                return None, tr(
                    "decision {number}: the conversation is at {scene}, not at {scene_2}",
                    number=number,
                    scene=again.position.scene,
                    scene_2=scene,
                )
            if choice not in [one.id for one in again.on_offer()]:
                return None, tr("decision {number}: {ref} is not on offer", number=number, ref=ref)
            again.apply(Chose(scene, choice, made.shown))
        if again.is_open:
            return None, tr(
                "after decision {line} the conversation goes on at {scene}",
                line=len(run.line),
                scene=again.position.scene,
            )
        return run_mean(observations(again)), ""
