"""How a candidate stands, in a line: what the desk lists, and what is kept of it until something changes.

What passes with time (a certificate that ends, a wait that is over) is worked out when it is shown, from the stamps
kept here.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from trainer.language import ENGLISH, language, mark, tr
from trainer.scoring.certify import State
from trainer.scoring.measures import Measured
from trainer.scoring.statistics.spread import Spread
from trainer.session.candidate import Candidate, candidate, ends, moment
from trainer.session.records import Decision
from trainer.session.session import Session
from trainer.session.spread import cohort_spread
from trainer.session.tasks import Kind, Task, is_decided, tasks

EXPIRING = timedelta(days=42)
"""So long before its end a certificate is shown as expiring."""


class Status(StrEnum):
    """Where a candidate is, decisions and time included."""

    INCOMPLETE = "incomplete"
    CRITICAL_PENDING = "critical_pending"
    NOT_YET = "not_yet"
    BORDERLINE = "borderline"
    READY = "ready"
    RETURNED = "returned"
    CERTIFIED = "certified"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def told(self) -> str:
        """As shown to people."""
        return tr(_STATUSES[self])


_STATUSES = {
    Status.INCOMPLETE: mark("incomplete"),
    Status.CRITICAL_PENDING: mark("critical pending"),
    Status.NOT_YET: mark("not yet"),
    Status.BORDERLINE: mark("borderline"),
    Status.READY: mark("ready"),
    Status.RETURNED: mark("returned"),
    Status.CERTIFIED: mark("certified"),
    Status.EXPIRING: mark("expiring"),
    Status.EXPIRED: mark("expired"),
    Status.WITHDRAWN: mark("withdrawn"),
}


class Score(NamedTuple):
    """A score in a list: `of` is `overall` or a competency, `error` its standard error."""

    of: str
    score: float | None
    cut: float
    observations: int
    error: float | None

    @property
    def told(self) -> str:
        """What it is of, as shown to people."""
        return tr("overall") if self.of == "overall" else self.of.replace("_", " ")


class Asked(NamedTuple):
    """A requirement in a list."""

    key: str
    title: str
    met: bool
    stands: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate in a list. Stamps are None where there is nothing; `tasks` wait at the desk."""

    person: str
    state: State
    reasons: tuple[str, ...]
    scores: tuple[Score, ...]
    asked: tuple[Asked, ...]
    tasks: tuple[Task, ...]
    sittings: int
    decision: Decision | None
    decided: str | None
    valid_until: str | None

    @property
    def overall(self) -> Score:
        """The overall score."""
        return self.scores[0]

    def record(self, now: datetime) -> dict[str, Any]:
        """For other programs: everything of it, with the status at a moment."""
        return {
            "status": self.status(now).value,
            "person": self.person,
            "state": self.state,
            "reasons": self.reasons,
            "scores": [score._asdict() for score in self.scores],
            "asked": [asked._asdict() for asked in self.asked],
            "tasks": [task.record() for task in self.tasks if not task.is_blind],
            "sittings": self.sittings,
            "decision": self.decision,
            "decided": self.decided,
            "valid_until": self.valid_until,
        }

    def status(self, now: datetime) -> Status:
        """Where the candidate is at a moment."""
        match self.decision:
            case None:
                return Status(self.state.value)
            case Decision.WITHDRAWN | Decision.RETURNED:
                return Status(self.decision.value)
            case _:
                end = moment(self.valid_until) if self.valid_until else None
                if end is None or now < end - EXPIRING:
                    return Status.CERTIFIED
                return Status.EXPIRING if now < end else Status.EXPIRED


def stand(session: Session, one: Candidate) -> Standing:
    """How a candidate stands. A decision counts until a newer sitting is submitted; a certificate until it ends."""
    told, decision, until = one.recommendation, one.records.decision, ends(one)
    stands = decision if decision and (decision.decision.certifies or is_decided(one)) else None
    return Standing(
        one.person.person,
        told.state,
        told.reasons,
        tuple(_score(measured) for measured in (told.overall, *told.competencies)),
        tuple(Asked(each.key, each.title, each.met, each.stands) for each in told.requirements),
        tuple(tasks(session, one)),
        sum(not sitting.voided for sitting in one.sittings),
        stands.decision if stands else None,
        stands.at if stands else None,
        until.isoformat() if stands and until else None,
    )


def _score(measured: Measured) -> Score:
    score = None if measured.score is None else float(measured.score)
    return Score(measured.of, score, float(measured.cut), measured.observations, measured.error)


def standings(session: Session, certification: str, cohort: str | None = None) -> dict[str, Standing]:
    """How each mentor of a cohort (or all) stands, by person; what is not kept is worked out and kept."""
    session.library.certification_text(certification)
    with _uncollected():
        kept = session.store.desk.standings(certification, cohort)
        found = {person: _from_kept(data) for person, data in kept.items()}
    spread = None
    for person, standing in found.items():
        if standing is None:
            spread = spread or cohort_spread(session.store, certification)
            found[person] = fresh(session, person, certification, spread)
    return {person: standing for person, standing in found.items() if standing is not None}


@contextmanager
def _uncollected() -> Iterator[None]:
    """Thousands of values are made at once and all of them stay: looking for garbage among them takes twice as long."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def fresh(session: Session, person: str, certification: str, spread: Spread | None = None) -> Standing:
    """Work out how somebody stands, and keep it."""
    made = stand(session, candidate(session, session.store.people.of(person), certification, spread))
    session.store.desk.keep_standing(person, certification, kept_form(made))
    return made


_FORM = 2
"""The form in which standings are kept; one of another form is worked out anew."""


def _form() -> int | str:
    """The form, with the language that the reasons are told in; one in another language is worked out anew too."""
    return _FORM if language() == ENGLISH else f"{_FORM} {language()}"


def kept_form(one: Standing) -> list[Any]:
    """A standing as it is kept: values by their place, which is read in half the time that names take."""
    return [_form(), *(getattr(one, name) for name in _FIELDS), [_task(task) for task in one.tasks]]


_FIELDS = ("person", "state", "reasons", "scores", "asked", "sittings", "decision", "decided", "valid_until")


def _task(task: Task) -> list[Any]:
    return [task.kind, task.person, task.since, task.run, task.scene, task.code, task.turn, task.not_by]


def _task_from(
    kind: str, person: str, since: str, run: str, scene: str, code: str, turn: int, not_by: list[str]
) -> Task:
    return Task(Kind(kind), person, since, run, scene, code, turn, tuple(not_by))


def _from_kept(data: Any) -> Standing | None:
    if not isinstance(data, list) or not data or data[0] != _form():
        return None
    _, person, state, reasons, scores, asked, sittings, decision, decided, valid_until, tasks = data
    return Standing(
        person,
        State(state),
        tuple(reasons),
        tuple(map(Score._make, scores)),
        tuple(map(Asked._make, asked)),
        tuple(_task_from(*values) for values in tasks),
        sittings,
        Decision(decision) if decision else None,
        decided,
        valid_until,
    )
