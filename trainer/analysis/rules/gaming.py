"""F001, F002, F007, F008: what can be had without listening to the other person. Gathered in `rules.fairness`."""

from collections.abc import Iterator

from trainer.analysis.personas import GAMING
from trainer.analysis.rules.fair import fair_rule
from trainer.analysis.trial import CUT, Conduct, Trial
from trainer.content.rules.rule import Said
from trainer.content.scenario import Choice, Scene
from trainer.language import mark, tr, tr_many
from trainer.scoring.score import level, ratings

FEWEST_DECISIONS = 3
"""In fewer decisions nothing can be told from where or how long choices are."""
LONGEST_SHARE = 0.45
FIRST_SHARE = 0.5
RANDOM_SHARE = 0.25

_PLAYS = {
    "first": mark("always the first choice"),
    "last": mark("always the last choice"),
    "longest": mark("always the longest choice"),
    "second_longest": mark("always the second longest choice"),
    "shortest": mark("always the shortest choice"),
    "advises": mark("always advice"),
    "reassures": mark("always comfort"),
}


@fair_rule("F001", "length-tells-level")
def length_tells_level(trial: Trial) -> Iterator[Said]:
    """How long the words are tells how good they are.

    One level is the longest of what can be said in more than 45 in 100 decisions, or the best choice never is. Who
    has noticed need not read. Lengths are characters of `say`; acts, and the longest of equal length, do not count.

    Wrong:
        scenes.third_day.choices[0].say: What was it like for you this morning, on the way from the bus to the gate?

    Right:
        scenes.third_day.choices[1].say: What was it like for you this morning, on the way from the bus to the gate?
    """
    decisions = trial.decisions
    if not trial.is_scored or len(decisions) < FEWEST_DECISIONS:
        return
    longest = [_longest(scene, trial.conducts[0]) for scene in decisions.values()]
    for one in (4, 3, 2, 1):
        times = sum(choice is not None and level(scene, choice) == one for scene, choice in longest)
        if times > LONGEST_SHARE * len(decisions):
            said = tr(
                "the longest words are of level {level} in {times} of {decisions} decisions",
                level=one,
                times=times,
                decisions=len(decisions),
            )
            yield Said(("scenes",), said, tr("Make some of them shorter than what stands beside them."), at_key=True)
    told = [choice in _best(scene) for scene, choice in longest if choice is not None]
    if len(told) >= FEWEST_DECISIONS and not any(told):
        said = tr("the best choice has the longest words in none of {decisions} decisions", decisions=len(decisions))
        yield Said(("scenes",), said, tr("Make one or two of them longer than what stands beside them."), at_key=True)


def _longest(scene: Scene, conduct: Conduct) -> tuple[Scene, Choice | None]:
    """The choice with the most characters to say, where one has more than all others."""
    sizes = sorted(
        ((len(conduct.eyes.say(choice.say[-1].text)), at) for at, choice in enumerate(scene.choices) if choice.say),
        reverse=True,
    )
    if len(sizes) < 2 or sizes[0][0] == sizes[1][0]:
        return scene, None
    return scene, scene.choices[sizes[0][1]]


def _best(scene: Scene) -> list[Choice]:
    """The choices with the greatest mean level, conditions apart."""
    means = [sum(ratings(scene, choice).values()) for choice in scene.choices]
    return [choice for choice, mean in zip(scene.choices, means, strict=True) if mean == max(means)]


@fair_rule("F002", "best-first")
def best_first(trial: Trial) -> Iterator[Said]:
    """The best choice stands first in the file in more than half of the decisions.

    In play choices are shuffled, and on paper and in a walk through they are not; and who writes the best one first
    writes the others after it, and it shows.

    Wrong:
        scenes.fourth_day.choices[0].level: 4
        scenes.fourth_day.choices[1].level: 2

    Right:
        scenes.fourth_day.choices[0].level: 2
        scenes.fourth_day.choices[1].level: 4
    """
    decisions = trial.decisions
    if not trial.is_scored or len(decisions) < FEWEST_DECISIONS:
        return
    times = sum(scene.choices[0] in _best(scene) for scene in decisions.values())
    if times > FIRST_SHARE * len(decisions):
        said = tr(
            "the best choice stands first in {times} of {decisions} decisions", times=times, decisions=len(decisions)
        )
        yield Said(("scenes",), said, tr("Change the order of some."), at_key=True)


@fair_rule("F007", "random-passes")
def random_passes(trial: Trial) -> Iterator[Said]:
    """Of random players more than 25 in 100 reach the score 3.0.

    Who does not read at all would then often be taken for an adequate mentor. More choices of level 1 and 2, more
    decisions, or a fourth choice help.

    Wrong:
        scenes.third_day.choices[0]: {id: one, say: Here is what I did., level: 2, why: Your story came first.}
        scenes.second_day.choices[2].level: 3

    Right:
        scenes.third_day.choices[0]: {id: one, say: Here is what I did., level: 2, why: Your story came first.}
    """
    if not trial.is_scored:
        return
    found = [one.passes(CUT, RANDOM_SHARE) for one in trial.conducts]
    chance = max((one for one in found if one is not None), default=None)
    if chance is not None:
        said = tr(
            "{chance:.1f} % of random players reach a score of {float:.1f}", chance=chance * 100, float=float(CUT)
        )
        yield Said(("scenes",), said, tr("Add choices of level 1 or 2, or decisions."), at_key=True)


@fair_rule("F008", "gaming-passes")
def gaming_passes(trial: Trial) -> Iterator[Said]:
    """A player who goes by something else than the other person reaches the score 3.0.

    Always the first, last, longest, second longest or shortest choice, always advice, or always comfort: none of
    that is skill.

    Wrong:
        scenes.third_day.choices[1].say: What was it like for you this morning, on the way from the bus to the gate?
        scenes.third_day.choices[2].say: And then?

    Right:
        scenes.third_day.choices[1].say: What was it like for you this morning, on the way from the bus to the gate?
    """
    if not trial.is_scored:
        return
    passing: dict[str, str] = {}
    for one in trial.conducts:
        means = ((name, one.means[name]) for name in GAMING)
        passing |= {name: f"{float(mean):.2f}" for name, mean in means if mean is not None and mean >= CUT}
    if passing:
        who = ", ".join(f"{tr(_PLAYS[name])} ({mean})" for name, mean in passing.items())
        told = tr_many(
            len(passing),
            "{who} reaches a score of {cut}",
            "{who} reach a score of {cut}",
            who=who,
            cut=f"{float(CUT):.1f}",
        )
        yield Said(("scenes",), told, tr("Change the order or the lengths of some choices."), at_key=True)
