"""`trainer export ink`: a scenario as a story that ink's own tools and games play."""

from pathlib import Path

import click

from trainer.cli.output import say, talk
from trainer.cli.shapes import sound
from trainer.cli.wiring import Places, open_library, open_school, placed
from trainer.cli.writing import keep, must_be_free
from trainer.errors import UsageError
from trainer.language import tr


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write the story to this file.")
@click.option("--casting", default="a", show_default=True, help="Whose names it uses.")
@placed
@click.pass_context
def ink(ctx: click.Context, file: Path, out: Path | None, casting: str) -> None:
    """Write the scenario or case in FILE as a story in ink: scenes are knots, meters variables, repairs tunnels.

    It is written to standard output, or with -o to a file; what ink cannot do is told on standard error and at the
    top of the story.
    """
    from trainer.reports.ink import exported

    places = ctx.ensure_object(Places)
    library = open_library(places, proved=True)
    scenario = sound(file, library, cases=True)
    known = ("a", *scenario.castings)
    if casting not in known:
        raise UsageError(
            tr('There is no casting "{casting}".', casting=casting), tr("There are: {names}.", names=", ".join(known))
        )
    if out is not None:
        must_be_free(out)
    story = exported(scenario, casting, open_school(places, library))
    if out is None:
        say(*story.text.rstrip("\n").split("\n"))
    else:
        keep(out, story.text)
        talk(tr("{out} is written.", out=out))
    talk(*(tr("Not in it: {said}", said=said) for said in story.left_out))
