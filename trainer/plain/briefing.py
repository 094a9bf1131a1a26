"""Before a conversation, in plain lines: the content note, which may be declined, then the briefing."""

from dataclasses import dataclass

from trainer.content.scenario import Form
from trainer.language import tr, tr_many
from trainer.plain.console import Console, Left
from trainer.plain.lines import as_number, sentence
from trainer.session import Briefing, Card, Session


@dataclass(frozen=True, slots=True)
class Agreed:
    """The scenario to play, the one declined for it at its content note, or None, and the seed that was drawn."""

    scenario: str
    instead_of: str | None
    drawn: int


def agree(console: Console, session: Session, scenario: str, seed: int | None = None) -> Agreed:
    """Brief the person, and swap the scenario as often as they decline one. Raises Left and TrainerError."""
    declined = None
    while True:
        briefing = session.briefing(scenario, seed)
        if briefing.content_note is None:
            break
        other = _ask(console, session, briefing, briefing.content_note)
        if other is None:
            break
        declined, scenario = scenario, other
    console.say(*brief(briefing))
    return Agreed(scenario, declined, briefing.seed)


def _ask(console: Console, session: Session, briefing: Briefing, note: str) -> str | None:
    """None to go on with this scenario, or the one to play instead."""
    console.say(
        tr("{title} Before you begin: {note}", title=sentence(briefing.title), note=sentence(note)),
        *session.care_lines(),
    )
    others = session.instead(briefing.scenario)
    while True:
        answer = console.ask(tr("Enter to go on, n for another scenario instead, h for someone to talk to, q to leave"))
        word = answer.lower()
        if word == "" or (as_number(word) is not None and not console.interactive):
            if word:
                console.hold(word)
            return None
        if word == "n" and others:
            return _instead(console, others)
        if word == "n":
            console.say(tr("There is no other scenario here. You can leave with q; nothing is kept of it."))
        elif word == "q":
            raise Left
        elif word == "h":
            console.say(*session.care_lines())
        else:
            console.refuse(tr("Press Enter, or type n, h or q."))


def _instead(console: Console, others: tuple[Card, ...]) -> str | None:
    console.say(tr("That is fine, and nothing is counted against you. Instead of it:"))
    console.say(*(f"{number}. {card(other)}" for number, other in enumerate(others, start=1)))
    while True:
        answer = console.ask(tr("Number, Enter to go on with the first one after all, q to leave"))
        number = as_number(answer)
        if answer == "":
            return None
        if answer.lower() == "q":
            raise Left
        if number is not None and 1 <= number <= len(others):
            return others[number - 1].scenario
        console.refuse(tr("Choose 1 to {count}.", count=len(others)))


def card(card: Card) -> str:
    """A scenario in one line."""
    note = tr(" Content note: {content_note}", content_note=sentence(card.content_note)) if card.content_note else ""
    minutes = tr_many(card.minutes, "{count} minute", "{count} minutes")
    kind = ", ".join(filter(None, (minutes, tr(card.level), card.apart)))
    return f"{sentence(card.title)} {kind}. {sentence(card.summary)}{note}"


def _form(briefing: Briefing) -> list[str]:
    """What it is, where it is no conversation as a mentor, and who you are in it."""
    match briefing.form:
        case Form.CASE:
            return [
                tr("This is a case: you read what happened, answer in your own words, and then see example answers.")
            ]
        case Form.ROLE_REVERSAL:
            told = [tr("This is a role reversal: you are the mentee. Watch what the mentor does, and what that does.")]
            if briefing.speaks_as is None:
                return told
            name, about = briefing.speaks_as
            return [*told, tr("You speak as {name}. {about}", name=name, about=sentence(about) if about else "")]
        case _:
            return []


def brief(briefing: Briefing) -> list[str]:
    """The briefing: setting, goal, people, and what is looked at."""
    minutes = tr("About {minutes}.", minutes=tr_many(briefing.minutes, "{count} minute", "{count} minutes"))
    looked = ", ".join(title for title, _ in briefing.criteria)
    return [
        f"{sentence(briefing.title)} {sentence(briefing.setting)}",
        *_form(briefing),
        *([] if briefing.form is Form.CASE else [tr("Your goal: {goal}", goal=sentence(briefing.goal))]),
        *(f"{name}: {sentence(about)}" for name, about in briefing.people if name and about),
        tr(
            "{minutes} Looked at in {competency_title}: {looked}",
            minutes=minutes,
            competency_title=briefing.competency_title,
            looked=sentence(looked),
        )
        if looked
        else tr("{minutes} Nothing here is scored.", minutes=minutes),
        *(
            tr("Note: this scenario has a fault that its author should mend: {fault}", fault=sentence(fault))
            for fault in briefing.warnings
        ),
    ]
