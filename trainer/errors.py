"""The one family of exceptions that the program raises on purpose.

What an author wrote wrongly is never an exception but a finding (`trainer.content.findings`). What the machine
refuses (a full disk, a run that is not there) is a `TrainerError`: `cli.main` prints its two sentences and ends
with its exit status. Anything else that escapes is a fault of ours.

    TrainerError
    ├── UsageError        asked for something that does not exist or does not fit
    ├── ContentError      a file cannot be played as it stands
    ├── EngineError       a run cannot go on
    └── StoreError        the data directory or the database will not do it
        └── RunBusyError  somebody else has written to the same run
"""

from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses of the command line."""

    OK = 0
    """The job was done."""
    FAILED = 1
    """The job was not done, or `check` found errors."""
    USAGE = 2
    """The command was called wrongly."""
    LEFT = 130
    """The person left a conversation before its end; it can be resumed."""


class TrainerError(Exception):
    """Something to tell the person: what is wrong, and what to do about it.

    `message` says what is wrong, in one sentence with its full stop; `help` says what to do, or is empty.
    """

    status: Exit = Exit.FAILED

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        return f"{self.message} {self.help}".strip()


class UsageError(TrainerError):
    """The request names something that does not exist or does not fit."""

    status = Exit.USAGE


class ContentError(TrainerError):
    """A scenario, rubric or setting cannot be used as it stands; `trainer check` says why."""


class EngineError(TrainerError):
    """A run cannot go on: the choice is not on offer, or the scenario leads nowhere."""


class StoreError(TrainerError):
    """The data directory or the database cannot do what was asked."""


class RunBusyError(StoreError):
    """Another program has written to this run since it was read."""
