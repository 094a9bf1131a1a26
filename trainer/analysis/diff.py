"""What two versions of a scenario mean otherwise: scenes, choices, levels, ways, meters; not lines of a file.

Called by `trainer diff`; `analysis.rescore` says what that does to scores and stored runs. The order in which scenes
and keys stand in the file means nothing and is not compared; that of choices and of a route's branches is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from trainer.analysis.in_words import branches, levels, moves, opening, said, shown, spoken
from trainer.analysis.matching import ALIKE, Names, likeness, line_words, matched
from trainer.content.scenario import Choice, Line, Scenario, Scene
from trainer.language import mark


class Kind(StrEnum):
    """How something differs."""

    ADDED = mark("added")
    REMOVED = mark("removed")
    RENAMED = mark("renamed")
    MOVED = mark("moved")
    RERATED = mark("rated otherwise")
    REROUTED = mark("leads elsewhere")
    REWORDED = mark("reworded")
    CHANGED = mark("changed")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: `what` it is (scene, choice, level …), where (new ids; old where it is gone)."""

    kind: Kind
    what: str
    place: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a scenario, what the old ids are in the new one, and what differs."""

    old: Scenario
    new: Scenario
    names: Names
    differences: tuple[Difference, ...]


def compare(old: Scenario, new: Scenario) -> Comparison:
    """Everything that two versions mean otherwise, scenes in the new file's order."""
    names = matched(old, new)
    return Comparison(old, new, names, tuple(_Compare(old, new, names).all()))


_WORDS = ("title", "summary", "setting", "goal", "content_note", "note", "discuss")
_FACTS = (
    "scenario",
    "competency",
    "level",
    "minutes",
    "rubrics",
    "role",
    "topics",
    "sources",
    "cast",
    "castings",
    "allow",
)


class _Compare:
    """Two versions and their names, while they are compared."""

    def __init__(self, old: Scenario, new: Scenario, names: Names) -> None:
        self.old, self.new, self.names = old, new, names

    def all(self) -> Iterator[Difference]:
        old, new = self.old, self.new
        for key in _FACTS:
            yield from _either(Kind.CHANGED, key, "", shown(getattr(old, key)), shown(getattr(new, key)))
        for key in _WORDS:
            yield from _either(Kind.REWORDED, key, "", shown(getattr(old, key)), shown(getattr(new, key)))
        yield from self.way("start", "", old.start, new.start)
        yield from self.bell()
        for name in dict.fromkeys([*old.meters, *new.meters]):
            yield from _either(Kind.CHANGED, "meter", name, shown(old.meters.get(name)), shown(new.meters.get(name)))
        for id, scene in new.scenes.items():
            before = self.names.scenes_back.get(id)
            if before is None:
                yield Difference(Kind.ADDED, "scene", id, None, opening(scene))
            else:
                if before != id:
                    yield Difference(Kind.RENAMED, "scene", id, before, id)
                yield from self.scene(id, old.scenes[before], scene, before)
        for id, scene in old.scenes.items():
            if id not in self.names.scenes:
                yield Difference(Kind.REMOVED, "scene", id, opening(scene), None)

    def bell(self) -> Iterator[Difference]:
        one, other = self.old.bell, self.new.bell
        if one and other:
            yield from _either(Kind.CHANGED, "bell", "", f"after {one.after}", f"after {other.after}")
            yield from self.way("bell", "", one.go, other.go)
        else:
            yield from _either(Kind.CHANGED, "bell", "", shown(one), shown(other))

    def way(self, what: str, place: str, before: str | None, after: str | None) -> Iterator[Difference]:
        if self.names.scene(before) != after:
            yield from _either(Kind.REROUTED, what, place, before, after)

    def when(self, what: str, place: str, before: str | None, after: str | None) -> Iterator[Difference]:
        if self.names.when(before) != after:
            yield from _either(Kind.CHANGED, what, place, before, after)

    def scene(self, id: str, old: Scene, new: Scene, old_id: str) -> Iterator[Difference]:
        yield from self.lines("line", id, old.lines, new.lines)
        yield from _either(Kind.CHANGED, "looks at", id, shown(old.looks_at), shown(new.looks_at))
        yield from _either(Kind.REWORDED, "own words", id, shown(old.respond), shown(new.respond))
        yield from _either(Kind.REWORDED, "note", id, old.note, new.note)
        if not (old.choices and new.choices):  # choices are compared by where each leads
            yield from self.way("way on", id, old.go, new.go)
        yield from self.route(id, old, new)
        yield from self.ending(id, old, new)
        yield from self.choices(id, old, new, old_id)

    def route(self, id: str, old: Scene, new: Scene) -> Iterator[Difference]:
        before = [(self.names.when(branch.when), self.names.scene(branch.go)) for branch in old.route]
        if before != [(branch.when, branch.go) for branch in new.route]:
            yield from _either(Kind.REROUTED, "route", id, branches(old), branches(new))

    def ending(self, id: str, old: Scene, new: Scene) -> Iterator[Difference]:
        if old.ending is None or new.ending is None:
            yield from _either(Kind.CHANGED, "ending", id, shown(old.ending), shown(new.ending))
            return
        for key in ("outcome", "critical", "adult"):
            one, other = shown(getattr(old.ending, key)), shown(getattr(new.ending, key))
            yield from _either(Kind.CHANGED, key, id, one, other)
        for key in ("title", "text", "why"):
            yield from _either(Kind.REWORDED, f"ending's {key}", id, getattr(old.ending, key), getattr(new.ending, key))

    def choices(self, id: str, old: Scene, new: Scene, old_id: str) -> Iterator[Difference]:
        olds = _refs(self.old)
        for choice in new.choices:
            ref = f"{id}.{choice.id}"
            before = self.names.choices_back.get(ref)
            if before is None:
                yield Difference(Kind.ADDED, "choice", ref, None, said(choice))
                continue
            scene, was = olds[before]
            if scene != old_id:
                yield Difference(Kind.MOVED, "choice", ref, f"in {scene}", f"in {id}")
            elif was.id != choice.id:
                yield Difference(Kind.RENAMED, "choice", ref, was.id, choice.id)
            yield from self.choice(ref, (self.old.scenes[scene], was), (new, choice))
        for was in old.choices:
            if f"{old_id}.{was.id}" not in self.names.choices:
                yield Difference(Kind.REMOVED, "choice", f"{id}.{was.id}", said(was), None)
        yield from self.order(id, old, new, old_id)

    def order(self, id: str, old: Scene, new: Scene, old_id: str) -> Iterator[Difference]:
        """Choices of the scene that stand in another order: the fewest that have to be moved."""
        after = [f"{id}.{choice.id}" for choice in new.choices]
        was = [self.names.choices.get(f"{old_id}.{choice.id}", "") for choice in old.choices]
        before = [ref for ref in was if ref in after]
        stays = SequenceMatcher(None, before, [ref for ref in after if ref in before], autojunk=False)
        kept = {before[at] for block in stays.get_matching_blocks() for at in range(block.a, block.a + block.size)}
        for ref in before:
            if ref not in kept:
                yield Difference(
                    Kind.MOVED, "choice", ref, f"place {was.index(ref) + 1}", f"place {after.index(ref) + 1}"
                )

    def choice(self, ref: str, old: tuple[Scene, Choice], new: tuple[Scene, Choice]) -> Iterator[Difference]:
        (scene, was), (scene_now, now) = old, new
        yield from _either(Kind.RERATED, "level", ref, levels(scene, was), levels(scene_now, now))
        yield from _either(Kind.RERATED, "critical act", ref, was.critical, now.critical)
        yield from _either(Kind.REWORDED, "words", ref, said(was), said(now))
        for one, other in _wordings(was, now):
            yield from self.when("when a wording is used", ref, one, other)
        yield from self.lines("reply", ref, was.reply, now.reply)
        yield from _either(Kind.CHANGED, "change", ref, moves(was.change), moves(now.change))
        yield from self.way("way on", ref, was.go or scene.go, now.go or scene_now.go)
        yield from self.way("repair", ref, was.repair, now.repair)
        yield from self.when("when it is offered", ref, was.when, now.when)
        yield from _either(Kind.REWORDED, "coach's note", ref, was.why, now.why)
        yield from _either(Kind.REWORDED, "note", ref, was.note, now.note)

    def lines(self, what: str, place: str, old: Sequence[Line], new: Sequence[Line]) -> Iterator[Difference]:
        """Lines by their words: equal ones are the same; of the rest, those that share most of their words."""
        pairs = _same_lines(old, new)
        for one, other in pairs:
            was, now = old[one], new[other]
            at = f"{place}, {what} {other + 1}"
            yield from _either(Kind.REWORDED, what, at, spoken(was), spoken(now))
            yield from _either(Kind.REWORDED, "thought", at, was.thinks, now.thinks)
            yield from self.when("when it shows", at, was.when, now.when)
        for number, line in enumerate(new):
            if number not in {at for _, at in pairs}:
                yield Difference(Kind.ADDED, what, f"{place}, {what} {number + 1}", None, spoken(line))
        for number, line in enumerate(old):
            if number not in {at for at, _ in pairs}:
                yield Difference(Kind.REMOVED, what, f"{place}, old {what} {number + 1}", spoken(line), None)
        yield from _line_order(what, place, pairs, new)


