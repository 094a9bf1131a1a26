"""A conversation as lines: who says what is always the first word. Called by `conversation` and `record`."""

from collections.abc import Iterable

from trainer.engine.play import Offer
from trainer.engine.transcript import Entry, Gauge, Kind
from trainer.language import tr
from trainer.plain.lines import sentence


def told(entries: Iterable[Entry]) -> list[str]:
    """The lines of a transcript."""
    return [line for entry in entries for line in _told(entry)]


def _told(entry: Entry) -> list[str]:
    match entry.kind:
        case Kind.NARRATION | Kind.MOVED:
            return [entry.text]
        case Kind.SPEECH:
            if entry.who == "you":
                return [tr("You say: {words}", words=entry.text)]
            return [tr("{name} says: {words}", name=entry.name, words=entry.text)]
        case Kind.ASKED:
            return [tr("You were asked: {prompt}", prompt=entry.text)]
        case Kind.OWN_WORDS:
            return [tr("In your own words: {words}", words=entry.text)]
        case Kind.YOU_SAY:
            return [tr("You say: {words}", words=entry.text)]
        case Kind.YOU_DO:
            return [tr("You do: {words}", words=entry.text)]
        case Kind.COACH:
            return [tr("Coach: {words}", words=entry.text)]
        case Kind.ENDING:
            return [tr("The end: {name} {words}", name=sentence(entry.name), words=entry.text)]


def thoughts(entries: Iterable[Entry]) -> list[str]:
    """What somebody thought and did not say, since the last choice."""
    entries = list(entries)
    newest = max((entry.decision for entry in entries), default=-1)
    return [
        tr("{name} thinks: {thought}", name=entry.name, thought=entry.thought)
        for entry in entries
        if entry.thought and entry.decision == newest
    ]


def meters(gauges: Iterable[Gauge]) -> list[str]:
    """The meters by name and value."""
    return [
        tr("{label} is {value} of {greatest}.", label=gauge.label, value=gauge.value, greatest=gauge.greatest)
        for gauge in gauges
    ]


def said(text: str, is_act: bool) -> str:
    """A choice in words: `You say: …` or `You do: …`."""
    return tr("You do: {words}", words=text) if is_act else tr("You say: {words}", words=text)


def choices(offers: Iterable[Offer]) -> list[str]:
    """The choices by number."""
    return [f"{offer.number}. {said(offer.text, offer.is_act)}" for offer in offers]
