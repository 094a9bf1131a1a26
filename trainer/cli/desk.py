"""`trainer desk`: the coordinator's desk as commands: what waits, how everybody stands; the acts are in `deeds`."""

import click

from trainer.cli.at_desk import COHORT, FORMAT, command, opened, person_named
from trainer.cli.deeds import DEEDS
from trainer.cli.output import as_json, say, talk
from trainer.errors import UsageError
from trainer.language import tr, tr_many

_STATE = click.option("--state", help="Only those of this state: ready, borderline, not_yet, incomplete, certified …")
_SORT = click.option(
    "--sort",
    type=click.Choice(["name", "state", "waiting"]),
    default="name",
    help="The order; never by score.",
)


_TOLD = 2
"""Of so many things that somebody owes a line tells how they stand; `trainer desk show` tells of all."""


@click.group()
def desk() -> None:
    """See how candidates stand, what waits for you, and record what you decide."""


@command
@COHORT
@_STATE
@_SORT
@FORMAT
def cohort(
    ctx: click.Context, certification: str | None, cohort: str | None, state: str | None, sort: str, form: str
) -> None:
    """List the candidates: state, scores with their standard error, what is owed."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.board import Order, board
        from trainer.session.standing import Status

        wanted = state.replace(" ", "_").replace("-", "_") if state is not None else None
        if wanted is not None and wanted not in list(Status):
            raise UsageError(
                tr('There is no state "{wanted}".', wanted=wanted[:40]),
                tr("There are {names}.", names=", ".join(Status)),
            )
        status = Status(wanted) if wanted is not None else None
        found = board(session, id, cohort=cohort, status=status, order=Order(sort))
    if form == "json":
        rows = found.rows
        as_json(
            [
                {"name": row.person.name, "cohort": row.person.cohort, "waiting_since": row.waiting}
                | row.standing.record(found.now)
                for row in rows
            ]
        )
        return
    widest = max((len(row.person.name) for row in found.rows), default=0)
    for row in found.rows:
        score = row.standing.overall
        told = "  –       " if score.score is None else f"{score.score:.2f} ± {score.error or 0:.2f}"
        owes = [f"{one.title.lower()} {one.stands}" for one in row.standing.asked if not one.met]
        left = len(owes) - _TOLD
        more = tr_many(left, "; and {count} more", "; and {count} more") if left > 0 else ""
        owed = "; ".join(owes[:_TOLD]) + more
        say(f"{row.person.name:{widest}}  {row.status.told:16}  {told}  {owed}".rstrip())
    if not found.of:
        talk(tr("Nobody is listed. `trainer people add NAME` adds a mentor."))
    elif not found.rows:
        talk(tr("Nobody is in that state."))


@command
@COHORT
@FORMAT
def queue(ctx: click.Context, certification: str | None, cohort: str | None, form: str) -> None:
    """List what waits for you, the longest first."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.waiting import label, queue

        tasks = queue(session, id, cohort)
        named = [(label(session, task), task) for task in tasks]
    if form == "json":
        as_json([{"who": who, **task.record()} for who, task in named])
        return
    for who, task in named:
        run = "" if task.is_blind else task.run[-8:]
        place = " ".join(part for part in (run, task.scene, task.code) if part)
        turn = tr(" ({marker} marker)", marker=task.marker) if task.is_blind else ""
        say(f"{tr('since')} {task.since[:10]}  {who}  {task.kind.told}{turn}  {place}".rstrip())
    if not named:
        talk(tr("Nothing waits for you."))


@command
@click.argument("name")
@FORMAT
def show(ctx: click.Context, certification: str | None, name: str, form: str) -> None:
    """Show a candidate: recommendation, scores and their evidence, own words, sittings, what was recorded."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.dossier import as_lines, as_record, dossier

        found = dossier(session, person_named(session, name), id)
    if form == "json":
        as_json(as_record(found))
    else:
        say(*as_lines(found))


@command
@click.argument("name")
@click.argument("run")
@FORMAT
def transcript(ctx: click.Context, certification: str | None, name: str, run: str, form: str) -> None:
    """Show RUN of NAME: what was said, each decision with its level and scene, and the comments on it."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.reading import as_lines, as_record, read_run

        found = read_run(session, person_named(session, name), id, session.store.find_run(run))
    if form == "json":
        as_json(as_record(found))
    else:
        say(*as_lines(found))


@command
@FORMAT
def bank(ctx: click.Context, certification: str | None, form: str) -> None:
    """List the comments to use again. A school keeps its own in comments.yaml in the data directory."""
    with opened(ctx, certification) as (session, _):
        from trainer.session.bank import bank

        found = bank(session)
    if form == "json":
        as_json(found)
        return
    for name, text in found.items():
        say(f"bank:{name}  {text}")
    if not found:
        talk(tr("There are none. Write comments.yaml in the data directory: a line `id: words` each."))


for _one in (cohort, queue, show, transcript, bank, *DEEDS):
    desk.add_command(_one)
