"""What a mentor is due to practise again, for Home: by criterion, with a scenario that asks for it and the reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from trainer.content.scenario import Role, Scenario
from trainer.language import tr
from trainer.scoring.refresh import Met, Refresh, refreshers
from trainer.session.views import Card

MOST = 3
"""Home names so many at most."""


@dataclass(frozen=True, slots=True)
class DueAgain:
    """A criterion that is due, and the scenario to practise it in."""

    criterion: str
    title: str
    card: Card
    reason: str


def due_again(
    met: Iterable[tuple[str, str, Fraction]],
    titles: Mapping[str, str],
    cards: Mapping[str, Card],
    models: Iterable[Scenario],
    now: datetime,
) -> tuple[DueAgain, ...]:
    """What is due now, the longest due first. `met` as the desk of the store gives it; `cards` may be practised.

    A scenario is named once; of those that look at a criterion, one met least often.
    """
    reviews = [Met(name, datetime.fromisoformat(at), level) for at, name, level in met]
    waiting = [one for one in refreshers(reviews) if one.due <= now and one.criterion in titles]
    looks = _looks(models)
    found: list[DueAgain] = []
    for one in waiting:
        taken = {each.card.scenario for each in found}
        able = [cards[id] for id in looks.get(one.criterion, ()) if id in cards and id not in taken]
        if able and len(found) < MOST:
            card = min(able, key=lambda card: (card.met, card.title))
            found.append(DueAgain(one.criterion, titles[one.criterion], card, reason(one, titles, now)))
    return tuple(found)


def reason(one: Refresh, titles: Mapping[str, str], now: datetime) -> str:
    """Why it is due, in words: `you last met "Saying back" 9 days ago`."""
    days = (now - one.last).days
    title = titles[one.criterion]
    if days < 1:
        return tr('you last met "{title}" today', title=title)
    if days == 1:
        return tr('you last met "{title}" yesterday', title=title)
    return tr('you last met "{title}" {days} days ago', title=title, days=days)


def _looks(models: Iterable[Scenario]) -> dict[str, list[str]]:
    """The scenarios that look at each criterion."""
    found: dict[str, list[str]] = {}
    for model in models:
        if model.role is Role.MENTOR:
            for name in dict.fromkeys(name for scene in model.scenes.values() for name in scene.looks_at):
                found.setdefault(name, []).append(model.scenario)
    return found
