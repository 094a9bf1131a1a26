"""Where every value of a file stands: a tree built from the parser's events, looked up by keys and positions.

Built by `content.reader` only when a finding needs a place, which is seldom; a file without findings never
has one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from trainer.content.rules.rule import Loc

_LINE_ASIDES = ("thinks", "when")


@dataclass(slots=True)
class Spot:
    """Where a value stands (0-based), how long its first line is, and what is in it.

    `plain` is a text without quotes; `end` the index behind the value in the file's text.
    """

    line: int
    column: int
    length: int
    plain: bool = False
    text: str | None = None
    end: int = 0
    keys: "dict[str, Spot]" = field(default_factory=dict)
    children: "dict[str, Spot] | list[Spot]" = field(default_factory=dict)


def find(root: Spot, loc: Loc) -> tuple[Spot | None, Spot]:
    """(The last key's place, the value's place) of some steps; unknown steps are passed over."""
    key, spot = None, root
    for step in loc:
        found = _into(spot, step)
        if found is not None:
            key, spot = found
    return key, spot


def _into(spot: Spot, step: str | int) -> tuple[Spot | None, Spot] | None:
    """One step down. A line's `speaker` and `text` are its key that is no aside."""
    if isinstance(spot.children, list):
        if isinstance(step, int) and 0 <= step < len(spot.children):
            return None, spot.children[step]
        return None
    name = str(step)
    if name not in spot.children and name in ("speaker", "text"):
        name = next((key for key in spot.children if key not in _LINE_ASIDES), name)
    if name in spot.children:
        return spot.keys[name], spot.children[name]
    return None


def plain_texts(root: Spot | None) -> Iterator[Spot]:
    """Every value that is text without quotes."""
    todo = [root] if root is not None else []
    while todo:
        spot = todo.pop()
        if spot.plain and spot.text:
            yield spot
        todo += spot.children if isinstance(spot.children, list) else spot.children.values()


def planted(events: Iterable[Any]) -> Spot | None:
    """The tree of the first document's events; of a key that stands twice, the first counts."""
    tree, documents = _Tree(), 0
    for event in events:
        match event.__class__.__name__:
            case "ScalarEvent" | "AliasEvent":
                tree.add(_spot(event))
            case "MappingStartEvent":
                tree.begin(_spot(event), {})
            case "SequenceStartEvent":
                tree.begin(_spot(event), [])
            case "MappingEndEvent" | "SequenceEndEvent":
                tree.key = tree.open.pop()[1]
            case "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    break
    return tree.root


class _Tree:
    """A tree while it grows: what is open, and the key that waits for its value."""

    def __init__(self) -> None:
        self.root: Spot | None = None
        self.open: list[tuple[Spot, Spot | None]] = []
        self.key: Spot | None = None

    def begin(self, spot: Spot, children: dict[str, Spot] | list[Spot]) -> None:
        """A list or a group of keys begins. Where a key is meant, its end leaves the value without a name."""
        spot.children = children
        as_key = bool(self.open) and self.key is None and isinstance(self.open[-1][0].children, dict)
        self.add(spot)
        self.open.append((spot, spot if as_key else None))
        self.key = None

    def add(self, spot: Spot) -> None:
        """A value, or the key of one."""
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
    plain = text is not None and not event.style
    return Spot(start.line, start.column, max(length, 1), plain, text, end.index)
