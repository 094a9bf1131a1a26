"""The way through the screens once the library is open: briefing, conversation, debrief, and round again.

Called by `app`, which imports it when the session is there: what it imports is not needed for the first frame.
"""

from functools import partial
from typing import Protocol, TypeVar

from textual.screen import Screen

from trainer.content.rubric import Criterion
from trainer.engine.events import Mode
from trainer.engine.play import Play
from trainer.session import Session
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.conversation import ConversationScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.wishes import GoOn, Leave, Meet

Result = TypeVar("Result")


class Stage(Protocol):
    """What the flow needs of the app: a screen shown until it ends, and how a run is gone on with later."""

    async def ask(self, screen: Screen[Result]) -> Result:
        """Show a screen; what it ended with."""
        ...

    def resume_line(self, run: str) -> str:
        """The command that goes on with a run."""
        ...


async def visit(stage: Stage, session: Session, wish: Meet | GoOn, mode: Mode, seed: int | None) -> str | None:
    """From Home or the command line to Home again; or the run left open by somebody who leaves the program.

    Raises TrainerError where there is no such scenario or run, or it cannot be played.
    """
    match wish:
        case GoOn(run=run):
            play: Play | None = session.resume(run or None)
        case Meet(scenario=scenario):
            play = await brief(stage, session, scenario, mode, seed)
    while play is not None:
        if play.run.is_open:
            run = play.header.run
            left = await stage.ask(ConversationScreen(play, session.care_lines(), stage.resume_line(run)))
            if isinstance(left, Leave):
                return None if left.home else run
        play = await stage.ask(debriefing(session, play))
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
        wish = await stage.ask(screen)
        if not isinstance(wish, Meet):
            return wish
        scenario, seed, declined = wish.scenario, None, declined or scenario


def debriefing(session: Session, play: Play) -> DebriefScreen:
    """The debrief of a run, and the ways on from it."""

    def criterion(competency: str, id: str) -> Criterion | None:
        rubric = session.library.rubrics.get(competency)
        return rubric.criteria.get(id) if rubric else None

    return DebriefScreen(
        play,
        tell=lambda: session.debrief(play),
        again=lambda: session.again(play),
        fork=lambda decisions: session.fork(play, decisions),
        criterion=criterion,
        care=session.care_lines(),
    )
