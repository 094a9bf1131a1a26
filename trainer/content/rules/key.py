"""K: the key (the levels an author gave) and repairs: what would make a score wrong.

Each function yields what it finds in one scenario. Called by `content.compile` through the table in `rules`.
"""

from collections.abc import Iterator
from typing import Any

from trainer.content.findings import Severity
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.shape import listed
from trainer.content.rules.subject import Subject
from trainer.content.scenario import Choice, Scenario, Scene


def level_of(choice: Choice) -> int | None:
    """A choice's level: its `level`, or the lowest of its ratings; None where it has neither."""
    if choice.level is not None:
        return choice.level
    return min(choice.rate.values()) if choice.rate else None


def best_of(choice: Choice) -> int:
    """The highest level a choice has on anything; 0 where it has none."""
    return max([choice.level or 0, *(choice.rate or {}).values()])


def decided(scenario: Scenario, target: str | None) -> bool:
    """Whether nothing is left to decide from a scene on: every way from it meets an ending first."""
    todo, seen = [target], set[str | None]()
    while todo:
        name = todo.pop()
        scene = scenario.scenes.get(name or "")
        if scene is None or scene.choices:
            return False
        if name not in seen:
            seen.add(name)
            todo += [branch.go for branch in scene.route] + ([scene.go] if scene.go else [])
    return True


def _scored(subject: Subject) -> Iterator[tuple[Loc, Scene, Choice]]:
    """Choices of decisions that look at something and are no repair."""
    for loc, name, scene, choice in subject.choices:
        if scene.looks_at and name not in subject.repairs:
            yield loc, scene, choice


@rule("K001", "level-or-rate")
def level_or_rate(subject: Subject) -> Iterator[Said]:
    """A choice of a decision that looks at something has `level` or `rate`, and not both.

    Without either, choosing it would leave the score without an observation; with both, nobody could say which counts.

    Wrong:
        scenes.arrival.choices[1].level: ~delete

    Right:
        scenes.arrival.choices[1].level: 2
    """
    for loc, _, choice in _scored(subject):
        if (choice.level is None) == (not choice.rate):
            what = "both `level` and `rate`" if choice.rate else "neither `level` nor `rate`"
            yield Said(loc, f"the choice `{choice.id}` has {what}", "Give it one of the two.")


@rule("K002", "rates-otherwise")
def rates_otherwise(subject: Subject) -> Iterator[Said]:
    """`rate` gives a level to each criterion that its decision looks at, and to no other.

    A decision looks at the same criteria whatever is chosen, so that nobody gains by avoiding one.

    Wrong:
        scenes.arrival.choices[1]: {id: wait, do: Wait., rate: {two: 3}, why: You waited.}

    Right:
        scenes.arrival.choices[1]: {id: wait, do: Wait., rate: {one: 3}, why: You waited.}
    """
    for loc, scene, choice in _scored(subject):
        if not choice.rate:
            continue
        for criterion in choice.rate:
            if criterion not in scene.looks_at:
                help = f"The decision looks at {listed(scene.looks_at)}."
                yield Said((*loc, "rate", criterion), f"this decision does not look at `{criterion}`", help, at_key=True)
        missing = [criterion for criterion in scene.looks_at if criterion not in choice.rate]
        if missing:
            yield Said((*loc, "rate"), f"`{choice.id}` has no level for {listed(missing)}", "Add it.", at_key=True)


@rule("K003", "harmful-without-repair")
def harmful_without_repair(subject: Subject) -> Iterator[Said]:
    """A choice of level 1, and every critical act, has a `repair`.

    People learn by taking a bad turn back. None is needed in a repair scene, and where the choice leads straight to
    an ending.

    Wrong:
        scenes.arrival.choices[1]: {id: wait, do: Turn away., level: 1, go: next_day, why: Nobody is there.}

    Right:
        scenes.arrival.choices[1]: {id: wait, do: Turn away., level: 1, go: next_day, why: Nobody is there., repair: take_back}
    """
    for loc, name, scene, choice in subject.choices:
        if choice.repair is not None or name in subject.repairs:
            continue
        if choice.critical is None and (level_of(choice) != 1 or not scene.looks_at):
            continue
        if not decided(subject.scenario, choice.go or scene.go):
            what = "is a critical act" if choice.critical is not None else "is harmful (level 1)"
            help = "Name a scene in which it can be taken back: `repair: …`."
            yield Said(loc, f"`{choice.id}` {what} and has no repair", help)


