"""What a help line offers: the closest of the names that were meant, or all of them. Called by the rules."""

from collections.abc import Iterable
from difflib import get_close_matches

from trainer.language import tr


def near(word: object, known: Iterable[str]) -> str:
    """A sentence that names the closest of some words, or nothing."""
    close = get_close_matches(str(word), list(known), n=1, cutoff=0.6)
    return tr("Did you mean `{close}`?", close=close[0]) if close else ""


def listed(known: Iterable[object], most: int = 12) -> str:
    """Some words in a row; the first dozen when there are many."""
    words = [f"`{word}`" for word in known]
    return ", ".join(words[:most]) + (" …" if len(words) > most else "")


def one_of(name: str, known: Iterable[str], what: str) -> str:
    """The closest name, or else all there are, told as `what`; nothing when there are none."""
    words = list(known)
    return near(name, words) or (f"{what}: {listed(words)}." if words else "")
