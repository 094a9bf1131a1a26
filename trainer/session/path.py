"""The mentor's path through a certification: what is asked, what to do next, and the doing of it.

Everything here is done by the person who is at the program, for themselves. Called by the path's screen, its plain
lines and `trainer progress`.
"""

from dataclasses import dataclass
from datetime import datetime

from trainer.content.certification import Agreement, Certification
from trainer.engine.events import Header
from trainer.engine.play import Play
from trainer.errors import UsageError
from trainer.language import tr, tr_many
from trainer.scoring.requirements import Requirement
from trainer.scoring.sitting import plan
from trainer.session.candidate import Candidate, agreement_text, candidate
from trainer.session.instead import equal, last_met, replace_withdrawn
from trainer.session.moments import day, day_and_time
from trainer.session.session import Session
from trainer.session.sitting import Conversation, conversations
from trainer.session.standing import Standing, stand
from trainer.session.verdict import Verdict, verdict
from trainer.session.views import Briefing
from trainer.store import Place, SittingRow, new_run_id


@dataclass(frozen=True, slots=True)
class Path:
    """What a mentor sees of a certification. `sitting` is the one under way, if any; `next` what to do now.

    `conversations` are those of the sitting under way, else of the one that counts.
    """

    certification: str
    title: str
    about: str
    claim: str
    requirements: tuple[Requirement, ...]
    standing: Standing
    sitting: SittingRow | None
    conversations: tuple[Conversation, ...]
    tries_left: int
    wait_until: datetime | None
    turn_told: str
    can_open: bool
    owed_first: tuple[Requirement, ...]
    agreement: Agreement | None
    verdict: Verdict | None
    next: str

    @property
    def done(self) -> int:
        """How many of the requirements are met."""
        return sum(one.met for one in self.requirements)

    @property
    def agreed(self) -> bool:
        """Whether the agreement as it stands was accepted, or none is asked for."""
        return all(one.met for one in self.requirements if one.key == "agreement")

    @property
    def tries(self) -> str:
        """How many sittings are left and from when, in words; while one is under way, how many besides it."""
        if self.sitting is not None:
            return tr_many(max(0, self.tries_left - 1), "{count} sitting left.", "{count} sittings left.")
        left = tr_many(self.tries_left, "{count} sitting left.", "{count} sittings left.")
        first = self.owed_first and self.sitting is None and self.tries_left and self.wait_until is None
        told = f"{left} {tr('The agreement and the practice come first.') if first else self.turn_told}"
        return (
            tr("{told} The next from {wait_until}.", told=told, wait_until=day_and_time(self.wait_until))
            if self.wait_until
            else told
        )

    @property
    def going_on(self) -> Conversation | None:
        """The conversation to go on with: one that was begun, else the first that was not."""
        left = [one for one in self.conversations if not one.place.submitted]
        return min(left, key=lambda one: one.place.run is None, default=None)


def which(session: Session, certification: str | None) -> str:
    """The certification that is meant: the one named, or the only one there is. Raises UsageError."""
    there = list(session.library.certifications)
    if certification is None and len(there) != 1:
        told = (
            tr("There are {there}.", there=", ".join(there))
            if there
            else tr("`trainer new certification NAME` writes one.")
        )
        raise UsageError(
            tr("Say which certification: -c NAME.") if there else tr("There is no certification here."), told
        )
    return certification or there[0]


def path(session: Session, certification: str) -> Path:
    """Where the person at the program is. Raises UsageError for an unknown certification.

    Where a conversation that is still to come was withdrawn from the library, an equal one takes its place.
    """
    one = candidate(session, session.me, certification)
    if replace_withdrawn(session, one, under_way(one)):
        one = candidate(session, session.me, certification)
    return path_of(session, one)


def path_of(session: Session, one: Candidate) -> Path:
    """Where a candidate is."""
    now = session.now()
    open_one = under_way(one)
    first = owed_first(one)
    waits = one.turn.after if one.turn.after is not None and one.turn.after > now else None
    standing, shown = stand(session, one), open_one or one.sat
    decided = verdict(session, one) if standing.decision is not None else None
    is_certified = decided is not None and decided.certifies_at(now)
    rule = spoken_rule(session, one)
    can_open = open_one is None and not first and not is_certified and one.turn.open_at(now)
    return Path(
        certification=one.certification.certification,
        title=rule.title,
        about=rule.about,
        claim=rule.claim,
        requirements=one.recommendation.requirements,
        standing=standing,
        sitting=open_one,
        conversations=conversations(session, shown, one.records) if shown else (),
        tries_left=one.turn.left,
        wait_until=waits,
        turn_told=one.turn.why,
        can_open=can_open,
        owed_first=first,
        agreement=rule.agreement,
        verdict=decided,
        next=_after(one, decided, now) or _next(one, open_one, first, can_open),
    )


def spoken_rule(session: Session, one: Candidate) -> Certification:
    """The rule that holds for a candidate, in the language of the session."""
    name = one.certification.certification
    return session.library.spoken(one.certification, session.library.certifications.get(name))


def under_way(one: Candidate) -> SittingRow | None:
    """The sitting that is open, if any."""
    return next((sitting for sitting in one.sittings if not sitting.over), None)


def owed_first(one: Candidate) -> tuple[Requirement, ...]:
    """What comes before a sitting and is not done: the agreement and the practice."""
    return tuple(
        owed for owed in one.recommendation.owed if owed.key == "agreement" or owed.key.startswith("practice:")
    )


