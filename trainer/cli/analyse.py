"""`trainer analyse`: everything that can be said of a scenario's runs before anybody plays it."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import as_json, say, talk
from trainer.cli.wiring import Places, open_library, placed
from trainer.cli.writing import keep
from trainer.errors import ContentError, UsageError

if TYPE_CHECKING:
    from trainer.analysis.analysis import Analysis
    from trainer.content.library import Library
    from trainer.content.scenario import Scenario

MOST_STATES = 2_000_000


def _cut(_ctx: click.Context, _option: click.Parameter, given: str) -> Fraction:
    """A score from 1 to 4, exactly as it was written."""
    try:
        cut = Fraction(given)
    except (ValueError, ZeroDivisionError):
        raise click.BadParameter("is a score such as 3.0.") from None
    if not 1 <= cut <= 4:
        raise click.BadParameter("lies between 1 and 4.")
    return cut


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--cut", default="3.0", show_default=True, callback=_cut, help="The score that personas try to reach.")
@click.option(
    "--states",
    type=click.IntRange(1, MOST_STATES),
    default=100_000,
    show_default=True,
    help="Walk so many states; of a larger scenario random plays are told.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="How to print it.")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write it to this file.")
@placed
@click.pass_context
def analyse(
    ctx: click.Context, files: tuple[Path, ...], cut: Fraction, states: int, form: str, out: Path | None
) -> None:
    """Say what the runs of the scenarios in FILE... can come to: lengths, scores, personas, decisions.

    Figures are exact, over every path. JSON is a list with one object a file; HTML is one page with charts and maps.
    """
    from trainer.analysis.analysis import analysed

    library = open_library(ctx.ensure_object(Places), proved=True)
    found = [list(_analysed(file, library, cut, states, analysed)) for file in files]
    _print(found, form, out)


def _analysed(file: Path, library: "Library", cut: Fraction, states: int, ask: "Ask") -> "Iterator[Analysis]":
    scenario = _sound(file, library)
    try:
        yield from ask(scenario, cut, states)
    except (ValueError, IndexError) as error:
        raise ContentError(f"{file}: its paths are wrong: {error}.") from error
