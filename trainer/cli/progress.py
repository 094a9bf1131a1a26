"""`trainer progress`: where a mentor is on the way to a certificate. `trainer sit` does the next part of it."""

from typing import TYPE_CHECKING, Any

import click

from trainer.cli.output import as_json, say
from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_session, placed
from trainer.language import mark, tr

if TYPE_CHECKING:
    from trainer.session.path import Path

ONLY = mark("The certification, where there are several.")


@click.command()
@click.option("--certification", "-c", help=ONLY)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@placed
@click.pass_context
def progress(ctx: click.Context, certification: str | None, form: str) -> None:
    """Show what a certification asks of you: what is done, what is not and why, and what to do next."""
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.plain import path_lines
        from trainer.session.path import path, which

        found = path(session, which(session, certification))
        if form == "json":
            as_json(_record(found))
            return
        say(*path_lines(found))
        if found.sitting is not None or found.can_open:
            say(
                tr("`trainer sit` goes on with your sitting.")
                if found.sitting
                else tr("`trainer sit` opens a sitting.")
            )


def _record(found: "Path") -> dict[str, Any]:
    return {
        "certification": found.certification,
        "title": found.title,
        "requirements": [
            {"key": one.key, "title": one.title, "met": one.met, "stands": one.stands, "next": one.next}
            for one in found.requirements
        ],
        "next": found.next,
        "sittings_left": found.tries_left,
        "wait_until": found.wait_until.isoformat() if found.wait_until else None,
        "can_open": found.can_open,
        "sitting": found.sitting.sitting if found.sitting else None,
        "conversations": [
            {"scenario": one.place.scenario, "run": one.place.run, "stands": one.stands} for one in found.conversations
        ],
        "decision": found.standing.decision.value if found.standing.decision else None,
        "reason": found.verdict.reason if found.verdict else None,
        "conditions": found.verdict.conditions if found.verdict else None,
        "appeal_until": found.verdict.appeal_until.isoformat()
        if found.verdict and found.verdict.appeal_until
        else None,
        "valid_until": found.standing.valid_until,
    }