def _after(one: Candidate, decided: Verdict | None, now: datetime) -> str:
    """What comes after a decision; nothing where there is none, or another sitting was begun since."""
    if decided is None or under_way(one) is not None:
        return ""
    if one.records.appeal is not None:
        return tr("Your appeal waits for its answer.")
    if decided.certifies_at(now) and decided.valid_until is not None:
        return tr("You are certified until {valid_until}.", valid_until=day(decided.valid_until))
    if decided.decision.certifies:
        return tr("Your certificate has ended. Ask your coordinator how to renew it.")
    if not one.turn.open_at(now):
        return tr("Read what {by} wrote. {why}", by=decided.by, why=one.turn.why)
    return tr("Read what {by} wrote. You can open another sitting.", by=decided.by)


def _next(one: Candidate, open_one: SittingRow | None, first: tuple[Requirement, ...], can_open: bool) -> str:
    if open_one is not None:
        left = sum(not place.submitted for place in open_one.places)
        if left == len(open_one.places):
            return tr_many(
                left, "Begin your sitting: {count} conversation.", "Begin your sitting: {count} conversations."
            )
        return tr(
            "Go on with your sitting: {left} of {count} conversations are left.", left=left, count=len(open_one.places)
        )
    if first:
        return _told(first[0])
    if one.sat is None or (can_open and one.recommendation.state.value == "not_yet"):
        return tr("Open a sitting when you feel ready.") if can_open else one.turn.why
    owed = one.recommendation.owed
    return _told(owed[0]) if owed else tr("All is in. Your coordinator decides.")


def _told(owed: Requirement) -> str:
    return f"{owed.title}: {owed.next[:1].lower()}{owed.next[1:]}"


def accept_agreement(session: Session, certification: str) -> None:
    """Accept the agreement as it stands; its exact text is kept, and the one that was read in another language.

    Raises UsageError where none is asked for.
    """
    one = candidate(session, session.me, certification)
    if one.certification.agreement is None:
        raise UsageError(tr("{title} asks for no agreement.", title=one.certification.title))
    if one.records.agreed == one.evidence.agreement_asked:
        return
    enrol(session, one)
    text = session.store.snapshot(agreement_text(one.certification.agreement))
    me = session.me.person
    what = {"certification": certification, "agreement": text}
    read = spoken_rule(session, one).agreement
    if read is not None and read != one.certification.agreement:
        what["read"] = session.store.snapshot(agreement_text(read))
    session.store.audit("agreement_accepted", who=me, whom=me, what=what)


def enrol(session: Session, one: Candidate) -> None:
    """Fix the text of the certification that holds for a candidate, once: later changes do not touch them.

    Raises ContentError where there is an error in it.
    """
    if one.records.snapshot is None:
        session.library.certification(one.certification.certification)
        snapshot = session.store.snapshot(session.library.certification_text(one.certification.certification))
        what = {"certification": one.certification.certification, "snapshot": snapshot}
        session.store.audit("enrolled", who=session.me.person, whom=one.person.person, what=what)


def open_sitting(session: Session, certification: str) -> SittingRow:
    """Draw and open a sitting. Raises UsageError while something comes first, StoreError when one is open."""
    one = candidate(session, session.me, certification)
    if under_way(one) is not None:
        raise UsageError(tr("A sitting is open already."), tr("Go on with it."))
    first = owed_first(one)
    if first:
        raise UsageError(tr("Something comes before a sitting: {title}.", title=first[0].title.lower()), first[0].next)
    if not one.turn.open_at(session.now()):
        when = tr(" From {after}.", after=day_and_time(one.turn.after)) if one.turn.after else ""
        raise UsageError(tr("No sitting can be opened now. {why}{when}", why=one.turn.why, when=when))
    enrol(session, one)
    rule = one.certification
    seed = session.seeds()
    drawn = plan(rule, session.library.competencies, last_met(session), seed)
    missing = [scenario for scenario in rule.sitting.pool if scenario not in session.library.competencies]
    if missing and len(drawn) < sum(rule.sitting.draw.values()):  # withdrawn ones are not missed while there are enough
        raise UsageError(
            tr("The pool names {missing}, which the library no longer has.", missing=missing[0]),
            tr("Your coordinator mends the certification."),
        )
    sitting = new_run_id(session.now())
    snapshot = session.store.snapshot(session.library.certification_text(certification))
    snapshot = one.records.snapshot or snapshot
    return session.store.desk.open_sitting(sitting, session.me.person, certification, snapshot, seed, drawn)


def begin(session: Session, sitting: SittingRow, place: Place) -> Play:
    """Go to a conversation of a sitting: its run is opened, or gone on with. Raises as `Session.start` does."""
    if place.run is not None:
        return session.recall(place.run)

    def put(header: Header) -> None:
        session.store.desk.begin_place(sitting.sitting, place.place, header)

    return session.open_place(place.scenario, place.seed, sitting.snapshot, put, place.instead_of)


def briefing(session: Session, place: Place) -> Briefing:
    """What is told before a conversation of a sitting. Raises UsageError where it is gone and has no equal."""
    if place.scenario not in session.library.competencies:
        raise _none_left()
    return session.briefing(place.scenario, place.seed)


def decline(session: Session, sitting: SittingRow, place: Place) -> None:
    """Take an equal scenario in place of one, at its content note: of the pool and the competency, not drawn yet.

    Raises UsageError where there is none: a coordinator then finds one.
    """
    one = candidate(session, session.me, sitting.certification)
    other = equal(session, one, sitting, session.library.competencies.get(place.scenario))
    if other is None:
        raise _none_left()
    session.store.desk.swap_place(sitting.sitting, place.place, other, session.seeds())


def _none_left() -> UsageError:
    return UsageError(
        tr("There is no other scenario of this kind to take instead."),
        tr("Your coordinator finds one with you; nothing is counted against you."),
    )
