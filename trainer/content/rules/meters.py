"""M: meters: their bounds, and whether anything reads and changes them.

Each function yields what it finds in one scenario. Called by `content.compile` through the table in `rules`.
"""

from collections.abc import Iterator
from typing import Any

from trainer.content.conditions import Condition
from trainer.content.findings import Severity
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.subject import Subject
from trainer.content.rules.suggest import one_of
from trainer.language import tr


@rule("M001", "unknown-meter")
def unknown_meter(subject: Subject) -> Iterator[Said]:
    """A `change` names a meter that is not there.

    Wrong:
        scenes.arrival.choices[1].change: {trst: 1}

    Right:
        scenes.arrival.choices[1].change: {trust: 1}
    """
    meters = subject.scenario.meters
    for loc, _, _, choice in subject.choices:
        for name in choice.change:
            if name not in meters:
                help = one_of(name, meters, tr("The meters are")) or tr("Declare it under `meters`.")
                yield Said((*loc, "change", name), tr("there is no meter `{name}`", name=name), help, at_key=True)


@rule("M002", "meter-bounds")
def meter_bounds(subject: Subject) -> Iterator[Said]:
    """A meter's `min` is below its `max`, and its `start` lies between them.

    Wrong:
        meters.trust.start: 9

    Right:
        meters.trust.start: 3
    """
    for name, meter in subject.scenario.meters.items():
        loc: Loc = ("meters", name)
        if meter.min >= meter.max:
            yield Said(
                (*loc, "max"),
                tr("`{name}` has no room: min is {min}, max is {max}", name=name, min=meter.min, max=meter.max),
                tr("Make max greater."),
            )
        elif not meter.min <= meter.start <= meter.max:
            help = tr("Write a number from {min} to {max}.", min=meter.min, max=meter.max)
            yield Said(
                (*loc, "start"),
                tr("`{name}` starts at {start}, outside its bounds", name=name, start=meter.start),
                help,
            )


@rule("M003", "meter-never-read", Severity.WARNING)
def meter_never_read(subject: Subject) -> Iterator[Said]:
    """A meter that no `when` asks for changes nothing in the conversation.

    Let a line, a choice or a route depend on it, or take it away.

    Wrong:
        meters.ease: {start: 2, min: 0, max: 5, label: Ease}
        scenes.arrival.choices[1].change: {ease: 1}

    Right:
        meters.ease: {start: 2, min: 0, max: 5, label: Ease}
        scenes.arrival.choices[1].change: {ease: 1}
        scenes.arrival.choices[1].when: ease >= 1
    """
    read = {
        asked.name
        for _, condition in subject.conditions
        if isinstance(condition, Condition)
        for asked in condition.meters
    }
    for name in subject.scenario.meters:
        if name not in read:
            yield Said(
                ("meters", name),
                tr("no `when` asks for the meter `{name}`", name=name),
                tr("Use it, or take it away."),
                at_key=True,
            )


@rule("M004", "meter-never-changed", Severity.WARNING)
def meter_never_changed(subject: Subject) -> Iterator[Said]:
    """A meter that no choice changes is always what it was at the start.

    Wrong:
        meters.ease: {start: 2, min: 0, max: 5, label: Ease}
        scenes.arrival.choices[1].when: ease >= 1

    Right:
        meters.ease: {start: 2, min: 0, max: 5, label: Ease}
        scenes.arrival.choices[1].change: {ease: 1}
        scenes.arrival.choices[1].when: ease >= 1
    """
    changed = {name for _, _, _, choice in subject.choices for name, by in choice.change.items() if by}
    for name in subject.scenario.meters:
        if name not in changed:
            yield Said(
                ("meters", name),
                tr("no choice changes the meter `{name}`", name=name),
                tr("Change it, or take it away."),
                at_key=True,
            )


METERS: tuple[Rule[Any], ...] = (unknown_meter, meter_bounds, meter_never_read, meter_never_changed)
