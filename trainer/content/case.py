"""The case file: an account with questions and example answers, no branching; and how a case is played.

`as_scenario` is the only place that says what playing a case is: a conversation with one way through it, in which
nothing is chosen. So everything that plays, keeps and tells a scenario does so with a case.
"""

from pydantic import Field

from trainer.content.scenario import (
    Difficulty,
    Ending,
    Form,
    Id,
    Level,
    Line,
    Model,
    Outcome,
    Ref,
    Respond,
    Scenario,
    Scene,
    Text,
)
from trainer.language import mark, tr


class Question(Model):
    """Something to answer in one's own words. Never scored; the answers show once it is answered or skipped."""

    ask: Text = Field(description="What is asked.", examples=["What could Priya hear in that?"])
    criteria: tuple[Ref, ...] = Field((), description="The criteria it is about.", examples=[["reflection"]])
    examples: dict[Level, Text] = Field(
        default_factory=dict,
        description="Example answers by level, shown after one's own.",
        examples=[{4: "That he had stopped listening.", 2: "That he wanted to help."}],
    )
    answers: tuple[Text, ...] = Field(
        (),
        description="Example answers without levels, where several are good; instead of `examples`.",
        examples=[["He could ask what she wants.", "He could wait."]],
    )


class Case(Model):
    """One case, one file: what happened, told as it was, and questions about it. Identified by `case`."""

    case: Id = Field(description="Its id: the file is named after it.", examples=["the_locked_room"])
    format: int = Field(1, ge=1, le=1, description="The version of this format.", examples=[1])
    title: Text = Field(description="Its title.", examples=["The locked room"])
    competency: Ref = Field(description="What it is practice for: the id of a rubric.", examples=["active_listening"])
    level: Difficulty = Field(description="How much it asks.", examples=["foundation"])
    minutes: int = Field(ge=1, le=60, description="How long it takes, in minutes.", examples=[10])
    summary: Text = Field(
        description="One sentence for the library.",
        examples=["A mentor keeps a good plan, and loses his mentee."],
    )
    content_note: Text | None = Field(
        None, description="Shown before it; the case may then be swapped.", examples=["Talks about being left out."]
    )
    account: tuple[Text, ...] = Field(
        min_length=1,
        description="What happened, a paragraph each.",
        examples=[["It is the third week.", "Priya has not brought her book."]],
    )
    questions: tuple[Question, ...] = Field(
        min_length=1,
        description="The questions, in order.",
        examples=[[{"ask": "What did he miss?", "answers": ["That she had said no twice."]}]],
    )
    discuss: tuple[Text, ...] = Field(
        (), description="Questions for a facilitator to ask a group.", examples=[["Where would you have stopped?"]]
    )
    sources: tuple[Ref, ...] = Field((), description="Keys of scenarios/sources.yaml.", examples=[["weger_2014"]])
    note: Text | None = Field(
        None, description="For a facilitator; never shown in play.", examples=["Read it aloud, one paragraph each."]
    )


class CaseScenario(Scenario):
    """A case as it is played. It remembers its `of`, from which it can be made again in another language."""

    of: Case

    @property
    def form(self) -> Form:
        """A case."""
        return Form.CASE


_LEVELS = {4: mark("Skilled"), 3: mark("Adequate"), 2: mark("Weak"), 1: mark("Harmful")}


def as_scenario(case: Case) -> CaseScenario:
    """A case as a conversation with one way on: the account, each question with the answers behind it, an end."""
    scenes = {"account": Scene(lines=tuple(map(_told, case.account)), go="question_1")}
    for number, question in enumerate(case.questions, start=1):
        asked = Respond(
            prompt=question.ask, criteria=question.criteria, examples=question.examples, answers=question.answers
        )
        scenes[f"question_{number}"] = Scene(respond=asked, go=f"answers_{number}")
        on = f"question_{number + 1}" if number < len(case.questions) else "closes"
        scenes[f"answers_{number}"] = Scene(lines=tuple(map(_told, answers(question))), go=on)
    closed = Ending(
        outcome=Outcome.UNFINISHED,
        title=tr("That is the case"),
        text=tr("What you wrote is kept, with the example answers beside it."),
    )
    scenes["closes"] = Scene(ending=closed)
    return CaseScenario(
        of=case,
        scenario=case.case,
        title=case.title,
        competency=case.competency,
        level=case.level,
        minutes=case.minutes,
        rubrics=(case.competency,),
        summary=case.summary,
        setting=case.summary,
        goal=tr("Read what happened, and say in your own words what you see in it."),
        content_note=case.content_note,
        note=case.note,
        discuss=case.discuss,
        sources=case.sources,
        cast={},
        start="account",
        scenes=scenes,
    )


def answers(question: Question) -> list[str]:
    """The example answers of a question as they are shown, the best first."""
    levels = sorted(question.examples.items(), reverse=True)
    told = [tr("{title}: {words}", title=tr(_LEVELS[level]), words=words) for level, words in levels]
    return told + [tr("One answer: {words}", words=words) for words in question.answers]


def _told(text: str) -> Line:
    return Line(speaker="narrator", text=text)
