"""What `trainer analyse --certification` found, as a record for other programs and as lines for a person."""

from collections.abc import Iterable, Iterator
from typing import Any

from trainer.analysis.sittings import Fate, Sittings
from trainer.language import tr
from trainer.reports.figures import PLAYS
from trainer.reports.marks import percent, thousands
from trainer.scoring.certify import State


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
    yield f"  {_how(found.fates.values())}"
    fewest = min((fate.observations for fate in found.fates.values()), default=0)
    yield tr(
        "  No sitting has fewer than {fewest} scored decisions; {overall} are asked for.",
        fewest=fewest,
        overall=rule.observations.overall,
    )


def _how(fates: Iterable[Fate]) -> str:
    sampled = [fate for fate in fates if not fate.exact]
    told = tr("Fixed personas: every draw.") if len(sampled) == 1 else tr("Seeded samples.")
    return (
        tr("{told} Random: {sittings} seeded sittings.", told=told, sittings=thousands(sampled[0].sittings))
        if sampled
        else told
    )
