"""`trainer runs`: the runs, newest first; and as files from one machine to another (`elsewhere`)."""

from typing import TYPE_CHECKING, Any

import click

from trainer.cli.elsewhere import receive, send
from trainer.cli.output import as_json, say, talk
from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_session, placed
from trainer.language import mark, tr, tr_many

if TYPE_CHECKING:
    from trainer.store import RunRow


@click.group(invoke_without_command=True)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print them.")
@click.option("--all/--open", "everything", default=True, help="All runs, or only those to go on with.")
@placed
@click.pass_context
def runs(ctx: click.Context, form: str, everything: bool) -> None:
    """List the runs, newest first; with a COMMAND, send them to another machine or receive them from one."""
    if ctx.invoked_subcommand is not None:
        return
    with opened_session(ctx.ensure_object(Places), acting) as session:
        rows = [row for row in session.runs() if everything or row.status == "open"]
    if form == "json":
        as_json([_record(row) for row in rows])
        return
    say(*(_line(row) for row in rows))
    if not rows:
        talk(tr("There are no runs yet. `trainer play SCENARIO` begins one."))


runs.add_command(send)
runs.add_command(receive)


def _record(row: "RunRow") -> dict[str, Any]:
    return {
        "run": row.run,
        "scenario": row.scenario,
        "mode": row.mode.value,
        "status": row.status.value,
        "outcome": row.outcome,
        "score": row.score,
        "decisions": row.decisions,
        "opened": row.opened,
        "last": row.last,
        "elsewhere": row.elsewhere,
    }


_WORDS = (
    *(mark("open"), mark("finished"), mark("submitted"), mark("abandoned")),
    *(mark("practice"), mark("assessment")),
    *(mark("good"), mark("mixed"), mark("poor"), mark("unfinished")),
)
"""How runs stand, their modes and outcomes, as they are said."""


def _line(row: "RunRow") -> str:
    """One run: its id, day, scenario, mode, and how it stands."""
    stands = tr(row.status.value)
    if row.outcome:
        stands += f", {tr(row.outcome)}"
    if row.score is not None:
        stands += tr(", {score} of 4", score=f"{row.score:.1f}")
    if row.elsewhere:
        stands += tr(", played elsewhere")
    decisions = tr_many(row.decisions, "{count} decision", "{count} decisions")
    opened = row.opened[:16].replace("T", " ")
    return f"{row.run}  {opened}  {row.scenario}  {tr(row.mode.value)}  {stands}  {decisions}"
