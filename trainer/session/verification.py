"""Whether a run is as it was: its chain whole, its events replayed to the same state, its scores those kept.

Called by `trainer verify`.
"""

from collections.abc import Iterable, Iterator

from trainer.engine.chance import shown_order
from trainer.engine.events import Chose, Event
from trainer.engine.play import Play
from trainer.engine.run import Run
from trainer.engine.steps import offered
from trainer.errors import TrainerError
from trainer.language import tr
from trainer.session.session import Session, summary
from trainer.store import RunRow


def verify(session: Session, row: RunRow) -> list[str]:
    """What is wrong with a run, in plain words; nothing when all is well.

    Where the list of runs is only behind (a program was killed), it is brought up to the run.
    """
    try:
        problems = session.store.check_chain(row.run)
    except (TypeError, ValueError, AttributeError):  # a database keeps whatever is put into it by hand
        return [tr("the log holds something that is not an event")]
    if problems:
        return problems
    try:
        play = session.recall(row.run)
        problems += replayed(play, [event for event, _ in session.store.events(row.run)])
        problems += _scored(session, row, play.run)
    except TrainerError as error:
        problems.append(tr("the run cannot be replayed: {message}", message=error.message.rstrip(".")))
    return problems


def replayed(play: Play, events: Iterable[Event]) -> Iterator[str]:
    """Play it again, event by event, and compare what was on offer."""
    run = Run(play.story, play.run.machine, play.header)
    for number, event in enumerate(events, start=1):
        if isinstance(event, Chose):
            on_offer = [choice.id for choice in offered(run.story, run.position)]
            shown = shown_order(run.header.seed, run.header.scenario, run.position.scene, on_offer)
            if shown != event.shown:
                yield tr("at event {number} other choices were on offer than the log says", number=number)
        run.apply(event)
    if (run.position, run.line, run.status) != (play.run.position, play.run.line, play.run.status):
        yield tr("a replay ends in another state")


def _scored(session: Session, row: RunRow, run: Run) -> Iterator[str]:
    """Compare what the list of runs shows with what the events give."""
    now = summary(run)
    if row.summary is None or row.summary.events < now.events:
        session.summarise(run)
        return
    for name in ("status", "decisions", "outcome", "score", "competency"):
        kept, found = getattr(row.summary, name), getattr(now, name)
        if kept != found:
            yield tr(
                "the list of runs says {name} {kept}, and the events give {found}", name=name, kept=kept, found=found
            )
