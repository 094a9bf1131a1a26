"""A run as a record in plain lines: its header, transcript and debrief. Called by `trainer show`."""

from collections.abc import Sequence

from trainer.engine.events import Mode, Status
from trainer.engine.play import Play
from trainer.language import mark, tr
from trainer.plain.debriefing import debriefed
from trainer.plain.telling import meters, told
from trainer.scoring.debrief import Debrief
from trainer.session.feedback import Remark

_STATUS = {
    Status.OPEN: mark("open; it can be gone on with"),
    Status.FINISHED: mark("finished"),
    Status.SUBMITTED: mark("submitted"),
    Status.ABANDONED: mark("given up"),
}

_MODES = {Mode.PRACTICE: mark("practice"), Mode.ASSESSMENT: mark("assessment")}


def recorded(play: Play, debrief: Debrief, remarks: Sequence[Remark] = ()) -> list[str]:
    """Everything there is to say about a run; nothing of the score while an assessment is open."""
    header = play.header
    lines = [
        tr(
            "Run {run}, {mode}, {status}.",
            run=header.run,
            mode=tr(_MODES[header.mode]),
            status=tr(_STATUS[play.run.status]),
        ),
        f"{play.story.scenario.title}. {play.voices.say(play.story.scenario.setting)}",
        tr(
            "Opened {opened}. Seed {seed}{by_hand}. Casting {casting}.",
            opened=header.opened,
            seed=header.seed,
            by_hand=tr(", given by hand") if header.seed_given else "",
            casting=header.casting,
        ),
    ]
    if header.forked_from is not None:
        lines.append(
            tr(
                "Tried otherwise from run {run}, decision {number}.",
                run=header.forked_from.run,
                number=header.forked_from.decisions + 1,
            )
        )
    if header.instead_of is not None:
        lines.append(tr("Chosen instead of {instead_of}.", instead_of=header.instead_of))
    lines += told(play.transcript)
    if play.run.is_open:
        lines += meters(play.gauges)
        return [*lines, tr("The debrief comes when the conversation is over.")]
    return [*lines, tr("Debrief."), *debriefed(debrief, remarks)]
