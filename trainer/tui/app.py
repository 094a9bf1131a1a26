"""The terminal UI as one app: the first frame at once, the session opened behind it, then from screen to screen.

`run_app` is what `cli` calls. Nothing here imports what reads files or the database: they are opened in a thread
after the first frame has been drawn.
"""

import asyncio
import gc
import os
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractContextManager, ExitStack
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from trainer.errors import Exit, TrainerError
from trainer.tui.screens.help import care, key_help
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.opening import OpeningScreen
from trainer.tui.screens.page import Page, shown_key, working
from trainer.tui.screens.themes import ThemesSheet
from trainer.tui.theme import DEFAULT, THEMES
from trainer.tui.wishes import GoOn, Meet

if TYPE_CHECKING:
    from trainer.session import Home, Session

Result = TypeVar("Result")
Opening = Callable[[], "AbstractContextManager[Session]"]


def run_app(
    open_session: Opening,
    *,
    start: str | None = None,
    resume: str | None = None,
    assess: bool = False,
    seed: int | None = None,
    resuming: Callable[[str], str] | None = None,
    left: Callable[[str], None] | None = None,
    theme: str | None = None,
    keep_theme: Callable[[str], None] | None = None,
) -> Exit:
    """Run the screens until they are left: OK, or LEFT when a conversation was left open.

    `start` is a scenario to begin with; `resume` a run to go on with, "" for the newest. `resuming` gives the
    command that goes on with a run, and `left` hears of the run left open once the terminal is given back.
    `keep_theme` hears of a theme that was chosen, for the next time's `theme`. Raises TrainerError when nothing
    could be opened, and whatever was a fault of ours.
    """
    app = TrainerApp(
        open_session,
        wish=Meet(start) if start is not None else GoOn(resume) if resume is not None else None,
        assess=assess,
        seed=seed,
        resuming=resuming,
        theme=theme,
        keep_theme=keep_theme,
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


class TrainerApp(App[None]):
    """The flow in a few lines, and the keys that work everywhere."""

    TITLE = "trainer"
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_DISPLAY = "Ctrl+P"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "help"),
        Binding("h,f2", "care", "someone to talk to"),
        Binding("ctrl+p", "command_palette", "all of this by name", show=False, priority=True),
        Binding("ctrl+q,ctrl+c", "quit", "leave the program", show=False, priority=True, key_display="Ctrl+Q"),
    ]

    def __init__(
        self,
        open_session: Opening,
        *,
        wish: Meet | GoOn | None = None,
        assess: bool = False,
        seed: int | None = None,
        resuming: Callable[[str], str] | None = None,
        theme: str | None = None,
        keep_theme: Callable[[str], None] | None = None,
    ) -> None:
        # Without colours Textual would draw greys; with the terminal's own colours it draws none at all.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self._open_session, self._wish, self._assess, self._seed = open_session, wish, assess, seed
        self._resuming, self._keep_theme = resuming, keep_theme
        self._opened = ExitStack()
        self._session: Session | None = None
        self.left_run: str | None = None
        self.fault: Exception | None = None
        self.animation_level = "none"
        for _, one in THEMES.values():
            self.register_theme(one)
        self.theme = theme if theme in THEMES else DEFAULT

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
            screen = HomeScreen(None if self._session is None else self._session.home(), told)
            chosen = asyncio.ensure_future(self.ask(screen))
            if self._session is None:
                home = await self._behind(screen)
                if not chosen.done():
                    screen.fill(home)
                    # The first scenario then opens at once.
                    await asyncio.to_thread(import_module, "trainer.tui.flow")
            wish = await chosen
            if wish is None or self._session is None:
                return None
            from trainer.engine.events import Mode
            from trainer.tui.flow import visit

            notice = None
            try:
                left = await visit(self, self._session, wish, Mode.PRACTICE, None)
            except TrainerError as error:
                notice, left = error, None
            if left is not None:
                return left

    async def _from_wish(self, wish: Meet | GoOn) -> str | None:
        screen = OpeningScreen()
        await self.push_screen(screen)
        await self._behind(screen)
        from trainer.engine.events import Mode
        from trainer.tui.flow import visit

        assert self._session is not None
        mode = Mode.ASSESSMENT if self._assess else Mode.PRACTICE
        left = await visit(self, self._session, wish, mode, self._seed)
        return left if left is not None else await self._from_home()

    async def ask(self, screen: Screen[Result]) -> Result:
        """Show a screen until it ends; what it ended with."""
        return await self.push_screen_wait(screen)

    async def _behind(self, screen: Screen[Result]) -> "Home":
        """Open the session behind a screen that has been drawn; what Home shows of it."""
        drawn = asyncio.Event()
        screen.call_after_refresh(drawn.set)
        await drawn.wait()
        home = await asyncio.to_thread(self._open)
        self.refresh_bindings()
        return home

    def _open(self) -> "Home":
        # Thousands of objects are made and none is garbage: looking for some would take a tenth of the time.
        gc.disable()
        try:
            session = self._opened.enter_context(self._open_session())
            home = session.home()
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

    # Keys that work everywhere

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Somebody to talk to is known once the session is open."""
        if action == "care":
            return self._session is not None
        if action in ("help", "care", "themes", "command_palette") and isinstance(self.screen, Page):
            return not self.screen.is_too_small
        return True

    def action_help(self) -> None:
        """List the keys that work on this screen."""
        self.push_screen(key_help(self.screen))

    def action_care(self) -> None:
        """Somebody to talk to."""
        if self._session is not None:
            self.push_screen(care(self._session.care_lines()))

    def action_themes(self) -> None:
        """Choose a theme."""
        self.push_screen(ThemesSheet(self.theme), self._themed)

    def _themed(self, theme: object) -> None:
        if isinstance(theme, str) and self._keep_theme is not None:
            self._keep_theme(theme)

    async def action_quit(self) -> None:
        """Leave at once: whatever was chosen is kept. Words that stand in a box are asked about first."""
        for screen in self.screen_stack:
            for box in screen.query(".-unkept"):
                await self.run_action("warn", box)
                return
        runs = [screen.open_run for screen in self.screen_stack if isinstance(screen, Page) and screen.open_run]
        self.left_run = runs[-1] if runs else None
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """In the command palette: what the keys do here, the themes, and leaving."""
        for active in working(screen):
            what = active.binding.description
            if what and active.binding.show and active.binding.action not in ("quit", "command_palette"):
                title = f"{what[:1].upper()}{what[1:]}"
                yield SystemCommand(title, f"The key is {shown_key(active)}.", _doing(self, active))
        yield SystemCommand("Themes", "Dark, light or high contrast.", self.action_themes)
        yield SystemCommand("Leave the program", "Nothing is lost.", self.action_quit)

    def _handle_exception(self, error: Exception) -> None:
        """A fault of ours: `cli` says so in one line; the terminal gets no traceback."""
        super()._handle_exception(error)
        self._exit_renderables.clear()
        self.fault = error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error


def _doing(app: TrainerApp, active: ActiveBinding) -> Callable[[], Awaitable[bool]]:
    return lambda: app.run_action(active.binding.action, active.node)
