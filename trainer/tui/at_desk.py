"""The way through the coordinator's desk: the cohort, the queue, a candidate, a run, a form, and back again.

Called by `flow`. What is refused on the way is said on the screen that it was tried from.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial

from trainer.errors import TrainerError
from trainer.language import tr
from trainer.session import Job, Session, desk, may
from trainer.session.bank import bank
from trainer.session.board import Board, board
from trainer.session.dossier import dossier
from trainer.session.forms import live_form, words_form
from trainer.session.reading import read_run
from trainer.session.tasks import Task
from trainer.session.waiting import label, queue
from trainer.store import Person
from trainer.tui.deeds import deeds
from trainer.tui.screens.desk import DeskScreen, View
from trainer.tui.screens.desk_candidate import CandidateScreen
from trainer.tui.screens.desk_queue import QueueScreen
from trainer.tui.screens.desk_rate import LiveScreen, WordsScreen
from trainer.tui.screens.desk_run import Comment, JudgeScreen, RunScreen
from trainer.tui.stage import Stage
from trainer.tui.steps import Judge, Open, RateLive, RateWords, Read, Step, Switch, Waits

Notice = TrainerError | str | None


async def at_desk(stage: Stage, session: Session) -> None:
    """The desk until it is left. Whoever may not read what others played has the queue alone."""
    here = _Desk(stage, session)
    if may(session.me, Job.READ_OTHERS, guarded=session.store.people.guarded()):
        await here.cohort()
    else:
        await here.queue()


class _Desk:
    """The desk of one certification, the first of the library until another is chosen."""

    def __init__(self, stage: Stage, session: Session) -> None:
        self.stage, self.session = stage, session
        self.name = next(iter(session.library.certifications))

    async def cohort(self) -> None:
        """Everybody, until it is left."""
        view = View()
        mark: object = None
        notice: Notice = None
        while True:
            titles = {id: one.title for id, one in self.session.library.certification_cards.items()}
            others = [(id, titles.get(id, id)) for id in self.session.library.certifications if id != self.name]
            screen = DeskScreen(self._board, view, others=others, titles=self._titles(), mark=mark, notice=notice)
            step = await self.stage.ask(screen)
            view, mark, notice = screen.view, screen.left_at, None
            match step:
                case None:
                    return
                case Waits():
                    await self.queue()
                case Switch(certification=name):
                    self.name, view = name, View()
                case _:
                    notice = await self._take(step)

    def _board(self, view: View) -> Board:
        return board(self.session, self.name, cohort=view.cohort, status=view.status, order=view.order)

    async def queue(self) -> None:
        """What waits, until it is left."""
        mark: object = None
        notice: Notice = None
        while True:
            tasks = queue(self.session, self.name)
            names = [label(self.session, task) for task in tasks]
            titles = self._titles()
            scenarios = [titles.get(self._scenario(task), "") for task in tasks]
            screen = QueueScreen(tasks, names, scenarios, self.session.now(), mark=mark, notice=notice)
            step = await self.stage.ask(screen)
            mark = screen.left_at
            if step is None:
                return
            notice = await self._take(step)

    def _scenario(self, task: Task) -> str:
        return self.session.store.header(task.run).scenario if task.run else ""

    async def _take(self, step: Step) -> Notice:
        """Do a step; what there is to say of it afterwards."""
        try:
            return await self._do(step)
        except TrainerError as error:
            return error

    async def _do(self, step: Step) -> Notice:
        session, name = self.session, self.name
        match step:
            case Open(person=id):
                await self._candidate(session.store.people.of(id))
            case Read(person=id, run=run, scene=scene):
                person = session.store.people.of(id)
                tell = partial(read_run, session, person, name, run)
                await self.stage.ask(RunScreen(tell, self._comment(person, run), partial(bank, session), scene=scene))
            case Judge(person=id, run=run, scene=scene, code=code):
                return await self._judge(session.store.people.of(id), run, scene, code)
            case RateWords(person=id, run=run, scene=scene):
                return await self._words(session.store.people.of(id), run, scene)
            case RateLive(person=id):
                return await self._live(session.store.people.of(id))
            case _:
                pass
        return None

    async def _candidate(self, person: Person) -> None:
        opened: frozenset[object] = frozenset()
        mark: object = None
        notice: Notice = None
        while True:
            screen = CandidateScreen(
                partial(dossier, self.session, person, self.name),
                partial(deeds, self.session, self.name),
                self._titles(),
                opened=opened,
                mark=mark,
                notice=notice,
            )
            step = await self.stage.ask(screen)
            if step is None:
                return
            opened, mark = frozenset(screen.opened), screen.left_at
            notice = await self._take(step)

    def _comment(self, person: Person, run: str) -> Comment:
        def keep(words: str, scene: str | None) -> None:
            desk.comment(self.session, person, self.name, run, words, scene)

        return keep

    async def _judge(self, person: Person, run: str, scene: str, code: str) -> Notice:
        def judge(confirmed: bool, reason: str, seen: int) -> None:
            act = (run, scene, code)
            desk.judge(self.session, person, self.name, act, confirmed=confirmed, reason=reason, seen=seen)

        tell = partial(read_run, self.session, person, self.name, run)
        keep, there = self._comment(person, run), partial(bank, self.session)
        screen = JudgeScreen(tell, keep, there, judge, scene=scene, code=code)
        await self.stage.ask(screen)
        return str(screen.left_at) if screen.left_at else None

    async def _words(self, person: Person, run: str, scene: str) -> Notice:
        def record(levels: Mapping[str, int], comment: str) -> None:
            desk.mark_words(self.session, person, self.name, run, scene, levels, comment)

        due = [task for task in queue(self.session, self.name) if (task.run, task.scene) == (run, scene)]
        form = words_form(self.session, person, self.name, run, scene)
        return await self.stage.ask(WordsScreen(form, due[0].marker if due else tr("another"), record))

    async def _live(self, person: Person) -> Notice:
        def record(levels: Mapping[str, int], minutes: int, day: date, comment: str) -> None:
            desk.observe(self.session, person, self.name, levels, minutes=minutes, day=day, comment=comment)

        form = live_form(self.session, person, self.name)
        return await self.stage.ask(LiveScreen(form, self.session.now().date(), record))

    def _titles(self) -> dict[str, str]:
        """What scenarios, criteria and critical acts are called, by id."""
        library = self.session.library
        titles = {card.scenario: card.title for card in library.cards()}
        titles |= {name: criterion.title for name, (_, criterion) in library.criteria.items()}
        return titles | {code: act.title for code, act in library.critical_acts.items()}
