"""A conversation as lines: who says what is always the first word. Called by `conversation` and `record`."""

from collections.abc import Iterable

from trainer.engine.play import Offer
from trainer.engine.transcript import Entry, Gauge, Kind
from trainer.plain.lines import sentence


def told(entries: Iterable[Entry]) -> list[str]:
    """The lines of a transcript."""
    return [line for entry in entries for line in _told(entry)]


def _told(entry: Entry) -> list[str]:
    match entry.kind:
        case Kind.NARRATION | Kind.MOVED:
            return [entry.text]
        case Kind.SPEECH:
            return [f"{entry.name} {'say' if entry.who == 'you' else 'says'}: {entry.text}"]
        case Kind.OWN_WORDS:
            return [f"In your own words: {entry.text}"]
        case Kind.YOU_SAY:
            return [f"You say: {entry.text}"]
        case Kind.YOU_DO:
            return [f"You do: {entry.text}"]
        case Kind.COACH:
            return [f"Coach: {entry.text}"]
        case Kind.ENDING:
            return [f"The end: {sentence(entry.name)} {entry.text}"]


def thoughts(entries: Iterable[Entry]) -> list[str]:
    """What somebody thought and did not say, since the last choice."""
    entries = list(entries)
    newest = max((entry.decision for entry in entries), default=-1)
    return [f"{entry.name} thinks: {entry.thought}" for entry in entries if entry.thought and entry.decision == newest]


def meters(gauges: Iterable[Gauge]) -> list[str]:
    """The meters by name and value."""
    return [f"{gauge.label} is {gauge.value} of {gauge.greatest}." for gauge in gauges]


def said(text: str, is_act: bool) -> str:
    """A choice in words: `You say: …` or `You do: …`."""
    return f"You {'do' if is_act else 'say'}: {text}"


def choices(offers: Iterable[Offer]) -> list[str]:
    """The choices by number."""
    return [f"{offer.number}. {said(offer.text, offer.is_act)}" for offer in offers]
