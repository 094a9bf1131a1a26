"""Everything that can be recorded of a candidate, as acts with their fields and their last question.

Called by `at_desk` for the candidate's page. The rules are the session's; what is `blocked` here only says so early.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial

from trainer.errors import UsageError
from trainer.scoring.certify import State
from trainer.session import Session, desk
from trainer.session.candidate import later
from trainer.session.dossier import Dossier
from trainer.session.moments import day
from trainer.session.records import Decision, Outcome
from trainer.session.tasks import Kind
from trainer.tui.screens.desk_deed import Deed
from trainer.tui.widgets.form_box import Field

Values = Mapping[str, str]
Do = Callable[[Values], str]

REASON = Field("reason", "Why? The mentor may read it.", long=True)


def deeds(session: Session, name: str, found: Dossier) -> list[Deed]:
    """What can be recorded of a candidate for the certification `name`, what is likely first."""
    if found.one.person.person == session.me.person and len(session.people()) > 1:
        return []
    at = _Acts(session, name, found)
    return [*at.decisions(), *at.appeals(), *at.evidence(), *at.sittings(), *at.rest()]


class _Acts:
    """The acts on one candidate, as the page was read: whoever was first since makes an act refused."""

    def __init__(self, session: Session, name: str, found: Dossier) -> None:
        self.session, self.name, self.found = session, name, found
        self.one, self.person = found.one, found.one.person
        self.who, self.seen = found.one.person.name, found.one.records.seq

    # Deciding

    def decisions(self) -> Iterator[Deed]:
        told = self.one.recommendation
        reasons = " ".join(told.reasons[:3])
        about = (f"Recommended: {told.state.told}. {reasons}", "The recommendation stays beside your decision.")
        until = day(later(self.session.now(), self.one.certification.validity.months))
        blocked = self._not_whole()
        certify = f"Certify {self.who}, until {until}? You decide, with your name."
        yield Deed(f"Certify {self.who}", about, (REASON,), certify, self._decide(Decision.CERTIFIED), blocked)
        conditions = Field("conditions", "On what conditions?", long=True)
        yield Deed(
            f"Certify {self.who} with conditions",
            about,
            (conditions, REASON),
            f"Certify {self.who} on these conditions, until {until}? You decide, with your name.",
            self._decide(Decision.WITH_CONDITIONS),
            blocked,
        )
        request = Field("reason", "What do you ask of them first? They read it.", long=True)
        ask = f"Return it to {self.who} with this request?"
        yield Deed("Return with a request", about, (request,), ask, self._decide(Decision.RETURNED))
        decision = self.one.records.decision
        if decision is not None and decision.decision.certifies:
            told_by = (
                f"{self.who} was certified on {decision.at[:10]}. A certificate that was issued is revoked apart.",
            )
            ask = f"Withdraw what was decided of {self.who}?"
            yield Deed("Withdraw the certification", told_by, (REASON,), ask, self._decide(Decision.WITHDRAWN))

    def _not_whole(self) -> str:
        told = self.one.recommendation
        if told.state in (State.INCOMPLETE, State.CRITICAL_PENDING):
            return told.reasons[0]
        due = sum(task.kind is Kind.OWN_WORDS for task in self.found.standing.tasks)
        return f"{due} marking{'s are' if due > 1 else ' is'} due first." if due else ""

    def _decide(self, decision: Decision) -> Do:
        def do(values: Values) -> str:
            desk.decide(
                self.session,
                self.person,
                self.name,
                decision,
                reason=values["reason"],
                conditions=values.get("conditions", ""),
                seen=self.seen,
            )
            return f"Decided: {decision.told}."

        return do

    # Appeals

    def appeals(self) -> Iterator[Deed]:
        records = self.one.records
        waiting = records.appeal
        if waiting is None:
            if records.decision is not None:
                about = ("On any ground. Somebody who neither marked nor decided hears it.",)
                do = self._reasoned(
                    partial(desk.appeal, self.session, self.person, self.name), "The appeal is taken up."
                )
                ask = f"Take up this appeal of {self.who}?"
                yield Deed("Take up an appeal", about, (Field("reason", "What do they say?", long=True),), ask, do)
            return
        mine = self.session.me.person in records.markers
        blocked = "You marked or decided here before; somebody else hears it." if mine else ""
        says = (f"They say: {waiting.reason or '(erased)'}", "Your answer stands on their path.")
        for outcome, title in _OUTCOMES.items():
            ask = f"Answer the appeal of {self.who} so: {title[0].lower()}{title[1:]}?"
            yield Deed(f"Hear the appeal: {title}", says, (REASON,), ask, self._hear(outcome), blocked)

    def _hear(self, outcome: Outcome) -> Do:
        def do(values: Values) -> str:
            desk.hear(self.session, self.person, self.name, outcome, values["reason"], self.seen)
            return "The appeal is answered."

        return do

    # Evidence

    def evidence(self) -> Iterator[Deed]:
        today = self.session.now().date().isoformat()
        fields = (Field("minutes", "How many minutes?"), Field("day", "On which day?", today))
        about = ("Training with others: group practice, a workshop, a debrief together.",)
        yield Deed("Enter hours with others", about, fields, f"Enter this for {self.who}?", self._hours)
        note = (Field("reason", "What did you talk about, and what did you agree?", long=True),)
        ask = f"Record this talk with {self.who}?"
        talked = self._reasoned(partial(desk.talk, self.session, self.person, self.name, seen=self.seen), "Recorded.")
        yield Deed("Record a talk", ("After two critical acts, or the last of the sittings.",), note, ask, talked)
        for scenario in self.one.evidence.unapproved:
            by = (Field("by", "Who approved it? Name and office"),)
            about = ("It touches on safeguarding: the school's lead reads it before it counts.",)
            ask = "Record that it was approved as it stands today?"
            yield Deed(f"Approve {scenario.replace('_', ' ')}", about, by, ask, self._approve(scenario))

    def _hours(self, values: Values) -> str:
        minutes, on = whole(values["minutes"]), day_of(values["day"])
        desk.enter_hours(self.session, self.person, self.name, minutes, on)
        return f"{minutes} minutes on {on.isoformat()} are entered."

    def _approve(self, scenario: str) -> Do:
        def do(values: Values) -> str:
            desk.approve(self.session, scenario, values["by"])
            return "The approval is recorded."

        return do

    # Sittings

    def sittings(self) -> Iterator[Deed]:
        if not self.one.turn.open_at(self.session.now()):
            waits = (self.one.turn.why or "A wait is on.", "This lets one sitting be opened without waiting.")
            allow = self._reasoned(
                partial(desk.allow_sitting, self.session, self.person, self.name, seen=self.seen), "Allowed."
            )
            yield Deed("Allow a sitting now", waits, (REASON,), f"Let {self.who} sit without waiting?", allow)
        for number, sitting in enumerate(self.one.sittings, start=1):
            if not sitting.voided:
                about = ("It counts for nothing, stays readable, and its try is given back.",)
                act = partial(desk.void_sitting, self.session, self.person, self.name, sitting.sitting, seen=self.seen)
                ask = f"Void sitting {number} of {self.who}?"
                yield Deed(f"Void sitting {number}", about, (REASON,), ask, self._reasoned(act, "It is void."))

    # The rest

    def rest(self) -> Iterator[Deed]:
        if self.one.records.decision is not None and self.one.records.decision.decision.certifies:
            about = ("So that the certificate does not lapse for want of practice.",)
            yield Deed("Record that they are mentoring", about, (), f"Is {self.who} mentoring now?", self._mentoring)
        if desk.has_changed(self.session, self.one):
            about = ("They keep the certification they began with, unless you move them.",)
            act = self._reasoned(partial(desk.move, self.session, self.person, self.name), "Moved.")
            ask = f"Move {self.who} to the certification as it is now?"
            yield Deed("Move to the certification as it is now", about, (REASON,), ask, act)

    def _mentoring(self, values: Values) -> str:
        desk.still_mentoring(self.session, self.person, self.name)
        return "Recorded."

    @staticmethod
    def _reasoned(act: "partial[None]", told: str) -> Do:
        def do(values: Values) -> str:
            act(values["reason"])
            return told

        return do


_OUTCOMES = {
    Outcome.UPHELD: "The decision stands",
    Outcome.MARKED_AGAIN: "It is marked again",
    Outcome.VOIDED: "The sitting is void, another is free",
}


def whole(text: str) -> int:
    """Minutes as they were typed. Raises UsageError."""
    if not text.strip().isdigit() or len(text.strip()) > 4:
        raise UsageError(f'"{text[:20]}" is not a number of minutes.', "Write digits: 45.")
    return int(text)


def day_of(text: str) -> date:
    """A day as it was typed. Raises UsageError."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(f'"{text[:20]}" is not a day.', "Write it as 2026-11-25.") from None
