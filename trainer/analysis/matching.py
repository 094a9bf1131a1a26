"""Which scenes and choices of two versions of a scenario are the same: by id, or by what is said in them.

Called by `analysis.diff`, and by `analysis.rescore` to tell an old run on a new version.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import TypeVar

from trainer.content.conditions import ConditionError, parse
from trainer.content.scenario import Choice, Line, Scenario, Scene

ALIKE = 0.6
"""How much of their words two things share that are one under two names."""
SAME = 0.85
"""The same for a choice that stands in another scene."""

T = TypeVar("T")


@dataclass(frozen=True)
class Names:
    """What the ids of an old version are in a new one: scenes by id, choices as `scene.choice`."""

    scenes: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def scenes_back(self) -> dict[str, str]:
        """The old ids by the new."""
        return {new: old for old, new in self.scenes.items()}

    @cached_property
    def choices_back(self) -> dict[str, str]:
        """The old ids by the new."""
        return {new: old for old, new in self.choices.items()}

    def scene(self, old: str | None) -> str | None:
        """A scene's new id; the old one, marked as gone, where it has none."""
        return old if old is None else self.scenes.get(old, f"{old} (gone)")

    def when(self, old: str | None) -> str | None:
        """An old condition with the new ids in it."""
        if old is None:
            return None
        try:
            condition = parse(old)
        except ConditionError:
            return old
        text = old
        asked = [(one, self.choices) for one in condition.chose] + [(one, self.scenes) for one in condition.visited]
        for one, known in sorted(asked, key=lambda pair: -pair[0].column):
            text = text[: one.column] + known.get(one.name, one.name) + text[one.column + one.length :]
        return text


def matched(old: Scenario, new: Scenario) -> Names:
    """What is what: equal ids first; of the rest, those that share most of their words."""
    scenes = _paired(old.scenes, new.scenes, _scene_words, ALIKE)
    choices: dict[str, str] = {}
    for one, other in scenes.items():
        mine, theirs = (_choices(scene) for scene in (old.scenes[one], new.scenes[other]))
        choices |= {f"{one}.{a}": f"{other}.{b}" for a, b in _paired(mine, theirs, choice_words, ALIKE).items()}
    lost = {ref: choice for ref, choice in _all(old).items() if ref not in choices}
    found = {ref: choice for ref, choice in _all(new).items() if ref not in set(choices.values())}
    for one, other in _paired(lost, found, choice_words, SAME, by_id=False).items():
        choices[one] = other
    return Names(scenes, choices)


def likeness(one: list[str], other: list[str]) -> float:
    """How much of their words two things share, from 0 to 1."""
    if not one or not other:
        return float(one == other and bool(one))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _paired(
    old: Mapping[str, T], new: Mapping[str, T], words: Callable[[T], list[str]], least: float, *, by_id: bool = True
) -> dict[str, str]:
    pairs = {name: name for name in old if name in new} if by_id else {}
    ours = {name: words(old[name]) for name in old if name not in pairs}
    theirs = {name: words(new[name]) for name in new if name not in pairs}
    ranked = sorted(
        ((likeness(a, b), one, other) for one, a in ours.items() for other, b in theirs.items()),
        key=lambda pair: -pair[0],
    )
    taken = set(pairs.values())
    for alike, one, other in ranked:
        if alike >= least and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _choices(scene: Scene) -> dict[str, Choice]:
    return {choice.id: choice for choice in scene.choices}


def _all(scenario: Scenario) -> dict[str, Choice]:
    return {f"{id}.{choice.id}": choice for id, scene in scenario.scenes.items() for choice in scene.choices}


def choice_words(choice: Choice) -> list[str]:
    """What is said or done, word by word."""
    return _split([choice.do or "", *(say.text for say in choice.say or ())])


def line_words(line: Line) -> list[str]:
    """What is said in a line, word by word."""
    return _split([line.speaker, line.text])


def _scene_words(scene: Scene) -> list[str]:
    texts = [text for line in scene.lines for text in (line.speaker, line.text)]
    texts += [text for choice in scene.choices for text in (choice.id, *choice_words(choice))]
    texts += [text for branch in scene.route for text in (branch.when or "else", branch.go)]
    if scene.ending:
        texts += [scene.ending.outcome.value, scene.ending.title, scene.ending.text]
    return _split([*texts, "" if scene.choices or scene.route else scene.go or ""])


def _split(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in text.lower().split()]
