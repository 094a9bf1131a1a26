"""Everything that can be recorded of a candidate, as acts with their fields and their last question.

Called by `at_desk` for the candidate's page. The rules are the session's; what is `blocked` here only says so early.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial

from trainer.errors import UsageError
from trainer.language import mark, tr, tr_many
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


def _why() -> Field:
    return Field("reason", tr("Why? The mentor may read it."), long=True)


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
        about = (
            tr("Recommended: {told}. {reasons}", told=told.state.told, reasons=reasons),
            tr("The recommendation stays beside your decision."),
        )
        until = day(later(self.session.now(), self.one.certification.validity.months))
        blocked = self._not_whole()
        certify = tr("Certify {who}, until {until}? You decide, with your name.", who=self.who, until=until)
        yield Deed(
            tr("Certify {who}", who=self.who), about, (_why(),), certify, self._decide(Decision.CERTIFIED), blocked
        )
        conditions = Field("conditions", tr("On what conditions?"), long=True)
        yield Deed(
            tr("Certify {who} with conditions", who=self.who),
            about,
            (conditions, _why()),
            tr(
                "Certify {who} on these conditions, until {until}? You decide, with your name.",
                who=self.who,
                until=until,
            ),
            self._decide(Decision.WITH_CONDITIONS),
            blocked,
        )
        request = Field("reason", tr("What do you ask of them first? They read it."), long=True)
        ask = tr("Return it to {who} with this request?", who=self.who)
        yield Deed(tr("Return with a request"), about, (request,), ask, self._decide(Decision.RETURNED))
        decision = self.one.records.decision
        if decision is not None and decision.decision.certifies:
            told_by = (
                tr(
                    "{who} was certified on {at}. A certificate that was issued is revoked apart.",
                    who=self.who,
                    at=decision.at[:10],
                ),
            )
            ask = tr("Withdraw what was decided of {who}?", who=self.who)
            yield Deed(tr("Withdraw the certification"), told_by, (_why(),), ask, self._decide(Decision.WITHDRAWN))

    def _not_whole(self) -> str:
        told = self.one.recommendation
        if told.state in (State.INCOMPLETE, State.CRITICAL_PENDING):
            return told.reasons[0]
        due = sum(task.kind is Kind.OWN_WORDS for task in self.found.standing.tasks)
        return tr_many(due, "{count} marking is due first.", "{count} markings are due first.") if due else ""

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
            return tr("Decided: {told}.", told=decision.told)

        return do

    # Appeals

    def appeals(self) -> Iterator[Deed]:
        records = self.one.records
        waiting = records.appeal
        if waiting is None:
            if records.decision is not None:
                about = (tr("On any ground. Somebody who neither marked nor decided hears it."),)
                do = self._reasoned(
                    partial(desk.appeal, self.session, self.person, self.name), tr("The appeal is taken up.")
                )
                ask = tr("Take up this appeal of {who}?", who=self.who)
                yield Deed(
                    tr("Take up an appeal"), about, (Field("reason", tr("What do they say?"), long=True),), ask, do
                )
            return
        mine = self.session.me.person in records.markers
        blocked = tr("You marked or decided here before; somebody else hears it.") if mine else ""
        says = (
            tr("They say: {reason}", reason=waiting.reason or tr("(erased)")),
            tr("Your answer stands on their path."),
        )
        for outcome, title in ((one, tr(title)) for one, title in _OUTCOMES.items()):
            ask = tr("Answer the appeal of {who} so: {title}?", who=self.who, title=title[0].lower() + title[1:])
            yield Deed(tr("Hear the appeal: {title}", title=title), says, (_why(),), ask, self._hear(outcome), blocked)

    def _hear(self, outcome: Outcome) -> Do:
        def do(values: Values) -> str:
            desk.hear(self.session, self.person, self.name, outcome, values["reason"], self.seen)
            return tr("The appeal is answered.")

        return do

    # Evidence

    def evidence(self) -> Iterator[Deed]:
        today = self.session.now().date().isoformat()
        fields = (Field("minutes", tr("How many minutes?")), Field("day", tr("On which day?"), today))
        about = (tr("Training with others: group practice, a workshop, a debrief together."),)
        yield Deed(tr("Enter hours with others"), about, fields, tr("Enter this for {who}?", who=self.who), self._hours)
        note = (Field("reason", tr("What did you talk about, and what did you agree?"), long=True),)
        ask = tr("Record this talk with {who}?", who=self.who)
        talked = self._reasoned(
            partial(desk.talk, self.session, self.person, self.name, seen=self.seen), tr("Recorded.")
        )
        yield Deed(
            tr("Record a talk"), (tr("After two critical acts, or the last of the sittings."),), note, ask, talked
        )
        for scenario in self.one.evidence.unapproved:
            by = (Field("by", tr("Who approved it? Name and office")),)
            about = (tr("It touches on safeguarding: the school's lead reads it before it counts."),)
            ask = tr("Record that it was approved as it stands today?")
            yield Deed(
                tr("Approve {scenario}", scenario=scenario.replace("_", " ")), about, by, ask, self._approve(scenario)
            )

    def _hours(self, values: Values) -> str:
        minutes, on = whole(values["minutes"]), day_of(values["day"])
        desk.enter_hours(self.session, self.person, self.name, minutes, on)
        return tr("{minutes} minutes on {on} are entered.", minutes=minutes, on=on.isoformat())

    def _approve(self, scenario: str) -> Do:
        def do(values: Values) -> str:
            desk.approve(self.session, scenario, values["by"])
            return tr("The approval is recorded.")

        return do

    # Sittings

    def sittings(self) -> Iterator[Deed]:
        if not self.one.turn.open_at(self.session.now()):
            waits = (self.one.turn.why or tr("A wait is on."), tr("This lets one sitting be opened without waiting."))
            allow = self._reasoned(
                partial(desk.allow_sitting, self.session, self.person, self.name, seen=self.seen), tr("Allowed.")
            )
            yield Deed(
                tr("Allow a sitting now"), waits, (_why(),), tr("Let {who} sit without waiting?", who=self.who), allow
            )
        for number, sitting in enumerate(self.one.sittings, start=1):
            if not sitting.voided:
                about = (tr("It counts for nothing, stays readable, and its try is given back."),)
                act = partial(desk.void_sitting, self.session, self.person, self.name, sitting.sitting, seen=self.seen)
                ask = tr("Void sitting {number} of {who}?", number=number, who=self.who)
                yield Deed(
                    tr("Void sitting {number}", number=number),
                    about,
                    (_why(),),
                    ask,
                    self._reasoned(act, tr("It is void.")),
                )

    # The rest

    def rest(self) -> Iterator[Deed]:
        if self.one.records.decision is not None and self.one.records.decision.decision.certifies:
            about = (tr("So that the certificate does not lapse for want of practice."),)
            yield Deed(
                tr("Record that they are mentoring"),
                about,
                (),
                tr("Is {who} mentoring now?", who=self.who),
                self._mentoring,
            )
        if desk.has_changed(self.session, self.one):
            about = (tr("They keep the certification they began with, unless you move them."),)
            act = self._reasoned(partial(desk.move, self.session, self.person, self.name), tr("Moved."))
            ask = tr("Move {who} to the certification as it is now?", who=self.who)
            yield Deed(tr("Move to the certification as it is now"), about, (_why(),), ask, act)

    def _mentoring(self, values: Values) -> str:
        desk.still_mentoring(self.session, self.person, self.name)
        return tr("Recorded.")

    @staticmethod
    def _reasoned(act: "partial[None]", told: str) -> Do:
        def do(values: Values) -> str:
            act(values["reason"])
            return told

        return do


_OUTCOMES = {
    Outcome.UPHELD: mark("The decision stands"),
    Outcome.MARKED_AGAIN: mark("It is marked again"),
    Outcome.VOIDED: mark("The sitting is void, another is free"),
}


def whole(text: str) -> int:
    """Minutes as they were typed. Raises UsageError."""
    if not text.strip().isdigit() or len(text.strip()) > 4:
        raise UsageError(tr('"{text}" is not a number of minutes.', text=text[:20]), tr("Write digits: 45."))
    return int(text)


def day_of(text: str) -> date:
    """A day as it was typed. Raises UsageError."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(tr('"{text}" is not a day.', text=text[:20]), tr("Write it as 2026-11-25.")) from None
