"""What a flow needs of the app, and a screen shown with its time counted. Called by `flow` and `onward`."""

from typing import Protocol, TypeVar

from textual.screen import Screen

from trainer.session import Session

Result = TypeVar("Result")


class Stage(Protocol):
    """A screen shown until it ends, and how a run is gone on with later."""

    async def ask(self, screen: Screen[Result]) -> Result:
        """Show a screen; what it ended with."""
        ...

    def resume_line(self, run: str) -> str:
        """The command that goes on with a run."""
        ...


async def attend(stage: Stage, session: Session, screen: Screen[Result]) -> Result:
    """Show a screen, with a mark when it opens and one when it closes: minutes are counted from them."""
    session.mark()
    given = await stage.ask(screen)
    session.mark()
    return given
