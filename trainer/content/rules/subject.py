"""What the rules on a scenario look at: its model, the library, and lists of what many rules go through.

Built once a scenario by `content.compile`; the rules of `analysis` are given their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from trainer.content.conditions import Condition, ConditionError, parse
from trainer.content.rules.rule import Loc
from trainer.content.scenario import Choice, Line, Scenario, Scene

if TYPE_CHECKING:
    from trainer.content.library import Library

OUTSIDE = frozenset({"narrator", "you"})
"""Speakers that no cast names."""

_SIGNS = str.maketrans(dict.fromkeys(".,;:!?\"'()[]{}*/-–—…“”‘’", " "))


@dataclass(frozen=True)
class Subject:
    """A scenario under the rules. `stem` is its file's name without `.yaml`."""

    scenario: Scenario
    library: "Library"
    stem: str

    @cached_property
    def choices(self) -> list[tuple[Loc, str, Scene, Choice]]:
        """Every choice: its place, its scene's id, its scene, itself."""
        return [
            (("scenes", name, "choices", number), name, scene, choice)
            for name, scene in self.scenario.scenes.items()
            for number, choice in enumerate(scene.choices)
        ]

    @cached_property
    def repairs(self) -> frozenset[str]:
        """The scenes that some choice names as its repair."""
        return frozenset(choice.repair for _, _, _, choice in self.choices if choice.repair is not None)

    @cached_property
    def lines(self) -> list[tuple[Loc, Line]]:
        """Every line and reply with its place."""
        found: list[tuple[Loc, Line]] = []
        for name, scene in self.scenario.scenes.items():
            for number, line in enumerate(scene.lines):
                found.append((("scenes", name, "lines", number), line))
        for loc, _, _, choice in self.choices:
            for number, line in enumerate(choice.reply):
                found.append(((*loc, "reply", number), line))
        return found

    @cached_property
    def whens(self) -> list[tuple[Loc, str]]:
        """Every `when` with its place."""
        found: list[tuple[Loc, str]] = [
            ((*loc, "when"), line.when) for loc, line in self.lines if line.when is not None
        ]
        for loc, _, _, choice in self.choices:
            if choice.when is not None:
                found.append(((*loc, "when"), choice.when))
            for number, wording in enumerate(choice.say or ()):
                if wording.when is not None:
                    found.append(((*loc, "say", number, "when"), wording.when))
        for name, scene in self.scenario.scenes.items():
            for number, branch in enumerate(scene.route):
                if branch.when is not None:
                    found.append((("scenes", name, "route", number, "when"), branch.when))
        return found

    @cached_property
    def conditions(self) -> list[tuple[Loc, Condition | ConditionError]]:
        """Every `when` as it was read, or why it could not be."""
        return [(loc, _parsed(text)) for loc, text in self.whens]

    @cached_property
    def texts(self) -> list[tuple[Loc, str, str]]:
        """Every text that is shown in play, with its place and who says it (a cast id, `narrator`, `you`)."""
        return list(self._texts())

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of all texts, in small letters: to see quickly that a word is in none of them."""
        return frozenset("\n".join([text for _, text, _ in self.texts]).lower().translate(_SIGNS).split())

    def _texts(self) -> Iterator[tuple[Loc, str, str]]:
        top = self.scenario
        for key, text in (("summary", top.summary), ("setting", top.setting), ("goal", top.goal)):
            yield (key,), text, "narrator"
        if top.content_note:
            yield ("content_note",), top.content_note, "narrator"
        for number, question in enumerate(top.discuss):
            yield ("discuss", number), question, "narrator"
        for loc, line in self.lines:
            yield (*loc, "text"), line.text, line.speaker
            if line.thinks:
                yield (*loc, "thinks"), line.thinks, line.speaker
        for loc, _, _, choice in self.choices:
            for number, wording in enumerate(choice.say or ()):
                yield (*loc, "say", number, "text"), wording.text, "you"
            if choice.do:
                yield (*loc, "do"), choice.do, "narrator"
            if choice.why:
                yield (*loc, "why"), choice.why, "narrator"
        for name, scene in top.scenes.items():
            if scene.respond:
                yield ("scenes", name, "respond", "prompt"), scene.respond.prompt, "narrator"
                for level, text in scene.respond.examples.items():
                    yield ("scenes", name, "respond", "examples", level), text, "you"
                for number, text in enumerate(scene.respond.answers):
                    yield ("scenes", name, "respond", "answers", number), text, "you"
            if scene.ending:
                loc = ("scenes", name, "ending")
                yield (*loc, "title"), scene.ending.title, "narrator"
                yield (*loc, "text"), scene.ending.text, "narrator"
                if scene.ending.why:
                    yield (*loc, "why"), scene.ending.why, "narrator"


def _parsed(text: str) -> Condition | ConditionError:
    try:
        return parse(text)
    except ConditionError as error:
        return error
