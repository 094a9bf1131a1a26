"""What the next term of a certificate asks, as requirements: pure, on counts since the last decision."""

from dataclasses import dataclass

from trainer.content.certification import Certification
from trainer.scoring.requirements import Requirement


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What somebody did since the decision: scenarios not met before, of them on safeguarding, minutes, a talk."""

    scenarios: int
    safeguarding: int
    minutes: int
    talked: bool


def renewal(certification: Certification, done: Refreshed) -> list[Requirement]:
    """Each thing that the next term asks, met or not."""
    owed = certification.renewal
    found = [
        _counted("renewal:scenarios", "New scenarios", done.scenarios, owed.scenarios, "Play one not met before."),
        _counted(
            "renewal:safeguarding", "New on safeguarding", done.safeguarding, owed.safeguarding, "Play one of them."
        ),
        _counted("renewal:minutes", "Minutes of refresher", done.minutes, owed.minutes, "More practice counts here."),
    ]
    if owed.check_in:
        stands = "recorded" if done.talked else "not recorded yet"
        next = "" if done.talked else "Your coordinator records a talk with you."
        found.append(Requirement("renewal:check_in", "Talk with the coordinator", done.talked, stands, next))
    return [one for one in found if one is not None]


def _counted(key: str, title: str, done: int, owed: int, next: str) -> Requirement | None:
    if not owed:
        return None
    return Requirement(key, title, done >= owed, f"{done} of {owed}", "" if done >= owed else next)
