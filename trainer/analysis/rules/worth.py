"""F003 to F006: what conduct, skill and each decision are worth to how it ends. Gathered in `rules.fairness`."""

from collections.abc import Iterator

from trainer.analysis import chances
from trainer.analysis.personas import SKILLED
from trainer.analysis.rules.fair import fair_rule
from trainer.analysis.tally import layered, least, of_criteria
from trainer.analysis.trial import Conduct, Trial
from trainer.content.conditions import parse
from trainer.content.rules.rule import Said
from trainer.content.scenario import Outcome, Scene
from trainer.engine.story import ReadyScene, Story
from trainer.language import tr

SELDOM = 0.01
LEAST_OBSERVATIONS = 3


@fair_rule("F003", "outcome-out-of-reach")
def outcome_out_of_reach(trial: Trial) -> Iterator[Said]:
    """Nobody meets an outcome: no persona does, and of 100 random players not one.

    An outcome is the consequence of some conduct. One that follows from none is not worth its words.

    Wrong:
        meters.trust.min: -3
        scenes.ends.route: [{when: trust == -3, go: poor_end}, {when: trust > 4, go: good_end}, {go: mixed_end}]

    Right:
        meters.trust.min: -3
        scenes.ends.route: [{when: trust < 2, go: poor_end}, {when: trust > 4, go: good_end}, {go: mixed_end}]
    """
    met = {one.outcome(walked.end) for one in trial.conducts for walked in one.walks.values()}
    left = frozenset().union(*(one.outcomes for one in trial.conducts)) - met - {Outcome.UNFINISHED.value}
    if not left:
        return
    by_chance = [chances.met(one.reach).outcomes() for one in trial.conducts]
    for outcome in sorted(left):
        often = max(one.get(outcome, 0.0) for one in by_chance)
        if often < SELDOM:
            said = tr("nobody meets the outcome {outcome}: of random players {often:.1%}", outcome=outcome, often=often)
            yield Said(("scenes", _ending(trial, outcome)), said, tr("Loosen what leads to it."), at_key=True)


def _ending(trial: Trial, outcome: str) -> str:
    scenes = trial.scenario.scenes.items()
    return next(id for id, scene in scenes if scene.ending and scene.ending.outcome.value == outcome)


@fair_rule("F004", "skill-ends-no-better")
def skill_ends_no_better(trial: Trial) -> Iterator[Said]:
    """The outcome does not depend on skill.

    Who always makes a best choice ends no better than who picks at random: there is a good outcome and the skilled
    player does not meet it, or there is one outcome only.

    Wrong:
        scenes.ends.route: [{when: trust < 2, go: good_end}, {when: trust < 5, go: mixed_end}, {go: poor_end}]

    Right:
        scenes.ends.route: [{when: trust < 2, go: poor_end}, {when: trust < 5, go: mixed_end}, {go: good_end}]
    """
    if not trial.is_scored:
        return
    for one in trial.conducts:
        mine = one.outcome(one.walks[SKILLED].end)
        said = ""
        if len(one.outcomes) == 1:
            said = tr("every run ends with the outcome {mine}, however it went", mine=mine)
        elif "good" in one.outcomes and mine != "good":
            said = tr("always a best choice leads to the outcome {mine}, though there is a good one", mine=mine)
        if said:
            yield Said(("scenes",), said, tr("Let conduct decide which ending follows."), at_key=True)
            return


@fair_rule("F005", "decides-nothing")
def decides_nothing(trial: Trial) -> Iterator[Said]:
    """Nothing later depends on what is chosen at a decision.

    Every choice leads on to the same scene, and changes nothing that a later line, choice or route asks for. The
    other person answers and then forgets it.

    Wrong:
        scenes.third_day.choices[0]: {id: one, say: Here is what I did., level: 2, why: Your story came first.}
        scenes.third_day.choices[2].change: ~delete

    Right:
        scenes.third_day.choices[0]: {id: one, say: Here is what I did., level: 2, why: Your story came first.}
    """
    story = trial.conducts[0].story
    for id, scene in story.scenes.items():
        if scene.is_decision and not _decides(story, scene):
            said = tr("whatever is chosen at `{id}`, nothing later depends on it", id=id)
            help = tr("Let choices change a meter that is asked for later, or lead to other scenes.")
            yield Said(("scenes", id), said, help, at_key=True)


def _decides(story: Story, scene: ReadyScene) -> bool:
    one, *others = scene.choices
    if any((choice.to, choice.repair) != (one.to, one.repair) for choice in others):
        return True
    meters, facts = set(), 0
    for other in others:
        meters |= {story.meters[index] for index, *_ in set(one.moves) ^ set(other.moves)}
        facts |= one.bits ^ other.bits
    names = meters | {name for name, bit in story.facts.items() if facts & bit}
    if not names:
        return False
    return bool(names) and any(names & _asked(scene) for scene in _later(story, one.repair or one.to, one.to))


def _later(story: Story, *starts: str | None) -> Iterator[Scene]:
    """The scenes that may follow, conditions apart."""
    queue = [id for id in starts if id is not None]
    if story.bell:
        queue.append(story.bell)
    seen = set(queue)
    for id in queue:  # grows while it is walked
        scene = story.scenes[id]
        yield scene.written
        for to in [to for _, to in scene.route] + [to for one in scene.choices for to in (one.to, one.repair) if to]:
            if to not in seen:
                seen.add(to)
                queue.append(to)


def _asked(scene: Scene) -> set[str]:
    """The meters and facts that the conditions of a scene ask for."""
    whens = [line.when for line in scene.lines if line.when] + [one.when for one in scene.route if one.when]
    for choice in scene.choices:
        whens += [choice.when] if choice.when else []
        whens += [one.when for one in choice.say or () if one.when] + [one.when for one in choice.reply if one.when]
    found: set[str] = set()
    for when in whens:
        condition = parse(when)
        found.update([one.name for one in condition.meters], condition.facts)
    return found


@fair_rule("F006", "thin-evidence")
def thin_evidence(trial: Trial) -> Iterator[Said]:
    """A path observes the scenario's own competency fewer than three times.

    A score that stands on one or two levels says little about anybody.

    Wrong:
        scenes.first_day.choices[0].go: fifth_day

    Right:
        scenes.first_day.choices[0].go: third_day
    """
    if not trial.is_scored:
        return
    fewest = min(_fewest(one, trial.own) for one in trial.conducts)
    if fewest < LEAST_OBSERVATIONS:
        times = {0: tr("not at all"), 1: tr("only once")}.get(fewest, tr("only {times} times", times=fewest))
        said = tr("some path observes `{competency}` {times}", competency=trial.scenario.competency, times=times)
        yield Said(("competency",), said, tr("Let every path meet three decisions that look at it."), at_key=True)


def _fewest(conduct: Conduct, own: frozenset[str]) -> int:
    """The fewest observations of some criteria: by the scenes alone where that is enough, else by every state."""
    story = conduct.story
    if story.bell is None and len(story.scenes) <= chances.MOST_SCENES:
        known: dict[str, int] = {}

        def below(id: str) -> int:
            if id not in known:
                known[id] = 0  # in a circle, which no path takes, nothing more is promised
                scene = story.scenes[id]
                ways = {choice.to for choice in scene.choices} | {to for _, to in scene.route}
                looks = 0 if scene.is_repair or not scene.choices else len(own.intersection(scene.written.looks_at))
                known[id] = looks + min((below(to) for to in ways if to), default=0)
            return known[id]

        if below(story.scenario.start) >= LEAST_OBSERVATIONS:
            return LEAST_OBSERVATIONS
    return least(layered(conduct.reach), of_criteria(own))
