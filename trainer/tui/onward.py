"""The way through a certification's screens: its path, the agreement, a sitting, and what happens after it.

Called by `flow`, which plays the conversation that this ends with and comes back.
"""

from functools import partial

from trainer.engine.play import Play
from trainer.session import Session
from trainer.session.candidate import candidate
from trainer.session.desk import appeal
from trainer.session.path import Path, accept_agreement, begin, briefing, decline, open_sitting, path, which
from trainer.session.sitting import Conversation, afterwards, before
from trainer.store import SittingRow
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.path import PathScreen
from trainer.tui.screens.path_pages import AfterScreen, AgreementScreen, BeforeScreen
from trainer.tui.stage import Stage, attend
from trainer.tui.wishes import Agree, Converse, Declined, Follow, Sit


async def follow(stage: Stage, session: Session, wish: Follow) -> Play | None:
    """From the path to a conversation of a sitting, or None for Home. Raises UsageError for no such certification."""
    name = which(session, wish.certification)
    if wish.sit:
        found = path(session, name)
        going_on = found.going_on
        if going_on is not None or found.can_open:
            first = Converse(going_on.place.place) if going_on else Sit()
            play = await _step(stage, session, found, first)
            if play is not None:
                return play
    while True:
        screen = PathScreen(partial(path, session, name), partial(appeal, session, session.me, name))
        step = await attend(stage, session, screen)
        if step is None:
            return None
        play = await _step(stage, session, path(session, name), step)
        if play is not None:
            return play


async def after(stage: Stage, session: Session, sitting: SittingRow, *, ended: bool) -> Play | None:
    """After a conversation of a sitting: when it was the last and has just ended, what happens now; then the path."""
    name = sitting.certification
    if sitting.complete and ended:
        lines = afterwards(session, candidate(session, session.me, name))
        await attend(stage, session, AfterScreen(lines))
    return await follow(stage, session, Follow(name))


async def _step(stage: Stage, session: Session, found: Path, step: Agree | Sit | Converse) -> Play | None:
    """One thing done from the path; the conversation begun by it, if any."""
    name = found.certification
    match step:
        case Agree():
            if found.agreement is not None:
                accept = None if found.agreed else partial(accept_agreement, session, name)
                await attend(stage, session, AgreementScreen(found.agreement, accept))
        case Sit():
            lines = before(session, candidate(session, session.me, name))
            await attend(stage, session, BeforeScreen(found.title, lines, partial(open_sitting, session, name)))
        case Converse(place=place):
            return await _begin(stage, session, name, place)
    return None


async def _begin(stage: Stage, session: Session, name: str, number: int) -> Play | None:
    """Brief for a conversation of a sitting until it is begun, or left; one that was begun is gone to."""
    while True:
        found = path(session, name)
        one = next((one for one in found.conversations if one.place.place == number), None)
        if one is None:
            return None
        if one.place.run is not None:
            return session.recall(one.place.run)
        if found.sitting is None:
            return None
        given = await attend(stage, session, _briefing(session, found.sitting, one))
        if not isinstance(given, Declined):
            return given if isinstance(given, Play) else None


def _briefing(session: Session, sitting: SittingRow, one: Conversation) -> BriefingScreen:
    return BriefingScreen(
        briefing(session, one.place),
        session.care_lines(),
        partial(begin, session, sitting, one.place),
        (),
        assessed=True,
        decline=partial(decline, session, sitting, one.place),
    )
