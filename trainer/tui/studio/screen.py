"""The studio's screen: the outline at the left, and the scene under the cursor played live at the right.

It is given news of each save by `following` and shows the newest that can be played; what is wrong with a newer one
stands above. Everything that is tried here is by names, so that it stays as it was when the file is saved again.
"""

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import ClassVar

from textual import on
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from trainer.analysis.graph import mapped
from trainer.content.findings import Finding
from trainer.content.rubric import School
from trainer.content.scenario import Scenario
from trainer.content.text import Voices, voices
from trainer.engine.chance import castings
from trainer.engine.rehearsal import Rehearsal, Standing, followers, standing, state_of
from trainer.engine.story import Story, ready, settings_asked
from trainer.errors import EngineError, TrainerError
from trainer.reports.figures import lines as figure_lines
from trainer.shown import clean_lines as clean
from trainer.tui.screens.page import WIDE, Page
from trainer.tui.screens.sheet import Sheet
from trainer.tui.studio import pages, view
from trainer.tui.studio.draft import WHOLE, Draft, Figures, Proved
from trainer.tui.studio.editor import command
from trainer.tui.studio.map import MapScreen
from trainer.tui.studio.outline import in_signs, in_words, outline
from trainer.tui.studio.trying import TryingScreen
from trainer.tui.studio.view import Row, View
from trainer.tui.widgets.blocks import Block
from trainer.tui.widgets.lines import Lines
from trainer.tui.widgets.menu import Menu

OUTLINE, WIDE_OUTLINE = 29, 40
"""How wide the outline is, and how wide where there is room."""


