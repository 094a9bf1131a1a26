"""The graph that the engine's figures stand on: 200 scenes, 15 decisions deep, four choices, conditions.

The same graph as a scenario (`scenario`) and as an ink story (`ink`), made from one seed, so that both engines do
the same work: a meter that choices move, kept within 0 and 5, and facts that some choices ask for.
"""

from random import Random
from typing import Any

from trainer.content.scenario import Scenario

DEEP = 15
SCENES = 200
CHOICES = 4
FACTS = 26


def plan(scenes: int = SCENES, seed: int = 7) -> dict[str, Any]:
    """Layers of scenes; each scene's choices as (id, target, change, condition).

    A condition is ("meter", least), ("chose", scene, choice), or None. The last layer leads to the ending. The first
    layers are narrow, so that many paths share the facts that later choices ask for.
    """
    rng = Random(seed)
    widths = [1, 2, 3, 4, 5, 6]
    widths += [(scenes - 1 - sum(widths)) // (DEEP - len(widths))] * (DEEP - len(widths))
    widths[-1] += scenes - 1 - sum(widths)
    layers = [[f"s{layer}_{at}" for at in range(wide)] for layer, wide in enumerate(widths)]
    early = [(name, f"c{at}") for names in layers[:6] for name in names for at in (0, 1)]
    facts = rng.sample(early, FACTS)
    built: dict[str, list[tuple[str, str, int, Any]]] = {}
    for layer, names in enumerate(layers):
        after = layers[layer + 1] if layer + 1 < DEEP else ["the_end"]
        for name in names:
            built[name] = [
                (f"c{at}", rng.choice(after), rng.choice([-1, 0, 0, 1]), _condition(rng, at, layer, facts))
                for at in range(CHOICES)
            ]
    return {"layers": layers, "scenes": built}


def _condition(rng: Random, at: int, layer: int, facts: list[tuple[str, str]]) -> Any:
    if at < 2:
        return None
    if at == 2:
        return ("meter", rng.randint(1, 3))
    known = [fact for fact in facts if int(fact[0][1 : fact[0].index("_")]) < layer]
    return ("chose", *rng.choice(known)) if known else None


def scenario(graph: dict[str, Any]) -> Scenario:
    """The graph as a scenario."""
    scenes: dict[str, Any] = {
        name: {
            "lines": [{"mentee": text, **({"when": when} if when else {})} for text, when in told(name)],
            "looks_at": ["one"],
            "choices": [_choice(*choice) for choice in choices],
        }
        for name, choices in graph["scenes"].items()
    }
    scenes["the_end"] = {"ending": {"outcome": "good", "title": "The end", "text": "It is over."}}
    return Scenario.model_validate(
        {
            "scenario": "bench",
            "title": "Bench",
            "competency": "one",
            "level": "foundation",
            "minutes": 5,
            "rubrics": ["one"],
            "summary": "A graph.",
            "setting": "A bench.",
            "goal": "To be fast.",
            "cast": {"mentee": {"name": "Amara", "pronouns": "she"}},
            "meters": {"trust": {"start": 2, "min": 0, "max": 5, "label": "Trust"}},
            "start": "s0_0",
            "scenes": scenes,
        }
    )


REPLY = "Maybe. I had not thought of it like that."


def said(id: str) -> str:
    """What a choice says."""
    return f"I could say this in one plain sentence, and it would be {id}."


def told(scene: str) -> list[tuple[str, str | None]]:
    """The lines of a scene: (text, when)."""
    return [
        (f"We are at {scene}, and it is quiet for a while.", None),
        ("I do not know whether I want to talk about it.", "trust < 3"),
        ("I wanted to tell you something about yesterday.", "trust >= 3"),
    ]


def _choice(id: str, target: str, change: int, condition: Any) -> dict[str, Any]:
    written: dict[str, Any] = {"id": id, "say": said(id), "reply": REPLY, "level": 1 + int(id[1:]), "go": target}
    if change:
        written["change"] = {"trust": change}
    match condition:
        case ("meter", least):
            written["when"] = f"trust >= {least}"
        case ("chose", scene, choice):
            written["when"] = f"chose({scene}.{choice})"
    return written


def ink(graph: dict[str, Any]) -> str:
    """The graph as an ink story, written as an author of ink would: labelled choices, a function for the meter."""
    lines = ["VAR trust = 2", "-> s0_0", "=== function move(by) ===", "~ trust = MIN(MAX(trust + by, 0), 5)"]
    for name, choices in graph["scenes"].items():
        lines.append(f"=== {name} ===")
        lines += [f"{{{when.replace(' and ', ' && ')}: {text}}}" if when else text for text, when in told(name)]
        for id, target, change, condition in choices:
            match condition:
                case ("meter", least):
                    guard = f"{{trust >= {least}}} "
                case ("chose", scene, choice):
                    guard = f"{{{scene}.{choice}}} "
                case _:
                    guard = ""
            lines += [f"+ ({id}) {guard}[{said(id)}]", f"  {said(id)}", f"  {REPLY}"]
            if change:
                lines.append(f"  ~ move({change})")
            lines.append(f"  -> {target}")
    return "\n".join([*lines, "=== the_end ===", "It is over.", "-> END", ""])
