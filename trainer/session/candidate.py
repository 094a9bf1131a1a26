"""One candidate for one certification: the evidence gathered, the recommendation, what is to be done next and by whom.

`candidate` reads runs and records and works everything out; nothing of it is kept but the short `standing.Standing`
that lists show. Called by the mentor's path, the coordinator's desk and the reports.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from trainer.content.certification import Agreement, Certification
from trainer.content.model import read_model
from trainer.content.rubric import Rubric
from trainer.engine.events import Mode, Status
from trainer.scoring.certify import Recommendation, recommend
from trainer.scoring.evidence import Evidence, Played, Practised, Sat
from trainer.scoring.minutes import active_minutes
from trainer.scoring.sitting import Turn, next_turn
from trainer.scoring.statistics.spread import ASSUMED, Spread
from trainer.session.records import Records, fold
from trainer.session.session import Session
from trainer.session.spread import cohort_spread
from trainer.store import Person, RunRow, SittingRow


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person and a certification: `snapshot` is the SHA-256 of the text of it that holds for this person.

    `sat` is the sitting that counts, `ended` when its last conversation was submitted (a stamp).
    """

    person: Person
    certification: Certification
    snapshot: str
    records: Records
    sittings: tuple[SittingRow, ...]
    sat: SittingRow | None
    ended: str | None
    evidence: Evidence
    recommendation: Recommendation
    turn: Turn
    active: str | None
    """When the person last played anything or was recorded as mentoring: a stamp."""


def candidate(session: Session, person: Person, certification: str, spread: Spread | None = None) -> Candidate:
    """Everything about a candidate. Raises UsageError for an unknown certification.

    `spread` is that of the cohort, given by whoever asks for many.
    """
    rows = session.store.audit_rows(person=person.person)
    records = fold((row for row in rows if row.whom == person.person), certification)
    snapshot, rule = rule_for(session, records, certification)
    played = {row.run: session.fresh(row) for row in session.store.runs(person=person.person)}
    sittings = [one for one in session.store.desk.sittings(person.person) if one.certification == certification]
    sat = _counting(sittings)
    if sat is not None:
        spread = spread or cohort_spread(session.store, certification)
    evidence = _evidence(session, person, rule, records, played.values(), sat, spread)
    rubrics = _rubrics(session, sat) or dict(session.library.rubrics)
    return Candidate(
        person,
        rule,
        snapshot,
        records,
        tuple(sittings),
        sat,
        _ended(sat, played.get) if sat else None,
        evidence,
        recommend(rule, rubrics, evidence),
        _turn(rule, records, sittings, played.get),
        max([row.last for row in played.values()] + [records.active or ""]) or None,
    )


def rule_for(session: Session, records: Records, certification: str) -> tuple[str, Certification]:
    """The certification that holds for a candidate: the text they began with, else today's; with its SHA-256."""
    if records.snapshot:
        return records.snapshot, read_model(session.store.text(records.snapshot), Certification)
    text = session.library.certification_text(certification)
    known = session.library.certification_cards.get(certification)
    return sha256(text.encode()).hexdigest(), known or session.library.certification(certification)


def agreement_text(agreement: Agreement) -> str:
    """The exact text that is agreed to; its SHA-256 is the agreement's version."""
    return "\n".join([agreement.title, "", *(f"- {point}" for point in agreement.points), ""])


def _counting(sittings: list[SittingRow]) -> SittingRow | None:
    """The sitting that counts: the latest complete one, else the one under way."""
    valid = [one for one in sittings if not one.voided]
    complete = [one for one in valid if one.complete]
    return complete[-1] if complete else valid[-1] if valid else None


def _ended(sitting: SittingRow, row: Callable[[str], RunRow | None]) -> str | None:
    """When the last conversation of a complete sitting was submitted."""
    if not sitting.complete:
        return None
    rows = [row(place.run) for place in sitting.places if place.run]
    return max((one.last for one in rows if one), default=None)


def _turn(
    rule: Certification, records: Records, sittings: list[SittingRow], row: Callable[[str], RunRow | None]
) -> Turn:
    ended = [_ended(one, row) for one in sittings if not one.voided]
    return next_turn(
        rule,
        sorted(moment(stamp) for stamp in ended if stamp),
        moment(records.talked) if records.talked else None,
        moment(records.allowed) if records.allowed else None,
    )


def ends(one: Candidate) -> datetime | None:
    """When a certificate ends: by its date, or sooner, so many months after the last practice or mentoring."""
    decision = one.records.decision
    if decision is None or not decision.decision.certifies or decision.valid_until is None:
        return None
    idle = later(moment(max(decision.at, one.active or "")), one.certification.validity.idle_months)
    return min(moment(decision.valid_until), idle)


