"""Commits a second, each of one event and durable, beside the same bytes through the database driver alone."""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from trainer.engine.events import Chose, Header, Mode
from trainer.store import new_run_id, open_store

COMMITS = 3000
EVENT = Chose("arrival", "notice", ("notice", "wait", "fix"))


def times(act: Callable[[int], object]) -> list[float]:
    """How long each of many acts took, in order of length."""
    taken = []
    for at in range(COMMITS):
        start = time.perf_counter()
        act(at)
        taken.append(time.perf_counter() - start)
    return sorted(taken)


def bare(folder: Path) -> list[float]:
    """A row a transaction with the driver alone, in WAL with synchronous FULL."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE e (n, data, link)")
    return times(lambda at: connection.execute("INSERT INTO e VALUES (?, ?, ?)", (at, b"x" * 120, b"y" * 32)))


def kept(folder: Path) -> list[float]:
    """An event a transaction through the store."""
    store = open_store(folder / "data", now=lambda: datetime.now(UTC))
    run = new_run_id(datetime.now(UTC))
    shas = {"scenario": store.snapshot("a scenario")}
    opened = "2026-01-01T00:00:00.000Z"
    store.new_run(Header(run, store.person().person, "bench", Mode.PRACTICE, 1, "a", opened, shas))
    return times(lambda at: store.append(run, EVENT, expected=at))


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        alone, ours = bare(Path(name)), kept(Path(name))
    for what, taken in (("driver alone", alone), ("store.append", ours)):
        rate, late = COMMITS / sum(taken), taken[int(COMMITS * 0.99)] * 1000
        print(f"{what}: {rate:,.0f} a second, 99th percentile {late:.2f} ms")
    print(f"store.append takes {sum(ours) / sum(alone):.1f} x the driver alone")


if __name__ == "__main__":
    main()
