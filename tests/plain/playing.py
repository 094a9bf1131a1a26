"""Playing in plain lines without a process: a session on a fresh data directory, and a console on strings."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import count
from pathlib import Path

from trainer.analysis.prove import prove
from trainer.analysis.rules.paths import RULES
from trainer.content.compile import Proofs
from trainer.content.library import open_library
from trainer.content.rubric import School
from trainer.engine.events import Mode
from trainer.errors import Exit
from trainer.plain import Console, resume, start
from trainer.session import Session
from trainer.store import open_store

LIBRARY = Path(__file__).parent / "library"
GOLDEN = Path(__file__).parent.parent / "golden"
_RUN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@contextmanager
def session(data: Path, library: Path | None = LIBRARY) -> Iterator[Session]:
    """A session whose clock goes on by a second at every look, and whose seeds are 1, 2, 3, ..."""
    ticks, seeds = count(), count(1)

    def now() -> datetime:
        return datetime(2026, 11, 24, 9, tzinfo=UTC) + timedelta(seconds=next(ticks))

    with open_store(data, now=now) as store:
        books = open_library(library, lambda: Proofs(RULES, prove))
        yield Session(books, School(), store, now=now, seeds=lambda: next(seeds))


def told(
    open_session: Session,
    answers: str,
    scenario: str = "the_full_tray",
    *,
    assess: bool = False,
    seed: int | None = 1,
    interactive: bool = False,
) -> tuple[Exit, str]:
    """Play with an answer a line; the exit status, and all that was printed, run ids as RUN."""
    mode = Mode.ASSESSMENT if assess else Mode.PRACTICE
    return _through(answers, interactive, lambda console: start(console, open_session, typed, scenario, mode, seed))


def retold(open_session: Session, answers: str, run: str | None = None) -> tuple[Exit, str]:
    """Go on with a run."""
    return _through(answers, False, lambda console: resume(console, open_session, typed, run))


def _through(answers: str, interactive: bool, plays: Callable[[Console], Exit]) -> tuple[Exit, str]:
    shown = StringIO()
    status = plays(Console(StringIO(answers), shown, interactive=interactive, echoes=interactive))
    return status, _RUN.sub("RUN", shown.getvalue())


def typed(rest: str) -> str:
    return f"trainer {rest}"


def must_be_golden(name: str, text: str) -> None:
    """Compare with tests/golden/NAME.txt; UPDATE_GOLDEN=1 writes it instead."""
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
