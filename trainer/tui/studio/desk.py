"""What the author has before them: the newest save, the last one that can be played, and how its scenes are tried.

No screen is known here. What is tried is kept by names, so that it stays as it was when the file is saved again.
"""

from collections.abc import Sequence
from dataclasses import replace

from trainer.analysis.graph import Map, mapped
from trainer.content.findings import Finding
from trainer.content.rubric import School
from trainer.content.scenario import Scenario
from trainer.content.text import Voices, voices
from trainer.engine.chance import castings
from trainer.engine.rehearsal import Rehearsal, Standing, followers, standing, state_of
from trainer.engine.story import Story, ready, settings_asked
from trainer.tui.studio.draft import WHOLE, Draft, Figures, Proved, Reached
from trainer.tui.studio.view import Row, View


class Desk:
    """One file at work. `here` is the scene that is looked at, or WHOLE."""

    def __init__(self, path: str, school: School) -> None:
        self.path, self.school = path, school
        self.draft: Draft | None = None
        self.good: Draft | None = None
        self.proved: Proved | None = None
        self.figures: Figures | None = None
        self.here = WHOLE
        self.every_fact = False
        self._casting = "a"
        self._yes = school.allows
        self._standings: dict[str, Standing] = {}
        self._stories: dict[frozenset[str], Story] = {}
        self._firsts: dict[tuple[frozenset[str], str], Standing] = {}

    # What is known of the file

    def hear(self, news: Draft | Proved | Figures) -> bool:
        """Take in what was found out; whether it is of the newest save."""
        if isinstance(news, Draft):
            self.draft, self.proved, self.figures = news, None, None
            if news.scenario is not None:
                self.good, self._stories = news, {}
                self._casting = self._casting if self._casting in castings(news.scenario) else "a"
            if self.here not in self.scenes:
                self.here = WHOLE
            return True
        if self.draft is None or news.number != self.draft.number:
            return False
        if isinstance(news, Proved):
            self.proved = news
            self._note_firsts(news)
        else:
            self.figures = news
        return True

    @property
    def scenario(self) -> Scenario | None:
        """The last version that could be played."""
        return self.good.scenario if self.good else None

    @property
    def findings(self) -> Sequence[Finding]:
        """What there is to say of the newest save, as far as it is known."""
        if self.draft is None:
            return ()
        return self.proved.findings if self.proved else self.draft.findings

    @property
    def places(self) -> Draft | None:
        """The newest save in which it can be told where the scenes stand."""
        return self.draft if self.draft and self.draft.scenes else self.good

    @property
    def scenes(self) -> list[str]:
        """The scenes in the order of the file; where a save ends in the middle, then those of the last good version."""
        known = list(self.places.scenes) if self.places else []
        if self.good is not None and self.places is self.draft and self.draft is not None and self.draft.cut_off:
            known += [id for id in self.good.scenes if id not in known]
        return known

    def by_scene(self) -> dict[str, list[tuple[int, Finding]]]:
        """The findings with their numbers, by the scene that they are in."""
        found: dict[str, list[tuple[int, Finding]]] = {}
        for number, finding in enumerate(self.findings):
            found.setdefault(self.scene_of(finding), []).append((number, finding))
        return found

    def scene_of(self, finding: Finding) -> str:
        """The scene that a finding is in, or WHOLE."""
        at = self.places.scene_at(finding.place.line) if self.places else WHOLE
        return at if self.draft is self.places else WHOLE

    def line(self, row: Row | None) -> int:
        """The line (from 1) of a row of the scene that is looked at, else that of the scene."""
        if row is not None and row.kind == "finding":
            return self.findings[int(row.name)].place.line
        places = self.places
        if places is None or self.here == WHOLE:
            return 1
        scene = self.scenario.scenes.get(self.here) if self.scenario else None
        if row is not None and row.kind == "choice" and scene is not None:
            at = next((at for at, choice in enumerate(scene.choices) if choice.id == row.name), 0)
            return places.line("scenes", self.here, "choices", at) or 1
        return places.scenes.get(self.here, 1)

    # How a scene is tried

    def say(self, text: str) -> str:
        """A text with its names filled."""
        return self._voices(self.scenario).say(text) if self.scenario else text

    @property
    def settings(self) -> list[str]:
        """The school's yes/no settings that the scenario asks for."""
        return sorted(settings_asked(self.scenario)) if self.scenario else []

    def view(self) -> View | None:
        """The scene that is looked at, as it is tried; None where it cannot be played."""
        story = self._story()
        if story is None or self.here not in story.scenes:
            return None
        state = state_of(story, self._standing(story))
        reached = self._reached(story)
        states = reached.of_scene.get(self.here, ()) if reached else ()
        way = states.index(state) + 1 if state in states else None
        ways = len(states) if reached and reached.complete else None
        return View(story, self._voices(story.scenario), state, self._casting, ways, way, self.every_fact)

    def change(self, row: Row, by: int) -> bool:
        """Change what a row stands for: up (1) or down (-1), yes or no; 0 is the other or the next. Whether it did."""
        view = self.view()
        if view is None:
            return False
        story, now = view.story, standing(view.story, view.state)
        match row.kind:
            case "meter":
                one = story.scenario.meters[row.name]
                value = now.meters[row.name] + (by or 1)
                if not by and value > one.max:
                    value = one.min
                now = replace(now, meters={**now.meters, row.name: min(max(value, one.min), one.max)})
            case "fact":
                yes = row.name not in now.facts if not by else by > 0
                now = replace(now, facts=now.facts | {row.name} if yes else now.facts - {row.name})
            case "school":
                yes = row.name not in self._yes if not by else by > 0
                self._yes = self._yes | {row.name} if yes else self._yes - {row.name}
                return True
            case "casting":
                self._casting = _next(castings(story.scenario), self._casting, by)
                return True
            case "back":
                now = replace(now, back=_next(followers(story, self.here), now.back, by))
            case "left":
                left = (now.left or 0) + (by or -1)
                now = replace(now, left=left % (story.decisions + 1) if not by else min(max(left, 0), story.decisions))
            case _:
                return False
        self._standings[self.here] = now
        return True

    def another(self) -> bool:
        """Try the scene in the next state in which runs come to it; whether there is one."""
        story = self._story()
        reached = self._reached(story) if story else None
        states = reached.of_scene.get(self.here, ()) if reached else ()
        if story is None or not states:
            return False
        now = state_of(story, self._standing(story))
        at = states.index(now) + 1 if now in states else 0
        self._standings[self.here] = standing(story, states[at % len(states)])
        return True

    def reset(self) -> None:
        """Try the scene as play first comes to it."""
        self._standings.pop(self.here, None)

    def rehearsal(self) -> tuple[Rehearsal, Standing] | None:
        """The scene as it is tried, to be played on from; None where it cannot be played. Raises NoWayOnError."""
        view = self.view()
        if view is None:
            return None
        return Rehearsal(view.story, view.voices, view.state), standing(view.story, view.state)

    def renewed(self, start: Standing, choices: Sequence[str]) -> Rehearsal | None:
        """The same rehearsal in the newest version that can be played. Raises EngineError where it cannot begin."""
        story = self._story()
        if story is None:
            return None
        return Rehearsal(story, self._voices(story.scenario), state_of(story, start), choices)

    def map(self) -> Map | None:
        """The last version that could be played as a map, with how often a random player meets each scene."""
        found = self.figures.found if self.figures and self.draft is self.good else ()
        return mapped(self.scenario, found[0].meets if found else None) if self.scenario else None

    # Within

    def _story(self) -> Story | None:
        if self.scenario is None:
            return None
        yes = self._yes & settings_asked(self.scenario)
        if yes not in self._stories:
            self._stories[yes] = ready(self.scenario, yes)
        return self._stories[yes]

    def _note_firsts(self, proved: Proved) -> None:
        """Keep how play first comes to each scene, for as long as a later save is not proved."""
        if self.scenario is None or not proved.reached:
            return
        self._firsts.clear()
        for yes, reached in proved.reached.items():
            story = ready(self.scenario, yes)
            for scene, states in reached.of_scene.items():
                self._firsts[yes, scene] = standing(story, states[0])

    def _voices(self, scenario: Scenario) -> Voices:
        return voices(scenario, self._casting, self.school)

    def _reached(self, story: Story) -> Reached | None:
        """Where runs can come in the version that is played; None while that is not known."""
        return self.proved.reached.get(story.school) if self.proved and self.draft is self.good else None

    def _standing(self, story: Story) -> Standing:
        """As was asked for; else as play first comes here, as far as is known; else as at the beginning."""
        if self.here in self._standings:
            return self._standings[self.here]
        return self._firsts.get((story.school, self.here), Standing(self.here))


def _next(names: Sequence[str], now: str | None, by: int) -> str:
    """The name behind one, or before it; round from the last to the first."""
    at = names.index(now) if now in names else 0
    return names[(at + (by or 1)) % len(names)]
