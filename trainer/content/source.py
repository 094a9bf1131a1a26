"""A file's text, and where things stand in it. Made from bytes once; nothing here knows YAML.

`decode` is the first gate: whatever the bytes are, it gives a `Source` whose lines can be shown. Called by
`content.reader`, and by `content.render` for the line under a finding.
"""

import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from trainer.content.findings import Place
from trainer.errors import UsageError
from trainer.language import tr

LARGEST = 1024 * 1024
"""A file of more bytes than this is not read."""

INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Characters that no author means: control codes, odd line ends, marks that turn the reading direction."""

_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0)
"""Opens a pipe without waiting; Windows has no such flag, and no such pipes in its folders."""

_PLAIN = bytes([9, 10, *range(32, 127)])
_CARRIAGE = re.compile("\r\n?")


@dataclass(frozen=True)
class Source:
    """A file as text. Lines end in a line feed only; `path` is what people are shown."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends; never empty."""
        return self.text.split("\n")

    @property
    def stem(self) -> str:
        """The file's name without `.yaml`."""
        return Path(self.path).name.split(".")[0]

    def place(self, line: int, column: int, length: int = 1) -> Place:
        """A place from 0-based line and column, moved inside the file where it is not."""
        line = min(max(line, 0), len(self.lines) - 1)
        width = len(self.lines[line])
        column = min(max(column, 0), max(width - 1, 0))
        return Place(line + 1, column + 1, max(1, min(length, width - column)))

    def at(self, index: int, length: int = 1) -> Place:
        """The place of a character of the text."""
        line = self.text.count("\n", 0, index)
        return self.place(line, index - (self.text.rfind("\n", 0, index) + 1), length)


def read_bytes(path: Path | str) -> bytes:
    """A file's bytes, at most one more than is allowed. Raises UsageError when it cannot be opened."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            about = os.fstat(file.fileno())
            if stat.S_ISFIFO(about.st_mode) and not os.path.realpath(path).startswith(("/dev/", "/proc/")):
                raise UsageError(tr("{path} is a pipe, and a file was meant.", path=path), tr("Name a file."))
            if _AT_ONCE:
                os.set_blocking(file.fileno(), True)  # what a shell makes of `<(...)` is read as it comes
            return file.read(min(about.st_size or LARGEST, LARGEST) + 1)
    except FileNotFoundError:
        raise UsageError(
            tr("There is no file {path}.", path=path), tr("Check the name, and the folder you are in.")
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            tr("{path} cannot be opened: {why}.", path=path, why=why), tr("Name a file that you may read.")
        ) from None


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe too at once, although nobody may ever write into it."""
    return os.open(path, flags | _AT_ONCE)


def suspicious(text: str) -> bool:
    """Whether a text has any of the invisible characters; quick to say no."""
    if text.isascii():
        return bool(text.encode().translate(None, _PLAIN))
    return INVISIBLE.search(text) is not None


def decode(path: str, data: bytes) -> tuple[Source, int | None]:
    """The text of some bytes, and where they stop being UTF-8 (an index into the text), or None.

    A byte order mark at the start is dropped; all line ends become one character, so that places do not move.
    """
    wrong = None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wrong = len(_CARRIAGE.sub("\n", data[: error.start].decode("utf-8-sig", "replace")))
        text = data.decode("utf-8-sig", "replace")
    if "\r" in text:
        text = _CARRIAGE.sub("\n", text)
    return Source(path, text), wrong
