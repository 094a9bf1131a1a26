"""A candidate's page as values, for the desk's screen, its command and the report: everything a decision rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from trainer.engine.events import Status
from trainer.language import mark, tr
from trainer.scoring.marking import Mark
from trainer.scoring.score import Word
from trainer.session.candidate import Candidate, candidate
from trainer.session.reading import unread
from trainer.session.records import Outcome
from trainer.session.roles import Job
from trainer.session.session import Session
from trainer.session.standing import Standing, stand
from trainer.session.waiting import must_be_allowed
from trainer.store import Person


@dataclass(frozen=True, slots=True)
class Evident:
    """One scored choice that a criterion's score stands on: where it was made, and its level."""

    run: str
    scenario: str
    scene: str
    choice: str
    criterion: str
    level: int


@dataclass(frozen=True, slots=True)
class Words:
    """Own words of the sitting that counts. `text` is None where they were erased, or are still to be rated blind."""

    run: str
    scenario: str
    scene: str
    asked: str
    text: str | None
    waits: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Reflection:
    """What somebody wrote when a conversation was over; `text` is None where it was erased."""

    run: str
    scenario: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A candidate with all that was recorded. `names` gives the name to show for each person's id."""

    one: Candidate
    standing: Standing
    evidence: Mapping[str, tuple[Evident, ...]]
    """By competency, the choices that its score stands on."""
    words: tuple[Words, ...]
    reflections: tuple[Reflection, ...]
    hurried: bool
    names: Mapping[str, str]
    now: datetime

    def name(self, person: str | None) -> str:
        """The name of a person; of one who was erased, that they were."""
        return self.names.get(person or "", tr("somebody who was erased") if person else tr("nobody known"))


def dossier(session: Session, person: Person, certification: str) -> Dossier:
    """Open a candidate. Raises UsageError for somebody who may not read what others played."""
    if person.person != session.me.person:
        must_be_allowed(session, Job.READ_OTHERS)
    one = candidate(session, person, certification)
    evidence: dict[str, list[Evident]] = {}
    criteria = session.library.criteria
    for played in one.evidence.sat.played if one.evidence.sat else ():
        for seen in played.observations:
            of = criteria[seen.criterion][0] if seen.criterion in criteria else ""
            found = Evident(played.run, played.scenario, seen.scene, seen.choice, seen.criterion, seen.level)
            evidence.setdefault(of, []).append(found)
    names = {each.person: each.name for each in session.store.people.everybody()}
    return Dossier(
        one,
        stand(session, one),
        {name: tuple(found) for name, found in evidence.items()},
        tuple(_words(session, one)),
        tuple(_reflections(session, one)),
        _hurried(session, one),
        names,
        session.now(),
    )


def _words(session: Session, one: Candidate) -> Iterator[Words]:
    """Own words with their marks; those that whoever reads may have to rate stay unread, and so do their marks."""
    hidden = unread(session, one)
    for place in one.sat.places if one.sat else ():
        if not place.run or not place.submitted:
            continue
        play = session.recall(place.run)
        for each in play.run.responses:
            respond = play.story.scenes[each.scene].written.respond
            if respond is None or each.text == "":
                continue
            waits = (place.run, each.scene) in hidden
            marks = [mark for mark in one.records.marks if (mark.run, mark.scene) == (place.run, each.scene)]
            text, asked = None if waits else each.text, play.voices.say(respond.prompt)
            told = () if waits else tuple(marks)
            yield Words(place.run, place.scenario, each.scene, asked, text, waits, told)


def _reflections(session: Session, one: Candidate) -> Iterator[Reflection]:
    """All that was written when a conversation was over, the newest conversation first."""
    for row in session.store.runs(person=one.person.person):
        if row.status in (Status.FINISHED, Status.SUBMITTED):
            for text in session.recall(row.run).run.reflections:
                yield Reflection(row.run, row.scenario, text)


