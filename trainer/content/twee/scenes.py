"""The scenes of an imported story, as a document holds them. Called by `story`."""

from collections.abc import Mapping
from typing import Any

from trainer.content.conditions import LONGEST
from trainer.content.rules.rule import Loc
from trainer.content.scenario import Outcome
from trainer.content.twee import rules
from trainer.content.twee.expressions import Known, UnmappedError, said
from trainer.content.twee.flat import Flat, Under
from trainer.content.twee.meters import Meters
from trainer.content.twee.names import id_of
from trainer.content.twee.passages import Passage, Sayings
from trainer.content.twee.people import people, spoken
from trainer.content.twee.ways import Plan
from trainer.language import tr

LONGEST_TEXT = 3_900
RATE = "its level (4 Skilled, 3 Adequate, 2 Weak, 1 Harmful) and why"


class Scenes:
    """Builds scenes from passages laid flat, and notes on the way what is still to write.

    After `built`, `meters` are those that some condition asks for, and `marks` places within the scenes.
    """

    def __init__(
        self, flats: Mapping[str, Flat], plans: Mapping[str, Plan], found: Meters, criteria: list[str], said: Sayings
    ) -> None:
        self.flats, self.plans, self.found, self.criteria, self.said = flats, plans, found, criteria, said
        self.ids: dict[str, str] = {}
        for name in flats:
            self.ids[name] = id_of(name, [*self.ids.values(), *found.values], "scene")
        self.people = people(line.text for each in flats.values() for line in each.lines)
        self.known = Known(found.ids, found.truths, self._visited)
        self.asked: set[str] = set()
        self.marks: dict[Loc, str] = {}
        self.scenes: dict[str, Any] = {}
        self.meters: dict[str, Any] = {}
        self.to_rate = 0

    def cast(self) -> dict[str, Any]:
        """Everybody who speaks; a mentee without a name of their own where nobody does."""
        cast = {id: {"name": name, "pronouns": "they"} for name, id in self.people.items()}
        return cast or {"mentee": {"name": "Your mentee", "pronouns": "they"}}

    def built(self) -> dict[str, Any]:
        """Every scene by id, in the order of the file, then those that were made up."""
        self.scenes |= {self.ids[name]: {} for name in self.flats}
        for name, each in self.flats.items():
            self._scene(name, each, self.plans[name])
        self._leave_unasked()
        return self.scenes

    def ending(self, name: str, title: str, text: str) -> str:
        """A made-up ending's id."""
        id = id_of(name, self.scenes, "scene")
        self.scenes[id] = {"ending": {"outcome": "unfinished", "title": title[:200], "text": text}}
        self.marks[id, "ending"] = "how it ended (good, mixed, poor or unfinished), and what happens"
        return id

    def _scene(self, name: str, each: Flat, plan: Plan) -> None:
        id = self.ids[name]
        scene: dict[str, Any] = self.scenes[id]
        lines = self._lines(each)
        notes = [*each.comments, *([f"Tags: {', '.join(each.passage.tags)}."] if each.passage.tags else [])]
        if not plan.ways:
            self._end(id, scene, each.passage, lines)
        else:
            if lines:
                scene["lines"] = lines
            if plan.branches and plan.choices:
                behind = id_of(f"{id}_goes_on", [*self.scenes, *self.ids.values()], "scene")
                scene["route"] = [*self._branches(plan), {"go": behind}]
                scene = self.scenes[behind] = {}
                id = behind
            if plan.choices:
                self._decide(id, scene, plan)
            else:
                notes += self._go_on(name, scene, plan)
        if notes:
            self.scenes[self.ids[name]]["note"] = " ".join(" ".join(notes).split())[:LONGEST_TEXT]

    def _lines(self, each: Flat) -> list[dict[str, str]]:
        lines = []
        for line in each.lines:
            who, words = spoken(line.text, self.people)
            when = self._when(line.under, line.at)
            for start in range(0, len(words), LONGEST_TEXT):
                said_ = {who: words[start : start + LONGEST_TEXT]}
                lines.append({**said_, "when": when} if when else said_)
        return lines

    def _end(self, id: str, scene: dict[str, Any], passage: Passage, lines: list[dict[str, str]]) -> None:
        last = lines.pop() if lines and "narrator" in lines[-1] and "when" not in lines[-1] else None
        if lines:
            scene["lines"] = lines
        outcome = next((tag.lower() for tag in passage.tags if tag.lower() in [one.value for one in Outcome]), None)
        if outcome is None:
            head = passage.head
            self.said.at(
                head, len(passage.name) + 3, rules.outcome_to_write, rules.outcome_to_write.check(passage.name)
            )
        text = last["narrator"] if last else "To write: what happens."
        ending = {"outcome": outcome or "unfinished", "title": passage.name[:200], "text": text}
        scene["ending"] = ending
        missing = ([] if outcome else ["how it ended (good, mixed, poor or unfinished)"]) + (
            [] if last else ["what happens"]
        )
        if missing:
            self.marks[id, "ending"] = " and ".join(missing)

    def _decide(self, id: str, scene: dict[str, Any], plan: Plan) -> None:
        choices: list[dict[str, Any]] = []
        for place in plan.choices:
            led = plan.ways[place[1]]
            text = led.text or led.target
            choice: dict[str, Any] = {
                "id": id_of(text, [one["id"] for one in choices], "choice", words=4),
                "say": text[:LONGEST_TEXT],
            }
            change = self.found.moves.get(place)
            if change:
                choice["change"] = {meter: by for meter, by in change.items() if by}
            when = self._when(led.under, led.at)
            if when:
                choice["when"] = when
            choice["go"] = self._target(led.target, led.at, led.length)
            self.marks[id, "choices", len(choices)] = RATE
            self.to_rate += 1
            choices.append(choice)
        scene["looks_at"] = self.criteria[:1]
        scene["choices"] = choices

    def _go_on(self, name: str, scene: dict[str, Any], plan: Plan) -> list[str]:
        """A way on without a decision; the words of links go into the note."""
        words = [led.text for led in plan.ways if led.text is not None]
        for led in plan.ways:
            if led.text is not None:
                self.said.at(led.at, led.length, rules.single_link, rules.single_link.check(led.text[:60]))
        branches = self._branches(plan)
        if plan.falls_through:
            at = self.flats[name].passage.head
            self.said.at(at, len(name) + 3, rules.no_way_left, rules.no_way_left.check(name))
            branches.append({"go": self.ending(f"{self.ids[name]}_ends", name, "To write: what happens.")})
        if len(branches) == 1:
            scene["go"] = branches[0]["go"]
        else:
            scene["route"] = branches
        return [f"The link said: “{text}”." for text in words]

    def _branches(self, plan: Plan) -> list[dict[str, str]]:
        branches = []
        for under, led in plan.branches:
            when = self._when(under, led.at)
            go = self._target(led.target, led.at, led.length)
            branches.append({"when": when, "go": go} if when else {"go": go})
            if not when and under:
                break
        return branches

    def _target(self, name: str, at: int, length: int) -> str:
        if name not in self.ids:
            self.said.at(at, length, rules.unknown_passage, rules.unknown_passage.check(name[:60]))
            self.ids[name] = self.ending(name[:60], name or "Nowhere", "To write: what happens.")
        return self.ids[name]

    def _visited(self, passage: str) -> str:
        if passage not in self.flats:
            raise UnmappedError(tr('there is no passage "{name}"', name=passage[:40]))
        return self.ids[passage]

    def _when(self, under: Under, at: int) -> str | None:
        """The conditions something stands under as one `when`; those that have no words are said and left out."""
        parts = []
        for expr in under:
            try:
                text = said(expr, self.known)
            except UnmappedError as error:
                self.said.at(at, 1, rules.unmapped_condition, rules.unmapped_condition.check(str(error)))
                continue
            parts.append(f"({text})" if expr[0] == "or" and len(under) > 1 else text)
        when = " and ".join(dict.fromkeys(parts))
        if len(when) > LONGEST:
            self.said.at(at, 1, rules.unmapped_condition, rules.unmapped_condition.check(tr("it is too long")))
            return None
        self.asked |= {id for id in self.found.values if f" {id} " in f" {when.replace('(', ' ').replace(')', ' ')} "}
        return when or None

    def _leave_unasked(self) -> None:
        """Take out meters that no condition asks for after all: on screen they would mean nothing."""
        labels = {id: name.lstrip("$_").replace("_", " ").capitalize() for name, id in self.found.ids.items()}
        for id, values in self.found.values.items():
            if id in self.asked:
                self.meters[id] = {**values, "label": labels[id]}
        for scene in self.scenes.values():
            for choice in scene.get("choices", ()):
                moved = {id: by for id, by in choice.pop("change", {}).items() if id in self.meters}
                if moved:
                    choice["change"] = moved
