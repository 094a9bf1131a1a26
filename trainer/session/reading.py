"""A run as somebody at the desk reads it: the transcript with each decision's levels, and what was said of it.

Own words that wait for a mark of whoever reads are left out, so that they are rated blind. Called by the desk's
screens and `trainer desk transcript`.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from trainer.content.rubric import CriticalAct
from trainer.engine.play import Play
from trainer.engine.transcript import Entry, Kind
from trainer.errors import UsageError
from trainer.language import mark, tr
from trainer.scoring.debrief import Moment
from trainer.scoring.score import Word
from trainer.session.candidate import Candidate, candidate, moment
from trainer.session.feedback import Remark, remarks
from trainer.session.roles import Job
from trainer.session.session import Session
from trainer.session.tasks import Kind as TaskKind
from trainer.session.tasks import tasks
from trainer.session.waiting import must_be_allowed
from trainer.store import Person

UNREAD = mark("(own words that wait for your mark; you rate them without knowing whose they are)")
"""What stands in place of own words that are rated blind first."""


@dataclass(frozen=True, slots=True)
class Judgeable:
    """A critical act of a run: its words, the decision (from 1) it was made at, None at an ending."""

    code: str
    scene: str
    number: int | None
    act: CriticalAct | None
    repaired: bool
    confirmed: bool | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A run to read. `moments` tell each decision, `ended` which outcome was reached."""

    run: str
    person: Person
    scenario: str
    title: str
    opened: datetime
    mode: str
    entries: tuple[Entry, ...]
    moments: tuple[Moment, ...]
    remarks: tuple[Remark, ...]
    critical: tuple[Judgeable, ...]
    seq: int
    """The last record of the person that was read: what `desk` takes as `seen`."""

    def moment(self, decision: int) -> Moment | None:
        """The decision of an entry, which counts from 0; None before the first."""
        return self.moments[decision] if 0 <= decision < len(self.moments) else None


def read_run(session: Session, person: Person, certification: str, run: str) -> Reading:
    """Open a run of a candidate. Raises UsageError where it is somebody else's, or may not be read."""
    must_be_allowed(session, Job.READ_OTHERS)
    play = session.recall(run)
    if play.header.person != person.person:
        raise UsageError(tr("That run is somebody else's."), tr("`trainer desk show NAME` lists their own."))
    if play.run.is_open and not play.coached:
        raise UsageError(tr("That conversation is still going on."), tr("It can be read when it is submitted."))
    one = candidate(session, person, certification)
    told = session.debrief(play)
    hidden = unread(session, one)
    return Reading(
        run,
        person,
        play.header.scenario,
        told.title,
        moment(play.header.opened),
        play.header.mode.value,
        tuple(_entry(play, run, entry, hidden) for entry in play.transcript),
        told.moments,
        remarks(session, play),
        _critical(session, one, run),
        one.records.seq,
    )


def unread(session: Session, one: Candidate) -> frozenset[tuple[str, str]]:
    """Own words (run, scene) that whoever is at the program may still have to rate, and so reads without a name."""
    me = session.me.person
    if me == one.person.person:
        return frozenset()
    due = [task for task in tasks(session, one) if task.kind is TaskKind.OWN_WORDS and me not in task.not_by]
    return frozenset((task.run, task.scene) for task in due)


def _entry(play: Play, run: str, entry: Entry, hidden: Set[tuple[str, str]]) -> Entry:
    if entry.kind is not Kind.OWN_WORDS:
        return entry
    scene = next((one.scene for one in play.run.responses if one.decision == entry.decision), "")
    return replace(entry, text=tr(UNREAD)) if (run, scene) in hidden else entry


def _critical(session: Session, one: Candidate, run: str) -> tuple[Judgeable, ...]:
    acts = session.library.critical_acts
    return tuple(
        Judgeable(
            each.act.code,
            each.act.scene,
            each.act.decision + 1 if each.act.choice else None,
            acts.get(each.act.code),
            each.act.repaired,
            each.confirmed,
        )
        for each in one.recommendation.critical
        if each.run == run
    )


def as_lines(found: Reading) -> list[str]:
    """The run in plain lines: a choice with its number, scene and level."""
    lines = [f"{found.title}, {found.person.name}, {found.opened:%d %B %Y}", ""]
    told: set[int] = set()
    for entry in found.entries:
        moment = found.moment(entry.decision) if entry.kind in (Kind.YOU_SAY, Kind.YOU_DO) else None
        if moment is not None and moment.number not in told:
            told.add(moment.number)
            level = f", {moment.level} {Word(moment.level).title}" if moment.level else ""
            critical = f", {moment.critical}" if moment.critical else ""
            lines.append(f"{moment.number}. ({moment.scene}{level}{critical})")
        lines.append(f"   {entry.name}: {entry.text}" if entry.name else f"   {entry.text}")
        if moment is not None:
            lines += [
                tr("   Comment of {by}: {text}", by=one.by, text=one.text or tr("(erased)"))
                for one in _on(found, moment.number)
            ]
    lines += [
        tr("Comment of {by} on the whole: {text}", by=one.by, text=one.text or tr("(erased)"))
        for one in _on(found, None)
    ]
    return lines


def _on(found: Reading, number: int | None) -> list[Remark]:
    return [one for one in found.remarks if one.number == number]


def as_record(found: Reading) -> dict[str, Any]:
    """The run for other programs."""
    return {
        "run": found.run,
        "name": found.person.name,
        "scenario": found.scenario,
        "mode": found.mode,
        "entries": [
            {"kind": entry.kind.value, "decision": entry.decision + 1, "who": entry.name, "text": entry.text}
            for entry in found.entries
        ],
        "decisions": [
            {
                "number": one.number,
                "scene": one.scene,
                "choice": one.choice,
                "levels": dict(one.levels),
                "critical": one.critical,
            }
            for one in found.moments
        ],
        "comments": [
            {"by": one.by, "at": one.at.isoformat(), "decision": one.number, "text": one.text} for one in found.remarks
        ],
    }
