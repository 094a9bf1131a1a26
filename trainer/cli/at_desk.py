"""What the commands at the coordinator's desk share: who is there and for which certification, days, levels."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_session, placed
from trainer.errors import UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.session import Session
    from trainer.store import Person

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
COHORT = click.option("--cohort", help="Only this cohort.")
REASON = click.option("--reason", default="", help="Why; kept with the act.")
DAY = click.option("--on", "day", help="The day, as 2026-11-25; today where it is left out.")
_CERTIFICATION = click.option("--certification", "-c", help="The certification, where there are several.")


def command(body: Callable[..., Any]) -> click.Command:
    """A command with what every command at the desk has; `desk` takes it in."""
    return click.command()(_CERTIFICATION(placed(click.pass_context(body))))


@contextmanager
def opened(ctx: click.Context, certification: str | None) -> "Iterator[tuple[Session, str]]":
    """The session of whoever is there, and which certification is meant. Raises TrainerError."""
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session.path import which

        yield session, which(session, certification)


def person_named(session: "Session", name: str) -> "Person":
    """Somebody by name. Raises UsageError where there is nobody of it."""
    return session.store.people.find(name)


def levels_in(words: tuple[str, ...]) -> dict[str, int]:
    """`criterion=3` as a level by criterion. Raises UsageError."""
    found = {}
    for word in words:
        name, _, level = word.partition("=")
        if not name or level not in ("1", "2", "3", "4"):
            raise UsageError(
                tr('"{word}" is not a level.', word=word[:40]), tr("Write it as criterion=3; levels are 1 to 4.")
            )
        if name in found:
            raise UsageError(tr("{name} has two levels.", name=name[:40]), tr("Give one."))
        found[name] = int(level)
    return found


def day_in(session: "Session", day: str | None) -> date:
    """A day as it was given, or today. Raises UsageError."""
    if day is None:
        return session.now().date()
    try:
        return datetime.strptime(day, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(tr('"{day}" is not a day.', day=day[:40]), tr("Write it as 2026-11-25.")) from None
