"""Following files as any editor saves them: the one loop behind `trainer check --watch` and the studio.

Folders are watched and not files, because many editors save by putting a new file in the old one's place. Whatever
happens to a file, a `Look` says what is there now. Where nothing tells of changes (a network drive, a system that
has run out of watches) the files are looked at once a second all the same.
"""

import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from trainer.content.source import read_bytes
from trainer.errors import UsageError
from trainer.language import tr

STEP = 15
"""So many milliseconds without a further change make a save."""
LONGEST = 200
"""After so many milliseconds of changes the files are looked at in any case."""
IDLE = 1.0
"""Seconds after which the files are looked at though nothing was told."""
GRACE = 0.12
"""A file that is suddenly gone or empty may be half saved: so many seconds later it is looked at again."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is there at a path: bytes, or why there are none, in one sentence (`data` is then None)."""

    path: str
    data: bytes | None
    trouble: str = ""


def look(path: Path) -> Look:
    """What is there now. Waits for nothing: what is no file is not opened."""
    name = str(path)
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            return Look(name, None, tr("{name} is a folder now, and a file was meant.", name=name))
        if not stat.S_ISREG(kind):
            return Look(name, None, tr("{name} is no file that can be read.", name=name))
        return Look(name, read_bytes(path))
    except (FileNotFoundError, NotADirectoryError):
        return Look(name, None, tr("{name} is not there. It is read again as soon as it is saved.", name=name))
    except UsageError as error:
        return Look(name, None, error.message)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return Look(name, None, tr("{name} cannot be read: {why}.", name=name, why=why))


def looks(files: Callable[[], Iterable[Path]], stop: Event) -> Iterator[Mapping[str, Look]]:
    """What is there at each of `files`, by path: at once, and again each time that any of it has become different.

    `files` is asked anew each time. Ends when `stop` is set, which is noticed within a moment.
    """
    last: dict[str, Look] | None = None
    for _ in _stirs(lambda: _folders(files()), stop):
        now = {str(path): look(path) for path in files()}
        if last is not None and any(_may_be_half(now.get(name), old) for name, old in last.items()):
            if stop.wait(GRACE):
                return
            now = {str(path): look(path) for path in files()}
        if now != last:
            last = now
            yield now


def _may_be_half(now: Look | None, before: Look) -> bool:
    """Whether a file that had something in it has nothing: editors do that for a moment."""
    return bool(before.data) and (now is None or not now.data)


def _folders(files: Iterable[Path]) -> dict[Path, int]:
    """The folders to watch that are there, each with its number on the disk: a new one of its name is another.

    A file that stands elsewhere, behind a link, is watched there too.
    """
    found: dict[Path, int] = {}
    for path in files:
        for folder in {path.absolute().parent, path.resolve().parent}:
            try:
                if folder not in found and folder.is_dir():
                    found[folder] = folder.stat().st_ino
            except OSError:
                continue
    return found


def _stirs(folders: Callable[[], Mapping[Path, int]], stop: Event) -> Iterator[None]:
    """Something may have changed: at once, after every change in the folders, and where nothing is told of any."""
    yield
    while not stop.is_set():
        there = folders()
        try:
            for _ in _told(there, stop):
                yield
                if folders() != there:
                    break
        except (OSError, RuntimeError):  # a folder that has just gone, or no watches left
            stop.wait(IDLE)
            yield


def _told(folders: Mapping[Path, int], stop: Event) -> Iterator[object]:
    """What the system tells of changes; every so often even where it tells nothing."""
    if not folders:
        raise FileNotFoundError
    from watchfiles import watch

    yield from watch(
        *folders,
        watch_filter=None,
        debounce=LONGEST,
        step=STEP,
        stop_event=stop,
        rust_timeout=int(IDLE * 1000),
        yield_on_timeout=True,
        recursive=False,
    )
