"""Certificates: issued on a decision, renewed, revoked, listed, and checked against the log they stand on.

What a certificate says is made of the records each time it is asked for; the audit knows that it was issued, by which
key it was signed, and the digest of the runs it stands on. Called by `trainer certificate` and `trainer verify`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from trainer.engine.events import Status
from trainer.errors import UsageError
from trainer.language import tr
from trainer.reports.certificate.award import Award, code, day
from trainer.reports.certificate.badge import Checked
from trainer.scoring.minutes import active_minutes
from trainer.scoring.renewal import Refreshed, renewal
from trainer.scoring.requirements import Requirement, clock
from trainer.session.candidate import Candidate, accepted, candidate, ends, moment
from trainer.session.desk import certify_again
from trainer.session.keys import must_be_in_use
from trainer.session.records import Decided
from trainer.session.roles import Job
from trainer.session.session import Session
from trainer.session.verification import verify
from trainer.session.waiting import must_be_allowed
from trainer.store import AuditRow, Fact, Person

_EVENTS = "events:"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate that was issued. `reason` is why it was revoked; None while it was not."""

    seq: int
    """Where it stands in the audit: after the decision that it is issued on, whatever the clock said."""
    certificate: str
    certification: str
    person: str
    issuers: tuple[str, ...]
    """The keys it was signed with: more than one where the school began another and wrote it out again."""
    at: str
    valid_until: str
    log: str
    revoked: str | None = None
    reason: str | None = None

    @property
    def code(self) -> str:
        """The short code printed on it."""
        return code(self.certificate)


def issued(session: Session) -> list[Issued]:
    """Every certificate that was ever issued, oldest first."""
    found: dict[str, Issued] = {}
    for row in session.store.audit_rows(action="certificate_issued"):
        what = row.what
        name = str(what.get("certificate"))
        key = str(what.get("issuer"))
        if name in found:
            found[name] = replace(found[name], issuers=(*found[name].issuers, key))
            continue
        found[name] = Issued(
            row.seq,
            name,
            str(what.get("certification")),
            row.whom or "",
            (key,),
            row.at,
            str(what.get("valid_until")),
            str(what.get("log")),
        )
    for row in session.store.audit_rows(action="certificate_revoked"):
        name = str(row.what.get("certificate"))
        if name in found:
            found[name] = replace(found[name], revoked=row.at, reason=(row.words or {}).get("reason", ""))
    return list(found.values())


def issue(session: Session, person: Person, certification: str, issuer: str) -> Award:
    """Issue a certificate on the decision that stands, signed by `issuer`. The one that was issued on it comes again.

    Raises UsageError where nobody decided so, it has ended, or the key is not the one that the school signs with.
    """
    must_be_allowed(session, Job.DECIDE)
    one = candidate(session, person, certification)
    decision = _certifying(one)
    until = ends(one)
    if until is None or until <= session.now():
        raise UsageError(
            tr("The certificate of {name} has ended.", name=person.name),
            tr("`trainer certificate renew` goes on from it."),
        )
    must_be_in_use(session.store, issuer)
    for known in issued(session):
        if known.person == person.person and known.certification == certification and known.seq > decision.seq:
            if known.revoked:
                raise UsageError(
                    tr("The certificate {code} was revoked.", code=known.code),
                    tr("A new decision comes before a new certificate."),
                )
            if issuer not in known.issuers:
                row = _row(session, known.certificate)
                session.store.audit(
                    row.action, who=session.me.person, whom=row.whom, what={**row.what, "issuer": issuer}
                )
            return award(session, one, known.certificate, known.log)
    counts = {
        place.run: len(session.store.events(place.run)) for place in (one.sat.places if one.sat else ()) if place.run
    }
    log = digest(session, counts)
    certificate = session.new_id()
    what: dict[str, Fact] = {
        "certification": certification,
        "certificate": certificate,
        "issuer": issuer,
        "log": log,
        "valid_until": decision.valid_until or "",
        **{_EVENTS + run: count for run, count in counts.items()},
    }
    session.store.audit("certificate_issued", who=session.me.person, whom=person.person, what=what)
    return award(session, one, certificate, log)


def _certifying(one: Candidate) -> Decided:
    decision = one.records.decision
    if decision is None or not decision.decision.certifies:
        raise UsageError(
            tr("Nobody has certified {name}.", name=one.person.name),
            tr("`trainer desk decide NAME certified --reason …` does."),
        )
    return decision


def award(session: Session, one: Candidate, certificate: str, log: str) -> Award:
    """What a certificate says, from the records."""
    decision, records = _certifying(one), one.records
    hours = one.evidence.group_minutes + sum(each.observed.minutes for each in records.live)
    here = min(one.evidence.program_minutes, one.certification.hours.program_cap * 60)
    done = []
    if hours + here:
        done.append(
            tr(
                "{clock} of training, {clock_2} of them with others.",
                clock=clock(hours + here),
                clock_2=clock(one.evidence.group_minutes),
            )
        )
    if one.evidence.sat is not None and one.ended:
        played = one.evidence.sat.played
        choices = sum(len({seen.decision for seen in each.observations}) for each in played)
        ended = day(moment(one.ended).date())
        done.append(
            tr(
                "A sitting of {conversations} conversations with {choices} scored choices, ended on {ended}.",
                conversations=len(played),
                choices=choices,
                ended=ended,
            )
        )
    for each in records.live:
        on = day(date.fromisoformat(each.day))
        done.append(tr("A live role-play of {minutes} minutes on {on}.", minutes=each.observed.minutes, on=on))
    if records.agreed and one.certification.agreement:
        done.append(tr("Accepted: {title}.", title=one.certification.agreement.title))
    return Award(
        certificate,
        one.person.name,
        session.school.name,
        one.certification.title,
        one.certification.claim,
        tuple(done),
        decision.conditions or "",
        _name(session, decision.by),
        moment(decision.at).date(),
        moment(decision.valid_until or decision.at).date(),
        log,
    )


