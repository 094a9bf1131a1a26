"""What two versions of a scenario mean otherwise, for a person to read: plain text, Markdown, JSON.

Called by `trainer diff`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from trainer.analysis.diff import Comparison, Difference
from trainer.analysis.rescore import Rescored, Standing
from trainer.content.render import safe
from trainer.language import mark, tr
from trainer.reports.figures import PLAYS
from trainer.reports.marks import counted, percent, sized

LONGEST = 400
"""Of a longer text only so much is shown."""


@dataclass(frozen=True, slots=True)
class Review:
    """All that is said of two versions. `runs` is None where no database was looked at."""

    comparison: Comparison
    cut: Fraction
    before: Standing | None
    after: Standing | None
    runs: tuple[Rescored, ...] | None

    @property
    def otherwise(self) -> list[Rescored]:
        """The runs that the new key would score otherwise, the greatest change first."""
        return sorted((run for run in self.runs or () if run.by), key=lambda run: -abs(run.by))

    @property
    def gaps(self) -> list[Rescored]:
        """The runs that cannot be told on the new version."""
        return [run for run in self.runs or () if run.gap]


def text(review: Review) -> Iterator[str]:
    """Plain lines."""
    found = review.comparison.differences
    yield f"{review.comparison.new.scenario}: {counted(len(found), 'difference')}"
    for place, group in groupby(found, key=_place):
        yield ""
        yield place
        for one in group:
            yield f"  {_head(one)}"
            yield from (f"    {line}" for line in _values(one))
    yield ""
    yield from _scores(review)
    for run in review.otherwise + review.gaps:
        yield f"  {run.run}  {run.opened[:10]}  {tr(run.mode)}  {_told(run, review.cut)}"


def markdown(review: Review) -> Iterator[str]:
    """The same for a review, as Markdown in which every word of an author is only a word."""
    found = review.comparison.differences
    yield f"## {_plain(review.comparison.new.title)} (`{review.comparison.new.scenario}`)"
    yield ""
    yield tr("{differences} in meaning.", differences=counted(len(found), "difference"))
    for place, group in groupby(found, key=_place):
        yield ""
        yield f"### {_plain(place)}"
        yield ""
        yield "| " + " | ".join((tr("what"), tr("before"), tr("after"))) + " |"
        yield "| --- | --- | --- |"
        for one in group:
            cells = (_head(one), *(_plain(sized(value, LONGEST)) if value else "" for value in (one.before, one.after)))
            yield f"| {' | '.join(cells)} |"
    yield ""
    yield f"### {tr('Scores')}"
    yield ""
    yield from (f"- {line}" for line in _scores(review))
    if review.otherwise or review.gaps:
        yield ""
        yield "| " + " | ".join((tr("run"), tr("opened"), tr("mode"), tr("score"))) + " |"
        yield "| --- | --- | --- | --- |"
        for run in review.otherwise + review.gaps:
            yield f"| `{run.run}` | {run.opened[:10]} | {tr(run.mode)} | {_plain(_told(run, review.cut))} |"


def record(review: Review) -> dict[str, Any]:
    """The same for other programs; scores unrounded, None where nothing is known."""
    runs = review.runs
    return {
        "scenario": review.comparison.new.scenario,
        "renamed": {
            "scenes": {old: new for old, new in review.comparison.names.scenes.items() if old != new},
            "choices": {old: new for old, new in review.comparison.names.choices.items() if old != new},
        },
        "differences": [
            {"kind": one.kind.value, "what": one.what, "place": one.place, "before": one.before, "after": one.after}
            for one in review.comparison.differences
        ],
        "cut": float(review.cut),
        "score": {"before": _standing(review.before), "after": _standing(review.after)},
        "runs": None
        if runs is None
        else {
            "looked_at": len(runs),
            "otherwise": [_run(run, review.cut) for run in review.otherwise],
            "untellable": [{"run": run.run, "why": run.gap} for run in review.gaps],
        },
    }


def _standing(one: Standing | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"least": _number(one.least), "greatest": _number(one.greatest), "reaches_cut": one.passes}


def _run(run: Rescored, cut: Fraction) -> dict[str, Any]:
    return {
        "run": run.run,
        "person": run.person,
        "opened": run.opened,
        "mode": run.mode,
        "before": _number(run.before),
        "after": _number(run.after),
        "crosses": run.crosses(cut),
    }


def _number(score: Fraction | None) -> float | None:
    return None if score is None else float(score)


_WHATS = frozenset(
    (
        mark("title"),
        mark("summary"),
        mark("setting"),
        mark("goal"),
        mark("content note"),
        mark("content_note"),
        mark("note"),
        mark("discuss"),
        mark("competency"),
        mark("level"),
        mark("minutes"),
        mark("rubrics"),
        mark("role"),
        mark("topics"),
        mark("sources"),
        mark("cast"),
        mark("castings"),
        mark("allow"),
        mark("start"),
        mark("meter"),
        mark("scene"),
        mark("bell"),
        mark("line"),
        mark("looks at"),
        mark("own words"),
        mark("way on"),
        mark("route"),
        mark("ending"),
        mark("outcome"),
        mark("critical"),
        mark("adult"),
        mark("ending's title"),
        mark("ending's text"),
        mark("ending's why"),
        mark("choice"),
        mark("critical act"),
        mark("words"),
        mark("when a wording is used"),
        mark("reply"),
        mark("change"),
        mark("repair"),
        mark("when it is offered"),
        mark("coach's note"),
        mark("thought"),
        mark("when it shows"),
    )
)
"""What can differ, in the words that `analysis.diff` says it in."""


def _place(one: Difference) -> str:
    """The scene or meter that a difference is in, or the scenario as a whole."""
    return one.place.split(".")[0].split(",")[0] or tr("The scenario")


def _head(one: Difference) -> str:
    inner = one.place.removeprefix(_place(one)).lstrip(".,").strip()
    return tr("{what} {kind}", what=tr(one.what) if one.what in _WHATS else one.what, kind=tr(one.kind.value)) + (
        f" ({inner})" if inner else ""
    )


def _values(one: Difference) -> Iterator[str]:
    for sign, value in (("-", one.before), ("+", one.after)):
        if value is not None:
            yield f"{sign} {sized(' '.join(value.split()), LONGEST)}"


def _scores(review: Review) -> Iterator[str]:
    before, after = review.before, review.after
    if before is None or after is None:
        if before is None:
            yield tr("The scores of the old version cannot be proved; `trainer check` says why.")
        else:
            yield tr("The scores of the new version cannot be proved; `trainer check` says why.")
    else:
        changed = _span(before) != _span(after)
        if changed:
            yield tr("Attainable scores: {before} before, {after} now.", before=_span(before), after=_span(after))
        else:
            yield tr("Attainable scores: {before}, as before.", before=_span(before))
        yield from _passes(review.cut, before, after)
    if review.runs is not None:
        yield from _of_runs(review, review.runs)


def _span(one: Standing) -> str:
    return tr("{least} to {most}", least=_score(one.least), most=_score(one.greatest))


def _score(score: Fraction | None) -> str:
    return tr("none") if score is None else f"{float(score):.2f}"


def _passes(cut: Fraction, before: Standing, after: Standing) -> Iterator[str]:
    same = True
    for name, chance in after.passes.items():
        was = before.passes.get(name)
        if was != chance:
            same = False
            who = tr(PLAYS[name]).capitalize()
            yield tr(
                "{who} reaches {score}: {chance} before, {chance_2} now.",
                who=who,
                score=_score(cut),
                chance=_chance(was),
                chance_2=_chance(chance),
            )
    if same:
        yield tr("Who reaches {score} among the personas is as before.", score=_score(cut))


def _chance(chance: float | None) -> str:
    return tr("not known") if chance is None else percent(chance)


def _of_runs(review: Review, runs: Sequence[Rescored]) -> Iterator[str]:
    crossing = [run.crosses(review.cut) for run in runs]
    yield (
        tr(
            "{runs} of it: {otherwise} would score otherwise, {gaps} cannot be told on the new version.",
            runs=counted(len(runs), "stored run"),
            otherwise=len(review.otherwise),
            gaps=len(review.gaps),
        )
    )
    yield (
        tr(
            "Across the cut of {cut}: {up} would reach it, {down} would fall below it. Nothing stored was changed.",
            cut=_score(review.cut),
            up=crossing.count("up"),
            down=crossing.count("down"),
        )
    )


def _told(run: Rescored, cut: Fraction) -> str:
    if run.gap:
        return tr("{score}; cannot be told: {gap}", score=_score(run.before), gap=run.gap)
    told = tr(
        "{before} would be {after} ({by:+.2f})", before=_score(run.before), after=_score(run.after), by=float(run.by)
    )
    across = {
        "up": tr(", and reach {cut}", cut=_score(cut)),
        "down": tr(", and fall below {cut}", cut=_score(cut)),
    }
    return told + across.get(run.crosses(cut) or "", "")


def _plain(text: str) -> str:
    """Words that Markdown leaves as they are, on one line."""
    text = " ".join(safe(text).split())
    for sign in "\\|`*_[]<>#~":
        text = text.replace(sign, f"\\{sign}")
    return text
