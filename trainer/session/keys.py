"""With which key the school signs: the one of its last certificate, unless another was begun on purpose since.

A file of another key in its place would sign badges that nobody can check against what the school has published, so
nothing is signed with it before somebody says that it is meant. Called by `certificates` and `trainer certificate`.
"""

from trainer.errors import UsageError
from trainer.language import tr
from trainer.store import Person, Store


def begin_key(store: Store, who: Person | None, issuer: str) -> None:
    """Write down that the school signs with this key from now on."""
    store.audit("school_set", who=who.person if who else None, what={"setting": "key", "issuer": issuer})


def have_signed(store: Store) -> bool:
    """Whether a certificate was issued with a key of this school's."""
    return bool(store.audit_rows(action="certificate_issued", limit=1))


def must_be_in_use(store: Store, issuer: str) -> None:
    """Raises UsageError for another key than the one that the school signs with."""
    rows = store.audit_rows(action="certificate_issued", limit=1)
    rows += [row for row in store.audit_rows(action="school_set") if "issuer" in row.what]
    newest = max(rows, key=lambda row: row.seq, default=None)
    if newest is not None and newest.what["issuer"] != issuer:
        raise UsageError(
            tr("The school's key is another than the one that it signs with, {issuer}.", issuer=newest.what["issuer"]),
            tr("Bring that one back from your backup, or begin a new one with `trainer certificate key --new`."),
        )
