"""What somebody is here for. Light to import: known to files, to the store and to every face."""

from enum import StrEnum


class Role(StrEnum):
    """The three roles; `session.roles` says what each may do."""

    MENTOR = "mentor"
    """Practises and is certified."""
    TRAINER = "trainer"
    """Writes scenarios and trains others."""
    COORDINATOR = "coordinator"
    """Answers for the people: keeps their list, and decides."""
