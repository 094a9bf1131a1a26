"""Home in plain lines: what to go on with and what to practise, chosen by number. Called by `face`."""

from dataclasses import dataclass

from trainer.engine.events import Mode
from trainer.plain.briefing import card
from trainer.plain.console import Console
from trainer.plain.lines import as_number, counted, of_four, sentence
from trainer.scoring.score import word
from trainer.session import Card, Home, Onward, OpenRun, Session, Shelf
from trainer.session.onward import at_home


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen: a run to go on with, a scenario to start, a certification's path, or somebody else's turn."""

    run: str | None = None
    scenario: str | None = None
    hand_over: bool = False
    path: str | None = None


def visit(console: Console, session: Session) -> Wanted | None:
    """Show Home until something is chosen; None for leaving. Raises Left at the end of the input."""
    home = at_home(session)
    wanted = [Wanted(run=one.run) for one in home.open_runs]
    wanted += [Wanted(scenario=one.scenario) for shelf in home.shelves for one in shelf.cards]
    console.say(*listed(home))
    other = "p for your path, " if home.onward else ""
    other += "w for someone else at the keyboard, " if home.shared else ""
    while True:
        answer = console.ask(f"Number, Enter for the list again, h for someone to talk to, {other}q to leave").lower()
        number = as_number(answer)
        if number is not None and 1 <= number <= len(wanted):
            return wanted[number - 1]
        if answer == "q":
            return None
        if answer == "w" and home.shared:
            return Wanted(hand_over=True)
        if answer.startswith("p") and answer[1:].strip() in ("", *(one.certification for one in home.onward)):
            if home.onward:
                return Wanted(path=answer[1:].strip() or home.onward[0].certification)
        if answer == "h":
            console.say(*session.care_lines())
        elif answer == "":
            console.refuse(*listed(home))
        else:
            console.refuse(f"Choose 1 to {len(wanted)}." if wanted else "There is nothing to choose here.")


def listed(home: Home) -> list[str]:
    """Home as lines; runs first, then scenarios, numbered in one row."""
    cohort = f", {home.cohort}" if home.cohort else ""
    lines = [f"trainer. Practising as {sentence(f'{home.mentor}{cohort}')}"]
    lines += [f"To do: {one.title}, {sentence(one.told)}" for one in home.due]
    lines += [_onward(one) for one in home.onward]
    number = 0
    if home.open_runs:
        lines.append("Go on:")
    for run in home.open_runs:
        number += 1
        lines.append(f"{number}. {_open(run)}")
    suggested = home.next.card.scenario if home.next else None
    for shelf in home.shelves:
        lines.append(f"Practise {_shelf(shelf)}")
        for one in shelf.cards:
            number += 1
            lines.append(f"{number}. {card(one)} {_met(one)}")
            if one.scenario == suggested and home.next:
                lines.append(f"   Next for you: {sentence(home.next.reason)}")
    return lines


def _onward(one: Onward) -> str:
    if one.decided:
        return f"{one.label}: {one.decided}. {sentence(one.next)}"
    return f"{one.label}: {one.done} of {one.of} done. Next: {sentence(one.next)}"


def _open(run: OpenRun) -> str:
    mode = ", an assessment" if run.mode is Mode.ASSESSMENT else ""
    about = f" of about {run.about}" if run.about else ""
    return f"{run.title}{mode}, stopped at decision {run.decision}{about}."


def _shelf(shelf: Shelf) -> str:
    met = f"{shelf.met} of {counted(len(shelf.cards), 'scenario')} met"
    last = f", last {of_four(shelf.last, word(shelf.last))}" if shelf.last is not None else ""
    return f"{shelf.title}: {met}{last}."


def _met(card: Card) -> str:
    if not card.met:
        return "New."
    last = f", last {of_four(card.last, word(card.last))}" if card.last is not None else ""
    return f"Met {counted(card.met, 'time')}{last}."
