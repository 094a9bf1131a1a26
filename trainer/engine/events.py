"""What happens in a run, as values; how an event becomes the bytes that are kept; how the bytes are chained.

A run is its header and its events, and everything else follows from them. Text that a person wrote can be
erased, so it never enters the bytes: they hold `seal(text)`, an HMAC that the store makes, and the text stands
apart. A new event is one class here and one line in `EVENTS`; the type checker names each `match` to finish.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

ENGINE = 1
"""The meaning of `step` and of the score; a change of either is a new number, and the old one stays."""


class Mode(StrEnum):
    """The two modes of a run."""

    PRACTICE = "practice"
    """Coached, and can be rewound."""
    ASSESSMENT = "assessment"
    """Uncoached and final."""


class Status(StrEnum):
    """The life of a run."""

    OPEN = "open"
    FINISHED = "finished"
    """Practice reached an ending."""
    SUBMITTED = "submitted"
    """An assessment reached an ending."""
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Fork:
    """Where a run was tried otherwise: the run it came from, and how many of its decisions were kept."""

    run: str
    decisions: int


@dataclass(frozen=True, slots=True)
class Header:
    """What is fixed when a run opens. Snapshots are SHA-256 of the exact texts, as hexadecimal.

    `snapshots` has `scenario`, `critical_acts`, `school`, one `rubric:<id>` for each rubric, and `translation` where
    the run is played in another language than the scenario was written in.
    `opened` is UTC, ISO 8601 with milliseconds and `Z`.
    """

    run: str
    person: str
    scenario: str
    mode: Mode
    seed: int
    casting: str
    opened: str
    snapshots: Mapping[str, str]
    seed_given: bool = False
    forked_from: Fork | None = None
    instead_of: str | None = None
    engine: int = ENGINE


@dataclass(frozen=True, slots=True)
class Chose:
    """A choice was made; `shown` is the order in which those on offer stood."""

    scene: str
    choice: str
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Responded:
    """Own words at a decision; empty when skipped, None when erased since."""

    scene: str
    text: str | None


@dataclass(frozen=True, slots=True)
class SelfRated:
    """The level of example to which the mentor finds the own words at a scene nearest."""

    scene: str
    level: int


@dataclass(frozen=True, slots=True)
class Rewound:
    """Back to where `decisions` decisions had been made; what came after is kept as taken back."""

    decisions: int


@dataclass(frozen=True, slots=True)
class Reflected:
    """A reflection, written after the end; None when erased since."""

    text: str | None


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The run was given up for good."""


Event = Chose | Responded | SelfRated | Rewound | Reflected | Abandoned

EVENTS: dict[str, type[Any]] = {
    "chose": Chose,
    "responded": Responded,
    "self_rated": SelfRated,
    "rewound": Rewound,
    "reflected": Reflected,
    "abandoned": Abandoned,
}
KINDS: dict[type[Any], str] = {kind: name for name, kind in EVENTS.items()}
_FIELDS: dict[type[Any], tuple[str, ...]] = {kind: tuple(kind.__dataclass_fields__) for kind in KINDS}

_dumps = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def encode(event: Event, at: str, seal: Callable[[str], str] | None = None) -> bytes:
    """The canonical bytes of an event made `at` a time (UTC, ISO 8601): sorted keys, no spaces, UTF-8.

    `seal` turns erasable text into what stands for it in the bytes; without it such an event is refused.
    """
    kind = type(event)
    record: dict[str, Any] = {"at": at, "kind": KINDS[kind]}
    for name in _FIELDS[kind]:
        record[name] = getattr(event, name)
    if record.get("text"):
        if seal is None:
            raise ValueError("erasable text needs a seal")
        record["text"] = {"hmac": seal(record["text"])}
    return _dumps(record).encode()


def decode(data: bytes, text: str | None = None) -> tuple[Event, str]:
    """The event in canonical bytes and the time it was made; `text` is what stood apart, None when erased.

    Raises ValueError when the bytes are not an event of this engine.
    """
    record = json.loads(data)
    try:
        at = record.pop("at")
        kind = EVENTS[record.pop("kind")]
        if isinstance(record.get("text"), dict):
            record["text"] = text
        if "shown" in record:
            record["shown"] = tuple(record["shown"])
        return kind(**record), at
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an event: {data[:80]!r}") from error


def sealed(data: bytes) -> str | None:
    """The HMAC that stands for erasable text in an event's canonical bytes, or None."""
    text = json.loads(data).get("text")
    return text["hmac"] if isinstance(text, dict) else None


def encode_header(header: Header) -> bytes:
    """The canonical bytes of a header."""
    record = {name: getattr(header, name) for name in Header.__dataclass_fields__}
    record["snapshots"] = dict(header.snapshots)
    record["forked_from"] = asdict(header.forked_from) if header.forked_from else None
    return _dumps(record).encode()


def decode_header(data: bytes) -> Header:
    """The header in canonical bytes. Raises ValueError when they are not one."""
    try:
        record = json.loads(data)
        fork = record.pop("forked_from")
        mode = Mode(record.pop("mode"))
        snapshots = dict(record.pop("snapshots").items())
        return Header(**record, mode=mode, snapshots=snapshots, forked_from=Fork(**fork) if fork else None)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a header: {data[:80]!r}") from error


def link(previous: bytes, data: bytes) -> bytes:
    """The next link of the hash chain: SHA-256 of the link before it and an event's bytes.

    The first link stands on `link(b"", encode_header(header))`.
    """
    return sha256(previous + data).digest()
