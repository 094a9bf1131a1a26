"""A certification as a file, `NAME.certification.yaml`: the rule that turns runs and records into a recommendation.

`scoring.certify` applies it; `content.rules.certification` checks it. Each default is the recommended one, with its
reason in the description; `trainer check` names those that a file changes. All cuts are levels, 1 to 4, as exact
decimals.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from trainer.content.scenario import Id, Model, Text

Cut = Annotated[Decimal, Field(ge=1, le=4, max_digits=6)]
Count = Annotated[int, Field(ge=0, le=1000)]


class Feedback(StrEnum):
    """What a candidate sees once a sitting is submitted."""

    SUMMARY = "summary"
    """The level of each criterion and the choices that it stands on, not what the other choices were worth."""
    FULL = "full"
    """All that a practice debrief shows."""


class Practice(Model):
    """The practice that comes before a sitting."""

    scenarios: Count = Field(
        2,
        description="So many scenarios of each core competency finished; feedback is what teaches.",
        examples=[2],
    )
    again: Count = Field(1, description="So many of those played a second time.", examples=[1])


class Sitting(Model):
    """One try: the scenarios that are drawn for it, and from what."""

    pool: tuple[Id, ...] = Field(
        min_length=1,
        description="Scenarios kept for sittings: not on Home, not to be practised until certified.",
        examples=[["the_empty_seat", "the_flyer"]],
    )
    draw: dict[Id, Annotated[int, Field(ge=1, le=12)]] = Field(
        min_length=1,
        description="How many scenarios of each competency a sitting draws, those not met before first.",
        examples=[{"active_listening": 1, "safeguarding": 2}],
    )
    responses: bool = Field(
        False,
        description="Whether own words must be written where a scenario asks for them; people rate them.",
        examples=[False],
    )


class Cuts(Model):
    """The least scores. Level 3 is safe and good enough, so a cut is a statement about conduct and not a share."""

    overall: Cut = Field(Decimal(3), description="The mean of the competencies.", examples=[3])
    competency: Cut = Field(
        Decimal("2.5"),
        description="Each competency, so that much of one cannot hide little of another.",
        examples=[2.5],
    )
    only: dict[Id, Cut] = Field(
        default_factory=lambda: {"safeguarding": Decimal(3)},
        description="Competencies with a cut of their own.",
        examples=[{"safeguarding": 3}],
    )

    def of(self, competency: str) -> Decimal:
        """The cut of one competency."""
        return self.only.get(competency, self.competency)


class Observations(Model):
    """How many levels a score must stand on before it says anything."""

    overall: Count = Field(24, description="Scored decisions in the sitting.", examples=[24])
    competency: Count = Field(4, description="Observations of each competency.", examples=[4])
    only: dict[Id, Count] = Field(
        default_factory=lambda: {"safeguarding": 6},
        description="Competencies that need another number.",
        examples=[{"safeguarding": 6}],
    )

    def of(self, competency: str) -> int:
        """How many observations one competency needs."""
        return self.only.get(competency, self.competency)


class Tries(Model):
    """How often, and how soon, somebody may sit. The latest complete sitting counts: the best of several flatters."""

    count: Annotated[int, Field(ge=1, le=20)] = Field(3, description="Sittings before a talk is due.", examples=[3])
    wait_hours: Count = Field(48, description="Hours between a sitting's end and the next.", examples=[48])
    then_days: Count = Field(
        30, description="Days to wait after the last of them, and a talk with the coordinator first.", examples=[30]
    )


class Hours(Model):
    """Training hours: most of them with people, some of them here."""

    total: Count = Field(8, description="Hours in all.", examples=[8])
    group: Count = Field(
        5, description="Of them, hours of training with others, entered by a coordinator.", examples=[5]
    )
    program_cap: Count = Field(2, description="At most so many hours in this program count.", examples=[2])
    idle_minutes: Annotated[int, Field(ge=1, le=60)] = Field(
        3, description="A gap between two marks that is longer than this counts nothing.", examples=[3]
    )


class Live(Model):
    """The observed live role-play: choosing lines shows that somebody knows how, a role-play that they do."""

    count: Count = Field(1, description="How many are observed.", examples=[1])
    minutes: Count = Field(10, description="The least length of one.", examples=[10])
    competencies: tuple[Id, ...] = Field(
        ("active_listening", "safeguarding"),
        description="What the observer rates, on the same rubrics.",
        examples=[["active_listening"]],
    )
    least: Cut = Field(Decimal(3), description="The least score on each of them.", examples=[3])


class Agreement(Model):
    """What a mentor agrees to. The exact text is kept with the acceptance."""

    title: Text = Field(description="Its name.", examples=["What I agree to as a mentor"])
    points: tuple[Text, ...] = Field(
        min_length=1,
        description="Its sentences.",
        examples=[["I tell the named adult when somebody could be hurt."]],
    )


class SecondMarking(Model):
    """Whose evidence a second person marks, without seeing the first marks."""

    not_yet: bool = Field(True, description="Everybody who is not there yet.", examples=[True])
    critical: bool = Field(True, description="Everybody with a critical act.", examples=[True])
    borderline: bool = Field(True, description="Everybody close to a cut.", examples=[True])
    appeals: bool = Field(True, description="Every appeal.", examples=[True])
    percent: Annotated[int, Field(ge=0, le=100)] = Field(
        10, description="Of the others, so many in a hundred, drawn by a seed.", examples=[10]
    )
    apart: Annotated[int, Field(ge=1, le=3)] = Field(
        2, description="So many levels apart on one criterion call a third marker.", examples=[2]
    )


class Validity(Model):
    """How long a certificate holds."""

    months: Annotated[int, Field(ge=1, le=60)] = Field(12, description="Months from the decision.", examples=[12])
    idle_months: Annotated[int, Field(ge=1, le=60)] = Field(
        6, description="Sooner, after so many months without practice or mentoring.", examples=[6]
    )


class Renewal(Model):
    """What is owed for the next term."""

    scenarios: Count = Field(3, description="Scenarios not met before.", examples=[3])
    safeguarding: Count = Field(1, description="Of them, on safeguarding.", examples=[1])
    minutes: Count = Field(60, description="Minutes of refresher.", examples=[60])
    check_in: bool = Field(True, description="A talk with the coordinator.", examples=[True])


class Appeal(Model):
    """How a decision is contested."""

    days: Count = Field(14, description="Days in which it may be asked for, on any ground.", examples=[14])
    answer_days: Count = Field(14, description="Days in which it is answered.", examples=[14])


class Elsewhere(Model):
    """Whether runs played on other machines count."""

    practice: bool = Field(True, description="As practice.", examples=[True])
    assessment: bool = Field(False, description="In a sitting.", examples=[False])


class Certification(Model):
    """The rule of one certification. What it leaves out has the recommended value."""

    certification: Id = Field(description="Its id: the file is named after it.", examples=["onboarding"])
    format: int = Field(1, ge=1, le=1, description="The version of this format.", examples=[1])
    title: Text = Field(description="Its name.", examples=["Peer mentor onboarding"])
    about: Text = Field(description="What it is for.", examples=["Before a mentor meets a younger student."])
    claim: Text = Field(
        description="What the certificate says was shown, and no more.",
        examples=["Completed onboarding, ready to start supervised mentoring."],
    )
    core: tuple[Id, ...] = Field(
        min_length=1,
        description="The competencies that are practised first, each.",
        examples=[["active_listening", "conflict_resolution"]],
    )
    competencies: tuple[Id, ...] = Field(
        min_length=1,
        description="The competencies whose mean is the overall score, each with its cut.",
        examples=[["active_listening", "safeguarding"]],
    )
    practice: Practice = Field(
        default_factory=Practice, description="What is practised before a sitting.", examples=[{"scenarios": 2}]
    )
    sitting: Sitting = Field(
        description="What is drawn for a try.", examples=[{"pool": ["the_empty_seat"], "draw": {"active_listening": 1}}]
    )
    cuts: Cuts = Field(default_factory=Cuts, description="The least scores.", examples=[{"overall": 3}])
    observations: Observations = Field(
        default_factory=Observations, description="On how much a score must stand.", examples=[{"overall": 24}]
    )
    codes_that_stop: Annotated[int, Field(ge=1, le=9)] = Field(
        2,
        description="So many different critical acts in one sitting stop it until a talk is recorded.",
        examples=[2],
    )
    hurried_seconds: Count = Field(
        3,
        description="A median time per decision below this is told to the coordinator; it decides nothing.",
        examples=[3],
    )
    tries: Tries = Field(default_factory=Tries, description="How often and how soon.", examples=[{"count": 3}])
    hours: Hours = Field(default_factory=Hours, description="Training hours.", examples=[{"total": 8}])
    live: Live = Field(default_factory=Live, description="The observed live role-play.", examples=[{"count": 1}])
    agreement: Agreement | None = Field(
        None,
        description="What is agreed to; without it nothing is.",
        examples=[{"title": "What I agree to", "points": ["I listen first."]}],
    )
    reflections: Count = Field(1, description="Reflections written after a run.", examples=[1])
    second_marking: SecondMarking = Field(
        default_factory=SecondMarking, description="Whose evidence two people mark.", examples=[{"percent": 10}]
    )
    decides: Annotated[str, Field(pattern="^(coordinator|trainer)$")] = Field(
        "coordinator", description="The role of who decides: coordinator or trainer.", examples=["coordinator"]
    )
    feedback: Feedback = Field(
        Feedback.SUMMARY, description="What is seen after a sitting: summary or full.", examples=["summary"]
    )
    approval: bool = Field(
        True,
        description="Whether scenarios on safeguarding count only once their approval by the lead is recorded.",
        examples=[True],
    )
    validity: Validity = Field(default_factory=Validity, description="How long it holds.", examples=[{"months": 12}])
    renewal: Renewal = Field(
        default_factory=Renewal, description="What the next term asks.", examples=[{"scenarios": 3}]
    )
    appeal: Appeal = Field(default_factory=Appeal, description="How a decision is contested.", examples=[{"days": 14}])
    elsewhere: Elsewhere = Field(
        default_factory=Elsewhere, description="Runs played on other machines.", examples=[{"practice": True}]
    )


def changed(model: Model, at: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], object, object]]:
    """The settings that differ from their defaults: (keys that lead there, what stands, what is the default)."""
    found: list[tuple[tuple[str, ...], object, object]] = []
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if field.is_required():
            continue
        default = field.get_default(call_default_factory=True)
        if isinstance(value, Model) and isinstance(default, Model):
            found += changed(value, (*at, name))
        elif value != default and name != "agreement":
            found.append(((*at, name), value, default))
    if isinstance(model, Certification):
        found += changed(model.sitting, (*at, "sitting"))
    return found
