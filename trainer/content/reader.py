"""From a file's text to lists, groups of keys and texts: the first gate, and the only module that knows PyYAML.

The C parser's events are read one by one and bounded before anything is built, so no file can make the parser
recurse; every value stays text, for the models to convert. `read` returns what it could build and every finding.
Places are looked up by a second pass, only when a finding needs one. Called by `content.compile`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from trainer.content import mend
from trainer.content.findings import Finding, Place
from trainer.content.rules import syntax
from trainer.content.rules.rule import Loc, Rule, Said
from trainer.content.source import INVISIBLE, LARGEST, Source, decode

DEEPEST = 32
MOST_VALUES = 50_000
MOST_SLIPS = 20
"""After so many mended slips a file is given up: it is probably no YAML at all."""

_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)
_SPEAKER = ("speaker", "text")
_NO_KEY: Any = object()
_DROPPED: Any = object()


@dataclass(slots=True)
class Spot:
    """Where a value stands (0-based), how long its first line is, and what is in it."""

    line: int
    column: int
    length: int
    plain: bool = False
    text: str | None = None
    index: int = 0
    end: int = 0
    keys: "dict[str, Spot]" = field(default_factory=dict)
    children: "dict[str, Spot] | list[Spot]" = field(default_factory=dict)


@dataclass
class Read:
    """What reading a file gave: `value` is None when nothing could be built."""

    source: Source
    value: Any
    findings: list[Finding]
    text: str = field(repr=False, default="")

    @cached_property
    def spots(self) -> Spot | None:
        """The tree of places, built when first asked for; None when the text cannot be read."""
        try:
            return _spots(self.text)
        except (yaml.YAMLError, _TooMuch, _Slip):
            return None

    def place(self, said: Said) -> Place:
        """Where something said by a rule stands in the file."""
        spot, key = self.spots, None
        if spot is None:
            return self.source.place(0, 0)
        for step in said.loc:
            found = _into(spot, step)
            if found is None:
                continue
            key, spot = found
        if key is not None and (said.at_key or _is_speaker(said.loc)):
            return self.source.place(key.line, key.column, key.length)
        return self._within(spot, said.within)

    def _within(self, spot: Spot, within: tuple[int, int] | None) -> Place:
        if within is None or spot.text is None:
            return self.source.place(spot.line, spot.column, spot.length)
        quote = 0 if spot.plain else 1
        line = self.text.split("\n")[spot.line]
        start = spot.column + quote
        if line[start : start + len(spot.text)] != spot.text:
            return self.source.place(spot.line, spot.column, spot.length)
        return self.source.place(spot.line, start + within[0], within[1])

    def finding(self, rule: Rule[Any], said: Said) -> Finding:
        """What a rule said, as a finding with its place."""
        return Finding(
            rule.code, rule.slug, rule.severity, self.source.path, self.place(said), said.message, said.help
        )


def _is_speaker(loc: Loc) -> bool:
    return bool(loc) and loc[-1] == "speaker"


def _into(spot: Spot, step: str | int) -> tuple[Spot | None, Spot] | None:
    """One step down: (the key's place, the value's place), or None where the file has no such step."""
    if isinstance(spot.children, list):
        if isinstance(step, int) and 0 <= step < len(spot.children):
            return None, spot.children[step]
        return None
    name = str(step)
    if name not in spot.children and name in _SPEAKER:
        name = next((key for key in spot.children if key not in ("thinks", "when")), name)
    if name in spot.children:
        return spot.keys[name], spot.children[name]
    return None


class _TooMuch(Exception):
    """A bound was passed; the words say which, the mark where."""

    def __init__(self, what: str, mark: Any) -> None:
        super().__init__(what)
        self.what, self.mark = what, mark


class _Slip(Exception):
    """A text that begins with `{{` was read as a group of keys; the mark is its start."""

    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.mark = mark


def read(path: str, data: bytes) -> Read:
    """Read a file's bytes. Any bytes give a value or findings, never an exception."""
    source, wrong = decode(path, data[:LARGEST])
    said = _Sayings(source)
    if len(data) > LARGEST:
        said.at(syntax.too_large, syntax.too_large.check("has more than 1 MiB"), 0, 0)
    if wrong is not None:
        said.place(syntax.not_utf8, syntax.not_utf8.check(), source.at(wrong))
    if said.findings:
        return Read(source, None, said.findings)
    text = _visible(source, said)
    for _ in range(MOST_SLIPS):
        before = len(said.findings)
        try:
            value = _build(text, said)
        except yaml.MarkedYAMLError as error:
            del said.findings[before:]
            mended = _mended(text, said, error.problem_mark or error.context_mark, error.problem or "")
        except _Slip as error:
            del said.findings[before:]
            mended = _mended(text, said, error.mark, "")
        except yaml.YAMLError as error:
            said.at(syntax.not_yaml, syntax.not_yaml.check(mend.plain(str(error).splitlines()[0])), 0, 0)
            break
        except _TooMuch as error:
            said.at(syntax.too_large, syntax.too_large.check(error.what), error.mark.line, error.mark.column)
            break
        else:
            return Read(source, value, said.findings, text)
        if mended is None:
            break
        text = mended
    return Read(source, None, said.findings, text)


