"""P: what holds, or does not, on every path. Exact: each rule looks at every state that can be reached.

Called by `analysis.prove` when a scenario's meaning has no errors.
"""

from collections.abc import Callable, Iterator

from trainer.analysis.explore import LARGEST_PROOF, least_observed
from trainer.analysis.passages import passages, shows
from trainer.analysis.proof import Proof, in_words, repeating
from trainer.content.findings import Severity
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.scenario import Role
from trainer.engine.story import ReadyChoice
from trainer.language import tr
from trainer.scoring.score import ratings

Check = Callable[[Proof], Iterator[Said]]


def path_rule(code: str, slug: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Rule[Check]]:
    """Make a function of a proof a rule."""
    return rule(code, slug, severity)


@path_rule("P002", "too-large-to-prove", Severity.WARNING)
def too_large_to_prove(proof: Proof) -> Iterator[Said]:
    """The scenario has more states than can be proved.

    Every way through a scenario is walked before it may score anyone. With many meters and facts the ways multiply.
    A scenario this large can be practised; it cannot be assessed, and the other P findings say nothing of what was
    not walked.
    """
    if any(not reach.complete for reach in proof.reaches):
        yield Said(
            ("scenes",),
            tr("there are more than {LARGEST_PROOF:,} states to walk", LARGEST_PROOF=LARGEST_PROOF),
            tr("Use fewer meters, smaller bounds, or fewer chose() and visited() conditions."),
            at_key=True,
        )


@path_rule("P003", "unreachable-scene")
def unreachable_scene(proof: Proof) -> Iterator[Said]:
    """No path leads to the scene.

    Nobody will ever see it. Often a `go` was meant to lead there, or a route's condition can never hold.

    Wrong:
        scenes.spare: {lines: [{mentee: "Hello?"}], go: good_end}

    Right:
        scenes.arrival.choices[0].go: spare
        scenes.spare: {lines: [{mentee: "Hello?"}], go: good_end}
    """
    reached = {state[0] for reach in proof.reaches for state in (*reach.states, *reach.passed)}
    for scene in proof.scenario.scenes:
        if scene not in reached:
            help = tr("Lead a choice or a route there, or remove it.")
            yield Said(("scenes", scene), tr("no path leads to `{scene}`", scene=scene), help, at_key=True)


@path_rule("P004", "choice-never-offered")
def choice_never_offered(proof: Proof) -> Iterator[Said]:
    """A choice's `when` holds in no state in which its decision is met.

    Nobody can ever choose it, although its author thought that somebody would.

    Wrong:
        scenes.arrival.go: poor_end
        scenes.arrival.choices[1].when: trust > 5

    Right:
        scenes.arrival.go: poor_end
        scenes.arrival.choices[1].when: trust < 5
    """
    offered: dict[str, set[str]] = {}
    for _, state, choices in proof.met:
        offered.setdefault(state.scene, set()).update(choice.id for choice in choices)
    for scene, seen in offered.items():
        for index, choice in enumerate(proof.scenario.scenes[scene].choices):
            if choice.id not in seen:
                yield Said(
                    ("scenes", scene, "choices", index, "when"),
                    tr("`{id}` is never on offer: its condition holds on no path", id=choice.id),
                    tr("Loosen the condition, or let meters move far enough before it."),
                )


@path_rule("P005", "line-never-shown", Severity.WARNING)
def line_never_shown(proof: Proof) -> Iterator[Said]:
    """A line or a wording is used in no state in which its scene is entered.

    Its `when` never holds there, or another wording always comes first.

    Wrong:
        scenes.arrival.lines: [{mentee: "Hi."}, {mentee: "Oh.", when: trust > 5}]

    Right:
        scenes.arrival.lines: [{mentee: "Hi."}, {mentee: "Oh.", when: trust <= 5}]
    """
    unseen = passages(proof.scenario)
    met: set[Loc] = set()
    for reach, state in proof.entered() if unseen else ():
        here = unseen.get(state[0])
        if here:
            told = {one: shows(reach.story, state, one) for one in here}
            met |= {one.loc for one, shown in told.items() if shown is not None}
            unseen[state.scene] = [one for one in here if not told[one]]
    for one in (one for left in unseen.values() for one in left if one.loc in met):
        why = tr("its condition holds on no path") if one.loc[-1] == "when" else tr("another always comes first")
        help = tr("Loosen the condition, change the order, or remove it.")
        yield Said(one.loc, tr('"{text}" is never shown: {why}', text=one.text[:40], why=why), help)


