"""`trainer desk`: the coordinator's desk as commands: what waits, how everybody stands, and each act."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.output import as_json, say, talk
from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_session, placed
from trainer.errors import UsageError

if TYPE_CHECKING:
    from trainer.session import Session
    from trainer.store import Person

_CERTIFICATION = click.option("--certification", "-c", help="The certification, where there are several.")
_FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
_COHORT = click.option("--cohort", help="Only this cohort.")
_REASON = click.option("--reason", default="", help="Why; kept with the act.")
_DAY = click.option("--on", "day", help="The day, as 2026-11-25; today where it is left out.")


@click.group()
def desk() -> None:
    """See how candidates stand, what waits for you, and record what you decide."""


@contextmanager
def _opened(ctx: click.Context, certification: str | None) -> "Iterator[tuple[Session, str]]":
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session.path import which

        yield session, which(session, certification)


def _person(session: "Session", name: str) -> "Person":
    return session.store.people.find(name)


def _command(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every command at the desk has."""
    return desk.command()(_CERTIFICATION(placed(click.pass_context(command))))


@_command
@_COHORT
@_FORMAT
def cohort(ctx: click.Context, certification: str | None, cohort: str | None, form: str) -> None:
    """List the candidates, by name: state, scores with their standard error, what is owed."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.waiting import overview

        found, now = overview(session, id, cohort), session.now()
    if form == "json":
        as_json([{"name": person.name, **standing.record(now)} for person, standing in found])
        return
    widest = max((len(person.name) for person, _ in found), default=0)
    for person, standing in found:
        score = standing.overall
        told = "  –       " if score.score is None else f"{score.score:.2f} ± {score.error or 0:.2f}"
        owed = "; ".join(f"{one.title.lower()}: {one.stands}" for one in standing.asked if not one.met)
        say(f"{person.name:{widest}}  {standing.status(now).told:16}  {told}  {owed}".rstrip())
    if not found:
        talk("Nobody is listed. `trainer people add NAME` adds a mentor.")


@_command
@_COHORT
@_FORMAT
def queue(ctx: click.Context, certification: str | None, cohort: str | None, form: str) -> None:
    """List what waits for you, the longest first."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.waiting import label, queue

        tasks = queue(session, id, cohort)
        named = [(label(session, task), task) for task in tasks]
    if form == "json":
        as_json([{"who": who, **task.record()} for who, task in named])
        return
    for who, task in named:
        place = " ".join(part for part in (task.run[-8:], task.scene, task.code) if part)
        turn = f" ({('first', 'second', 'third')[task.turn - 1]} marker)" if task.kind == "own_words" else ""
        say(f"since {task.since[:10]}  {who}  {task.kind.told}{turn}  {place}".rstrip())
    if not named:
        talk("Nothing waits for you.")


@_command
@click.argument("name")
@_FORMAT
def show(ctx: click.Context, certification: str | None, name: str, form: str) -> None:
    """Show a candidate: recommendation with its reasons, scores, requirements, sittings, what was recorded."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.dossier import as_lines, as_record, dossier

        found = dossier(session, _person(session, name), id)
    if form == "json":
        as_json(as_record(found))
    else:
        say(*as_lines(found))


@_command
@click.argument("name")
@click.argument("minutes", type=int)
@_DAY
def hours(ctx: click.Context, certification: str | None, name: str, minutes: int, day: str | None) -> None:
    """Enter MINUTES of training with others for NAME."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import enter_hours

        enter_hours(session, _person(session, name), id, minutes, _day(session, day))
    talk("Entered.")


