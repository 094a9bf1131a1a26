"""What every full screen has: a heading, a body, a line for what went wrong, the keys, and perhaps a side panel.

A screen is one file here: its bindings, its body, its CSS. It ends with `dismiss(value)`, and `flow` goes on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Horizontal, Vertical
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from trainer.errors import TrainerError
from trainer.language import tr
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.key_line import KeyLine
from trainer.tui.widgets.lines import Lines

Result = TypeVar("Result")
Given = TypeVar("Given")

LEAST_WIDTH, LEAST_HEIGHT = 60, 16
"""Below this a screen is one line that says so."""
WIDE = 120
"""From here on the side panel stands open."""
COLUMN, PANEL = 92, 36
"""How wide the column of text is at most, and the panel with its margin."""

WIDTHS = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (WIDE, "-wide")]
HEIGHTS = [(0, "-low"), (LEAST_HEIGHT, "-tall")]
"""Textual puts these classes on a screen as the terminal grows."""


def reached(size: int, marks: Sequence[tuple[int, str]]) -> str:
    """The class of the greatest mark that a size reaches."""
    return max(mark for mark in marks if mark[0] <= size)[1]


KEYS = {
    "question_mark": "?",
    "slash": "/",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "space": "Space",
}
"""Keys whose name differs from what is written on them."""


def too_small() -> Static:
    """What stands in a terminal that is too small."""
    words = tr(
        "This window is too small. Make it at least {width} wide and {height} high; nothing is lost.",
        width=LEAST_WIDTH,
        height=LEAST_HEIGHT,
    )
    return Static(words, id="too-small", markup=False)


class Page(Screen[Result], inherit_bindings=False):
    """A full screen: `body` and `panel` are its own."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    AUTO_FOCUS = None
    DEFAULT_CSS = """
    Page {
        overflow: hidden hidden;
        & > #frame { align-horizontal: center; }
        #column { width: 1fr; max-width: 92; height: 100%; }
        #panel {
            display: none; width: 34; height: 100%;
            margin-left: 2; border-left: solid $rule; padding: 1 0 0 1;
        }
        #heading {
            height: auto; border-bottom: solid $rule; overflow: hidden hidden; padding-right: 1;
        }
        #status {
            height: auto; display: none; border-top: solid $rule; overflow: hidden hidden;
        }
        #status.-said { display: block; }
        & > #too-small { display: none; width: 100%; height: 100%; content-align: center middle; padding: 0 1; }
        &.-wide #panel { display: block; }
        &.-tiny > #frame, &.-low > #frame { display: none; }
        &.-tiny > #too-small, &.-low > #too-small { display: block; }
    }
    """

    def compose(self) -> ComposeResult:
        """Heading, body, status and keys in one column of readable width; beside it the panel."""
        # As Textual would find when it says the size, one styling of everything earlier.
        self.set_class(True, *(reached(at, marks) for at, marks in zip(self.app.size, (WIDTHS, HEIGHTS), strict=True)))
        with Horizontal(id="frame"):
            with Vertical(id="column"):
                yield Lines(*self.heading(), id="heading")
                yield from self.body()
                yield Lines(id="status")
                yield KeyLine(id="keys")
            yield from self.panel()
        yield too_small()

    def heading(self) -> Iterable[Block]:
        """The lines at the top."""
        return ()

    def body(self) -> Iterator[Widget]:
        """What stands between the heading and the keys."""
        yield from ()

    def panel(self) -> Iterator[Widget]:
        """What stands at the side where there is room; its id is `panel`."""
        yield from ()

    def on_mount(self) -> None:
        """Show the keys once the bindings are known."""
        self.bindings_updated_signal.subscribe(self, self._bindings_changed)
        self.tell_keys()

    def _bindings_changed(self, _: Screen[object]) -> None:
        self.tell_keys()

    @property
    def open_run(self) -> str | None:
        """The run that whoever leaves the program here leaves open."""
        return None

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """The keys to show: those whose binding asks for it and works now, each thing once, leaving last."""
        shown: dict[str, tuple[str, str]] = {}
        for active in working(self):
            if active.binding.show:
                shown.setdefault(active.binding.action, (shown_key(active), tr(active.binding.description)))
        return sorted(shown.values(), key=lambda hint: hint[0] == "q")

    def tell_keys(self) -> None:
        """Bring the line of keys up to what works now."""
        if self.is_mounted:
            self.query_one("#keys", KeyLine).tell(self.hints())

    @property
    def is_too_small(self) -> bool:
        """Whether nothing but one line is on screen."""
        return self.app.size.width < LEAST_WIDTH or self.app.size.height < LEAST_HEIGHT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a terminal that is too small nothing is chosen unseen."""
        return not self.is_too_small

    # Saying what went wrong

    def say(self, *spans: tuple[str, str]) -> None:
        """Show a line above the keys; without words take it away."""
        status = self.query_one("#status", Lines)
        status.show([Block(spans, indent=1)] if spans else [])
        status.set_class(bool(spans), "-said")

    def attempt(self, act: Callable[[], Given]) -> Given | None:
        """Do something that the machine may refuse; what it says then is shown, and the app goes on."""
        try:
            given = act()
        except TrainerError as error:
            self.say((error.message, "alarm"), (f" {error.help}", "text"))
            return None
        self.say()
        return given


def working(screen: Screen[Result]) -> list[ActiveBinding]:
    """The bindings that work on a screen now, its widgets' and its own before the app's, each once."""
    found = [
        active
        for active in screen.active_bindings.values()
        if active.enabled and not active.binding.system and not _is_typed(screen, active.binding.key)
    ]
    own = [active for active in found if active.node is not screen.app]
    return own + [active for active in found if active.node is screen.app]


def by_what(screen: Screen[Result]) -> dict[str, list[str]]:
    """What can be done on a screen now, each with all the keys that do it."""
    keys: dict[str, list[str]] = {}
    for active in working(screen):
        what = tr(active.binding.description)
        names = keys.setdefault(what, []) if what else []
        if shown_key(active) not in names:
            names.append(shown_key(active))
    return keys


def _is_typed(screen: Screen[Result], key: str) -> bool:
    """Whether a key goes into the box with the cursor instead of doing anything."""
    box = screen.focused
    return box is not None and box.check_consume_key(key, key_to_character(key))


def shown_key(active: ActiveBinding) -> str:
    """How a key is written: `Enter`, `Ctrl+S`, `o`."""
    if active.binding.key_display:
        return active.binding.key_display
    key = active.binding.key
    if key in KEYS:
        return KEYS[key]
    parts = key.split("+")
    return "+".join(part.capitalize() if len(part) > 1 else part for part in [*parts[:-1], _last(parts)])


def _last(parts: list[str]) -> str:
    """A letter beside Ctrl is written large, alone as it is."""
    return parts[-1].upper() if len(parts) > 1 and len(parts[-1]) == 1 else parts[-1]
