"""A file as it was at a revision of git. Called by `trainer diff --git`."""

import subprocess
from pathlib import Path

from trainer.errors import UsageError
from trainer.language import tr

PATIENCE = 30
"""Seconds to wait for git."""


def at_revision(revision: str, file: Path) -> bytes:
    """The bytes of a file at a revision. Raises UsageError where there is no git, revision or file."""
    folder, name = file.absolute().parent, file.name
    if not folder.is_dir():
        raise UsageError(tr("There is no folder {folder}.", folder=folder), tr("Check the name of the file."))
    if _git(folder, "rev-parse", "--git-dir").returncode:
        raise UsageError(
            tr("{folder} is not kept by git.", folder=folder), tr("Compare two files: `trainer diff OLD NEW`.")
        )
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise UsageError(tr('There is no git revision "{revision}".', revision=revision), tr("`git log` lists them."))
    commit = found.stdout.decode().strip()
    shown = _git(folder, "show", f"{commit}:./{name}")
    if shown.returncode:
        raise UsageError(
            tr('{name} was not there at "{revision}".', name=name, revision=revision),
            tr("`git log {name}` lists where it was.", name=name),
        )
    return shown.stdout


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *words],
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        raise UsageError(tr("git is not installed."), tr("Compare two files: `trainer diff OLD NEW`.")) from None
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise UsageError(tr("git gives no answer."), tr("Compare two files: `trainer diff OLD NEW`.")) from error
