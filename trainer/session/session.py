"""What one mentor can do with the library and the log: start, resume, try otherwise, read the debrief.

Every face holds a `Session`, and of the layers below only the values it gives. `cli.wiring` opens it.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from trainer.content.library import Library
from trainer.content.rubric import School, spoken_school
from trainer.content.scenario import MENTEE, Form, Scenario
from trainer.content.text import Voices, people, voices
from trainer.content.translation.bundle import Bundle, packed, unpacked
from trainer.engine.chance import SEEDS, casting
from trainer.engine.events import Event, Fork, Header, Mode, Status
from trainer.engine.play import Play
from trainer.engine.run import Run, retold
from trainer.errors import ContentError, StoreError, TrainerError, UsageError
from trainer.language import change, is_language, language, tr
from trainer.scoring.debrief import Debrief, debrief
from trainer.scoring.score import observations, run_mean
from trainer.session.counted import decided
from trainer.session.door import nobody_else
from trainer.session.due import due
from trainer.session.refresh import DueAgain, due_again
from trainer.session.reserved import reserved
from trainer.session.spread import settle
from trainer.session.texts import ready_story, scored_by
from trainer.session.views import FORMS, Briefing, Card, Home, OpenRun, Shelf, Suggestion, suggest
from trainer.store import Person, RunRow, Store, Summary, new_run_id

OLDEST_LISTED = 500
"""Home counts at most so many of a person's newest runs."""


