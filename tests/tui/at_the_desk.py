"""A school with candidates for the tests of the desk: one who is ready, one with a harmful sitting, one not begun."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.session.school import RULE, Hillside, harmful, play_out, skilled
from tests.tui.stage import SMALL, Stage
from trainer.content.role import Role
from trainer.session import Session, desk
from trainer.session.candidate import candidate
from trainer.session.path import accept_agreement, begin, open_sitting
from trainer.store import Person
from trainer.tui.app import TrainerApp
from trainer.tui.wishes import AtDesk

WORDS = "Cheer up, it is not so bad."
RULE_FILE = Path(__file__).parent / "small.certification.yaml"
"""A certification of its own: that of the library may change."""


class School(Hillside):
    """Amina and Cem have sat, Dilnoza has not; Noor and Sam are coordinators."""

    def people(self) -> None:
        """Everybody, and what they have done."""
        file = self.folder / "onboarding.certification.yaml"
        file.write_text(RULE_FILE.read_text("utf-8"), "utf-8")
        self.library = replace(self.library, shelf=replace(self.library.shelf, certifications=(file,)))
        self.amina, self.cem, self.dilnoza = self.add("Amina"), self.add("Cem"), self.add("Dilnoza", cohort="spring")
        self.noor, self.sam = self.add("Noor", Role.COORDINATOR, None), self.add("Sam", Role.COORDINATOR, None)
        self.sit(self.amina, skilled, "You sound worn out by it.")
        self.sit(self.cem, harmful, WORDS)
        at = self.session(self.noor)
        for scenario in {
            *candidate(at, self.amina, RULE).evidence.unapproved,
            *candidate(at, self.cem, RULE).evidence.unapproved,
        }:
            desk.approve(at, scenario, "Ms Okafor")

    def sit(self, person: Person, chooser, words: str) -> None:  # type: ignore[no-untyped-def]
        """All but the live role-play."""
        session, at = self.session(person), self.session(self.noor)
        accept_agreement(session, RULE)
        sitting = open_sitting(session, RULE)
        for place in sitting.places:
            play = play_out(begin(session, sitting, place), chooser, words)
            self.clock.pass_by(minutes=5)
        play.reflect("I listened more than I thought I could.")
        for _ in range(2):
            desk.enter_hours(at, person, RULE, 4 * 60, date(2026, 11, 20))

    def trainer(self) -> Person:
        return self.add("Theo", Role.TRAINER, None)


def school(folder: Path) -> School:
    made = School(folder)
    made.people()
    return made


@asynccontextmanager
async def at_desk(session: Session, size: tuple[int, int] = SMALL, *, home: bool = False) -> AsyncIterator[Stage]:
    """The app at the desk of whoever is at the program, or at Home."""
    app = TrainerApp(lambda: nullcontext(session), wish=None if home else AtDesk())
    try:
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.open()
            yield stage
    finally:
        app.close()
