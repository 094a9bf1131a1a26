"""The school's key, with which its badges are signed: an Ed25519 key in a file of its own, outside the database.

Made on first use, for its owner's eyes only. The public half is the school's name among badges: a `did:key`.
"""

import os
import stat
from pathlib import Path

from trainer.errors import TrainerError
from trainer.language import mark, tr

NAME = "school.key"
_EXTRA = mark("Install it with `pipx install 'mentor-trainer[certificates]'`.")


def school_key(folder: Path, *, issued: bool) -> bytes:
    """The private key as PEM, made where there is none yet. `issued` says that certificates were signed already.

    Raises TrainerError for a key that is missing though it was used, that others can read, or that is no key.
    """
    file = folder / NAME
    if not file.exists():
        if issued:
            raise TrainerError(
                tr("The school's key {file} is missing, and certificates were signed with it.", file=file),
                tr("Bring it back from your backup, or begin a new one with `trainer certificate key --new`."),
            )
        return new_key(folder)
    try:
        status = file.stat()
        if os.name == "posix" and stat.S_IMODE(status.st_mode) & 0o077:
            raise TrainerError(
                tr("Others can read the school's key {file}.", file=file),
                tr(
                    "Run `chmod 600 {file}`; if somebody may have copied it, begin a new one with `trainer "
                    "certificate key --new`.",
                    file=file,
                ),
            )
        pem = file.read_bytes()
    except OSError as error:
        raise TrainerError(
            tr("The school's key {file} cannot be read ({strerror}).", file=file, strerror=error.strerror)
        ) from error
    issuer(pem)
    return pem


def new_key(folder: Path) -> bytes:
    """Make a key; one that was there is kept beside it under another name. Raises TrainerError."""
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError as error:
        raise TrainerError(tr("Signing needs the library cryptography, which is not installed."), tr(_EXTRA)) from error
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / NAME
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if file.exists():
            file.rename(_free(file))
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(pem)
    except OSError as error:
        raise TrainerError(
            tr("The school's key {file} cannot be written ({strerror}).", file=file, strerror=error.strerror)
        ) from error
    return pem


def _free(file: Path) -> Path:
    number = 1
    while (old := file.with_name(f"{file.name}.old{number}")).exists():
        number += 1
    return old


def issuer(pem: bytes) -> str:
    """The school's name among badges, `did:key:z6Mk…`, from its private key. Raises TrainerError for what is no key."""
    try:
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from openbadgeslib.ob3 import did_key_from_pem
    except ImportError as error:
        raise TrainerError(tr("Badges need the library openbadgeslib, which is not installed."), tr(_EXTRA)) from error
    try:
        key = serialization.load_pem_private_key(pem, None)
    except (ValueError, TypeError) as error:
        raise TrainerError(tr("The school's key file holds no key."), tr("Bring it back from your backup.")) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise TrainerError(
            tr("The school's key is of another kind than Ed25519."), tr("Bring it back from your backup.")
        )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return str(did_key_from_pem(public))
