"""`trainer verify`: whether runs are as they were made."""

import click

from trainer.cli.output import say, talk
from trainer.cli.wiring import Places, opened_session, opened_store, placed
from trainer.errors import Exit


@click.command()
@click.argument("run", required=False)
@click.option("--log", is_flag=True, help="Verify the audit instead: its chain, and every word not erased.")
@placed
@click.pass_context
def verify(ctx: click.Context, run: str | None, log: bool) -> None:
    """Replay RUN, or all runs, from the events: the same state, the same scores, the chain whole.

    Ends with status 1 when something is not as it was.
    """
    from trainer.session import verify as verified

    if log:
        ctx.exit(_audit(ctx.ensure_object(Places)))
    wrong = 0
    with opened_session(ctx.ensure_object(Places)) as session:
        wanted = session.store.find_run(run) if run else None
        rows = [row for row in session.store.runs() if wanted in (None, row.run)]
        for row in rows:
            problems = verified(session, row)
            wrong += bool(problems)
            say(f"{row.run}: {'; '.join(problems) or 'well'}")
    if not rows:
        talk("There are no runs yet.")
    elif wrong:
        talk(f"{wrong} of {len(rows)} not as it was made. `trainer db restore` brings back a backup.")
    ctx.exit(Exit.FAILED if wrong else Exit.OK)


def _audit(places: Places) -> Exit:
    with opened_store(places) as store:
        found = store.check_audit()
    say(f"audit: {'; '.join(found.problems) or 'well'}")
    rows = f"{found.rows} row{'' if found.rows == 1 else 's'}"
    talk(
        f"{rows}, the last link {found.link or 'none yet'}. Note it elsewhere: it shows later that no row was cut off."
    )
    return Exit.FAILED if found.problems else Exit.OK
