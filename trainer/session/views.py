"""What Home and the briefing show, as values. Made by `session.session`; drawn by the faces."""

from dataclasses import dataclass
from fractions import Fraction

from trainer.content.scenario import Form
from trainer.engine.events import Mode
from trainer.language import mark, tr
from trainer.session.due import Due


@dataclass(frozen=True, slots=True)
class Card:
    """A scenario on a shelf: `met` counts finished runs, `last` is the newest run's score; `form` is what it is."""

    scenario: str
    title: str
    competency: str
    level: str
    minutes: int
    summary: str
    content_note: str | None
    met: int = 0
    last: Fraction | None = None
    form: Form = Form.CONVERSATION

    @property
    def apart(self) -> str:
        """What it is where it is no conversation as a mentor: `case`, `role reversal`; else nothing."""
        return "" if self.form is Form.CONVERSATION else tr(FORMS[self.form])


@dataclass(frozen=True, slots=True)
class Shelf:
    """The scenarios of one competency: how many have been met, and the newest score among them."""

    competency: str
    title: str
    cards: tuple[Card, ...]
    met: int
    last: Fraction | None


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run to go on with: the decision it stopped at (from 1), of about how many."""

    run: str
    scenario: str
    title: str
    decision: int
    about: int
    opened: str
    last: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to practise next, and why."""

    card: Card
    reason: str


@dataclass(frozen=True, slots=True)
class Onward:
    """How far a mentor is with a certification: `done` of `of` requirements, or what was `decided`; what is next."""

    certification: str
    label: str
    done: int
    of: int
    decided: str | None
    next: str


@dataclass(frozen=True, slots=True)
class Home:
    """What there is to do: runs to go on with, the next scenario, and the library by competency.

    `due` is what was given to this mentor by a day and is not done; `shared` that others use the program too;
    `desk` that this person has a coordinator's desk, `no_desk` why somebody in charge has none. `other_language` is
    the name of one that can be gone over to.
    """

    mentor: str
    open_runs: tuple[OpenRun, ...]
    next: Suggestion | None
    shelves: tuple[Shelf, ...]
    cohort: str | None = None
    due: tuple[Due, ...] = ()
    shared: bool = False
    onward: tuple[Onward, ...] = ()
    desk: bool = False
    no_desk: str | None = None
    other_language: str | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is said before a conversation of the people whom `seed` gives.

    `warnings` are faults that practice can live with. In a role reversal, `speaks_as` is (name, about) of whom the
    player speaks as, who is then not among the `people`.
    """

    scenario: str
    title: str
    setting: str
    goal: str
    summary: str
    minutes: int
    level: str
    content_note: str | None
    competency_title: str
    criteria: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    form: Form
    seed: int
    warnings: tuple[str, ...] = ()
    speaks_as: tuple[str, str] | None = None


def suggest(shelves: tuple[Shelf, ...]) -> Suggestion | None:
    """What to practise next: a new one of the competency least practised, else the one that went worst."""
    of = {one.form for shelf in shelves for one in shelf.cards}
    first = Form.CONVERSATION if Form.CONVERSATION in of else None  # the others are extras
    new = [
        (shelf.met, card) for shelf in shelves for card in shelf.cards if not card.met and first in (None, card.form)
    ]
    if new:
        _, card = min(new, key=lambda one: (one[0], LEVELS.index(one[1].level), one[1].title))
        title = next(shelf.title for shelf in shelves if shelf.competency == card.competency)
        return Suggestion(card, tr("you have not met it yet; it is about {topic}", topic=title[:1].lower() + title[1:]))
    scored = [card for shelf in shelves for card in shelf.cards if card.last is not None]
    if not scored:
        return None
    card = min(scored, key=lambda one: (one.last or 0, one.title))
    return Suggestion(card, tr("it went {last} of 4 last time", last=f"{float(card.last or 0):.1f}"))


FORMS = {
    Form.CONVERSATION: mark("conversation"),
    Form.ROLE_REVERSAL: mark("role reversal"),
    Form.CASE: mark("case"),
}
"""What a scenario is to play, in words."""

LEVELS = (mark("foundation"), mark("developing"), mark("advanced"))
"""How much a scenario asks, the least first."""
