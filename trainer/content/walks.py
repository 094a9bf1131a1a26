"""The file of walks beside a scenario, `NAME.walks.yaml`: ways through it, and what is expected of each.

`trainer check` reads it by `content.compile`; `analysis.walks` takes its walks and asks its personas.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from pydantic import Field, StringConstraints, WithJsonSchema

from trainer.content.scenario import Id, Model, Outcome, Ref, Text

PERSONAS = (
    "random",
    "first",
    "last",
    "longest",
    "second_longest",
    "shortest",
    "advises",
    "reassures",
    "skilled",
)
"""The scripted players that a file may expect something of."""

_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?", re.ASCII)
_SIGNS = ("at least", "at most", "over", "under", ">=", "<=", ">", "<")


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure is expected to be: `sign` is one of `>=`, `<=`, `>`, `<` or `=`; an exact `value`."""

    sign: str
    value: Fraction

    def holds(self, figure: Fraction | int) -> bool:
        """Whether a figure is so. A bare number is compared with the figure rounded to two decimals."""
        match self.sign:
            case ">=":
                return figure >= self.value
            case "<=":
                return figure <= self.value
            case ">":
                return figure > self.value
            case "<":
                return figure < self.value
            case _:
                return rounded(figure) == rounded(self.value)


_MEANT = {"at least": ">=", "at most": "<=", "over": ">", "under": "<"}


def rounded(figure: Fraction | int) -> Fraction:
    """A figure to two decimals, halves upward: as it is shown and written."""
    return Fraction((figure * 200 + 1) // 2, 100)


def bound(text: str) -> Bound | None:
    """An expected score or meter: `3`, `3.67`, `at least 3`, `under 2.5`, `>= 3`. None where it cannot be read."""
    sign, number = _parted(text)
    return None if number is None else Bound(sign, number)


def chance(text: str) -> Bound | None:
    """An expected chance: `always`, `never`, or a bound in percent, `< 25 %`. None where it cannot be read."""
    words = text.strip()
    if words in ("always", "never"):
        return Bound(">=", Fraction(1)) if words == "always" else Bound("<=", Fraction(0))
    if not words.endswith("%"):
        return None
    sign, number = _parted(words[:-1])
    return None if number is None or sign == "=" or not 0 <= number <= 100 else Bound(sign, number / 100)


def _parted(text: str) -> tuple[str, Fraction | None]:
    words = " ".join(text.split())
    sign = next((sign for sign in _SIGNS if words.startswith(sign)), "")
    match = _NUMBER.fullmatch(words.removeprefix(sign).strip())
    number = Fraction(match[0]) if match else None
    return _MEANT.get(sign, sign or "="), number


class Stands(StrEnum):
    """How a critical act stands at the end of a walk."""

    OPEN = "open"
    REPAIRED = "repaired"


def _written(*examples: Any) -> Any:
    """A figure in a file: digits alone are a number to an editor."""
    return WithJsonSchema({"type": ["string", "number"], "minLength": 1, "examples": list(examples)})


Figure = Annotated[str, StringConstraints(min_length=1, max_length=40), _written(3, "at least 3")]
Chance = Annotated[str, StringConstraints(min_length=1, max_length=40), _written("always", "< 25 %")]
Chosen = Annotated[str, StringConstraints(min_length=1, max_length=140)]


class Walk(Model):
    """One way through the scenario, and what is expected at its end. What it does not name is not looked at."""

    about: Text | None = Field(
        None, description="What it shows, in a sentence.", examples=["Presses after a no, and takes it back."]
    )
    school: tuple[Id, ...] = Field(
        (), description="The school's yes/no settings that are yes.", examples=[["peer_asks_directly"]]
    )
    choose: tuple[Chosen, ...] = Field(
        description="The choices in order, each as `scene.choice`; repairs too.",
        examples=[["arrival.notice", "opens.sum_up"]],
    )
    ends: Ref | None = Field(
        None,
        description="The scene in which the conversation then stands: an ending, or the next decision.",
        examples=["side_by_side"],
    )
    outcome: Outcome | None = Field(None, description="How it ended for the other person.", examples=["good"])
    meters: dict[Id, Figure] = Field(
        default_factory=dict,
        description="What meters are then: a number, or `at least`, `at most`, `over`, `under` one.",
        examples=[{"trust": "at least 3"}],
    )
    score: Figure | None = Field(
        None,
        description="The mean level of its decisions; a bare number is compared to two decimals.",
        examples=[3.67],
    )
    levels: dict[Id, Figure] = Field(
        default_factory=dict, description="The mean level of each criterion named.", examples=[{"reflection": 4}]
    )
    critical: dict[str, Stands] | None = Field(
        None,
        description="All critical acts by code, `open` or `repaired`; `{}` for none.",
        examples=[{"CE1": "repaired"}],
    )


class Expected(Model):
    """What is expected of a persona, at every kind of school."""

    passes: Chance = Field(
        description="The chance that its run scores the cut: `always`, `never`, or a bound in percent.",
        examples=["< 25 %"],
    )
    cut: Figure = Field("3", description="The score that counts as passing.", examples=[3])


class Walks(Model):
    """Walks through one scenario, and what is expected of personas."""

    walks: dict[Id, Walk] = Field(
        default_factory=dict,
        description="Walks by name: say what it shows.",
        examples=[{"listens": {"choose": ["arrival.notice"], "ends": "side_by_side"}}],
    )
    personas: dict[Id, Expected] = Field(
        default_factory=dict,
        description=f"Expectations of {', '.join(PERSONAS)}.",
        examples=[{"skilled": {"passes": "always"}, "random": {"passes": "< 25 %"}}],
    )
