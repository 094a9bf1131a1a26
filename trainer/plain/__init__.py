"""The same jobs as the screens in plain lines, for a screen reader, a pipe, a test. `cli` wires it."""

from trainer.plain.console import Console, Left
from trainer.plain.face import home, resume, start
from trainer.plain.record import recorded
from trainer.plain.who import identify

__all__ = ["Console", "Left", "home", "identify", "recorded", "resume", "start"]
