"""The same jobs as the screens in plain lines, for a screen reader, a pipe, a test. `cli` wires it."""

from trainer.plain.console import Console, Left
from trainer.plain.face import home, resume, sit, start
from trainer.plain.path import path_lines
from trainer.plain.record import recorded
from trainer.plain.who import identify

__all__ = ["Console", "Left", "home", "identify", "path_lines", "recorded", "resume", "sit", "start"]
