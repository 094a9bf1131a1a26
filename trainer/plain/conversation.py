"""A conversation in plain lines: lines, then choices by number, until its end or until the person leaves.

A run is left by `q`, Ctrl-C or the end of the input; `Left` is raised, and whoever called says how to resume.
"""

from dataclasses import dataclass

from trainer.engine.play import Play
from trainer.engine.transcript import Kind
from trainer.language import tr
from trainer.plain.console import Console, Left
from trainer.plain.lines import as_number
from trainer.plain.telling import choices, meters, said, thoughts, told
from trainer.session import Session


@dataclass(frozen=True)
class Talk:
    """One conversation going on in line mode."""

    console: Console
    session: Session
    play: Play


def converse(talk: Talk) -> None:
    """From where the run stands to its end. Raises Left, and StoreError where the run can go no further."""
    play = talk.play
    if play.speaks_as is not None:
        talk.console.say(tr("You speak as {name}.", name=play.speaks_as))
    if play.decisions_made:
        talk.console.say(tr("So far:"))
    talk.console.say(*told(play.transcript))
    if play.run.is_open:
        talk.console.say(*meters(play.gauges))
    while play.run.is_open:
        if play.prompt is not None:
            _own_words(talk)
        else:
            _decide(talk)


def _own_words(talk: Talk) -> None:
    """Ask for own words; an empty line skips them."""
    play, console = talk.play, talk.console
    stands = play.run.events
    asked = play.prompt.text if play.prompt else ""
    lead = tr("In your own words:") if play.only_words else tr("Before you choose, in your own words:")
    console.say(lead, asked, *talk.session.care_lines())
    while play.run.events == stands:
        answer = console.ask(tr("One line is fine. Enter alone skips it, h for someone to talk to, q to leave"))
        if _command(talk, answer):
            continue
        if as_number(answer) is not None and not play.only_words:
            if console.interactive:
                console.refuse(tr("The choices come after this. Write what you would say, or press Enter to skip."))
                continue
            console.hold(answer)
            answer = ""
        _respond(talk, answer)


def _respond(talk: Talk, words: str) -> None:
    known = len(talk.play.transcript)
    if talk.console.attempt(lambda: talk.play.respond(words)):
        talk.console.say(tr("Kept. In your own words: {words}", words=words) if words else tr("Skipped."))
        follows = talk.play.transcript[known:]
        talk.console.say(*told(one for one in follows if one.kind not in (Kind.ASKED, Kind.OWN_WORDS)))


def _decide(talk: Talk) -> None:
    """Show the choices, and take one."""
    play, console = talk.play, talk.console
    stands = play.run.events
    console.say(_question(play), *choices(play.offers))
    while play.run.events == stands:
        answer = console.ask(_keys(play))
        number = as_number(answer)
        if number is not None:
            _choose(talk, number)
        elif answer == "":
            console.refuse(_question(play), *choices(play.offers))
        elif not _command(talk, answer):
            console.refuse(tr("That is not one of the keys here. ? tells what they are."))


def _question(play: Play) -> str:
    if play.coached and play.is_repair:
        return tr("Decision {number}, a chance to make it good: what do you do?", number=play.decisions_made + 1)
    return tr("Decision {number}: what do you do?", number=play.decisions_made + 1)


def _keys(play: Play) -> str:
    """The prompt: only keys that do something here."""
    keys = [tr("Number")]
    if play.coached and play.decisions_made:
        keys.append(tr("b to go back"))
    if play.coached and thoughts(play.transcript):
        keys.append(tr("t for the thought"))
    return ", ".join([*keys, tr("h for someone to talk to"), tr("? for all keys"), tr("q to leave")])


def _choose(talk: Talk, number: int) -> None:
    play, console = talk.play, talk.console
    chosen: int | None = number
    if not play.coached:
        chosen = _confirmed(talk, number)
    elif not _on_offer(talk, number):
        chosen = None
    if chosen is not None:
        known = len(play.transcript)
        if console.attempt(lambda: play.choose_number(chosen)):
            console.say(*told(play.transcript[known:]))


