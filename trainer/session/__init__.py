"""What a mentor can do, between the layers below and the faces: see `session.session`."""

from trainer.session.due import Due, due
from trainer.session.roles import Job, may, must
from trainer.session.session import Session, summary
from trainer.session.verification import verify
from trainer.session.views import Briefing, Card, Home, Onward, OpenRun, Shelf, Suggestion

__all__ = [
    "Briefing",
    "Card",
    "Due",
    "Home",
    "Job",
    "Onward",
    "OpenRun",
    "Session",
    "Shelf",
    "Suggestion",
    "due",
    "may",
    "must",
    "summary",
    "verify",
]
