"""Findings that are known from an earlier check, so that an unchanged file is not checked again.

One file in the cache directory holds them all, by the hash of everything they depend on: the program's own
source, the library's rubrics, critical acts and sources, the file's name and its bytes. It is only ever a
shortcut: missing, damaged or not writable, it changes nothing. Called by `cli.check` before anything heavy is
imported.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from trainer import __version__
from trainer.content.findings import Finding, Place, Severity
from trainer.language import language

MOST = 20_000
"""Of files no longer met, the oldest are forgotten beyond so many."""

_PROGRAM = ("language", "content", "engine", "scoring", "analysis")
_Row = list[object]


def fingerprint(named: Iterable[Path]) -> bytes:
    """What the findings of every file depend on: this program's source, and the library's named things."""
    digest = hashlib.sha256(f"{__version__} {language()}".encode())
    package = Path(__file__).resolve().parent.parent
    for part in _PROGRAM:
        for path in sorted((package / part).rglob("*.py")):
            digest.update(path.read_bytes())
    for path in named:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.digest()


class Known:
    """The findings of earlier checks, for one fingerprint."""

    def __init__(self, file: Path | None, depends_on: bytes) -> None:
        self._file, self._salt = file, depends_on
        self._rows: dict[str, list[_Row]] = _opened(file)
        self._met: dict[str, list[_Row]] = {}
        self._grown = False

    def key(self, name: str, data: bytes) -> str:
        """What stands for a file: its name and bytes, with all its findings depend on."""
        return hashlib.sha256(self._salt + name.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()[:40]

    def has(self, key: str) -> bool:
        """Whether a file's findings are known."""
        return key in self._rows

    def findings(self, key: str, path: str) -> tuple[Finding, ...]:
        """A known file's findings. Raises KeyError where not known."""
        rows = self._met[key] = self._rows[key]
        return tuple(_finding(row, path) for row in rows)

    def add(self, key: str, findings: Iterable[Finding]) -> None:
        """Remember a file's findings."""
        self._grown = True
        self._rows[key] = self._met[key] = [_row(finding) for finding in findings]

    def keep(self) -> None:
        """Write what is known, without the oldest where it is too much. Silent when it cannot be done."""
        if self._file is None or not self._grown:
            return
        older = [key for key in self._rows if key not in self._met]
        older = older[max(len(older) + len(self._met) - MOST, 0) :]
        rows = {key: self._rows[key] for key in older} | self._met
        draft = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(rows, separators=(",", ":")), encoding="utf-8")
            draft.replace(self._file)
        except (OSError, UnicodeError):
            with suppress(OSError):
                draft.unlink()


def _opened(file: Path | None) -> dict[str, list[_Row]]:
    try:
        rows = json.loads(file.read_bytes()) if file is not None else {}
        if not isinstance(rows, dict):
            return {}
        for found in rows.values():
            for row in found:
                _finding(row, "")
    except (OSError, ValueError, TypeError, RecursionError):
        return {}
    return rows


def _row(finding: Finding) -> _Row:
    place = finding.place
    head: _Row = [finding.code, finding.slug, finding.severity.value]
    return [*head, place.line, place.column, place.length, finding.message, finding.help]


def _finding(row: _Row, path: str) -> Finding:
    code, slug, severity, line, column, length, message, help = row
    if not (isinstance(line, int) and isinstance(column, int) and isinstance(length, int)):
        raise TypeError("a place is three numbers")
    place = Place(line, column, length)
    return Finding(str(code), str(slug), Severity(str(severity)), path, place, str(message), str(help))
