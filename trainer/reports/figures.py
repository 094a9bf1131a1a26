"""The figures of `trainer analyse` as a record for other programs, and as lines for a person.

One record a scenario; what differs at schools with other settings stands in it under `at_other_schools`. Called by
`cli.analyse`.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from trainer.analysis.analysis import SAMPLES, Analysis, Criterion, Persona
from trainer.analysis.lengths import Span
from trainer.analysis.personas import RANDOM, SKILLED, Eyes
from trainer.engine.story import ready
from trainer.reports.marks import counted, percent
from trainer.scoring.score import word

PLAYS: dict[str, str] = {
    "random": "random",
    "first": "always the first",
    "last": "always the last",
    "longest": "always the longest",
    "second_longest": "always the second longest",
    "shortest": "always the shortest",
    "advises": "always advises",
    "reassures": "always reassures",
    "skilled": "skilled",
}
"""What personas are called."""


def number(value: Fraction | float | None) -> float | None:
    """A figure for JSON: not rounded."""
    return None if value is None else float(value)


def record(found: Sequence[Analysis]) -> dict[str, Any]:
    """One scenario's figures: at a school where no setting is yes, and what it comes to elsewhere."""
    first, *others = found
    told = {"scenario": first.scenario.scenario, "language": first.scenario.language, **_record(first)}
    if others:
        told["at_other_schools"] = [{"school": sorted(one.school), **_record(one)} for one in others]
    return told


def _record(one: Analysis) -> dict[str, Any]:
    return {
        "exact": one.exact,
        "states": one.states,
        "paths": one.paths,
        "scenes": len(one.scenario.scenes),
        "decisions": len(one.decisions),
        "words": one.words,
        "run": {"decisions": _span(one.lengths.decisions), "minutes": _span(one.lengths.minutes)},
        "cut": float(one.cut),
        "score": {
            "least": number(one.scores.least),
            "greatest": number(one.scores.greatest),
            "exact": one.scores.exact,
            "samples": None if one.scores.exact else SAMPLES,
            "distribution": [
                {"score": number(bar.score), "paths": bar.paths, "chance": bar.chance}
                for bar in one.scores.distribution
            ],
        },
        "criteria": {name: _criterion(criterion) for name, criterion in one.criteria.items()},
        "personas": {name: _persona(persona) for name, persona in one.personas.items()},
        "anchors": list(one.anchors),
        "branch_decisions": list(one.branches),
        "random": {"scenes": dict(one.meets), "outcomes": dict(one.personas[RANDOM].outcomes)},
        "alike": [{"scene": scene, "choices": [first, second]} for scene, first, second in one.alike],
        "decides": [
            {
                "scene": each.scene,
                "spread": each.spread,
                "before": dict(each.before),
                "after": {choice: dict(chances) for choice, chances in each.after.items()},
            }
            for each in one.decides
        ],
    }


def _span(span: Span) -> dict[str, float]:
    return {"shortest": span.shortest, "longest": span.longest, "mean": span.mean}


def _criterion(one: Criterion) -> dict[str, Any]:
    return {
        "least": number(one.least),
        "greatest": number(one.greatest),
        "observations": {"least": one.fewest, "most": one.most},
    }


def _persona(one: Persona) -> dict[str, Any]:
    return {"reaches_cut": one.reaches_cut, "mean": one.mean, "outcomes": dict(one.outcomes)}


def figure(value: Fraction | float | None) -> str:
    """A score for a person: two decimals, or a dash where there is none."""
    return "–" if value is None else f"{float(value):.2f}"


def title(one: Analysis) -> str:
    """The scenario's title as it is shown in casting a."""
    return Eyes(ready(one.scenario, one.school)).say(one.scenario.title)


def lines(found: Sequence[Analysis]) -> Iterator[str]:
    """One scenario's figures in plain lines."""
    for one in found:
        if one is not found[0] and [*_lines(one)] == [*_lines(found[0])]:
            yield f"At a school where {' and '.join(sorted(one.school))} is yes, all figures are the same."
            yield ""
            continue
        where = f", at a school where {' and '.join(sorted(one.school))} is yes" if one.school else ""
        yield f"{title(one)} ({one.scenario.scenario}){where}"
        yield from (f"  {line}" for line in _lines(one))
        yield ""


