"""The studio's screen: the outline at the left, and the scene under the cursor played live at the right.

It is given news of each save by `following`, and shows the newest that can be played; what is wrong with a newer one
stands above.
"""

import os
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from trainer.analysis.prove import RULES as PATHS
from trainer.content.rules.rule import Rule
from trainer.content.rules.tables import RULES
from trainer.language import tr, tr_in
from trainer.reports.figures import lines as figure_lines
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import WIDE, Page
from trainer.tui.screens.sheet import Sheet
from trainer.tui.studio import pages, view
from trainer.tui.studio.desk import Desk
from trainer.tui.studio.draft import WHOLE, Draft
from trainer.tui.studio.editor import edit
from trainer.tui.studio.following import News
from trainer.tui.studio.map import MapScreen
from trainer.tui.studio.outline import in_signs, in_words, outline
from trainer.tui.studio.sides import NARROW, Sides, show_in_place
from trainer.tui.studio.sides import WIDE as WIDE_OUTLINE
from trainer.tui.studio.trying import TryingScreen
from trainer.tui.studio.view import Row
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines

PROOF_COMES = 0.06
"""So many seconds a save that can be played waits for its proof before it is drawn without."""

MANUAL: dict[str, Rule[Any]] = {rule.code: rule for rule in (*RULES, *PATHS)}
"""The rules that findings of a scenario come from, by code."""


class Heard(Message):
    """News of the file, from one of the threads of `following`."""

    def __init__(self, news: News) -> None:
        super().__init__()
        self.news = news


