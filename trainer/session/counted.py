"""A run that is over as rows that can be counted: what the store keeps beside its summary. Called by `Session`."""

from contextlib import suppress
from typing import TYPE_CHECKING

from trainer.engine.run import Made, Run
from trainer.errors import TrainerError
from trainer.scoring.score import critical_acts, is_repaired, level, observations, written
from trainer.store import Decided

if TYPE_CHECKING:
    from trainer.session.session import Session


def catch_up(session: "Session") -> None:
    """Bring what is counted up to the log: a program that was killed had no time to."""
    for run in session.store.exports.behind():
        with suppress(TrainerError):  # one damaged run must not hide the others; `verify` says what is wrong with it
            session.summarise(session.recall(run).run)


def decided(run: Run) -> list[Decided]:
    """The decisions of a run, those that stand and those taken back; nothing of one that is open."""
    if run.is_open:
        return []
    levels: dict[int, dict[str, int]] = {}
    for one in observations(run):
        levels.setdefault(one.decision, {})[one.criterion] = one.level
    first: set[str] = set()
    found = []
    chosen = [made for made in run.line if not run.story.scenes[made.scene].only_words]
    taken_back = [made for made in run.taken_back if not run.story.scenes[made.scene].only_words]
    for number, made in enumerate(taken_back, start=1):
        found.append(_row(run, made, -number, made.scene not in first, {}))
        first.add(made.scene)
    for made in chosen:
        found.append(_row(run, made, made.index + 1, made.scene not in first, levels.get(made.index, {})))
        first.add(made.scene)
    for act in critical_acts(run):
        if act.choice is None:
            found.append(Decided(act.decision + 1, act.scene, "", None, True, {}, act.code))
    return found


def _row(run: Run, made: Made, number: int, first: bool, levels: dict[str, int]) -> Decided:
    scene, choice = written(run, made)
    repaired = number > 0 and is_repaired(run, made)
    return Decided(number, made.scene, made.choice, level(scene, choice), first, levels, choice.critical, repaired)
