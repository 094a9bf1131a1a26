"""The scenario file as frozen models: what an author may write, and nothing about whether it is good.

`content.compile` builds these from YAML; the descriptions and examples below are also the JSON Schema and
`docs/format.md`. Every scalar arrives as text and is converted by what its key expects.
"""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic.functional_validators import BeforeValidator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Ref = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Language = Annotated[str, StringConstraints(min_length=1, max_length=12)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Level = Annotated[int, Field(ge=1, le=4)]


class Model(BaseModel):
    """Frozen, and a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Difficulty(StrEnum):
    """How much a scenario asks of a mentor."""

    FOUNDATION = "foundation"
    DEVELOPING = "developing"
    ADVANCED = "advanced"


class Outcome(StrEnum):
    """How a conversation ended for the other person."""

    GOOD = "good"
    MIXED = "mixed"
    POOR = "poor"
    UNFINISHED = "unfinished"


class Adult(StrEnum):
    """Whether the school's named adult knows, at an ending."""

    TOLD = "told"
    NOT_TOLD = "not_told"
    NOT_NEEDED = "not_needed"


class Role(StrEnum):
    """Whom the player speaks as."""

    MENTOR = "mentor"
    MENTEE = "mentee"


GO_ON = "go_on"
"""The one way on from a scene that asks for own words and offers no choices; walks name it so."""
MENTEE = "mentee"
"""The cast id of the mentee."""


class Form(StrEnum):
    """What is played: only a conversation is scored."""

    CONVERSATION = "conversation"
    ROLE_REVERSAL = "role reversal"
    CASE = "case"


def _one_text_as_list(value: Any) -> Any:
    return [{"text": value}] if isinstance(value, str) else value


def _one_reply_as_list(value: Any) -> Any:
    return [{"mentee": value}] if isinstance(value, str) else value


class Wording(Model):
    """One way to say it; the first whose `when` holds is used."""

    text: Text = Field(description="The words.", examples=["That sounds lonely."])
    when: str | None = Field(None, description="Used only where this holds.", examples=["trust >= 3"])


class Line(Model):
    """Something said or seen: `{mentee: "I'm fine.", thinks: …, when: …}`."""

    speaker: Id = Field(
        description="A cast id, `narrator` or `you`: written as the key, with the words behind it.",
        examples=["mentee"],
    )
    text: Text = Field(description="The words.", examples=["I'm fine. Just tired."])
    thinks: Text | None = Field(
        None,
        description="What the speaker thinks and does not say; shown on request in practice.",
        examples=["If I say it out loud it becomes real."],
    )
    when: str | None = Field(None, description="Shown only where this holds.", examples=["trust < 3"])

    @model_validator(mode="before")
    @classmethod
    def _speaker_is_the_key(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "speaker" in value:
            return value
        speakers = [key for key in value if key not in ("thinks", "when")]
        if len(speakers) != 1:
            raise ValueError("a line names one speaker, with the words behind the name")
        rest = {key: value[key] for key in ("thinks", "when") if key in value}
        return {"speaker": speakers[0], "text": value[speakers[0]], **rest}


class Choice(Model):
    """What the mentor may say or do at a decision."""

    id: Id = Field(description="Its name within the scene.", examples=["notice"])
    say: Annotated[tuple[Wording, ...], BeforeValidator(_one_text_as_list)] | None = Field(
        None,
        description="What the mentor says: words, or a list of wordings; the first that holds is used.",
        examples=["You're quieter than last week. I've got time."],
    )
    do: Text | None = Field(
        None,
        description="An act instead of words; a choice has exactly one of `say` and `do`.",
        examples=["Sit down, take out your own notebook, and wait."],
    )
    level: Level | None = Field(
        None, description="Its level, 1 to 4, on everything the decision looks at.", examples=[4]
    )
    rate: dict[Id, Level] | None = Field(
        None,
        description="A level for each criterion looked at, instead of `level`, where they differ.",
        examples=[{"reflection": 4, "validation": 3}],
    )
    change: dict[Id, int] = Field(
        default_factory=dict,
        description="What it adds to meters; the sum stays within the meter's bounds.",
        examples=[{"trust": 1}],
    )
    reply: Annotated[tuple[Line, ...], BeforeValidator(_one_reply_as_list)] = Field(
        (), description="Said at once by the mentee; or a list of lines.", examples=["...Do you?"]
    )
    why: Text | None = Field(
        None,
        description="The coach's note: what the other person could hear in it.",
        examples=["You named what you saw without naming a cause."],
    )
    critical: str | None = Field(
        None,
        description="The code of a critical act of rubrics/critical_acts.yaml; always level 1.",
        examples=["CE1"],
    )
    repair: Ref | None = Field(
        None,
        description="The repair scene played next; then on to where this choice goes.",
        examples=["take_back"],
    )
    go: Ref | None = Field(
        None, description="The scene it leads to, instead of the decision's own `go`.", examples=["opens"]
    )
    when: str | None = Field(None, description="Offered only where this holds.", examples=["trust >= 1"])
    note: Text | None = Field(
        None,
        description="For a facilitator; never shown in play.",
        examples=["Ask the group why this one is so tempting."],
    )


class Branch(Model):
    """One way a route can go."""

    go: Ref = Field(description="The scene it leads to.", examples=["walks_away"])
    when: str | None = Field(None, description="Taken only where this holds.", examples=["trust == 0"])


class Respond(Model):
    """A prompt to say it in one's own words before the choices show, or instead. Never scored by the program."""

    prompt: Text = Field(description="What is asked.", examples=["What would you say back?"])
    criteria: tuple[Ref, ...] = Field((), description="The criteria the words could show.", examples=[["reflection"]])
    examples: dict[Level, Text] = Field(
        default_factory=dict,
        description="Example words by level, shown in the debrief beside the mentor's own.",
        examples=[{4: "It hurts to find out they planned it without you.", 2: "Who needs them?"}],
    )
    answers: tuple[Text, ...] = Field(
        (),
        description="Example words without levels, where there is nothing to rate.",
        examples=[["He let me finish.", "He said my name right."]],
    )


class Ending(Model):
    """Where a conversation ends."""

    outcome: Outcome = Field(description="How it ended for the other person.", examples=["good"])
    title: Text = Field(description="Its name, a few words.", examples=["The bell"])
    text: Text = Field(description="What happens.", examples=["It rings before you got to it."])
    why: Text | None = Field(
        None, description="What led here, in words that teach.", examples=["You waited, and that made room."]
    )
    critical: str | None = Field(
        None, description="A critical act that this ending is (nobody was told).", examples=["CE2"]
    )
    adult: Adult | None = Field(None, description="Whether the named adult knows.", examples=["told"])


class Scene(Model):
    """A beat: some lines, then exactly one way on: `choices`, `route`, `go` alone, or `ending`."""

    lines: tuple[Line, ...] = Field(
        (),
        description="What is said and seen on arriving.",
        examples=[[{"narrator": "The bell rings."}, {"mentee": "I'm fine.", "when": "trust < 3"}]],
    )
    respond: Respond | None = Field(
        None,
        description="Own words, asked for before the choices show; beside a `go` alone, and then it goes on.",
        examples=[{"prompt": "What would you say back?", "examples": {4: "That hurt.", 2: "Who needs them?"}}],
    )
    looks_at: tuple[Ref, ...] = Field(
        (),
        description="The criteria that this decision observes, whatever is chosen.",
        examples=[["open_invitation"]],
    )
    go: Ref | None = Field(
        None,
        description="The scene that follows; where choices lead that do not say otherwise.",
        examples=["opens"],
    )
    choices: tuple[Choice, ...] = Field(
        (),
        description="What the mentor may say or do.",
        examples=[[{"id": "wait", "do": "Sit down and wait.", "level": 3}]],
    )
    route: tuple[Branch, ...] = Field(
        (),
        description="No decision: the first branch whose `when` holds is taken.",
        examples=[[{"when": "trust == 0", "go": "walks_away"}, {"go": "opens"}]],
    )
    ending: Ending | None = Field(
        None,
        description="The conversation ends here.",
        examples=[{"outcome": "good", "title": "Seen", "text": "You sit together until the bell."}],
    )
    note: Text | None = Field(
        None,
        description="For a facilitator; never shown in play.",
        examples=["Stop here and let the group find words."],
    )

    @property
    def only_words(self) -> bool:
        """Whether it asks for own words and offers no choices: then it goes on."""
        return self.respond is not None and self.go is not None and not self.choices


class Meter(Model):
    """A bounded whole number of the conversation."""

    start: int = Field(description="Where it begins.", examples=[2])
    min: int = Field(description="Its least value.", examples=[0])
    max: int = Field(description="Its greatest value.", examples=[5])
    label: Text = Field(description="What it is called on screen.", examples=["Trust"])


class PronounSet(Model):
    """Pronouns written out, where she, he and they do not fit."""

    they: Text = Field(description='As in "they draw".', examples=["xe"])
    them: Text = Field(description='As in "ask them".', examples=["xem"])
    their: Text = Field(description='As in "their book".', examples=["xyr"])
    theirs: Text = Field(description='As in "it is theirs".', examples=["xyrs"])
    themself: Text = Field(description='As in "by themself".', examples=["xemself"])
    plural: bool = Field(False, description="Whether it takes `are`, `have`, `were`.", examples=[False])


class Person(Model):
    """Somebody in the conversation."""

    name: Text | None = Field(None, description="What they are called.", examples=["Amara"])
    pronouns: str | PronounSet | None = Field(None, description="`she`, `he`, `they`, or a set.", examples=["she"])
    about: Text | None = Field(
        None,
        description="Who they are, in a few words.",
        examples=["Year 8, new since autumn, draws constantly."],
    )
    from_: Ref | None = Field(
        None, alias="from", description="A role that the school's settings fill.", examples=["named_adult"]
    )


class Bell(Model):
    """Ends a conversation whose scenes can repeat."""

    after: int = Field(ge=1, le=100, description="After this many decisions (repairs do not count).", examples=[8])
    go: Ref = Field(description="The scene entered instead of the next decision.", examples=["bell_rings"])


class Scenario(Model):
    """One branching conversation, one file, identified by `scenario`."""

    scenario: Id = Field(description="Its id: the file is named after it.", examples=["the_empty_seat"])
    format: int = Field(1, ge=1, le=1, description="The version of this format.", examples=[1])
    title: Text = Field(description="Its title.", examples=["The empty seat"])
    competency: Ref = Field(description="What it is practice for.", examples=["active_listening"])
    level: Difficulty = Field(description="How much it asks.", examples=["foundation"])
    minutes: int = Field(ge=1, le=60, description="How long it takes, in minutes.", examples=[6])
    language: Language = Field(
        "en",
        description="The language it is written in, as a code, for proofs that go by words; not needed in English.",
        examples=["es"],
    )
    rubrics: tuple[Ref, ...] = Field(
        min_length=1, description="Whose criteria its decisions may look at.", examples=[["active_listening"]]
    )
    summary: Text = Field(
        description="One sentence for the library.",
        examples=["Your mentee has stopped coming to lunch and says nothing is wrong."],
    )
    setting: Text = Field(description="Where and when.", examples=["Library corner, Tuesday."])
    goal: Text = Field(
        description="What the mentor tries to do.",
        examples=["Help your mentee say what is going on in their own words."],
    )
    role: Role = Field(
        Role.MENTOR, description="`mentee` on a role reversal, which is not scored.", examples=["mentor"]
    )
    topics: tuple[Id, ...] = Field(
        (), description="What is disclosed, where safety is at stake.", examples=[["self_harm"]]
    )
    content_note: Text | None = Field(
        None,
        description="Shown before the briefing; the scenario may then be swapped.",
        examples=["Talks about being left out."],
    )
    note: Text | None = Field(
        None,
        description="For a facilitator; never shown in play.",
        examples=["Good as a first scenario for a group."],
    )
    discuss: tuple[Text, ...] = Field(
        (),
        description="Questions for a facilitator to ask a group.",
        examples=[["When did your mentee begin to trust you?"]],
    )
    sources: tuple[Ref, ...] = Field((), description="Keys of scenarios/sources.yaml.", examples=[["weger_2014"]])
    cast: dict[Id, Person] = Field(
        description="Who takes part: casting a.",
        examples=[{"mentee": {"name": "Amara", "pronouns": "she"}, "adult": {"from": "named_adult"}}],
    )
    castings: dict[Id, dict[Id, Person]] = Field(
        default_factory=dict,
        description="Other castings, merged over the cast key by key.",
        examples=[{"b": {"mentee": {"name": "Jakub", "pronouns": "he"}}}],
    )
    meters: dict[Id, Meter] = Field(
        default_factory=dict,
        description="Whole numbers that carry conduct.",
        examples=[{"trust": {"start": 2, "min": 0, "max": 5, "label": "Trust"}}],
    )
    bell: Bell | None = Field(
        None, description="Needed only where scenes can repeat.", examples=[{"after": 8, "go": "bell_rings"}]
    )
    start: Ref = Field(description="The first scene.", examples=["arrival"])
    scenes: dict[Id, Scene] = Field(
        min_length=1,
        description="The scenes by id.",
        examples=[{"bell_rings": {"ending": {"outcome": "unfinished", "title": "The bell", "text": "It rings."}}}],
    )
    allow: dict[str, Text] = Field(
        default_factory=dict, description="Warnings lived with, by code, and why.", examples=[{"W204": "…"}]
    )

    @property
    def form(self) -> Form:
        """What it is to play."""
        return Form.ROLE_REVERSAL if self.role is Role.MENTEE else Form.CONVERSATION

    @property
    def is_scored(self) -> bool:
        """Whether what is chosen in it is scored; else it is for practice only."""
        return self.form is Form.CONVERSATION