def _hurried(session: Session, one: Candidate) -> bool:
    """Whether the median time between two choices of the sitting was short: told, and deciding nothing."""
    gaps: list[float] = []
    for place in one.sat.places if one.sat else ():
        if place.run:
            stamps = [datetime.fromisoformat(at).timestamp() for _, at in session.store.events(place.run)]
            gaps += [after - before for before, after in pairwise(stamps)]
    gaps.sort()
    return bool(gaps) and gaps[len(gaps) // 2] < one.certification.hurried_seconds


def as_lines(found: Dossier) -> list[str]:
    """The page in plain lines."""
    one, told = found.one, found.one.recommendation
    lines = [f"{one.person.name}: {found.standing.status(found.now).told}", f"{one.certification.title}", ""]
    lines += [tr("Recommended: {told}", told=told.state.told), *(f"  {reason}" for reason in told.reasons), ""]
    lines.append(tr("Scores (mean level ± standard error, least wanted, on how many observations)"))
    for score in found.standing.scores:
        value = tr("not observed") if score.score is None else f"{score.score:.2f} ± {score.error or 0:.2f}"
        lines.append(f"  {score.told}: {value}, {score.cut:g}, {score.observations}")
    if told.spread_assumed:
        lines.append(tr("  The error rests on an assumed spread of 0.75 levels; a cohort of 30 would give one."))
    if found.hurried:
        lines.append(tr("  Half of the choices were made very quickly. That decides nothing; ask."))
    lines += ["", tr("Asked")]
    room = max(len(tr("done")), len(tr("to do"))) + 1
    lines += [
        f"  {tr('done') if one.met else tr('to do'):{room}}{one.title}: {one.stands}" for one in told.requirements
    ]
    lines += _evidence(found) + _written(found) + _sittings(found) + _recorded(found)
    return lines


def _evidence(found: Dossier) -> list[str]:
    lines = ["", tr("What the scores stand on")] if found.evidence else []
    for name, seen in found.evidence.items():
        lines.append(f"  {name.replace('_', ' ')}")
        lines += [
            tr(
                "    {level} {criterion}: {scene}.{choice} of {scenario}  {run}",
                level=each.level,
                criterion=each.criterion,
                scene=each.scene,
                choice=each.choice,
                scenario=each.scenario,
                run=each.run[-8:],
            )
            for each in seen
        ]
    return lines


def _written(found: Dossier) -> list[str]:
    lines = ["", tr("Own words")] if found.words else []
    for words in found.words:
        lines.append(f"  {words.scenario}, {words.scene}: {words.asked}")
        lines.append(f"     {told_words(words)}")
        lines += [f"     {found.name(mark.by)}: {told_levels(mark.levels)}" for mark in words.marks]
    lines += ["", tr("Reflections")] if found.reflections else []
    return lines + [f"  {each.scenario}: {each.text or tr('(erased)')}" for each in found.reflections]


def told_words(words: Words) -> str:
    """Own words, or why they are not shown."""
    if words.waits:
        return tr("They wait for your mark; you rate them without knowing whose they are.")
    return words.text or tr("(erased)")


def told_levels(levels: Mapping[str, int]) -> str:
    """Levels that a person gave: `reflection 3 Adequate, validation 2 Weak`."""
    return ", ".join(f"{name.replace('_', ' ')} {level} {Word(level).title}" for name, level in levels.items())


def _sittings(found: Dossier) -> list[str]:
    lines = ["", tr("Sittings")] if found.one.sittings else []
    for number, sitting in enumerate(found.one.sittings, start=1):
        void = tr(" (void)") if sitting.voided else tr(" (counts)") if sitting is found.one.sat else ""
        lines.append(f"  {number}. {sitting.opened[:10]}, {sitting.sitting}{void}")
        for place in sitting.places:
            instead = tr(", instead of {instead_of}", instead_of=place.instead_of) if place.instead_of else ""
            lines.append(
                f"     {place.scenario}: {tr(place.status or 'not begun')}{instead}  {place.run or ''}".rstrip()
            )
    return lines


def _recorded(found: Dossier) -> list[str]:
    records = found.one.records
    lines: list[str] = []
    for live in records.live:
        levels = told_levels(live.observed.levels)
        lines.append(
            tr(
                "  {day} live role-play, {minutes} minutes, {name}: {levels}",
                day=live.day,
                minutes=live.observed.minutes,
                name=found.name(live.by),
                levels=levels,
            )
        )
        if live.comment:
            lines.append(f"     {live.comment}")
    for hours in records.hours:
        lines.append(
            tr(
                "  {day} {minutes} minutes with others, entered by {name}",
                day=hours.day,
                minutes=hours.minutes,
                name=found.name(hours.by),
            )
        )
    for (run, scene, code), judged in records.judged.items():
        by = found.name(judged.by)
        told = (
            tr("{code} at {scene} of {run} confirmed by {name}", code=code, scene=scene, run=run[-8:], name=by)
            if judged.confirmed
            else tr("{code} at {scene} of {run} dismissed by {name}", code=code, scene=scene, run=run[-8:], name=by)
        )
        lines.append(f"  {judged.at[:10]} {told}")
        lines.append(f"     {judged.reason or tr('(reason erased)')}")
    for comment in records.comments:
        lines.append(
            tr(
                "  {day} {name} on {run} {scene}",
                day=comment.at[:10],
                name=found.name(comment.by),
                run=comment.run[-8:],
                scene=comment.scene or "",
            ).rstrip()
        )
        lines.append(f"     {comment.text or tr('(erased)')}")
    for decided in records.decisions:
        by, recommended = found.name(decided.by), tr(decided.recommended.replace("_", " "))
        lines.append(
            tr(
                "  {at} {told} by {by} (recommended: {recommended})",
                at=decided.at[:10],
                told=decided.decision.told,
                by=by,
                recommended=recommended,
            )
        )
        lines.append(f"     {decided.reason or tr('(reason erased)')}")
        lines += [tr("     On condition: {conditions}", conditions=decided.conditions)] if decided.conditions else []
    for asked in records.appeals:
        answer = (
            tr("{outcome} by {name}", outcome=told_outcome(asked.outcome), name=found.name(asked.decided_by))
            if asked.outcome
            else tr("waits")
        )
        reason = asked.reason or tr("(erased)")
        lines.append(tr("  {day} appeal: {reason}; {answer}", day=asked.at[:10], reason=reason, answer=answer))
    return ["", tr("Recorded"), *lines] if lines else []


_OUTCOMES = {
    Outcome.UPHELD: mark("upheld"),
    Outcome.MARKED_AGAIN: mark("marked again"),
    Outcome.VOIDED: mark("voided"),
}


def told_outcome(outcome: Outcome) -> str:
    """How an appeal was answered, in a word or two."""
    return tr(_OUTCOMES[outcome])


def as_record(found: Dossier) -> dict[str, Any]:
    """The page for other programs."""
    one, records = found.one, found.one.records
    return {
        "name": one.person.name,
        "seen": records.seq,
        **found.standing.record(found.now),
        "certification": {"id": one.certification.certification, "sha256": one.snapshot},
        "spread_assumed": one.recommendation.spread_assumed,
        "hurried": found.hurried,
        "evidence": {
            name: [
                {"run": each.run, "scenario": each.scenario, "scene": each.scene, "choice": each.choice}
                | {"criterion": each.criterion, "level": each.level}
                for each in seen
            ]
            for name, seen in found.evidence.items()
        },
        "own_words": [
            {"run": each.run, "scenario": each.scenario, "scene": each.scene, "text": each.text, "waits": each.waits}
            | {"marks": [{"by": found.name(mark.by), "levels": dict(mark.levels)} for mark in each.marks]}
            for each in found.words
        ],
        "reflections": [{"run": each.run, "scenario": each.scenario, "text": each.text} for each in found.reflections],
        "live": [
            {"day": each.day, "by": found.name(each.by), "minutes": each.observed.minutes, "comment": each.comment}
            | {"levels": dict(each.observed.levels)}
            for each in records.live
        ],
        "critical": [
            {"run": each.run, "scenario": each.scenario, "scene": each.act.scene, "code": each.act.code}
            | {"repaired": each.act.repaired, "confirmed": each.confirmed}
            for each in one.recommendation.critical
        ],
        "sittings_played": [
            {
                "sitting": sitting.sitting,
                "opened": sitting.opened,
                "voided": sitting.voided,
                "counts": sitting is one.sat,
                "runs": [
                    {"scenario": place.scenario, "run": place.run, "status": place.status} for place in sitting.places
                ],
            }
            for sitting in one.sittings
        ],
        "decisions": [
            {
                "decision": each.decision.value,
                "by": found.name(each.by),
                "at": each.at,
                "recommended": each.recommended,
                "reason": each.reason,
                "conditions": each.conditions,
                "valid_until": each.valid_until,
            }
            for each in records.decisions
        ],
        "appeals": [
            {"at": each.at, "reason": each.reason, "outcome": each.outcome, "answer": each.answer}
            for each in records.appeals
        ],
    }
