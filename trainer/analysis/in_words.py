"""Parts of a scenario in a few words, for saying what two versions have otherwise. Called by `analysis.diff`."""

from collections.abc import Mapping
from typing import Any

from trainer.content.scenario import Choice, Line, Scene
from trainer.scoring.score import ratings


def branches(scene: Scene) -> str:
    """A route's branches in order."""
    return ", ".join(f"{branch.go} if {branch.when}" if branch.when else branch.go for branch in scene.route)


def levels(scene: Scene, choice: Choice) -> str | None:
    """A choice's levels as they count: one number where they are one, else by criterion."""
    rated = ratings(scene, choice)
    if not rated or len(set(rated.values())) == 1:
        level = next(iter(rated.values()), choice.level)
        return None if level is None else str(level)
    return ", ".join(f"{criterion} {level}" for criterion, level in rated.items())


def said(choice: Choice) -> str:
    """What a choice says (its wordings with a stroke between them) or does."""
    return f"({choice.do})" if choice.do else " / ".join(say.text for say in choice.say or ())


def spoken(line: Line) -> str:
    """A line with who says it."""
    return f"{line.speaker}: {line.text}"


def opening(scene: Scene) -> str:
    """How a scene opens, in a few words."""
    if scene.lines:
        return spoken(scene.lines[0])
    if scene.ending:
        return f"{scene.ending.outcome}: {scene.ending.title}"
    return f"route to {branches(scene)}" if scene.route else ""


def moves(change: Mapping[str, int]) -> str:
    """What a choice adds to meters."""
    return ", ".join(f"{meter} {by:+d}" for meter, by in change.items() if by)


def shown(value: Any) -> str | None:
    """A value of the file in one line."""
    if value is None or value == () or value == {}:
        return None
    if hasattr(value, "model_dump"):
        value = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_inner(one)}" for key, one in value.items())
    if isinstance(value, (tuple, list)):
        return ", ".join(_inner(one) for one in value)
    return str(value)


def _inner(value: Any) -> str:
    text = shown(value) or ""
    return f"({text})" if isinstance(value, (Mapping, list, tuple)) or hasattr(value, "model_dump") else text
