"""Files that commands make for people: written whole or not at all. Called by the commands that take `-o`."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from trainer.errors import TrainerError, UsageError
from trainer.language import tr


def keep(file: Path, text: str, *, replace: bool = False) -> None:
    """Write a text to a file, whole or not at all. Raises UsageError, and TrainerError where it cannot be written.

    A file that is there is kept unless it may be replaced.
    """
    keep_bytes(file, text.encode(), replace=replace)


def keep_bytes(file: Path, data: bytes, *, replace: bool = False) -> None:
    """Write bytes to a file, as `keep` does a text."""
    keep_parts(file, (data,), replace=replace)


def keep_parts(file: Path, parts: Iterable[bytes], *, replace: bool = False) -> None:
    """Write bytes to a file a part at a time, as `keep` does a text."""
    must_be_free(file, replace=replace)
    name = ""
    try:
        with tempfile.NamedTemporaryFile("wb", dir=file.parent, prefix=f".{file.name}.", delete=False) as new:
            name = new.name
            new.writelines(parts)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, file)
    except BaseException as error:
        if name:
            Path(name).unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        why = error.strerror or str(error)
        raise TrainerError(
            tr("{file} cannot be written: {why}.", file=file, why=why),
            tr("Name a file in a folder that you may write to."),
        ) from error


def must_be_free(file: Path, *, replace: bool = False) -> None:
    """Whether a file can be written there. Raises UsageError for a folder, and for a file that may not be replaced."""
    if file.is_dir():
        raise UsageError(tr("{file} is a folder, and a file was meant.", file=file), tr("Name a file in it."))
    if file.exists() and not replace:
        raise UsageError(tr("{file} is there already.", file=file), tr("Name another file, or move it away."))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
