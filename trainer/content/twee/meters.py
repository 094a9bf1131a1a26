"""Variables as meters: where each begins, its bounds, and which choices move it by how much. Called by `story`.

A passage sets variables when it is entered; only choices change meters. So a passage's set is carried by the choices
that lead to it, or, where other ways lead there too, by the choices that leave it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from trainer.content.twee import rules
from trainer.content.twee.expressions import Change
from trainer.content.twee.flat import Flat
from trainer.content.twee.names import id_of
from trainer.content.twee.passages import Sayings
from trainer.content.twee.ways import Place, Plan
from trainer.language import tr

Move = tuple[Place, Change, int]
"""A change that a choice makes, and where in the file it was set."""


@dataclass
class Meters:
    """The meters of an imported story: ids and values by variable, and what each choice adds."""

    ids: dict[str, str] = field(default_factory=dict)
    truths: frozenset[str] = frozenset()
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    moves: dict[Place, dict[str, int]] = field(default_factory=dict)


def meters(
    flats: Mapping[str, Flat],
    plans: Mapping[str, Plan],
    start: str,
    first: list[tuple[Change, int]],
    most: int,
    said: Sayings,
) -> Meters:
    """Map every variable that can be mapped. `most` is how many decisions a run has at most."""
    opening = list(first)
    if not any(start in plan.targets for plan in plans.values()):
        opening += flats[start].sets
        flats[start].sets = []
    moves = list(_moves(flats, plans, start, said))
    asked = {name for each in flats.values() for name in each.asks}
    found = Meters()
    for name in dict.fromkeys([change.name for change, _ in opening] + [change.name for _, change, _ in moves]):
        mine = [(place, change, at) for place, change, at in moves if change.name == name]
        begun = [(change, at) for change, at in opening if change.name == name]
        if name not in asked:
            _tell(
                said, [at for _, at in begun] + [at for *_, at in mine], tr("no condition asks for {name}", name=name)
            )
        elif mine:
            _map(name, begun, mine, most, found, said)
    return found


def _moves(flats: Mapping[str, Flat], plans: Mapping[str, Plan], start: str, said: Sayings) -> Iterator[Move]:
    """Every set that is not the opening's, on the choices that carry it."""
    for name, each in flats.items():
        for number, led in enumerate(each.ways):
            if (name, number) in plans[name].choices:
                for change in led.changes:
                    yield (name, number), change, led.at
            else:
                each.sets += [(change, led.at) for change in led.changes if change.name not in each.asks]
                _tell(
                    said, [led.at for change in led.changes if change.name in each.asks], tr("no choice can carry it")
                )
    for name, each in flats.items():
        for change, at in each.sets:
            asked = each.asks.get(change.name, ())
            carriers = None
            if not any(where < at for where in asked):
                carriers = _into(name, change.name, flats, plans, start, {name})
            if carriers is None and plans[name].choices and not any(where > at for where in asked):
                carriers = list(plans[name].choices)
            if not carriers:
                _tell(said, [at], tr("no choice can carry it to where it counts"))
            for place in carriers or ():
                yield place, change, at


def _into(
    name: str, variable: str, flats: Mapping[str, Flat], plans: Mapping[str, Plan], start: str, seen: set[str]
) -> list[Place] | None:
    """The choices by which a passage is entered, through passages without a decision too; None where not all are."""
    if name == start:
        return None
    found: list[Place] = []
    for other, plan in plans.items():
        if name not in plan.targets:
            continue
        if plan.choices:
            found += [place for place in plan.choices if plan.target(place[1]) == name]
            if name in plan.others:
                return None
            continue
        if other in seen or variable in flats[other].asks or len(plan.targets) > 1:
            return None
        before = _into(other, variable, flats, plans, start, seen | {other})
        if before is None:
            return None
        found += before
    return found


def _map(name: str, begun: list[tuple[Change, int]], mine: list[Move], most: int, found: Meters, said: Sayings) -> None:
    sets = {change.to for change, _ in begun if change.to is not None}
    sets |= {change.to for _, change, _ in mine if change.to is not None}
    places = [at for *_, at in mine]
    truths = {isinstance(value, bool) for value in sets}
    start = 0
    for change, _ in begun:
        start = int(change.to) if change.to is not None else start + change.by
    adds = any(change.to is None for _, change, _ in mine)
    absolute = {int(change.to) for _, change, _ in mine if change.to is not None}
    if len(truths) > 1 or (True in truths and adds):
        _tell(said, places, tr("{name} is now yes or no and now a number", name=name))
        return
    if absolute and (adds or len(absolute | {start}) > 2):
        _tell(said, places, tr("{name} is set to numbers outright, and a meter is only added to", name=name))
        return
    id = found.ids[name] = id_of(name.lstrip("$_"), found.values, "meter")
    if True in truths:
        found.truths |= {name}
    low, high = min(absolute | {start}), max(absolute | {start})
    if not absolute:
        low, high = _bounds(start, mine, most)
    low, high = (low, high) if low < high else (low, low + 1)
    found.values[id] = {"start": start, "min": low, "max": high}
    for place, change, _ in mine:
        by = change.by if change.to is None else (high - low) * (1 if int(change.to) == high else -1)
        moved = found.moves.setdefault(place, {})
        moved[id] = moved.get(id, 0) + by if change.to is None else by


def _bounds(start: int, mine: Iterable[Move], most: int) -> tuple[int, int]:
    """Bounds that no run reaches, so that nothing is cut off that the story counts on."""
    sums: dict[Place, int] = {}
    for place, change, _ in mine:
        sums[place] = sums.get(place, 0) + change.by
    return start + most * min(0, *sums.values(), 0), start + most * max(0, *sums.values(), 0)


def _tell(said: Sayings, places: Iterable[int], why: str) -> None:
    for at in dict.fromkeys(places):
        said.at(at, 1, rules.unmapped_set, rules.unmapped_set.check(why))
