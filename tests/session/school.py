"""A school for the tests of certification: people, a clock that is moved by hand, and players of differing skill."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from trainer.content.library import Library, open_library
from trainer.content.role import Role
from trainer.content.rubric import School
from trainer.engine.events import Mode
from trainer.engine.play import Play
from trainer.scoring.score import ratings
from trainer.session.session import Session
from trainer.store import Person, Store, open_store

RULE = "onboarding"


@dataclass
class Clock:
    """A clock that goes on by a second at each look, and by as much as a test says."""

    at: datetime = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at

    def pass_by(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass
class Hillside:
    """One database and library; `session` is somebody at the program."""

    folder: Path
    library: Library = field(default_factory=open_library)
    clock: Clock = field(default_factory=Clock)
    drawn: int = 0

    def __post_init__(self) -> None:
        self.store: Store = open_store(self.folder, None, now=self.clock)

    def add(self, name: str, role: Role = Role.MENTOR, cohort: str | None = "autumn") -> Person:
        return self.store.people.add(name, role, cohort)

    def session(self, person: Person) -> Session:
        return Session(self.library, School(), self.store, now=self.clock, seeds=self.seeds, person=person)

    def seeds(self) -> int:
        self.drawn += 1
        return self.drawn


def skilled(play: Play) -> str:
    """A best choice on offer."""
    return max(play.offers, key=lambda offer: _mean(play, offer.id)).id


def harmful(play: Play) -> str:
    """The worst on offer, and nothing made good."""
    return min(play.offers, key=lambda offer: _mean(play, offer.id)).id


def middling(play: Play) -> str:
    """What is nearest to adequate."""
    return min(play.offers, key=lambda offer: abs(_mean(play, offer.id) - 3)).id


def _mean(play: Play, choice: str) -> Fraction:
    scene = play.run.story.scenes[play.run.position.scene].written
    written = next(one for one in scene.choices if one.id == choice)
    rated = list(ratings(scene, written).values()) or [written.level or 0]
    return Fraction(sum(rated), len(rated))


def play_out(play: Play, chooser: Callable[[Play], str], words: str = "") -> Play:
    """Play a run to its end; own words where they are asked for."""
    while play.offers or play.prompt:
        if play.prompt:
            play.respond(words)
        else:
            play.choose(chooser(play))
    return play


def practise(session: Session, scenario: str, chooser: Callable[[Play], str] = skilled) -> Play:
    """Practise a scenario to its end."""
    return play_out(session.start(scenario, Mode.PRACTICE), chooser)
