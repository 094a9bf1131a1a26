"""Runs that go to another machine as a file, and runs that come from one: looked through before anything is taken in.

A file is whatever somebody made of it. So each of its texts is held against its SHA-256, each chain is followed, each
run is played again from its events, and only what comes out well is stored; of a file in which one run does not,
nothing is. That shows what was changed afterwards. It does not show who played: that is for a person to know.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from trainer.content.rubric import School
from trainer.content.text import voices
from trainer.engine.chance import SEEDS, casting
from trainer.engine.events import ENGINE, Event, Header, Mode, Status, decode, decode_header, encode_header, link
from trainer.engine.play import Play
from trainer.errors import TrainerError, UsageError
from trainer.language import tr
from trainer.scoring.debrief import debrief
from trainer.session.counted import decided
from trainer.session.roles import Job, may
from trainer.session.sent_sittings import complete, counting, problem
from trainer.session.session import Session, summary
from trainer.session.spread import settle
from trainer.session.texts import ready_story, scored_by
from trainer.session.verification import replayed
from trainer.session.waiting import must_be_allowed
from trainer.store import Fact, Person, stamp
from trainer.store.chain import look_through
from trainer.store.sent import ID, LARGEST, STAMP, Arrival, SentRun, SentSitting, Taken, read, written

_LONGEST_TEXT = 1024 * 1024
_NAME = re.compile("[a-z][a-z0-9_]{0,99}")
_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Left:
    """What a file for another machine holds: its text, how many runs, and how many are not in it and why."""

    text: str
    runs: int
    open: int
    kept: int
    damaged: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was looked through. `name` is what the sender is called there, and proves nothing.

    `known` is who the sender is here, where runs of theirs came before or were made here; `strange` are the scenarios
    that were played on a text which this library and this database do not have.
    """

    name: str
    file: str
    runs: tuple[Arrival, ...]
    known: Person | None
    strange: tuple[str, ...]
    sittings: tuple[SentSitting, ...] = ()


def send(session: Session, person: Person, *, words: bool) -> Left:
    """The runs of a person that are over, as a file for another machine. Raises UsageError where there are none.

    Own words and reflections are in it only where `words` asks for them: no erasing here reaches a file. Assessments
    are for a coordinator to send, since the texts in a file tell what every choice is worth.
    """
    if person.person != session.me.person:
        must_be_allowed(session, Job.READ_OTHERS)
    everything = may(session.me, Job.READ_OTHERS, guarded=session.store.people.guarded())
    rows = [session.fresh(row) for row in session.store.runs(person=person.person)]
    over = [row for row in rows if row.status is not Status.OPEN]
    wanted = [row.run for row in over if everything or row.mode is Mode.PRACTICE]
    whole = [run for run in wanted if not session.store.check_chain(run)]
    if not whole:
        raise UsageError(
            tr("There is no run to send yet."), tr("A run is sent once it is over; `trainer runs` lists them.")
        )
    sat = complete(session, person, whole) if everything else []
    sent = session.store.elsewhere.sent(person.name, sorted(whole), sat, words=words)
    what: dict[str, Fact] = {"runs": len(whole), "words": words}
    session.store.audit("runs_sent", who=session.me.person, whom=person.person, what=what)
    text = written(sent, stamp(session.now()))
    return Left(text, len(whole), len(rows) - len(over), len(over) - len(wanted), len(wanted) - len(whole))


def look(session: Session, data: bytes) -> Arrived:
    """Look through a file; nothing is stored. Raises UsageError for what is no such file, or was altered."""
    must_be_allowed(session, Job.RECEIVE)
    if len(data) > LARGEST:
        raise UsageError(tr("That file is too large."), tr("A file of runs has at most 64 MiB."))
    sent = read(data)
    for sha, text in sent.texts.items():
        if len(text) > _LONGEST_TEXT or sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != sha:
            raise _altered(tr("the text {sha} is not what it was", sha=sha[:12]))
    arrivals = tuple(_looked(run, sent.texts) for run in sent.runs)
    if len({one.header.run for one in arrivals}) != len(arrivals):
        raise _altered(tr("a run is in it twice"))
    if wrong := problem(sent.sittings, arrivals, sent.texts):
        raise _altered(wrong)
    senders = [session.store.elsewhere.known_as(origin) for origin in {one.header.person for one in arrivals}]
    known = {one.person: one for one in senders if one is not None}
    if len(known) > 1:
        raise UsageError(tr("That file holds runs of several people."), tr("Ask each of them to send their own."))
    strange = {one.header.scenario for one in arrivals if not _has(session, one.header)}
    file = sha256(data).hexdigest()
    sender = next(iter(known.values()), None)
    return Arrived(sent.name, file, arrivals, sender, tuple(sorted(strange)), sent.sittings)


