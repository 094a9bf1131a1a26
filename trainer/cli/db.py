"""`trainer db`: bring the database up to this version, copy it, bring a copy back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import say
from trainer.cli.who import allowed
from trainer.cli.wiring import Places, now, opened_store, placed
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.store import Fact


@click.group()
@placed
def db() -> None:
    """Upgrade, back up or restore the database."""


@db.command()
@placed
@click.pass_context
def upgrade(ctx: click.Context) -> None:
    """Bring the database up to this version of trainer. An SQLite file is backed up first."""
    from trainer.store import upgrade as upgraded

    places = ctx.ensure_object(Places)
    done = upgraded(places.directory, places.database, now=now)
    if done.backup:
        say(tr("Backed up to {backup}", backup=done.backup))
    if done.before == done.after:
        say(tr("The database is up to date, at revision {after}.", after=done.after))
    else:
        say(
            tr(
                "The database went from revision {before} to {after}.",
                before=done.before or tr("none"),
                after=done.after,
            )
        )


@db.command()
@placed
@click.pass_context
def backup(ctx: click.Context) -> None:
    """Copy the database to a dated file in the data directory."""
    from trainer.session import Job
    from trainer.store import backup as backed_up

    places = ctx.ensure_object(Places)
    if places.database is None and not _file(places).exists():
        backed_up(places.directory, now=now)  # which says that there is nothing yet
    with opened_store(places) as store:
        who = allowed(places, store, Job.KEEP_DATABASE)
        made = backed_up(places.directory, places.database, now=now)
        store.audit("database_backed_up", who=who.person if who else None, what={"file": made.name})
    say(tr("Backed up to {made}", made=made))


@db.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@placed
@click.pass_context
def restore(ctx: click.Context, file: Path | None) -> None:
    """Bring a backup back: FILE, or the newest. The database there was is kept beside the backups."""
    from trainer.errors import UsageError
    from trainer.store import list_backups
    from trainer.store import restore as restored

    places = ctx.ensure_object(Places)
    who, before = _present(places)
    source = file or next(iter(list_backups(places.directory)), None)
    if source is None:
        raise UsageError(tr("There is no backup yet."), tr("`trainer db backup` makes one."))
    kept = restored(places.directory, source, places.database, now=now)
    facts = {"file": source.name, "kept": kept.name if kept else None, **before}
    with opened_store(places) as store:
        store.audit("database_restored", who=who, what=facts)
    say(tr("Restored from {source}", source=source))
    if kept:
        say(tr("The database there was is kept as {kept}", kept=kept))


def _file(places: Places) -> Path:
    return places.directory / "trainer.db"


def _present(places: Places) -> "tuple[str | None, dict[str, Fact]]":
    """Who restores, and how far the audit of the present database went; neither where it cannot be opened.

    Raises UsageError where somebody may not restore.
    """
    from trainer.errors import StoreError
    from trainer.session import Job

    if places.database is None and not _file(places).exists():
        return None, {}
    try:
        with opened_store(places) as store:
            who = allowed(places, store, Job.KEEP_DATABASE)
            found = store.check_audit()
    except StoreError:  # what is damaged or newer is why somebody restores
        return None, {}
    return who.person if who else None, {"rows_before": found.rows, "link_before": found.link}
