"""A program of its own, to be killed: appends events to a run for ever, and prints each once it is durable.

python -m writer DATA URL RUN EXPECTED (URL may be empty).
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from trainer.engine.events import Chose, Event, Responded
from trainer.store import open_store

data, url, run, expected = sys.argv[1:]
made = int(expected)
with open_store(Path(data), url or None, now=lambda: datetime.now(UTC)) as store:
    while True:
        event: Event = Responded("arrival", f"words {made}") if made % 2 else Chose("arrival", f"choice_{made}", ())
        made = store.append(run, event, expected=made).seq
        print(made, flush=True)