@path_rule("P006", "too-few-choices")
def too_few_choices(proof: Proof) -> Iterator[Said]:
    """A decision offers fewer than two choices in some state.

    A decision with one choice decides nothing, and would still be scored; with none the conversation stops.

    Wrong:
        scenes.take_back.choices[1].change: {trust: -2}
        scenes.next_day.choices[1].when: trust >= 1

    Right:
        scenes.take_back.choices[1].change: {trust: -2}
        scenes.next_day.choices[1].when: trust >= 0
    """
    scenes = proof.scenario.scenes

    def is_few(scene: str, choices: tuple[ReadyChoice, ...]) -> bool:
        return len(choices) < 2 and not scenes[scene].only_words

    for scene, (reach, state, count) in proof.first(is_few).items():
        when = in_words(reach, state)
        yield Said(
            ("scenes", scene, "choices"),
            tr("only one choice is on offer when {when}", when=when)
            if count
            else tr("no choice is on offer when {when}", when=when),
            tr("Offer at least two in every state that can be reached."),
            at_key=True,
        )


@path_rule("P007", "no-skilled-choice")
def no_skilled_choice(proof: Proof) -> Iterator[Said]:
    """A scored decision offers no choice of level 4 throughout in some state.

    Whoever gets there cannot do well, whatever they choose: the score would measure the path and not the mentor.

    Wrong:
        scenes.arrival.choices[0].level: 3

    Right:
        scenes.arrival.choices[0].level: 4
    """
    if proof.scenario.role is Role.MENTEE:
        return

    def lacks(scene: str, choices: tuple[ReadyChoice, ...]) -> bool:
        written = proof.scenario.scenes[scene]
        return bool(written.looks_at) and not any(
            set(ratings(written, choice.written).values()) == {4} for choice in choices
        )

    for scene, (reach, state, _) in proof.first(lacks).items():
        yield Said(
            ("scenes", scene, "choices"),
            tr("no choice of level 4 is on offer when {in_words}", in_words=in_words(reach, state)),
            tr("Keep one choice that is a 4 on everything looked at, whatever came before."),
            at_key=True,
        )


@path_rule("P013", "repair-without-adequate")
def repair_without_adequate(proof: Proof) -> Iterator[Said]:
    """A repair offers no choice of level 3 in some state.

    A slip can then not be made good, although its author promised that it can.

    Wrong:
        scenes.arrival.choices[1].repair: take_back
        scenes.arrival.choices[1].change: {trust: -1}
        scenes.take_back.choices:
          - {id: own_up, say: That was too fast., level: 3, why: You took it back., when: trust > 1}
          - {id: keep, say: Nobody., level: 1, why: It now stands between you and help.}
          - {id: hush, do: Look away., level: 2, why: It is still not said.}

    Right:
        scenes.arrival.choices[1].repair: take_back
        scenes.arrival.choices[1].change: {trust: -1}
        scenes.take_back.choices:
          - {id: own_up, say: That was too fast., level: 3, why: You took it back., when: trust > 0}
          - {id: keep, say: Nobody., level: 1, why: It now stands between you and help.}
          - {id: hush, do: Look away., level: 2, why: It is still not said.}
    """
    repairs = {choice.repair for scene in proof.scenario.scenes.values() for choice in scene.choices}

    def lacks(scene: str, choices: tuple[ReadyChoice, ...]) -> bool:
        return scene in repairs and not any(choice.written.level == 3 for choice in choices)

    for scene, (reach, state, _) in proof.first(lacks).items():
        yield Said(
            ("scenes", scene, "choices"),
            tr("no choice of level 3 is on offer when {in_words}", in_words=in_words(reach, state)),
            tr("Keep one choice of level 3 in every state."),
            at_key=True,
        )


