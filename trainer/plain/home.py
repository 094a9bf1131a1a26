"""Home in plain lines: what to go on with and what to practise, chosen by number. Called by `face`."""

from dataclasses import dataclass

from trainer.engine.events import Mode
from trainer.language import tr, tr_many
from trainer.plain.briefing import card
from trainer.plain.console import Console
from trainer.plain.lines import as_number, of_four, sentence
from trainer.scoring.score import word
from trainer.session import Card, Home, Onward, OpenRun, Session, Shelf
from trainer.session.onward import at_home


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen: a run to go on with, a scenario to start, a path, or another person or language."""

    run: str | None = None
    scenario: str | None = None
    hand_over: bool = False
    path: str | None = None
    go_over: bool = False


def visit(console: Console, session: Session) -> Wanted | None:
    """Show Home until something is chosen; None for leaving. Raises Left at the end of the input."""
    home = at_home(session)
    wanted = [Wanted(run=one.run) for one in home.open_runs]
    wanted += [Wanted(scenario=one.scenario) for shelf in home.shelves for one in shelf.cards]
    console.say(*listed(home))
    other = tr("p for your path, ") if home.onward else ""
    other += tr("w for someone else at the keyboard, ") if home.shared else ""
    other += tr("l for {language}, ", language=home.other_language) if home.other_language else ""
    while True:
        answer = console.ask(
            tr("Number, Enter for the list again, h for someone to talk to, {other}q to leave", other=other)
        ).lower()
        number = as_number(answer)
        if number is not None and 1 <= number <= len(wanted):
            return wanted[number - 1]
        if answer == "q":
            return None
        if answer == "l" and home.other_language:
            return Wanted(go_over=True)
        if answer == "w" and home.shared:
            return Wanted(hand_over=True)
        paths = [one.certification for one in home.onward]
        if paths and answer[:1] == "p" and answer[1:].strip() in ("", *paths):
            return Wanted(path=answer[1:].strip() or paths[0])
        if answer == "h":
            console.say(*session.care_lines())
        elif answer == "":
            console.refuse(*listed(home))
        else:
            console.refuse(
                tr("Choose 1 to {count}.", count=len(wanted)) if wanted else tr("There is nothing to choose here.")
            )


def listed(home: Home) -> list[str]:
    """Home as lines; runs first, then scenarios, numbered in one row."""
    cohort = f", {home.cohort}" if home.cohort else ""
    lines = [tr("trainer. Practising as {name}", name=sentence(f"{home.mentor}{cohort}"))]
    lines += [tr("To do: {title}, {told}", title=one.title, told=sentence(one.told)) for one in home.due]
    lines += [_onward(one) for one in home.onward]
    number = 0
    if home.open_runs:
        lines.append(tr("Go on:"))
    for run in home.open_runs:
        number += 1
        lines.append(f"{number}. {_open(run)}")
    suggested = home.next.card.scenario if home.next else None
    for shelf in home.shelves:
        lines.append(tr("Practise {shelf}", shelf=_shelf(shelf)))
        for one in shelf.cards:
            number += 1
            lines.append(f"{number}. {card(one)} {_met(one)}")
            if one.scenario == suggested and home.next:
                lines.append(tr("   Next for you: {reason}", reason=sentence(home.next.reason)))
    return lines


def _onward(one: Onward) -> str:
    if one.decided:
        return f"{one.label}: {one.decided}. {sentence(one.next)}"
    return tr(
        "{label}: {done} of {of} done. Next: {next}", label=one.label, done=one.done, of=one.of, next=sentence(one.next)
    )


def _open(run: OpenRun) -> str:
    mode = tr(", an assessment") if run.mode is Mode.ASSESSMENT else ""
    about = tr(" of about {about}", about=run.about) if run.about else ""
    return tr(
        "{title}{mode}, stopped at decision {decision}{about}.",
        title=run.title,
        mode=mode,
        decision=run.decision,
        about=about,
    )


def _shelf(shelf: Shelf) -> str:
    met = tr_many(len(shelf.cards), "{met} of {count} scenario met", "{met} of {count} scenarios met", met=shelf.met)
    last = tr(", last {last}", last=of_four(shelf.last, word(shelf.last))) if shelf.last is not None else ""
    return f"{shelf.title}: {met}{last}."


def _met(card: Card) -> str:
    if not card.met:
        return tr("New.")
    last = tr(", last {last}", last=of_four(card.last, word(card.last))) if card.last is not None else ""
    return tr_many(card.met, "Met {count} time{last}.", "Met {count} times{last}.", last=last)