def _on_offer(talk: Talk, number: int) -> bool:
    offers = talk.play.offers
    if 1 <= number <= len(offers):
        return True
    talk.console.refuse(tr("There is no choice {number} here. Choose 1 to {count}.", number=number, count=len(offers)))
    return False


def _confirmed(talk: Talk, number: int) -> int | None:
    """In an assessment a number only selects: say it back until Enter commits it."""
    play, console = talk.play, talk.console
    while _on_offer(talk, number):
        offer = play.offers[number - 1]
        console.say(tr("You chose {number}. {words}", number=number, words=said(offer.text, offer.is_act)))
        answer = console.ask(tr("Enter to commit, or another number"))
        while answer not in ("", "y") and as_number(answer) is None:
            if not _command(talk, answer):
                console.refuse(tr("Press Enter to commit, or type another number."))
            answer = console.ask(tr("Enter to commit, or another number"))
        if answer in ("", "y"):
            return number
        number = as_number(answer) or 0
    return None


def _command(talk: Talk, answer: str) -> bool:
    """Do what a letter asks for; False when it is none. Raises Left for `q`."""
    word, _, rest = answer.lower().partition(" ")
    play, console = talk.play, talk.console
    if word == "b" and (not rest or as_number(rest) is not None):
        _back(talk, rest)
    elif rest:
        return False
    elif word == "q":
        raise Left
    elif word == "h":
        console.say(*talk.session.care_lines())
    elif word == "?":
        console.say(*_manual(play))
    elif word in ("t", "m", "w"):
        _look(talk, word)
    else:
        return False
    return True


def _look(talk: Talk, word: str) -> None:
    play, console = talk.play, talk.console
    if not play.coached:
        console.refuse(tr("An assessment shows no thoughts, meters or reasons before it is submitted."))
    elif word == "t":
        console.say(*(thoughts(play.transcript) or [tr("Nobody's thought is told here.")]))
    elif word == "m":
        console.say(*(meters(play.gauges) or [tr("This conversation has no meters.")]))
    else:
        console.say(*(play.reasons() or [tr("Nothing in this scene depends on a condition.")]))


def _back(talk: Talk, rest: str) -> None:
    """Go back to a decision: the one named, or the one the person names when asked."""
    play, console = talk.play, talk.console
    made = play.run.line
    if not play.coached:
        console.refuse(tr("An assessment is final: there is no way back."))
        return
    if not made:
        console.refuse(tr("This is the first decision: there is nothing to go back to."))
        return
    if not rest:
        console.say(tr("Your decisions so far:"), *_decisions(play))
        rest = console.ask(tr("Back to which decision? Its number, or Enter to stay"))
    number = as_number(rest)
    if number is None or not 1 <= number <= len(made):
        console.say(
            tr("You stay where you are.") if not rest else tr("There is no decision {rest} to go back to.", rest=rest)
        )
    elif console.attempt(lambda: play.rewind(number - 1)):
        console.say(tr("Back at decision {number}. What you chose before is kept as tried.", number=number))
        console.say(*told(entry for entry in play.transcript if entry.decision == number - 2))
        console.say(*meters(play.gauges))


def _decisions(play: Play) -> list[str]:
    lines = told(entry for entry in play.transcript if entry.kind in (Kind.YOU_SAY, Kind.YOU_DO, Kind.ASKED))
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)]


def _manual(play: Play) -> list[str]:
    coached = [
        tr("b: go back to an earlier decision; b 3 goes back to decision 3."),
        tr("t: what the other person thinks and does not say."),
        tr("m: the meters now."),
        tr("w: for authors, why each line and choice is or is not here."),
    ]
    return [
        tr("A number: choose what stands behind it.")
        if play.coached
        else tr("A number: select what stands behind it. Enter: commit it."),
        tr("Enter: the choices again."),
        *(coached if play.coached else []),
        tr("h: someone to talk to."),
        tr("q, or the end of the input: leave. Everything chosen is kept, and you can go on later."),
    ]
