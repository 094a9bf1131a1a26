"""A program of its own that brings in a list of people: python -m importer DATA URL COUNT (URL may be empty)."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from trainer.store import Wished, open_store

data, url, count = sys.argv[1:]
with open_store(Path(data), url or None, now=lambda: datetime.now(UTC)) as store:
    print("ready", flush=True)
    store.people.bring_in([Wished(f"Mentor {number}") for number in range(int(count))], who=None)