@path_rule("P008", "no-way-on")
def no_way_on(proof: Proof) -> Iterator[Said]:
    """A scene can be reached from which nothing leads on.

    None of a route's conditions holds, scenes follow each other in a circle without a decision, or the bell leads
    to a decision. The conversation would stop there.

    Wrong:
        scenes.arrival.go: turn
        scenes.next_day.go: turn
        scenes.turn: {route: [{when: trust > 2, go: good_end}]}

    Right:
        scenes.arrival.go: turn
        scenes.next_day.go: turn
        scenes.turn: {route: [{when: trust > 2, go: good_end}, {go: poor_end}]}
    """
    stuck = {scene: why for reach in proof.reaches for scene, why in reach.stuck.items()}
    for scene, why in stuck.items():
        help = tr("End a route with a plain `go`, and let every way meet a decision or an ending.")
        yield Said(
            ("scenes", scene), tr("nothing leads on from `{scene}`: {why}", scene=scene, why=why), help, at_key=True
        )


@path_rule("P009", "repeats-without-a-bell")
def repeats_without_a_bell(proof: Proof) -> Iterator[Said]:
    """A decision can be met twice in one conversation, and there is no bell.

    Nothing says that such a conversation ever ends. With `bell: {after: 8, go: bell_rings}` it does.

    Wrong:
        scenes.next_day.go: arrival

    Right:
        bell: {after: 8, go: good_end}
        scenes.next_day.go: arrival
    """
    if proof.scenario.bell is not None:
        return
    met_again = {scene for reach in proof.reaches for scene in repeating(reach)}
    for scene in (scene for scene in proof.scenario.scenes if scene in met_again):
        help = tr("Add a bell, or lead on to another scene.")
        yield Said(
            ("scenes", scene), tr("`{scene}` can be met again in the same conversation", scene=scene), help, at_key=True
        )


@path_rule("P014", "branch-never-taken", Severity.WARNING)
def branch_never_taken(proof: Proof) -> Iterator[Said]:
    """A route's branch is taken on no path.

    Its `when` never holds where the route is reached, or an earlier branch always comes first.

    Wrong:
        scenes.arrival.go: turn
        scenes.turn: {route: [{when: trust > 2, go: good_end}, {go: poor_end}]}

    Right:
        scenes.arrival.go: turn
        scenes.next_day.go: turn
        scenes.turn: {route: [{when: trust > 2, go: good_end}, {go: poor_end}]}
    """
    untaken = {id: set(range(len(scene.route))) for id, scene in proof.scenario.scenes.items() if scene.route}
    met: set[str] = set()
    for reach in proof.reaches:
        for state in reach.passed:
            left = untaken.get(state[0])
            if left:
                met.add(state[0])
                for at, (when, _) in enumerate(reach.story.scenes[state[0]].route):
                    if when is None or when(state.meters, state.facts):
                        left.discard(at)
                        break
    for id in (id for id in untaken if id in met):
        for at, branch in enumerate(proof.scenario.scenes[id].route):
            if at in untaken[id]:
                yield Said(
                    ("scenes", id, "route", at),
                    tr("this way to `{go}` is never taken", go=branch.go),
                    tr("Change its condition or the order, or remove it."),
                )


@path_rule("P012", "criterion-not-observed", Severity.WARNING)
def criterion_not_observed(proof: Proof) -> Iterator[Said]:
    """A criterion of the scenario's rubrics is not observed on some path.

    Two people's scores then rest on different evidence. Look at each criterion in a decision that every path meets;
    or say with `allow` that other scenarios of the competency look at the rest.

    Wrong:
        scenes.next_day.looks_at: [two]

    Right:
        scenes.arrival.looks_at: [one, two]
        scenes.arrival.choices[1]: {id: wait, do: Sit., rate: {one: 3, two: 2}, go: poor_end, why: It asks nothing.}
    """
    if proof.scenario.role is Role.MENTEE:
        return
    missing = frozenset[str]().union(*(least_observed(reach, proof.criteria) for reach in proof.reaches))
    looked = {name for scene in proof.scenario.scenes.values() for name in scene.looks_at}
    for criterion in sorted(missing):
        how = tr("on some path") if criterion in looked else tr("by any decision")
        help = tr("Look at it in a decision that every path meets, or allow it and say why.")
        yield Said(
            ("rubrics",), tr("`{criterion}` is not looked at {how}", criterion=criterion, how=how), help, at_key=True
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
