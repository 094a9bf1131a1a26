"""F: whether a scenario is fair before it scores anyone: what can be had without skill, and what skill is worth.

Called by `analysis.prove` when nothing is wrong with a scenario's paths. Figures are exact, over all runs.
"""

from collections.abc import Callable, Iterator

from trainer.analysis import chances, lexicon, reading
from trainer.analysis.personas import GAMING, SKILLED
from trainer.analysis.tally import layered, least, of_criteria
from trainer.analysis.trial import CUT, Conduct, Trial
from trainer.content.conditions import parse
from trainer.content.findings import Severity
from trainer.content.rules.rule import Rule, Said, rule
from trainer.content.scenario import Adult, Choice, Outcome, Scene
from trainer.engine.story import ReadyScene, Story
from trainer.language import mark, tr, tr_many
from trainer.scoring.score import level, ratings

Check = Callable[[Trial], Iterator[Said]]

FEWEST_DECISIONS = 3
"""In fewer decisions nothing can be told from where or how long choices are."""
ENOUGH_TO_MISS = 6
"""In so many decisions a best choice that is never the longest is no accident."""
LONGEST_SHARE = 0.45
FIRST_SHARE = 0.5
RANDOM_SHARE = 0.25
SELDOM = 0.01
LEAST_OBSERVATIONS = 3

_PLAYS = {
    "first": mark("always the first choice"),
    "last": mark("always the last choice"),
    "longest": mark("always the longest choice"),
    "second_longest": mark("always the second longest choice"),
    "shortest": mark("always the shortest choice"),
    "advises": mark("always advice"),
    "reassures": mark("always comfort"),
}


def fair_rule(code: str, slug: str, severity: Severity = Severity.WARNING) -> Callable[[Check], Rule[Check]]:
    """Make a function of a trial a rule."""
    return rule(code, slug, severity)


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
                "the longest words are of level {one} in {times} of {decisions} decisions",
                one=one,
                times=times,
                decisions=len(decisions),
            )
            yield Said(("scenes",), said, tr("Make some of them shorter than what stands beside them."), at_key=True)
    told = [choice in _best(scene) for scene, choice in longest if choice is not None]
    if len(told) >= ENOUGH_TO_MISS and not any(told):
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


@fair_rule("F009", "nobody-to-tell", Severity.ERROR)
def nobody_to_tell(trial: Trial) -> Iterator[Said]:
    """A scenario with `topics` has no ending in which an adult is told.

    Where safety is at stake, telling the adult must be something that a mentor can do.

    Wrong:
        topics: [self_harm]
        scenes.good_end.ending: {outcome: good, title: Seen, text: You sit together., adult: not_needed}
        scenes.mixed_end.ending: {outcome: mixed, title: Later, text: You both go home., adult: not_needed}
        scenes.poor_end.ending: {outcome: poor, title: Alone, text: Nobody knew., adult: not_told, critical: CE1}

    Right:
        topics: [self_harm]
        scenes.good_end.ending: {outcome: good, title: Seen, text: You went together., adult: told}
        scenes.mixed_end.ending: {outcome: mixed, title: Later, text: You went later., adult: told}
        scenes.poor_end.ending: {outcome: poor, title: Alone, text: Nobody knew., adult: not_told, critical: CE1}
    """
    if not trial.scenario.topics:
        return
    for one in trial.conducts:
        reached = {state.scene for state in one.reach.states}
        if not any(_adult(trial, id) is Adult.TOLD for id in reached):
            topics = tr(" and ").join(trial.scenario.topics)
            said = tr("{topics} is told, and in no ending an adult", topics=topics)
            yield Said(("topics",), said, tr("Write an ending with `adult: told`, and a way to it."), at_key=True)
            return