def receive(session: Session, arrived: Arrived, person: Person) -> Taken:
    """Bring the runs of a file in as a person's, all of them or none; again does nothing.

    Its sittings count as sat where the person's certification takes assessments from elsewhere.
    """
    must_be_allowed(session, Job.RECEIVE)
    if arrived.known is not None and arrived.known.person != person.person:
        raise UsageError(
            tr("These runs are {name}'s: some came in before, or were made here.", name=arrived.known.name)
        )
    sat = counting(session, person, arrived.sittings)
    what = {"file": arrived.file}
    taken = session.store.elsewhere.receive(person.person, arrived.runs, sat, who=session.me.person, what=what)
    for one in sat if taken.sittings else ():
        settle(session.store, person.person, one.places[0].run)
    return taken


def _has(session: Session, header: Header) -> bool:
    """Whether the text that a run was played on is one that was played here, or is in the library."""
    text = header.snapshots["scenario"]
    known = header.scenario in session.library.scenarios
    same = known and sha256(session.library.text(header.scenario).encode()).hexdigest() == text
    return same or session.store.elsewhere.has_text(text)


def _looked(sent: SentRun, texts: Mapping[str, str]) -> Arrival:
    """A run that is as it was made, and is over. Raises UsageError for any other."""
    try:
        header = _header(sent, texts)
        problem = next(look_through(sent.link, sent.events), None)
        if problem:
            raise _altered(problem, header.run)
        play = _played(header, [_event(each.data, each.text) for each in sent.events], texts)
        return Arrival(header, sent, texts, summary(play.run), tuple(decided(play.run)))
    except UsageError:
        raise
    except TrainerError as error:
        raise _altered(error.message.rstrip(".")) from error
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        raise _altered(tr("a run in it cannot be played again")) from error


def _header(sent: SentRun, texts: Mapping[str, str]) -> Header:
    """The header of a run, when it is what the program writes."""
    header = decode_header(sent.header)
    if link(b"", sent.header) != sent.link or encode_header(header) != sent.header:
        raise _altered(tr("the header of a run was changed"))
    if header.engine != ENGINE:
        raise UsageError(tr("A run in that file was made by another version of trainer."), tr("Update trainer here."))
    texts_of = header.snapshots.values()
    fork, instead = header.forked_from, header.instead_of
    fits = (
        ID.fullmatch(header.run)
        and re.fullmatch("[0-9a-f-]{4,40}", header.person)
        and _NAME.fullmatch(header.scenario)
        and _NAME.fullmatch(header.casting)
        and STAMP.fullmatch(header.opened)
        and type(header.seed) is int
        and 0 <= header.seed < SEEDS
        and type(header.seed_given) is bool
        and (instead is None or _NAME.fullmatch(instead))
        and (fork is None or (ID.fullmatch(fork.run) and type(fork.decisions) is int))
        and all(_HASH.fullmatch(sha) and sha in texts for sha in texts_of)
    )
    if not fits:
        raise _altered(tr("the header of a run says what no header says"))
    return header


def _event(data: bytes, text: bytes | None) -> Event:
    event, at = decode(data, None if text is None else text.decode("utf-8", "surrogatepass"))
    if not STAMP.fullmatch(at):
        raise ValueError("no time")
    return event


def _played(header: Header, events: list[Event], texts: Mapping[str, str]) -> Play:
    """A run played again on the texts of the file, and its debrief told. Raises UsageError where it went otherwise."""
    kept = header.snapshots
    school = School.model_validate_json(texts[kept["school"]])
    spoken = texts[kept["translation"]] if "translation" in kept else None
    story, machine = ready_story(texts[kept["scenario"]], school.allows, spoken, header.casting)
    if story.scenario.scenario != header.scenario or casting(header.seed, story.scenario) != header.casting:
        raise _altered(tr("it was played on another text, or with another casting"), header.run)
    words = voices(story.scenario, header.casting, school)
    play = Play(story, machine, words, header, _no_more, events)
    problem = next(replayed(play, events), None)
    if problem:
        raise _altered(problem, header.run)
    if play.run.is_open:
        raise _altered(tr("it is not over"), header.run)
    debrief(play.run, play.voices, *scored_by(kept, texts.__getitem__))
    return play


def _no_more(_: Event) -> None:
    raise UsageError(tr("That run is over."))


def _altered(why: str, run: str = "") -> UsageError:
    which = tr(" (run {run})", run=run) if run else ""
    return UsageError(
        tr("That file was altered or damaged: {why}{which}.", why=why, which=which),
        tr("Nothing of it was taken in. Ask for a new one: `trainer runs send FILE` on the other machine."),
    )
