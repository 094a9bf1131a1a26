"""The way through the screens once the library is open: briefing, conversation, debrief, and round again.

Called by `app`, which imports it when the session is there: what it imports is not needed for the first frame.
"""

from functools import partial

from trainer.content.rubric import Criterion
from trainer.content.scenario import Form
from trainer.engine.events import Mode
from trainer.engine.play import Play
from trainer.language import tr
from trainer.session import Session
from trainer.session.feedback import tell
from trainer.tui.onward import after, follow
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.conversation import ConversationScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.stage import Stage, attend
from trainer.tui.wishes import AtDesk, Declined, Follow, GoOn, Leave, Meet

Wish = Meet | GoOn | Follow | AtDesk


async def visit(stage: Stage, session: Session, wish: Wish, mode: Mode, seed: int | None) -> str | None:
    """From Home or the command line to Home again; or the run left open by somebody who leaves the program.

    Raises TrainerError where there is no such scenario, run or certification, or it cannot be played.
    """
    match wish:
        case GoOn(run=run):
            play: Play | None = session.resume(run or None)
        case Meet(scenario=scenario):
            play = await brief(stage, session, scenario, mode, seed)
        case Follow():
            play = await follow(stage, session, wish)
        case AtDesk():
            from trainer.tui.at_desk import at_desk  # only here: a mentor has no use for it

            await at_desk(stage, session)
            return None
    while play is not None:
        was_open = play.run.is_open
        if was_open:
            run = play.header.run
            screen = ConversationScreen(play, session.care_lines(), stage.resume_line(run))
            left = await attend(stage, session, screen)
            if isinstance(left, Leave):
                return None if left.home else run
        sitting = tell(session, play).sitting
        play = await attend(stage, session, debriefing(session, play))
        if sitting is not None:
            play = await after(stage, session, sitting, ended=was_open)
    return None


async def brief(stage: Stage, session: Session, scenario: str, mode: Mode, seed: int | None) -> Play | None:
    """Briefings until a scenario is begun or left: who declines one at its content note is shown another."""
    session.must_start(scenario, mode, seed)
    declined: str | None = None
    while True:
        told = session.briefing(scenario, seed)

        start = partial(session.start, scenario, mode, seed, declined, told.seed)
        others = session.instead(scenario)
        screen = BriefingScreen(told, session.care_lines(), start, others, assessed=mode is Mode.ASSESSMENT)
        wish = await attend(stage, session, screen)
        if isinstance(wish, Declined):
            continue
        if not isinstance(wish, Meet):
            return wish
        scenario, seed, declined = wish.scenario, None, declined or scenario


def debriefing(session: Session, play: Play) -> DebriefScreen:
    """The debrief of a run, and the ways on from it."""

    def criterion(competency: str, id: str) -> Criterion | None:
        rubric = session.library.rubrics.get(competency)
        return rubric.criteria.get(id) if rubric else None

    told = tell(session, play)
    return DebriefScreen(
        play,
        tell=lambda: tell(session, play).debrief,
        again=partial(session.again, play) if told.free else None,
        fork=partial(session.fork, play) if told.free and told.debrief.form is not Form.CASE else None,
        criterion=criterion,
        care=session.care_lines(),
        remarks=told.remarks,
        leads="" if told.sitting is None else tr("your path"),
    )