def later(now: datetime, months: int) -> datetime:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(now.year * 12 + now.month - 1 + months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))


def moment(stamp: str) -> datetime:
    """A stamp as a moment."""
    return datetime.fromisoformat(stamp)


def _evidence(
    session: Session,
    person: Person,
    rule: Certification,
    records: Records,
    rows: Iterable[RunRow],
    sat: SittingRow | None,
    spread: Spread | None,
) -> Evidence:
    rows = list(rows)
    asked = sha256(agreement_text(rule.agreement).encode()).hexdigest() if rule.agreement else None
    return Evidence(
        practised=_practised(session, rule, rows),
        sat=_sat(session, sat) if sat else None,
        group_minutes=sum(one.minutes for one in records.hours),
        program_minutes=active_minutes(session.store.desk.marks(person.person), rule.hours.idle_minutes),
        observed=tuple(one.observed for one in records.live),
        agreement_asked=asked,
        agreed=records.agreed,
        reflections=_reflections(session, [row for row in rows if accepted(rule, row)], rule.reflections),
        judged={act: judgement.confirmed for act, judgement in records.judged.items()},
        talked=_talked(records, sat),
        unapproved=_unapproved(session, sat) if sat and rule.approval else (),
        spread=spread.value if spread else ASSUMED,
        spread_assumed=spread is None or spread.assumed,
    )


def _talked(records: Records, sat: SittingRow | None) -> bool:
    """Whether a talk was recorded since the sitting was opened."""
    return records.talked is not None and sat is not None and records.talked >= sat.opened


def _practised(session: Session, rule: Certification, rows: Iterable[RunRow]) -> dict[str, Practised]:
    """Practice that counts: finished, scored, with a seed that was drawn, and from the beginning."""
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.mode is not Mode.PRACTICE or row.status is not Status.FINISHED or row.competency not in rule.core:
            continue
        if not accepted(rule, row) or row.score is None:  # role reversals and cases are extras
            continue
        header = session.store.header(row.run)
        if not header.seed_given and header.forked_from is None:
            scenarios = counts.setdefault(row.competency, {})
            scenarios[row.scenario] = scenarios.get(row.scenario, 0) + 1
    return {
        competency: Practised(len(scenarios), sum(times > 1 for times in scenarios.values()))
        for competency, scenarios in counts.items()
    }


def accepted(rule: Certification, row: RunRow) -> bool:
    """Whether a certification takes a run as it is: one that was played elsewhere only where it says so."""
    return not row.elsewhere or (rule.elsewhere.practice if row.mode is Mode.PRACTICE else rule.elsewhere.assessment)


def _reflections(session: Session, rows: Iterable[RunRow], wanted: int) -> int:
    """How many reflections were written, erased ones among them; counted no further than is asked."""
    found = 0
    for row in rows:
        if found >= wanted:
            break
        if row.status in (Status.FINISHED, Status.SUBMITTED):
            found += len(session.recall(row.run).run.reflections)
    return found


def _sat(session: Session, sitting: SittingRow) -> Sat:
    submitted = [place for place in sitting.places if place.submitted and place.run]
    levels = session.store.desk.levels(place.run for place in submitted if place.run)
    played = tuple(
        Played(place.run, place.scenario, tuple(levels[place.run].observations), tuple(levels[place.run].critical))
        for place in submitted
        if place.run in levels
    )
    return Sat(
        sitting.sitting,
        tuple(place.scenario for place in sitting.places),
        played,
        tuple(place.instead_of for place in sitting.places if place.instead_of),
    )


def _rubrics(session: Session, sitting: SittingRow | None) -> dict[str, Rubric]:
    """The rubrics that a sitting's runs were played on."""
    found: dict[str, Rubric] = {}
    for place in sitting.places if sitting else ():
        if place.run:
            for name, sha in session.store.header(place.run).snapshots.items():
                if name.startswith("rubric:") and name.removeprefix("rubric:") not in found:
                    found[name.removeprefix("rubric:")] = read_model(session.store.text(sha), Rubric)
    return found


def _unapproved(session: Session, sitting: SittingRow) -> tuple[str, ...]:
    """Scenarios of a sitting that need the safeguarding lead's approval of the text played, and have none."""
    approved = {
        (row.what.get("scenario"), row.what.get("text")) for row in session.store.audit_rows(action="scenario_approved")
    }
    found = []
    for place in sitting.places:
        if place.run and session.library.needs_approval(place.scenario):
            text = session.store.header(place.run).snapshots["scenario"]
            if (place.scenario, text) not in approved:
                found.append(place.scenario)
    return tuple(found)
