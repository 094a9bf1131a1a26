"""The passages of a file in Twee 3: names, tags, metadata, text, and where each stands. Called by `story`."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trainer.content.findings import Finding
from trainer.content.rules.rule import Rule, Said
from trainer.content.source import Source
from trainer.content.twee import rules
from trainer.language import tr

_HEADER = re.compile(r"^::(?!:)[^\n]*", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

LONGEST_HEADER = 2_000
"""Of a longer header only so much is read."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage. `head` is where its header begins in the file, `at` where its text does."""

    name: str
    tags: tuple[str, ...]
    metadata: dict[str, Any]
    text: str
    head: int
    at: int


class Sayings:
    """The findings of one import. A story may be large and wrong throughout: places are found without counting."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._starts = [0, *(sign.end() for sign in re.finditer("\n", source.text))]
        self._found: dict[Finding, None] = {}

    @property
    def findings(self) -> list[Finding]:
        """Everything said, once each."""
        return list(self._found)

    def at(self, index: int, length: int, rule: Rule[Any], said: Said) -> None:
        """Note what a rule says of a part of the file."""
        line = bisect_right(self._starts, index) - 1
        place = self.source.place(line, index - self._starts[line], max(length, 1))
        self._found[Finding(rule.code, rule.slug, rule.severity, self.source.path, place, said.message, said.help)] = (
            None
        )


def read(source: Source, said: Sayings) -> list[Passage]:
    """Every passage, in order. What stands before the first belongs to none."""
    heads = list(_HEADER.finditer(source.text))
    if not heads:
        said.at(0, 1, rules.no_passages, rules.no_passages.check())
        return []
    ends = [head.start() for head in heads[1:]] + [len(source.text)]
    return list(_passages(source.text, heads, ends, said))


def _passages(text: str, heads: list[re.Match[str]], ends: list[int], said: Sayings) -> Iterator[Passage]:
    known: set[str] = set()
    for head, end in zip(heads, ends, strict=True):
        name, tags, data = split_header(head[0][2 : LONGEST_HEADER + 2])
        at = head.start()
        if not name:
            said.at(at, len(head[0]), rules.nameless_passage, rules.nameless_passage.check())
            continue
        if name in known:
            said.at(at, len(head[0]), rules.passage_twice, rules.passage_twice.check(name))
            continue
        known.add(name)
        metadata = _json(data)
        if metadata is None:
            said.at(at, len(head[0]), rules.unreadable_data, rules.unreadable_data.check(tr("what stands in braces")))
        body = text[head.end() : end]
        inner = body.strip()
        start = head.end() + (body.index(inner) if inner else 0)
        yield Passage(name, tags, metadata or {}, inner, at, start)


def split_header(header: str) -> tuple[str, tuple[str, ...], str]:
    """Name, tags and the text of the metadata of a header without its colons; a backslash makes a sign plain."""
    rest, data = _behind(header, "{", "}")
    rest, tags = _behind(rest, "[", "]")
    return _plain(rest.strip()), tuple(_plain(tag) for tag in tags[1:-1].split()), data


def _behind(text: str, opens: str, closes: str) -> tuple[str, str]:
    """A text without the block at its end, and the block; the last unescaped signs bound it."""
    first, last = _last(text, opens), _last(text, closes)
    if 0 <= first < last:
        return text[:first] + text[last + 1 :], text[first : last + 1]
    return text, ""


def _last(text: str, sign: str) -> int:
    for at in range(len(text) - 1, -1, -1):
        if text[at] == sign:
            before = text[:at]
            if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
                return at
    return -1


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _json(text: str) -> dict[str, Any] | None:
    """The metadata; none at all is no metadata, None is some that cannot be read."""
    if not text:
        return {}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def story_data(passages: list[Passage], said: Sayings) -> dict[str, Any]:
    """What the passage StoryData says; nothing where there is none or it cannot be read."""
    for passage in passages:
        if passage.name == "StoryData":
            value = _json(passage.text) if passage.text else {}
            if value is None:
                said.at(passage.at, 1, rules.unreadable_data, rules.unreadable_data.check("StoryData"))
            return value or {}
    return {}
