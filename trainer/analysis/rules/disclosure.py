"""F009, F010: where safety is at stake, whether an adult is told. Gathered in `rules.fairness`."""

from collections.abc import Iterator

from trainer.analysis.rules.fair import fair_rule
from trainer.analysis.trial import Conduct, Trial
from trainer.content.findings import Severity
from trainer.content.rules.rule import Said
from trainer.content.scenario import Adult
from trainer.language import tr


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