class _Sayings:
    """The findings of one reading, in the order met."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []

    def at(self, rule: Rule[Any], said: Said, line: int, column: int, length: int = 1) -> None:
        """Note what a rule says of a 0-based line and column."""
        self.place(rule, said, self.source.place(line, column, length))

    def place(self, rule: Rule[Any], said: Said, place: Place) -> None:
        """Note what a rule says of a place."""
        path = self.source.path
        self.findings.append(Finding(rule.code, rule.slug, rule.severity, path, place, said.message, said.help))


def _visible(source: Source, said: _Sayings) -> str:
    """The text without the characters that nobody sees, and with spaces for tabs, each noted once a line."""
    text = source.text
    if INVISIBLE.search(text):
        for number, line in enumerate(source.lines):
            odd = INVISIBLE.search(line)
            if odd:
                said.at(syntax.invisible, syntax.invisible.check(ord(odd[0])), number, odd.start())
        text = INVISIBLE.sub(" ", text)
    return text


def _mended(text: str, said: _Sayings, mark: Any, problem: str) -> str | None:
    """Say what is wrong at a mark; the text with the slip mended, or None where that cannot be done."""
    lines = text.split("\n")
    tabbed = mend.tabs(lines)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if tabbed and tabbed[0] <= line:
        said.at(syntax.tab, syntax.tab.check(len(tabbed) - 1), tabbed[0], 0, 1)
        for number in tabbed:
            rest = lines[number].lstrip()
            lines[number] = lines[number][: len(lines[number]) - len(rest)].replace("\t", "  ") + rest
        return "\n".join(lines)
    slip = mend.diagnose(lines, line, column, problem)
    said.at(slip.rule, slip.said, slip.line, slip.column, slip.length)
    if slip.mended is None or slip.mended == lines[slip.line]:
        return None
    lines[slip.line] = slip.mended
    return "\n".join(lines)


def _events(text: str) -> Iterator[Any]:
    """The parser's events with the bounds kept: not too many, not too deep."""
    loader = _Loader(text)
    get: Callable[[], Any] = loader.get_event
    depth = count = 0
    while True:
        event = get()
        if event is None:
            return
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            count += 1
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            count += 1
            depth += 1
            if depth > DEEPEST:
                raise _TooMuch(f"is nested more than {DEEPEST} deep", event.start_mark)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            depth -= 1
        if count > MOST_VALUES:
            raise _TooMuch(f"has more than {MOST_VALUES:,} values", event.start_mark)
        yield event