def _name(session: Session, person: str | None) -> str:
    found = next((one.name for one in session.store.people.everybody() if one.person == person), None)
    return found or tr("the coordinator")


def digest(session: Session, counts: Mapping[str, int]) -> str:
    """The digest of some runs' logs up to so many events each: SHA-256 of their links, in the order of their ids."""
    links = [session.store.desk.link(run, counts[run]) for run in sorted(counts)]
    return sha256(b"".join(links)).hexdigest()


def revoke(session: Session, text: str, reason: str) -> Issued:
    """Revoke a certificate, named by its code or id, with a reason. The decision itself is withdrawn at the desk."""
    must_be_allowed(session, Job.DECIDE)
    one = find(session, text)
    if one.revoked:
        raise UsageError(tr("The certificate {code} was revoked already.", code=one.code))
    if not reason.strip():
        raise UsageError(tr("Give a reason."), tr("It is kept, and the published list tells the day."))
    what: dict[str, Fact] = {"certification": one.certification, "certificate": one.certificate}
    words = {"reason": reason.strip()}
    session.store.audit("certificate_revoked", who=session.me.person, whom=one.person, what=what, words=words)
    return find(session, text)


def find(session: Session, text: str) -> Issued:
    """The one certificate of a code or of the beginning of an id. Raises UsageError."""
    wanted = text.strip().upper()
    found = [
        one for one in issued(session) if one.code == wanted or (len(text) > 3 and one.certificate.startswith(text))
    ]
    if len(found) != 1:
        raise UsageError(
            tr("There is no one certificate {text}.", text=text[:40]), tr("`trainer certificate list` names them.")
        )
    return found[0]


def owed_for_renewal(session: Session, one: Candidate) -> list[Requirement]:
    """What the next term asks of somebody certified, met or not."""
    decision = _certifying(one)
    met: dict[str, str] = {}
    for row in session.store.runs(person=one.person.person):
        if row.status in (Status.FINISHED, Status.SUBMITTED) and accepted(one.certification, row):
            met[row.scenario] = min(row.opened, met.get(row.scenario, row.opened))
    new = [scenario for scenario, first in met.items() if first > decision.at]
    kinds = session.library.competencies
    since = moment(decision.at).timestamp()
    marks = [at for at in session.store.desk.marks(one.person.person) if at > since]
    done = Refreshed(
        len(new),
        sum(kinds.get(scenario) == "safeguarding" for scenario in new),
        active_minutes(marks, one.certification.hours.idle_minutes),
        one.records.talked is not None and one.records.talked > decision.at,
    )
    return renewal(one.certification, done)


def renew(session: Session, person: Person, certification: str, issuer: str, reason: str) -> Award:
    """Certify for another term and issue its certificate. Raises UsageError while something is owed."""
    must_be_allowed(session, Job.DECIDE)
    one = candidate(session, person, certification)
    owed = [each for each in owed_for_renewal(session, one) if not each.met]
    if owed:
        told = "; ".join(f"{each.title.lower()}: {each.stands}" for each in owed)
        raise UsageError(
            tr("{name} owes something before the next term: {told}.", name=person.name, told=told), owed[0].next
        )
    certify_again(session, one, reason)
    return issue(session, person, certification, issuer)


def against_log(session: Session, badge: Checked) -> list[str]:
    """What is wrong with a badge whose signature holds, by this database; nothing when all is as it was."""
    known = next((one for one in issued(session) if one.certificate == badge.certificate), None)
    if known is None:
        return [tr("this database knows no such certificate")]
    problems = []
    if badge.issuer not in known.issuers:
        problems.append(tr("it was signed by another key than the school's"))
    if known.revoked:
        reason = known.reason or tr("(reason erased)")
        problems.append(tr("it was revoked on {revoked}: {reason}", revoked=known.revoked[:10], reason=reason))
    return problems + _replayed(session, badge, _row(session, badge.certificate))


def _row(session: Session, certificate: str) -> AuditRow:
    rows = session.store.audit_rows(action="certificate_issued")
    return next(row for row in rows if row.what.get("certificate") == certificate)


def _replayed(session: Session, badge: Checked, row: AuditRow) -> list[str]:
    counts = {
        name.removeprefix(_EVENTS): count
        for name, count in row.what.items()
        if name.startswith(_EVENTS) and isinstance(count, int)
    }
    if digest(session, counts) != badge.log:
        return [tr("the runs it stands on are not as they were")]
    rows = {one.run: one for one in session.store.runs(person=row.whom)}
    return [
        tr("the run {run} is not as it was: {problem}", run=run[-8:], problem=problem)
        for run in counts
        if run in rows
        for problem in verify(session, rows[run])
    ]


def on_list(data: bytes, badge: Checked) -> list[str]:
    """Whether a badge is on a school's published list of what was revoked. Raises UsageError for what is no list."""
    try:
        entries = json.loads(data)
        found = [one["revoked"] for one in entries if one["certificate"] == f"urn:uuid:{badge.certificate}"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UsageError(tr("That is no list of revoked certificates."), tr("Ask the school for its list.")) from None
    return [tr("it was revoked on {str}", str=str(at)[:10]) for at in found]


def revocations(session: Session) -> list[dict[str, str]]:
    """The list to publish: which certificates were revoked and when; no name and no reason."""
    return [
        {"certificate": f"urn:uuid:{one.certificate}", "code": one.code, "revoked": one.revoked}
        for one in issued(session)
        if one.revoked
    ]