@fair_rule("F010", "silence-unmarked", Severity.ERROR)
def silence_unmarked(trial: Trial) -> Iterator[Said]:
    """In a scenario with `topics`, nobody is told at an ending, and nothing on the way there was critical.

    A run must not look well when it left somebody in danger. Make the ending `critical`, or the choice that led
    there. An ending of such a scenario that does not say `adult: told` or `adult: not_needed` counts as silence.

    Wrong:
        topics: [self_harm]
        scenes.good_end.ending: {outcome: good, title: Seen, text: You went together., adult: told}
        scenes.mixed_end.ending: {outcome: mixed, title: Later, text: You went later., adult: told}
        scenes.poor_end.ending: {outcome: poor, title: Alone, text: Nobody knew., adult: not_told}

    Right:
        topics: [self_harm]
        scenes.good_end.ending: {outcome: good, title: Seen, text: You went together., adult: told}
        scenes.mixed_end.ending: {outcome: mixed, title: Later, text: You went later., adult: told}
        scenes.poor_end.ending: {outcome: poor, title: Alone, text: Nobody knew., adult: not_told, critical: CE1}
    """
    if not trial.scenario.topics:
        return
    silent = {id for one in trial.conducts for id in _without_critical_acts(one) if _is_silent(trial, id)}
    for id in (id for id in trial.scenario.scenes if id in silent):
        said = tr("nobody is told at `{id}`, and no critical act led there", id=id)
        yield Said(("scenes", id, "ending"), said, tr("Give the ending `critical: …`, or tell an adult."), at_key=True)


def _adult(trial: Trial, id: str) -> Adult | None:
    ending = trial.scenario.scenes[id].ending
    return ending.adult if ending else None


def _is_silent(trial: Trial, id: str) -> bool:
    ending = trial.scenario.scenes[id].ending
    return ending is not None and ending.critical is None and ending.adult in (None, Adult.NOT_TOLD)


def _without_critical_acts(conduct: Conduct) -> set[str]:
    """The scenes that can be reached with no critical act on the way."""
    reach = conduct.reach
    queue, seen = [0], {0}
    for at in queue:  # grows while it is walked
        for choice, to in reach.ways[at]:
            if choice.written.critical is None and to not in seen:
                seen.add(to)
                queue.append(to)
    return {reach.states[at].scene for at in seen}


@fair_rule("F011", "hard-to-read")
def hard_to_read(trial: Trial) -> Iterator[Said]:
    """The reading level is above the library's limit.

    Mentors from twelve up read this, some in a language that is not their first. The level is LIX: words in a
    sentence, plus the share in percent of words longer than six letters; the limit for English is 30.

    Wrong:
        goal: >-
          Endeavour to facilitate meaningful communication concerning everything troubling your companion throughout
          unfamiliar circumstances, notwithstanding considerable reluctance, persistent embarrassment, conflicting
          obligations, inadequate understanding, occasional misunderstandings, recurring disappointments, accumulated
          frustrations, overwhelming uncertainty, deteriorating friendships, interrupted conversations, unsuccessful
          reconciliations, institutional expectations, complicated responsibilities, developing independence.
        summary: >-
          Acknowledging fundamental differences between individual perspectives requires continuous attention,
          particularly regarding previously established relationships, unspoken assumptions, misinterpreted intentions,
          conflicting priorities, personal boundaries, emotional vulnerability, unresolved arguments, competing
          commitments, unpredictable reactions, academic performance, extracurricular involvement, transportation
          difficulties, family circumstances, financial restrictions, cultural traditions, language acquisition.

    Right:
        goal: "Help {{ mentee.name }} say what is going on."
    """
    texts, limit = list(reading.shown(trial.scenario)), lexicon.MOST_LIX["en"]
    found = reading.lix(texts) if reading.is_above(limit, texts) else None
    if found is not None and found > limit:
        said = tr("the reading level is {found:.0f}, and the limit is {limit}", found=found, limit=limit)
        yield Said(("scenario",), said, tr("Use shorter sentences and plainer words."), at_key=True)


@fair_rule("F012", "note-shames")
def note_shames(trial: Trial) -> Iterator[Said]:
    """A coach's note shames whoever reads it.

    A note says what a choice did to the other person. Who is told that they are careless stops reading.

    Wrong:
        scenes.first_day.choices[0].why: You should have known that a plan comes too early.

    Right:
        scenes.first_day.choices[0].why: The plan comes early, before the story is out.
    """
    notes = list(reading.notes(trial.scenario))
    for loc, text in notes if reading.may_shame(text for _, text in notes) else ():
        found = reading.shaming(text)
        if found:
            said = tr('"{text}" shames whoever reads it', text=text[found[0] : found[0] + found[1]])
            yield Said(loc, said, tr("Say what the other person could hear in it."), within=found)


RULES: tuple[Rule[Check], ...] = (
    length_tells_level,
    best_first,
    outcome_out_of_reach,
    skill_ends_no_better,
    decides_nothing,
    thin_evidence,
    random_passes,
    gaming_passes,
    nobody_to_tell,
    silence_unmarked,
    hard_to_read,
    note_shames,
)
"""Every F rule, in the order in which they are run."""
