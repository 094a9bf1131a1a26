"""What the pages of the coordinator's desk share: a line brought along, and where they were left."""

from collections.abc import Callable
from typing import TypeVar

from trainer.errors import TrainerError
from trainer.tui.screens.desk_deed import Deed, DeedSheet
from trainer.tui.screens.page import Page

Result = TypeVar("Result")


class DeskPage(Page[Result]):
    """`notice` is something that was refused on the way here, or done. `left_at` is what had the mark at the end."""

    def __init__(self, notice: TrainerError | str | None = None) -> None:
        super().__init__()
        self._notice = notice
        self.left_at: object = None

    def on_mount(self) -> None:
        """Say what there is to say."""
        super().on_mount()
        self.tell(self._notice)

    def tell(self, notice: TrainerError | str | None) -> None:
        """Say what was refused, or done; nothing takes the line away."""
        if isinstance(notice, TrainerError):
            self.say((notice.message, "alarm"), (f" {notice.help}", "text"))
        elif notice:
            self.say((notice, "note"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Back works in any window."""
        return action == "back" or super().check_action(action, parameters)

    def carry_out(self, deed: Deed, then: Callable[[str], None]) -> None:
        """Ask for what an act needs, and do it; `then` hears what was done, or nothing where it was left."""

        def done(told: str | None) -> None:
            if told is not None:
                then(told)

        self.app.push_screen(DeedSheet(deed), done)
