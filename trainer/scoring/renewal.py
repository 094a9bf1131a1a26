"""What the next term of a certificate asks, as requirements: pure, on counts since the last decision."""

from dataclasses import dataclass

from trainer.content.certification import Certification
from trainer.language import tr
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
        _counted(
            "renewal:scenarios", tr("New scenarios"), done.scenarios, owed.scenarios, tr("Play one not met before.")
        ),
        _counted(
            "renewal:safeguarding",
            tr("New on safeguarding"),
            done.safeguarding,
            owed.safeguarding,
            tr("Play one of them."),
        ),
        _counted(
            "renewal:minutes", tr("Minutes of refresher"), done.minutes, owed.minutes, tr("More practice counts here.")
        ),
    ]
    if owed.check_in:
        stands = tr("recorded") if done.talked else tr("not recorded yet")
        next = "" if done.talked else tr("Your coordinator records a talk with you.")
        found.append(Requirement("renewal:check_in", tr("Talk with the coordinator"), done.talked, stands, next))
    return [one for one in found if one is not None]


def _counted(key: str, title: str, done: int, owed: int, next: str) -> Requirement | None:
    if not owed:
        return None
    return Requirement(
        key, title, done >= owed, tr("{done} of {owed}", done=done, owed=owed), "" if done >= owed else next
    )
