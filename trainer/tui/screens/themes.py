"""The themes to choose from, each seen as the mark moves over it. Pushed by `app`, which hears of the choice."""

from textual import on

from trainer.language import tr
from trainer.tui.screens.sheet import Sheet
from trainer.tui.theme import THEMES
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines


class ThemesSheet(Sheet):
    """Ends with the name of a theme, or None with the old one as it was."""

    def __init__(self, current: str) -> None:
        blocks = [Block(tr(title), key=name) for name, (title, _) in THEMES.items()]
        super().__init__(tr("Themes"), blocks, act=tr("keep"), mark=current)
        self._before = current

    @on(Lines.Marked)
    def _show(self, message: Lines.Marked) -> None:
        if isinstance(message, Lines.Chosen):
            return
        self.app.theme = str(message.key)

    def action_close(self) -> None:
        """As it was before."""
        self.app.theme = self._before
        self.dismiss(None)
