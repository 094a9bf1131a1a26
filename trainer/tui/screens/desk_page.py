"""What the pages of the coordinator's desk share: a line brought along, and where they were left."""

from collections.abc import Callable, Mapping
from dataclasses import replace
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
        self._drafts: dict[str, Mapping[str, str]] = {}

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

    def carry_out(self, deed: Deed, then: Callable[[str | None], None]) -> None:
        """Ask for what an act needs, and do it; `then` hears what was done, or None where it was left.

        What was written and left stands there again the next time, as long as the page is open.
        """
        drafts = self._drafts.get(deed.title, {})
        fields = tuple(replace(one, value=drafts.get(one.name, one.value)) for one in deed.fields)

        def ended(given: str | Mapping[str, str] | None) -> None:
            if isinstance(given, Mapping):
                self._drafts[deed.title] = given
            else:
                self._drafts.pop(deed.title, None)
            then(given if isinstance(given, str) else None)

        self.app.push_screen(DeedSheet(replace(deed, fields=fields)), ended)
