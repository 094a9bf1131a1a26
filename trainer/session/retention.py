"""How long somebody who left is kept: whom `trainer people purge` erases. Pure."""

from collections.abc import Iterable
from datetime import date

from trainer.store import Person


def kept_until(person: Person, months: int) -> date | None:
    """The last day on which a retired person is kept; None for who is present, or erased already."""
    if person.retired is None or person.erased is not None:
        return None
    return _later(date.fromisoformat(person.retired[:10]), months)


def past(people: Iterable[Person], months: int, today: date) -> list[Person]:
    """The people whose time is over."""
    ends = ((person, kept_until(person, months)) for person in people)
    return [person for person, end in ends if end is not None and end < today]


def _later(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"{day} is no day")
