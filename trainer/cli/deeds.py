"""What can be recorded at the coordinator's desk, each a command of `trainer desk`."""

from typing import TYPE_CHECKING

import click

from trainer.cli.at_desk import DAY, FORMAT, REASON, command, day_in, levels_in, opened, person_named
from trainer.cli.output import as_json, say, talk
from trainer.errors import UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.session.forms import LiveForm, WordsForm

_SEEN = click.option("--seen", type=int, help="The last record that you read, where a colleague was first.")


@command
@click.argument("name")
@click.argument("minutes", type=int)
@DAY
def hours(ctx: click.Context, certification: str | None, name: str, minutes: int, day: str | None) -> None:
    """Enter MINUTES of training with others for NAME."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import enter_hours

        enter_hours(session, person_named(session, name), id, minutes, day_in(session, day))
    talk(tr("Entered."))


@command
@click.argument("name")
@click.argument("levels", nargs=-1)
@click.option("--minutes", type=int, default=10, help="How long it took.")
@click.option("--comment", default="", help="What the mentor should hear of it.")
@DAY
@FORMAT
def live(
    ctx: click.Context,
    certification: str | None,
    name: str,
    levels: tuple[str, ...],
    minutes: int,
    comment: str,
    day: str | None,
    form: str,
) -> None:
    """Record a live role-play of NAME, with LEVELS as criterion=3; without them the form is shown."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import observe
        from trainer.session.forms import live_form

        person = person_named(session, name)
        if not levels:
            _show(live_form(session, person, id), form)
            return
        observe(session, person, id, levels_in(levels), minutes=minutes, day=day_in(session, day), comment=comment)
    talk(tr("Recorded."))


@command
@click.argument("code")
@click.argument("levels", nargs=-1)
@click.option("--comment", default="", help="What the mentor should hear of it.")
@FORMAT
def mark(
    ctx: click.Context,
    certification: str | None,
    code: str,
    levels: tuple[str, ...],
    comment: str,
    form: str,
) -> None:
    """Rate the own words that wait under CODE, with LEVELS as criterion=3; without them they are shown with the form.

    The queue tells the code. Marking is blind: whose words they are is not told.
    """
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import mark_words
        from trainer.session.forms import words_form
        from trainer.session.waiting import under_code

        task = under_code(session, id, code)
        person = session.store.people.of(task.person)
        if not levels:
            _show(words_form(session, person, id, task.run, task.scene), form)
            return
        mark_words(session, person, id, task.run, task.scene, levels_in(levels), comment)
    talk(tr("Marked."))


@command
@click.argument("name")
@click.argument("run")
@click.argument("scene")
@click.argument("code")
@click.option("--confirm/--dismiss", "confirmed", default=None, help="Whether it was a critical act.")
@REASON
@_SEEN
def judge(
    ctx: click.Context,
    certification: str | None,
    name: str,
    run: str,
    scene: str,
    code: str,
    confirmed: bool | None,
    reason: str,
    seen: int | None,
) -> None:
    """Confirm or dismiss the critical act CODE at SCENE of RUN. It never changes a score."""
    if confirmed is None:
        raise UsageError(tr("Say --confirm or --dismiss."))
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import judge

        act = (session.store.find_run(run), scene, code)
        judge(session, person_named(session, name), id, act, confirmed=confirmed, reason=reason, seen=seen)
    talk(tr("Confirmed.") if confirmed else tr("Dismissed."))


@command
@click.argument("name")
@click.argument("decision", type=click.Choice(["certified", "certified_with_conditions", "returned", "withdrawn"]))
@click.option("--conditions", default="", help="What the certificate depends on.")
@REASON
@_SEEN
def decide(
    ctx: click.Context,
    certification: str | None,
    name: str,
    decision: str,
    conditions: str,
    reason: str,
    seen: int | None,
) -> None:
    """Decide on NAME. The program recommends; you decide, and say why."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import decide
        from trainer.session.records import Decision

        person = person_named(session, name)
        decide(session, person, id, Decision(decision), reason=reason, conditions=conditions, seen=seen)
    talk(tr("Decided."))


@command
@click.argument("name")
@REASON
def talked(ctx: click.Context, certification: str | None, name: str, reason: str) -> None:
    """Record a talk with NAME; --reason says what was agreed."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import talk as record

        record(session, person_named(session, name), id, reason)
    talk(tr("Recorded."))


@command
@click.argument("name")
@REASON
def allow(ctx: click.Context, certification: str | None, name: str, reason: str) -> None:
    """Let NAME open one sitting without waiting."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import allow_sitting

        allow_sitting(session, person_named(session, name), id, reason)
    talk(tr("Allowed."))


@command
@click.argument("name")
@click.argument("sitting")
@REASON
def void(ctx: click.Context, certification: str | None, name: str, sitting: str, reason: str) -> None:
    """Let SITTING of NAME count for nothing; its try is given back."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import void_sitting

        void_sitting(session, person_named(session, name), id, sitting, reason)
    talk(tr("Voided."))


@command
@click.argument("name")
@click.argument("run")
@click.argument("text")
@click.option("--scene", help="The decision it is about; without it, the whole run.")
def comment(ctx: click.Context, certification: str | None, name: str, run: str, text: str, scene: str | None) -> None:
    """Comment on RUN of NAME, or on one decision of it. TEXT may name a comment of the bank as `bank:id`."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import comment

        comment(session, person_named(session, name), id, session.store.find_run(run), text, scene)
    talk(tr("Kept."))


@command
@click.argument("name")
@REASON
def appeal(ctx: click.Context, certification: str | None, name: str, reason: str) -> None:
    """Take up an appeal of NAME against the decision, on any ground."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import appeal

        appeal(session, person_named(session, name), id, reason)
    talk(tr("Taken up. Somebody who neither marked nor decided hears it."))


@command
@click.argument("name")
@click.argument("outcome", type=click.Choice(["upheld", "marked_again", "voided"]))
@REASON
def hear(ctx: click.Context, certification: str | None, name: str, outcome: str, reason: str) -> None:
    """Decide the appeal of NAME: the decision stands, it is marked again, or the sitting is void."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import hear
        from trainer.session.records import Outcome

        hear(session, person_named(session, name), id, Outcome(outcome), reason)
    talk(tr("Decided."))


@command
@click.argument("name")
@REASON
def move(ctx: click.Context, certification: str | None, name: str, reason: str) -> None:
    """Move NAME to the certification as it is now; without this they keep the one they began with."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import move

        move(session, person_named(session, name), id, reason)
    talk(tr("Moved."))


@command
@click.argument("name")
def mentoring(ctx: click.Context, certification: str | None, name: str) -> None:
    """Record that NAME is mentoring, so that the certificate does not lapse."""
    with opened(ctx, certification) as (session, id):
        from trainer.session.desk import still_mentoring

        still_mentoring(session, person_named(session, name), id)
    talk(tr("Recorded."))


def _show(form: "WordsForm | LiveForm", how: str) -> None:
    from trainer.session.forms import as_lines, as_record

    if how == "json":
        as_json(as_record(form))
    else:
        say(*as_lines(form))


DEEDS: tuple[click.Command, ...] = (
    hours,
    live,
    mark,
    judge,
    decide,
    talked,
    allow,
    void,
    comment,
    appeal,
    hear,
    move,
    mentoring,
)
"""Every act, as `trainer desk` has them."""
