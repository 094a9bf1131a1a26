"""N: names that nothing answers to: scenes, criteria, works, and names in `when` and in texts.

Each function yields what it finds in one scenario. Called by `content.compile` through the table in `rules`.
"""

import keyword
from collections.abc import Iterator
from typing import Any

from trainer.content.conditions import FUNCTIONS
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.subject import Subject
from trainer.content.rules.suggest import one_of
from trainer.language import tr

RESERVED = frozenset({*FUNCTIONS, *keyword.kwlist, "narrator", "you", "school"})
"""Words that are no ids: they mean something in a `when` or in a text."""


@rule("N001", "unknown-scene")
def unknown_scene(subject: Subject) -> Iterator[Said]:
    """A `start`, `go` or `repair` names a scene that is not there.

    Wrong:
        start: arival

    Right:
        start: arrival
    """
    scenes = subject.scenario.scenes
    for loc, name in _scenes_named(subject):
        if name not in scenes:
            yield Said(loc, tr("there is no scene `{name}`", name=name), one_of(name, scenes, tr("The scenes are")))


def _scenes_named(subject: Subject) -> Iterator[tuple[Loc, str]]:
    scenario = subject.scenario
    yield ("start",), scenario.start
    if scenario.bell:
        yield ("bell", "go"), scenario.bell.go
    for name, scene in scenario.scenes.items():
        if scene.go is not None:
            yield ("scenes", name, "go"), scene.go
        for number, branch in enumerate(scene.route):
            yield ("scenes", name, "route", number, "go"), branch.go
    for loc, _, _, choice in subject.choices:
        if choice.go is not None:
            yield (*loc, "go"), choice.go
        if choice.repair is not None:
            yield (*loc, "repair"), choice.repair


@rule("N002", "unknown-criterion")
def unknown_criterion(subject: Subject) -> Iterator[Said]:
    """A criterion that is in none of the scenario's `rubrics`.

    Only what a rubric describes, level by level, can be looked at.

    Wrong:
        scenes.arrival.looks_at: [onne]

    Right:
        scenes.arrival.looks_at: [one]
    """
    library, rubrics = subject.library, subject.scenario.rubrics
    known = [key for key, (rubric, _) in library.criteria.items() if rubric in rubrics]
    allowed = frozenset(known)
    if any(name not in library.rubrics for name in rubrics):
        return
    for loc, name in _criteria_named(subject):
        if name in allowed:
            continue
        if name in library.criteria:
            rubric = library.criteria[name][0]
            yield Said(
                loc,
                tr("`{name}` is a criterion of the rubric `{rubric}`", name=name, rubric=rubric),
                tr("Add `{rubric}` to `rubrics`.", rubric=rubric),
            )
        else:
            yield Said(
                loc, tr("there is no criterion `{name}`", name=name), one_of(name, known, tr("The criteria are"))
            )


def _criteria_named(subject: Subject) -> Iterator[tuple[Loc, str]]:
    for name, scene in subject.scenario.scenes.items():
        for number, criterion in enumerate(scene.looks_at):
            yield ("scenes", name, "looks_at", number), criterion
        if scene.respond:
            for number, criterion in enumerate(scene.respond.criteria):
                yield ("scenes", name, "respond", "criteria", number), criterion


@rule("N003", "unknown-rubric")
def unknown_rubric(subject: Subject) -> Iterator[Said]:
    """A rubric or competency that is not in the library.

    Wrong:
        rubrics: [active_listning]

    Right:
        rubrics: [active_listening]
    """
    library = subject.library
    named: list[tuple[Loc, str]] = [(("competency",), subject.scenario.competency)]
    named += [(("rubrics", number), name) for number, name in enumerate(subject.scenario.rubrics)]
    for loc, name in named:
        if name not in library.rubrics and name not in library.broken:
            yield Said(
                loc, tr("there is no rubric `{name}`", name=name), one_of(name, library.rubrics, tr("The rubrics are"))
            )


