"""After a conversation, in plain lines: the debrief, and what can be done from it. Called by `face`."""

from collections.abc import Callable
from functools import partial

from trainer.content.scenario import Form
from trainer.engine.play import Play
from trainer.language import mark, tr
from trainer.plain.console import Left
from trainer.plain.conversation import Talk
from trainer.plain.debriefing import debriefed
from trainer.plain.lines import as_number
from trainer.plain.telling import said
from trainer.scoring.score import Word
from trainer.session.feedback import Told, tell

KEYS = mark("a to play again, d for another choice at a decision, {rates}r to write a reflection, q to finish")
CASE_KEYS = mark("a to read it again, {rates}r to write a reflection, q to finish")
"""Of a case, in which nothing was chosen."""
KEPT_KEYS = mark("{rates}r to write a reflection, q to finish")
"""Where a conversation cannot be tried otherwise."""


def linger(talk: Talk) -> Play | None:
    """Tell the debrief, and do what is asked. The run to play next, or None when it is enough."""
    console = talk.console
    told = tell(talk.session, talk.play)
    console.say(tr("Debrief."), *debriefed(told.debrief, told.remarks))
    try:
        while True:
            rates = tr("o to rate your own words, ") if _unrated(talk.play) and not told.debrief.is_limited else ""
            answer = console.ask(tr("What next? {keys}", keys=tr(_keys(told), rates=rates))).lower()
            word, _, rest = answer.partition(" ")
            match word:
                case "q":
                    return None
                case "a" | "d" if not told.free:
                    console.refuse(tr("A conversation kept for sittings cannot be tried otherwise."))
                case "d" if told.debrief.form is Form.CASE:
                    console.refuse(tr("Nothing is chosen in a case. a reads it again."))
                case "o" if told.debrief.is_limited:
                    console.refuse(tr("People rate your own words here."))
                case "a":
                    play = _opened(talk, lambda: talk.session.again(talk.play))
                    if play is not None:
                        return play
                case "d":
                    play = _otherwise(talk, rest)
                    if play is not None:
                        return play
                case "o":
                    _rate(talk)
                case "r":
                    _reflect(talk)
                case _:
                    _other(talk, word)
    except Left:
        return None


def _keys(told: Told) -> str:
    if not told.free:
        return KEPT_KEYS
    return CASE_KEYS if told.debrief.form is Form.CASE else KEYS


def _other(talk: Talk, word: str) -> None:
    told = tell(talk.session, talk.play)
    if word == "h":
        talk.console.say(*talk.session.care_lines())
    elif word == "s":
        talk.console.say(*debriefed(told.debrief, told.remarks))
    elif not told.free:
        talk.console.refuse(tr("r: write a reflection. s: the debrief again. h: someone to talk to. q: finish."))
    elif word == "?":
        talk.console.say(tr("a: play again. d: another choice, in a new run; d 3 goes to decision 3."))
        talk.console.say(tr("o: say which example your own words are nearest to. r: write a reflection."))
        talk.console.say(tr("s: the debrief again. h: someone to talk to. q, or the end of the input: finish."))
    else:
        talk.console.refuse(tr("Type a, d, o, r or q; ? tells what they are."))


def _opened(talk: Talk, opens: Callable[[], Play]) -> Play | None:
    """A new run, or None when the machine refuses, which the person is told."""
    found: list[Play] = []
    talk.console.attempt(lambda: found.append(opens()))
    return found[0] if found else None


def _otherwise(talk: Talk, rest: str) -> Play | None:
    """A new run that stands at an earlier decision of this one, or None."""
    made = talk.session.debrief(talk.play).moments
    if not rest:
        talk.console.say(*(f"{one.number}. {said(one.said, one.is_act)}" for one in made))
        rest = talk.console.ask(tr("Another choice at which decision? Its number, or Enter for none"))
    number = as_number(rest)
    if number is not None and 1 <= number <= len(made):
        talk.console.say(tr("A new run, at decision {number}. The one before stays as it is.", number=number))
        return _opened(talk, lambda: talk.session.fork(talk.play, number - 1))
    if rest:
        talk.console.refuse(tr("There is no decision {rest}.", rest=rest))
    return None


def _unrated(play: Play) -> list[str]:
    """The scenes at which there are own words that were not rated, and examples to rate them by."""
    asked = ((one, play.story.scenes[one.scene].written.respond) for one in play.run.responses)
    return [one.scene for one, asks in asked if one.text and one.level is None and asks is not None and asks.examples]


def _rate(talk: Talk) -> None:
    """Ask which level of example the own words are nearest to."""
    told = {one.scene: one for one in talk.session.debrief(talk.play).responses}
    scenes = _unrated(talk.play)
    if not scenes:
        talk.console.refuse(tr("There are no words of your own left to rate."))
    for scene in scenes:
        one = told[scene]
        talk.console.say(tr("You wrote: {words}", words=one.text))
        talk.console.say(*(f"{level}. {Word(level).title}: {text}" for level, text in one.examples.items()))
        level = as_number(talk.console.ask(tr("Which is yours nearest to? 1 to 4, or Enter to leave it")))
        if level is None:
            talk.console.say(tr("Left as it is."))
        elif talk.console.attempt(partial(talk.play.rate_own_words, scene, level)):
            talk.console.say(tr("Kept: level {level}, as you see it. It does not change the score.", level=level))


def _reflect(talk: Talk) -> None:
    talk.console.say(*talk.session.care_lines())
    text = talk.console.ask(tr("What will you take with you? One line is fine, Enter for none"))
    if text and talk.console.attempt(lambda: talk.play.reflect(text)):
        talk.console.say(tr("Kept with this run."))
