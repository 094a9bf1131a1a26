"""What a moment becomes: a time as text, and a run id that begins with it. Whoever opens a run calls both."""

import os
from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """A moment (with its zone) as UTC, ISO 8601 with milliseconds and `Z`; such texts sort by time."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_run_id(moment: datetime) -> str:
    """A new UUIDv7 (RFC 9562): 48 bits of milliseconds since 1970, then 74 random bits."""
    milliseconds = int(moment.timestamp() * 1000) & (1 << 48) - 1
    chance = int.from_bytes(os.urandom(10), "big")
    number = milliseconds << 80 | 7 << 76 | (chance >> 68 & 0xFFF) << 64 | 2 << 62 | chance & (1 << 62) - 1
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
