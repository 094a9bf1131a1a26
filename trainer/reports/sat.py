"""What `trainer analyse --certification` found, as a record for other programs and as lines for a person."""

from collections.abc import Iterator
from typing import Any

from trainer.analysis.sittings import Fate, Sittings
from trainer.language import mark, tr
from trainer.reports.figures import PLAYS
from trainer.reports.marks import percent, thousands
from trainer.scoring.certify import State
from trainer.scoring.statistics.estimate import Estimate

_WORDS = {State.READY: mark("ready"), State.BORDERLINE: mark("borderline"), State.NOT_YET: mark("not yet")}


def record(found: Sittings) -> dict[str, Any]:
    """The figures, not rounded."""
    return {
        "certification": found.certification.certification,
        "draws": found.draws,
        "personas": {
            name: {
                "exact": fate.exact,
                "sittings": fate.sittings,
                "mean": fate.mean,
                "decisions_at_least": fate.observations,
                "recommended": {state.value: float(share) for state, share in fate.states.items()},
                "intervals": _intervals(fate),
            }
            for name, fate in found.fates.items()
        },
    }


def lines(found: Sittings) -> Iterator[str]:
    """The figures in words."""
    rule = found.certification
    drawn = sum(rule.sitting.draw.values())
    yield f"{rule.title} ({rule.certification})"
    yield tr(
        "  A sitting draws {drawn} of {pool} conversations, in {draws} ways.",
        drawn=drawn,
        pool=len(rule.sitting.pool),
        draws=thousands(found.draws),
    )
    yield tr("  All else that is asked is taken as done, and every critical act as confirmed.")
    yield ""
    heads = (tr("ready"), tr("borderline"), tr("not yet"), tr("other"), tr("mean"))
    yield f"  {'':26}{heads[0]:>9}{heads[1]:>12}{heads[2]:>9}{heads[3]:>7}{heads[4]:>7}"
    for name, fate in found.fates.items():
        share = {state: float(fate.states.get(state, 0)) for state in State}
        ready, close, low = (percent(share[state]) for state in (State.READY, State.BORDERLINE, State.NOT_YET))
        other = percent(share[State.INCOMPLETE] + share[State.CRITICAL_PENDING])
        mean = "–" if fate.mean is None else f"{fate.mean:.2f}"
        yield f"  {tr(PLAYS[name]):26}{ready:>9}{close:>12}{low:>9}{other:>7}{mean:>7}"
    yield ""
    yield from (f"  {line}" for line in _how(found))
    fewest = min((fate.observations for fate in found.fates.values()), default=0)
    yield tr(
        "  No sitting has fewer than {fewest} scored decisions; {overall} are asked for.",
        fewest=fewest,
        overall=rule.observations.overall,
    )


def _intervals(fate: Fate) -> dict[str, Any] | None:
    """The 95 % intervals of samples; of what is exact there are none."""
    if fate.states_within is None or fate.mean_within is None:
        return None
    within = {state.value: [one.low, one.high] for state, one in fate.states_within.items()}
    return {"recommended": within, "mean": [fate.mean_within.low, fate.mean_within.high]}


def _how(found: Sittings) -> Iterator[str]:
    """On how many sittings the figures stand, and how sure those are that are sampled."""
    sampled = {name: fate for name, fate in found.fates.items() if not fate.exact}
    if len(sampled) == 1:
        yield tr("Fixed personas: every draw.")
    for name, fate in sampled.items():
        told = ", ".join(
            f"{tr(words)} {_span(fate.states_within[state])}" for state, words in _WORDS.items() if fate.states_within
        )
        yield tr(
            "{who}: {sittings} seeded sittings, with 95 % intervals: {told}.",
            who=tr(PLAYS[name]).capitalize(),
            sittings=thousands(fate.sittings),
            told=told,
        )
    if not sampled:
        yield tr("All figures are exact: every draw.")


def _span(share: Estimate) -> str:
    low, high = percent(share.low or 0), percent(share.high or 0)
    return high if low == high else tr("{least} to {most}", least=low.removesuffix(" %"), most=high)
