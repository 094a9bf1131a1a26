"""What somebody is here for. Light to import: known to files, to the store and to every face."""

from enum import StrEnum

from trainer.language import mark


class Role(StrEnum):
    """The three roles; `session.roles` says what each may do."""

    MENTOR = mark("mentor")
    """Practises and is certified."""
    TRAINER = mark("trainer")
    """Writes scenarios and trains others."""
    COORDINATOR = mark("coordinator")
    """Answers for the people: keeps their list, and decides."""
