"""The coordinator's desk: everything that a person records of a candidate; `waiting` shows what there is to do.

Each act is one row of the audit, with a reason where it concerns somebody's future; none can change a score. Called by
the desk's screens and commands. Raises UsageError for what the rules forbid, StoreError where somebody else was first.
"""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

from trainer.errors import UsageError
from trainer.language import mark, tr, tr_many
from trainer.scoring.certify import State
from trainer.session.bank import in_full
from trainer.session.candidate import Candidate, candidate, later
from trainer.session.path import enrol
from trainer.session.records import Decision, Outcome, as_facts
from trainer.session.roles import Job
from trainer.session.session import Session
from trainer.session.tasks import Kind, is_decided, pieces, tasks
from trainer.session.waiting import must_be_allowed
from trainer.store import Fact, Person


def enter_hours(session: Session, person: Person, certification: str, minutes: int, day: date) -> None:
    """Enter training with others: whole minutes on a day that is not to come."""
    must_be_allowed(session, Job.OBSERVE)
    _not_self(session, person)
    if not 0 < minutes <= 12 * 60:
        raise UsageError(
            tr("{minutes} minutes cannot be one day's training.", minutes=minutes), tr("Enter 1 to 720 minutes a day.")
        )
    _not_to_come(session, day)
    one = _enrolled(session, person, certification)
    _record(session, "hours_entered", one, {"minutes": minutes, "day": day.isoformat()})


def observe(
    session: Session,
    person: Person,
    certification: str,
    levels: Mapping[str, int],
    *,
    minutes: int,
    day: date,
    comment: str = "",
) -> None:
    """Record a live role-play: the level given on each criterion of what the certification has rated."""
    must_be_allowed(session, Job.OBSERVE)
    _not_self(session, person)
    _not_to_come(session, day)
    if not 0 < minutes <= 240:
        raise UsageError(
            tr("{minutes} minutes cannot be one role-play.", minutes=minutes), tr("Enter 1 to 240 minutes.")
        )
    one = _enrolled(session, person, certification)
    known = live_criteria(session, one)
    _check_levels(levels, known)
    _record(
        session,
        "live_observed",
        one,
        {"minutes": minutes, "day": day.isoformat(), **as_facts(levels)},
        {"comment": comment},
    )


def live_criteria(session: Session, one: Candidate) -> list[str]:
    """The criteria that the form of the live role-play asks for, in their order."""
    rubrics = [session.library.rubrics.get(name) for name in one.certification.live.competencies]
    return [criterion for rubric in rubrics if rubric for criterion in rubric.criteria]


def mark_words(
    session: Session,
    person: Person,
    certification: str,
    run: str,
    scene: str,
    levels: Mapping[str, int],
    comment: str = "",
) -> None:
    """Rate own words on their criteria, once each person; whoever is second has not seen the first marks."""
    must_be_allowed(session, Job.OBSERVE)
    _not_self(session, person)
    one = candidate(session, person, certification)
    piece = next((piece for piece in pieces(session, one) if (piece.run, piece.scene) == (run, scene)), None)
    if piece is None:
        raise UsageError(tr("There are no own words to rate there."), tr("`trainer desk queue` lists what waits."))
    if any((mark.run, mark.scene, mark.by) == (run, scene, session.me.person) for mark in one.records.marks):
        raise UsageError(tr("You have rated these words."), tr("Another person gives the second marks."))
    _check_levels(levels, list(piece.criteria))
    _record(session, "response_marked", one, {"run": run, "scene": scene, **as_facts(levels)}, {"comment": comment})


def judge(
    session: Session,
    person: Person,
    certification: str,
    act: tuple[str, str, str],
    *,
    confirmed: bool,
    reason: str,
    seen: int | None = None,
) -> None:
    """Confirm or dismiss a critical act, told as (run, scene, code), with a reason. It never changes the score.

    `seen` is the last record that was read, here and in the other acts: a newer one refuses the act.
    """
    must_be_allowed(session, Job.DECIDE)
    _not_self(session, person)
    one = candidate(session, person, certification)
    if not any((each.run, each.act.scene, each.act.code) == act for each in one.recommendation.critical):
        raise UsageError(tr("There is no such critical act in the sitting that counts."))
    if seen is None and act in one.records.judged:
        known = one.records.judged[act]
        _must_be_own(session, one, known.by, tr("confirmed") if known.confirmed else tr("dismissed"))
    what: dict[str, Fact] = {"run": act[0], "scene": act[1], "code": act[2], "confirmed": confirmed}
    _record(session, "critical_judged", one, what, _reason(reason), seen)


