"""`trainer list`: the scenarios of the library, role reversals and cases among them."""

import click

from trainer.cli.output import as_json, say, talk
from trainer.cli.wiring import Places, open_library, placed
from trainer.language import tr


@click.command("list")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="How to print them.",
)
@placed
@click.pass_context
def list_scenarios(ctx: click.Context, form: str) -> None:
    """List the scenarios of the library."""
    from trainer.reports.contents import lines, markdown, record, rows

    library = open_library(ctx.ensure_object(Places))
    found = rows(library)
    if form == "json":
        as_json([record(one) for one in found])
    elif not found:
        talk(tr("There are no scenarios here. --library DIR names another folder."))
    else:
        say(*(markdown(found) if form == "markdown" else lines(found)))
    for name in sorted(library.scenarios.keys() - {one.scenario for one in found}):
        talk(tr("{name} cannot be read: `trainer check` says why.", name=name))
