"""A thread that does the newest job it was given and forgets those it never came to. Used by `studio.following`."""

from collections.abc import Callable
from contextvars import copy_context
from threading import Condition, Thread
from typing import Generic, TypeVar

Job = TypeVar("Job")


class Behind(Generic[Job]):
    """Work done behind the screen, one job at a time."""

    def __init__(self, name: str, work: Callable[[Job], None]) -> None:
        self._work = work
        self._waiting: list[Job] = []
        self._closed = False
        self._changed = Condition()
        self._thread = Thread(target=copy_context().run, args=(self._run,), name=name, daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        """Do this next, and nothing that is still waiting."""
        with self._changed:
            self._waiting = [job]
            self._changed.notify()

    @property
    def is_wanted(self) -> bool:
        """Whether something newer waits."""
        return bool(self._waiting) or self._closed

    def close(self) -> None:
        """Begin nothing more."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self.is_wanted)
                if self._closed:
                    return
                job = self._waiting.pop()
            self._work(job)
