"""Line mode from door to door: `home`, `start` and `resume` play until the person is done. Called by `cli`.

Each gives the exit status: OK where a conversation came to its end, LEFT where it can be resumed.
"""

from collections.abc import Callable

from trainer.engine.events import Mode, Status
from trainer.engine.play import Play
from trainer.errors import Exit, TrainerError
from trainer.language import tr
from trainer.plain.briefing import agree
from trainer.plain.console import Console, Left
from trainer.plain.conversation import Talk, converse
from trainer.plain.home import visit
from trainer.plain.menu import linger
from trainer.plain.path import follow
from trainer.plain.who import identify
from trainer.session import Session
from trainer.session.feedback import sitting_of

Typed = Callable[[str], str]
"""A command as a person types it, from what follows `trainer`."""


def home(console: Console, session: Session, typed: Typed) -> Exit:
    """Home, and what is chosen there, until the person leaves."""
    while True:
        try:
            wanted = visit(console, session)
        except Left:
            return Exit.OK
        if wanted is None:
            console.say(tr("Until next time."))
            return Exit.OK
        if wanted.go_over:
            session.go_over()
            continue
        if wanted.hand_over:
            try:
                session.enter(identify(console, session.people(), session.store.people.try_pin))
            except Left:
                return Exit.OK
            continue
        try:
            if wanted.path is not None:
                status = sit(console, session, typed, wanted.path, straight=False)
            elif wanted.run is not None:
                status = resume(console, session, typed, wanted.run)
            else:
                status = start(console, session, typed, wanted.scenario or "")
        except TrainerError as error:
            if not console.interactive:
                raise
            console.say(str(error))
            continue
        if status is not Exit.OK:
            return status


def sit(console: Console, session: Session, typed: Typed, certification: str | None, *, straight: bool = True) -> Exit:
    """The path to a certification; `straight` to a sitting first. Raises UsageError where none can be opened."""

    def plays(play: Play) -> Exit:
        if play.decisions_made:
            console.say(f"{play.voices.say(play.story.scenario.title)}.")
        return _play(console, session, typed, play)

    return follow(console, session, certification, plays, sit=straight)


def start(
    console: Console,
    session: Session,
    typed: Typed,
    scenario: str,
    mode: Mode = Mode.PRACTICE,
    seed: int | None = None,
) -> Exit:
    """Brief, play and debrief a scenario. Raises UsageError or ContentError where it cannot be played."""
    session.must_start(scenario, mode, seed)
    session.mark()
    try:
        agreed = agree(console, session, scenario, seed)
    except (Left, KeyboardInterrupt):
        console.say(tr("You left before it began, and nothing was kept."))
        return Exit.LEFT
    return _play(console, session, typed, session.start(agreed.scenario, mode, seed, agreed.instead_of, agreed.drawn))


def resume(console: Console, session: Session, typed: Typed, run: str | None) -> Exit:
    """Go on with a run, the newest open one without a name. Raises UsageError when there is none."""
    play = session.resume(run)
    console.say(f"{play.voices.say(play.story.scenario.title)}. {play.voices.say(play.story.scenario.setting)}")
    if play.run.status is Status.ABANDONED:
        console.say(tr("This run was given up. Start another with `trainer play`."))
        return Exit.OK
    status = _play(console, session, typed, play)
    sitting = sitting_of(session, play)
    if status is Exit.OK and sitting is not None:
        left = sum(not place.submitted for place in sitting.places)
        console.say(
            tr(
                "{left} of {count} conversations of your sitting are left. `{command}` goes on.",
                left=left,
                count=len(sitting.places),
                command=typed("sit"),
            )
        )
    return status


def _play(console: Console, session: Session, typed: Typed, first: Play) -> Exit:
    play: Play | None = first
    while play is not None:
        session.mark()
        talk = Talk(console, session, play)
        if not play.coached and play.run.is_open:
            console.say(tr("This is an assessment: no notes, no thoughts, no way back until it is over."))
        try:
            converse(talk)
        except (Left, KeyboardInterrupt):
            console.say(
                tr("You left. Everything you chose is kept. To go on:"),
                f"  {typed(f'play --resume {play.header.run}')}",
            )
            session.mark()
            return Exit.LEFT
        session.mark()
        try:
            play = linger(talk)
        except KeyboardInterrupt:
            play = None
        session.mark()
        if play is None:
            console.say(tr("Kept. `{command}` tells it again.", command=typed(f"show {talk.play.header.run}")))
    return Exit.OK
