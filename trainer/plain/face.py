"""Line mode from door to door: `home`, `start` and `resume` play until the person is done. Called by `cli`.

Each gives the exit status: OK where a conversation came to its end, LEFT where it can be resumed.
"""

from collections.abc import Callable

from trainer.engine.events import Mode, Status
from trainer.engine.play import Play
from trainer.errors import Exit, TrainerError
from trainer.plain.briefing import agree
from trainer.plain.console import Console, Left
from trainer.plain.conversation import Talk, converse
from trainer.plain.home import visit
from trainer.plain.menu import linger
from trainer.session import Session

Resumes = Callable[[str], str]
"""The command that resumes a run, from the run's id."""


def home(console: Console, session: Session, resumes: Resumes) -> Exit:
    """Home, and what is chosen there, until the person leaves."""
    while True:
        try:
            wanted = visit(console, session)
        except Left:
            return Exit.OK
        if wanted is None:
            return Exit.OK
        try:
            if wanted.run is not None:
                status = resume(console, session, resumes, wanted.run)
            else:
                status = start(console, session, resumes, wanted.scenario or "")
        except TrainerError as error:
            if not console.interactive:
                raise
            console.say(str(error))
            continue
        if status is not Exit.OK:
            return status


def start(
    console: Console,
    session: Session,
    resumes: Resumes,
    scenario: str,
    mode: Mode = Mode.PRACTICE,
    seed: int | None = None,
) -> Exit:
    """Brief, play and debrief a scenario. Raises UsageError or ContentError where it cannot be played."""
    session.must_start(scenario, mode, seed)
    try:
        agreed = agree(console, session, scenario, seed)
    except (Left, KeyboardInterrupt):
        console.say("You left before it began, and nothing was kept.")
        return Exit.LEFT
    return _play(console, session, resumes, session.start(agreed.scenario, mode, seed, agreed.instead_of, agreed.drawn))


def resume(console: Console, session: Session, resumes: Resumes, run: str | None) -> Exit:
    """Go on with a run, the newest open one without a name. Raises UsageError when there is none."""
    play = session.resume(run)
    console.say(f"{play.voices.say(play.story.scenario.title)}. {play.voices.say(play.story.scenario.setting)}")
    if play.run.status is Status.ABANDONED:
        console.say("This run was given up. Start another with `trainer play`.")
        return Exit.OK
    return _play(console, session, resumes, play)


def _play(console: Console, session: Session, resumes: Resumes, first: Play) -> Exit:
    play: Play | None = first
    while play is not None:
        talk = Talk(console, session, play)
        if not play.coached and play.run.is_open:
            console.say("This is an assessment: no notes, no thoughts, no way back until it is over.")
        try:
            converse(talk)
        except (Left, KeyboardInterrupt):
            console.say("You left. Everything you chose is kept. To go on:", f"  {resumes(play.header.run)}")
            return Exit.LEFT
        try:
            play = linger(talk)
        except KeyboardInterrupt:
            return Exit.OK
    return Exit.OK
