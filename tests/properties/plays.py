"""Plays of the library's scenarios in memory: a log that is only a list, and random things that a person does."""

from dataclasses import dataclass, field
from functools import cache

from hypothesis import strategies as st
from transitions import Machine

from trainer.content.library import Library, open_library
from trainer.content.rubric import School
from trainer.content.text import voices
from trainer.engine.chance import casting
from trainer.engine.events import Event, Header, Mode, decode, encode
from trainer.engine.machine import machine_for
from trainer.engine.play import Play
from trainer.engine.story import Story, ready
from trainer.scoring.debrief import Debrief, debrief

AT = "2026-11-24T09:00:00.000Z"
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("choose"), st.integers(1, 4)),
        st.tuples(st.just("choose"), st.integers(1, 4)),
        st.tuples(st.just("choose"), st.integers(1, 4)),
        st.tuples(st.just("respond"), st.sampled_from(["", "It hurt, and nobody saw.", "\x1b[31m “Ça va?” \ud800"])),
        st.tuples(st.just("rewind"), st.integers(0, 8)),
        st.tuples(st.just("rate"), st.integers(0, 5)),
        st.tuples(st.just("reflect"), st.sampled_from(["", "Wait first."])),
        st.tuples(st.just("abandon"), st.sampled_from([0] * 19 + [1])),
    ),
    max_size=30,
)
"""What a person may try, in any order; much of it will be refused."""


@cache
def library() -> Library:
    return open_library()


@cache
def story(scenario: str, allows: frozenset[str]) -> tuple[Story, Machine]:
    made = ready(library().scenario(scenario), allows)
    return made, machine_for(made)


SCHOOLS = {False: School(), True: School(peer_asks_directly=True)}


@dataclass
class Log:
    """A run's header and its events as the bytes that a store would keep, words apart."""

    header: Header
    school: School
    kept: list[tuple[bytes, str | None]] = field(default_factory=list)

    def keep(self, event: Event) -> None:
        self.kept.append((encode(event, AT, seal=lambda text: "sealed"), getattr(event, "text", None)))

    def events(self) -> list[Event]:
        return [decode(data, text)[0] for data, text in self.kept]

    def opened(self) -> Play:
        """The run as its events make it now."""
        made, machine = story(self.header.scenario, self.school.allows)
        words = voices(made.scenario, self.header.casting, self.school)
        return Play(made, machine, words, self.header, self.keep, self.events())

    def debrief(self, play: Play) -> Debrief:
        return debrief(play.run, play.voices, library().rubrics, library().critical_acts)


def new_log(scenario: str, seed: int, mode: Mode, direct: bool) -> Log:
    """A run just opened at a school where a mentor may, or may not, ask the direct question."""
    school = SCHOOLS[direct]
    made, _ = story(scenario, school.allows)
    header = Header("run", "person", scenario, mode, seed, casting(seed, made.scenario), AT, {})
    return Log(header, school)
