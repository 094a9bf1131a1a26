"""What a name, a code or a cohort may look like, and when two are the same. Light; called by `roster` and `store`."""

import unicodedata

LONGEST = 60
"""Characters in a name or cohort."""

_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_UNSHOWN = {"Cc", "Cs", "Co", "Cn"}


def tidy(text: str) -> str:
    """A text on one line, without control, invisible-direction or broken characters; it may be empty."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    return " ".join("".join(filter(_visible, kept)).split())


def _visible(letter: str) -> bool:
    return unicodedata.bidirectional(letter) not in _TURNS and unicodedata.category(letter) not in _UNSHOWN


def folded(name: str) -> str:
    """What two names have in common that people would take for one: capitals and ways to write a letter aside."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tidy(name)).casefold())