def talk(session: Session, person: Person, certification: str, note: str, seen: int | None = None) -> None:
    """Record a talk with a candidate: after two critical acts, or after the last of the tries."""
    must_be_allowed(session, Job.DECIDE)
    _not_self(session, person)
    one = candidate(session, person, certification)
    _record(session, "talked", one, {}, _reason(note), seen)


def allow_sitting(session: Session, person: Person, certification: str, reason: str, seen: int | None = None) -> None:
    """Let somebody sit without waiting, once."""
    must_be_allowed(session, Job.DECIDE)
    _not_self(session, person)
    one = candidate(session, person, certification)
    _record(session, "sitting_allowed", one, {}, _reason(reason), seen)


def void_sitting(
    session: Session, person: Person, certification: str, sitting: str, reason: str, seen: int | None = None
) -> None:
    """Let a sitting count for nothing; it stays readable, and its try is given back."""
    must_be_allowed(session, Job.DECIDE)
    _not_self(session, person)
    one = candidate(session, person, certification)
    found = [each for each in one.sittings if each.sitting.startswith(sitting) or each.sitting.endswith(sitting)]
    if len(found) != 1 or len(sitting) < 4:
        raise UsageError(
            tr("There is no one sitting {sitting} of {name}.", sitting=sitting[:40], name=person.name),
            tr("`trainer desk show NAME` lists them under Sittings; the last eight letters of one are enough."),
        )
    if found[0].voided:
        raise UsageError(tr("That sitting is void already."))
    _record(session, "sitting_voided", one, {"sitting": found[0].sitting}, _reason(reason), seen)
    session.store.desk.forget_all()  # the spread of everybody's levels may be another without it


def comment(
    session: Session, person: Person, certification: str, run: str, text: str, scene: str | None = None
) -> None:
    """Comment on a run, or on one decision of it; the mentor reads it in the debrief. `bank:ID` is one of the bank."""
    must_be_allowed(session, Job.OBSERVE)
    _not_self(session, person)
    if session.store.header(run).person != person.person:
        raise UsageError(tr("That run is somebody else's."))
    what: dict[str, Fact] = {"run": run}
    if scene:
        if all(made.scene != scene for made in session.recall(run).run.line):
            raise UsageError(
                tr('No decision was made at "{scene}" in that run.', scene=scene[:40]),
                tr("`trainer show RUN` names them."),
            )
        what["scene"] = scene
    words = in_full(session, text).strip()
    if not words:
        raise UsageError(tr("Say something."), tr("The mentor reads it beside the decision."))
    _record(session, "commented", candidate(session, person, certification), what, {"comment": words})


def still_mentoring(session: Session, person: Person, certification: str) -> None:
    """Record that somebody is mentoring: a certificate does not lapse for want of it."""
    must_be_allowed(session, Job.OBSERVE)
    _record(session, "still_mentoring", candidate(session, person, certification), {})


