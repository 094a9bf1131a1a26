"""A file of runs for another machine: what is in it, and how it is written and read. Light to import.

One JSON document: the runs with the exact bytes of their headers and events and their chain, the texts they stand on by
SHA-256, and, where they were asked for, the words that stand apart. Nothing is taken from it before it is looked
through: see `session.elsewhere`.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from trainer.engine.events import Header
from trainer.errors import UsageError
from trainer.language import tr
from trainer.shown import clean
from trainer.store.rows import Decided, Summary

KIND = "trainer runs"
VERSION = 1
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read at all."""
_LONGEST_NAME = 60
ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What the id of a run or a sitting looks like."""
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@dataclass(frozen=True, slots=True)
class SentEvent:
    """An event: its canonical bytes and link; the key and text of its words, or None where they were not sent."""

    seq: int
    data: bytes
    link: bytes
    key: bytes | None = None
    text: bytes | None = None


@dataclass(frozen=True, slots=True)
class SentRun:
    """A run: its header's canonical bytes, the chain's first link, and its events in order."""

    header: bytes
    link: bytes
    events: tuple[SentEvent, ...]

    @property
    def links(self) -> list[bytes]:
        """The whole chain, the header's link first."""
        return [self.link, *(event.link for event in self.events)]


@dataclass(frozen=True, slots=True)
class SentPlace:
    """A conversation of a sitting, as it was drawn, with its run; `instead_of` is what was declined."""

    scenario: str
    seed: int
    run: str
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class SentSitting:
    """A complete sitting: opened when (a stamp), on which text of its certification (SHA-256), drawn by which seed."""

    sitting: str
    certification: str
    snapshot: str
    opened: str
    seed: int
    places: tuple[SentPlace, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What a file holds. `name` is what the sender is called there, and proves nothing; `texts` are by SHA-256."""

    name: str
    runs: tuple[SentRun, ...]
    texts: Mapping[str, str]
    sittings: tuple[SentSitting, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A run of a file that was looked through: its header, and what the list of runs is to show of it."""

    header: Header
    sent: SentRun
    texts: Mapping[str, str]
    summary: Summary
    decided: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What bringing in runs came to: how many are new, went on since they were last brought in, were here already.

    `sittings` are those that are new.
    """

    new: int = 0
    longer: int = 0
    known: int = 0
    sittings: int = 0


def written(sent: Sent, at: str) -> str:
    """The text of a file, made `at` a stamp."""
    record = {
        "kind": KIND,
        "version": VERSION,
        "made": at,
        "name": sent.name,
        "texts": dict(sent.texts),
        "runs": [_run(run) for run in sent.runs],
        "sittings": [asdict(sitting) for sitting in sent.sittings],
    }
    return json.dumps(record, ensure_ascii=True, indent=1) + "\n"


def _run(run: SentRun) -> dict[str, Any]:
    return {"header": run.header.decode(), "link": run.link.hex(), "events": [_event(event) for event in run.events]}


def _event(event: SentEvent) -> dict[str, Any]:
    record: dict[str, Any] = {"data": event.data.decode(), "link": event.link.hex()}
    if event.key is not None and event.text is not None:
        record["words"] = {"key": event.key.hex(), "text": b64encode(event.text).decode()}
    return record


def read(data: bytes) -> Sent:
    """What a file's bytes hold, by its shape only. Raises UsageError for what is no such file."""
    wrong = UsageError(tr("That is no file of runs."), tr("`trainer runs send FILE` writes one on the other machine."))
    try:
        record = json.loads(data)
        kind, version = record["kind"], record["version"]
        if kind != KIND or not isinstance(version, int):
            raise wrong
        if version > VERSION:
            raise UsageError(
                tr("That file was written by a newer version of trainer."), tr("Update trainer here to read it.")
            )
        texts = {_text(sha): _text(text) for sha, text in record["texts"].items()}
        runs = tuple(_read_run(run) for run in record["runs"])
        sittings = tuple(_read_sitting(sitting) for sitting in record.get("sittings", []))
        return Sent(clean(_text(record["name"])).strip()[:_LONGEST_NAME], runs, texts, sittings)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise wrong from error


def _read_run(record: Any) -> SentRun:
    events = tuple(_read_event(number, event) for number, event in enumerate(record["events"], start=1))
    return SentRun(_text(record["header"]).encode(), bytes.fromhex(record["link"]), events)


def _read_sitting(record: Any) -> SentSitting:
    places = tuple(
        SentPlace(
            _text(one["scenario"]),
            _number(one["seed"]),
            _text(one["run"]),
            None if one["instead_of"] is None else _text(one["instead_of"]),
        )
        for one in record["places"]
    )
    sitting, certification, snapshot, opened = (
        _text(record[name]) for name in ("sitting", "certification", "snapshot", "opened")
    )
    return SentSitting(sitting, certification, snapshot, opened, _number(record["seed"]), places)


def _read_event(number: int, record: Any) -> SentEvent:
    data, link, words = _text(record["data"]).encode(), bytes.fromhex(record["link"]), record.get("words")
    if words is None:
        return SentEvent(number, data, link)
    return SentEvent(number, data, link, bytes.fromhex(words["key"]), b64decode(words["text"], validate=True))


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("a whole number was meant")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was meant")
    return value
