"""`trainer db`: bring the database up to this version, copy it, bring a copy back."""

from pathlib import Path

import click

from trainer.cli.output import say
from trainer.cli.wiring import Places, now, placed


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
        say(f"Backed up to {done.backup}")
    if done.before == done.after:
        say(f"The database is up to date, at revision {done.after}.")
    else:
        say(f"The database went from revision {done.before or 'none'} to {done.after}.")


@db.command()
@placed
@click.pass_context
def backup(ctx: click.Context) -> None:
    """Copy the database to a dated file in the data directory."""
    from trainer.store import backup as backed_up

    places = ctx.ensure_object(Places)
    say(f"Backed up to {backed_up(places.directory, places.database, now=now)}")


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
    source = file or next(iter(list_backups(places.directory)), None)
    if source is None:
        raise UsageError("There is no backup yet.", "`trainer db backup` makes one.")
    kept = restored(places.directory, source, places.database, now=now)
    say(f"Restored from {source}")
    if kept:
        say(f"The database there was is kept as {kept}")
