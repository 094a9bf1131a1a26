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
        yield f"  {run.run}  {run.opened[:10]}  {run.mode}  {_told(run, review.cut)}"


def markdown(review: Review) -> Iterator[str]:
    """The same for a review, as Markdown in which every word of an author is only a word."""
    found = review.comparison.differences
    yield f"## {_plain(review.comparison.new.title)} (`{review.comparison.new.scenario}`)"
    yield ""
    yield f"{counted(len(found), 'difference')} in meaning."
    for place, group in groupby(found, key=_place):
        yield ""
        yield f"### {_plain(place)}"
        yield ""
        yield "| what | before | after |"
        yield "| --- | --- | --- |"
        for one in group:
            cells = (_head(one), *(_plain(sized(value, LONGEST)) if value else "" for value in (one.before, one.after)))
            yield f"| {' | '.join(cells)} |"
    yield ""
    yield "### Scores"
    yield ""
    yield from (f"- {line}" for line in _scores(review))
    if review.otherwise or review.gaps:
        yield ""
        yield "| run | opened | mode | score |"
        yield "| --- | --- | --- | --- |"
        for run in review.otherwise + review.gaps:
            yield f"| `{run.run}` | {run.opened[:10]} | {run.mode} | {_plain(_told(run, review.cut))} |"


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


def _place(one: Difference) -> str:
    """The scene or meter that a difference is in, or the scenario as a whole."""
    return one.place.split(".")[0].split(",")[0] or "The scenario"


def _head(one: Difference) -> str:
    inner = one.place.removeprefix(_place(one)).lstrip(".,").strip()
    return f"{one.what} {one.kind}" + (f" ({inner})" if inner else "")


def _values(one: Difference) -> Iterator[str]:
    for sign, value in (("-", one.before), ("+", one.after)):
        if value is not None:
            yield f"{sign} {sized(' '.join(value.split()), LONGEST)}"


def _scores(review: Review) -> Iterator[str]:
    before, after = review.before, review.after
    if before is None or after is None:
        which = "old" if before is None else "new"
        yield f"The scores of the {which} version cannot be proved; `trainer check` says why."
    else:
        changed = _span(before) != _span(after)
        yield f"Attainable scores: {_span(before)}" + (f" before, {_span(after)} now." if changed else ", as before.")
        yield from _passes(review.cut, before, after)
    if review.runs is not None:
        yield from _of_runs(review, review.runs)


def _span(one: Standing) -> str:
    return f"{_score(one.least)} to {_score(one.greatest)}"


def _score(score: Fraction | None) -> str:
    return "none" if score is None else f"{float(score):.2f}"


def _passes(cut: Fraction, before: Standing, after: Standing) -> Iterator[str]:
    same = True
    for name, chance in after.passes.items():
        was = before.passes.get(name)
        if was != chance:
            same = False
            who = PLAYS[name].capitalize()
            yield f"{who} reaches {_score(cut)}: {_chance(was)} before, {_chance(chance)} now."
    if same:
        yield f"Who reaches {_score(cut)} among the personas is as before."


def _chance(chance: float | None) -> str:
    return "not known" if chance is None else percent(chance)


def _of_runs(review: Review, runs: Sequence[Rescored]) -> Iterator[str]:
    crossing = [run.crosses(review.cut) for run in runs]
    yield (
        f"{counted(len(runs), 'stored run')} of it: {len(review.otherwise)} would score otherwise, "
        f"{len(review.gaps)} cannot be told on the new version."
    )
    yield (
        f"Across the cut of {_score(review.cut)}: {crossing.count('up')} would reach it, "
        f"{crossing.count('down')} would fall below it. Nothing stored was changed."
    )


def _told(run: Rescored, cut: Fraction) -> str:
    if run.gap:
        return f"{_score(run.before)}; cannot be told: {run.gap}"
    told = f"{_score(run.before)} would be {_score(run.after)} ({float(run.by):+.2f})"
    across = {"up": f", and reach {_score(cut)}", "down": f", and fall below {_score(cut)}"}
    return told + across.get(run.crosses(cut) or "", "")


def _plain(text: str) -> str:
    """Words that Markdown leaves as they are, on one line."""
    text = " ".join(safe(text).split())
    for sign in "\\|`*_[]<>#~":
        text = text.replace(sign, f"\\{sign}")
    return text