@_command
@click.argument("name")
@click.argument("levels", nargs=-1)
@click.option("--minutes", type=int, default=10, help="How long it took.")
@click.option("--comment", default="", help="What the mentor should hear of it.")
@_DAY
def live(
    ctx: click.Context,
    certification: str | None,
    name: str,
    levels: tuple[str, ...],
    minutes: int,
    comment: str,
    day: str | None,
) -> None:
    """Record a live role-play of NAME, with LEVELS as criterion=3; without them the criteria are listed."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.candidate import candidate
        from trainer.session.desk import live_criteria, observe

        person = _person(session, name)
        if not levels:
            say(*live_criteria(session, candidate(session, person, id)))
            return
        observe(session, person, id, _levels(levels), minutes=minutes, day=_day(session, day), comment=comment)
    talk("Recorded.")


@_command
@click.argument("name")
@click.argument("run")
@click.argument("scene")
@click.argument("levels", nargs=-1)
@click.option("--comment", default="", help="What the mentor should hear of it.")
def mark(
    ctx: click.Context,
    certification: str | None,
    name: str,
    run: str,
    scene: str,
    levels: tuple[str, ...],
    comment: str,
) -> None:
    """Rate own words at SCENE of RUN, with LEVELS as criterion=3; without them the words are shown.

    NAME may be the code that the queue gives instead of a name, since marking is blind.
    """
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import mark_words
        from trainer.session.waiting import person_of_run, words_to_mark

        run = session.store.find_run(run)
        person = person_of_run(session, run, name)
        if not levels:
            say(*words_to_mark(session, person, id, run, scene))
            return
        mark_words(session, person, id, run, scene, _levels(levels), comment)
    talk("Marked.")


@_command
@click.argument("name")
@click.argument("run")
@click.argument("scene")
@click.argument("code")
@click.option("--confirm/--dismiss", "confirmed", default=None, help="Whether it was a critical act.")
@_REASON
def judge(
    ctx: click.Context,
    certification: str | None,
    name: str,
    run: str,
    scene: str,
    code: str,
    confirmed: bool | None,
    reason: str,
) -> None:
    """Confirm or dismiss the critical act CODE at SCENE of RUN. It never changes a score."""
    if confirmed is None:
        raise UsageError("Say --confirm or --dismiss.")
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import judge

        act = (session.store.find_run(run), scene, code)
        judge(session, _person(session, name), id, act, confirmed=confirmed, reason=reason)
    talk("Confirmed." if confirmed else "Dismissed.")


@_command
@click.argument("name")
@click.argument("decision", type=click.Choice(["certified", "certified_with_conditions", "returned", "withdrawn"]))
@click.option("--conditions", default="", help="What the certificate depends on.")
@_REASON
def decide(
    ctx: click.Context, certification: str | None, name: str, decision: str, conditions: str, reason: str
) -> None:
    """Decide on NAME. The program recommends; you decide, and say why."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import decide
        from trainer.session.records import Decision

        decide(session, _person(session, name), id, Decision(decision), reason=reason, conditions=conditions)
    talk("Decided.")


@_command
@click.argument("name")
@_REASON
def talked(ctx: click.Context, certification: str | None, name: str, reason: str) -> None:
    """Record a talk with NAME; --reason says what was agreed."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import talk as record

        record(session, _person(session, name), id, reason)
    talk("Recorded.")


@_command
@click.argument("name")
@_REASON
def allow(ctx: click.Context, certification: str | None, name: str, reason: str) -> None:
    """Let NAME open one sitting without waiting."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import allow_sitting

        allow_sitting(session, _person(session, name), id, reason)
    talk("Allowed.")


@_command
@click.argument("name")
@click.argument("sitting")
@_REASON
def void(ctx: click.Context, certification: str | None, name: str, sitting: str, reason: str) -> None:
    """Let SITTING of NAME count for nothing; its try is given back."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import void_sitting

        void_sitting(session, _person(session, name), id, sitting, reason)
    talk("Voided.")


@_command
@click.argument("name")
@click.argument("run")
@click.argument("text")
@click.option("--scene", help="The decision it is about; without it, the whole run.")
def comment(ctx: click.Context, certification: str | None, name: str, run: str, text: str, scene: str | None) -> None:
    """Comment on RUN of NAME, or on one decision of it. TEXT may name a comment of the bank as `bank:id`."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import comment

        comment(session, _person(session, name), id, session.store.find_run(run), text, scene)
    talk("Kept.")


@_command
@click.argument("name")
@_REASON
def appeal(ctx: click.Context, certification: str | None, name: str, reason: str) -> None:
    """Take up an appeal of NAME against the decision, on any ground."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import appeal

        appeal(session, _person(session, name), id, reason)
    talk("Taken up. Somebody who neither marked nor decided hears it.")


@_command
@click.argument("name")
@click.argument("outcome", type=click.Choice(["upheld", "marked_again", "voided"]))
@_REASON
def hear(ctx: click.Context, certification: str | None, name: str, outcome: str, reason: str) -> None:
    """Decide the appeal of NAME: the decision stands, it is marked again, or the sitting is void."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import hear
        from trainer.session.records import Outcome

        hear(session, _person(session, name), id, Outcome(outcome), reason)
    talk("Decided.")


@_command
@click.argument("name")
@_REASON
def move(ctx: click.Context, certification: str | None, name: str, reason: str) -> None:
    """Move NAME to the certification as it is now; without this they keep the one they began with."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import move

        move(session, _person(session, name), id, reason)
    talk("Moved.")


@_command
@click.argument("name")
def mentoring(ctx: click.Context, certification: str | None, name: str) -> None:
    """Record that NAME is mentoring, so that the certificate does not lapse."""
    with _opened(ctx, certification) as (session, id):
        from trainer.session.desk import still_mentoring

        still_mentoring(session, _person(session, name), id)
    talk("Recorded.")


def _levels(words: tuple[str, ...]) -> dict[str, int]:
    """`criterion=3` as a level by criterion. Raises UsageError."""
    found = {}
    for word in words:
        name, sign, level = word.partition("=")
        if not sign or not level.isdigit():
            raise UsageError(f'"{word}" is not a level.', "Write it as criterion=3.")
        found[name] = int(level)
    return found


def _day(session: "Session", day: str | None) -> date:
    """A day as it was given, or today. Raises UsageError."""
    if day is None:
        return session.now().date()
    try:
        return datetime.strptime(day, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(f'"{day}" is not a day.', "Write it as 2026-11-25.") from None
