"""From a file's text to lists, groups of keys and texts. The only module that knows PyYAML.

The C parser's events are read one by one and bounded before anything is built, so no file can make the parser
recurse; every value stays text, for the models to convert. `read` returns what it could build and every
finding. Called by `content.compile`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import yaml

from trainer.content import mend
from trainer.content.findings import Finding, Place
from trainer.content.places import Spot, find, planted
from trainer.content.rules import syntax
from trainer.content.rules.rule import Rule, Said
from trainer.content.source import INVISIBLE, LARGEST, Source, decode, suspicious
from trainer.language import tr

DEEPEST = 32
MOST_VALUES = 50_000
MOST_SLIPS = 20
"""After so many mended slips a file is given up: it is probably no YAML at all."""

_Loader: Any = getattr(yaml, "CLoader", yaml.Loader)
_TOP: Any = object()
"""The key of what stands at the top; never a key of a file."""


@dataclass
class Read:
    """What reading a file gave. `value` is None when nothing could be built; `text` is what was read."""

    source: Source
    value: Any
    findings: list[Finding]
    text: str = field(repr=False, default="")

    @cached_property
    def spots(self) -> Spot | None:
        """The tree of places; None when the text cannot be read."""
        return _planted(self.text)

    def place(self, said: Said) -> Place:
        """Where something said by a rule stands in the file."""
        if self.spots is None:
            return self.source.place(0, 0)
        key, spot = find(self.spots, said.loc)
        at_key = said.at_key or (bool(said.loc) and said.loc[-1] == "speaker")
        if key is not None and at_key:
            spot = key
        elif said.within is not None and spot.text is not None:
            start = spot.column + (not spot.plain)
            written = self.text.split("\n")[spot.line][start:]
            if written.startswith(spot.text):
                return self.source.place(spot.line, start + said.within[0], said.within[1])
        return self.source.place(spot.line, spot.column, spot.length)

    def finding(self, rule: Rule[Any], said: Said) -> Finding:
        """What a rule said, as a finding with its place."""
        return _finding(rule, said, self.source, self.place(said))


def _finding(rule: Rule[Any], said: Said, source: Source, place: Place) -> Finding:
    return Finding(rule.code, rule.slug, rule.severity, source.path, place, said.message, said.help)


class _Sayings:
    """The findings of one reading, in the order met."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []

    def at(self, rule: Rule[Any], said: Said, mark: Any, length: int = 1) -> None:
        """Note what a rule says of one of the parser's marks; without one, of the file's beginning."""
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        self.findings.append(_finding(rule, said, self.source, self.source.place(line, column, length)))


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    column: int


class _TooMuchError(Exception):
    """A bound was passed; `what` says which, `mark` where."""

    def __init__(self, what: str, mark: Any) -> None:
        super().__init__(what)
        self.what, self.mark = what, mark


class _BracesError(Exception):
    """A text that begins with `{{` was read as a group of keys; `mark` is its start."""

    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.mark = mark


def read(path: str, data: bytes) -> Read:
    """Read a file's bytes. Any bytes give a value or findings, never an exception."""
    source, wrong = decode(path, data[:LARGEST])
    said = _Sayings(source)
    if len(data) > LARGEST:
        said.at(syntax.too_large, syntax.too_large.check(tr("the file has more than 1 MiB")), None)
    elif wrong is not None:
        said.findings.append(_finding(syntax.not_utf8, syntax.not_utf8.check(), source, source.at(wrong)))
    if said.findings:
        return Read(source, None, said.findings)
    text: str | None = _visible(source, said)
    for _ in range(MOST_SLIPS):
        if text is None:
            break
        before = len(said.findings)
        try:
            return Read(source, _build(text, said), said.findings, text)
        except (yaml.YAMLError, _BracesError, _TooMuchError) as error:
            del said.findings[before:]
            text = _mended(text, said, error)
    return Read(source, None, said.findings, text or "")


def _visible(source: Source, said: _Sayings) -> str:
    """The text with spaces for the characters that nobody sees, each line's first noted."""
    if not suspicious(source.text):
        return source.text
    for number, line in enumerate(source.lines):
        odd = INVISIBLE.search(line)
        if odd:
            said.at(syntax.invisible, syntax.invisible.check(ord(odd[0])), _Mark(number, odd.start()))
    return INVISIBLE.sub(" ", source.text)


def _mended(text: str, said: _Sayings, error: Exception) -> str | None:
    """Say what stopped the reading; the text with the slip mended, or None where that cannot be done."""
    if isinstance(error, _TooMuchError):
        said.at(syntax.too_large, syntax.too_large.check(error.what), error.mark)
        return None
    if isinstance(error, _BracesError):
        mark, problem = error.mark, ""
    elif isinstance(error, yaml.MarkedYAMLError):
        mark, problem = error.problem_mark or error.context_mark, error.problem or ""
    else:
        mark, problem = None, str(error).partition("\n")[0]
    lines = text.split("\n")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    tabbed = mend.tabs(lines)
    if tabbed and tabbed[0] <= line:
        said.at(syntax.tab, syntax.tab.check(len(tabbed) - 1), _Mark(tabbed[0], 0))
        return "\n".join(mend.without_tabs(line) for line in lines)
    slip = mend.diagnose(lines, line, column, problem)
    said.at(slip.rule, slip.said, _Mark(slip.line, slip.column), slip.length)
    if slip.mended is None or slip.mended == lines[slip.line]:
        return None
    lines[slip.line] = slip.mended
    return "\n".join(lines)


