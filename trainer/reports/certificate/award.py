"""What a certificate says: what was done and shown, the claim and no more. Page, PDF and badge show this."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from trainer.language import tr

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that is read as another sign."""


@dataclass(frozen=True, slots=True)
class Award:
    """One certificate. `certificate` is its id, a UUID; `log` the digest of the runs it stands on (hexadecimal).

    `done` are sentences; `conditions` is empty where there are none.
    """

    certificate: str
    name: str
    school: str
    title: str
    claim: str
    done: tuple[str, ...]
    conditions: str
    decided_by: str
    decided: date
    valid_until: date
    log: str

    @property
    def code(self) -> str:
        """The short code printed on it: eight signs in two groups, from its id."""
        return code(self.certificate)


def code(certificate: str) -> str:
    """The short code of a certificate's id: `K7QF-3M2P`."""
    number = int.from_bytes(sha256(certificate.encode()).digest()[:5])
    signs = "".join(_LETTERS[number >> 5 * at & 31] for at in range(7, -1, -1))
    return f"{signs[:4]}-{signs[4:]}"


def day(when: date) -> str:
    """A day as it is read: `25 November 2026`."""
    return tr("{day} {month} {year}", day=when.day, month=tr(f"{when:%B}"), year=when.year)