class StudioScreen(Page[None]):
    """One scenario's file. `school` fills the roles; `allowed` are its yes/no settings that are yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "side", "other side", key_display="Tab"),
        Binding("n", "finding(1)", "next finding"),
        Binding("N,b", "finding(-1)", "finding before", show=False),
        Binding("x", "explain", "explain"),
        Binding("e", "edit", "edit"),
        Binding("p", "play", "play on"),
        Binding("left", "change(-1)", "less, or no", show=False, key_display="←"),
        Binding("right", "change(1)", "more, or yes", show=False, key_display="→"),
        Binding("s", "another", "another way here"),
        Binding("r", "reset", "as first met", show=False),
        Binding("f", "facts", "every fact", show=False),
        Binding("m", "map", "map"),
        Binding("a", "figures", "figures"),
        Binding("escape", "outline", "to the outline", show=False, key_display="Esc"),
        Binding("q", "app.quit", "leave"),
    ]
    DEFAULT_CSS = """
    StudioScreen {
        #column { max-width: 180; }
        #trouble { height: auto; max-height: 8; display: none; border-bottom: solid $rule; overflow: hidden hidden; }
        #trouble.-said { display: block; }
        #sides { height: 1fr; }
        #outline { width: 29; height: 100%; border-right: solid $rule; }
        #scene { width: 1fr; height: 100%; }
        &.-wide #outline { width: 40; }
    }
    """

    def __init__(self, path: str, school: School) -> None:
        super().__init__()
        self._path, self._school = path, school
        self._draft: Draft | None = None
        self._good: Draft | None = None
        self._proved: Proved | None = None
        self._figures: Figures | None = None
        self._standings: dict[str, Standing] = {}
        self._yes = school.allows
        self._casting = "a"
        self._every_fact = False
        self._here = WHOLE
        self._asked_for: dict[str, int] = {}
        self._ready = lru_cache(maxsize=4)(_ready)

    # What is on screen

    def heading(self) -> Iterable[Block]:
        """Title and file, and how it stands."""
        title = self._good.scenario.title if self._good and self._good.scenario else "The studio"
        words = ((clean(self._say(title)), "title"), (f"  {clean(os.path.basename(self._path))}", "quiet"))
        return [Block(words, indent=1, right=self._how_it_stands())]

    def _how_it_stands(self) -> tuple[str, str] | None:
        if self._draft is None:
            return ("reading …", "quiet")
        if self._draft.trouble:
            return ("not there", "alarm")
        told = in_words(self._findings)
        if not self._is_proved:
            return (f"{told}, proving …", "quiet")
        return (told, "alarm" if "×" in told else "note" if self._findings else "quiet")

    def body(self) -> Iterator[Widget]:
        """What is wrong with a save that cannot be shown; below it outline and scene."""
        yield Lines(id="trouble")
        with Horizontal(id="sides"):
            yield Menu(id="outline")
            yield Menu(id="scene")

    def on_mount(self) -> None:
        """The cursor in the outline."""
        super().on_mount()
        self._outline.focus()
        self._show()

    def on_resize(self) -> None:
        """The outline's words are cut to its width."""
        self._show()

    @property
    def _outline(self) -> Menu:
        return self.query_one("#outline", Menu)

    @property
    def _scene(self) -> Menu:
        return self.query_one("#scene", Menu)

    # News of the file

    def hear(self, news: Draft | Proved | Figures) -> None:
        """A save was read, proved or counted up."""
        match news:
            case Draft():
                self._draft = news
                if news.scenario is not None:
                    self._good, self._asked_for = news, {}
            case Proved() if self._draft is not None and news.number == self._draft.number:
                self._proved = news
            case Figures() if self._draft is not None and news.number == self._draft.number:
                self._figures = news
            case _:
                return
        self._show()
        self._tell_others(news)

    def _tell_others(self, news: Draft | Proved | Figures) -> None:
        """The screens above this one follow the file as well."""
        for screen in self.app.screen_stack:
            if isinstance(screen, MapScreen) and self._scenario is not None:
                screen.renew(*self._drawn(self._scenario))
            if isinstance(screen, TryingScreen) and isinstance(news, Draft) and news.scenario is not None:
                screen.renew(self._story(news.scenario), self._voices(news.scenario))

    @property
    def _scenario(self) -> Scenario | None:
        return self._good.scenario if self._good else None

    @property
    def _is_proved(self) -> bool:
        return self._draft is not None and self._proved is not None and self._proved.number == self._draft.number

    @property
    def _findings(self) -> Sequence[Finding]:
        if self._draft is None:
            return ()
        return self._proved.findings if self._proved and self._is_proved else self._draft.findings

    @property
    def _places(self) -> Draft | None:
        """The newest save in which it can be told where the scenes are."""
        return self._draft if self._draft and self._draft.scenes else self._good

    @property
    def _ids(self) -> list[str]:
        """The scenes to show, in the order of the file."""
        places = self._places
        return list(places.scenes) if places else []

    def _by_scene(self) -> dict[str, list[tuple[int, Finding]]]:
        """The findings with their numbers, by the scene that they are in."""
        found: dict[str, list[tuple[int, Finding]]] = {}
        for number, finding in enumerate(self._findings):
            at = self._places.scene_at(finding.place.line) if self._places else WHOLE
            found.setdefault(at, []).append((number, finding))
        return found

    # Drawing

    def _show(self) -> None:
        if not self.is_mounted:
            return
        self.query_one("#heading", Lines).show(self.heading())
        trouble = pages.trouble(self._draft, self._good is not None)
        self.query_one("#trouble", Lines).show(trouble)
        self.query_one("#trouble").set_class(bool(trouble), "-said")
        width = WIDE_OUTLINE if self.app.size.width >= WIDE else OUTLINE
        by_scene = {id: [finding for _, finding in each] for id, each in self._by_scene().items()}
        if self._here not in self._ids:
            self._here = WHOLE
        at = self._outline.scroll_offset.y
        self._outline.show(outline(self._ids, self._scenario, by_scene, width - 2), mark=(self._here,))
        self._outline.scroll_to(y=at, animate=False)
        self._show_scene()

    def _show_scene(self, mark: Row | None = None) -> None:
        """The right side, its mark where it was as long as the cursor is there."""
        if not self.is_mounted:
            return
        menu = self._scene
        kept = mark or (menu.marked if menu.has_focus else None)
        at = menu.scroll_offset.y
        menu.show(self._scene_blocks(), mark=kept)
        menu.scroll_to(y=at, animate=False)
        if menu.has_focus and menu.marked is None:
            menu.mark_next(1)
        elif mark is not None:
            menu.mark(mark)
        self.tell_keys()

    def _scene_blocks(self) -> list[Block]:
        told = self._by_scene().get(self._here, [])
        blocks = [*view.findings(told)]
        if self._here == WHOLE:
            figures = self._figures if self._figures and self._is_current(self._figures) else None
            return pages.whole(self._path, self._scenario, figures, blocks, is_there=self._draft is not None)
        looked_at = self._view()
        if looked_at is None:
            why = "This scene is shown live as soon as the file can be played."
            return [Block(((self._here, "title"),), indent=1), *blocks, Block(why, "quiet", indent=3, gap=1)]
        line = self._places.scenes.get(self._here) if self._places else None
        right = (f"line {line}", "quiet") if line else None
        head = ((self._here, "title"), (f"  {view.kind(looked_at.story, self._here)}", "quiet"))
        return [Block(head, indent=1, right=right), *blocks, *view.told(looked_at, self._settings)]

    def _is_current(self, figures: Figures) -> bool:
        return self._draft is not None and figures.number == self._draft.number

    # The scene as it is tried

    def _story(self, scenario: Scenario) -> Story:
        return self._ready(_Same(scenario), self._yes & settings_asked(scenario))

    def _voices(self, scenario: Scenario) -> Voices:
        return voices(scenario, self._casting, self._school)

    def _say(self, text: str) -> str:
        return self._voices(self._scenario).say(text) if self._scenario else text

    @property
    def _settings(self) -> list[str]:
        return sorted(settings_asked(self._scenario)) if self._scenario else []

    def _standing(self, story: Story) -> Standing:
        """How the scene is tried: as was asked for, else as play first comes to it, else as at the beginning."""
        if self._here in self._standings:
            return self._standings[self._here]
        states = self._reached_here(story)
        return standing(story, states[0]) if states else Standing(self._here)

    def _reached_here(self, story: Story) -> Sequence["tuple[object, ...]"]:
        reached = self._proved.reached.get(story.school) if self._proved and self._is_proved else None
        return reached.of_scene.get(self._here, ()) if reached else ()

    def _view(self) -> View | None:
        scenario = self._scenario
        if scenario is None or self._here not in scenario.scenes:
            return None
        story = self._story(scenario)
        state = state_of(story, self._standing(story))
        reached = self._proved.reached.get(story.school) if self._proved and self._is_proved else None
        known = reached is not None and self._draft is self._good
        ways = len(reached.of_scene.get(self._here, ())) if reached else 0
        met = state in reached.states if reached and known else None
        if met is False and reached and not reached.complete:
            met = None
        return View(story, self._voices(scenario), state, self._casting, met, ways, self._every_fact)
