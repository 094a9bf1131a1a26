"""Lines, replies and wordings that show on some paths only, and whether a state shows them.

Called by the rule on lines that never show, `analysis.rules.paths`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.content.rules.rule import Loc
from trainer.content.scenario import Scenario, Scene
from trainer.engine.steps import heard_in
from trainer.engine.story import State, Story


@dataclass(frozen=True, slots=True)
class Passage:
    """A line, reply or wording that may not show. `at` is its place in its list; `choice` is None for a line."""

    loc: Loc
    text: str
    choice: int | None
    is_reply: bool
    at: int


def passages(scenario: Scenario) -> dict[str, list[Passage]]:
    """Every passage by scene: those with a `when`, and wordings behind one that always holds."""
    found = {id: list(_of(id, scene)) for id, scene in scenario.scenes.items()}
    return {id: listed for id, listed in found.items() if listed}


def _of(id: str, scene: Scene) -> Iterator[Passage]:
    for at, line in enumerate(scene.lines):
        if line.when is not None:
            yield Passage(("scenes", id, "lines", at, "when"), line.text, None, False, at)
    for number, choice in enumerate(scene.choices):
        loc: Loc = ("scenes", id, "choices", number)
        always = False
        for at, say in enumerate(choice.say or ()):
            if say.when is not None or always:
                key = "text" if say.when is None else "when"
                yield Passage((*loc, "say", at, key), say.text, number, False, at)
            always = always or say.when is None
        for at, line in enumerate(choice.reply):
            if line.when is not None:
                yield Passage((*loc, "reply", at, "when"), line.text, number, True, at)


def shows(story: Story, state: State, passage: Passage) -> bool | None:
    """Whether a passage of this state's scene shows in it; None where its choice is not on offer."""
    scene = story.scenes[state.scene]
    if passage.choice is None:
        return story.holds(scene.written.lines[passage.at].when, state)
    choice = scene.choices[passage.choice]
    if choice.when is not None and not choice.when(state.meters, state.facts):
        return None
    if passage.is_reply:
        return story.holds(choice.written.reply[passage.at].when, heard_in(story, state, choice))
    says = choice.written.say or ()
    holds = [story.holds(say.when, state) for say in says[: passage.at + 1]]
    return holds[-1] and not any(holds[:-1])
