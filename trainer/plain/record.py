"""A run as a record in plain lines: its header, transcript and debrief. Called by `trainer show`."""

from collections.abc import Sequence

from trainer.engine.events import Status
from trainer.engine.play import Play
from trainer.plain.debriefing import debriefed
from trainer.plain.telling import meters, told
from trainer.scoring.debrief import Debrief
from trainer.session.feedback import Remark

_STATUS = {
    Status.OPEN: "open; it can be gone on with",
    Status.FINISHED: "finished",
    Status.SUBMITTED: "submitted",
    Status.ABANDONED: "given up",
}


def recorded(play: Play, debrief: Debrief, remarks: Sequence[Remark] = ()) -> list[str]:
    """Everything there is to say about a run; nothing of the score while an assessment is open."""
    header = play.header
    lines = [
        f"Run {header.run}, {header.mode.value}, {_STATUS[play.run.status]}.",
        f"{play.story.scenario.title}. {play.voices.say(play.story.scenario.setting)}",
        f"Opened {header.opened}. Seed {header.seed}{', given by hand' if header.seed_given else ''}. "
        f"Casting {header.casting}.",
    ]
    if header.forked_from is not None:
        lines.append(f"Tried otherwise from run {header.forked_from.run}, decision {header.forked_from.decisions + 1}.")
    if header.instead_of is not None:
        lines.append(f"Chosen instead of {header.instead_of}.")
    lines += told(play.transcript)
    if play.run.is_open:
        lines += meters(play.gauges)
        return [*lines, "The debrief comes when the conversation is over."]
    return [*lines, "Debrief.", *debriefed(debrief, remarks)]
