"""Walks taken and expectations held: what a file of walks says of its scenario, against what happens.

A walk is a run of the engine's own, so what it proves is what play does. Called by `trainer test`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from trainer.analysis.chances import reaches_cut
from trainer.analysis.coverage import Coverage, covered
from trainer.analysis.explore import explore, schools
from trainer.analysis.personas import FIXED, Eyes, decisions_scored, mean_of
from trainer.analysis.personas import walk as path_of
from trainer.content.rules.rule import Loc
from trainer.content.rules.suggest import listed
from trainer.content.scenario import Scenario
from trainer.content.walks import Expected, Stands, Walk, Walks, bound, chance, rounded
from trainer.engine.events import Chose, Header, Mode
from trainer.engine.machine import machine_for
from trainer.engine.run import Run
from trainer.engine.steps import NoWayOnError, begin
from trainer.engine.story import Story, ready
from trainer.language import tr
from trainer.scoring.score import critical_acts, mean, observations, run_mean


@dataclass(frozen=True, slots=True)
class Unmet:
    """An expectation that does not hold: its place in the file of walks, and what happened instead.

    `message` is one plain sentence without its full stop.
    """

    loc: Loc
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one walk or one persona's expectation. `group` is the key it stands under."""

    group: str
    name: str
    unmet: tuple[Unmet, ...]

    @property
    def loc(self) -> Loc:
        """Its place in the file of walks."""
        return self.group, self.name

    @property
    def passed(self) -> bool:
        """Whether everything expected was so."""
        return not self.unmet


@dataclass(frozen=True)
class Tested:
    """What a file of walks came to: results in the file's order, and what its walks visit."""

    results: tuple[Result, ...]
    coverage: Coverage


class _StoppedError(Exception):
    """A walk could not go on; `unmet` says where and why."""

    def __init__(self, unmet: Unmet) -> None:
        super().__init__(unmet.message)
        self.unmet = unmet


