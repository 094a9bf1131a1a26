"""The badge of a certificate: an Open Badges 3.0 credential with the school's signature within it, and its checking.

The signature is a Data Integrity proof (eddsa-rdfc-2022) by a `did:key`, so that anybody can check a badge without
a network. Whether that key is the school's is another question: `Checked.issuer` is to be held against the key that
the school has published, or the one its database knows.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from trainer.errors import TrainerError
from trainer.language import tr
from trainer.reports.certificate.award import Award, day
from trainer.reports.certificate.key import issuer

if TYPE_CHECKING:
    from openbadgeslib.ob3 import OpenBadgeCredential

LARGEST = 256 * 1024
"""No badge of ours has so many bytes."""
_LOG = "urn:sha256:"


@dataclass(frozen=True, slots=True)
class Checked:
    """A badge whose signature holds. `issuer` is the did:key that signed it; `log` the digest it stands on."""

    certificate: str
    issuer: str
    school: str
    name: str
    title: str
    claim: str
    valid_from: datetime
    valid_until: datetime
    log: str


class BadgeError(TrainerError):
    """A badge that does not hold: what is wrong with it, in a sentence."""


def signed(award: Award, pem: bytes) -> str:
    """The badge of an award as JSON, signed with a private key. Raises TrainerError."""
    from openbadgeslib.ob3 import Achievement, Evidence, IdentityObject, Issuer, OB3LdpSigner, OpenBadgeCredential

    did = issuer(pem)
    told = [*award.done, tr("Decided by {decided_by} on {day}.", decided_by=award.decided_by, day=day(award.decided))]
    if award.conditions:
        told.append(tr("On condition: {conditions}.", conditions=award.conditions.rstrip(".")))
    achievement = Achievement(
        id=f"urn:uuid:{award.certificate}#achievement",
        name=award.title,
        description=award.claim,
        criteria_narrative=" ".join(told),
        achievement_type=tr("Certificate"),
    )
    credential = OpenBadgeCredential(
        issuer=Issuer(id=did, name=award.school),
        recipient_id=None,
        achievement=achievement,
        id=f"urn:uuid:{award.certificate}",
        name=award.title,
        issuance_date=_midnight(award.decided),
        expiration_date=_midnight(award.valid_until),
        evidence=[Evidence(id=_LOG + award.log, name=tr("The sitting, as its log has it"))],
        identifiers=[IdentityObject(identity_hash=award.name, identity_type="name", hashed=False)],
    )
    made: Any = OB3LdpSigner(pem).sign_to_json(credential)
    return json.dumps(json.loads(made), ensure_ascii=False, indent=2) + "\n"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def checked(data: bytes) -> Checked:
    """A badge's contents, once its signature holds. Raises BadgeError for one that is damaged, foreign or changed.

    Dates are not looked at here: whoever asks knows the day.
    """
    if len(data) > LARGEST:
        raise BadgeError(tr("The file is too large to be a badge."))
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        raise BadgeError(tr("The file is not a badge: it is not JSON.")) from None
    if not isinstance(document, dict) or "proof" not in document:
        raise BadgeError(tr("The file is not a signed badge."), tr("Ask for the .json file of the certificate."))
    return _contents(_verified(document), document)


def _verified(document: dict[str, Any]) -> "OpenBadgeCredential":
    try:
        from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError
    except ImportError as error:
        raise TrainerError(
            tr("Badges need the library openbadgeslib, which is not installed."),
            tr("Install it with `pipx install 'mentor-trainer[certificates]'`."),
        ) from error
    dated = dict(document)
    try:
        did = _issuer(document)
        return OB3LdpVerifier(issuer_did=did).verify(dated)
    except OB3VerificationError as error:
        told = str(error)
        if "expired" in told.lower():
            raise ExpiredError(tr("The badge has expired.")) from error
        raise BadgeError(tr("The signature does not hold: the badge was changed, or is not whole.")) from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise BadgeError(tr("The file is not a badge of this program.")) from error


class ExpiredError(BadgeError):
    """A badge whose time is over; its signature was not looked at beyond that."""


def _issuer(document: dict[str, Any]) -> str:
    found = document.get("issuer")
    did = found.get("id") if isinstance(found, dict) else found
    if not isinstance(did, str) or not did.startswith("did:key:"):
        raise BadgeError(tr("The badge was not signed by a key of this kind (did:key)."))
    return did


def _contents(credential: "OpenBadgeCredential", document: dict[str, Any]) -> Checked:
    certificate = (credential.id or "").removeprefix("urn:uuid:")
    ids = [one.id or "" for one in credential.evidence]
    log = next((id.removeprefix(_LOG) for id in ids if id.startswith(_LOG)), "")
    name = next((one.identity_hash for one in credential.identifiers if not one.hashed), "")
    if credential.issuance_date is None or credential.expiration_date is None:
        raise BadgeError(tr("The badge does not say from when to when it holds."))
    return Checked(
        certificate,
        _issuer(document),
        credential.issuer.name,
        name,
        credential.achievement.name,
        credential.achievement.description,
        credential.issuance_date,
        credential.expiration_date,
        log,
    )
