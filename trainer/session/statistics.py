"""A cohort gathered for its report, and the scenarios for that of their authors. Called by `trainer report`.

Standings, tallies and records of marks are read, each in one go; no run is replayed, but for those whose counts were
not written yet. What is worked out of it is worked out by `reports.cohort`.
"""

from collections.abc import Collection
from itertools import groupby

from trainer.content.certification import Certification
from trainer.engine.events import Mode
from trainer.language import tr
from trainer.reports.cohort.gathered import Cohort, CriterionLevels, Form, Marks, Said, Version, Who
from trainer.scoring.certify import State
from trainer.scoring.statistics.spread import Spread
from trainer.session.candidate import moment, rule_for
from trainer.session.counted import catch_up
from trainer.session.markers import marks
from trainer.session.moments import day
from trainer.session.records import Records
from trainer.session.remarks import remarks
from trainer.session.roles import Job
from trainer.session.session import Session
from trainer.session.spread import cohort_spread
from trainer.session.standing import Standing, standings
from trainer.session.taken import versions
from trainer.session.waiting import must_be_allowed

RESAMPLES = 500


def gathered(session: Session, certification: str, cohort: str | None = None) -> Cohort:
    """Everything for the report on a cohort, or on everybody. Raises UsageError for somebody who may not see it."""
    must_be_allowed(session, Job.READ_OTHERS)
    catch_up(session)
    _, rule = rule_for(session, Records(), certification)
    found, now = standings(session, certification, cohort), session.now()
    people = tuple(
        _who(one.name, found[one.person], found[one.person].status(now).told)
        for one in session.store.people.present(cohort)
        if one.person in found
    )
    forms, kinds = _forms(session, certification, cohort)
    return Cohort(
        rule.title,
        cohort,
        day(now),
        float(rule.cuts.overall),
        people,
        sum(len(form.rows) for form in forms),
        _criteria(session, rule, cohort),
        forms,
        kinds,
        _spread(session, certification),
        _marks(session, certification, cohort),
        versions(session, cohort, rule.sitting.pool, Mode.ASSESSMENT),
        said(session, {*rule.sitting.pool, *_criteria_of(session, rule)}),
    )


def scenarios(
    session: Session, wanted: Collection[str] | None = None, cohort: str | None = None
) -> tuple[tuple[Version, ...], tuple[Said, ...]]:
    """The versions of scenarios that were played, all without `wanted`, and what was said of them.

    Raises UsageError for somebody who may not see it.
    """
    must_be_allowed(session, Job.READ_FIGURES)
    catch_up(session)
    return versions(session, cohort, wanted), said(session, wanted)


def said(session: Session, wanted: Collection[str] | None) -> tuple[Said, ...]:
    """What people said of scenarios and criteria, all without `wanted`; what is open first, oldest first."""
    titles = {name: criterion.title for name, (_, criterion) in session.library.criteria.items()}
    titles |= {card.scenario: card.title for card in session.library.cards()}
    found = [one for one in remarks(session) if wanted is None or one.subject in wanted]
    return tuple(
        Said(
            titles.get(one.subject, one.subject),
            tr(one.source),
            day(moment(one.at)),
            one.text or tr("(erased)"),
            one.version[:8],
            f"{one.stands}{f': {one.note}' if one.note else ''}",
        )
        for one in sorted(found, key=lambda one: (one.resolved is not None, one.number))
    )


def _criteria_of(session: Session, rule: Certification) -> list[str]:
    return [name for name, (rubric, _) in session.library.criteria.items() if rubric in rule.competencies]


def _who(name: str, one: Standing, status: str) -> Who:
    score = one.overall
    is_close = score.score is not None and score.error is not None and abs(score.score - score.cut) < score.error
    owed = tuple(f"{asked.title.lower()}: {asked.stands}" for asked in one.asked if not asked.met)
    is_owed = one.decision is None and one.state is State.INCOMPLETE
    return Who(name, status, score.score, score.error, score.observations, owed if is_owed else (), is_close)


def _criteria(session: Session, rule: Certification, cohort: str | None) -> tuple[CriterionLevels, ...]:
    """By competency and criterion as the rubrics have them; those that nobody met are left out."""
    tallies = {one.criterion: one for one in session.store.tallies.criteria(rule.certification, cohort)}
    return tuple(
        CriterionLevels(
            name,
            criterion.title,
            session.library.rubrics[rubric].title,
            tallies[name].people,
            tallies[name].total,
            tallies[name].squares,
            tallies[name].times,
        )
        for rubric in rule.competencies
        for name, (of, criterion) in session.library.criteria.items()
        if of == rubric and name in tallies
    )


def _forms(session: Session, certification: str, cohort: str | None) -> tuple[tuple[Form, ...], Form]:
    """First complete sittings: those of the same conversations on the same texts together; and all by competency.

    By competency is where sittings draw different conversations: of those with the most usual competencies, the mean
    score of the conversations of each.
    """
    titles = {card.scenario: card.title for card in session.library.cards()}
    found: dict[tuple[tuple[str, str], ...], list[tuple[float, ...]]] = {}
    kinds: dict[tuple[str, ...], list[tuple[float, ...]]] = {}
    for _, rows in groupby(session.store.tallies.sat(certification, cohort), key=lambda row: row.person):
        sat = list(rows)
        key = tuple((row.scenario, row.version) for row in sat)
        found.setdefault(key, []).append(tuple(row.score for row in sat))
        of: dict[str, list[float]] = {}
        for row in sat:
            of.setdefault(session.library.competencies.get(row.scenario, ""), []).append(row.score)
        kind = tuple(sorted(of))
        kinds.setdefault(kind, []).append(tuple(sum(of[name]) / len(of[name]) for name in kind))
    forms = tuple(
        Form(tuple(titles.get(scenario, scenario) for scenario, _ in key), tuple(rows)) for key, rows in found.items()
    )
    most = max(kinds, key=lambda kind: len(kinds[kind]), default=())
    rubrics = session.library.rubrics
    names = tuple(rubrics[name].title if name in rubrics else "others" for name in most)
    return forms, Form(names, tuple(kinds.get(most, ())))


def _spread(session: Session, certification: str) -> Spread:
    return cohort_spread(session.store, certification, resamples=RESAMPLES)


def _marks(session: Session, certification: str, cohort: str | None) -> Marks:
    everybody = session.store.people.everybody()
    names = {one.person: one.name for one in everybody}
    people = {one.person for one in everybody if cohort is None or one.cohort == cohort}
    titles = {name: criterion.title for name, (_, criterion) in session.library.criteria.items()}
    return marks(session.store.audit_rows(action="response_marked"), certification, people, names, titles)
