"""Days and times as people read them: where they are, not in UTC. Pure but for the zone of this computer."""

from datetime import datetime


def day(at: datetime) -> str:
    """`25 November 2026`."""
    here = at.astimezone()
    return f"{here.day} {here:%B %Y}"


def day_and_time(at: datetime) -> str:
    """`25 November 2026, 09:30`."""
    return f"{day(at)}, {at.astimezone():%H:%M}"