@rule("K004", "critical-above-1")
def critical_above_1(subject: Subject) -> Iterator[Said]:
    """A critical act is always level 1.

    No score makes up for it, so it cannot have a good one.

    Wrong:
        scenes.arrival.choices[2].level: 2

    Right:
        scenes.arrival.choices[2].level: 1
    """
    for loc, _, _, choice in subject.choices:
        level = level_of(choice)
        if choice.critical is not None and level is not None and level > 1:
            key = "level" if choice.level is not None else "rate"
            yield Said((*loc, key), f"`{choice.id}` is a critical act and not level 1", "Write level 1, or take `critical` away.")


@rule("K005", "repair-scene")
def repair_scene(subject: Subject) -> Iterator[Said]:
    """A repair scene has choices and nothing else: no `looks_at`, no `go`, no repair of its own.

    It is a second chance, not a decision: it adds no observation, and goes on to where the slip would have led.

    Wrong:
        scenes.take_back.go: good_end

    Right:
        scenes.take_back.note: A second chance.
    """
    for name in sorted(subject.repairs & subject.scenario.scenes.keys()):
        scene = subject.scenario.scenes[name]
        loc: Loc = ("scenes", name)
        if not scene.choices:
            yield Said(loc, f"the repair scene `{name}` has no choices", "Give it two or three.", at_key=True)
        for key in ("looks_at", "go"):
            if getattr(scene, key):
                yield Said((*loc, key), f"`{name}` is a repair scene and has `{key}`", "Take it away.", at_key=True)
        for number, choice in enumerate(scene.choices):
            for key in ("repair", "go", "rate"):
                if getattr(choice, key):
                    at = (*loc, "choices", number, key)
                    help = "Write `level`." if key == "rate" else "Take it away."
                    yield Said(at, f"`{name}` is a repair scene and a choice of it has `{key}`", help, at_key=True)


@rule("K006", "repair-level")
def repair_level(subject: Subject) -> Iterator[Said]:
    """In a repair scene every choice has a level, and the best of them is exactly 3.

    A slip whose repair was met with a 3 counts as 2 instead of 1. A 4 would make the slip the better way.

    Wrong:
        scenes.take_back.choices[0].level: 4

    Right:
        scenes.take_back.choices[0].level: 3
    """
    for name in sorted(subject.repairs & subject.scenario.scenes.keys()):
        choices = subject.scenario.scenes[name].choices
        for number, choice in enumerate(choices):
            loc: Loc = ("scenes", name, "choices", number)
            if choice.level is None and not choice.rate:
                yield Said(loc, f"the choice `{choice.id}` of a repair scene has no `level`", "Write a level from 1 to 3.")
            elif best_of(choice) > 3:
                yield Said((*loc, "level"), "a choice of a repair scene is at most level 3", "Write 3.")
        if choices and all(0 < best_of(choice) < 3 for choice in choices):
            help = "Give it a way to take the slip back, of level 3."
            yield Said(("scenes", name), f"the repair scene `{name}` has no choice of level 3", help, at_key=True)


@rule("K007", "repair-reached-otherwise")
def repair_reached_otherwise(subject: Subject) -> Iterator[Said]:
    """A repair scene is reached by `repair` only.

    Reached by `go`, it would not know where to go on to.

    Wrong:
        scenes.arrival.choices[0].go: take_back

    Right:
        scenes.arrival.choices[0].go: good_end
    """
    scenario, repairs = subject.scenario, subject.repairs
    named: list[tuple[Loc, str | None]] = [(("start",), scenario.start)]
    if scenario.bell:
        named.append((("bell", "go"), scenario.bell.go))
    for name, scene in scenario.scenes.items():
        named.append((("scenes", name, "go"), scene.go))
        named += [(("scenes", name, "route", number, "go"), way.go) for number, way in enumerate(scene.route)]
    named += [((*loc, "go"), choice.go) for loc, _, _, choice in subject.choices]
    for at, target in named:
        if target in repairs:
            yield Said(at, f"`{target}` is a repair scene, and this goes to it without a slip", "Go to another scene.")


