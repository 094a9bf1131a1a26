"""The only code that says which choices are on offer and what one does.

Play, replay, tests and every proof call these functions, so what is proved is what happens. They are pure; states
are small tuples that can be compared, stored in sets and sent anywhere.
"""

from trainer.content.scenario import Wording
from trainer.engine.story import ReadyChoice, State, Story
from trainer.errors import EngineError
from trainer.language import tr

_state = tuple.__new__
"""Makes a State without the call that its own constructor adds; a third of a step's time."""


class NoWayOnError(EngineError):
    """A scenario leads nowhere at a scene: a fault of the scenario that its check finds."""

    def __init__(self, scene: str, why: str) -> None:
        super().__init__(
            tr('The scenario cannot go on at "{scene}": {why}.', scene=scene, why=why), tr("Run `trainer check` on it.")
        )
        self.scene, self.why = scene, why


def begin(story: Story, trail: list[State] | None = None) -> State:
    """The first state in which the conversation rests; `trail` receives the states entered on the way."""
    return _settle(story, story.scenario.start, None, story.opening, 0, story.decisions, trail)


def offered(story: Story, state: State) -> tuple[ReadyChoice, ...]:
    """The choices on offer in a state, in the file's order; none at an ending."""
    scene = story.scenes[state[0]]
    if not scene.conditional:
        return scene.choices
    _, _, meters, facts, _ = state
    return tuple([choice for choice in scene.choices if choice.when is None or choice.when(meters, facts)])


def step(story: Story, state: State, choice: ReadyChoice, trail: list[State] | None = None) -> State:
    """What a choice does: the next state in which the conversation rests.

    Apply its change, clamped; the choice becomes a fact; the scene left becomes visited; play the repair if one is
    owed; follow `go`, evaluating routes on that state. `trail` receives every state entered on the way, the last
    one included. Raises NoWayOnError where the scenario leads nowhere.
    """
    _, back, meters, facts, left = state
    moves = choice.moves
    if moves:
        meters = moved(meters, moves)
    target = choice.to
    if choice.repair is not None:
        back, target = target, choice.repair
    elif target is None:
        back, target = None, back
    if left > 0:
        left -= choice.counts
    if target is None:
        raise NoWayOnError(state[0], tr('nothing says where "{id}" leads', id=choice.id))
    if trail is None and left != 0 and story.scenes[target].rests:  # the usual case, without a call
        return _state(State, (target, back, meters, facts | choice.bits, left))
    return _settle(story, target, back, meters, facts | choice.bits, left, trail)


def enter(story: Story, state: State, trail: list[State] | None = None) -> State:
    """Enter the scene of a state, however one got there, and go on to where the conversation rests.

    `trail` receives every state entered. Raises NoWayOnError where the scenario leads nowhere.
    """
    return _settle(story, state.scene, state.back, state.meters, state.facts, state.left, trail)


def heard_in(story: Story, state: State, choice: ReadyChoice) -> State:
    """The state in which a choice's reply is heard: changed by the choice, its scene not yet left."""
    scene, back, meters, facts, left = state
    return State(scene, back, moved(meters, choice.moves), facts | story.facts.get(choice.ref, 0), left)


def moved(meters: tuple[int, ...], moves: tuple[tuple[int, int, int, int], ...]) -> tuple[int, ...]:
    """The meters after a change, each kept within its bounds."""
    values = list(meters)
    for index, change, least, greatest in moves:
        value = values[index] + change
        values[index] = least if value < least else greatest if value > greatest else value
    return tuple(values)


def _settle(
    story: Story,
    target: str,
    back: str | None,
    meters: tuple[int, ...],
    facts: int,
    left: int,
    trail: list[State] | None,
) -> State:
    """Enter a scene and go on, through scenes without a decision, to where the conversation rests.

    A scene's route is weighed on the state in which the scene was entered; only then is the scene left.
    """
    hops = 0
    while True:
        scene = story.scenes[target]
        if left == 0 and scene.choices and not scene.is_repair and story.bell is not None:
            scene = story.scenes[story.bell]
            if scene.choices:
                raise NoWayOnError(scene.id, tr("the bell leads to it, and it is a decision"))
        state = _state(State, (scene.id, back, meters, facts, left))
        if trail is not None:
            trail.append(state)
        if scene.rests:
            return state
        for when, to in scene.route:
            if when is None or when(meters, facts):
                target = to
                break
        else:
            raise NoWayOnError(scene.id, tr("none of its ways on holds"))
        facts |= scene.bit
        hops += 1
        if hops > 2 * len(story.scenes):
            raise NoWayOnError(scene.id, tr("it leads round in a circle without a decision"))


def wording(story: Story, state: State, choice: ReadyChoice) -> str:
    """What is said or done in a state: the act, or the first wording that holds (else the last)."""
    written = choice.written
    if written.do is not None:
        return written.do
    says: tuple[Wording, ...] = written.say or ()
    return next((say.text for say in says if story.holds(say.when, state)), says[-1].text if says else "")