class Session:
    """One mentor at work. `now` is the clock, `seeds` gives a fresh seed for each run.

    `tried` is a scenario that was named by its file: whoever has it before them may play it. `comments` is the
    school's own file of comments to use again, which need not be there.
    `keep_language` hears of a language that was chosen.
    """

    def __init__(
        self,
        library: Library,
        school: School,
        store: Store,
        *,
        now: Callable[[], datetime],
        seeds: Callable[[], int],
        person: Person | None = None,
        tried: str | None = None,
        comments: Path | None = None,
        keep_language: Callable[[str], None] = lambda _language: None,
    ) -> None:
        self.library, self.school, self.store = library.speaking(language()), spoken_school(school), store
        self._written, self._keep_language = school, keep_language
        self._person, self._tried = person, tried
        self.comments = comments
        self._now, self._seeds = now, seeds
        self._ready = lru_cache(maxsize=32)(ready_story)

    # Who is here

    @property
    def me(self) -> Person:
        """Who is at the program. Raises UsageError where that has to be asked and was not."""
        if not self.is_known or self._person is None:
            raise UsageError(tr("There is more than one person here."), tr("Say who you are with --as NAME."))
        return self._person

    @property
    def is_known(self) -> bool:
        """Whether it is known who is here; else a face asks, and calls `enter`."""
        if self._person is None:
            self._person = nobody_else(self.store)
        return self._person is not None

    def enter(self, person: Person) -> None:
        """Go on as a person, who gave the right PIN."""
        self._person = person

    def now(self) -> datetime:
        """The time by the clock that this session was given."""
        return self._now()

    def new_id(self) -> str:
        """A fresh id, which begins with the time."""
        return new_run_id(self._now())

    @property
    def other_language(self) -> str | None:
        """The language of the school that comes next; None where it has only the one that is spoken."""
        offered = [code for code in self._written.languages if is_language(code)]
        here = offered.index(language()) if language() in offered else -1
        return offered[(here + 1) % len(offered)] if {*offered} - {language()} else None

    def go_over(self) -> None:
        """Speak the school's next language, now and the next time."""
        if self.other_language is not None:
            self.speak(self.other_language)
            self._keep_language(language())

    def speak(self, language: str) -> None:
        """Go over to another language: what is listed and begun from now on is in it, line by line."""
        change(language)
        self.library, self.school = self.library.speaking(language), spoken_school(self._written)

    def seeds(self) -> int:
        """A fresh seed."""
        return self._seeds()

    def mark(self) -> None:
        """Note that the person is at work: a screen was opened or closed. Minutes are counted from such marks.

        What a full disk or another window does not let be kept costs some minutes, and stops nobody.
        """
        with suppress(StoreError):
            self.store.desk.mark(self.me.person, self._now().timestamp())

    # Looking

    @property
    def reserved(self) -> frozenset[str]:
        """The scenarios that are kept for sittings from this person: nowhere shown, and not to be practised."""
        return reserved(self.library, self.store, self.me) - {self._tried}

    def home(self) -> Home:
        """What there is to do, from the library and this person's runs."""
        person = self.me
        rows = self.runs()[:OLDEST_LISTED]
        shelves = self._shelves(rows)
        titles = {card.scenario: card.title for card in self.library.cards()}
        open_runs = tuple(
            OpenRun(
                run=row.run,
                scenario=row.scenario,
                title=titles.get(row.scenario, row.scenario),
                decision=row.decisions + 1,
                about=self._about(row.scenario),
                opened=row.opened,
                last=row.last,
                mode=row.mode,
            )
            for row in rows
            if row.status is Status.OPEN and row.events
        )
        given = self.store.people.assignments(person)
        left = tuple(one for one in due(given, rows, titles, self._now().date()) if not one.done)
        again = self._again(shelves)
        next = Suggestion(again[0].card, again[0].reason) if again else suggest(shelves)
        return Home(person.name, open_runs, next, shelves, person.cohort, left, self.store.people.are_several())

    def _again(self, shelves: Iterable[Shelf]) -> tuple[DueAgain, ...]:
        """What is due to be practised again, of the scenarios on the shelves."""
        met = self.store.desk.met(self.me.person)
        if not met:
            return ()
        titles = {name: criterion.title for name, (_, criterion) in self.library.criteria.items()}
        cards = {card.scenario: card for shelf in shelves for card in shelf.cards}
        return due_again(met, titles, cards, self.library.cards(), self._now())

    def people(self) -> list[Person]:
        """Those who may be at the program, by name."""
        return self.store.people.present()

    def runs(self) -> list[RunRow]:
        """The runs of this person, newest first; where the list was behind a run, it is brought up to it."""
        return [self.fresh(row) for row in self.store.runs(person=self.me.person)]

    def briefing(self, scenario: str, seed: int | None = None) -> Briefing:
        """What is said before a conversation, of the people whom the seed gives; a fresh one is drawn without.

        Raises UsageError or ContentError, as `start` does.
        """
        model = self._scenario(scenario)
        drawn = self._seeds() if seed is None else seed
        cast = casting(drawn, model)
        model = self.library.in_casting(model, cast)
        looked = {name for scene in model.scenes.values() for name in scene.looks_at}
        words = voices(model, cast, self.school)
        criteria = {
            id: criterion
            for rubric in model.rubrics
            for id, criterion in self.library.rubrics[rubric].criteria.items()
            if id in looked
        }
        return Briefing(
            scenario=scenario,
            title=model.title,
            setting=words.say(model.setting),
            goal=words.say(model.goal),
            summary=words.say(model.summary),
            minutes=model.minutes,
            level=model.level.value,
            content_note=words.say(model.content_note) if model.content_note else None,
            competency_title=self._title(model.competency),
            criteria=tuple((criterion.title, criterion.about) for criterion in criteria.values()),
            people=tuple(
                (person.name or "", words.say(person.about or ""))
                for id, person in people(model, cast, self.school).items()
                if model.form is not Form.ROLE_REVERSAL or id != MENTEE
            ),
            form=model.form,
            seed=drawn,
            warnings=tuple(self.library.faults(scenario)),
            speaks_as=_speaks_as(model, words),
        )

    def instead(self, scenario: str) -> tuple[Card, ...]:
        """Equal scenarios for whoever declines one: of its form and competency first, without a content note."""
        cards = self._cards(())
        mine = next((model for model in self.library.cards() if model.scenario == scenario), None)
        others = [card for card in cards if card.scenario != scenario]

        def distance(card: Card) -> tuple[bool, bool, bool, str]:
            return (
                mine is not None and card.form is not mine.form,
                mine is None or card.competency != mine.competency,
                card.content_note is not None,
                card.title,
            )

        return tuple(sorted(others, key=distance))

    def care_lines(self) -> tuple[str, ...]:
        """Somebody to talk to: shown beside every box for own words, and a key away everywhere."""
        return self.school.care_lines

    # Playing

    def start(
        self,
        scenario: str,
        mode: Mode = Mode.PRACTICE,
        seed: int | None = None,
        instead_of: str | None = None,
        drawn: int | None = None,
    ) -> Play:
        """Open a run. `seed` is one given by hand, which is noted; `drawn` the one that its briefing drew.

        Raises UsageError for a scenario that is unknown or kept for sittings and for an unknown seed, ContentError
        for faults.
        """
        model = self.must_start(scenario, mode, seed)
        used = seed if seed is not None else drawn if drawn is not None else self._seeds()
        return self._open(model, mode, used, seed_given=seed is not None, instead_of=instead_of)

    def must_start(self, scenario: str, mode: Mode = Mode.PRACTICE, seed: int | None = None) -> Scenario:
        """The scenario, when it can be started so; raises as `start` does. Asked before a person is briefed."""
        model = self._startable(scenario, mode)
        self._must_be_free(scenario)
        if seed is not None and not 0 <= seed < SEEDS:
            raise UsageError(
                tr("{seed} is not a seed.", seed=seed),
                tr("A seed is a whole number from 0 to {number}.", number=SEEDS - 1),
            )
        return model

    def again(self, play: Play) -> Play:
        """The same scenario as it is now, afresh."""
        return self.start(play.header.scenario)

    def fork(self, play: Play, decisions: int) -> Play:
        """A new run that stands where `decisions` decisions of this one had been made. Raises as `start` does."""
        self._must_be_free(play.header.scenario)
        told = retold(play.run, decisions)
        header = self._header(
            scenario=play.header.scenario,
            mode=Mode.PRACTICE,
            seed=play.header.seed,
            casting=play.header.casting,
            snapshots=play.header.snapshots,
            seed_given=play.header.seed_given,
            forked_from=Fork(play.header.run, decisions),
        )
        self.store.new_run(header)
        for at, event in enumerate(told):
            self.store.append(header.run, event, expected=at)
        return self._play(header, told)

    def resume(self, run: str | None = None) -> Play:
        """Go on with a run, the newest open one without a name. Raises UsageError when there is none."""
        if run is None:
            run = next((row.run for row in self.runs() if row.status is Status.OPEN), None)
            if run is None:
                raise UsageError(tr("There is no run to go on with."), tr("Start one with `trainer play SCENARIO`."))
        play = self.recall(self.store.find_run(run))
        if play.header.person != self.me.person:
            raise UsageError(tr("That run is somebody else's."), tr("`trainer runs` lists your own."))
        return play

    def recall(self, run: str) -> Play:
        """A run as its events make it, on the texts it was made on."""
        return self._play(self.store.header(run), [event for event, _ in self.store.events(run)])

    def debrief(self, play: Play) -> Debrief:
        """Tell a run, on the rubrics and critical acts it was made on."""
        rubrics, acts = scored_by(play.header.snapshots, self.store.text)
        return debrief(play.run, play.voices, rubrics, acts)

    def summarise(self, run: Run) -> None:
        """Bring the list of runs up to a run. Only a cache: `verify` compares it and `home` reads it."""
        self.store.summarise(run.header.run, summary(run), decided(run))
        if run.status is Status.SUBMITTED:
            settle(self.store, run.header.person, run.header.run)

    # Within

    def open_place(
        self, scenario: str, seed: int, certification: str, put: Callable[[Header], None], instead_of: str | None = None
    ) -> Play:
        """Open the run of a sitting's conversation; `put` stores its header with its place in one transaction.

        `certification` is the SHA-256 of the text that the sitting is held on. Raises as `start` does.
        """
        model = self._startable(scenario, Mode.ASSESSMENT)
        also = {"certification": certification}
        return self._open(model, Mode.ASSESSMENT, seed, seed_given=False, instead_of=instead_of, also=also, put=put)

    def _open(
        self,
        model: Scenario,
        mode: Mode,
        seed: int,
        *,
        seed_given: bool,
        instead_of: str | None,
        also: Mapping[str, str] | None = None,
        put: Callable[[Header], None] | None = None,
    ) -> Play:
        header = self._header(
            scenario=model.scenario,
            mode=mode,
            seed=seed,
            casting=casting(seed, model),
            snapshots=self._snapshots(model) | dict(also or {}),
            seed_given=seed_given,
            instead_of=instead_of,
        )
        (put or self.store.new_run)(header)
        return self._play(header, ())

    def fresh(self, row: RunRow) -> RunRow:
        """A row brought up to its run: a program that was killed had no time to."""
        if row.fresh or not row.events:
            return row
        try:
            run = self.recall(row.run).run
            self.summarise(run)
        except TrainerError:  # one damaged run must not hide the others; `verify` says what is wrong with it
            return row
        return replace(row, summary=summary(run))

    def _header(
        self,
        *,
        scenario: str,
        mode: Mode,
        seed: int,
        casting: str,
        snapshots: Mapping[str, str],
        seed_given: bool,
        forked_from: Fork | None = None,
        instead_of: str | None = None,
    ) -> Header:
        now = self._now()
        return Header(
            run=new_run_id(now),
            person=self.me.person,
            scenario=scenario,
            mode=mode,
            seed=seed,
            casting=casting,
            opened=now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            snapshots=snapshots,
            seed_given=seed_given,
            forked_from=forked_from,
            instead_of=instead_of,
        )

    def _snapshots(self, model: Scenario) -> dict[str, str]:
        texts = {
            "scenario": self.library.text(model.scenario),
            "critical_acts": self.library.critical_acts_text,
            "school": self.school.model_dump_json(by_alias=True),
            **{f"rubric:{id}": self.library.rubric_text(id) for id in model.rubrics},
        }
        spoken = self.library.translations(model)
        if spoken != Bundle():
            texts["translation"] = packed(spoken)
        return {name: self.store.snapshot(text) for name, text in texts.items()}

    def _play(self, header: Header, events: Iterable[Event]) -> Play:
        scenario_text = self.store.text(header.snapshots["scenario"])
        school = School.model_validate_json(self.store.text(header.snapshots["school"]))
        story, machine = self._ready(scenario_text, school.allows, self._kept(header, "translation"), header.casting)
        events = list(events)
        count = len(events)

        def keep(event: Event) -> None:
            nonlocal count
            self.store.append(header.run, event, expected=count)
            count += 1

        words = voices(story.scenario, header.casting, school)
        return Play(story, machine, words, header, keep, events, told=self.summarise)

    def spoken_in(self, run: str) -> str:
        """The language that a run is played in."""
        return unpacked(self._kept(self.store.header(run), "translation")).language

    def _kept(self, header: Header, snapshot: str) -> str | None:
        """The text of a snapshot that not every run has."""
        return self.store.text(header.snapshots[snapshot]) if snapshot in header.snapshots else None

    def _scenario(self, scenario: str) -> Scenario:
        return self.library.scenario(scenario)

    def _startable(self, scenario: str, mode: Mode) -> Scenario:
        model = self._scenario(scenario)
        if mode is Mode.ASSESSMENT:
            self._must_be_scored(model)
            self._must_be_fair(scenario)
        return model

    def _must_be_free(self, scenario: str) -> None:
        if scenario in self.reserved:
            raise UsageError(
                tr(
                    '"{scenario}" is kept for sittings, so it cannot be practised before you are certified.',
                    scenario=scenario,
                ),
                tr("Practise another: Home shows them. `trainer sit` opens a sitting."),
            )

    def _must_be_scored(self, model: Scenario) -> None:
        if not model.is_scored:
            raise UsageError(
                tr(
                    '"{scenario}" is a {form}: it is for practice, and nothing in it is scored.',
                    scenario=model.scenario,
                    form=tr(FORMS[model.form]),
                ),
                tr("Play it without --assess."),
            )

    def _must_be_fair(self, scenario: str) -> None:
        faults = self.library.faults(scenario)
        if faults:
            raise ContentError(
                tr('"{scenario}" cannot be assessed: {faults}.', scenario=scenario, faults=faults[0]),
                tr("Practise it, or mend it with `trainer check`."),
            )

    def _title(self, competency: str) -> str:
        rubric = self.library.rubrics.get(competency)
        return rubric.title if rubric else competency.replace("_", " ").capitalize()

    def _cards(self, rows: Iterable[RunRow]) -> list[Card]:
        done: dict[str, list[RunRow]] = {}
        for row in rows:
            if row.status in (Status.FINISHED, Status.SUBMITTED):
                done.setdefault(row.scenario, []).append(row)
        cards, kept = [], self.reserved
        for model in self.library.cards():
            if model.scenario in kept:
                continue
            mine = done.get(model.scenario, [])
            last = next((row.score for row in mine if row.score is not None), None)
            cards.append(
                Card(
                    scenario=model.scenario,
                    title=model.title,
                    competency=model.competency,
                    level=model.level.value,
                    minutes=model.minutes,
                    summary=voices(model, "a", self.school).say(model.summary),
                    content_note=model.content_note,
                    met=len(mine),
                    last=None if last is None else Fraction(last).limit_denominator(10_000),
                    form=model.form,
                )
            )
        return cards

    def _shelves(self, rows: Iterable[RunRow]) -> tuple[Shelf, ...]:
        by_competency: dict[str, list[Card]] = {}
        for card in self._cards(rows):
            by_competency.setdefault(card.competency, []).append(card)
        return tuple(
            Shelf(
                competency,
                self._title(competency),
                tuple(cards),
                sum(card.met > 0 for card in cards),
                next((card.last for card in cards if card.last is not None), None),
            )
            for competency, cards in sorted(by_competency.items(), key=lambda one: self._title(one[0]))
        )

    def _about(self, scenario: str) -> int:
        """About how many decisions a conversation has, those that are not repairs; of a case, its questions."""
        model = next((card for card in self.library.cards() if card.scenario == scenario), None)
        if model is None:
            return 0
        repairs = {choice.repair for scene in model.scenes.values() for choice in scene.choices}
        return sum(
            (bool(scene.choices) or scene.only_words) and id not in repairs for id, scene in model.scenes.items()
        )


def _speaks_as(model: Scenario, words: Voices) -> tuple[str, str] | None:
    """Whom the player speaks as in a role reversal: (name, about); None elsewhere."""
    if model.form is not Form.ROLE_REVERSAL or MENTEE not in model.cast:
        return None
    told = words.words[MENTEE]
    return told["name"], words.say(told["about"])


def summary(run: Run) -> Summary:
    """What the list of runs shows of one."""
    mean = None if run.is_open else run_mean(observations(run))
    return Summary(
        events=run.events,
        status=run.status,
        decisions=len(run.line),
        outcome=run.outcome,
        score=None if mean is None else float(mean),
        competency=run.story.scenario.competency,
    )
