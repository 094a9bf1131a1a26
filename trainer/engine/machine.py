"""The life of a run as one `transitions` machine, shared by every run of a story; the runs are its models.

Its states are the scenes in which a conversation rests, and around them briefing, debrief, submitted and
abandoned. Its triggers are the choices. What a choice does is not said here: before a trigger is weighed, `step`
says where it lands, and only the transition to that scene may be taken.
"""

from collections.abc import Callable
from typing import Protocol

from transitions import EventData, MachineError, Transition
from transitions import Machine as Machine  # the type that others name; its one home is here

from trainer.engine.events import Mode
from trainer.engine.steps import begin, step
from trainer.engine.story import ReadyChoice, ReadyScene, State, Story
from trainer.errors import EngineError
from trainer.language import tr

BRIEFING, DEBRIEF, SUBMITTED, ABANDONED = "briefing", "debrief", "submitted", "abandoned"


class Model(Protocol):
    """What the machine needs of a run. `stage` is the machine's; `pending` is set while a trigger is weighed."""

    stage: str
    mode: Mode
    position: State
    pending: State | None
    trail: list[State]

    def on_offer(self) -> tuple[ReadyChoice, ...]:
        """The choices on offer where it stands."""
        ...


Weigh = Callable[[Model], State | None]
"""Says where a trigger lands, or None where it cannot be pulled."""


class Leap(Transition):
    """A transition that does only what ours need: weigh its conditions, then put the run where it lands.

    The library's own also runs, and logs, callbacks before, after, on leaving and on entering; no scene has any, and
    going through them took half of the time of a play.
    """

    def execute(self, event_data: EventData) -> bool:
        """Take the transition if its conditions hold, and say whether they did."""
        if not self._eval_conditions(event_data):
            return False
        run: Model = event_data.model  # type: ignore[assignment]  # the library knows an object only
        run.stage = self.dest or run.stage
        if run.pending is not None:
            run.position = run.pending
        return True


class _Life(Machine):
    transition_cls = Leap


def scene_state(scene: str) -> str:
    """The machine's name for resting in a scene."""
    return f"scene:{scene}"


def machine_for(story: Story) -> Machine:
    """The machine of a story, without models: give one to `fire`."""
    resting = [scene for scene in story.scenes.values() if scene.rests]
    machine = _Life(
        model=None,
        states=[BRIEFING, *(scene_state(scene.id) for scene in resting), DEBRIEF, SUBMITTED, ABANDONED],
        initial=BRIEFING,
        auto_transitions=False,
        send_event=True,
        model_attribute="stage",
    )
    for scene in landings(story, story.scenario.start):
        _add(machine, "begin", BRIEFING, scene, _Begins(story))
    for source in resting:
        _add_choices(machine, story, source)
        if source.is_ending:
            machine.add_transition("close", scene_state(source.id), DEBRIEF, conditions=_is_practice)
            machine.add_transition("close", scene_state(source.id), SUBMITTED)
        else:
            machine.add_transition("rewind", scene_state(source.id), BRIEFING, conditions=_is_practice)
            machine.add_transition("abandon", scene_state(source.id), ABANDONED)
    machine.add_transition("abandon", BRIEFING, ABANDONED)
    return machine


def _add_choices(machine: Machine, story: Story, source: ReadyScene) -> None:
    backs = _backs(story, source.id) if source.is_repair else set()
    for choice in source.choices:
        weigh = _Chooses(story, choice.id)
        targets = {choice.repair} if choice.repair else {choice.to} if choice.to else backs
        for scene in sorted({landing for target in targets if target for landing in landings(story, target)}):
            _add(machine, f"choice:{choice.ref}", scene_state(source.id), scene, weigh)


def _add(machine: Machine, trigger: str, source: str, scene: str, weigh: Weigh) -> None:
    machine.add_transition(trigger, source, scene_state(scene), conditions=_Lands(scene, weigh))


class _Begins:
    """Weighs the beginning."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def __call__(self, run: Model) -> State | None:
        run.trail.clear()
        return begin(self.story, run.trail)


class _Chooses:
    """Weighs a choice: where it lands, or None where it is not on offer."""

    def __init__(self, story: Story, choice: str) -> None:
        self.story, self.choice = story, choice

    def __call__(self, run: Model) -> State | None:
        for choice in run.on_offer():
            if choice.id == self.choice:
                run.trail.clear()
                return step(self.story, run.position, choice, run.trail)
        return None


class _Lands:
    """Holds for the one transition whose scene is where the trigger lands."""

    def __init__(self, scene: str, weigh: Weigh) -> None:
        self.scene, self.weigh = scene, weigh

    def __call__(self, event: EventData) -> bool:
        run: Model = event.model  # type: ignore[assignment]
        if run.pending is None:
            run.pending = self.weigh(run)
        return run.pending is not None and run.pending.scene == self.scene


def _is_practice(event: EventData) -> bool:
    run: Model = event.model  # type: ignore[assignment]
    return run.mode is Mode.PRACTICE


def fire(machine: Machine, run: Model, trigger: str) -> None:
    """Pull a trigger of the machine on a run. Raises EngineError when it does not hold now."""
    run.pending = None
    event = machine.events.get(trigger)
    try:
        taken = event is not None and event.trigger(run)
    except MachineError:
        taken = False
    if not taken:
        what = trigger.removeprefix("choice:")
        raise EngineError(tr('"{what}" cannot be done here.', what=what), tr("Choose one of those on offer."))


def landings(story: Story, target: str) -> frozenset[str]:
    """The scenes in which a conversation may rest once it enters `target`, whatever the meters say."""
    found: set[str] = set()
    seen: set[str] = set()
    queue = [target] + ([story.bell] if story.bell else [])
    while queue:
        scene = story.scenes[queue.pop()]
        if scene.id in seen:
            continue
        seen.add(scene.id)
        if scene.rests:
            found.add(scene.id)
        queue += [to for _, to in scene.route]
    return frozenset(found)


def _backs(story: Story, repair: str) -> set[str]:
    return {
        choice.to
        for scene in story.scenes.values()
        for choice in scene.choices
        if choice.repair == repair and choice.to is not None
    }
