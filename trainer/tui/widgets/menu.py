"""Lines to move through and choose from, with keys of their own: the library, the debrief, the sheets."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from trainer.tui.widgets.lines import Lines


class Menu(Lines, can_focus=True):
    """Lines with keys of their own: arrows move the mark or scroll, Enter chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "up", "up", show=False),
        Binding("down,j", "down", "down", show=False),
        Binding("pageup", "page_up", "a page up", show=False),
        Binding("pagedown,space", "page_down", "a page down", show=False),
        Binding("home", "scroll_home", "to the top", show=False),
        Binding("end", "scroll_end", "to the end", show=False),
        Binding("enter", "choose", "choose", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is a key here only where there is something to choose."""
        if action == "choose":
            return self._mark is not None
        if action in ("page_up", "page_down", "scroll_home", "scroll_end"):
            return self.max_scroll_y > 0
        return True

    def action_up(self) -> None:
        """The mark up, or the page where the next one is out of sight."""
        self._step(-1)

    def action_down(self) -> None:
        """The mark down, or the page where the next one is out of sight."""
        self._step(1)

    def _step(self, by: int) -> None:
        """The mark to the next in sight, else two lines on; from what is in sight where the mark is not."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        target = self._ahead(by, top, top + height)
        if target is not None:
            self._move_mark(target, reveal=True)
        else:
            self.scroll_to(y=top + 2 * by, animate=False)

    def _ahead(self, by: int, top: int, bottom: int) -> int | None:
        """The next block that can be chosen, if it begins no further than a line out of sight."""
        keyed = [index for index, block in enumerate(self._blocks) if block.key is not None]
        mark = self._mark
        if mark is not None and (self._end_of(mark) <= top or self._starts[mark] >= bottom):
            mark = None
        if by > 0:
            ahead = [at for at in keyed if (self._starts[at] >= top if mark is None else at > mark)]
            return ahead[0] if ahead and self._starts[ahead[0]] <= bottom else None
        behind = [at for at in keyed if (self._end_of(at) <= bottom if mark is None else at < mark)]
        return behind[-1] if behind and self._end_of(behind[-1]) >= top else None

    def action_page_up(self) -> None:
        """A page up."""
        self.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """A page down."""
        self.scroll_page_down(animate=False)

    def action_scroll_home(self) -> None:
        """To the top."""
        self.scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """To the end."""
        self.scroll_end(animate=False)

    def action_choose(self) -> None:
        """Choose the block with the mark."""
        if self._mark is not None:
            self.post_message(self.Chosen(self, self.marked))
