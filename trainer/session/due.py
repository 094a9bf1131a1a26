"""What a person was given to do by a day, and how it stands. Pure; for Home and `trainer people show`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trainer.engine.events import Status
from trainer.language import tr, tr_many
from trainer.session.moments import weekday
from trainer.store import Assignment, RunRow


@dataclass(frozen=True, slots=True)
class Due:
    """A scenario to finish by a day. `left` is the days until then, negative when it is past; `done` that it is."""

    scenario: str
    title: str
    by: date
    left: int
    done: bool

    @property
    def told(self) -> str:
        """By when, in words."""
        day = weekday(self.by)
        match self.left:
            case 0:
                return tr("due today")
            case 1:
                return tr("due tomorrow")
            case left if left < 0:
                return tr("was due on {day}", day=day)
            case left if left < 7:
                return tr("due on {day}", day=day)
            case left if left < 300:
                weeks = round(left / 7)
                return tr_many(weeks, "due on {day}, in {count} week", "due on {day}, in {count} weeks", day=day)
            case _:
                return tr("due on {day} {year}", day=day, year=self.by.year)


def due(given: Iterable[Assignment], rows: Iterable[RunRow], titles: Mapping[str, str], today: date) -> tuple[Due, ...]:
    """What was given, the earliest day first, a scenario once: what is left of it by its earliest day.

    Done is what a run was finished of that was opened since it was given.
    """
    finished: dict[str, str] = {}
    for row in rows:
        if row.status in (Status.FINISHED, Status.SUBMITTED):
            finished[row.scenario] = max(row.opened, finished.get(row.scenario, ""))
    told: dict[str, Due] = {}
    for one in given:
        by = date.fromisoformat(one.due)
        done = finished.get(one.scenario, "") >= one.given
        found = Due(one.scenario, titles.get(one.scenario, one.scenario), by, (by - today).days, done)
        known = told.get(one.scenario)
        if known is None or (known.done, known.by) > (found.done, found.by):
            told[one.scenario] = found
    return tuple(sorted(told.values(), key=lambda one: (one.by, one.title)))
