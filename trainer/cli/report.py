"""`trainer report`: a cohort, the decisions of scenarios, and a mentor's own page, as HTML, PDF or plain lines."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.at_desk import COHORT, command, opened, person_named
from trainer.cli.output import say, talk
from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_session, placed
from trainer.cli.writing import keep, keep_bytes, must_be_free
from trainer.errors import UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.reports.cohort.blocks import Page

_FORMAT = click.option(
    "--format", "form", type=click.Choice(["html", "pdf", "text"]), default="html", help="How to write it."
)
_FILE = click.option(
    "-o", "file", type=click.Path(path_type=Path), help="The file to write; a name is made where it is left out."
)
_REPLACE = click.option("--replace", is_flag=True, help="Write over a file that is there.")


@click.group()
def report() -> None:
    """Write reports: on a cohort, on the decisions of scenarios, and a mentor's own page."""


@command
@COHORT
@_FORMAT
@_FILE
@_REPLACE
def cohort(
    ctx: click.Context, certification: str | None, cohort: str | None, form: str, file: Path | None, replace: bool
) -> None:
    """Who is where, scores by criterion, how sure they are, whether markers agree, scenarios decision by decision."""
    with opened(ctx, certification) as (session, id):
        from trainer.reports.cohort.cohort import page
        from trainer.session.statistics import gathered

        if cohort is not None and all(one.cohort != cohort for one in session.store.people.everybody()):
            raise UsageError(
                tr('Nobody is in a cohort "{cohort}".', cohort=cohort[:40]), tr("`trainer people list` shows cohorts.")
            )
        found = page(gathered(session, id, cohort))
    _write(found, f"report-{id}-{cohort or 'everybody'}", form, file, replace)


@command
@click.argument("name")
@_FORMAT
@_FILE
@_REPLACE
def mentor(
    ctx: click.Context, certification: str | None, name: str, form: str, file: Path | None, replace: bool
) -> None:
    """The page of NAME, for NAME to read: what is asked, scores and the choices behind them, what comes next."""
    with opened(ctx, certification) as (session, id):
        from trainer.reports.cohort.mentor import page
        from trainer.session.own_page import own_page

        found = page(own_page(session, person_named(session, name), id))
    _write(found, f"report-{name}", form, file, replace)


@click.command()
@click.argument("scenarios", nargs=-1)
@COHORT
@_FORMAT
@_FILE
@_REPLACE
@placed
@click.pass_context
def items(
    ctx: click.Context, scenarios: tuple[str, ...], cohort: str | None, form: str, file: Path | None, replace: bool
) -> None:
    """The decisions of SCENARIOS (all without): difficulty, choices, castings, remarks. It names nobody."""
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.reports.cohort.cohort import items_page
        from trainer.session.moments import day
        from trainer.session.statistics import scenarios as gathered

        for one in scenarios:
            session.library.scenario(one)
        versions, said = gathered(session, scenarios or None, cohort)
        whom = tr("cohort {cohort}", cohort=cohort) if cohort else tr("everybody")
        found = items_page(tr("Scenarios, decision by decision: {whom}", whom=whom), day(session.now()), versions, said)
    _write(found, "report-scenarios", form, file, replace)


def _write(page: "Page", stem: str, form: str, file: Path | None, replace: bool) -> None:
    from trainer.reports.cohort.page import html, lines, pdf

    if form == "text" and file is None:
        say(*lines(page))
        return
    ending = "txt" if form == "text" else form
    to = file or Path(f"{_plain(stem)}.{ending}")
    must_be_free(to, replace=replace)
    if form == "pdf":
        keep_bytes(to, pdf(page), replace=replace)
    else:
        keep(to, html(page) if form == "html" else "\n".join([*lines(page), ""]), replace=replace)
    say(str(to))
    talk(tr("It holds names and levels: keep it as you keep records."))


def _plain(stem: str) -> str:
    """A name as part of a file's: letters, digits and dashes."""
    return "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in stem)[:80]


for _one in (cohort, mentor, items):
    report.add_command(_one)
