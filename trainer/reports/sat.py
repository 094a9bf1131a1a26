"""What `trainer analyse --certification` found, as a record for other programs and as lines for a person."""

from collections.abc import Iterable, Iterator
from typing import Any

from trainer.analysis.sittings import Fate, Sittings
from trainer.reports.figures import PLAYS
from trainer.reports.marks import percent
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
    yield f"  A sitting draws {drawn} of {len(rule.sitting.pool)} conversations, in {found.draws:,} ways."
    yield "  All else that is asked is taken as done, and every critical act as confirmed."
    yield ""
    yield f"  {'':26}{'ready':>9}{'borderline':>12}{'not yet':>9}{'other':>7}{'mean':>7}"
    for name, fate in found.fates.items():
        share = {state: float(fate.states.get(state, 0)) for state in State}
        ready, close, low = (percent(share[state]) for state in (State.READY, State.BORDERLINE, State.NOT_YET))
        other = percent(share[State.INCOMPLETE] + share[State.CRITICAL_PENDING])
        mean = "–" if fate.mean is None else f"{fate.mean:.2f}"
        yield f"  {PLAYS[name]:26}{ready:>9}{close:>12}{low:>9}{other:>7}{mean:>7}"
    yield ""
    yield f"  {_how(found.fates.values())}"
    fewest = min((fate.observations for fate in found.fates.values()), default=0)
    yield f"  No sitting has fewer than {fewest} scored decisions; {rule.observations.overall} are asked for."


def _how(fates: Iterable[Fate]) -> str:
    sampled = [fate for fate in fates if not fate.exact]
    told = "Fixed personas: every draw." if len(sampled) == 1 else "Seeded samples."
    return f"{told} Random: {sampled[0].sittings:,} seeded sittings." if sampled else told
