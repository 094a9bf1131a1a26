"""A scenario made ready to play: conditions compiled, places resolved, for one school's yes/no settings.

`ready` is called once for a scenario and its result shared by every run, the explorer and the tests. Only the
functions of `engine.steps` read these values to say what a choice does.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from trainer.content.conditions import Condition, Holds, compiled, parse
from trainer.content.scenario import GO_ON, Choice, Scenario, Scene
from trainer.language import tr


class State(NamedTuple):
    """Where a conversation stands; all that decides what can come next, and nothing else.

    `back` is the scene that follows a repair. `facts` has a bit for each fact that some `when` asks for. `left` is
    how many decisions remain before the bell, or -1 where there is no bell.
    """

    scene: str
    back: str | None
    meters: tuple[int, ...]
    facts: int
    left: int


@dataclass(frozen=True, slots=True)
class ReadyChoice:
    """A choice with its consequences resolved.

    `moves` are (meter index, change, least, greatest). `bits` are the facts it makes true: itself, and the scene
    that is left. `to` is None in a repair, which goes on to where the slip was leading. `counts` is 1 where the
    decision counts towards the bell.
    """

    id: str
    ref: str
    when: Holds | None
    moves: tuple[tuple[int, int, int, int], ...]
    bits: int
    to: str | None
    repair: str | None
    counts: int
    written: Choice


@dataclass(frozen=True, slots=True)
class ReadyScene:
    """A scene with its ways on resolved. `rests` where the conversation waits: at a decision or an ending.

    `only_words` where nothing is chosen: own words are asked for, and then it goes on by the one choice `GO_ON`.
    """

    id: str
    choices: tuple[ReadyChoice, ...]
    conditional: bool
    route: tuple[tuple[Holds | None, str], ...]
    bit: int
    rests: bool
    is_repair: bool
    written: Scene
    only_words: bool = False

    @property
    def is_decision(self) -> bool:
        """Whether something is chosen here, repairs apart."""
        return bool(self.choices) and not (self.is_repair or self.only_words)

    @property
    def is_ending(self) -> bool:
        """Whether the conversation is over here."""
        return self.rests and not self.choices


@dataclass(frozen=True, slots=True)
class Story:
    """A scenario ready to play."""

    scenario: Scenario
    school: frozenset[str]
    meters: tuple[str, ...]
    opening: tuple[int, ...]
    facts: Mapping[str, int]
    scenes: Mapping[str, ReadyScene]
    bell: str | None
    decisions: int
    whens: Mapping[str, Holds]

    def holds(self, when: str | None, state: State) -> bool:
        """Whether a line or a wording with this `when` is used in a state."""
        return when is None or self.whens[when](state.meters, state.facts)

    def condition(self, when: str) -> Holds:
        """A `when` of this scenario as a function of (meters, facts)."""
        return self.whens[when]


def conditions(scenario: Scenario) -> list[Condition]:
    """Every `when` of a scenario, read. Raises ConditionError where one cannot be."""
    return list(_read(scenario).values())


def _read(scenario: Scenario) -> dict[str, Condition]:
    """Every `when` of a scenario by its text."""
    texts: list[str | None] = []
    for scene in scenario.scenes.values():
        texts += [line.when for line in scene.lines] + [branch.when for branch in scene.route]
        for choice in scene.choices:
            texts.append(choice.when)
            texts += [wording.when for wording in choice.say or ()] + [line.when for line in choice.reply]
    return {text: parse(text) for text in texts if text is not None}


def settings_asked(scenario: Scenario) -> frozenset[str]:
    """The school's yes/no settings that some `when` of the scenario asks for."""
    return frozenset(asked.name for condition in conditions(scenario) for asked in condition.school)


def ready(scenario: Scenario, school: AbstractSet[str] = frozenset()) -> Story:
    """Make a scenario ready to play at a school where the settings in `school` are yes.

    The scenario is expected to have passed its check; KeyError or ConditionError is raised where it has not.
    """
    read = _read(scenario)
    names = sorted({name for condition in read.values() for name in condition.facts})
    facts = {name: 1 << index for index, name in enumerate(names)}
    meters = {name: index for index, name in enumerate(scenario.meters)}
    whens = {text: compiled(condition, meters, facts, school) for text, condition in read.items()}
    build = _Builder(scenario, meters, facts, whens)
    return Story(
        scenario=scenario,
        school=frozenset(school),
        meters=tuple(scenario.meters),
        opening=tuple(meter.start for meter in scenario.meters.values()),
        facts=facts,
        scenes={id: build.scene(id, scene) for id, scene in scenario.scenes.items()},
        bell=scenario.bell.go if scenario.bell else None,
        decisions=scenario.bell.after if scenario.bell else -1,
        whens=whens,
    )


class _Builder:
    """What is the same for all scenes while a story is made."""

    def __init__(
        self,
        scenario: Scenario,
        meters: Mapping[str, int],
        facts: Mapping[str, int],
        whens: Mapping[str, Holds],
    ) -> None:
        self.meters, self.facts, self.whens = meters, facts, whens
        self.bounds = [(meter.min, meter.max) for meter in scenario.meters.values()]
        self.repairs = {choice.repair for scene in scenario.scenes.values() for choice in scene.choices}
        self.scenes = scenario.scenes

    def scene(self, id: str, scene: Scene) -> ReadyScene:
        is_repair = id in self.repairs
        if scene.only_words:
            return self.own_words(id, scene)
        route = tuple((self.when(branch.when), self.known(branch.go)) for branch in scene.route)
        if not scene.route and scene.go and not scene.choices:
            route = ((None, self.known(scene.go)),)
        return ReadyScene(
            id=id,
            choices=tuple(self.choice(id, scene, choice, is_repair) for choice in scene.choices),
            conditional=any(choice.when for choice in scene.choices),
            route=route,
            bit=self.facts.get(id, 0),
            rests=bool(scene.choices) or scene.ending is not None,
            is_repair=is_repair,
            written=scene,
        )

    def own_words(self, id: str, scene: Scene) -> ReadyScene:
        """A scene that asks for own words only: its way on is a choice that nobody has to weigh."""
        ready = self.choice(id, scene, Choice(id=GO_ON, do=tr("Go on.")), is_repair=False)
        return ReadyScene(
            id=id,
            choices=(ready,),
            conditional=False,
            route=(),
            bit=self.facts.get(id, 0),
            rests=True,
            is_repair=False,
            written=scene,
            only_words=True,
        )

    def choice(self, id: str, scene: Scene, choice: Choice, is_repair: bool) -> ReadyChoice:
        to = choice.go or scene.go
        ref = f"{id}.{choice.id}"
        return ReadyChoice(
            id=choice.id,
            ref=ref,
            when=self.when(choice.when),
            moves=tuple(
                (self.meters[name], change, *self.bounds[self.meters[name]])
                for name, change in choice.change.items()
                if change
            ),
            bits=self.facts.get(ref, 0) | self.facts.get(id, 0),
            to=None if is_repair or to is None else self.known(to),
            repair=self.known(choice.repair) if choice.repair else None,
            counts=0 if is_repair else 1,
            written=choice,
        )

    def when(self, text: str | None) -> Holds | None:
        return None if text is None else self.whens[text]

    def known(self, scene: str) -> str:
        if scene not in self.scenes:
            raise KeyError(scene)
        return scene
