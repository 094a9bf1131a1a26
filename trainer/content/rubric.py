"""Rubrics, critical acts, sources and the school's settings as frozen models."""

from typing import Annotated

from pydantic import BeforeValidator, Field, RootModel

from trainer.content.scenario import Id, Level, Model, Person, Text
from trainer.language import mark, tr


class Described(Model):
    """One level of one criterion, in words."""

    seen: Text = Field(
        description="What a mentor says or does at this level.",
        examples=["Asks one open question, then waits."],
    )
    say: Text = Field(description="An example utterance.", examples=["What was that like?"])


class Criterion(Model):
    """What a rubric looks at."""

    title: Text = Field(description="Its name on screen.", examples=["Opening the door"])
    about: Text = Field(
        description="What it is, in one sentence.",
        examples=["Questions that let the other person choose what to tell."],
    )
    weight: int = Field(1, ge=1, le=10, description="Its weight within the competency.", examples=[1])
    levels: dict[Level, Described] = Field(
        description="All four levels, 4 to 1.",
        examples=[{4: {"seen": "Asks one open question, then waits.", "say": "What was that like?"}}],
    )


class Rubric(Model):
    """The criteria of one competency."""

    rubric: Id = Field(
        description="Its id, which is the competency's: the file is named after it.",
        examples=["active_listening"],
    )
    format: int = Field(1, ge=1, le=1, description="The version of this format.", examples=[1])
    title: Text = Field(description="The competency's name on screen.", examples=["Active listening"])
    about: Text = Field(
        description="What it is for, in a sentence or two.",
        examples=["Hearing what is said and what is not."],
    )
    criteria: dict[Id, Criterion] = Field(
        min_length=1,
        description="Criteria by id; ids are unique in the library.",
        examples=[{"open_invitation": {"title": "Opening the door", "about": "…", "levels": {}}}],
    )


class CriticalAct(Model):
    """An act that no score makes up for."""

    title: Text = Field(description="Its name.", examples=["Promising to keep a danger secret"])
    why: Text = Field(
        description="Why it harms.",
        examples=["A promise that cannot be kept breaks trust at the worst moment."],
    )
    instead: Text = Field(description="What to do instead.", examples=["Say early what you cannot keep to yourself."])


class Source(Model):
    """A work that a scenario rests on, cited by author, year, title and DOI."""

    authors: Text = Field(
        description="Who wrote it.", examples=["Weger, H., Castle Bell, G., Minei, E. M., & Robinson, M. C."]
    )
    year: int = Field(ge=1800, le=2100, description="When it appeared.", examples=[2014])
    title: Text = Field(description="What it is called.", examples=["The relative effectiveness of active listening"])
    venue: Text = Field(description="Where it appeared.", examples=["International Journal of Listening, 28(1), 13–31"])
    doi: Text | None = Field(
        None, description="Its DOI, where it is known for certain.", examples=["10.1080/10904018.2013.813234"]
    )
    says: Text = Field(
        description="What it found, in one plain sentence.",
        examples=["People felt more understood by those who said back what they had heard."],
    )
    limits: Text = Field(
        description="What it does not show, in one plain sentence.",
        examples=["Strangers talked once, for ten minutes."],
    )


class CriticalActs(RootModel[dict[str, CriticalAct]]):
    """rubrics/critical_acts.yaml: critical acts by code."""


class Sources(RootModel[dict[Id, Source]]):
    """scenarios/sources.yaml: works by key."""


class Comments(RootModel[dict[Id, Text]]):
    """rubrics/comments.yaml, and comments.yaml in the data directory: comments to use again, by id."""


def _list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class School(Model):
    """school.yaml in the data directory: local rules and people. Kind defaults where it says nothing."""

    name: Text = Field(mark("our school"), description=mark("What texts call it."), examples=["Hillside School"])
    adults: dict[Id, Person] = Field(
        default_factory=lambda: {
            "named_adult": Person(name="Ms Okafor", pronouns="she", about=mark("the adult for safety worries"))
        },
        description=mark("The adults that a scenario's cast may take `from`; `named_adult` is the one to tell."),
        examples=[{"named_adult": {"name": "Ms Okafor", "pronouns": "she"}}],
    )
    emergency_number: Text = Field("112", description=mark("For danger now."), examples=["112"])
    help_line: Text = Field(
        mark("the school office, or any adult you trust"),
        description=mark("Somebody to talk to, out of school."),
        examples=["the school office"],
    )
    peer_asks_directly: bool = Field(
        False,
        description=mark("Whether mentors here may ask the direct question about suicide, or only pass it on."),
        examples=[False],
    )
    languages: Annotated[tuple[Text, ...], BeforeValidator(_list)] = Field(
        ("en",), description=mark("Languages offered."), examples=[["en"]]
    )
    retention_months: int = Field(
        24, ge=1, le=120, description=mark("How long records are kept after somebody leaves."), examples=[24]
    )

    @property
    def allows(self) -> frozenset[str]:
        """The yes/no settings that are yes: what `school(name)` asks for."""
        return frozenset(name for name in YES_OR_NO if getattr(self, name))

    @property
    def care_lines(self) -> tuple[str, ...]:
        """Somebody to talk to: shown beside every box for own words, and a key away everywhere."""
        adult = self.adults.get("named_adult")
        name = adult.name if adult and adult.name else tr("an adult you trust")
        return (
            tr("Practice only, no real names."),
            tr(
                "If this is happening to you or somebody you know, talk to {name}, or {help_line}.",
                name=name,
                help_line=self.help_line,
            ),
            tr("In danger now: {number}.", number=self.emergency_number),
        )


def spoken_school(school: School) -> School:
    """The settings in the language spoken now: what the school does not say itself, its kind defaults, in words."""
    kind = School()
    words = {name: tr(getattr(kind, name)) for name in _SPOKEN if getattr(school, name) == getattr(kind, name)}
    adults = dict(school.adults)
    for role, person in kind.adults.items():
        if adults.get(role) == person and person.about:
            adults[role] = person.model_copy(update={"about": tr(person.about)})
    return school.model_copy(update={**words, "adults": adults})


_SPOKEN = ("name", "help_line")
"""Settings whose defaults are words."""


YES_OR_NO = frozenset({"peer_asks_directly"})
"""The settings that a scenario's `when` may ask for."""
