"""Who speaks in a story: lines such as `Amara: "I'm fine."` name somebody. Called by `story`."""

import re
from collections import Counter
from collections.abc import Iterable

from trainer.content.twee.names import id_of

_SPOKEN = re.compile(r"([^\W\d_][\w'’.-]{0,19}(?: [^\W\d_][\w'’.-]{0,19}){0,2}):\s+(\S.*)")
_QUOTES = "\"“”„'‘’"
_FIXED = {"you": "you", "narrator": "narrator"}


def people(lines: Iterable[str]) -> dict[str, str]:
    """The cast ids by name: whoever speaks twice or more, or once in quotes; who speaks most is the mentee."""
    counts: Counter[str] = Counter()
    for line in lines:
        spoken = _SPOKEN.fullmatch(line)
        if spoken and _is_name(spoken[1]) and spoken[1].lower() not in _FIXED:
            counts[spoken[1]] += 1 + spoken[2].startswith(tuple(_QUOTES))
    found: dict[str, str] = {}
    for name, count in counts.most_common():
        if count > 1:
            found[name] = "mentee" if not found else id_of(name, ["mentee", *found.values()], "person")
    return found


def _is_name(text: str) -> bool:
    """Whether every word of a text begins as a name does."""
    return all(not part[0].islower() for part in text.split())


def spoken(line: str, cast: dict[str, str]) -> tuple[str, str]:
    """Who says a line, and the words without the name and the quotes around them."""
    match = _SPOKEN.fullmatch(line)
    if match is None:
        return "narrator", line
    who = cast.get(match[1]) or _FIXED.get(match[1].lower())
    if who is None:
        return "narrator", line
    words = match[2].strip()
    if len(words) > 2 and words[0] in _QUOTES and words[-1] in _QUOTES:
        words = words[1:-1].strip() or words
    return who, words
