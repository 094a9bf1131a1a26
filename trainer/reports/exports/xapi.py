"""Runs that are over as statements of xAPI 1.0.3, for learning record stores.

`statements` is a generator of one run's; the table of verbs says what there is. Pure.
"""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from trainer.engine.events import Chose, Event, Rewound, Status, decode
from trainer.reports.exports.codes import Codes
from trainer.shown import clean
from trainer.store import DecisionFacts, PlayedFacts, RunFacts

VERSION = "1.0.3"
IDLE = 180
"""Seconds: a gap that is longer is no time at work."""
_NAMESPACE = uuid.UUID("6f1c7a3e-6f0f-5b0e-9a57-2f6f0c5d9b11")
_TYPES = "http://adlnet.gov/expapi/activities/"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its IRI, its name, and what a statement with it says."""

    id: str
    name: str
    about: str

    @property
    def record(self) -> dict[str, Any]:
        """As a statement has it."""
        return {"id": self.id, "display": {"en": self.name}}


_ADL = "http://adlnet.gov/expapi/verbs/"
INITIALISED = Verb(f"{_ADL}initialized", "initialised", "A run was opened.")
ANSWERED = Verb(
    f"{_ADL}answered",
    "answered",
    "A choice was made at a scene: `response` is the choice's id, the score its level (the mean of its criteria), the "
    "duration the time since what was done before.",
)
COMPLETED = Verb(
    f"{_ADL}completed",
    "completed",
    "The conversation reached an ending: the score is the mean of its decisions, the duration the time at work.",
)
VERBS = (INITIALISED, ANSWERED, COMPLETED)


@dataclass(frozen=True, slots=True)
class Naming:
    """How statements name things: people by codes, with their names beside where `names`; IRIs begin with `home`.

    `titles` are those of scenarios, in the language `spoken`.
    """

    codes: Codes
    names: bool
    home: str
    titles: Mapping[str, str]
    spoken: str = "en"


@dataclass(frozen=True, slots=True)
class _Done:
    """A choice as the log has it: when, after how many seconds (None: it cannot be told), and its decision's number."""

    event: Chose
    at: str
    seconds: float | None
    number: int


def statements(played: PlayedFacts, naming: Naming) -> Iterator[dict[str, Any]]:
    """The statements of a run, in the order of what happened; none of one whose log cannot be read."""
    run = played.run
    try:
        log = [decode(data) for data in played.events]
        gaps = _gaps([run.opened, *(at for _, at in log)])
    except ValueError:  # one damaged run must not hide the others; `verify` says what is wrong with it
        return
    yield _statement(run, naming, INITIALISED, run.opened, _scenario(run, naming))
    for done in _choices(log, gaps):
        made = played.decisions.get(done.number, ())
        result: dict[str, Any] = {"response": done.event.choice} | _score(_mean(made)) | _duration(done.seconds)
        scene = _scene(run, naming, done.event.scene)
        more = {"decision": done.number, "taken-back": done.number < 0}
        yield _statement(run, naming, ANSWERED, done.at, scene, result, more)
    if run.status in (Status.FINISHED, Status.SUBMITTED):
        ended = max((number for number, (event, _) in enumerate(log, start=1) if isinstance(event, Chose)), default=0)
        result = {"completion": True} | _score(run.score) | _duration(sum(gap or 0 for gap in gaps[:ended]))
        at = log[ended - 1][1] if ended else run.opened
        yield _statement(run, naming, COMPLETED, at, _scenario(run, naming), result, {"outcome": run.outcome or ""})


def _gaps(stamps: Sequence[str]) -> list[float | None]:
    """The seconds between stamps; None for what is no time at work."""
    moments = [datetime.fromisoformat(stamp) for stamp in stamps]
    found = [(after - before).total_seconds() for before, after in pairwise(moments)]
    return [gap if 0 <= gap <= IDLE else None for gap in found]


def _choices(log: Sequence[tuple[Event, str]], gaps: Sequence[float | None]) -> list[_Done]:
    """The choices in the order in which they were made, each with its number: those taken back from -1 downwards."""
    line: list[int] = []
    back: list[int] = []
    for at, (event, _) in enumerate(log):
        if isinstance(event, Chose):
            line.append(at)
        elif isinstance(event, Rewound):
            back += line[event.decisions :]
            line = line[: event.decisions]
    numbers = {at: number for number, at in enumerate(line, start=1)}
    numbers |= {at: -number for number, at in enumerate(back, start=1)}
    return [
        _Done(event, stamp, gaps[at], numbers[at]) for at, (event, stamp) in enumerate(log) if isinstance(event, Chose)
    ]


def _mean(made: Sequence[DecisionFacts]) -> float | None:
    levels = [one.level for one in made if one.level is not None]
    return sum(levels) / len(levels) if levels else None


def _score(level: float | None) -> dict[str, Any]:
    """A level, 1 to 4, as a score."""
    if level is None:
        return {}
    return {"score": {"scaled": (level - 1) / 3, "raw": level, "min": 1, "max": 4}}


def _duration(seconds: float | None) -> dict[str, str]:
    """Seconds as ISO 8601 has them, to the hundredth."""
    return {} if seconds is None else {"duration": f"PT{seconds:.2f}S"}


def _statement(
    run: RunFacts,
    naming: Naming,
    verb: Verb,
    at: str,
    object: Mapping[str, Any],
    result: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    actor: dict[str, Any] = {
        "objectType": "Agent",
        "account": {"homePage": f"{naming.home}/", "name": naming.codes(run.person)},
    }
    if naming.names:
        actor["name"] = clean(run.name)
    told: dict[str, Any] = {
        "actor": actor,
        "verb": verb.record,
        "object": object,
        "context": _context(run, naming, more or {}),
        "timestamp": at,
        "version": VERSION,
    }
    if result:
        told["result"] = result
    said = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return {"id": str(uuid.uuid5(_NAMESPACE, said)), **told}


def _scenario(run: RunFacts, naming: Naming) -> dict[str, Any]:
    definition: dict[str, Any] = {"type": f"{_TYPES}simulation"}
    if run.scenario in naming.titles:
        definition["name"] = {naming.spoken: naming.titles[run.scenario]}
    return {
        "objectType": "Activity",
        "id": f"{naming.home}/scenarios/{run.scenario}",
        "definition": definition,
    }


def _scene(run: RunFacts, naming: Naming, scene: str) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": f"{naming.home}/scenarios/{run.scenario}/scenes/{scene}",
        "definition": {"type": f"{_TYPES}cmi.interaction", "interactionType": "choice"},
    }


def _context(run: RunFacts, naming: Naming, more: Mapping[str, Any]) -> dict[str, Any]:
    told = {
        "mode": run.mode,
        "casting": run.casting,
        "competency": run.competency,
        "attempt": run.attempt,
        "scenario-text": run.text,
        "elsewhere": run.elsewhere or None,
        "sitting": run.sitting,
        "sitting-voided": run.voided if run.sitting else None,
        **more,
    }
    around: dict[str, Any] = {}
    if "decision" in more:
        around["parent"] = [{"objectType": "Activity", "id": f"{naming.home}/scenarios/{run.scenario}"}]
    if run.certification:
        around["grouping"] = [{"objectType": "Activity", "id": f"{naming.home}/certifications/{run.certification}"}]
    context = {
        "registration": run.run,
        "platform": "mentor-trainer",
        "extensions": {f"{naming.home}/xapi/{name}": value for name, value in told.items() if value not in (None, "")},
    }
    return context | ({"contextActivities": around} if around else {})
