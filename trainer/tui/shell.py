"""What every app of ours has: the themes, the keys that work on every screen, and a fault told in one line by `cli`.

`app` is the mentor's program, `studio.app` the author's. A face says who can be talked to and how it is left.
"""

import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import ClassVar, TypeVar

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from trainer.language import tr
from trainer.tui.screens.help import care, key_help
from trainer.tui.screens.page import Page, shown_key, working
from trainer.tui.screens.themes import ThemesSheet
from trainer.tui.theme import DEFAULT, THEMES

Result = TypeVar("Result")


class Shell(App[None]):
    """The keys that work everywhere. `keep_theme` hears of a theme that was chosen."""

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

    def __init__(self, theme: str | None = None, keep_theme: Callable[[str], None] | None = None) -> None:
        # Without colours Textual would draw greys; with the terminal's own colours it draws none at all.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self._keep_theme = keep_theme
        self.fault: Exception | None = None
        self.animation_level = "none"
        for _, one in THEMES.values():
            self.register_theme(one)
        self.theme = theme if theme in THEMES else DEFAULT

    async def ask(self, screen: Screen[Result]) -> Result:
        """Show a screen until it ends; what it ended with."""
        return await self.push_screen_wait(screen)

    # What a face says

    def care_lines(self) -> Sequence[str]:
        """Somebody to talk to, once that is known."""
        return ()

    def leaving(self) -> None:
        """Somebody leaves the program, and is warned no more."""

    # Keys that work everywhere

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Somebody to talk to is known once the school's settings are read."""
        if action == "care":
            return bool(self.care_lines())
        if action in ("help", "themes", "command_palette") and isinstance(self.screen, Page):
            return not self.screen.is_too_small
        return True

    def action_help(self) -> None:
        """List the keys that work on this screen."""
        self.push_screen(key_help(self.screen))

    def action_care(self) -> None:
        """Somebody to talk to."""
        if self.care_lines():
            self.push_screen(care(self.care_lines()))

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
        self.leaving()
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """In the command palette: what the keys do here, the themes, and leaving."""
        for active in working(screen):
            what = tr(active.binding.description)
            if what and active.binding.show and active.binding.action not in ("quit", "command_palette"):
                title = f"{what[:1].upper()}{what[1:]}"
                yield SystemCommand(title, tr("The key is {key}.", key=shown_key(active)), _doing(self, active))
        yield SystemCommand(tr("Themes"), tr("Dark, light or high contrast."), self.action_themes)
        yield SystemCommand(tr("Leave the program"), tr("Nothing is lost."), self.action_quit)

    def _handle_exception(self, error: Exception) -> None:
        """A fault of ours: `cli` says so in one line; the terminal gets no traceback."""
        super()._handle_exception(error)
        self._exit_renderables.clear()
        self.fault = error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error


def _doing(app: Shell, active: ActiveBinding) -> Callable[[], Awaitable[bool]]:
    return lambda: app.run_action(active.binding.action, active.node)
