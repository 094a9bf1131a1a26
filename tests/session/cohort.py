"""A cohort that sits the same three short conversations, with players of differing skill, for tests of the reports."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.session.pool import RULE, library
from tests.session.school import Hillside, harmful, middling, play_out, skilled
from trainer.content.library import open_library
from trainer.content.role import Role
from trainer.engine.play import Play
from trainer.session import desk, waiting
from trainer.session.candidate import candidate
from trainer.session.path import accept_agreement, begin, open_sitting
from trainer.session.tasks import pieces
from trainer.store import Person

NAMES = ["Amina", "B7", "Cem", "Dilnoza", "Ewa", "Farid", "Grace", "Hana", "Ivo", "Jun", "Kofi", "Lea"]
SKILL = (0.95, 0.9, 0.8, 0.7, 0.6, 0.85, 0.75, 0.5, 0.3, 0.9, 0.8, 0.65)


def hillside(folder: Path) -> Hillside:
    """A school with nobody in it yet."""
    return Hillside(folder, open_library(library(folder, draw=3)))


def player(chance: Random, skill: float) -> Callable[[Play], str]:
    """Somebody who makes a best choice so often, and else an adequate one or the worst."""

    def choose(play: Play) -> str:
        drawn = chance.random()
        chooser = skilled if drawn < skill else middling if drawn < (1 + skill) / 2 else harmful
        return chooser(play)

    return choose


def sits(school: Hillside, person: Person, chooser: Callable[[Play], str], words: str = "You waited for them.") -> None:
    """One sitting from its opening to its end."""
    session = school.session(person)
    accept_agreement(session, RULE)
    sitting = open_sitting(session, RULE)
    for place in sitting.places:
        play_out(begin(session, sitting, place), chooser, words)


def cohort(school: Hillside, many: int) -> list[Person]:
    """So many mentors who have sat, the last of every twelve excepted."""
    chance, found = Random(5), []
    for at in range(many):
        person = school.add(NAMES[at] if at < len(NAMES) else f"{NAMES[at % 12]} {at // 12}")
        found.append(person)
        if at % 12 != 11:
            sits(school, person, player(chance, SKILL[at % 12]))
    return found


def marked(school: Hillside, *markers: str, most: int = 1000) -> list[Person]:
    """Coordinators who mark what waits for them, one after the other, by chance."""
    chance, found = Random(6), []
    for name in markers:
        person = school.add(name, Role.COORDINATOR, None)
        session = school.session(person)
        for task in [one for one in waiting.queue(session, RULE) if one.is_blind][:most]:
            one = candidate(session, school.store.people.of(task.person), RULE)
            piece = next(each for each in pieces(session, one) if (each.run, each.scene) == (task.run, task.scene))
            levels = {criterion: 2 + chance.choice((0, 1, 1, 2)) for criterion in piece.criteria}
            desk.mark_words(session, one.person, RULE, task.run, task.scene, levels)
        found.append(person)
    return found
