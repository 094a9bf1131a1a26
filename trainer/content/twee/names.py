"""Ids for what had names: passages, variables, links. Called by `story` and `ways`."""

import re
import unicodedata
from collections.abc import Iterable

from trainer.content.rules.names import RESERVED

_TAKEN = RESERVED | {"narrator", "you", "school"}
LONGEST = 40


def id_of(name: str, taken: Iterable[str], otherwise: str, words: int = 0) -> str:
    """A free id from a name: its letters without accents, at most so many of its words; `otherwise` where none is left.

    Ids that are taken get a number behind them.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    parts = re.findall(r"[a-z0-9]+", plain)
    found = "_".join(parts[:words] if words else parts)[:LONGEST].strip("_").lstrip("0123456789_") or otherwise
    if found in _TAKEN:
        found = f"{otherwise}_{found}"
    taken = set(taken)
    number, free = 2, found
    while free in taken:
        free, number = f"{found}_{number}", number + 1
    return free
