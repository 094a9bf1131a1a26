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
from trainer.content.scenario import Form
from trainer.engine.story import ready
from trainer.language import mark, tr, tr_many
from trainer.reports.marks import counted, percent, thousands
from trainer.scoring.score import word

PLAYS: dict[str, str] = {
    "random": mark("random"),
    "first": mark("always the first"),
    "last": mark("always the last"),
    "longest": mark("always the longest"),
    "second_longest": mark("always the second longest"),
    "shortest": mark("always the shortest"),
    "advises": mark("always advises"),
    "reassures": mark("always reassures"),
    "skilled": mark("skilled"),
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
            yield tr("At a school where {settings} is yes, all figures are the same.", settings=_settings(one))
            yield ""
            continue
        where = tr(", at a school where {settings} is yes", settings=_settings(one)) if one.school else ""
        yield f"{title(one)} ({one.scenario.scenario}){where}"
        yield from (f"  {line}" for line in _lines(one))
        yield ""


def _settings(one: Analysis) -> str:
    return tr(" and ").join(sorted(one.school))


def _lines(one: Analysis) -> Iterator[str]:
    yield from size(one)
    yield ""
    yield from scores(one)
    yield ""
    yield from who_reaches(one)
    if one.criteria:
        yield ""
        yield tr("Criteria: least and greatest score, and how often a path observes it")
        for id, each in one.criteria.items():
            times = (
                tr_many(each.most, "{count} time", "{count} times")
                if each.fewest == each.most
                else tr("{least} to {most} times", least=each.fewest, most=each.most)
            )
            span = tr("{least} to {most}", least=figure(each.least), most=figure(each.greatest))
            yield f"  {id:25} {span}   {times}"
    yield ""
    yield tr("How often a random player meets each scene")
    for id, chance in one.meets.items():
        yield f"  {id:25} {percent(chance):>5}"
    if one.decides:
        yield ""
        yield tr(
            "What each decision still decides: the chance of each outcome after each choice, if the rest is random"
        )
        for decides in one.decides:
            yield tr(
                "  {scene} moves an outcome by up to {percent}", scene=decides.scene, percent=percent(decides.spread)
            )
            for choice, chances in decides.after.items():
                yield f"    {choice:23} {told(chances)}"
    for scene, first, second in one.alike:
        yield tr(
            "{scene}: {first} and {second} are alike in ratings, change and way on.",
            scene=scene,
            first=first,
            second=second,
        )


def who_reaches(one: Analysis) -> Iterator[str]:
    """What personas make of it; of what is not scored, how it ends for them."""
    scored = one.scenario.is_scored
    yield (
        tr("Who reaches {figure}, and with which mean score", figure=figure(one.cut))
        if scored
        else tr("How it ends, and for whom")
    )
    for name, persona in one.personas.items():
        if scored:
            reaches = f"{percent(persona.reaches_cut):>5}   {figure(persona.mean)}   "
            yield f"  {tr(PLAYS[name]):25} {reaches}{told(persona.outcomes)}"
        elif name != SKILLED:
            yield f"  {tr(PLAYS[name]):25} {told(persona.outcomes)}"


def told(chances: Mapping[str, float]) -> str:
    """Outcomes with their chances, in a row."""
    return ", ".join(f"{tr(outcome)} {percent(chance)}" for outcome, chance in chances.items())


def size(one: Analysis) -> Iterator[str]:
    """How large it is, and how long runs are."""
    paths = "" if one.paths is None else f", {_many(one.paths)}"
    states = counted(one.states, "state")
    yield (
        f"{counted(len(one.scenario.scenes), 'scene')}, {counted(len(one.decisions), 'decision')}, "
        f"{counted(one.words, 'word')}, {states if one.exact else tr('at least {states}', states=states)}{paths}"
    )
    if not one.exact:
        yield (
            tr(
                "There are more states than could be walked. The figures below are of {samples} random plays; "
                "`--states N` walks more of them.",
                samples=thousands(SAMPLES),
            )
        )
    decisions, minutes = one.lengths.decisions, one.lengths.minutes
    if decisions.shortest == decisions.longest:
        yield tr("A run has {decisions}.", decisions=counted(int(decisions.shortest), "decision"))
    else:
        yield tr(
            "A run has {shortest:g} to {longest:g} decisions, {mean:.1f} on average.",
            shortest=decisions.shortest,
            longest=decisions.longest,
            mean=decisions.mean,
        )
    yield (
        tr(
            "Reading takes {shortest:.1f} to {longest:.1f} minutes, {mean:.1f} on average; the file says {minutes}.",
            shortest=minutes.shortest,
            longest=minutes.longest,
            mean=minutes.mean,
            minutes=one.scenario.minutes,
        )
    )
    if one.anchors or one.branches:
        anchors, branches = ", ".join(one.anchors), ", ".join(one.branches)
        yield tr("Every path meets {anchors}.", anchors=anchors or tr("no decision"))
        yield tr("Some paths meet {branches}.", branches=branches or tr("no other decision"))


_UNSCORED = {
    Form.ROLE_REVERSAL: mark("A role reversal is not scored."),
    Form.CASE: mark("A case is not scored."),
}


def _many(paths: int) -> str:
    """How many paths there are; of more than anybody reads, about how many."""
    if paths < 10**15:
        return counted(paths, "path")
    exponent = len(str(paths)) - 1
    return tr("about {paths} paths", paths=f"{paths / 10**exponent:.1f}·10^{exponent}")


def scores(one: Analysis) -> Iterator[str]:
    """The run scores that can be had, gathered in steps of a quarter."""
    if one.scores.least is None or one.scores.greatest is None:
        yield (
            tr("Nothing here is scored.")
            if one.scenario.is_scored
            else tr(_UNSCORED.get(one.scenario.form, "Nothing here is scored."))
        )
        return
    least, greatest = one.scores.least, one.scores.greatest
    met = "" if one.exact else tr(" was met")
    yield tr(
        "Run scores: {figure} ({word}) to {figure_2} ({word_2}){met}",
        figure=figure(least),
        word=word(least),
        figure_2=figure(greatest),
        word_2=word(greatest),
        met=met,
    )
    if one.exact and not one.scores.exact:
        yield tr(
            "There are too many to add up: the chances below are of {samples} random plays.", samples=thousands(SAMPLES)
        )
    for low, chance in steps(one):
        bar = "#" * round(chance * 50)
        step = tr("{low:.2f} up to {high:.2f}", low=low, high=float(low + Fraction(1, 4)))
        yield f"  {step}   {percent(chance):>5}  {bar}".rstrip()


def steps(one: Analysis) -> list[tuple[float, float]]:
    """The chance of a random player's score to lie in each quarter of a level, from 1 up; 4 is in the last."""
    found = [0.0] * 12
    for bar in one.scores.distribution:
        if bar.score is not None:
            found[min(int((bar.score - 1) * 4), 11)] += bar.chance
    return [(1 + at / 4, chance) for at, chance in enumerate(found)]
