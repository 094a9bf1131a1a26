"""A sitting as its mentor reads it: the conversations of it, what to know before one, what happens after the last.

The words are here once, for every face. Called by `path` and by the faces.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.content.certification import Certification, Feedback
from trainer.language import tr, tr_many
from trainer.scoring.certify import State
from trainer.session.candidate import Candidate
from trainer.session.moments import day_and_time
from trainer.session.records import Records
from trainer.session.session import Session
from trainer.store import Place, SittingRow


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation of a sitting. `note` tells whether it begins with a content note, `comments` how many it has."""

    place: Place
    title: str
    minutes: int
    note: bool
    comments: int

    @property
    def stands(self) -> str:
        """Where it is, in words."""
        if self.place.submitted:
            return tr("submitted")
        return tr("begun") if self.place.run is not None else tr("not begun")


def conversations(session: Session, sitting: SittingRow, records: Records) -> tuple[Conversation, ...]:
    """The conversations of a sitting, in their order."""
    cards = {card.scenario: card for card in session.library.cards()}
    found = []
    for place in sitting.places:
        card = cards.get(place.scenario)
        title, minutes = (card.title, card.minutes) if card else _as_it_was(session, place)
        comments = sum(one.run == place.run for one in records.comments)
        found.append(Conversation(place, title, minutes, bool(card and card.content_note), comments))
    return tuple(found)


def _as_it_was(session: Session, place: Place) -> tuple[str, int]:
    """Title and minutes of a scenario that the library no longer has, by the text that the run is on."""
    if place.run is None:
        return place.scenario, 0
    play = session.recall(place.run)
    return play.voices.say(play.story.scenario.title), play.story.scenario.minutes


def before(session: Session, one: Candidate) -> tuple[str, ...]:
    """What to know before a sitting is opened, a paragraph each."""
    rule = one.certification
    number = sum(rule.sitting.draw.values())
    minutes = _minutes(session, rule)
    said = [
        tr(
            "{conversations}, about {minutes} in all. You need not play them in one go.",
            conversations=tr_many(number, "{count} conversation", "{count} conversations"),
            minutes=tr_many(minutes, "{count} minute", "{count} minutes"),
        ),
        tr(
            "You play without help: no coach, no thoughts, no meters, and no going back. A number "
            "selects a choice, and Enter commits it."
        ),
        tr(
            "Closing the window costs nothing and undoes nothing: what you chose is kept at once, "
            "and you go on at the same place."
        ),
        tr(
            "Some conversations begin with a content note. At one you may take another of the same "
            "kind instead. Nothing is counted against you."
        ),
        _seen(rule.feedback),
        tr("Where you are asked for your own words, people read and rate them; the program does not."),
        tr(
            "{left} The latest sitting that you finish is the one that counts. A person decides, never the program.",
            left=_left(one.turn.left),
        ),
    ]
    return tuple(said)


def _minutes(session: Session, rule: Certification) -> int:
    """About how long a sitting takes: of each competency the mean of what may be drawn, to five minutes."""
    cards = [card for card in session.library.cards() if card.scenario in rule.sitting.pool]
    total = 0.0
    for competency, count in rule.sitting.draw.items():
        long = [card.minutes for card in cards if card.competency == competency]
        total += count * sum(long) / len(long) if long else 0
    return max(5, 5 * round(total / 5)) if total >= 5 else max(1, round(total))


def _seen(feedback: Feedback) -> str:
    if feedback is Feedback.FULL:
        return tr("After each conversation you see the whole debrief.")
    return tr(
        "After each conversation you see the level of each criterion and your own choices. What "
        "the other choices were worth is not told, so that it stays fair for whoever sits next."
    )


def _left(left: int) -> str:
    return (
        tr("This is the last one before a talk with your coordinator.")
        if left == 1
        else tr("You can sit {left} times.", left=left)
    )


def afterwards(session: Session, one: Candidate) -> tuple[str, ...]:
    """What happens now that the last conversation of a sitting is submitted, a paragraph each."""
    return tuple(_afterwards(session, one))


def _afterwards(session: Session, one: Candidate) -> Iterator[str]:
    number = len(one.sat.places) if one.sat else 0
    yield tr("All {number} conversations are submitted. Thank you: that was the hard part.", number=number)
    yield tr("Nothing is decided yet. The program counts; people look at it, and one of them decides and says why.")
    if one.recommendation.state is State.CRITICAL_PENDING or any(
        judged.confirmed is None for judged in one.recommendation.critical
    ):
        yield tr(
            "One thing you chose could do harm to a mentee. Your coordinator looks at it with care, before all else."
        )
    owed = [each for each in one.recommendation.owed if each.key != "sitting"]
    if owed:
        yield tr("Still asked: ") + " ".join(f"{each.title}: {each.stands}. {each.next}" for each in owed)
    after = one.turn.after
    if one.turn.left and after is not None and after > session.now():
        yield tr("If you want to sit again, you can from {after}.", after=day_and_time(after))
    days = one.certification.appeal.days
    yield (
        tr(
            "The decision and its reason will stand on this path. If it does not seem right to you, "
            "you can appeal within {days}, on any ground, and somebody else hears it.",
            days=tr_many(days, "{count} day", "{count} days"),
        )
    )
