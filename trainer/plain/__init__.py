"""The same jobs as the screens in plain lines, for a screen reader, a pipe, a test. `cli` wires it."""

from trainer.plain.console import Console
from trainer.plain.face import home, resume, start
from trainer.plain.record import recorded

__all__ = ["Console", "home", "recorded", "resume", "start"]
