"""Home with a mentor's way to each certification on it: what both faces open with."""

from dataclasses import replace

from trainer.content.role import Role
from trainer.errors import TrainerError
from trainer.language import name_of
from trainer.session.path import path
from trainer.session.session import Session
from trainer.session.views import Home, Onward
from trainer.session.waiting import has_desk, why_no_desk


def at_home(session: Session) -> Home:
    """Home, with a line for each certification that a mentor may be on the way to."""
    found = []
    for name in session.library.certification_cards if session.me.role is Role.MENTOR else ():
        try:
            one = path(session, name)
        except TrainerError:  # a file that cannot be used hides nothing else; `trainer check` says what is wrong
            continue
        status = one.standing.status(session.now()) if one.verdict else None
        label = name.replace("_", " ").capitalize()
        decided = status.told if status else None
        found.append(Onward(name, label, one.done, len(one.requirements), decided, one.next))
    other = session.other_language
    return replace(
        session.home(),
        onward=tuple(found),
        desk=has_desk(session),
        no_desk=why_no_desk(session),
        other_language=name_of(other) if other else None,
    )
