"""K: the key (the levels an author gave) and repairs: what would make a score wrong.

Each function yields what it finds in one scenario. Called by `content.compile` through the table in `rules`.
"""

from collections.abc import Iterator
from typing import Any

from trainer.content.findings import Severity
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.subject import Subject
from trainer.content.rules.suggest import listed
from trainer.content.scenario import Choice, Scene
from trainer.language import tr


def level_of(choice: Choice) -> int | None:
    """A choice's level: its `level`, or the lowest of its ratings; None where it has neither."""
    if choice.level is not None:
        return choice.level
    return min(choice.rate.values()) if choice.rate else None


def best_of(choice: Choice) -> int:
    """The highest level a choice has on anything; 0 where it has none."""
    return max([choice.level or 0, *(choice.rate or {}).values()])


def _scored(subject: Subject) -> Iterator[tuple[Loc, Scene, Choice]]:
    """Choices of decisions that look at something and are no repair; none in a role reversal, which is not scored."""
    if not subject.scenario.is_scored:
        return
    for loc, name, scene, choice in subject.choices:
        if scene.looks_at and name not in subject.repairs:
            yield loc, scene, choice


@rule("K001", "level-or-rate")
def level_or_rate(subject: Subject) -> Iterator[Said]:
    """A choice of a decision that looks at something has `level` or `rate`, and not both.

    Without either, choosing it would leave the score without an observation; with both, nobody could say
    which counts.

    Wrong:
        scenes.arrival.choices[1].level: ~delete

    Right:
        scenes.arrival.choices[1].level: 2
    """
    for loc, _, choice in _scored(subject):
        if (choice.level is None) == (not choice.rate):
            said = (
                tr("the choice `{id}` has both `level` and `rate`", id=choice.id)
                if choice.rate
                else tr("the choice `{id}` has neither `level` nor `rate`", id=choice.id)
            )
            yield Said(loc, said, tr("Give it one of the two."))


@rule("K002", "rates-otherwise")
def rates_otherwise(subject: Subject) -> Iterator[Said]:
    """`rate` gives a level to each criterion that its decision looks at, and to no other.

    A decision looks at the same criteria whatever is chosen, so that nobody gains by avoiding one.

    Wrong:
        scenes.arrival.choices[1]: {id: wait, do: Wait., rate: {two: 3}, why: You waited.}

    Right:
        scenes.arrival.choices[1]: {id: wait, do: Wait., rate: {one: 3}, why: You waited.}
    """
    for loc, scene, choice in _scored(subject):
        if not choice.rate:
            continue
        for criterion in choice.rate:
            if criterion not in scene.looks_at:
                help = tr("The decision looks at {listed}.", listed=listed(scene.looks_at))
                yield Said(
                    (*loc, "rate", criterion),
                    tr("this decision does not look at `{criterion}`", criterion=criterion),
                    help,
                    at_key=True,
                )
        missing = [criterion for criterion in scene.looks_at if criterion not in choice.rate]
        if missing:
            yield Said(
                (*loc, "rate"),
                tr("`{id}` has no level for {listed}", id=choice.id, listed=listed(missing)),
                tr("Add it."),
                at_key=True,
            )


@rule("K008", "twin-criteria", Severity.WARNING)
def twin_criteria(subject: Subject) -> Iterator[Said]:
    """Two criteria of a decision that every choice rates alike are one.

    The same evidence would count twice. Look at the one that the decision really shows.

    Wrong:
        scenes.arrival.looks_at: [one, two]

    Right:
        scenes.arrival.looks_at: [one, two]
        scenes.arrival.choices[1]: {id: wait, do: Wait., rate: {one: 3, two: 2}, why: You waited.}
    """
    for name, scene in subject.scenario.scenes.items():
        criteria = scene.looks_at
        if len(criteria) < 2 or name in subject.repairs or not scene.choices:
            continue
        columns = {
            criterion: tuple((choice.rate or {}).get(criterion, choice.level) for choice in scene.choices)
            for criterion in criteria
        }
        for number, criterion in enumerate(criteria):
            twin = next((other for other in criteria[:number] if columns[other] == columns[criterion]), None)
            if twin is not None:
                yield Said(
                    ("scenes", name, "looks_at", number),
                    tr("every choice rates `{criterion}` and `{twin}` alike", criterion=criterion, twin=twin),
                    tr("Look at one of the two, or rate them apart where they differ."),
                )


