"""What people have to mark: whose evidence needs a first, a second and a third marker, and who may be one.

Pure. A human rating is a score of its own beside the program's and never changes it. `session.desk` makes the queue
of this.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.content.certification import Certification
from trainer.engine.chance import draw
from trainer.scoring.certify import Recommendation, State


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to be marked: own words at a scene of a run, and the criteria they are rated on."""

    run: str
    scene: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """One person's levels for one piece, by criterion. Marks stand in the order in which they were given."""

    run: str
    scene: str
    by: str
    levels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Due:
    """A marking that is owed: the piece, whether it is the first, second or third, and who may not do it."""

    piece: Piece
    turn: int
    not_by: frozenset[str]


def needs_second(
    certification: Certification, recommendation: Recommendation, person: str, *, appealed: bool = False
) -> bool:
    """Whether somebody's evidence is marked twice: by its state, by an appeal, or by the seeded share of the rest.

    The share is drawn from the sitting's id and the person's, so that asking again gives the same answer.
    """
    rule = certification.second_marking
    if (appealed and rule.appeals) or (recommendation.critical and rule.critical):
        return True
    match recommendation.state:
        case State.NOT_YET:
            return rule.not_yet
        case State.CRITICAL_PENDING:
            return rule.critical
        case State.BORDERLINE:
            return rule.borderline
        case State.READY:
            return draw(0, "second", person, recommendation.sitting or "")[0] * 100 < rule.percent * 256
        case State.INCOMPLETE:
            return False


def apart(first: Mapping[str, int], second: Mapping[str, int]) -> int:
    """The greatest distance of two markers on a criterion that both rated, in levels."""
    return max((abs(first[name] - second[name]) for name in first.keys() & second.keys()), default=0)


def markings_due(
    certification: Certification, pieces: Sequence[Piece], marks: Sequence[Mark], *, second: bool
) -> list[Due]:
    """What is still owed of some pieces. A third marker is called where the first two are far apart."""
    found = []
    for piece in pieces:
        given = [mark for mark in marks if (mark.run, mark.scene) == (piece.run, piece.scene)]
        by = frozenset(mark.by for mark in given)
        owed = 2 if second else 1
        if len(given) >= 2 and apart(given[0].levels, given[1].levels) >= certification.second_marking.apart:
            owed = 3
        if len(by) < owed:
            found.append(Due(piece, len(by) + 1, by))
    return found
