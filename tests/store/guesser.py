"""A program of its own that tries three wrong PINs: python -m guesser DATA URL PERSON (URL may be empty)."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from trainer.store import open_store

data, url, person = sys.argv[1:]
with open_store(Path(data), url or None, now=lambda: datetime.now(UTC)) as store:
    for _ in range(3):
        print("too soon" if store.people.try_pin(person, "1357").too_soon else "wrong", flush=True)
