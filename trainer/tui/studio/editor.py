"""The author's own editor at a line of the file: how each is told the line. Called by the studio's screens."""

import os
import shlex
import signal
import subprocess
from collections.abc import Callable, Mapping

from textual.app import App, SuspendNotSupported

from trainer.errors import UsageError
from trainer.language import tr

At = Callable[[str, int], list[str]]


def plus(path: str, line: int) -> list[str]:
    """`+12 file`."""
    return [f"+{line}", path]


def colon(path: str, line: int) -> list[str]:
    """`file:12`."""
    return [f"{path}:{line}"]


def goto(path: str, line: int) -> list[str]:
    """`--goto file:12`."""
    return ["--goto", f"{path}:{line}"]


def option(path: str, line: int) -> list[str]:
    """`--line 12 file`."""
    return ["--line", str(line), path]


EDITORS: dict[str, At] = {
    **dict.fromkeys(("vi", "vim", "nvim", "view", "gvim", "elvis", "vis", "kak", "ed"), plus),
    **dict.fromkeys(
        ("nano", "pico", "rnano", "micro", "joe", "jed", "jmacs", "jstar", "mg", "ne", "dte", "mcedit"), plus
    ),
    **dict.fromkeys(("emacs", "emacsclient", "zile", "jove", "gedit", "pluma", "xed", "gnome-text-editor"), plus),
    **dict.fromkeys(("hx", "helix", "subl", "zed", "amp"), colon),
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor"), goto),
    **dict.fromkeys(("kate", "kwrite", "mate"), option),
}
"""Editors by the name of their program, and how they are told a line. Others open the file at its beginning."""


def command(environ: Mapping[str, str], path: str, line: int) -> list[str]:
    """The command that opens a file at a line (from 1), by VISUAL or EDITOR. Raises UsageError where neither is set."""
    for name in ("VISUAL", "EDITOR"):
        said = environ.get(name, "").strip()
        if said:
            break
    else:
        raise UsageError(
            tr("No editor is set."), tr("Set EDITOR to yours, as in `export EDITOR=nano`; the file is followed.")
        )
    try:
        words = shlex.split(said, posix=os.name != "nt")
    except ValueError:
        raise UsageError(
            tr("{name} cannot be read as a command: {said}", name=name, said=said), tr("Name a program, such as nano.")
        ) from None
    program = os.path.basename(words[0]).lower().removesuffix(".exe")
    return [*words, *EDITORS.get(program, _nowhere)(path, line)]


def _nowhere(path: str, _line: int) -> list[str]:
    return [path]


def edit(app: App[None], environ: Mapping[str, str], path: str, line: int) -> None:
    """Open the author's editor at a line, with the terminal its own until it is left. Raises UsageError."""
    words = command(environ, path, line)
    try:
        with app.suspend():  # whatever is raised in here leaves the app suspended for good, so nothing is
            wrong = _run(words)
    except SuspendNotSupported:
        raise UsageError(
            tr("The editor cannot be opened from here."), tr("Open the file in it; it is followed.")
        ) from None
    if wrong is not None:
        raise wrong


def _run(words: list[str]) -> UsageError | None:
    """Run the editor until it is left; what went wrong. Ctrl+C there is the editor's and not ours."""
    ours = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        status = subprocess.run(words, check=False).returncode
    except OSError as error:
        return UsageError(
            tr("{words} cannot be started: {strerror}.", words=words[0], strerror=error.strerror),
            tr("Set EDITOR to your editor."),
        )
    finally:
        signal.signal(signal.SIGINT, ours)
    if status:
        return UsageError(
            tr("{words} ended with status {status}.", words=words[0], status=status),
            tr("The file is followed all the same."),
        )
    return None