@rule("N004", "unknown-critical-act")
def unknown_critical_act(subject: Subject) -> Iterator[Said]:
    """A code that is not in `rubrics/critical_acts.yaml`.

    Wrong:
        scenes.arrival.choices[2].critical: CE99

    Right:
        scenes.arrival.choices[2].critical: CE1
    """
    codes = subject.library.critical_acts
    named: list[tuple[Loc, str]] = [
        ((*loc, "critical"), choice.critical) for loc, _, _, choice in subject.choices if choice.critical is not None
    ]
    for name, scene in subject.scenario.scenes.items():
        if scene.ending and scene.ending.critical is not None:
            named.append((("scenes", name, "ending", "critical"), scene.ending.critical))
    for loc, code in named:
        if code not in codes and "critical_acts" not in subject.library.broken:
            yield Said(
                loc,
                tr("there is no critical act `{code}`", code=code),
                one_of(code, codes, tr("The critical acts are")),
            )


@rule("N005", "unknown-source")
def unknown_source(subject: Subject) -> Iterator[Said]:
    """A work that is not in `scenarios/sources.yaml`.

    Wrong:
        sources: [nobody_1900]

    Right:
        sources: [rogers_1957]
    """
    known = subject.library.sources
    for number, name in enumerate(subject.scenario.sources):
        if name not in known and "sources" not in subject.library.broken:
            yield Said(
                ("sources", number),
                tr("there is no source `{name}`", name=name),
                one_of(name, known, tr("The sources are")),
            )


@rule("N011", "reserved-id")
def reserved_id(subject: Subject) -> Iterator[Said]:
    """An id is not a word that a `when` or a text uses for itself.

    These are the functions of conditions, Python's keywords, and `narrator`, `you`, `school`.

    Wrong:
        scenes.arrival.choices[1].id: pass

    Right:
        scenes.arrival.choices[1].id: pass_by
    """
    scenario = subject.scenario
    named: list[tuple[Loc, str]] = [(("scenario",), scenario.scenario)]
    for group in ("scenes", "meters", "cast"):
        named += [((group, name), name) for name in getattr(scenario, group)]
    named += [((*loc, "id"), choice.id) for loc, _, _, choice in subject.choices]
    for loc, name in named:
        if name in RESERVED:
            help = tr("Call it something else, such as `{name}_1`.", name=name)
            yield Said(
                loc, tr("`{name}` means something else here and cannot be an id", name=name), help, at_key=len(loc) == 2
            )


@rule("N012", "duplicate-choice")
def duplicate_choice(subject: Subject) -> Iterator[Said]:
    """Two choices of one scene have the same `id`.

    A stored run names choices by scene and id; it would not say which was meant.

    Wrong:
        scenes.arrival.choices[1].id: notice

    Right:
        scenes.arrival.choices[1].id: wait
    """
    seen: set[tuple[str, str]] = set()
    for loc, name, _, choice in subject.choices:
        if (name, choice.id) in seen:
            yield Said(
                (*loc, "id"),
                tr("there is a choice `{id}` in this scene already", id=choice.id),
                tr("Give it another id."),
            )
        seen.add((name, choice.id))


@rule("N013", "file-name")
def file_name(subject: Subject) -> Iterator[Said]:
    """A scenario's file is named after its id.

    So `trainer play the_empty_seat` finds it, and two files cannot claim one id.

    Wrong:
        scenario: the_other_seat

    Right:
        scenario: the_empty_seat
    """
    name = subject.scenario.scenario
    if name != subject.stem:
        yield Said(
            ("scenario",),
            tr("the file of `{name}` is not called {name}.yaml", name=name),
            tr("Rename it, or write `{stem}`.", stem=subject.stem),
        )


NAMES: tuple[Rule[Any], ...] = (
    unknown_scene,
    unknown_criterion,
    unknown_rubric,
    unknown_critical_act,
    unknown_source,
    reserved_id,
    duplicate_choice,
    file_name,
)
