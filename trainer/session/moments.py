"""Days and times as people read them: where they are, not in UTC. Pure but for the zone of this computer."""

from datetime import date, datetime

from trainer.language import mark, tr

_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
_WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)


def date_in_words(one: date) -> str:
    """`25 November 2026`."""
    return tr("{day} {month} {year}", day=one.day, month=tr(_MONTHS[one.month - 1]), year=one.year)


def weekday(one: date) -> str:
    """`Wednesday 25 November`."""
    return tr(
        "{weekday} {day} {month}",
        weekday=tr(_WEEKDAYS[one.weekday()]),
        day=one.day,
        month=tr(_MONTHS[one.month - 1]),
    )


def day(at: datetime) -> str:
    """`25 November 2026`."""
    return date_in_words(at.astimezone().date())


def day_and_time(at: datetime) -> str:
    """`25 November 2026, 09:30`."""
    return f"{day(at)}, {at.astimezone():%H:%M}"
