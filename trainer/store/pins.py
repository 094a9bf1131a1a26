"""PINs: kept as argon2 hashes; a wrong one costs a growing wait, which no restart and no clock shortens.

After `FREE` wrong ones in a row each further one is followed by a wait, doubled up to `LONGEST`. The wait is counted
on a stopwatch that nobody can set: on SQLite the seconds since this machine started, on PostgreSQL the server's own
clock. Where the stopwatch stands before the last miss (the machine was started again), the wait begins once more,
so it can neither be skipped nor last for ever. Called by `register`.
"""

import unicodedata
from collections.abc import Callable
from math import ceil

from sqlalchemy import Connection, delete, insert, select, update

from trainer.errors import UsageError
from trainer.language import tr
from trainer.store.rows import Tried
from trainer.store.tables import pins

FREE = 3
"""Wrong PINs in a row that cost nothing: fingers slip."""
FIRST, LONGEST = 5, 600
"""Seconds to wait after the next wrong one, and at most."""
LEAST, MOST = 4, 64
"""Characters of a PIN."""


def wait_after(misses: int) -> int:
    """Seconds to wait after so many wrong PINs in a row."""
    return 0 if misses < FREE else min(LONGEST, FIRST << min(misses - FREE, 20))


def left(misses: int, missed: float | None, now: float) -> float:
    """Seconds of the wait that are left at `now` on the stopwatch; all of them where it was started again since."""
    wait = wait_after(misses)
    return wait if missed is None or now < missed else max(0.0, wait - (now - missed))


def try_pin(connection: Connection, person: str, pin: str, now: float) -> Tried:
    """Try a PIN, and keep that a wrong one was tried; who has none gives any. Within `connection.alone`."""
    row = connection.execute(select(pins).where(pins.c.person == person)).one_or_none()
    if row is None:
        return Tried(right=True)
    mine = update(pins).where(pins.c.person == person)
    waits = left(row.misses, row.missed, now)
    if waits > 0:
        if row.missed is None or now < row.missed:
            connection.execute(mine.values(missed=now))
        return Tried(right=False, wait=ceil(waits), misses=row.misses, too_soon=True)
    if _matches(row.hash, pin):
        if row.misses:
            connection.execute(mine.values(misses=0, missed=None))
        return Tried(right=True, misses=row.misses)
    misses = row.misses + 1
    connection.execute(mine.values(misses=misses, missed=now))
    return Tried(right=False, wait=wait_after(misses), misses=misses)


def keep_pin(connection: Connection, person: str, pin: str | None) -> bool:
    """Set a person's PIN, or take it away (None); whether there was one. Raises UsageError for one that cannot be."""
    hashed = None if pin is None else _hashed(fit(pin))
    there_was = connection.execute(delete(pins).where(pins.c.person == person)).rowcount > 0
    if hashed is not None:
        connection.execute(insert(pins).values(person=person, hash=hashed, misses=0, missed=None))
    return there_was


def fit(pin: str) -> str:
    """A PIN as it is hashed. Raises UsageError for one that is too short, too long or all one character."""
    plain = _plain(pin)
    if not LEAST <= len(plain) <= MOST:
        raise UsageError(
            tr("A PIN has {LEAST} to {MOST} characters.", LEAST=LEAST, MOST=MOST),
            tr("Take digits, letters or a few words."),
        )
    if len(set(plain)) == 1:
        raise UsageError(tr("A PIN of one character over and over is found at once."), tr("Take another."))
    return plain


def _plain(pin: str) -> str:
    """One way to write what may be typed in several."""
    return unicodedata.normalize("NFC", pin.strip())


def stopwatch(connection: Connection, ticks: Callable[[], float]) -> float:
    """Seconds on the stopwatch that the database's waits are counted on."""
    if connection.dialect.name == "postgresql":
        return float(connection.exec_driver_sql("SELECT extract(epoch FROM clock_timestamp())").scalar() or 0)
    return ticks()


def _hashed(pin: str) -> str:
    from argon2 import PasswordHasher  # only here and below: most people have no PIN

    return PasswordHasher().hash(pin.encode("utf-8", "surrogatepass"))


def _matches(hashed: str, pin: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(hashed, _plain(pin)[: 2 * MOST].encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False