def _build(text: str, said: _Sayings) -> Any:
    """Lists, groups of keys and texts from a text; findings for what is left out on the way.

    One loop, since it is run for every value of every file. `here` is what is open; `key` the key that waits
    for its value, None where a key or a list's item comes next; what is dropped goes into a list that nobody
    reads.
    """
    get = _Loader(text).get_event
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    wary = "\\" in text
    top: dict[Any, Any] = {}
    here: Any = top
    key: Any = _TOP
    above: list[Any] = []
    count = documents = 0
    dropped: list[Any] = []
    while True:
        event = get()
        kind = event.__class__
        if kind is scalar:
            value = event.value
            count += 1
            if event.tag or event.anchor:
                value = f"{_sign(event, said)} {value}"
            if wary and INVISIBLE.search(value):
                value = _clean(value, event, said)
            if here.__class__ is list:
                here.append(value)
            elif key is None:
                if value in here:
                    first = _line_of(text, [*_path([*above, here]), value])
                    found = syntax.duplicate_key.check(value[:60], first or event.start_mark.line + 1)
                    said.at(syntax.duplicate_key, found, event.start_mark, len(value))
                    key = dropped
                else:
                    key = value
                    here[value] = ""
            else:
                if key is not dropped:
                    here[key] = value
                key = None
        elif kind is mapping or kind is sequence:
            count += 1
            if event.tag or event.anchor:
                _sign(event, said)
            value = {} if kind is mapping else []
            if here.__class__ is list:
                here.append(value)
            elif key is None:
                if text.startswith("{{", max(event.start_mark.index - 1, 0)):
                    raise _BracesError(event.start_mark)
                said.at(syntax.odd_key, syntax.odd_key.check(), event.start_mark)
                key = dropped
                above.append(key)
            elif key is not dropped:
                here[key] = value
            above.append(here)
            if len(above) > DEEPEST:
                raise _TooMuchError(
                    tr("the file is nested more than {deepest} deep", deepest=DEEPEST), event.start_mark
                )
            here, key = value, None
        elif kind in ends:
            here, key = above.pop(), None
            if above and above[-1] is dropped:
                key = above.pop()
        elif kind is yaml.AliasEvent:
            _sign(event, said)
            if here.__class__ is list:
                here.append("")
            else:
                key = dropped if key is None else None
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                said.at(syntax.several_documents, syntax.several_documents.check(), event.start_mark, 3)
                break
        elif kind is yaml.StreamEndEvent:
            break
        if count > MOST_VALUES:
            raise _TooMuchError(tr("the file has more than {most} values", most=f"{MOST_VALUES:,}"), event.start_mark)
    if not top:
        said.at(syntax.empty_file, syntax.empty_file.check(), None)
    return top.get(_TOP)


def _sign(event: Any, said: _Sayings) -> str:
    """Note an anchor, an alias or a tag, and give it as it was written."""
    tag = getattr(event, "tag", None)
    sign = f"!{tag.lstrip('!')}" if tag else ("*" if isinstance(event, yaml.AliasEvent) else "&") + event.anchor
    said.at(syntax.anchor, syntax.anchor.check(sign[:40]), event.start_mark, len(sign))
    return sign


def _clean(value: str, event: Any, said: _Sayings) -> str:
    """A text without the characters that nobody sees, which had been written as escapes."""
    odd = INVISIBLE.search(value)
    said.at(syntax.invisible, syntax.invisible.check(ord(odd[0]) if odd else 0, True), event.start_mark)
    return INVISIBLE.sub(" ", value)


def _path(chain: list[Any]) -> Iterator[str | int]:
    """The keys and positions that lead through what is open, from the top."""
    for outer, inner in pairwise(chain):
        pairs = enumerate(outer) if isinstance(outer, list) else outer.items()
        step = next((step for step, value in pairs if value is inner), _TOP)
        if step is not _TOP:
            yield step


def _line_of(text: str, loc: list[str | int]) -> int:
    """The 1-based line on which a key first stands, or 0 where that cannot be told."""
    root = _planted(text)
    key = find(root, tuple(loc))[0] if root is not None else None
    return key.line + 1 if key is not None else 0


def _planted(text: str) -> Spot | None:
    """The tree of places of a text, or None when it cannot be read."""
    try:
        return planted(_events(text))
    except (yaml.YAMLError, _TooMuchError):
        return None


def _events(text: str) -> Iterator[Any]:
    """The parser's events up to the bounds."""
    loader = _Loader(text)
    depth = count = 0
    while True:
        event = loader.get_event()
        if event is None or isinstance(event, yaml.StreamEndEvent):
            return
        yield event
        count += 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST or count > 3 * MOST_VALUES:
            raise _TooMuchError(tr("the file is too large"), event.start_mark)
