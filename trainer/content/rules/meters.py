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
                help = one_of(name, meters, "The meters are") or "Declare it under `meters`."
                yield Said((*loc, "change", name), f"there is no meter `{name}`", help, at_key=True)


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
                f"`{name}` has no room: min is {meter.min}, max is {meter.max}",
                "Make max greater.",
            )
        elif not meter.min <= meter.start <= meter.max:
            help = f"Write a number from {meter.min} to {meter.max}."
            yield Said((*loc, "start"), f"`{name}` starts at {meter.start}, outside its bounds", help)


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
                f"no `when` asks for the meter `{name}`",
                "Use it, or take it away.",
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
                f"no choice changes the meter `{name}`",
                "Change it, or take it away.",
                at_key=True,
            )


METERS: tuple[Rule[Any], ...] = (unknown_meter, meter_bounds, meter_never_read, meter_never_changed)
