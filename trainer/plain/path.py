"""The mentor's path in plain lines: what is asked, the agreement, a sitting, and what happens after it.

`follow` is called by `face`, which plays the conversations; `path_lines` by `trainer progress` too.
"""

from collections.abc import Callable, Iterator
from functools import partial

from trainer.engine.play import Play
from trainer.errors import Exit, UsageError
from trainer.language import tr, tr_many
from trainer.plain.briefing import brief
from trainer.plain.console import Console, Left
from trainer.plain.debriefing import debriefed
from trainer.plain.lines import as_number, sentence
from trainer.session import Session
from trainer.session.candidate import candidate
from trainer.session.desk import appeal
from trainer.session.feedback import tell
from trainer.session.moments import day
from trainer.session.path import Path, accept_agreement, begin, briefing, decline, open_sitting, path, which
from trainer.session.sitting import Conversation, afterwards, before
from trainer.session.verdict import Verdict

Plays = Callable[[Play], Exit]
"""Plays a conversation to its end, or until the person leaves."""


def path_lines(found: Path) -> Iterator[str]:
    """Everything there is to say of a path."""
    yield tr("{title}. {done} of {count} done.", title=found.title, done=found.done, count=len(found.requirements))
    yield sentence(found.about)
    yield tr("Next: {next}", next=sentence(found.next))
    if found.verdict is not None:
        yield from _verdict(found.verdict)
    for one in found.requirements:
        stands = sentence(one.stands[:1].upper() + one.stands[1:])
        said = {"title": one.title, "stands": stands}
        yield tr("Done: {title}. {stands}", **said) if one.met else tr("To do: {title}. {stands}", **said)
        if one.next:
            yield f"  {one.next}"
    if found.conversations:
        yield tr("Your sitting:") if found.sitting is not None else tr("Your last sitting:")
        yield from (_conversation(one) for one in found.conversations)
    yield found.tries


def _conversation(one: Conversation) -> str:
    minutes = tr_many(one.minutes, "{count} minute", "{count} minutes")
    comments = ", " + tr_many(one.comments, "{count} comment", "{count} comments") if one.comments else ""
    return f"  {one.place.place}. {sentence(one.title)} {minutes}, {one.stands}{comments}."


def _verdict(verdict: Verdict) -> Iterator[str]:
    told = verdict.decision.told
    until = tr(" It holds until {valid_until}.", valid_until=day(verdict.valid_until)) if verdict.valid_until else ""
    yield tr("Decided: {told}, by {by} on {at}.{until}", told=told, by=verdict.by, at=day(verdict.at), until=until)
    yield tr("  Why: {reason}", reason=sentence(verdict.reason or tr("The words were erased")))
    if verdict.conditions:
        yield tr("  On condition: {conditions}", conditions=sentence(verdict.conditions))
    for asked in verdict.appeals:
        yield tr("  You appealed: {reason}", reason=sentence(asked.reason or tr("The words were erased")))
        if asked.outcome is None:
            yield tr("  Somebody who neither marked nor decided hears it.")
        else:
            yield tr(
                "  The answer: {told} {answer}", told=asked.outcome.told, answer=sentence(asked.answer or "")
            ).rstrip()
    if verdict.appeal_until is not None:
        yield tr(
            "  If this does not seem right to you, you can appeal until {appeal_until}.",
            appeal_until=day(verdict.appeal_until),
        )


def follow(console: Console, session: Session, certification: str | None, plays: Plays, *, sit: bool = False) -> Exit:
    """The path until it is left; with `sit` a sitting first. LEFT where a conversation was left open.

    Raises UsageError for no such certification, and with `sit` where no sitting can be opened.
    """
    name = which(session, certification)
    session.mark()
    try:
        if sit:
            status = _sit(console, session, name, plays)
            if status is not Exit.OK:
                return status
        return _walk(console, session, name, plays)
    except Left:
        return Exit.OK
    finally:
        session.mark()


def _walk(console: Console, session: Session, name: str, plays: Plays) -> Exit:
    """Show the path, and do what is asked for."""
    console.say(*path_lines(path(session, name)))
    while True:
        found = path(session, name)
        answer = console.ask(
            tr("What next? {found}h for someone to talk to, q to leave the path", found=_keys(found))
        ).lower()
        match answer:
            case "q":
                return Exit.OK
            case "a" if found.agreement is not None:
                _agree(console, session, found)
            case "o" if found.can_open or found.going_on is not None:
                status = _sit(console, session, name, plays)
                if status is not Exit.OK:
                    return status
            case _ if answer[:1] == "d" and _submitted(found):
                _tell_again(console, session, found, answer[1:])
            case "x" if found.verdict is not None and found.verdict.appeal_until is not None:
                _appeal(console, session, name)
            case "h":
                console.say(*session.care_lines())
            case "":
                console.refuse(*path_lines(found))
            case _:
                console.refuse(tr("That is not one of the keys here."))


def _keys(found: Path) -> str:
    """The keys that do something now."""
    keys = ""
    if found.agreement is not None:
        keys += tr("a to read the agreement, ")
    if found.going_on is not None:
        keys += tr("o to go on with your sitting, ")
    elif found.can_open:
        keys += tr("o to open a sitting, ")
    if _submitted(found):
        keys += tr("d and a number for a debrief again, ")
    if found.verdict is not None and found.verdict.appeal_until is not None:
        keys += tr("x to appeal, ")
    return tr("{keys}Enter for the path again, ", keys=keys)


def _submitted(found: Path) -> list[Conversation]:
    return [one for one in found.conversations if one.place.submitted]


