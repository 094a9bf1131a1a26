"""The least that a Textual app can do: paint a line, and another when a key is pressed. What ours is compared with."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static


class Bare(App[None]):
    """One line."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("bare 0")

    def on_mount(self) -> None:
        """Nothing pressed yet."""
        self.pressed = 0

    def on_key(self, _event: Key) -> None:
        """Another line."""
        self.pressed += 1
        self.query_one(Static).update(f"bare {self.pressed}")


if __name__ == "__main__":
    Bare().run()
