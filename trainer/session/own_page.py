"""A mentor's own page, gathered for `trainer report mentor`: by the mentor, or for them by whoever may read it.

Choices of a sitting are shown as far as its certification lets their mentor see them, whoever asks.
"""

from collections.abc import Iterable, Iterator

from trainer.engine.events import Status
from trainer.engine.play import Play
from trainer.language import tr
from trainer.reports.cohort.gathered import Mentor, ScoreTold, Shown, Tried
from trainer.scoring.score import Word
from trainer.session.candidate import moment
from trainer.session.dossier import Dossier, dossier, told_levels
from trainer.session.feedback import told_to
from trainer.session.moments import day
from trainer.session.path import path_of
from trainer.session.records import Decided
from trainer.session.session import Session
from trainer.session.standing import Score
from trainer.store import Person


def own_page(session: Session, person: Person, certification: str) -> Mentor:
    """Everything on somebody's page. Raises UsageError for somebody who may not read what others played."""
    found = dossier(session, person, certification)
    one, standing = found.one, found.standing
    sat = [place.run for place in one.sat.places if place.run and place.submitted] if one.sat else []
    return Mentor(
        person.name,
        one.certification.title,
        day(found.now),
        standing.status(found.now).told,
        path_of(session, one).next,
        tuple((each.title, each.met, each.stands, each.next) for each in one.recommendation.requirements),
        tuple(_score(session, score) for score in standing.scores),
        one.recommendation.spread_assumed,
        _evidence(session, person, [session.recall(run) for run in sat]),
        tuple(_critical(session, found)),
        tuple(_runs(session, person)),
        tuple(
            (
                tr("{day}, {minutes} minutes", day=each.day, minutes=each.observed.minutes),
                told_levels(each.observed.levels),
                each.comment or "",
            )
            for each in one.records.live
        ),
        tuple(_comments(session, found)),
        tuple(_decision(found, each) for each in one.records.decisions),
    )


def _title(session: Session, competency: str) -> str:
    if competency == "overall":
        return tr("Overall")
    rubric = session.library.rubrics.get(competency)
    return rubric.title if rubric else competency.replace("_", " ").capitalize()


def _score(session: Session, one: Score) -> ScoreTold:
    return ScoreTold(_title(session, one.of), one.score, one.error, one.cut, one.observations)


def _evidence(session: Session, person: Person, plays: Iterable[Play]) -> dict[str, tuple[Shown, ...]]:
    """By competency, the choices of the sitting that its score stands on, in the mentor's own words of them."""
    found: dict[str, list[Shown]] = {}
    criteria = session.library.criteria
    for play in plays:
        debrief, _ = told_to(session, play, person)
        for one in debrief.moments:
            for name, level in one.levels.items() if one.counts else ():
                of, criterion = criteria.get(name, ("", None))
                title = criterion.title if criterion else name.replace("_", " ")
                shown = Shown(one.said, debrief.title, title, level, Word(level).title)
                found.setdefault(_title(session, of), []).append(shown)
    return {title: tuple(shown) for title, shown in found.items()}


def _critical(session: Session, found: Dossier) -> Iterator[str]:
    """Critical acts of the sitting that counts, by their titles."""
    acts = session.library.critical_acts
    words = {None: tr("not judged yet"), True: tr("confirmed"), False: tr("dismissed")}
    for each in found.one.recommendation.critical:
        title = acts[each.act.code].title if each.act.code in acts else each.act.code
        mended = tr(", and made good") if each.act.repaired else ""
        yield f"{title}: {words[each.confirmed]}{mended}."


def _runs(session: Session, person: Person) -> Iterator[Tried]:
    """All runs that reached their end, the oldest first."""
    titles = {card.scenario: card.title for card in session.library.cards()}
    for row in reversed(session.store.runs(person=person.person)):
        if row.status in (Status.FINISHED, Status.SUBMITTED):
            title, is_sitting = titles.get(row.scenario, row.scenario), row.status is Status.SUBMITTED
            yield Tried(day(moment(row.opened)), title, is_sitting, row.score)


def _comments(session: Session, found: Dossier) -> Iterator[tuple[str, str, str]]:
    titles = {card.scenario: card.title for card in session.library.cards()}
    for each in found.one.records.comments:
        scenario = session.store.header(each.run).scenario
        on = titles.get(scenario, scenario) + (f", {each.scene}" if each.scene else "")
        yield f"{day(moment(each.at))}, {found.name(each.by)}", on, each.text or tr("(erased)")


def _decision(found: Dossier, one: Decided) -> tuple[str, str, str]:
    until = tr(", until {day}", day=day(moment(one.valid_until))) if one.valid_until and one.decision.certifies else ""
    why = one.reason or tr("(erased)")
    conditions = tr(" On condition: {conditions}", conditions=one.conditions) if one.conditions else ""
    return f"{day(moment(one.at))}, {found.name(one.by)}", f"{one.decision.told}{until}", why + conditions