@rule("K009", "levels-unseen", Severity.WARNING)
def levels_unseen(subject: Subject) -> Iterator[Said]:
    """Choices have levels, and their decision looks at nothing.

    Such a decision is not scored. Was `looks_at` forgotten?

    Wrong:
        scenes.arrival.looks_at: []

    Right:
        scenes.arrival.looks_at: [one]
    """
    for name, scene in subject.scenario.scenes.items():
        if scene.looks_at or name in subject.repairs or not subject.scenario.is_scored:
            continue
        if any(choice.level is not None or choice.rate for choice in scene.choices):
            help = tr("Add `looks_at: [criterion]`, or take the levels away.")
            yield Said(
                ("scenes", name),
                tr("the choices of `{name}` have levels, and nothing is looked at", name=name),
                help,
                at_key=True,
            )


@rule("K010", "respond-examples", Severity.WARNING)
def respond_examples(subject: Subject) -> Iterator[Said]:
    """A prompt for own words has examples at two levels or more, one of them a 4.

    The mentor says which example the own words are nearest to; with fewer there is nothing to compare. In a role
    reversal, and where own words are all that is asked for, none are needed.

    Wrong:
        scenes.arrival.respond: {prompt: What would you say?, examples: {2: "Cheer up."}}

    Right:
        scenes.arrival.respond: {prompt: What would you say?, examples: {4: "That hurt.", 2: "Cheer up."}}
    """
    for name, scene in subject.scenario.scenes.items():
        if scene.only_words or not subject.scenario.is_scored:
            continue
        if scene.respond and (len(scene.respond.examples) < 2 or 4 not in scene.respond.examples):
            help = tr('Write `examples: {4: "…", 2: "…"}`.')
            yield Said(
                ("scenes", name, "respond"),
                tr("own words need examples at two levels, one of them 4"),
                help,
                at_key=True,
            )


@rule("K011", "respond-criteria", Severity.WARNING)
def respond_criteria(subject: Subject) -> Iterator[Said]:
    """A prompt for own words names criteria that its decision looks at.

    Wrong:
        scenes.arrival.respond: {prompt: Say it., criteria: [two], examples: {4: "Yes.", 2: "No."}}

    Right:
        scenes.arrival.respond: {prompt: Say it., criteria: [one], examples: {4: "Yes.", 2: "No."}}
    """
    for name, scene in subject.scenario.scenes.items():
        for number, criterion in enumerate(scene.respond.criteria if scene.respond else ()):
            if scene.choices and criterion not in scene.looks_at:
                help = tr("The decision looks at {listed}.", listed=listed(scene.looks_at)) if scene.looks_at else ""
                at = ("scenes", name, "respond", "criteria", number)
                yield Said(at, tr("this decision does not look at `{criterion}`", criterion=criterion), help)


@rule("K012", "scored-reversal", Severity.WARNING)
def scored_reversal(subject: Subject) -> Iterator[Said]:
    """A role reversal looks at nothing, and its choices have no levels and are no critical acts.

    The player speaks as the mentee: what a mentee says is not good or bad, and nothing of it is scored.

    Wrong:
        role: mentee
        meters: {}
        scenes.arrival.lines: [{narrator: The bell.}]
        scenes.arrival.choices: [{id: one, say: a, why: b}, {id: two, say: c, level: 4, why: d, go: poor_end}]
        scenes.arrival.looks_at: []
        scenes.take_back: ~delete
        scenes.next_day: ~delete

    Right:
        role: mentee
        meters: {}
        scenes.arrival.lines: [{narrator: The bell.}]
        scenes.arrival.choices: [{id: one, say: a, why: b}, {id: two, say: c, why: d, go: poor_end}]
        scenes.arrival.looks_at: []
        scenes.take_back: ~delete
        scenes.next_day: ~delete
    """
    if subject.scenario.is_scored:
        return
    for name, scene in subject.scenario.scenes.items():
        if scene.looks_at:
            yield Said(
                ("scenes", name, "looks_at"), tr("a role reversal looks at nothing"), tr("Take it away."), at_key=True
            )
    for loc, _, _, choice in subject.choices:
        for key in ("level", "rate", "critical", "repair"):
            if getattr(choice, key):
                said = tr("the choice `{id}` of a role reversal has `{key}`", id=choice.id, key=key)
                yield Said((*loc, key), said, tr("Take it away: nothing is scored here."), at_key=True)


KEY: tuple[Rule[Any], ...] = (
    level_or_rate,
    rates_otherwise,
    twin_criteria,
    levels_unseen,
    respond_examples,
    respond_criteria,
    scored_reversal,
)
