"""The studio as an app: its screen at once, the file followed behind it. `run_studio` is what `cli` calls."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from trainer.content.library import Library
from trainer.content.rubric import School
from trainer.errors import Exit
from trainer.tui.shell import Shell
from trainer.tui.studio.desk import Desk
from trainer.tui.studio.following import Following
from trainer.tui.studio.screen import Heard, StudioScreen


def run_studio(
    file: Path,
    named: Callable[[], Iterable[Path]],
    open_library: Callable[[], Library],
    school: School,
    *,
    theme: str | None = None,
    keep_theme: Callable[[str], None] | None = None,
) -> Exit:
    """Run the studio on a scenario's file until it is left.

    `named` are the files whose names a scenario may use. Raises whatever was a fault of ours.
    """
    app = StudioApp(file, named, open_library, school, theme=theme, keep_theme=keep_theme)
    try:
        app.run()
    finally:
        app.close()
    if app.fault is not None:
        raise app.fault
    return Exit.OK


class StudioApp(Shell):
    """The studio on one file."""

    def __init__(
        self,
        file: Path,
        named: Callable[[], Iterable[Path]],
        open_library: Callable[[], Library],
        school: School,
        *,
        theme: str | None = None,
        keep_theme: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(theme, keep_theme)
        self._file, self._named, self._open_library, self._school = file, named, open_library, school
        self._following: Following | None = None

    async def on_mount(self) -> None:
        """Show the screen, and follow the file."""
        screen = StudioScreen(Desk(str(self._file), self._school))
        await self.push_screen(screen)
        self._following = Following(
            self._file, self._named, self._open_library, lambda news: screen.post_message(Heard(news))
        )

    def close(self) -> None:
        """Follow the file no longer."""
        if self._following is not None:
            self._following.close()

    def care_lines(self) -> Sequence[str]:
        """Somebody to talk to."""
        return self._school.care_lines
