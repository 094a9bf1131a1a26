"""The last line of every screen: the keys that work here, and nothing else. Filled by `screens.page`."""

from collections.abc import Iterable

from trainer.tui.widgets.blocks import Block, Span
from trainer.tui.widgets.lines import Lines

_TIED = "\u00a0"
"""A space that does not break, so that a key and what it does stay on one line."""


class KeyLine(Lines):
    """Keys with what they do, in as many lines as they need."""

    DEFAULT_CSS = """
    KeyLine {
        height: auto;
        max-height: 3;
        border-top: solid $rule;
        overflow: hidden hidden;
    }
    """

    def tell(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show keys, each with what it does."""
        spans: list[Span] = []
        for key, what in keys:
            if spans:
                spans.append(("  ", "quiet"))
            spans.append((key + _TIED, "strong"))
            spans.append((what.replace(" ", _TIED), "quiet"))
        block = Block(tuple(spans), indent=1)
        if [block] != list(self.blocks):
            self.show([block])
