"""A scenario's file followed: each save is read and told within a moment, then proved, then counted up.

Three threads, so that a save is told at once however long the last one takes to prove: one watches and reads, one
proves the newest save, one works out its figures. Nothing here knows a screen; `tell` hears of everything, from any
of the threads.
"""

from collections.abc import Callable, Iterable, Mapping
from contextvars import copy_context
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

from trainer.content.library import Library
from trainer.content.watch import Look, looks
from trainer.tui.studio.behind import Behind
from trainer.tui.studio.draft import Draft, Figures, Proved, count_up, prove_draft, read_draft

Job = TypeVar("Job")
News = Draft | Proved | Figures | Exception
"""What is told of a save, in this order; an exception is a fault of ours."""

QUIET = 0.3
"""Figures take long and slow down everything else: they wait until nothing was saved for so many seconds."""


class Following:
    """Follows `file`. `named` are the files whose names it may use: where one changes, the library is opened anew."""

    def __init__(
        self,
        file: Path,
        named: Callable[[], Iterable[Path]],
        open_library: Callable[[], Library],
        tell: Callable[[News], object],
    ) -> None:
        self._file, self._named, self._open_library, self._tell = file, named, open_library, tell
        self._stop = Event()
        self._prover: Behind[tuple[Draft, Library]] = Behind("prover", self._safely(self._prove))
        self._counter: Behind[tuple[Draft, Proved]] = Behind("counter", self._safely(self._count))
        self._watcher = Thread(
            target=copy_context().run, args=(self._safely(self._watch), None), name="watcher", daemon=True
        )
        self._watcher.start()

    def close(self) -> None:
        """Follow it no longer."""
        self._stop.set()
        self._prover.close()
        self._counter.close()

    def _watch(self, _: None) -> None:
        library: Library | None = None
        others: Mapping[str, Look] = {}
        for number, seen in enumerate(looks(lambda: [self._file, *self._named()], self._stop)):
            look = seen[str(self._file)]
            now = {path: one for path, one in seen.items() if path != look.path}
            if library is None or now != others:
                library, others = self._open_library(), now
            draft = read_draft(number, look, library)
            self._tell(draft)
            self._prover.put((draft, library))

    def _prove(self, job: tuple[Draft, Library]) -> None:
        draft, library = job
        proved = prove_draft(draft, library)
        self._tell(proved)
        self._counter.put((draft, proved))

    def _count(self, job: tuple[Draft, Proved]) -> None:
        if not self._stop.wait(QUIET) and not self._counter.is_wanted:
            self._tell(count_up(*job))

    def _safely(self, work: Callable[[Job], None]) -> Callable[[Job], None]:
        """A fault of ours ends the program with its one line, not a thread in silence."""

        def safe(job: Job) -> None:
            try:
                work(job)
            except Exception as error:
                self._tell(error)

        return safe
