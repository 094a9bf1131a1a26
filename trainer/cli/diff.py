"""`trainer diff`: what two versions of a scenario mean otherwise, and which stored runs would score otherwise."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import as_json, say, talk
from trainer.cli.shapes import shaped
from trainer.cli.wiring import Places, opened_session, placed
from trainer.errors import TrainerError, UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.analysis.rescore import Rescored
    from trainer.content.scenario import Scenario
    from trainer.engine.run import Run


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--git", "revision", metavar="REV", help="Compare FILE with what it was at this revision of git.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", help="Markdown for a review."
)
@click.option("--cut", default="3.0", help="The score of which it is told who would reach it; 3.0 without.")
@placed
@click.pass_context
def diff(ctx: click.Context, files: tuple[Path, ...], revision: str | None, form: str, cut: str) -> None:
    """Compare two versions of a scenario: OLD NEW, or with --git REV one FILE.

    Not lines but meaning: scenes, choices, levels, ways; what can be scored; and which stored runs the new version
    would score otherwise. Nothing stored changes.
    """
    from trainer.analysis.diff import compare
    from trainer.analysis.rescore import standing
    from trainer.reports.differences import Review, markdown, record, text

    at = _cut(cut)
    old, new = _versions(files, revision)
    runs = _rescored(ctx.ensure_object(Places), old, new)
    review = Review(compare(old, new), at, standing(old, at), standing(new, at), runs)
    if form == "json":
        as_json(record(review))
    else:
        say(*(markdown(review) if form == "markdown" else text(review)))
    if runs is None:
        talk(tr("There is no database here: no stored runs were looked at."))


def _cut(given: str) -> Fraction:
    try:
        cut = Fraction(given)
    except (ValueError, ZeroDivisionError):
        cut = Fraction(0)
    if not 1 <= cut <= 4:
        raise UsageError(tr("{given} is not a score.", given=given), tr("A cut is a number from 1 to 4, such as 3.0."))
    return cut


def _versions(files: tuple[Path, ...], revision: str | None) -> "tuple[Scenario, Scenario]":
    from trainer.content.source import read_bytes

    if len(files) != (2 if revision is None else 1):
        raise UsageError(
            tr("Two files are compared, or one with an earlier revision of itself."),
            tr("`trainer diff OLD NEW`, or `trainer diff --git REV FILE`."),
        )
    new = shaped(str(files[-1]), read_bytes(files[-1]))
    if revision is None:
        return shaped(str(files[0]), read_bytes(files[0])), new
    from trainer.cli.revisions import at_revision

    return shaped(f"{files[0]} at {revision}", at_revision(revision, files[0])), new


def _rescored(places: Places, old: "Scenario", new: "Scenario") -> "tuple[Rescored, ...] | None":
    """The stored runs of the scenario under the new version; None where there is no database."""
    from trainer.store.connection import locate

    address = locate(places.directory, places.database)
    if address.file is not None and not address.file.exists():
        return None
    from trainer.analysis.rescore import rescored

    return tuple(rescored(_runs(places, {old.scenario, new.scenario}), new))


def _runs(places: Places, scenarios: set[str]) -> "Iterator[Run]":
    """The stored runs of a scenario, replayed; those that are damaged are told of and left out."""
    with opened_session(places) as session:
        for scenario in sorted(scenarios):
            for row in session.store.runs(scenario=scenario):
                try:
                    yield session.recall(row.run).run
                except TrainerError as error:
                    talk(tr("Run {run} is left out: {message}", run=row.run, message=error.message))
