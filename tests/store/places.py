"""What the store's tests and fixtures share: a clock, and a place for a database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from trainer.engine.events import Chose
from trainer.store import Store, open_store

Begin = Callable[..., str]
"""What the fixture `begin` gives: begin(store, scenario=…, choices=…) -> run."""


class Clock:
    """A clock that gives a second more every time it is read."""

    def __init__(self) -> None:
        self._moment = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._moment += timedelta(seconds=1)
        return self._moment

    def turn(self, *, days: float) -> None:
        """Set it forward, or back."""
        self._moment += timedelta(days=days)


@dataclass(frozen=True)
class Place:
    """Where a test's database is, as `open_store` takes it."""

    data: Path
    url: str | None
    clock: Clock

    def open(self) -> Store:
        return open_store(self.data, self.url, now=self.clock)


def chose(name: str) -> Chose:
    """A choice like any other."""
    return Chose("arrival", name, ("notice", "wait"))
