"""What a person was given to do by a day, and how it stands. Pure; for Home and `trainer people show`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trainer.engine.events import Status
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
        day = f"{self.by:%A} {self.by.day} {self.by:%B}"
        match self.left:
            case 0:
                return "due today"
            case 1:
                return "due tomorrow"
            case left if left < 0:
                return f"was due on {day}"
            case left if left < 7:
                return f"due on {day}"
            case left if left < 300:
                return f"due on {day}, in {round(left / 7)} week{'' if round(left / 7) == 1 else 's'}"
            case _:
                return f"due on {day} {self.by.year}"


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
