"""`trainer approve`: record that the safeguarding lead approved a scenario as it stands."""

import click

from trainer.cli.output import say, talk
from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_session, placed
from trainer.language import tr


@click.command()
@click.argument("scenario", required=False)
@click.option("--by", default="", help="Who approved it, such as the safeguarding lead's name.")
@placed
@click.pass_context
def approve(ctx: click.Context, scenario: str | None, by: str) -> None:
    """Record that SCENARIO was approved for use; without it, list those that need it and how they stand.

    An approval is of the text as it is: after a change it is asked for again.
    """
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session.desk import approve
        from trainer.session.waiting import approvals

        if scenario is None:
            for name, title, at in approvals(session):
                told = tr("Approved {day}.", day=at[:10]) if at else tr("Not approved yet.")
                say(f"{name}: {title}. {told}")
            return
        approve(session, scenario, by)
    talk(tr("Recorded."))
