"""The two sides of the studio, outline and scene: one of them has the cursor. Used by `studio.screen`."""

from collections.abc import Iterator

from textual.containers import Horizontal
from textual.widget import Widget

from trainer.tui.studio.view import Row
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.menu import Menu

NARROW, WIDE = 29, 40
"""How wide the outline is, and how wide where there is room."""


class Sides(Horizontal):
    """Two lists; the right one has a mark only while the cursor is there."""

    DEFAULT_CSS = """
    Sides {
        height: 1fr;
        #outline { width: 29; height: 100%; border-right: solid $rule; }
        #scene { width: 1fr; height: 100%; }
    }
    """

    def compose(self) -> Iterator[Widget]:
        """Outline and scene."""
        yield Menu(id="outline")
        yield Menu(id="scene")

    @property
    def outline(self) -> Menu:
        """The left side; its keys are scenes in a tuple."""
        return self.query_one("#outline", Menu)

    @property
    def scene(self) -> Menu:
        """The right side; its keys are rows."""
        return self.query_one("#scene", Menu)

    @property
    def row(self) -> Row | None:
        """The row of the scene that the cursor is on."""
        row = self.scene.marked if self.scene.has_focus else None
        return row if isinstance(row, Row) else None

    def show(self, blocks: list[Block]) -> None:
        """Another scene, or the same as it is now."""
        menu = self.scene
        show_in_place(menu, blocks, menu.marked if menu.has_focus else None)
        if menu.has_focus and menu.marked is None:
            menu.mark_next(1)

    def change(self) -> None:
        """The cursor to the other side."""
        (self.outline if self.scene.has_focus else self.scene).focus()

    def on_descendant_focus(self) -> None:
        """The mark follows the cursor."""
        if self.scene.has_focus and self.scene.marked is None:
            self.scene.mark_next(1)
        elif not self.scene.has_focus:
            self.scene.mark(None)


def show_in_place(menu: Menu, blocks: list[Block], mark: object) -> None:
    """Show other blocks at the same place of the scrolling."""
    if list(menu.blocks) == blocks and menu.marked == mark:
        return
    at = menu.scroll_offset.y
    menu.show(blocks, mark=mark)
    menu.scroll_to(y=at, animate=False)
