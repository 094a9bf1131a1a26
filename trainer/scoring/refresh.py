"""What is due for practice, and when: each criterion as a card of FSRS, made anew from the runs each time.

Nothing of a card is stored; the log is the truth. A run rates a criterion by its mean level there. FSRS: the free
spaced repetition scheduler, which says when somebody still recalls a thing with a chance of nine in ten. Its figures
come from people who learn by heart: for conversations they are a sensible rhythm, and no more is claimed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Met:
    """A criterion as a run met it: when, and its mean level there (1 to 4)."""

    criterion: str
    at: datetime
    level: Fraction


@dataclass(frozen=True, slots=True)
class Refresh:
    """When a criterion is due again, when it was last met, and the mean level it had then."""

    criterion: str
    due: datetime
    last: datetime
    level: Fraction


def refreshers(met: Iterable[Met]) -> list[Refresh]:
    """When each criterion is due, the longest due first. `met` in the order of time; moments have their zone (UTC)."""
    from fsrs import Card, Rating, Scheduler

    scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    cards: dict[str, tuple[Card, Met]] = {}
    for one in met:
        card = cards[one.criterion][0] if one.criterion in cards else Card(card_id=1)
        rating = Rating(max(1, min(4, int(one.level + Fraction(1, 2)))))
        card, _ = scheduler.review_card(card, rating, one.at)
        cards[one.criterion] = (card, one)
    found = [Refresh(name, card.due, last.at, last.level) for name, (card, last) in cards.items()]
    return sorted(found, key=lambda one: (one.due, one.criterion))