def _lines(one: Analysis) -> Iterator[str]:
    yield from size(one)
    yield ""
    yield from scores(one)
    yield ""
    yield from who_reaches(one)
    if one.criteria:
        yield ""
        yield "Criteria: least and greatest score, and how often a path observes it"
        for id, each in one.criteria.items():
            times = f"{each.fewest}" if each.fewest == each.most else f"{each.fewest} to {each.most}"
            yield f"  {id:25} {figure(each.least)} to {figure(each.greatest)}   {times} time{'s' * (times != '1')}"
    yield ""
    yield "How often a random player meets each scene"
    for id, chance in one.meets.items():
        yield f"  {id:25} {percent(chance):>5}"
    if one.decides:
        yield ""
        yield "What each decision still decides: the chance of each outcome after each choice, if the rest is random"
        for decides in one.decides:
            yield f"  {decides.scene} moves an outcome by up to {percent(decides.spread)}"
            for choice, chances in decides.after.items():
                yield f"    {choice:23} {told(chances)}"
    for scene, first, second in one.alike:
        yield f"{scene}: {first} and {second} are alike in ratings, change and way on."


def who_reaches(one: Analysis) -> Iterator[str]:
    """What personas make of it; of what is not scored, how it ends for them."""
    scored = one.scenario.is_scored
    yield f"Who reaches {figure(one.cut)}, and with which mean score" if scored else "How it ends, and for whom"
    for name, persona in one.personas.items():
        if scored:
            reaches = f"{percent(persona.reaches_cut):>5}   {figure(persona.mean)}   "
            yield f"  {PLAYS[name]:25} {reaches}{told(persona.outcomes)}"
        elif name != SKILLED:
            yield f"  {PLAYS[name]:25} {told(persona.outcomes)}"


def told(chances: Mapping[str, float]) -> str:
    """Outcomes with their chances, in a row."""
    return ", ".join(f"{outcome} {percent(chance)}" for outcome, chance in chances.items())


def size(one: Analysis) -> Iterator[str]:
    """How large it is, and how long runs are."""
    paths = "" if one.paths is None else f", {_many(one.paths)}"
    walked = "" if one.exact else "at least "
    yield (
        f"{counted(len(one.scenario.scenes), 'scene')}, {counted(len(one.decisions), 'decision')}, "
        f"{counted(one.words, 'word')}, {walked}{counted(one.states, 'state')}{paths}"
    )
    if not one.exact:
        yield (
            f"There are more states than could be walked. The figures below are of {SAMPLES:,} random plays; "
            "`--states N` walks more of them."
        )
    decisions, minutes = one.lengths.decisions, one.lengths.minutes
    if decisions.shortest == decisions.longest:
        yield f"A run has {counted(int(decisions.shortest), 'decision')}."
    else:
        yield f"A run has {decisions.shortest:g} to {decisions.longest:g} decisions, {decisions.mean:.1f} on average."
    yield (
        f"Reading takes {minutes.shortest:.1f} to {minutes.longest:.1f} minutes, {minutes.mean:.1f} on average; "
        f"the file says {one.scenario.minutes}."
    )
    if one.anchors or one.branches:
        yield f"Every path meets {', '.join(one.anchors) or 'no decision'}."
        yield f"Some paths meet {', '.join(one.branches) or 'no other decision'}."


def _many(paths: int) -> str:
    """How many paths there are; of more than anybody reads, about how many."""
    if paths < 10**15:
        return counted(paths, "path")
    exponent = len(str(paths)) - 1
    return f"about {paths / 10**exponent:.1f}·10^{exponent} paths"


def scores(one: Analysis) -> Iterator[str]:
    """The run scores that can be had, gathered in steps of a quarter."""
    if one.scores.least is None or one.scores.greatest is None:
        yield "Nothing here is scored." if one.scenario.is_scored else f"A {one.scenario.form} is not scored."
        return
    least, greatest = one.scores.least, one.scores.greatest
    met = "" if one.exact else " was met"
    yield f"Run scores: {figure(least)} ({word(least)}) to {figure(greatest)} ({word(greatest)}){met}"
    if one.exact and not one.scores.exact:
        yield f"There are too many to add up: the chances below are of {SAMPLES:,} random plays."
    for low, chance in steps(one):
        bar = "#" * round(chance * 50)
        yield f"  {low:.2f} up to {low + Fraction(1, 4):.2f}   {percent(chance):>5}  {bar}".rstrip()


def steps(one: Analysis) -> list[tuple[float, float]]:
    """The chance of a random player's score to lie in each quarter of a level, from 1 up; 4 is in the last."""
    found = [0.0] * 12
    for bar in one.scores.distribution:
        if bar.score is not None:
            found[min(int((bar.score - 1) * 4), 11)] += bar.chance
    return [(1 + at / 4, chance) for at, chance in enumerate(found)]
