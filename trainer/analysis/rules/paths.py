"""P: what holds, or does not, on every path. Exact: each rule looks at every state that can be reached.

Called by `analysis.prove` when a scenario's meaning has no errors.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trainer.analysis.explore import LARGEST_PROOF, Reach, least_observed
from trainer.content.findings import Severity
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.scenario import Scenario
from trainer.engine.steps import heard_in
from trainer.engine.story import ReadyChoice, State
from trainer.scoring.score import ratings


@dataclass(frozen=True)
class Proof:
    """What the rules look at: a scenario, its states at every kind of school, and the criteria of its rubrics."""

    scenario: Scenario
    reaches: list[Reach]
    criteria: frozenset[str]

    def entered(self) -> Iterator[tuple[Reach, State]]:
        """Every state entered at every kind of school."""
        for reach in self.reaches:
            for state in reach.entered():
                yield reach, state

    def met(self) -> Iterator[tuple[Reach, State, tuple[ReadyChoice, ...]]]:
        """Every decision met: where, and the choices on offer."""
        for reach in self.reaches:
            for state, ways in zip(reach.states, reach.ways, strict=False):
                if reach.story.scenes[state.scene].choices:
                    yield reach, state, tuple(choice for choice, _ in ways)


Check = Callable[[Proof], Iterator[Said]]


def _in_words(reach: Reach, state: State) -> str:
    """The meters of a state, for an author: `trust 0, tension 4`."""
    values = zip(reach.story.meters, state.meters, strict=True)
    facts = [name for name, bit in reach.story.facts.items() if state.facts & bit]
    told = [f"{name} {value}" for name, value in values] + [f"after {name}" for name in facts]
    return ", ".join(told + [f"{name} is yes" for name in sorted(reach.story.school)]) or "always"


@rule("P002", "too-large-to-prove", Severity.WARNING)
def too_large_to_prove(proof: Proof) -> Iterator[Said]:
    """The scenario has more states than can be proved.

    Every way through a scenario is walked before it may score anyone. With many meters and facts the ways multiply.
    A scenario this large can be practised; it cannot be assessed, and the other P findings say nothing of what was
    not walked.
    """
    if any(not reach.complete for reach in proof.reaches):
        yield Said(
            ("scenes",),
            f"there are more than {LARGEST_PROOF:,} states to walk",
            "use fewer meters, smaller bounds, or fewer chose() and visited() conditions",
            at_key=True,
        )


@rule("P003", "unreachable-scene")
def unreachable_scene(proof: Proof) -> Iterator[Said]:
    """No path leads to the scene.

    Nobody will ever see it. Often a `go` was meant to lead there, or a route's condition can never hold.

    Wrong:
        scenes.spare: {lines: [{mentee: "Hello?"}], go: good_end}
    Right:
        scenes.arrival.choices[0].go: spare
        scenes.spare: {lines: [{mentee: "Hello?"}], go: good_end}
    """
    reached = {state.scene for _, state in proof.entered()}
    for scene in proof.scenario.scenes:
        if scene not in reached:
            yield Said(
                ("scenes", scene),
                f'no path leads to "{scene}"',
                "lead a choice or a route there, or remove it",
                True,
            )


@rule("P004", "choice-never-offered")
def choice_never_offered(proof: Proof) -> Iterator[Said]:
    """A choice's `when` holds in no state in which its decision is met.

    Nobody can ever choose it, although its author thought that somebody would.

    Wrong:
        scenes.arrival.choices[1].when: trust > 5
    Right:
        scenes.arrival.choices[1].when: trust < 5
    """
    offered: dict[str, set[str]] = {}
    for _, state, choices in proof.met():
        offered.setdefault(state.scene, set()).update(choice.id for choice in choices)
    for scene, seen in offered.items():
        for index, choice in enumerate(proof.scenario.scenes[scene].choices):
            if choice.id not in seen:
                yield Said(
                    ("scenes", scene, "choices", index, "when"),
                    f'"{choice.id}" is never on offer: its condition holds on no path',
                    "loosen the condition, or let meters move far enough before it",
                )


@rule("P005", "line-never-shown", Severity.WARNING)
def line_never_shown(proof: Proof) -> Iterator[Said]:
    """A line or a wording is used in no state in which its scene is entered.

    Its `when` never holds there, or another wording always comes first.

    Wrong:
        scenes.arrival.lines: [{mentee: "Hi."}, {mentee: "Oh.", when: trust > 5}]
    Right:
        scenes.arrival.lines: [{mentee: "Hi."}, {mentee: "Oh.", when: trust <= 5}]
    """
    unused = dict(_conditional(proof.scenario))
    if not unused:
        return
    for reach, state in proof.entered():
        for loc in [loc for loc in unused if loc[1] == state.scene and _used(reach, state, loc)]:
            del unused[loc]
        if not unused:
            return
    for loc, text in unused.items():
        yield Said(
            (*loc, "when"), f'"{text[:40]}" is never shown: its condition holds on no path', "loosen it"
        )


def _conditional(scenario: Scenario) -> Iterator[tuple[Loc, str]]:
    for id, scene in scenario.scenes.items():
        for at, line in enumerate(scene.lines):
            if line.when is not None:
                yield ("scenes", id, "lines", at), line.text
        for number, choice in enumerate(scene.choices):
            for at, say in enumerate(choice.say or ()):
                if say.when is not None:
                    yield ("scenes", id, "choices", number, "say", at), say.text
            for at, line in enumerate(choice.reply):
                if line.when is not None:
                    yield ("scenes", id, "choices", number, "reply", at), line.text


def _used(reach: Reach, state: State, loc: Loc) -> bool:
    scene = reach.story.scenes[state.scene]
    holds = reach.story.holds
    if loc[2] == "lines":
        return holds(scene.written.lines[int(loc[3])].when, state)
    choice = scene.choices[int(loc[3])]
    if choice.when is not None and not choice.when(state.meters, state.facts):
        return False
    at = int(loc[5])
    if loc[4] == "reply":
        return holds(choice.written.reply[at].when, heard_in(state, choice))
    says = choice.written.say or ()
    return holds(says[at].when, state) and not any(holds(say.when, state) for say in says[:at])


@rule("P006", "too-few-choices")
def too_few_choices(proof: Proof) -> Iterator[Said]:
    """A decision offers fewer than two choices in some state.

    A decision with one choice decides nothing, and would still be scored; with none the conversation stops.

    Wrong:
        scenes.arrival.choices[1].when: trust > 5
        scenes.arrival.choices[2].when: trust > 5
    Right:
        scenes.arrival.choices[2].when: trust <= 5
    """
    for scene, (reach, state, count) in _first(proof, lambda _scene, choices: len(choices) < 2).items():
        yield Said(
            ("scenes", scene, "choices"),
            f"only {count} of its choices can be made when {_in_words(reach, state)}",
            "offer at least two in every state that can be reached",
            at_key=True,
        )


@rule("P007", "no-skilled-choice")
def no_skilled_choice(proof: Proof) -> Iterator[Said]:
    """A scored decision offers no choice of level 4 throughout in some state.

    Whoever gets there cannot do well, whatever they choose: the score would measure the path and not the mentor.

    Wrong:
        scenes.arrival.choices[0].when: trust > 2
    Right:
        scenes.arrival.choices[0].when: trust >= 0
    """

    def lacks(scene: str, choices: tuple[ReadyChoice, ...]) -> bool:
        written = proof.scenario.scenes[scene]
        return bool(written.looks_at) and not any(
            set(ratings(written, choice.written).values()) == {4} for choice in choices
        )

    for scene, (reach, state, _) in _first(proof, lacks).items():
        yield Said(
            ("scenes", scene, "choices"),
            f"no choice of level 4 is on offer when {_in_words(reach, state)}",
            "keep one choice that is a 4 on everything looked at, whatever came before",
            at_key=True,
        )


@rule("P013", "repair-without-adequate")
def repair_without_adequate(proof: Proof) -> Iterator[Said]:
    """A repair offers no choice of level 3 in some state.

    A slip can then not be made good, although its author promised that it can.

    Wrong:
        scenes.take_back.choices[0].when: trust > 5
    Right:
        scenes.take_back.choices[0].when: trust <= 5
    """

    def lacks(scene: str, choices: tuple[ReadyChoice, ...]) -> bool:
        return scene in repairs and not any(choice.written.level == 3 for choice in choices)

    repairs = {choice.repair for scene in proof.scenario.scenes.values() for choice in scene.choices}
    for scene, (reach, state, _) in _first(proof, lacks).items():
        yield Said(
            ("scenes", scene, "choices"),
            f"no choice of level 3 is on offer when {_in_words(reach, state)}",
            "keep one choice of level 3 in every state",
            at_key=True,
        )


def _first(
    proof: Proof, wrong: Callable[[str, tuple[ReadyChoice, ...]], bool]
) -> dict[str, tuple[Reach, State, int]]:
    """By scene, the first decision met that is wrong, and how many choices it offered."""
    found: dict[str, tuple[Reach, State, int]] = {}
    judged: dict[tuple[str, tuple[str, ...]], bool] = {}
    for reach, state, choices in proof.met():
        if state.scene in found:
            continue
        key = (state.scene, tuple(choice.id for choice in choices))
        if key not in judged:
            judged[key] = wrong(state.scene, choices)
        if judged[key]:
            found[state.scene] = (reach, state, len(choices))
    return found


@rule("P008", "no-way-on")
def no_way_on(proof: Proof) -> Iterator[Said]:
    """A scene can be reached from which nothing leads on.

    None of a route's conditions holds, scenes follow each other in a circle without a decision, or the bell leads
    to a decision. The conversation would stop there.

    Wrong:
        scenes.arrival.go: turn
        scenes.turn: {route: [{when: trust > 5, go: good_end}]}
    Right:
        scenes.arrival.go: turn
        scenes.turn: {route: [{when: trust > 5, go: good_end}, {go: good_end}]}
    """
    stuck = {scene: why for reach in proof.reaches for scene, why in reach.stuck.items()}
    for scene, why in stuck.items():
        yield Said(
            ("scenes", scene), f'nothing leads on from "{scene}": {why}', "end a route with a plain go", True
        )


@rule("P009", "repeats-without-a-bell")
def repeats_without_a_bell(proof: Proof) -> Iterator[Said]:
    """A decision can be met twice in one conversation, and there is no bell.

    Nothing says that such a conversation ever ends. With `bell: {after: 8, go: bell_rings}` it does.

    Wrong:
        scenes.arrival.choices[1].go: arrival
    Right:
        bell: {after: 8, go: good_end}
        scenes.arrival.choices[1].go: arrival
    """
    if proof.scenario.bell is not None:
        return
    repeating = {scene for reach in proof.reaches for scene in _repeating(reach)}
    for scene in (scene for scene in proof.scenario.scenes if scene in repeating):
        yield Said(
            ("scenes", scene),
            f'"{scene}" can be met again in the same conversation',
            "add a bell, or lead on to another scene",
            True,
        )


def _repeating(reach: Reach) -> set[str]:
    """The decisions, repairs apart, that some path meets twice."""
    scene_of = [state.scene for state in reach.states]
    graph: dict[str, set[str]] = {}
    for at, ways in enumerate(reach.ways):
        graph.setdefault(scene_of[at], set()).update(scene_of[to] for _, to in ways if to >= 0)
    suspects = [s for s in graph if not reach.story.scenes[s].is_repair and s in _beyond(graph, s)]
    return {scene for scene in suspects if _meets_again(reach, scene)}


def _beyond(graph: dict[str, set[str]], scene: str) -> set[str]:
    seen: set[str] = set()
    queue = list(graph.get(scene, ()))
    while queue:
        here = queue.pop()
        if here not in seen:
            seen.add(here)
            queue += graph.get(here, ())
    return seen


def _meets_again(reach: Reach, scene: str) -> bool:
    queue = [
        to
        for at, ways in enumerate(reach.ways)
        if reach.states[at].scene == scene
        for _, to in ways
        if to >= 0
    ]
    seen: set[int] = set()
    while queue:
        here = queue.pop()
        if here in seen:
            continue
        if reach.states[here].scene == scene:
            return True
        seen.add(here)
        if here < len(reach.ways):
            queue += [to for _, to in reach.ways[here] if to >= 0]
    return False


@rule("P014", "branch-never-taken", Severity.WARNING)
def branch_never_taken(proof: Proof) -> Iterator[Said]:
    """A route's branch is taken on no path.

    Its `when` never holds where the route is reached, or an earlier branch always comes first.

    Wrong:
        scenes.arrival.go: turn
        scenes.turn: {route: [{go: good_end}, {when: trust > 5, go: poor_end}]}
    Right:
        scenes.arrival.go: turn
        scenes.turn: {route: [{when: trust > 2, go: good_end}, {go: poor_end}]}
    """
    taken: set[tuple[str, int]] = set()
    for reach, state in proof.entered():
        scene = reach.story.scenes[state.scene]
        if scene.written.route:
            facts = state.facts | scene.bit
            for at, (when, _) in enumerate(scene.route):
                if when is None or when(state.meters, facts):
                    taken.add((scene.id, at))
                    break
    for id, written in proof.scenario.scenes.items():
        for at, branch in enumerate(written.route):
            if (id, at) not in taken:
                yield Said(
                    ("scenes", id, "route", at),
                    f'this way to "{branch.go}" is never taken',
                    "change its order",
                )


@rule("P012", "criterion-not-observed", Severity.WARNING)
def criterion_not_observed(proof: Proof) -> Iterator[Said]:
    """A criterion of the scenario's rubrics is not observed on some path.

    Two people's scores then rest on different evidence. Look at each criterion in a decision that every path meets;
    or say with `allow` that other scenarios of the competency look at the rest.

    Wrong:
        scenes.arrival.looks_at: [one]
    Right:
        scenes.arrival.looks_at: [one, two]
        scenes.arrival.choices[0].level: 4
        scenes.arrival.choices[1].level: 2
    """
    missing = frozenset[str]().union(*(least_observed(reach, proof.criteria) for reach in proof.reaches))
    looked = {name for scene in proof.scenario.scenes.values() for name in scene.looks_at}
    for criterion in sorted(missing):
        how = "on some path" if criterion in looked else "by any decision"
        yield Said(
            ("rubrics",),
            f'"{criterion}" is not looked at {how}',
            "look at it in an anchor, or allow it",
            True,
        )


RULES: tuple[Rule[Check], ...] = (
    too_large_to_prove,
    unreachable_scene,
    choice_never_offered,
    line_never_shown,
    too_few_choices,
    no_skilled_choice,
    repair_without_adequate,
    no_way_on,
    repeats_without_a_bell,
    branch_never_taken,
    criterion_not_observed,
)
"""Every P rule, in the order in which they are run."""