def decide(
    session: Session,
    person: Person,
    certification: str,
    decision: Decision,
    *,
    reason: str,
    conditions: str = "",
    seen: int | None = None,
) -> None:
    """Decide on a candidate. `seen` is the last record that was read; a newer one refuses the decision.

    Who does not say what they read is not let decide anew on what somebody else has decided.
    Only evidence that is whole can certify: nothing owed, no critical act waiting, no marking due. Whoever certifies
    against the recommendation says why, as with any decision; the recommendation stays beside it.
    """
    must_be_allowed(session, Job.DECIDE)
    _not_self(session, person)
    one = candidate(session, person, certification)
    must_decide = one.certification.decides
    if session.store.people.guarded() and session.me.role.value != must_decide:
        raise UsageError(tr(_DECIDES[must_decide]))
    if decision.certifies:
        _must_be_whole(session, one)
    if decision is Decision.WITH_CONDITIONS and not conditions.strip():
        raise UsageError(tr("Say what the conditions are."))
    before = one.records.decision
    if seen is None and decision is not Decision.WITHDRAWN and before is not None and is_decided(one):
        _must_be_own(session, one, before.by, before.decision.told)
    if decision is Decision.WITHDRAWN and not (one.records.decision and one.records.decision.decision.certifies):
        raise UsageError(tr("{name} is not certified.", name=person.name), tr("There is nothing to withdraw."))
    what: dict[str, Fact] = {
        "decision": decision.value,
        "recommended": one.recommendation.state.value,
        "sitting": one.sat.sitting if one.sat else "",
    }
    if decision.certifies:
        what["valid_until"] = later(session.now(), one.certification.validity.months).isoformat()
    words = _reason(reason) | ({"conditions": conditions.strip()} if conditions.strip() else {})
    _record(session, "decided", one, what, words, seen=one.records.seq if seen is None else seen)


def certify_again(session: Session, one: Candidate, reason: str) -> None:
    """Certify for another term, on what was done since (see `certificates.renew`, which asks for it)."""
    must_be_allowed(session, Job.DECIDE)
    _not_self(session, one.person)
    before = one.records.decision
    what: dict[str, Fact] = {
        "decision": Decision.CERTIFIED.value,
        "recommended": "renewal",
        "sitting": one.sat.sitting if one.sat else "",
        "valid_until": later(session.now(), one.certification.validity.months).isoformat(),
    }
    words = _reason(reason)
    if before is not None and before.conditions:
        what["decision"] = Decision.WITH_CONDITIONS.value
        words["conditions"] = before.conditions
    _record(session, "decided", one, what, words, seen=one.records.seq)


_DECIDES = {
    "coordinator": mark("A coordinator decides on this certification."),
    "trainer": mark("A trainer decides on this certification."),
}


def _must_be_own(session: Session, one: Candidate, by: str | None, told: str) -> None:
    """Raises UsageError where somebody else was first: whoever did not say that they read it does not overrule them."""
    if by is not None and by != session.me.person:
        raise UsageError(
            tr(
                "{by} was first with {name}: {told}.",
                by=session.store.people.of(by).name,
                name=one.person.name,
                told=told,
            ),
            tr(
                "Read it (`trainer desk show NAME`); --seen {seq} is then for what you give.",
                seq=one.records.seq,
            ),
        )


def _must_be_whole(session: Session, one: Candidate) -> None:
    told = one.recommendation
    if told.state is State.INCOMPLETE:
        raise UsageError(
            tr("{name} cannot be certified yet. {reasons}.", name=one.person.name, reasons=told.reasons[0])
        )
    if told.state is State.CRITICAL_PENDING:
        raise UsageError(tr("{name} cannot be certified yet. {reasons}", name=one.person.name, reasons=told.reasons[0]))
    due = [task for task in tasks(session, one) if task.kind is Kind.OWN_WORDS]
    if due:
        mine = [task for task in due if session.me.person not in task.not_by]
        raise UsageError(
            tr_many(
                len(due),
                "{count} marking is due first, by a {marker} marker.",
                "{count} markings are due first, by a {marker} marker.",
                marker=due[0].marker,
            ),
            tr("See `trainer desk queue`.") if mine else tr("You have marked here: it takes somebody else."),
        )


def appeal(session: Session, person: Person, certification: str, reason: str) -> None:
    """Take up an appeal against a decision: the mentor's own, or entered for them; on any ground, in time."""
    if session.me.person != person.person:
        must_be_allowed(session, Job.OBSERVE)
    one = candidate(session, person, certification)
    decision = one.records.decision
    if decision is None:
        raise UsageError(tr("Nothing was decided that could be appealed."))
    if one.records.appeal is not None:
        raise UsageError(tr("An appeal is waiting for its answer already."))
    gone = (session.now() - datetime.fromisoformat(decision.at)).days
    if gone > one.certification.appeal.days:
        raise UsageError(
            tr(
                "The decision is {gone} days old; an appeal is possible for {days}.",
                gone=gone,
                days=one.certification.appeal.days,
            ),
            tr("Ask your coordinator for another sitting."),
        )
    _record(session, "appealed", one, {}, _reason(reason))


