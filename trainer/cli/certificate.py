"""`trainer certificate`: issue, renew, revoke and list certificates; publish what was revoked; the school's key."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import as_json, say, talk
from trainer.cli.who import acting, allowed
from trainer.cli.wiring import Places, opened_session, opened_store, placed
from trainer.cli.writing import keep
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.reports.certificate.award import Award
    from trainer.session import Session

_CERTIFICATION = click.option("--certification", "-c", help="The certification, where there are several.")
_REASON = click.option("--reason", default="", help="Why; kept with the act.")
_INTO = click.option(
    "--into", type=click.Path(path_type=Path), default=Path(), help="The folder to write into, instead of this one."
)
_NO_PDF = click.option("--no-pdf", is_flag=True, help="Write the page and the badge only.")


@click.group()
def certificate() -> None:
    """Issue certificates: a PDF, a page and a badge that anybody can verify."""


@certificate.command()
@click.argument("name")
@_CERTIFICATION
@_INTO
@_NO_PDF
@placed
@click.pass_context
def issue(ctx: click.Context, name: str, certification: str | None, into: Path, no_pdf: bool) -> None:
    """Write the certificate of NAME, on the decision that stands: as PDF, as a page, and as a badge."""
    places = ctx.ensure_object(Places)
    with opened_session(places, acting) as session:
        from trainer.reports.certificate.key import issuer
        from trainer.session.certificates import issue
        from trainer.session.path import which

        pem = _key(places, session)
        award = issue(session, session.store.people.find(name), which(session, certification), issuer(pem))
    _write(award, pem, into, no_pdf)


@certificate.command()
@click.argument("name")
@_CERTIFICATION
@_REASON
@_INTO
@_NO_PDF
@placed
@click.pass_context
def renew(ctx: click.Context, name: str, certification: str | None, reason: str, into: Path, no_pdf: bool) -> None:
    """Certify NAME for another term and write its certificate; what is owed first is told."""
    places = ctx.ensure_object(Places)
    with opened_session(places, acting) as session:
        from trainer.reports.certificate.key import issuer
        from trainer.session.certificates import renew
        from trainer.session.path import which

        pem = _key(places, session)
        person = session.store.people.find(name)
        award = renew(session, person, which(session, certification), issuer(pem), reason)
    _write(award, pem, into, no_pdf)


@certificate.command()
@click.argument("code")
@_REASON
@placed
@click.pass_context
def revoke(ctx: click.Context, code: str, reason: str) -> None:
    """Revoke the certificate of this CODE, with a reason; `trainer certificate list --revoked` is to be published."""
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session.certificates import revoke

        one = revoke(session, code, reason)
    talk(tr("{code} is revoked. Publish `trainer certificate list --revoked`.", code=one.code))


@certificate.command("list")
@click.option("--revoked", is_flag=True, help="Only those revoked, as JSON to publish: no names, no reasons.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@placed
@click.pass_context
def list_certificates(ctx: click.Context, revoked: bool, form: str) -> None:
    """List the certificates that were issued."""
    with opened_session(ctx.ensure_object(Places), acting) as session:
        from trainer.session.certificates import issued, revocations

        if revoked:
            as_json(revocations(session))
            return
        names = {one.person: one.name for one in session.store.people.everybody()}
        found = [(one, names.get(one.person) or tr("(erased)")) for one in issued(session)]
    if form == "json":
        as_json(
            [
                {
                    "code": one.code,
                    "certificate": one.certificate,
                    "name": name,
                    "certification": one.certification,
                    "issued": one.at,
                    "valid_until": one.valid_until,
                    "revoked": one.revoked,
                    "reason": one.reason,
                }
                for one, name in found
            ]
        )
        return
    for one, name in found:
        told = (
            tr("issued {day}, revoked {revoked}", day=one.at[:10], revoked=one.revoked[:10])
            if one.revoked
            else tr("issued {day}, until {until}", day=one.at[:10], until=one.valid_until[:10])
        )
        say(f"{one.code}  {name}  {one.certification}  {told}")
    if not found:
        talk(tr("No certificate was issued yet."))


@certificate.command()
@click.option("--new", is_flag=True, help="Begin a new key; the old one is kept beside it.")
@placed
@click.pass_context
def key(ctx: click.Context, new: bool) -> None:
    """Print the public name of the school's key, to be published: badges are checked against it."""
    places = ctx.ensure_object(Places)
    from trainer.reports.certificate.key import issuer, new_key, school_key

    with opened_store(places) as store:
        from trainer.session import Job
        from trainer.session.keys import begin_key, have_signed, must_be_in_use

        if new:
            who = allowed(places, store, Job.DECIDE)
            pem = new_key(places.directory)
            begin_key(store, who, issuer(pem))
        else:
            pem = school_key(places.directory, issued=have_signed(store))
            must_be_in_use(store, issuer(pem))
    say(issuer(pem))


def _key(places: Places, session: "Session") -> bytes:
    from trainer.reports.certificate.key import school_key
    from trainer.session.keys import have_signed

    return school_key(places.directory, issued=have_signed(session.store))


def _write(award: "Award", pem: bytes, into: Path, no_pdf: bool) -> None:
    from trainer.cli.writing import keep_bytes
    from trainer.reports.certificate.badge import signed
    from trainer.reports.certificate.printed import page, pdf

    with suppress(OSError):  # what cannot be written is told by what writes
        into.mkdir(parents=True, exist_ok=True)
    stem = f"certificate-{award.code}"
    badge = into / f"{stem}.badge.json"
    keep(badge, signed(award, pem), replace=True)
    keep(into / f"{stem}.html", page(award), replace=True)
    written = [badge, into / f"{stem}.html"]
    if not no_pdf:
        keep_bytes(into / f"{stem}.pdf", pdf(award), replace=True)
        written.append(into / f"{stem}.pdf")
    say(*(str(file) for file in written))
    talk(tr("`trainer verify {badge}` checks it, on any computer.", badge=badge))
