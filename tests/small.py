"""Scenarios written by hand in a few lines, for tests of the layers above content, and runs of them."""

from typing import Any

from trainer.content.rubric import School
from trainer.content.scenario import Scenario
from trainer.content.text import Voices, voices
from trainer.engine.events import Chose, Event, Header, Mode
from trainer.engine.machine import machine_for
from trainer.engine.play import Play
from trainer.engine.run import Run
from trainer.engine.story import Story, ready

AT = "2026-01-01T00:00:00.000Z"
GOOD = {"ending": {"outcome": "good", "title": "Seen", "text": "You sit together."}}


def scenario(scenes: dict[str, Any], **more: Any) -> Scenario:
    """A scenario with these scenes, `good_end` among them; `more` are other keys. It starts at the first scene."""
    top: dict[str, Any] = {
        "scenario": "small",
        "title": "Small",
        "competency": "listening",
        "level": "foundation",
        "minutes": 5,
        "rubrics": ["listening"],
        "summary": "A talk.",
        "setting": "A bench.",
        "goal": "To hear.",
        "cast": {"mentee": {"name": "Amara", "pronouns": "she"}},
        "meters": {"trust": {"start": 2, "min": 0, "max": 3, "label": "Trust"}},
        "start": next(iter(scenes)),
    }
    return Scenario.model_validate({**top, **more, "scenes": {**scenes, "good_end": GOOD}})


def choice(id: str, level: int | None = None, **more: Any) -> dict[str, Any]:
    """A choice that says its own id."""
    said = {} if "do" in more or "say" in more else {"say": id}
    return {"id": id, **said, **({"level": level} if level else {}), "why": f"On {id}.", **more}


def header(mode: Mode = Mode.PRACTICE, **more: Any) -> Header:
    """A header with nothing remarkable in it."""
    given: dict[str, Any] = {"seed": 7, "casting": "a", "snapshots": {}, **more}
    return Header(run="run", person="person", scenario="small", mode=mode, opened=AT, **given)


def run_of(story: Story, *refs: str, mode: Mode = Mode.PRACTICE) -> Run:
    """A run in which the choices `scene.choice` were made."""
    run = Run(story, machine_for(story), header(mode))
    for ref in refs:
        scene, _, made = ref.partition(".")
        run.apply(Chose(scene, made, ()))
    return run


def words(scenario: Scenario) -> Voices:
    """Who the people are in the first casting at a school of kind defaults."""
    return voices(scenario, "a", School())


def play_of(
    scenario: Scenario, mode: Mode = Mode.PRACTICE, kept: list[Event] | None = None, events: tuple[Event, ...] = ()
) -> Play:
    """A play whose events are kept in a list."""
    story = ready(scenario)
    keep = (kept if kept is not None else []).append
    return Play(story, machine_for(story), words(scenario), header(mode), keep, events)
