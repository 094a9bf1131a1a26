"""`trainer export forget`: erase the key of the codes, so that earlier exports lead to nobody."""

import click

from trainer.cli.asking import agreed
from trainer.cli.output import talk
from trainer.cli.who import allowed
from trainer.cli.wiring import Places, opened_store, placed
from trainer.language import tr


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@placed
@click.pass_context
def forget(ctx: click.Context, yes: bool) -> None:
    """Forget the key of the codes that stand for people in exports, in the program's own backups too.

    Earlier exports then lead to nobody, and the next one has new codes. What a person's name stands in (--names) stays
    as it was written.
    """
    from trainer.session import Job

    places = ctx.ensure_object(Places)
    with opened_store(places) as store:
        who = allowed(places, store, Job.ERASE)
        if not agreed(tr("Forget the key, so that the codes of earlier exports lead to nobody?"), yes):
            talk(tr("Nothing was changed. --yes forgets it without asking."))
            return
        store.exports.forget_key(who=who.person if who else None)
    talk(tr("Forgotten. The next export has new codes."))
