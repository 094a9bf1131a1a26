"""`trainer graph`: a scenario's scenes and the ways between them, as a picture or as text for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import say, talk
from trainer.cli.shapes import shaped
from trainer.cli.wiring import placed
from trainer.cli.writing import form_of, keep_made, must_be_made
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.content.scenario import Scenario


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["svg", "mermaid", "dot"]),
    help="SVG, the usual one, is a picture that any browser shows. Without this the ending of the -o name says it.",
)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write it to this file.")
@placed
def graph(file: Path, form: str | None, out: Path | None) -> None:
    """Draw the scenario in FILE: scenes, choices by level, conditions, endings, and how often each is met.

    Without -o it is written to standard output.
    """
    from trainer.analysis.graph import mapped
    from trainer.content.source import read_bytes
    from trainer.reports.diagrams import dot, mermaid
    from trainer.reports.drawing import svg

    if out is not None:
        must_be_made(out)
    form = form or form_of(out, {".mmd": "mermaid", ".mermaid": "mermaid", ".dot": "dot", ".gv": "dot"}, "svg")
    scenario = shaped(str(file), read_bytes(file))
    drawn = {"svg": svg, "mermaid": mermaid, "dot": dot}[form](mapped(scenario, _chances(scenario)))
    if out is None:
        say(*drawn.rstrip("\n").split("\n"))
        return
    keep_made(out, drawn)
    talk(tr("{out} is written.", out=out))


def _chances(scenario: "Scenario") -> dict[str, float] | None:
    """How often a random player meets each scene, at a school whose settings are all no; None where that is open."""
    from trainer.analysis.explore import explore
    from trainer.analysis.visits import visits
    from trainer.content.conditions import ConditionError
    from trainer.engine.story import ready

    try:
        return visits(explore(ready(scenario)))
    except (KeyError, ConditionError):  # names that are not there: `check` says so, and the rest can be drawn
        return None
