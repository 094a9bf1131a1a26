"""D: certifications, the rules by which a school decides. Called by `content.compile`."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from typing import Any

from trainer.content.certification import Certification, changed
from trainer.content.findings import Severity
from trainer.content.rules.rubrics import Filed
from trainer.content.rules.rule import Loc, Rule, Said, rule
from trainer.content.rules.suggest import listed, one_of
from trainer.content.scenario import Model
from trainer.language import tr


@rule("D001", "certification-file-name")
def certification_file_name(filed: Filed[Certification]) -> Iterator[Said]:
    """A certification's file is named after its id: `onboarding.certification.yaml`.

    Wrong (certification):
        certification: welcome

    Right (certification):
        certification: onboarding
    """
    id, name = filed.model.certification, filed.stem.removesuffix(".certification")
    if id != name:
        said = tr("the file of `{id}` is not called {id}.certification.yaml", id=id)
        yield Said(("certification",), said, tr("Rename it, or write `{name}`.", name=name))


@rule("D002", "unknown-in-certification")
def unknown_in_certification(filed: Filed[Certification]) -> Iterator[Said]:
    """A certification names a scenario or a competency that the library does not have.

    Role reversals are not scored, so they cannot be drawn for a sitting either.

    Wrong (certification):
        sitting.pool: [the_empty_seat, the_full_seat, the_empty_chair]

    Right (certification):
        sitting.pool: [the_empty_seat, the_full_seat]
    """
    for number, scenario in enumerate(filed.model.sitting.pool):
        if scenario not in filed.library.competencies:
            help = one_of(scenario, filed.library.competencies, tr("There are"))
            yield Said(
                ("sitting", "pool", number), tr("there is no scored scenario `{scenario}`", scenario=scenario), help
            )
    for loc, name in _competencies(filed.model):
        if name not in filed.library.rubrics:
            help = one_of(name, filed.library.rubrics, tr("There are"))
            yield Said(loc, tr("there is no competency `{name}`", name=name), help, at_key=isinstance(loc[-1], str))


def _competencies(model: Certification) -> Iterator[tuple[Loc, str]]:
    for key in ("core", "competencies"):
        for number, name in enumerate(getattr(model, key)):
            yield (key, number), name
    for name in model.sitting.draw:
        yield ("sitting", "draw", name), name
    for keys, part, names in (
        ("cuts", model.cuts, model.cuts.only),
        ("observations", model.observations, model.observations.only),
    ):
        if _written(model, keys, part, "only"):
            for name in names:
                yield (keys, "only", name), name
    if _written(model, "live", model.live, "competencies"):
        for number, name in enumerate(model.live.competencies):
            yield ("live", "competencies", number), name


def _written(model: Certification, key: str, part: Model, setting: str) -> bool:
    """Whether a file has a setting; a default may name what this library does without."""
    return key in model.model_fields_set and setting in part.model_fields_set


@rule("D003", "too-few-to-draw")
def too_few_to_draw(filed: Filed[Certification]) -> Iterator[Said]:
    """The pool has fewer scenarios of a competency than a sitting draws.

    Wrong (certification):
        sitting.draw: {active_listening: 3}

    Right (certification):
        sitting.draw: {active_listening: 1}
    """
    there = _there(filed)
    for competency, count in filed.model.sitting.draw.items():
        if there[competency] < count:
            said = tr(
                "a sitting draws {drawn} of `{competency}`, and the pool has {there}",
                drawn=count,
                competency=competency,
                there=there[competency],
            )
            yield Said(("sitting", "draw", competency), said, tr("Add scenarios to `pool`, or draw fewer."))


def _there(filed: Filed[Certification]) -> Counter[str]:
    """How many scenarios of each competency the pool has."""
    known = filed.library.competencies
    return Counter(known[scenario] for scenario in dict.fromkeys(filed.model.sitting.pool) if scenario in known)


@rule("D004", "second-sitting-met", Severity.WARNING)
def second_sitting_met(filed: Filed[Certification]) -> Iterator[Said]:
    """A second sitting would draw scenarios that were met in the first.

    Scores rise when the same conversation is met again, so that the second try would show memory.

    Wrong (certification):
        sitting.draw: {active_listening: 2}

    Right (certification):
        sitting.draw: {active_listening: 1}
    """
    there = _there(filed)
    if filed.model.tries.count < 2:
        return
    for competency, count in filed.model.sitting.draw.items():
        if count <= there[competency] < 2 * count:
            said = tr(
                "a second sitting meets scenarios of `{competency}` again: the pool has {there}",
                competency=competency,
                there=there[competency],
            )
            yield Said(("sitting", "draw", competency), said, tr("Let the pool have {value} or more.", value=2 * count))


@rule("D005", "competency-not-drawn")
def competency_not_drawn(filed: Filed[Certification]) -> Iterator[Said]:
    """A competency has a cut, and no scenario of it is drawn: nobody could reach it.

    Wrong (certification):
        competencies: [active_listening, fairness]

    Right (certification):
        competencies: [active_listening]
    """
    for number, name in enumerate(filed.model.competencies):
        if name in filed.library.rubrics and name not in filed.model.sitting.draw:
            yield Said(
                ("competencies", number),
                tr("a sitting draws nothing of `{name}`", name=name),
                tr("Name it in `draw` too."),
            )


@rule("D006", "hours-out-of-reach")
def hours_out_of_reach(filed: Filed[Certification]) -> Iterator[Said]:
    """More hours of training with others are asked for than hours in all.

    Wrong (certification):
        hours: {total: 4, group: 5}

    Right (certification):
        hours: {total: 8, group: 5}
    """
    hours = filed.model.hours
    if hours.group > hours.total:
        said = tr("{group} hours with others are more than the {total} in all", group=hours.group, total=hours.total)
        yield Said(("hours",), said, tr("Raise `total`, or lower `group`."), at_key=True)


@rule("D007", "nothing-left-to-practise")
def nothing_left_to_practise(filed: Filed[Certification]) -> Iterator[Said]:
    """More practice is owed than the library has outside the pool.

    The scenarios of the pool are kept unseen until the sitting; the others must be enough to practise on.

    Wrong (certification):
        practice.scenarios: 3

    Right (certification):
        practice.scenarios: 2
    """
    model, known = filed.model, filed.library.competencies
    free = Counter(competency for scenario, competency in known.items() if scenario not in model.sitting.pool)
    for number, name in enumerate(model.core):
        if name in filed.library.rubrics and free[name] < model.practice.scenarios:
            said = tr(
                "{scenarios} scenarios of `{name}` are owed, and {free} are outside the pool",
                scenarios=model.practice.scenarios,
                name=name,
                free=free[name],
            )
            yield Said(("core", number), said, tr("Take some out of `pool`, or lower `practice: scenarios`."))


@rule("D008", "default-changed", Severity.NOTE)
def default_changed(filed: Filed[Certification]) -> Iterator[Said]:
    """A setting differs from the recommended one. Nothing is wrong; whoever answers for it should know.

    The defaults and their reasons stand in `docs/format.md`. A note changes no exit status.

    Wrong (certification):
        tries.wait_hours: 1

    Right (certification):
        tries.wait_hours: 48
    """
    for keys, value, default in changed(filed.model):
        name = ": ".join(keys)
        yield Said(
            keys,
            tr("`{name}` is {told}; recommended is {told_2}", name=name, told=_told(value), told_2=_told(default)),
            at_key=True,
        )


def _told(value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple):
        return listed(value) or tr("nothing")
    if isinstance(value, dict):
        return ", ".join(f"{key} {_told(one)}" for key, one in value.items()) or tr("nothing")
    return str(value)


CERTIFICATION: tuple[Rule[Any], ...] = (
    certification_file_name,
    unknown_in_certification,
    too_few_to_draw,
    second_sitting_met,
    competency_not_drawn,
    hours_out_of_reach,
    nothing_left_to_practise,
    default_changed,
)