@rule("K008", "twin-criteria", Severity.WARNING)
def twin_criteria(subject: Subject) -> Iterator[Said]:
    """Two criteria of a decision that every choice rates alike are one.

    The same evidence would count twice. Look at the one that the decision really shows.

    Wrong:
        scenes.arrival.looks_at: [one, two]

    Right:
        scenes.arrival.looks_at: [one, two]
        scenes.arrival.choices[1]: {id: wait, do: Wait., rate: {one: 3, two: 2}, why: You waited.}
    """
    for name, scene in subject.scenario.scenes.items():
        criteria = scene.looks_at
        if len(criteria) < 2 or name in subject.repairs or not scene.choices:
            continue
        columns = {
            criterion: tuple((choice.rate or {}).get(criterion, choice.level) for choice in scene.choices)
            for criterion in criteria
        }
        for number, criterion in enumerate(criteria):
            twin = next((other for other in criteria[:number] if columns[other] == columns[criterion]), None)
            if twin is not None:
                yield Said(
                    ("scenes", name, "looks_at", number),
                    f"every choice rates `{criterion}` and `{twin}` alike",
                    "Look at one of the two, or rate them apart where they differ.",
                )


@rule("K009", "levels-unseen", Severity.WARNING)
def levels_unseen(subject: Subject) -> Iterator[Said]:
    """Choices have levels, and their decision looks at nothing.

    Such a decision is not scored. Was `looks_at` forgotten?

    Wrong:
        scenes.arrival.looks_at: []

    Right:
        scenes.arrival.looks_at: [one]
    """
    for name, scene in subject.scenario.scenes.items():
        if scene.looks_at or name in subject.repairs or subject.scenario.role == "mentee":
            continue
        if any(choice.level is not None or choice.rate for choice in scene.choices):
            help = "Add `looks_at: [criterion]`, or take the levels away."
            yield Said(("scenes", name), f"the choices of `{name}` have levels, and nothing is looked at", help, at_key=True)


@rule("K010", "respond-examples", Severity.WARNING)
def respond_examples(subject: Subject) -> Iterator[Said]:
    """A prompt for own words has examples at two levels or more, one of them a 4.

    The mentor says which example the own words are nearest to; with fewer there is nothing to compare.

    Wrong:
        scenes.arrival.respond: {prompt: What would you say?, examples: {2: "Cheer up."}}

    Right:
        scenes.arrival.respond: {prompt: What would you say?, examples: {4: "That hurt.", 2: "Cheer up."}}
    """
    for name, scene in subject.scenario.scenes.items():
        if scene.respond and (len(scene.respond.examples) < 2 or 4 not in scene.respond.examples):
            help = 'Write `examples: {4: "…", 2: "…"}`.'
            yield Said(("scenes", name, "respond"), "own words need examples at two levels, one of them 4", help, at_key=True)


@rule("K011", "respond-criteria", Severity.WARNING)
def respond_criteria(subject: Subject) -> Iterator[Said]:
    """A prompt for own words names criteria that its decision looks at.

    Wrong:
        scenes.arrival.respond: {prompt: What would you say?, criteria: [two], examples: {4: "Yes.", 2: "No."}}

    Right:
        scenes.arrival.respond: {prompt: What would you say?, criteria: [one], examples: {4: "Yes.", 2: "No."}}
    """
    for name, scene in subject.scenario.scenes.items():
        for number, criterion in enumerate(scene.respond.criteria if scene.respond else ()):
            if scene.choices and criterion not in scene.looks_at:
                help = f"The decision looks at {listed(scene.looks_at)}." if scene.looks_at else ""
                at = ("scenes", name, "respond", "criteria", number)
                yield Said(at, f"this decision does not look at `{criterion}`", help)


KEY: tuple[Rule[Any], ...] = (
    level_or_rate,
    rates_otherwise,
    harmful_without_repair,
    critical_above_1,
    repair_scene,
    repair_level,
    repair_reached_otherwise,
    twin_criteria,
    levels_unseen,
    respond_examples,
    respond_criteria,
)