def _tell_again(console: Console, session: Session, found: Path, rest: str) -> None:
    """Tell a conversation of the sitting again, as far as the certification allows, with what was said of it."""
    one = next((one for one in _submitted(found) if one.place.place == as_number(rest)), None)
    if one is None or one.place.run is None:
        numbers = ", ".join(str(each.place.place) for each in _submitted(found))
        console.refuse(tr("Type d and the number of a conversation that is submitted: {numbers}.", numbers=numbers))
        return
    told = tell(session, session.recall(one.place.run))
    console.say(sentence(one.title), *debriefed(told.debrief, told.remarks))


def _agree(console: Console, session: Session, found: Path) -> bool:
    """Read the agreement, and accept it; whether it is accepted now."""
    if found.agreement is None:
        return True
    console.say(sentence(found.agreement.title), *(f"- {point}" for point in found.agreement.points))
    if found.agreed:
        console.say(tr("You have accepted this, and the text that you accepted is kept."))
        return True
    while True:
        answer = console.ask(tr("y for yes, I accept this; Enter for not now; h for someone to talk to")).lower()
        if answer == "y":
            done = console.attempt(lambda: accept_agreement(session, found.certification))
            console.say(*([tr("Accepted. The text is kept as you read it.")] if done else []))
            return done
        if answer in ("", "q", "n"):
            console.say(tr("Not accepted. It can be read and accepted at any time."))
            return False
        if answer == "h":
            console.say(*session.care_lines())
        else:
            console.refuse(tr("Type y, or press Enter."))


def _sit(console: Console, session: Session, name: str, plays: Plays) -> Exit:
    """Conversations of a sitting, one after the other, until they are done or it is enough for now."""
    if not _open(console, session, name):
        return Exit.OK
    while True:
        found = path(session, name)
        if found.going_on is None:
            console.say(tr("What happens now."), *afterwards(session, candidate(session, session.me, name)))
            return Exit.OK
        play = _begin(console, session, found, found.going_on)
        if play is None:
            return Exit.OK
        status = plays(play)
        if status is not Exit.OK:
            return status
        left = len([one for one in path(session, name).conversations if not one.place.submitted])
        if left and not _goes_on(console, session, left):
            return Exit.OK


def _open(console: Console, session: Session, name: str) -> bool:
    """Open a sitting where none is; whether one is open then. Raises UsageError where none can be opened."""
    found = path(session, name)
    if found.sitting is None and not found.agreed:
        console.say(tr("The agreement comes before a sitting."))
        if not _agree(console, session, found):
            return False
        found = path(session, name)
    if found.sitting is not None:
        return True
    if not found.can_open:
        raise UsageError(
            tr("No sitting can be opened now. {next}", next=found.next), tr("`trainer progress` tells what is asked.")
        )
    console.say(
        tr("Before your sitting. {title}", title=sentence(found.title)),
        *before(session, candidate(session, session.me, name)),
    )
    while True:
        answer = console.ask(tr("o to open the sitting, h for someone to talk to, q for not now")).lower()
        if answer == "o":
            return console.attempt(lambda: open_sitting(session, name))
        if answer == "q":
            return False
        if answer == "h":
            console.say(*session.care_lines())
        else:
            console.refuse(tr("Type o or q."))


def _goes_on(console: Console, session: Session, left: int) -> bool:
    """Whether to go on with the next conversation, or have a rest."""
    while True:
        answer = console.ask(
            tr_many(
                left,
                "{count} conversation left. Enter for the next, h for someone to talk to, q for a rest",
                "{count} conversations left. Enter for the next, h for someone to talk to, q for a rest",
            )
        )
        if answer == "":
            return True
        if answer.lower() == "q":
            return False
        if answer.lower() == "h":
            console.say(*session.care_lines())
        else:
            console.refuse(tr("Press Enter, or type h or q."))


def _begin(console: Console, session: Session, found: Path, one: Conversation) -> Play | None:
    """Brief for a conversation and begin it; None where it is left for later."""
    while found.sitting is not None:
        sitting, place = found.sitting, one.place
        if place.run is not None:
            return begin(session, sitting, place)
        told = briefing(session, place)
        if told.content_note is None or _accepts(console, session, told.title, told.content_note):
            console.say(*brief(told))
            return begin(session, sitting, place)
        if not console.attempt(partial(decline, session, sitting, place)):
            continue
        console.say(tr("That is fine, and nothing is counted against you. Another of the same kind takes its place."))
        found = path(session, found.certification)
        one = next(each for each in found.conversations if each.place.place == place.place)
    return None


def _accepts(console: Console, session: Session, title: str, note: str) -> bool:
    """Whether a person goes on at a content note. Raises Left for a rest."""
    console.say(
        tr("{title} Before you begin: {note}", title=sentence(title), note=sentence(note)), *session.care_lines()
    )
    while True:
        answer = console.ask(
            tr("Enter to go on, n for another of the same kind instead, h for someone to talk to, q for a rest")
        )
        word = answer.lower()
        if word == "" or (as_number(word) is not None and not console.interactive):
            if word:
                console.hold(word)
            return True
        if word == "n":
            return False
        if word == "q":
            raise Left
        if word == "h":
            console.say(*session.care_lines())
        else:
            console.refuse(tr("Press Enter, or type n, h or q."))


def _appeal(console: Console, session: Session, name: str) -> None:
    """Say why the decision does not seem right."""
    console.say(tr("Somebody who neither marked nor decided hears it. Any ground will do."))
    reason = console.ask(tr("Why does the decision not seem right to you? One line is fine, Enter for no appeal"))
    if reason and console.attempt(lambda: appeal(session, session.me, name, reason)):
        console.say(tr("Your appeal is in. Its answer will stand on your path."))
