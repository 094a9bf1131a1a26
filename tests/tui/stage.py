"""The app on a stage: a real session in a fresh data directory, real keys, and the screen as plain text."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console
from textual.pilot import Pilot
from textual.screen import Screen

from tests.plain.playing import LIBRARY, session
from trainer.session import Session
from trainer.tui.app import TrainerApp
from trainer.tui.screens.conversation import ConversationScreen
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.opening import OpeningScreen
from trainer.tui.screens.sheet import Sheet
from trainer.tui.wishes import Follow, GoOn, Meet

RUN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SMALL, LARGE = (80, 24), (120, 40)


class Stage:
    """A running app, a pilot, and the session that it opened."""

    def __init__(self, app: TrainerApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def session(self) -> Session:
        assert self.app._session is not None
        return self.app._session

    @property
    def screen(self) -> Screen[Any]:
        return self.app.screen

    async def open(self) -> None:
        """Wait until the session is there and its first screen shows it."""
        for _ in range(500):
            if self.app.fault is not None or (
                self.app._session is not None and not isinstance(self.screen, OpeningScreen)
            ):
                break
            await self.pilot.pause(0.02)
        if self.app.fault is None:
            await self.settle()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await self.settle()

    async def write(self, text: str) -> None:
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def settle(self) -> None:
        """Wait until two looks at the screen are the same."""
        before = ""
        for _ in range(60):
            await self.pilot.pause(0.02)
            now = shown(self.app)
            if now == before:
                return
            before = now
        raise AssertionError(f"the screen never came to rest:\n{before}")

    async def until(self, kind: type[Screen[Any]]) -> None:
        for _ in range(250):
            if isinstance(self.screen, kind) and self.screen.is_mounted:
                await self.settle()
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"{kind.__name__} never came:\n{shown(self.app)}")

    def text(self) -> str:
        return shown(self.app)

    def words(self) -> str:
        """What is on screen, or on the sheet over it, as one line: where lines break does not matter."""
        lines = self.text().splitlines()
        sheet = [line.split("│")[1] for line in lines if line.count("│") >= 2]
        return " ".join(" ".join(sheet or lines).split())

    def line(self, words: str) -> str:
        """The line on screen with these words; fails where there is none."""
        found = [line for line in self.text().splitlines() if words in line]
        assert found, f"{words!r} is not on screen:\n{self.text()}"
        return found[0]


@asynccontextmanager
async def staged(
    data: Path,
    *,
    library: Path = LIBRARY,
    size: tuple[int, int] = SMALL,
    wish: Meet | GoOn | Follow | None = None,
    assess: bool = False,
    keep_theme: Callable[[str], None] | None = None,
) -> AsyncIterator[Stage]:
    """The app at Home, or where a wish leads, with the session open."""
    app = TrainerApp(
        lambda: session(data, library), wish=wish, assess=assess, seed=1 if wish else None, keep_theme=keep_theme
    )
    try:
        async with app.run_test(size=size) as pilot:
            stage = Stage(app, pilot)
            await stage.open()
            yield stage
    finally:
        app.close()


async def in_conversation(stage: Stage) -> None:
    """From the briefing on."""
    await stage.press("enter")
    await stage.until(ConversationScreen)


def shown(app: TrainerApp) -> str:
    """What is on screen, as plain text, run ids as RUN."""
    width, height = app.size
    console = Console(width=width, height=height, file=StringIO(), force_terminal=True, record=True)
    stack = app._background_screens
    console.print(app.screen._compositor.render_update(full=True, screen_stack=stack))
    lines = console.export_text(styles=False).splitlines()
    return RUN.sub("RUN", "\n".join(line.rstrip() for line in lines))


__all__ = [
    "LARGE",
    "SMALL",
    "ConversationScreen",
    "DebriefScreen",
    "Follow",
    "GoOn",
    "HomeScreen",
    "Meet",
    "Sheet",
    "Stage",
    "in_conversation",
    "shown",
    "staged",
]
