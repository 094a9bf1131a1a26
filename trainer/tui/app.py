"""The terminal UI as one app: the first frame at once, the session opened behind it, then from screen to screen.

`run_app` is what `cli` calls. Nothing here imports what reads files or the database: they are opened in a thread
after the first frame has been drawn.
"""

import asyncio
import gc
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from textual.screen import Screen

from trainer.errors import Exit, TrainerError
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.opening import OpeningScreen
from trainer.tui.screens.page import Page
from trainer.tui.shell import Shell
from trainer.tui.wishes import AtDesk, Follow, GoOn, GoOver, HandOver, Meet

if TYPE_CHECKING:
    from trainer.session import Home, Session

Result = TypeVar("Result")
Opening = Callable[[], "AbstractContextManager[Session]"]


def run_app(
    open_session: Opening,
    *,
    start: str | None = None,
    resume: str | None = None,
    sit: Follow | None = None,
    assess: bool = False,
    seed: int | None = None,
    resuming: Callable[[str], str] | None = None,
    left: Callable[[str], None] | None = None,
    theme: str | None = None,
    keep_theme: Callable[[str], None] | None = None,
    named: str | None = None,
) -> Exit:
    """Run the screens until they are left: OK, or LEFT when a conversation was left open.

    `start` is a scenario to begin with; `resume` a run to go on with, "" for the newest; `sit` a certification's path
    or sitting. `resuming` gives the
    command that goes on with a run, and `left` hears of the run left open once the terminal is given back.
    `keep_theme` hears of a theme that was chosen, for the next time's `theme`. `named` is who it is by name, where
    only the PIN has to be asked for. Raises TrainerError when nothing could be opened, and whatever was a fault of
    ours.
    """
    app = TrainerApp(
        open_session,
        wish=Meet(start) if start is not None else GoOn(resume) if resume is not None else sit,
        assess=assess,
        seed=seed,
        resuming=resuming,
        theme=theme,
        keep_theme=keep_theme,
        named=named,
    )
    try:
        app.run()
    finally:
        app.close()
    if app.fault is not None:
        raise app.fault
    if app.left_run is None:
        return Exit.OK
    if left is not None:
        left(app.left_run)
    return Exit.LEFT


class TrainerApp(Shell):
    """The flow in a few lines."""

    def __init__(
        self,
        open_session: Opening,
        *,
        wish: Meet | GoOn | Follow | AtDesk | None = None,
        assess: bool = False,
        seed: int | None = None,
        resuming: Callable[[str], str] | None = None,
        theme: str | None = None,
        keep_theme: Callable[[str], None] | None = None,
        named: str | None = None,
    ) -> None:
        super().__init__(theme, keep_theme)
        self._open_session, self._wish, self._assess, self._seed = open_session, wish, assess, seed
        self._resuming, self._named = resuming, named
        self._opened = ExitStack()
        self._session: Session | None = None
        self.left_run: str | None = None

    # The flow

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._flow(), exit_on_error=True)

    async def _flow(self) -> None:
        """Home, then wherever it leads, until somebody leaves."""
        try:
            self.left_run = await (self._from_home() if self._wish is None else self._from_wish(self._wish))
        except TrainerError as error:
            self.fault = error
        self.exit()

    async def _from_home(self, notice: TrainerError | None = None) -> str | None:
        while True:
            told = (notice.message, notice.help) if notice else None
            screen = HomeScreen(None if self._session is None else _home_of(self._session), told)
            chosen = asyncio.ensure_future(self.ask(screen))
            if self._session is None:
                home = await self._behind(screen)
                if home is None:
                    chosen.cancel()
                    return None
                if not chosen.done():
                    screen.fill(home)
                    # The first scenario then opens at once.
                    await asyncio.to_thread(import_module, "trainer.tui.flow")
            wish = await chosen
            if wish is None or self._session is None:
                return None
            if isinstance(wish, GoOver):
                self._session.go_over()
                continue
            if isinstance(wish, HandOver):
                if not await self._let_in(self._session):
                    return None
                continue
            from trainer.engine.events import Mode
            from trainer.tui.flow import visit

            notice = None
            try:
                left = await visit(self, self._session, wish, Mode.PRACTICE, None)
            except TrainerError as error:
                notice, left = error, None
            if left is not None:
                return left

    async def _from_wish(self, wish: Meet | GoOn | Follow | AtDesk) -> str | None:
        screen = OpeningScreen()
        await self.push_screen(screen)
        if await self._behind(screen) is None:
            return None
        from trainer.engine.events import Mode
        from trainer.tui.flow import visit

        assert self._session is not None
        mode = Mode.ASSESSMENT if self._assess else Mode.PRACTICE
        left = await visit(self, self._session, wish, mode, self._seed)
        return left if left is not None else await self._from_home()

    async def _behind(self, screen: Screen[Result]) -> "Home | None":
        """Open the session behind a screen that has been drawn; what Home shows of it. None where nobody was let in."""
        drawn = asyncio.Event()
        screen.call_after_refresh(drawn.set)
        await drawn.wait()
        home = await asyncio.to_thread(self._open)
        self.refresh_bindings()
        assert self._session is not None
        if home is None and await self._let_in(self._session, self._named):
            home = _home_of(self._session)
        return home

    async def _let_in(self, session: "Session", named: str | None = None) -> bool:
        """Ask who is there, and the PIN where there is one; whether somebody was let in."""
        from trainer.tui.screens.who import WhoScreen

        people = session.people()
        known = session.store.people.find(named) if named else people[0] if len(people) == 1 else None
        person = await self.ask(WhoScreen(people, session.store.people.try_pin, known))
        if person is not None:
            session.enter(person)
        return person is not None

    def _open(self) -> "Home | None":
        # Thousands of objects are made and none is garbage: looking for some would take a tenth of the time.
        gc.disable()
        try:
            session = self._opened.enter_context(self._open_session())
            home = _home_of(session) if session.is_known else None
        finally:
            # What is loaded by now stays: collecting it again and again would cost frames.
            gc.freeze()
            gc.enable()
        self._session = session
        return home

    def close(self) -> None:
        """Give back what was opened."""
        self._opened.close()

    def resume_line(self, run: str) -> str:
        """The command that goes on with a run."""
        return self._resuming(run) if self._resuming else f"trainer play --resume {run}"

    # What the shell asks for

    def care_lines(self) -> Sequence[str]:
        """Somebody to talk to, once the session is open."""
        return () if self._session is None else self._session.care_lines()

    def leaving(self) -> None:
        """Note the run that is left open."""
        runs = [screen.open_run for screen in self.screen_stack if isinstance(screen, Page) and screen.open_run]
        self.left_run = runs[-1] if runs else None


def _home_of(session: "Session") -> "Home":
    """What Home shows; what works it out is loaded when the first frame has been drawn."""
    from trainer.session.onward import at_home

    return at_home(session)
