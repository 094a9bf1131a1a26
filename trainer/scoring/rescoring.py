"""The score of a run straight from its stored events, without replaying it: for looking through very many.

What a choice scores follows from the key alone, and which choices stand from the events alone; so a score needs no
state. `score` replays and is the rule; a property holds this against it. Called by `session.rescoring`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lcm

from trainer.content.scenario import Role, Scenario
from trainer.engine.events import KINDS, Chose, Rewound
from trainer.scoring.score import REPAIRED_SLIP, Word, level, ratings


@dataclass(frozen=True, slots=True)
class Worth:
    """What a choice adds to a score, in parts of `Key.parts`; `mended` where its repair was met well.

    `counts` is false at a repair and where nothing is looked at. `mends` says whether it mends the slip before it.
    """

    counts: bool
    plain: int
    mended: int
    has_repair: bool
    mends: bool


@dataclass(frozen=True, slots=True)
class Key:
    """The key of one text of a scenario, by scene and choice."""

    choices: Mapping[tuple[str, str], Worth]
    parts: int


def key(scenario: Scenario) -> Key:
    """Make the key of a scenario ready for many runs; of a role reversal nothing counts."""
    repairs = {choice.repair for scene in scenario.scenes.values() for choice in scene.choices}
    rated = {
        (name, choice.id): list(ratings(scene, choice).values())
        for name, scene in scenario.scenes.items()
        for choice in scene.choices
    }
    parts = lcm(*(len(levels) for levels in rated.values() if levels))
    found = {}
    for name, scene in scenario.scenes.items():
        for choice in scene.choices:
            levels = rated[name, choice.id]
            mended = [REPAIRED_SLIP if one == Word.HARMFUL else one for one in levels]
            per = parts // len(levels) if levels else 0
            found[name, choice.id] = Worth(
                bool(levels) and name not in repairs and scenario.role is not Role.MENTEE,
                sum(levels) * per,
                sum(mended) * per,
                choice.repair is not None,
                (level(scene, choice) or 0) >= Word.ADEQUATE,
            )
    return Key(found, parts)


_CHOSE, _REWOUND = KINDS[Chose], KINDS[Rewound]
_NOTHING = Worth(counts=False, plain=0, mended=0, has_repair=False, mends=False)
"""What going on is worth where only own words are asked for."""


def rescored(key: Key, events: Sequence[bytes]) -> float | None:
    """The mean of a run's decisions from the canonical bytes of its events; None where nothing was scored.

    Raises ValueError, KeyError and TypeError for events that are damaged.
    """
    line: list[tuple[str, str]] = []
    for event in json.loads(b"[" + b",".join(events) + b"]"):
        kind = event["kind"]
        if kind == _CHOSE:
            line.append((event["scene"], event["choice"]))
        elif kind == _REWOUND:
            del line[event["decisions"] :]
    met: set[str] = set()
    total = 0
    choices = key.choices
    for at, made in enumerate(line):
        worth = choices.get(made, _NOTHING)
        if not worth.counts or made[0] in met:
            continue
        met.add(made[0])
        is_mended = worth.has_repair and at + 1 < len(line) and choices.get(line[at + 1], _NOTHING).mends
        total += worth.mended if is_mended else worth.plain
    return total / (key.parts * len(met)) if met else None
