"""What the stored texts of a run make: its story with the machine, and what scores it. For `Session`, `elsewhere`."""

from collections.abc import Callable, Mapping

from trainer.content.model import read_model, read_scenario
from trainer.content.rubric import CriticalAct, CriticalActs, Rubric
from trainer.content.translation.bundle import unpacked
from trainer.engine.machine import Machine, machine_for
from trainer.engine.story import Story, ready


def ready_story(text: str, allows: frozenset[str], spoken: str | None, casting: str) -> tuple[Story, Machine]:
    """A story as it is told in a run: in its language, with the lines of its casting. What it does is the same."""
    story = ready(unpacked(spoken).spoken("scenario", read_scenario(text), casting), allows)
    return story, machine_for(story)


def scored_by(
    snapshots: Mapping[str, str], text: Callable[[str], str]
) -> tuple[dict[str, Rubric], dict[str, CriticalAct]]:
    """The rubrics and critical acts of a run; `text` gives a stored text by its SHA-256."""
    spoken = unpacked(text(snapshots["translation"]) if "translation" in snapshots else None)
    rubrics = [
        spoken.spoken(name, read_model(text(sha), Rubric))
        for name, sha in snapshots.items()
        if name.startswith("rubric:")
    ]
    acts = spoken.spoken("critical_acts", read_model(text(snapshots["critical_acts"]), CriticalActs))
    return {rubric.rubric: rubric for rubric in rubrics}, dict(acts.root)