class Ground:
    """A scenario ready to be walked, made once for each kind of school that is asked for."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._made: dict[frozenset[str], Callable[[Header], Run]] = {}

    def run(self, school: frozenset[str] = frozenset()) -> Run:
        """A new run at its beginning. Raises NoWayOnError where the scenario does not begin."""
        if school not in self._made:
            story = ready(self.scenario, school)
            begin(story)
            self._made[school] = partial(Run, story, machine_for(story))
        return self._made[school](Header("walk", "author", self.scenario.scenario, Mode.PRACTICE, 0, "a", "", {}))


def tested(scenario: Scenario, walks: Walks) -> Tested:
    """Take every walk and hold every expectation. The scenario has passed its check, and the walks theirs."""
    ground = Ground(scenario)
    results, runs = [], []
    for name, walk in walks.walks.items():
        run, unmet = taken(ground, name, walk)
        runs += [run] if run is not None else []
        results.append(Result("walks", name, unmet))
    for name, expected in walks.personas.items():
        results.append(Result("personas", name, tuple(_persona(scenario, name, expected))))
    return Tested(tuple(results), covered(scenario, runs))


def taken(ground: Ground, name: str, walk: Walk) -> tuple[Run | None, tuple[Unmet, ...]]:
    """Take one walk: the run as far as it came (None where it could not begin), and what was not as expected."""
    run = None
    try:
        run = _begun(ground, name, walk)
        for number, ref in enumerate(walk.choose):
            _choose(run, ("walks", name, "choose", number), ref)
    except _StoppedError as stopped:
        return run, (stopped.unmet,)
    return run, tuple(_unmet(run, ("walks", name), walk))


def _begun(ground: Ground, name: str, walk: Walk) -> Run:
    try:
        return ground.run(frozenset(walk.school))
    except NoWayOnError as fault:
        raise _StoppedError(_no_way(("walks", name), fault)) from fault


def _choose(run: Run, loc: Loc, ref: str) -> None:
    """Make one choice of a walk. Raises _StoppedError where it cannot be made."""
    here = run.position.scene
    on_offer = run.on_offer() if run.is_open else ()
    choice = next((one for one in on_offer if one.ref == ref), None)
    if choice is None:
        said = (
            tr("`{ref}` is not on offer: the conversation is at `{scene}`", ref=ref, scene=here)
            if run.is_open
            else tr("`{ref}` is not on offer: the conversation has ended at `{scene}`", ref=ref, scene=here)
        )
        help = (
            tr("On offer is {listed}.", listed=listed(one.ref for one in on_offer))
            if on_offer
            else tr("Take this choice away.")
        )
        raise _StoppedError(Unmet(loc, said, help))
    try:
        run.apply(Chose(here, choice.id, tuple(one.id for one in on_offer)))
    except NoWayOnError as fault:
        raise _StoppedError(_no_way(loc, fault)) from fault


def _no_way(loc: Loc, fault: NoWayOnError) -> Unmet:
    return Unmet(
        loc,
        tr("nothing leads on from `{scene}`: {why}", scene=fault.scene, why=fault.why),
        tr("`trainer check` on the scenario says more."),
    )


def _unmet(run: Run, at: Loc, walk: Walk) -> Iterator[Unmet]:
    """What is not as a walk expects, where it stops."""
    if walk.ends not in (None, run.position.scene):
        here = run.position.scene
        said = (
            tr("the conversation is at `{scene}`, not at `{ends}`", scene=here, ends=walk.ends)
            if run.is_open
            else tr("the conversation has ended at `{scene}`, not at `{ends}`", scene=here, ends=walk.ends)
        )
        yield Unmet((*at, "ends"), said)
    if walk.outcome not in (None, run.outcome):
        here = run.position.scene
        if run.outcome:
            said = tr("the outcome is {outcome}, not {wanted}", outcome=run.outcome, wanted=walk.outcome)
        elif run.is_open:
            said = tr(
                "it has no outcome: the conversation is at `{scene}`, not {wanted}", scene=here, wanted=walk.outcome
            )
        else:
            said = tr(
                "it has no outcome: the conversation has ended at `{scene}`, not {wanted}",
                scene=here,
                wanted=walk.outcome,
            )
        yield Unmet((*at, "outcome"), said)
    meters = dict(zip(run.story.meters, run.position.meters, strict=True))
    for name, text in walk.meters.items():
        yield from _figure((*at, "meters", name), f"`{name}`", Fraction(meters[name]), text)
    found = observations(run)
    if walk.score is not None:
        yield from _figure((*at, "score"), tr("the score"), run_mean(found), walk.score)
    for name, text in walk.levels.items():
        levels = mean([one.level for one in found if one.criterion == name])
        yield from _figure((*at, "levels", name), f"`{name}`", levels, text)
    if walk.critical is not None:
        yield from _critical(run, (*at, "critical"), walk.critical)


def _figure(loc: Loc, what: str, figure: Fraction | None, text: str) -> Iterator[Unmet]:
    wanted = bound(text)
    if figure is None:
        yield Unmet(loc, tr("{what} is not observed on this walk, and {text} was expected", what=what, text=text))
    elif wanted is not None and not wanted.holds(figure):
        yield Unmet(loc, tr("{what} is {in_figures}, not {text}", what=what, in_figures=in_figures(figure), text=text))


def in_figures(figure: Fraction) -> str:
    """A figure as it is written in a file: `3`, `2.5`, `3.67`."""
    return f"{float(rounded(figure)):.2f}".rstrip("0").rstrip(".")


def acts(run: Run) -> dict[str, Stands]:
    """The critical acts of a run by code: open where one of its kind is, else repaired."""
    found: dict[str, Stands] = {}
    for act in critical_acts(run):
        stands = Stands.REPAIRED if act.repaired else Stands.OPEN
        found[act.code] = Stands.OPEN if found.get(act.code) is Stands.OPEN else stands
    return found


def _critical(run: Run, loc: Loc, expected: dict[str, Stands]) -> Iterator[Unmet]:
    found = acts(run)
    for code, stands in expected.items():
        if code not in found:
            yield Unmet(
                (*loc, code),
                tr(
                    "there is no critical act {code} on this walk, and one {stands} was expected",
                    code=code,
                    stands=stands,
                ),
            )
        elif found[code] is not stands:
            yield Unmet(
                (*loc, code), tr("{code} is {found}, not {stands}", code=code, found=found[code], stands=stands)
            )
    for code in found.keys() - expected.keys():
        yield Unmet(loc, tr("{code} is {found}, and was not expected", code=code, found=found[code]))


def _persona(scenario: Scenario, name: str, expected: Expected) -> Iterator[Unmet]:
    """What is not as expected of a persona, at the first kind of school where it is not."""
    loc: Loc = ("personas", name, "passes")
    wanted, cut = chance(expected.passes), bound(expected.cut)
    if wanted is None or cut is None:
        return
    for school in schools(scenario):
        settings = tr(" and ").join(sorted(school))
        where = tr(" at a school where {settings} is yes", settings=settings) if school else ""
        try:
            passes = chance_to_pass(ready(scenario, school), name, cut.value)
        except NoWayOnError as fault:
            yield _no_way(loc, fault)
            return
        if passes is None:
            yield Unmet(
                loc,
                tr(
                    "the chance that {name} passes cannot be told{where}: there is too much to add up",
                    name=name,
                    where=where,
                ),
            )
            return
        if not wanted.holds(passes):
            yield Unmet(
                loc,
                tr(
                    "{name} passes {passes}{where}, not {wanted}",
                    name=name,
                    passes=in_percent(passes),
                    where=where,
                    wanted=expected.passes,
                ),
            )
            return


def chance_to_pass(story: Story, persona: str, cut: Fraction) -> Fraction | None:
    """The chance that a persona's run score is the cut or more; None where that is too much to add up.

    A run without a score reaches no cut. Raises NoWayOnError where the story leads nowhere.
    """
    if persona in FIXED:
        score = mean_of(decisions_scored(story, path_of(Eyes(story), FIXED[persona])))
        return Fraction(score is not None and score >= cut)
    reach = explore(story)
    if not reach.complete or reach.stuck:
        return None
    found = reaches_cut(reach, cut)
    return None if found is None else Fraction(found).limit_denominator(10**9)


def in_percent(passes: Fraction) -> str:
    """A chance in words: `always`, `never`, `in 12.3 % of runs`."""
    if passes in (0, 1):
        return tr("always") if passes else tr("never")
    return tr("in {percent} % of runs", percent=f"{float(passes) * 100:.1f}")
