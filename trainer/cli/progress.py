"""`trainer progress`: where a mentor is on the way to a certificate. `trainer sit` does the next part of it."""

from typing import TYPE_CHECKING, Any

import click

from trainer.cli.output import as_json, say
from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_session, placed

if TYPE_CHECKING:
    from trainer.session.path import Path

ONLY = "The certification, where there are several."


@click.command()
@click.option("--certification", "-c", help=ONLY)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@placed
@click.pass_context
def progress(ctx: click.Context, certification: str | None, form: str) -> None:
    """Show what a certification asks of you: what is done, what is not and why, and what to do next."""
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session.path import path, which

        id = which(session, certification)
        found, now = path(session, id), session.now()
    if form == "json":
        as_json(_record(id, found))
        return
    say(found.title, found.about, "")
    for one in found.requirements:
        say(f"  {'done' if one.met else 'to do':6}{one.title}: {one.stands}")
    say("")
    if found.standing.decision is not None:
        say(f"Decided: {found.standing.status(now).told}.")
    if found.wait_until is not None:
        say(f"The next sitting can be opened from {found.wait_until:%d %B %Y, %H:%M} UTC.")
    say(f"Sittings left: {found.tries_left}. {found.turn_told}", f"Next: {found.next}")


def _record(id: str, found: "Path") -> dict[str, Any]:
    return {
        "certification": id,
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
        "decision": found.standing.decision.value if found.standing.decision else None,
        "valid_until": found.standing.valid_until,
    }
