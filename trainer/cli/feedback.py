"""`trainer feedback`: what mentees, teachers and parents say of scenarios and criteria, noted and ticked off."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from trainer.cli.asking import agreed
from trainer.cli.output import as_json, say, talk
from trainer.cli.who import acting
from trainer.cli.wiring import Places, opened_session, placed
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.session.remarks import Noted

_SOURCES = ("mentee", "teacher", "parent", "mentor", "coordinator")


@click.group()
def feedback() -> None:
    """Note what people say of a scenario or a criterion, and tick it off once it was seen to."""


@feedback.command()
@click.argument("subject")
@click.argument("text")
@click.option("--from", "source", type=click.Choice(_SOURCES), required=True, help="Who said it, in a word.")
@placed
@click.pass_context
def add(ctx: click.Context, subject: str, text: str, source: str) -> None:
    """Note TEXT on SUBJECT, a scenario or a criterion. Write no names of people into it."""
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session.remarks import Source, note_remark

        one = note_remark(session, subject, text, Source(source))
    talk(tr("Noted as remark {number}.", number=one.number))


@feedback.command("list")
@click.argument("subject", required=False)
@click.option("--all", "everything", is_flag=True, help="Those that were ticked off too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print them.")
@placed
@click.pass_context
def listed(ctx: click.Context, subject: str | None, everything: bool, form: str) -> None:
    """List the remarks that are open, oldest first; on SUBJECT only where one is given."""
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session import Job
        from trainer.session.remarks import remarks
        from trainer.session.waiting import must_be_allowed

        must_be_allowed(session, Job.REMARKS)
        found = [one for one in remarks(session, subject) if everything or one.resolved is None]
    if form == "json":
        as_json([asdict(one) for one in found])
        return
    for one in found:
        say(*_lines(one))
    if not found:
        talk(tr("There are no such remarks."))


@feedback.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--note", default="", help="What was done about it.")
@placed
@click.pass_context
def resolve(ctx: click.Context, number: int, note: str) -> None:
    """Tick remark NUMBER off; the text of its scenario as it is now is noted with it."""
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session.remarks import resolve

        one = resolve(session, number, note)
    talk(tr("Ticked off, with the text {resolved_in}.", resolved_in=(one.resolved_in or "")[:12]))


@feedback.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--yes", is_flag=True, help="Do not ask.")
@placed
@click.pass_context
def erase(ctx: click.Context, number: int, yes: bool) -> None:
    """Erase the words of remark NUMBER, in the program's own backups too; that there was one stays."""
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session.remarks import erase, find

        find(session, number)
        if not agreed(tr("Erase the words of remark {number}?", number=number), yes):
            talk(tr("Nothing was changed. --yes erases them without asking."))
            return
        erase(session, number)
    talk(tr("Erased."))


def _lines(one: "Noted") -> list[str]:
    """A remark: its number, day, from whom and on what; its words; how it stands."""
    head = f"{one.number:>5}  {one.at[:10]}  " + tr(
        "from a {source} on the {kind} {subject}, text {version}",
        source=tr(one.source),
        kind=tr(one.kind),
        subject=one.subject,
        version=one.version[:12],
    )
    told = [head, f"       {one.text if one.text is not None else tr('(words erased)')}"]
    if one.resolved is not None:
        told.append(f"       {one.stands}{f': {one.note}' if one.note else ''}")
    return told