class StudioScreen(Page[None]):
    """One scenario's file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "side", "other side", key_display="Tab"),
        Binding("n", "finding(1)", "next finding"),
        Binding("N,b", "finding(-1)", "finding before", show=False),
        Binding("x", "explain", "explain"),
        Binding("e", "edit", "edit"),
        Binding("p", "play", "play on"),
        Binding("left", "change(-1)", "less, or no", show=False),
        Binding("right", "change(1)", "more, or yes", show=False),
        Binding("s", "another", "another way here"),
        Binding("r", "reset", "as first met", show=False),
        Binding("f", "facts", "every fact, or this scene's", show=False),
        Binding("m", "map", "map"),
        Binding("a", "figures", "figures"),
        Binding("escape", "outline", "to the outline", show=False),
        Binding("q", "app.quit", "leave"),
    ]
    DEFAULT_CSS = """
    StudioScreen {
        #column { max-width: 140; }
        #trouble { height: auto; max-height: 8; display: none; border-bottom: solid $rule; overflow: hidden hidden; }
        #trouble.-said { display: block; }
        &.-wide #outline { width: 40; }
    }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._later: Timer | None = None

    # What is on screen

    def heading(self) -> Iterable[Block]:
        """Title and file, and how it stands."""
        desk = self._desk
        title = desk.say(desk.scenario.title) if desk.scenario else tr("The studio")
        words = ((clean(title), "title"), (f"  {clean(os.path.basename(desk.path))}", "quiet"))
        return [Block(words, indent=1, right=self._how_it_stands())]

    def _how_it_stands(self) -> tuple[str, str]:
        draft, told = self._desk.draft, in_words(self._desk.findings)
        if draft is None:
            return (tr("reading …"), "quiet")
        if draft.trouble:
            return (tr("cannot be read"), "alarm")
        if self._desk.proved is None:
            return (tr("{told}, proving …", told=told), "quiet")
        return (told, "alarm" if "×" in told else "note" if self._desk.findings else "quiet")

    def body(self) -> Iterator[Widget]:
        """What is wrong with a save that cannot be shown; below it outline and scene."""
        yield Lines(id="trouble")
        yield Sides()

    def on_mount(self) -> None:
        """The cursor in the outline."""
        super().on_mount()
        self._sides.outline.focus()
        self._show()

    def on_resize(self) -> None:
        """The outline's words are cut to its width."""
        self._show()

    @property
    def _sides(self) -> Sides:
        return self.query_one(Sides)

    def _show(self) -> None:
        """Everything anew, with cursor and scrolling where they were."""
        if self._later is not None:
            self._later.stop()
            self._later = None
        desk = self._desk
        self.query_one("#heading", Lines).show(self.heading())
        trouble = pages.trouble(desk.draft, desk.good is not None)
        self.query_one("#trouble", Lines).show(trouble)
        self.query_one("#trouble").set_class(bool(trouble), "-said")
        width = WIDE_OUTLINE if self.app.size.width >= WIDE else NARROW
        by_scene = {id: [finding for _, finding in each] for id, each in desk.by_scene().items()}
        show_in_place(self._sides.outline, outline(desk.scenes, desk.scenario, by_scene, width - 2), (desk.here,))
        self._show_scene()

    def _show_scene(self) -> None:
        """The right side anew."""
        self._sides.show(self._scene_blocks())
        self.tell_keys()

    def _scene_blocks(self) -> list[Block]:
        desk = self._desk
        found = [*view.findings(desk.by_scene().get(desk.here, []))]
        if desk.here == WHOLE:
            return pages.whole(desk.path, desk.scenario, desk.figures, found, is_there=desk.draft is not None)
        looked_at = desk.view()
        line = desk.places.scenes.get(desk.here) if desk.places else None
        right = (tr("line {line}", line=line), "quiet") if line else None
        if looked_at is None:
            why = tr("This scene is shown live as soon as the file can be played.")
            head = Block(((desk.here, "title"),), indent=1, right=right)
            return [head, *found, Block(why, "quiet", indent=3, gap=1)]
        words = ((desk.here, "title"), (f"  {view.kind(looked_at.story, desk.here)}", "quiet"))
        return [Block(words, indent=1, right=right), *found, *view.told(looked_at, desk.settings)]

    @on(Heard)
    def _heard(self, message: Heard) -> None:
        """A save was read, proved or counted up: here, and on the screens above."""
        news = message.news
        if isinstance(news, Exception):
            raise news
        if not self._desk.hear(news):
            return
        if isinstance(news, Draft) and news.scenario is not None:
            # Drawing and proving at once would slow each other down, and mostly the proof comes first.
            self._later = self.set_timer(PROOF_COMES, self._show)
        else:
            self._show()
        for screen in self.app.screen_stack:
            if isinstance(screen, MapScreen):
                screen.renew(self._desk.map(), self._marks())
            elif isinstance(screen, TryingScreen) and isinstance(news, Draft) and news.scenario is not None:
                screen.renew()

    # The cursor

    @on(Lines.Marked, "#outline")
    def _marked(self, message: Lines.Marked) -> None:
        if isinstance(message.key, tuple) and message.key[0] != self._desk.here:
            self._go(message.key[0])

    def _go(self, scene: str) -> None:
        """Look at another scene."""
        self._desk.here = scene
        self._sides.scene.scroll_to(y=0, animate=False)
        self._show_scene()

    @on(Lines.Chosen, "#outline")
    def _entered(self, message: Lines.Chosen) -> None:
        self._marked(message)
        self.action_side()

    @on(Lines.Marked, "#scene")
    def _moved(self) -> None:
        self.tell_keys()

    @on(Lines.Chosen, "#scene")
    def _chosen(self, message: Lines.Chosen) -> None:
        row = message.key
        if not isinstance(row, Row) or self.is_too_small:
            return
        match row.kind:
            case "finding":
                self.action_explain()
            case "scene":
                self._sides.outline.mark((row.name,))
            case "choice":
                self._play(row.name)
            case _:
                self._change(row, 0)

    def on_descendant_focus(self) -> None:
        """Other keys work on the other side."""
        self.tell_keys()

    @property
    def _row(self) -> Row | None:
        return self._sides.row

    # Keys

    def hints(self) -> list[tuple[str, str]]:
        """First what Enter does here."""
        row = self._row
        if row is None:
            enter = [("Enter", tr("look closer"))] if self._desk.view() else []
        elif row.kind in ("finding", "choice", "scene"):
            enter = [("Enter", {"finding": tr("explain"), "choice": tr("try it"), "scene": tr("go there")}[row.kind])]
        else:
            enter = [("← →", tr_in("a key", "change"))]
        hints = super().hints()
        return enter + (
            [hint for hint in hints if hint[1] != tr("explain")] if enter[:1] == [("Enter", tr("explain"))] else hints
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what does something now."""
        desk = self._desk
        if not super().check_action(action, parameters):
            return False
        match action:
            case "finding":
                return bool(desk.findings)
            case "explain":
                return self._finding() is not None
            case "play" | "another" | "reset" | "facts":
                return desk.view() is not None
            case "change":
                return self._row is not None and self._row.kind not in ("finding", "choice", "scene")
            case "map":
                return desk.scenario is not None
            case "figures":
                return desk.figures is not None and bool(desk.figures.found)
            case "outline":
                return self._sides.scene.has_focus
        return True

    def action_side(self) -> None:
        """The cursor to the other side."""
        self._sides.change()

    def action_outline(self) -> None:
        """The cursor to the outline."""
        self._sides.outline.focus()

    def action_change(self, by: int) -> None:
        """Less or more of what is marked."""
        if self._row is not None:
            self._change(self._row, by)

    def _change(self, row: Row, by: int) -> None:
        if self._desk.change(row, by):
            self._show_scene()

    def action_another(self) -> None:
        """The next state in which runs come to this scene."""
        if self._desk.another():
            self.say()
            self._show_scene()
        else:
            self.say((tr("No run is known to come to this scene."), "note"))

    def action_reset(self) -> None:
        """As runs first come to it."""
        self._desk.reset()
        self._show_scene()

    def action_facts(self) -> None:
        """Every fact that the scenario asks for, or only those that this scene does."""
        self._desk.every_fact = not self._desk.every_fact
        self._show_scene()

    def _finding(self) -> int | None:
        """The number of the finding that is meant: the one marked, else the first of what is looked at."""
        row = self._row
        if row is not None and row.kind == "finding":
            return int(row.name)
        here = self._desk.by_scene().get(self._desk.here)
        return here[0][0] if here else None

    def action_finding(self, by: int) -> None:
        """To the next finding of the file, or the one before."""
        desk, row = self._desk, self._row
        if row is not None and row.kind == "finding":
            number = (int(row.name) + by) % len(desk.findings)
        else:
            number = self._finding() or 0
        self._sides.outline.mark((desk.scene_of(desk.findings[number]),))
        self._go(desk.scene_of(desk.findings[number]))
        self._sides.scene.focus()
        self._sides.scene.mark(Row("finding", str(number)))
        self.tell_keys()

    def action_explain(self) -> None:
        """What a finding means."""
        number = self._finding()
        if number is not None and self._desk.draft is not None:
            one = self._desk.findings[number]
            blocks = pages.explanation(one, self._desk.draft.text, MANUAL)
            self.app.push_screen(Sheet(f"{one.code} {one.slug}", blocks))

    def action_figures(self) -> None:
        """Everything that runs can come to."""
        if self._desk.figures is not None:
            told = [
                Block(line.lstrip(" "), indent=1 + _indent(line)) for line in figure_lines(self._desk.figures.found)
            ]
            self.app.push_screen(Sheet(tr("What runs come to"), told))

    def _marks(self) -> dict[str, str]:
        return {id: in_signs([one for _, one in each]) for id, each in self._desk.by_scene().items()}

    def action_map(self) -> None:
        """The whole scenario; the scene chosen there is looked at."""
        drawn = self._desk.map()
        if drawn is not None:
            self.app.push_screen(MapScreen(drawn, self._marks(), self._desk.here or drawn.start), self._found)

    def _found(self, scene: str | None) -> None:
        if scene is not None:
            self._sides.outline.mark((scene,))

    def action_play(self) -> None:
        """Play on from the scene as it is tried."""
        row = self._row
        self._play(row.name if row is not None and row.kind == "choice" else None)

    def _play(self, choice: str | None) -> None:
        begun = self.attempt(self._desk.rehearsal)
        if begun is not None:
            rehearsal, start = begun
            self.app.push_screen(TryingScreen(self._desk, rehearsal, start, self.edit, choice), self._found)

    # The editor

    def action_edit(self) -> None:
        """The author's editor at the line that is looked at."""
        self.edit(self._desk.line(self._row))

    def edit(self, line: int) -> None:
        """Open the author's editor at a line, with the terminal its own until it is left."""
        self.attempt(lambda: edit(self.app, os.environ, self._desk.path, line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
