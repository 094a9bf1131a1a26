"""What a rule is: one decorated function whose docstring is its manual page.

A rule's function returns or yields `Said`: a place in the file named by keys, and words. `content.compile`
runs it and turns what it said into findings. The docstring has a first line (what), a paragraph or two (why),
and examples under `Wrong:` and `Right:`, which the tests run; `trainer explain` and `docs/findings.md` print
it.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from trainer.content.findings import Severity

Loc = tuple[str | int, ...]
"""Keys and positions that lead to a value of the file: `("scenes", "arrival", "choices", 2, "go")`."""

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule has to say about one place.

    `at_key` points at the last key of `loc` and not at its value; `within` at a part of the value, by 0-based
    column and length in the value's own text. `message` is one plain sentence without its full stop; `help`
    says what to do.
    """

    loc: Loc
    message: str
    help: str = ""
    at_key: bool = False
    within: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's manual page: what it finds, why that matters, and examples as (title, text)."""

    what: str
    why: str
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rule(Generic[F]):
    """A rule: its stable code, its readable name, how much it matters, and the function that finds it."""

    code: str
    slug: str
    severity: Severity
    check: F

    @property
    def page(self) -> Page:
        """The manual page, read from the function's docstring."""
        return page_of(inspect.getdoc(self.check) or "")


def rule(code: str, slug: str, severity: Severity = Severity.ERROR) -> Callable[[F], Rule[F]]:
    """Make a function a rule. It counts only once it stands in its family's table."""

    def decorate(check: F) -> Rule[F]:
        return Rule(code, slug, severity, check)

    return decorate


def page_of(doc: str) -> Page:
    """Split a docstring into what, why and examples.

    An example's title is `Wrong`, `Right`, or either and a file kind in brackets, as in `Wrong (rubric)`.
    """
    what, _, rest = doc.partition("\n")
    why: list[str] = []
    examples: list[tuple[str, list[str]]] = []
    for line in rest.splitlines():
        title = line.removesuffix(":")
        if line.endswith(":") and title.split(" (")[0] in ("Wrong", "Right"):
            examples.append((title, []))
        elif examples and (line.startswith("    ") or not line):
            examples[-1][1].append(line[4:])
        else:
            why.append(line)
    return Page(
        what.strip(),
        "\n".join(why).strip(),
        tuple((title, "\n".join(lines).strip("\n") + "\n") for title, lines in examples),
    )
