"""A program of its own that writes rows of the audit: python -m noter DATA URL COUNT (URL may be empty)."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from trainer.store import open_store

data, url, count = sys.argv[1:]
with open_store(Path(data), url or None, now=lambda: datetime.now(UTC)) as store:
    for number in range(int(count)):
        store.audit("pin_wrong", who=None, whom="a", what={"number": number}, words={"reason": "noted"})
