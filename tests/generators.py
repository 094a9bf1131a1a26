"""Small valid scenarios for property tests: a hypothesis strategy, and the rubric whose criteria they look at.

`documents` gives what a file holds (lists, groups of keys, texts and numbers), `scenarios` the model of it. Every
one passes the three gates without an error: each scene can be reached, each choice can be offered, each decision has
a 4, each slip a repair, and scenes repeat only under a bell.
"""

import re
from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from trainer.analysis.explore import reaches
from trainer.content.rubric import Rubric
from trainer.content.scenario import Scenario

CRITERIA = ("opening", "reflecting")
_LEVELS = {level: {"seen": f"Seen at {level}.", "say": f"Said at {level}."} for level in (4, 3, 2, 1)}
RUBRIC = Rubric.model_validate(
    {
        "rubric": "listening",
        "title": "Listening",
        "about": "Hearing what is said.",
        "criteria": {
            "opening": {"title": "Opening", "about": "The first.", "weight": 3, "levels": _LEVELS},
            "reflecting": {"title": "Reflecting", "about": "The second.", "weight": 1, "levels": _LEVELS},
        },
    }
)
SCHOOLS = (frozenset[str](), frozenset({"peer_asks_directly"}))
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For every property of scenarios: how long one takes says nothing on a busy machine."""

_NEVER = "trust > 99"
_ENDINGS = {
    "good_end": {"ending": {"outcome": "good", "title": "{{ mentee.name }} stays", "text": "You sit together."}},
    "poor_end": {"ending": {"outcome": "poor", "title": "Alone", "text": "Nobody was told.", "critical": "CE2"}},
}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """What a small valid scenario's file holds."""
    middles = [f"s{number}" for number in range(draw(st.integers(1, 4)))]
    bell = draw(st.one_of(st.none(), st.integers(1, 3)))
    kinds = {name: draw(st.sampled_from(["decision", "decision", "route", "pass"])) for name in middles}
    kinds["s0"] = "decision"
    plan = _Plan(draw, middles, kinds, draw(st.integers(0, 2)), bell)
    scenes = {name: plan.scene(at, name) for at, name in enumerate(middles)}
    scenes |= {name: plan.repair(name) for name in plan.repairs}
    scenes |= _ENDINGS
    document: dict[str, Any] = {
        "scenario": "a_small_one",
        "title": "A small one",
        "competency": "listening",
        "level": "foundation",
        "minutes": 5,
        "rubrics": ["listening"],
        "summary": "A talk.",
        "setting": "A bench.",
        "goal": "To hear.",
        "cast": {"mentee": {"name": "Amara", "pronouns": "she"}},
        "castings": {"b": {"mentee": {"name": "Jakub", "pronouns": "he"}}},
        "meters": {
            "trust": {"start": 2, "min": 0, "max": 3, "label": "Trust"},
            "ease": {"start": 0, "min": -1, "max": 1, "label": "Ease"},
        },
        "start": "s0",
        "scenes": scenes,
    }
    if bell is not None:
        document["bell"] = {"after": bell, "go": "bell_rings"}
        scenes["bell_rings"] = {"lines": [{"narrator": "It rings."}], "go": "poor_end"}
    return _mended(document)


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A small valid scenario."""
    return Scenario.model_validate(draw(documents()))


class _Plan:
    """What is decided while one scenario is drawn."""

    def __init__(
        self, draw: st.DrawFn, middles: list[str], kinds: dict[str, str], repairs: int, bell: int | None
    ) -> None:
        self.draw, self.middles, self.kinds, self.bell = draw, middles, kinds, bell
        self.repairs = [f"mend{number}" for number in range(repairs)]
        decisions = [name for name in middles if kinds[name] == "decision"]
        self.atoms = [f"trust {sign} {at}" for sign in (">=", "<", "==") for at in (1, 2, 3)]
        self.atoms += ["ease + trust > 2", "not 0 <= ease", "school(peer_asks_directly)"]
        self.atoms += [f"chose({name}.c{number})" for name in decisions for number in (0, 1)]
        self.atoms += [f"visited({name})" for name in middles]
        self.atoms += [f"chose({name}.c0, {decisions[-1]}.c1)" for name in decisions[:1]]

    def when(self) -> str:
        """A condition of one or two atoms."""
        atom = partial(self.draw, st.sampled_from(self.atoms))
        return self.draw(st.sampled_from(["{}", "not ({})", "{} and {}", "{} or {}"])).format(atom(), atom())

    def maybe(self, chance: int = 3) -> bool:
        """Yes, once in `chance`."""
        return self.draw(st.integers(1, chance)) == chance

    def on(self, at: int, choice: bool) -> str:
        """Somewhere to go on to: forward, or anywhere from a choice under a bell."""
        forward = [*self.middles[at + 1 :], *_ENDINGS]
        back = [name for name in self.middles[: at + 1] if self.kinds[name] == "decision"]
        return self.draw(st.sampled_from(forward + (back if choice and self.bell else [])))

    def next(self, at: int) -> str:
        """The scene behind, so that every scene can be reached."""
        return self.middles[at + 1] if at + 1 < len(self.middles) else "good_end"

    def lines(self, name: str) -> list[dict[str, str]]:
        """Lines, some of them conditional, with and without a thought."""
        said: list[dict[str, str]] = [{"mentee": f"Here is {name}.", "thinks": f"I think of {name}."}]
        if self.maybe():
            said.append({"narrator": "{{ mentee.They }} looks up.", "when": self.when()})
        return said

    def scene(self, at: int, name: str) -> dict[str, Any]:
        """A decision, a route or a passage."""
        match self.kinds[name]:
            case "pass":
                return {"lines": self.lines(name), "go": self.next(at)}
            case "route":
                branch = {"when": self.when(), "go": self.on(at, choice=False)}
                return {"lines": self.lines(name), "route": [branch, {"go": self.next(at)}]}
        looks_at = self.draw(st.sampled_from([[], ["opening"], ["reflecting"], ["opening", "reflecting"]]))
        scene: dict[str, Any] = {
            "lines": self.lines(name),
            "looks_at": looks_at,
            "go": self.next(at),
            "choices": [self.choice(at, name, number, looks_at) for number in range(self.draw(st.integers(2, 4)))],
        }
        if self.maybe():
            scene["respond"] = {"prompt": "What would you say?", "examples": {4: "Tell me.", 2: "Cheer up."}}
        return scene

    def choice(self, at: int, name: str, number: int, looks_at: list[str]) -> dict[str, Any]:
        """A choice: the first is a 4 and leads on; the first two are always on offer."""
        choice: dict[str, Any] = {"id": f"c{number}", "why": f"A note on {name} and {number}."}
        if self.maybe():
            choice["do"] = "Wait."
        else:
            choice["say"] = [{"text": "If so.", "when": self.when()}, {"text": f"Words {number}."}]
        if self.maybe(2):
            choice["change"] = {
                self.draw(st.sampled_from(["trust", "ease"])): self.draw(st.sampled_from([-2, -1, 1, 2]))
            }
        if self.maybe():
            choice["reply"] = [{"mentee": "Oh.", "when": self.when()}, {"you": "Hm."}]
        if number:
            choice["go"] = self.on(at, choice=True)
        if number > 1 and self.maybe(2):
            choice["when"] = self.when()
        levels = [4] if not number else [1, 2, 3] if self.repairs else [2, 3]
        if len(looks_at) == 2 and number:
            choice["rate"] = {name: self.draw(st.sampled_from(levels)) for name in looks_at}
        elif looks_at:
            choice["level"] = self.draw(st.sampled_from(levels))
        harmful = 1 in (choice.get("level"), *choice.get("rate", {}).values())
        if harmful or (number and self.repairs and self.maybe(4)):
            choice["repair"] = self.draw(st.sampled_from(self.repairs))
        if choice.get("level") == 1 and self.maybe(2):
            choice["critical"] = "CE1"
        return choice

    def repair(self, name: str) -> dict[str, Any]:
        """A repair scene."""
        choices: list[dict[str, Any]] = [
            {"id": "own_up", "say": "That was wrong.", "level": 3, "why": f"You took it back, {name}."},
            {"id": "keep", "do": "Say nothing.", "level": 1, "change": {"trust": -1}, "why": f"It stands, {name}."},
        ]
        if self.maybe():
            late = {"id": "late", "say": "Well.", "level": 2, "why": f"Half of it, {name}.", "when": self.when()}
            choices.append(late)
        return {"lines": [{"mentee": "You said it."}], "choices": choices}


def _mended(document: dict[str, Any]) -> dict[str, Any]:
    """The document without what no path reaches: scenes taken out, choices that are never offered made free."""
    while True:
        walked = reaches(Scenario.model_validate(document))
        met = {state.scene for reach in walked for state in reach.entered()}
        ways = (way for reach in walked for way in zip(reach.states, reach.ways, strict=True))
        offered = {choice.ref for _, here in ways for choice, _ in here}
        scenes = document["scenes"]
        lost = [name for name in scenes if name not in met]
        never = [
            choice
            for name, scene in scenes.items()
            for choice in scene.get("choices", ())
            if name in met and f"{name}.{choice['id']}" not in offered
        ]
        if not lost and not never:
            return document
        for choice in never:
            del choice["when"]
        if never:  # they may lead to what seems lost
            continue
        if "bell_rings" in lost:
            del document["bell"]
        for name in lost:
            del scenes[name]
            _forget(document, name, next(end for end in _ENDINGS if end in met))


def _forget(value: Any, scene: str, instead: str) -> None:
    """Ask no more for a scene that was taken out, and lead to another instead, where nobody ever went."""
    asked = re.compile(rf"(chose|visited)\([^)]*\b{scene}\b[^)]*\)")
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if key == "when":
            value[key] = asked.sub(_NEVER, inner)
        elif key == "go" and inner == scene:
            value[key] = instead
        elif isinstance(inner, (dict, list)):
            _forget(inner, scene, instead)
