"""The text of a new file of walks: walks that visit everything, and what is so today as what is expected.

Called by `trainer new walks`; an author reads it, gives the walks better names, and keeps what is meant to stay so.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from textwrap import fill

from trainer.analysis.explore import schools
from trainer.analysis.personas import RANDOM, SKILLED
from trainer.analysis.routes import Route, routes
from trainer.analysis.walks import Ground, acts, chance_to_pass, in_figures, taken
from trainer.content.format import in_yaml
from trainer.content.scenario import Scenario
from trainer.content.walks import PERSONAS, Expected, Walk
from trainer.engine.run import Run
from trainer.engine.story import ready
from trainer.scoring.score import mean, observations, run_mean

CUT = Fraction(Expected.model_fields["cut"].default)
WIDTH = 118


def walks_text(scenario: Scenario) -> str:
    """The whole file. The scenario has passed its check, paths included."""
    ground = Ground(scenario)
    rows = ["walks:"]
    for name, route in _named(routes(scenario)).items():
        rows += [f"  {name}:", *_walk(ground, name, route)]
    rows += ["personas:", *_personas(scenario)]
    return "\n".join(rows) + "\n"


def _named(found: list[Route]) -> dict[str, Route]:
    """Routes by names of their own: where two are called alike, a number stands behind the later."""
    named: dict[str, Route] = {}
    for route in found:
        same = sum(one.name == route.name for one in named.values())
        named[f"{route.name}_{same + 1}" if same else route.name] = route
    return named


def _walk(ground: Ground, name: str, route: Route) -> Iterator[str]:
    run, unmet = taken(ground, name, Walk(choose=route.choose, school=tuple(sorted(route.school))))
    if run is None or unmet:
        raise ValueError(unmet)
    told = {"about": route.about} if route.about else {}
    told |= {"school": in_yaml(sorted(route.school))} if route.school else {}
    for key, value in {**told, "choose": in_yaml(list(route.choose)), **_came_to(run)}.items():
        yield fill(f"{key}: {value}", WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 6)


def _came_to(run: Run) -> Mapping[str, str]:
    """What a walk came to, by the keys of its expectations."""
    found = observations(run)
    score = run_mean(found)
    levels = {
        name: in_figures(mean([one.level for one in found if one.criterion == name]) or Fraction(0))
        for name in dict.fromkeys(one.criterion for one in found)
    }
    meters = dict(zip(run.story.meters, run.position.meters, strict=True))
    told = {"ends": run.position.scene, "outcome": run.outcome or ""}
    told |= {"meters": in_yaml(meters)} if meters else {}
    told |= {"score": in_figures(score), "levels": in_yaml(levels)} if score is not None else {}
    return told | {"critical": in_yaml({code: stands.value for code, stands in acts(run).items()})}


def _personas(scenario: Scenario) -> Iterator[str]:
    """What may be expected: the skilled pass, the others do not; nothing of those of whom that is not so."""
    for name in (SKILLED, *(name for name in PERSONAS if name != SKILLED)):
        found = [chance_to_pass(ready(scenario, school), name, CUT) for school in schools(scenario)]
        most = max((one for one in found if one is not None), default=Fraction(1))
        if name == SKILLED and None not in found and min(one for one in found if one is not None) == 1:
            yield f"  {name}: {{passes: always}}"
        elif name == RANDOM and None not in found and most < Fraction(1, 4):
            yield f"  {name}: {{passes: < 25 %}}"
        elif name != SKILLED and None not in found and most == 0:
            yield f"  {name}: {{passes: never}}"