def _same_lines(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[int, int]]:
    ranked = []
    for a, one in enumerate(old):
        for b, other in enumerate(new):
            same = (one.speaker, one.text) == (other.speaker, other.text)
            alike = 2.0 if same else likeness(line_words(one), line_words(other))
            ranked.append((alike - abs(a - b) / 1000, a, b))
    pairs: dict[int, int] = {}
    for alike, a, b in sorted(ranked, key=lambda one: -one[0]):
        if alike >= ALIKE - 0.1 and a not in pairs and b not in pairs.values():
            pairs[a] = b
    return sorted(pairs.items())


def _line_order(what: str, place: str, pairs: list[tuple[int, int]], new: Sequence[Line]) -> Iterator[Difference]:
    places = [b for _, b in pairs]
    stays = SequenceMatcher(None, places, sorted(places), autojunk=False)
    kept = {places[at] for block in stays.get_matching_blocks() for at in range(block.a, block.a + block.size)}
    for a, b in pairs:
        if b not in kept:
            yield Difference(Kind.MOVED, what, f"{place}, {what} {b + 1}", f"place {a + 1}", spoken(new[b]))


def _either(kind: Kind, what: str, place: str, before: str | None, after: str | None) -> Iterator[Difference]:
    """A difference of a value; one that was not there is added, one that is gone removed."""
    before, after = before or None, after or None
    if before != after:
        yield Difference(
            Kind.ADDED if before is None else Kind.REMOVED if after is None else kind, what, place, before, after
        )


def _refs(scenario: Scenario) -> dict[str, tuple[str, Choice]]:
    return {f"{id}.{choice.id}": (id, choice) for id, scene in scenario.scenes.items() for choice in scene.choices}


def _wordings(old: Choice, new: Choice) -> Iterable[tuple[str | None, str | None]]:
    if len(old.say or ()) != len(new.say or ()):
        return ()
    return [(one.when, other.when) for one, other in zip(old.say or (), new.say or (), strict=True)]
