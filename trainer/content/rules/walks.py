"""R: files of walks beside scenarios. Called by `content.compile` with the scenario that a file stands beside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trainer.content.rubric import YES_OR_NO
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.suggest import one_of
from trainer.content.scenario import GO_ON, Scenario
from trainer.content.walks import PERSONAS, Walk, Walks, bound, chance
from trainer.language import mark, tr

if TYPE_CHECKING:
    from trainer.content.library import Library


@dataclass(frozen=True, slots=True)
class Beside:
    """A file of walks and the scenario beside it: `scenario` is None where it is missing or has not its shape."""

    walks: Walks
    scenario: Scenario | None
    missing: bool
    library: "Library"
    stem: str


@rule("R007", "walks-without-scenario")
def walks_without_scenario(beside: Beside) -> Iterator[Said]:
    """A file of walks stands beside its scenario and has its name: `the_empty_seat.walks.yaml`.

    Wrong (stray_walks):
        walks: {listens: {choose: [arrival.notice]}}

    Right (walks):
        walks: {listens: {choose: [arrival.notice]}}
    """
    if beside.missing:
        help = tr("Put it into the scenario's folder, under the scenario's name.")
        yield Said((), tr("there is no scenario {stem}.yaml beside this file", stem=beside.stem), help)


@rule("R008", "unknown-in-walks")
def unknown_in_walks(beside: Beside) -> Iterator[Said]:
    """A walk names a choice, scene, meter, criterion, critical act or setting that is not there; or a persona is not.

    Choices are named with their scene: `arrival.notice`. A scenario that was changed leaves its walks behind; this
    shows which.

    Wrong (walks):
        walks: {listens: {choose: [arrival.notise], ends: good_end}}

    Right (walks):
        walks: {listens: {choose: [arrival.notice], ends: good_end}}
    """
    scenario = beside.scenario
    if scenario is None:
        return
    criteria = [name for scene in scenario.scenes.values() for name in scene.looks_at]
    for name, walk in beside.walks.walks.items():
        at: Loc = ("walks", name)
        for number, ref in enumerate(walk.choose):
            yield from _choice((*at, "choose", number), ref, scenario)
        if walk.ends is not None:
            yield from _named(
                (*at, "ends"), tr("there is no scene `{name}`", name=walk.ends), walk.ends, scenario.scenes
            )
        for number, setting in enumerate(walk.school):
            yield from _named(
                (*at, "school", number), tr("there is no setting `{name}`", name=setting), setting, sorted(YES_OR_NO)
            )
        for key, what, given, known in (
            ("meters", mark("there is no meter `{name}`"), walk.meters, scenario.meters),
            ("levels", mark("there is no criterion looked at `{name}`"), walk.levels, dict.fromkeys(criteria)),
            ("critical", mark("there is no critical act `{name}`"), walk.critical or {}, beside.library.critical_acts),
        ):
            for one in given:
                yield from _named((*at, key, one), tr(what, name=one), one, known, at_key=True)
    for name in beside.walks.personas:
        yield from _named(
            ("personas", name), tr("there is no persona `{name}`", name=name), name, PERSONAS, at_key=True
        )


def _choice(loc: Loc, ref: str, scenario: Scenario) -> Iterator[Said]:
    scene, dot, choice = ref.partition(".")
    if not dot:
        help = tr("Write the scene and the choice with a full stop between them: `arrival.notice`.")
        yield Said(loc, tr("`{ref}` is not a scene and a choice", ref=ref), help)
    elif scene not in scenario.scenes:
        yield from _named(loc, tr("there is no scene `{name}`", name=scene), scene, scenario.scenes)
    else:
        there = scenario.scenes[scene]
        known = [GO_ON] if there.only_words else [one.id for one in there.choices]
        if choice not in known:
            said = tr("there is no choice `{choice}` in the scene `{scene}`", choice=choice, scene=scene)
            yield Said(loc, said, one_of(choice, known, tr("Its choices are")))


def _named(loc: Loc, said: str, name: str, known: Iterable[str], *, at_key: bool = False) -> Iterator[Said]:
    names = list(known)
    if name not in names:
        yield Said(loc, said, one_of(name, names, tr("There are")), at_key=at_key)


@rule("R009", "unreadable-expectation")
def unreadable_expectation(beside: Beside) -> Iterator[Said]:
    """What is expected of a score, a meter or a chance cannot be read.

    A score or a meter is a number (`3`, `3.67`) or `at least`, `at most`, `over` or `under` one. A chance is
    `always`, `never`, or a bound in percent: `< 25 %`, `at least 90 %`.

    Wrong (walks):
        personas: {random: {passes: seldom}}

    Right (walks):
        personas: {random: {passes: < 25 %}}
    """
    figure = tr("Write a number, or `at least`, `at most`, `over` or `under` one.")
    for name, walk in beside.walks.walks.items():
        for loc, text in _figures(name, walk):
            if bound(text) is None:
                yield Said(loc, tr("`{text}` is not a figure that can be compared", text=text), figure)
    for name, expected in beside.walks.personas.items():
        if chance(expected.passes) is None:
            help = tr("Write `always`, `never`, or a bound in percent: `< 25 %`.")
            yield Said(("personas", name, "passes"), tr("`{passes}` is not a chance", passes=expected.passes), help)
        cut = bound(expected.cut)
        if cut is None or cut.sign != "=":
            yield Said(
                ("personas", name, "cut"),
                tr("`{cut}` is not a score", cut=expected.cut),
                tr("Write a number: 3 or 2.5."),
            )


def _figures(name: str, walk: Walk) -> Iterator[tuple[Loc, str]]:
    for key, figures in (("meters", walk.meters), ("levels", walk.levels)):
        for one, text in figures.items():
            yield ("walks", name, key, one), text
    if walk.score is not None:
        yield ("walks", name, "score"), walk.score


WALKS: tuple[Rule[Any], ...] = (walks_without_scenario, unknown_in_walks, unreadable_expectation)
