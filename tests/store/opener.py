"""A program of its own that opens a store at the same time as others do, and prints the person it finds."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from trainer.store import open_store

with open_store(Path(sys.argv[1]), now=lambda: datetime.now(UTC)) as store:
    print("open", flush=True)
    sys.stdin.readline()
    print(store.person().person)
