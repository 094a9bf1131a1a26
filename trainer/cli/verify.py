"""`trainer verify`: whether runs are as they were made."""

from datetime import datetime
from pathlib import Path

import click

from trainer.cli.output import say, talk
from trainer.cli.wiring import Places, now, opened_session, opened_store, placed
from trainer.errors import Exit
from trainer.language import tr, tr_many


@click.command()
@click.argument("run", required=False)
@click.option("--log", is_flag=True, help="Verify the audit instead: its chain, and every word not erased.")
@click.option("--scores", is_flag=True, help="Only score all runs again from their events: quick, and no replay.")
@click.option("--key", help="The school's published key, did:key:…, that a badge must be signed by.")
@click.option("--revoked", type=click.Path(path_type=Path), help="The school's published list of what was revoked.")
@placed
@click.pass_context
def verify(ctx: click.Context, run: str | None, log: bool, scores: bool, key: str | None, revoked: Path | None) -> None:
    """Replay RUN, or all runs, from the events: the same state, the same scores, the chain whole.

    RUN may be the file of a badge: then its signature and its dates are checked, and, where this database issued
    it, that it was not revoked and that its runs replay to the same scores.

    Ends with status 1 when something is not as it was.
    """
    if run and (run.endswith(".json") or Path(run).is_file()):
        ctx.exit(_badge(ctx.ensure_object(Places), Path(run), key, revoked))
    from trainer.session import verify as verified

    if log:
        ctx.exit(_audit(ctx.ensure_object(Places)))
    if scores:
        ctx.exit(_scores(ctx.ensure_object(Places)))
    wrong = 0
    with opened_session(ctx.ensure_object(Places)) as session:
        wanted = session.store.find_run(run) if run else None
        rows = [row for row in session.store.runs() if wanted in (None, row.run)]
        for row in rows:
            problems = verified(session, row)
            wrong += bool(problems)
            say(f"{row.run}: {'; '.join(problems) or 'well'}")
    if not rows:
        talk(tr("There are no runs yet."))
    elif wrong:
        talk(
            tr(
                "{wrong} of {rows} not as it was made. `trainer db restore` brings back a backup.",
                wrong=wrong,
                rows=len(rows),
            )
        )
    ctx.exit(Exit.FAILED if wrong else Exit.OK)


def _badge(places: Places, file: Path, key: str | None, revoked: Path | None) -> Exit:
    """Check a badge, with this database where it knows the badge, and say what was looked at."""
    from trainer.content.source import read_bytes
    from trainer.reports.certificate.badge import checked
    from trainer.session.certificates import against_log, issued, on_list

    badge = checked(read_bytes(file))
    say(f"{badge.title}: {badge.name}", f"{badge.school}. {badge.claim}")
    say(tr("The signature holds. It was made by {issuer}.", issuer=badge.issuer))
    problems = [] if badge.valid_from <= now() else [tr("it does not hold before {day}", day=_day(badge.valid_from))]
    if key is not None and key != badge.issuer:
        problems.append(tr("it was not signed by the key that was given"))
    if revoked is not None:
        problems += on_list(read_bytes(revoked), badge)
    known = False
    if (places.directory / "trainer.db").exists() or places.database:
        with opened_session(places) as session:
            known = any(one.certificate == badge.certificate for one in issued(session))
            problems += against_log(session, badge) if known else []
    say(tr("It holds until {day}.", day=_day(badge.valid_until)))
    if known and not problems:
        say(tr("This database issued it: it was not revoked, and the runs it stands on replay to the same scores."))
    elif not known and key is None:
        talk(tr("Whether that key is the school's, compare with the one it has published, or give it with --key."))
    for problem in problems:
        say(tr("But {problem}.", problem=problem))
    return Exit.FAILED if problems else Exit.OK


def _day(at: datetime) -> str:
    return tr("{day} {month} {year}", day=f"{at:%d}", month=tr(f"{at:%B}"), year=at.year)


def _scores(places: Places) -> Exit:
    from trainer.session.rescoring import scored_again

    count = wrong = 0
    with opened_store(places) as store:
        for one in scored_again(store):
            count += 1
            if not one.is_well:
                wrong += 1
                told = tr("the score kept is {kept}, and the events give {found}", kept=one.kept, found=one.found)
                say(f"{one.run}: {one.problem or told}")
    talk(
        tr_many(
            count,
            "{count} scored again, {wrong} of them not as kept.",
            "{count} scored again, {wrong} of them not as kept.",
            wrong=wrong,
        )
    )
    return Exit.FAILED if wrong else Exit.OK


def _audit(places: Places) -> Exit:
    with opened_store(places) as store:
        found = store.check_audit()
    say(tr("audit: {told}", told="; ".join(found.problems) or tr("well")))
    talk(
        tr_many(
            found.rows,
            "{count} row, the last link {link}. Note it elsewhere: it shows later that no row was cut off.",
            "{count} rows, the last link {link}. Note it elsewhere: it shows later that no row was cut off.",
            link=found.link or tr("none yet"),
        )
    )
    return Exit.FAILED if found.problems else Exit.OK
