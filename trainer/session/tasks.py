"""What waits for a person at the coordinator's desk: derived from a candidate, never stored as a list of its own.

A task says who may not do it: own evidence is nobody's to mark, a second marker is another person than the first and
does not see the first marks, and whoever marked or decided does not hear the appeal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from trainer.language import mark, tr
from trainer.scoring.certify import State
from trainer.scoring.marking import Piece, markings_due, needs_second
from trainer.session.candidate import Candidate
from trainer.session.session import Session


class Kind(StrEnum):
    """The kinds of task."""

    OWN_WORDS = "own_words"
    """Own words to be rated on the rubric."""
    LIVE = "live"
    """A live role-play to be observed and rated."""
    CRITICAL = "critical"
    """A critical act to be confirmed or dismissed."""
    TALK = "talk"
    """A talk that comes before anything else."""
    DECIDE = "decide"
    """A decision on a candidate whose evidence is complete."""
    APPEAL = "appeal"
    """An appeal to be heard."""

    @property
    def told(self) -> str:
        """As shown to people."""
        return tr(_TOLD[self])


_MARKERS = (mark("first"), mark("second"), mark("third"))
_TOLD = {
    Kind.OWN_WORDS: mark("own words to rate"),
    Kind.LIVE: mark("live role-play to observe"),
    Kind.CRITICAL: mark("critical act to judge"),
    Kind.TALK: mark("talk to have"),
    Kind.DECIDE: mark("decision to make"),
    Kind.APPEAL: mark("appeal to hear"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to be done: `since` is a stamp, `turn` which marker it is for (1, 2, 3), `not_by` who may not."""

    kind: Kind
    person: str
    since: str
    run: str = ""
    scene: str = ""
    code: str = ""
    turn: int = 1
    not_by: tuple[str, ...] = ()

    @property
    def is_blind(self) -> bool:
        """Whether it is done without knowing whose evidence it is."""
        return self.kind is Kind.OWN_WORDS

    @property
    def marker(self) -> str:
        """Which marker it is for, in words."""
        return tr(_MARKERS[min(self.turn, 3) - 1])

    def record(self) -> dict[str, str | int]:
        """For other programs; of a blind task neither whose it is nor the run, which others know by name."""
        told: dict[str, str | int] = {"kind": self.kind.value, "scene": self.scene, "turn": self.turn}
        if self.is_blind:
            return told | {"since": self.since[:10]}  # the whole stamp would tell whose it is
        return told | {"since": self.since, "run": self.run, "code": self.code, "person": self.person}


def tasks(session: Session, one: Candidate) -> list[Task]:
    """All that waits for somebody about a candidate; nothing while the sitting is under way."""
    if one.person.erased or one.person.retired:
        return []
    return sorted(_tasks(session, one), key=lambda task: (task.since, task.kind, task.run, task.scene))


def _tasks(session: Session, one: Candidate) -> Iterator[Task]:
    me, told, records = one.person.person, one.recommendation, one.records
    appeal = records.appeal
    if appeal is not None:
        yield Task(Kind.APPEAL, me, appeal.at, not_by=tuple(sorted({me, *records.markers})))
    if one.sat is None or one.ended is None:
        return
    since = one.ended
    for judged in told.critical:
        if judged.confirmed is None:
            yield Task(Kind.CRITICAL, me, since, judged.run, judged.act.scene, judged.act.code, not_by=(me,))
    codes = {judged.act.code for judged in told.critical if judged.confirmed is not False}
    if len(codes) >= one.certification.codes_that_stop and not one.evidence.talked:
        yield Task(Kind.TALK, me, since, not_by=(me,))
    if any(owed.key == "live" for owed in told.owed):
        yield Task(Kind.LIVE, me, since, not_by=(me,))
    second = needs_second(one.certification, told, me, appealed=bool(records.appeals))
    for due in markings_due(one.certification, pieces(session, one), records.marks, second=second):
        not_by = tuple(sorted({me, *due.not_by}))
        yield Task(Kind.OWN_WORDS, me, since, due.piece.run, due.piece.scene, turn=due.turn, not_by=not_by)
    if told.state in (State.NOT_YET, State.BORDERLINE, State.READY) and not is_decided(one):
        yield Task(Kind.DECIDE, me, since, not_by=(me,))


def is_decided(one: Candidate) -> bool:
    """Whether somebody decided on the sitting that counts; no clock is asked, which may have been set back since."""
    decision = one.records.decision
    return decision is not None and (one.sat is None or decision.sitting == one.sat.sitting)


def pieces(session: Session, one: Candidate) -> list[Piece]:
    """The own words of the sitting that counts, with the criteria that they are rated on."""
    found = []
    for place in one.sat.places if one.sat else ():
        if place.run and place.submitted:
            run = session.recall(place.run).run
            for response in run.responses:
                respond = run.story.scenes[response.scene].written.respond
                if respond is not None and response.text:
                    found.append(Piece(place.run, response.scene, tuple(respond.criteria)))
    return found
