"""What a passage's text is made of: words, links, sets, gotos, and hooks under conditions. Made by `scanner`."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """Prose."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words, the passage it leads to, and the texts of what it sets."""

    text: str
    target: str
    sets: tuple[str, ...]
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Set:
    """A variable set; `text` is as written, one variable only."""

    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Goto:
    """Straight on to another passage."""

    target: str
    at: int


@dataclass(frozen=True, slots=True)
class Odd:
    """Something that a scenario has nothing for."""

    name: str
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class Comment:
    """The author's words to themselves."""

    text: str
    at: int


@dataclass(slots=True)
class Hooks:
    """Hooks of which one is shown: (condition, or None for else; whether it is turned round; what is in it)."""

    branches: list[tuple[str | None, bool, "list[Piece]"]] = field(default_factory=list)
    at: int = 0


Piece = Words | Link | Set | Goto | Odd | Comment | Hooks