def hear(
    session: Session, person: Person, certification: str, outcome: Outcome, reason: str, seen: int | None = None
) -> None:
    """Decide an appeal. Whoever marked, judged or decided before does not hear it. Voided: the sitting is void."""
    must_be_allowed(session, Job.DECIDE)
    _not_self(session, person)
    one = candidate(session, person, certification)
    if one.records.appeal is None:
        raise UsageError(tr("No appeal of {name} is waiting.", name=person.name))
    if session.me.person in one.records.markers:
        raise UsageError(tr("You marked or decided here before."), tr("Somebody else hears the appeal."))
    read = one.records.seq if seen is None else seen
    _record(session, "appeal_decided", one, {"outcome": outcome.value}, _reason(reason), seen=read)
    if outcome is Outcome.VOIDED and one.sat is not None:
        _record(session, "sitting_voided", one, {"sitting": one.sat.sitting}, _reason(reason))
        session.store.desk.forget_all()


def move(session: Session, person: Person, certification: str, reason: str) -> None:
    """Move a candidate to the certification as it is now; without this they keep the one they began with."""
    must_be_allowed(session, Job.DECIDE)
    one = candidate(session, person, certification)
    if not has_changed(session, one):
        raise UsageError(tr("{name} has the certification as it is now.", name=person.name))
    snapshot = session.store.snapshot(session.library.certification_text(certification))
    _record(session, "moved", one, {"snapshot": snapshot, "before": one.records.snapshot}, _reason(reason))


def has_changed(session: Session, one: Candidate) -> bool:
    """Whether the certification is another now than when a candidate began it."""
    text = session.library.certification_text(one.certification.certification)
    return one.records.snapshot not in (None, sha256(text.encode()).hexdigest())


def approve(session: Session, scenario: str, by: str) -> None:
    """Record that the safeguarding lead approved a scenario as it stands; `by` is who that was, in words."""
    must_be_allowed(session, Job.DECIDE)
    if not by.strip():
        raise UsageError(tr("Say who approved it."), 'trainer approve SCENARIO --by "Ms Okafor, safeguarding lead"')
    text = session.store.snapshot(session.library.text(scenario))
    what: dict[str, Fact] = {"scenario": scenario, "text": text}
    session.store.audit("scenario_approved", who=session.me.person, what=what, words={"by": by.strip()})
    session.store.desk.forget_all()


def _record(
    session: Session,
    action: str,
    one: Candidate,
    what: Mapping[str, Fact],
    words: Mapping[str, str] | None = None,
    seen: int | None = None,
) -> None:
    facts: dict[str, Fact] = {"certification": one.certification.certification, **what}
    me, whom = session.me.person, one.person.person
    session.store.audit(action, who=me, whom=whom, what=facts, words=words, seen=seen)


def _enrolled(session: Session, person: Person, certification: str) -> Candidate:
    one = candidate(session, person, certification)
    enrol(session, one)
    return one


def _not_self(session: Session, person: Person) -> None:
    """Own evidence is nobody's to record; where there is only one person, they try the program out."""
    if session.me.person == person.person and len(session.people()) > 1:
        raise UsageError(tr("That is your own record."), tr("Somebody else does this for you."))


def _not_to_come(session: Session, day: date) -> None:
    if day > session.now().date():
        raise UsageError(tr("{day} is still to come.", day=day.isoformat()))


def _reason(reason: str) -> dict[str, str]:
    if not reason.strip():
        raise UsageError(
            tr("Give a reason."), tr("It is kept with the decision; say it so that the mentor may read it.")
        )
    return {"reason": reason.strip()}


def _check_levels(levels: Mapping[str, int], known: list[str]) -> None:
    for name, level in levels.items():
        if name not in known:
            raise UsageError(
                tr('There is no criterion "{name}" to rate here.', name=name),
                tr("There are {names}.", names=", ".join(known)),
            )
        if not 1 <= level <= 4:
            raise UsageError(tr("{level} is not a level.", level=level), tr("Levels are 1 to 4."))
    if not levels:
        raise UsageError(
            tr("Give a level for one criterion at least."), tr("There are {names}.", names=", ".join(known))
        )
