"""The figures of `trainer analyse` as one page for a browser: nothing else is needed to see it.

Charts are drawings within the page, each with its figures in a table beside it; the map is the drawing of
`trainer graph`. Whatever stands in a scenario is shown as text only. Called by `cli.analyse`.
"""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from trainer.analysis.analysis import Analysis
from trainer.analysis.graph import mapped
from trainer.analysis.personas import SKILLED
from trainer.errors import UsageError
from trainer.language import tr
from trainer.reports.drawing import svg
from trainer.reports.figures import PLAYS, figure, scores, size, steps, title, told
from trainer.reports.fill import filled


def page(found: Sequence[Sequence[Analysis]]) -> str:
    """The page of some scenarios, each analysed at every kind of school."""
    parts = [_part(one) for analyses in found for one in analyses]
    plays = {name: tr(called) for name, called in PLAYS.items()}
    return filled("analysis.html", parts=parts, plays=plays, skilled=SKILLED, figure=figure, told=told)


def _part(one: Analysis) -> dict[str, Any]:
    return {
        "one": one,
        "id": "-".join([one.scenario.scenario, *sorted(one.school)]),
        "title": title(one)
        + (tr(", where {settings} is yes", settings=tr(" and ").join(sorted(one.school))) if one.school else ""),
        "size": list(size(one)),
        "scores": next(scores(one)),
        "sampled": not one.scores.exact,
        "steps": steps(one),
        "map": _map(one),
    }


def _map(one: Analysis) -> str | None:
    """The map as an address that holds all of it, so that its styles stay its own; None where it is too large."""
    try:
        drawn = svg(mapped(one.scenario, one.meets or None))
    except UsageError:
        return None
    return "data:image/svg+xml;base64," + b64encode(drawn.encode()).decode()