def _build(text: str, said: _Sayings) -> Any:
    """Lists, groups of keys and texts from a text; findings for what is left out on the way."""
    builder = _Builder(text, said)
    for event in _events(text):
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            builder.scalar(event)
        elif kind is yaml.MappingStartEvent:
            builder.begin(event, {})
        elif kind is yaml.SequenceStartEvent:
            builder.begin(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            builder.end()
        elif kind is yaml.AliasEvent:
            builder.alias(event)
        elif kind is yaml.DocumentStartEvent and not builder.document(event):
            break
    if not builder.root:
        said.at(syntax.empty_file, syntax.empty_file.check(), 0, 0)
        return None
    return builder.root[0]


class _Builder:
    """Puts values where they belong: `here` is the open list or group, `key` the key waiting for its value."""

    def __init__(self, text: str, said: _Sayings) -> None:
        self.text, self.said = text, said
        self.root: list[Any] = []
        self.here: Any = self.root
        self.key: Any = _NO_KEY
        self.open: list[tuple[Any, Any]] = []
        self.documents = 0
        self.wary = "\\" in text

    def scalar(self, event: Any) -> None:
        value = event.value
        if event.tag or event.anchor:
            self.sign(event, f"!{event.tag.strip('!')}" if event.tag else f"&{event.anchor}")
        if self.wary:
            odd = INVISIBLE.search(value)
            if odd:
                mark = event.start_mark
                self.said.at(syntax.invisible, syntax.invisible.check(ord(odd[0]), True), mark.line, mark.column)
                value = INVISIBLE.sub(" ", value)
        if self.here.__class__ is list:
            self.here.append(value)
        elif self.key is _NO_KEY:
            if value in self.here:
                self.duplicate(event, value)
            else:
                self.key = value
                self.here[value] = ""
        elif self.key is _DROPPED:
            self.key = _NO_KEY
        else:
            self.here[self.key] = value
            self.key = _NO_KEY

    def duplicate(self, event: Any, key: str) -> None:
        mark = event.start_mark
        first = _line_of_key(self.text, [*self.path(), key])
        self.said.at(syntax.duplicate_key, syntax.duplicate_key.check(key, first or mark.line + 1), mark.line, mark.column, len(key))
        self.key = _DROPPED

    def path(self) -> Iterator[str | int]:
        """The keys and positions that lead to what is open."""
        chain = [here for here, _ in self.open[1:]] + [self.here]
        for above, below in zip(chain, chain[1:], strict=False):
            pairs = enumerate(above) if isinstance(above, list) else above.items()
            yield next((step for step, value in pairs if value is below), "")

    def begin(self, event: Any, value: Any) -> None:
        if event.tag or event.anchor:
            self.sign(event, f"!{event.tag.strip('!')}" if event.tag else f"&{event.anchor}")
        here, key = self.here, self.key
        if here.__class__ is list:
            here.append(value)
        elif key is _NO_KEY:
            mark = event.start_mark
            if self.text.startswith("{", mark.index) and self.text.startswith("{", mark.index - 1):
                raise _Slip(mark)
            self.said.at(syntax.odd_key, syntax.odd_key.check(), mark.line, mark.column)
            key = _DROPPED
            self.open.append((here, key))
            self.here, self.key = value, _NO_KEY
            return
        elif key is not _DROPPED:
            here[key] = value
        self.open.append((here, _NO_KEY))
        self.here, self.key = value, _NO_KEY

    def end(self) -> None:
        self.here, self.key = self.open.pop()

    def alias(self, event: Any) -> None:
        self.sign(event, f"*{event.anchor}")
        if self.here.__class__ is list:
            self.here.append("")
        elif self.key is _NO_KEY:
            self.key = _DROPPED
        else:
            self.key = _NO_KEY

    def sign(self, event: Any, sign: str) -> None:
        mark = event.start_mark
        self.said.at(syntax.anchor, syntax.anchor.check(sign[:40]), mark.line, mark.column, len(sign))

    def document(self, event: Any) -> bool:
        """Whether to go on: only the first document of a file is read."""
        self.documents += 1
        if self.documents > 1:
            mark = event.start_mark
            self.said.at(syntax.several_documents, syntax.several_documents.check(), mark.line, mark.column, 3)
        return self.documents == 1


def _line_of_key(text: str, path: list[str | int]) -> int:
    """The 1-based line of a key, or 0 where it cannot be told."""
    try:
        spot, key = _spots(text, lenient=True), None
    except (yaml.YAMLError, _TooMuch):
        return 0
    for step in path:
        found = _into(spot, step) if spot else None
        if found is None:
            return 0
        key, spot = found
    return key.line + 1 if key else 0


def _spots(text: str, lenient: bool = False) -> Spot | None:
    """The tree of places of a text; with `lenient`, of as much as can be read."""
    tree = _Tree()
    try:
        for event in _events(text):
            tree.take(event)
            if tree.documents > 1:
                break
    except yaml.YAMLError:
        if not lenient:
            raise
    return tree.root


class _Tree:
    """Builds places from events; of a key that stands twice, the first counts."""

    def __init__(self) -> None:
        self.root: Spot | None = None
        self.open: list[tuple[Spot, Spot | None]] = []
        self.key: Spot | None = None
        self.documents = 0

    def take(self, event: Any) -> None:
        kind = event.__class__
        if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
            self.add(_spot(event))
        elif kind is yaml.MappingStartEvent:
            self.begin(_spot(event), {})
        elif kind is yaml.SequenceStartEvent:
            self.begin(_spot(event), [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.key = self.open.pop()[1]
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1

    def begin(self, spot: Spot, children: "dict[str, Spot] | list[Spot]") -> None:
        spot.children = children
        self.add(spot)
        self.open.append((spot, self.key))
        self.key = None

    def add(self, spot: Spot) -> None:
        if not self.open:
            self.root = self.root or spot
            return
        above = self.open[-1][0]
        if isinstance(above.children, list):
            above.children.append(spot)
        elif self.key is None:
            self.key = spot
        else:
            name = self.key.text or ""
            if name not in above.children:
                above.children[name], above.keys[name] = spot, self.key
            self.key = None


def _spot(event: Any) -> Spot:
    start, end = event.start_mark, event.end_mark
    text = getattr(event, "value", None)
    length = end.column - start.column if end.line == start.line else len((text or "").split("\n")[0])
    style = getattr(event, "style", None)
    return Spot(start.line, start.column, max(length, 1), not style and text is not None, text, start.index, end.index)


def plain_texts(read: Read) -> Iterator[tuple[Loc, Spot]]:
    """Every text of a file that stands without quotes on one line or more, with the keys that lead to it."""
    todo: list[tuple[Loc, Spot | None]] = [((), read.spots)]
    while todo:
        loc, spot = todo.pop()
        if spot is None:
            continue
        if spot.plain and spot.text:
            yield loc, spot
        pairs = enumerate(spot.children) if isinstance(spot.children, list) else spot.children.items()
        todo.extend(((*loc, step), child) for step, child in pairs)
