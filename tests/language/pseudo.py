"""A language in which every word of ours is marked: its vowels carry dots. What is shown without them was not marked.

A translation of the program as any other, made of the texts that are marked; kept in a folder of its own.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from docs.words import marked
from trainer.language import speaking, spoken

CODE = "xx"
CUT = 4
"""Shorter pieces that stand alone are what a narrow column left of a word."""
DOTTED = str.maketrans("aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ")
_KEPT = re.compile(r"(\{[^{}]*\}|`[^`]*`|--[a-z-]+)")
"""Values, and what is typed as it stands."""
_PLAIN = re.compile(r"(?<![\w/.=@{-])[A-Za-z]*[aeiouAEIOU][A-Za-z]*(?![\w/=@{}-])")
_GAP = re.compile(r"\s{2,}|[│┃▸·:;()“”\"…,]|(?<=\w)[.!?]")


def dotted(text: str) -> str:
    """A text in the language."""
    return "".join(part if _KEPT.fullmatch(part) or not part else part.translate(DOTTED) for part in _KEPT.split(text))


@contextmanager
def speaking_pseudo(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak it for a while."""
    lines = ['msgid ""', 'msgstr "Language: xx\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"']
    for one in marked():
        lines += ["", *([f"msgctxt {_quoted(one.id)}"] if one.id else []), f"msgid {_quoted(one.text)}"]
        if one.plural:
            lines += [f"msgid_plural {_quoted(one.plural)}"]
            lines += [f"msgstr[{at}] {_quoted(dotted(text))}" for at, text in enumerate((one.text, one.plural))]
        else:
            lines += [f"msgstr {_quoted(dotted(one.text))}"]
    (folder / f"{CODE}.po").write_text("\n".join(lines) + "\n", "utf-8")
    monkeypatch.setattr(spoken, "HERE", str(folder))
    spoken.catalogue.cache_clear()
    try:
        with speaking(CODE):
            yield
    finally:
        spoken.catalogue.cache_clear()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


class Known:
    """The words that are not ours to translate: those of files, of people, and what is typed."""

    def __init__(self, files: Iterable[Path], people: str, *more: str) -> None:
        self._people = re.compile(rf"\b({'|'.join(people.split())})\b('\w+)?")
        self._text = " " + " ".join(_words(text) for text in (*(file.read_text("utf-8") for file in files), *more))
        self._single = set(self._text.split())

    def unmarked(self, shown: str) -> list[str]:
        """The words in what is shown that are neither marked nor known, as they stand together."""
        found = []
        for line in re.sub(r"`[^`]*`", " ", shown).splitlines():
            for part in _GAP.split(self._people.sub("·", line)):
                run = [word for word in part.split() if word]
                found += [piece for piece in _runs(run) if not self._knows(piece)]
        return found

    def _knows(self, piece: str) -> bool:
        words = _words(piece)
        if " " not in words:
            return len(words) < CUT or words in self._single
        return f" {words}" in self._text


def _runs(words: Iterable[str]) -> Iterator[str]:
    """Plain words that stand side by side."""
    run: list[str] = []
    for word in words:
        if _PLAIN.search(word) and word.isascii():
            run.append(word)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.lower().replace("_", " ").replace("’", "'")))
