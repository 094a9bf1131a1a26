"""Files that commands make for people: written whole or not at all. Called by the commands that take `-o`."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from trainer.errors import TrainerError, UsageError
from trainer.language import tr

_WRITTEN = frozenset({".yaml", ".yml", ".po", ".twee", ".tw"})
"""How files end that people write: a name given twice on one line must not cost anybody a scenario."""


def keep(file: Path, text: str, *, replace: bool = False) -> None:
    """Write a text to a file, whole or not at all. Raises UsageError, and TrainerError where it cannot be written.

    A file that is there is kept unless it may be replaced.
    """
    keep_bytes(file, text.encode(), replace=replace)


def keep_made(file: Path, text: str) -> None:
    """Write what is made anew as often as it is asked for: over an earlier one, never over what somebody wrote."""
    must_be_made(file)
    keep(file, text, replace=True)


def must_be_made(file: Path) -> None:
    """Whether what stands there, if anything, was made and not written by somebody. Raises UsageError."""
    if file.suffix in _WRITTEN and file.is_file():
        raise UsageError(
            tr("{file} is there already, and somebody wrote it.", file=file),
            tr("Name another file for what is made of it."),
        )
    must_be_free(file, replace=True)


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


def form_of(file: Path | None, forms: Mapping[str, str], usual: str) -> str:
    """The form that a file's name asks for by its ending; the usual one where it asks for none."""
    return usual if file is None else forms.get(file.suffix.lower(), usual)


def schema_line(kind: str, file: Path) -> str:
    """The first line of a file, by which editors know its keys."""
    return f"# yaml-language-server: $schema={schema(kind, file)}"


def schema(kind: str, file: Path) -> str:
    """Where a file's JSON Schema is, for editors: from the file where both are in one tree, else in full.

    A tree of the program that is not the one that runs, such as another clone, has its own: what is kept in it must
    not name this machine.
    """
    folder, name = file.resolve().parent, Path("trainer", "schema", f"{kind}.json")
    for tree in (folder, *folder.parents):
        if (tree / name).is_file():
            return Path(os.path.relpath(tree / name, folder)).as_posix()
    return (Path(__file__).resolve().parents[1] / "schema" / f"{kind}.json").as_uri()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
