"""What the readings come to beside the key: `python -m tests.keying.figures`.

Agreement is the quadratic-weighted kappa of a reading with the key over all ratings (each choice on each criterion that
its decision looks at), pooled and by scenario, with an interval from resampling decisions. Of the readings without a
scene it is the share of decisions in which the best was found, beside the share that chance would find.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.keying.sheet import keyed, shuffled, stamp
from trainer.content.library import open_library
from trainer.content.scenario import Scenario
from trainer.scoring.score import ratings

FOLDER = Path(__file__).parent / "readings"
BARE = Path(__file__).parent / "without_scene"
RESAMPLES = 500


@dataclass(frozen=True)
class Pair:
    """One rating: where, the key's level and the reader's."""

    scenario: str
    scene: str
    choice: str
    criterion: str
    key: int
    read: int


@dataclass(frozen=True)
class Agreement:
    """A kappa with its interval (from resampled decisions, 95 %) and the number of ratings."""

    kappa: float
    low: float
    high: float
    ratings: int
    exact: float


def readings(folder: Path = FOLDER) -> dict[str, Mapping[str, Mapping[str, Mapping[str, Mapping[str, object]]]]]:
    """Every reading of a folder, by name."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


def scenarios() -> dict[str, Scenario]:
    """The scored scenarios of the library."""
    library = open_library()
    return {name: library.scenario(name) for name in library.competencies}


def pairs(
    reading: Mapping[str, Mapping[str, Mapping[str, Mapping[str, object]]]], all_of: Mapping[str, Scenario]
) -> list[Pair]:
    """A reading beside the key; what was reworded since it was read is left out, and `missing` names it."""
    found = []
    for name, scenario in all_of.items():
        for scene_name, scene in keyed(scenario):
            for choice in scene.choices:
                read = reading.get(name, {}).get(scene_name, {}).get(choice.id)
                if read is None or read.get("read") != stamp(scene, choice):
                    continue
                for criterion, level in ratings(scene, choice).items():
                    given = read.get(criterion)
                    if isinstance(given, int):
                        found.append(Pair(name, scene_name, choice.id, criterion, level, given))
    return found


def missing(
    reading: Mapping[str, Mapping[str, Mapping[str, Mapping[str, object]]]], all_of: Mapping[str, Scenario]
) -> list[str]:
    """What a reading has not rated as it stands: `scenario.scene.choice`."""
    rated = {(one.scenario, one.scene, one.choice) for one in pairs(reading, all_of)}
    return [
        f"{name}.{scene_name}.{choice.id}"
        for name, scenario in all_of.items()
        for scene_name, scene in keyed(scenario)
        for choice in scene.choices
        if (name, scene_name, choice.id) not in rated
    ]


def kappa(found: Iterable[Pair]) -> float:
    """The quadratic-weighted kappa of four levels; 1 where there is nothing to disagree on."""
    rows = list(found)
    total = len(rows)
    of_key = [sum(one.key == level for one in rows) for level in range(1, 5)]
    of_read = [sum(one.read == level for one in rows) for level in range(1, 5)]
    seen = sum((one.key - one.read) ** 2 for one in rows) / total
    by_chance = sum(of_key[i] * of_read[j] * (i - j) ** 2 for i in range(4) for j in range(4)) / (total * total)
    return 1 - seen / by_chance if by_chance else 1.0


def agreement(found: list[Pair], seed: int = 1) -> Agreement:
    """A kappa with its interval: decisions are drawn again and again, each with all its ratings."""
    by_decision: dict[tuple[str, str], list[Pair]] = {}
    for one in found:
        by_decision.setdefault((one.scenario, one.scene), []).append(one)
    groups, dice = list(by_decision.values()), Random(seed)
    drawn = sorted(
        kappa([one for group in dice.choices(groups, k=len(groups)) for one in group]) for _ in range(RESAMPLES)
    )
    exact = sum(one.key == one.read for one in found) / len(found)
    low, high = drawn[int(RESAMPLES * 0.025)], drawn[int(RESAMPLES * 0.975)]
    return Agreement(kappa(found), low, high, len(found), exact)


def best_found(picked: Mapping[str, Mapping[str, str]], all_of: Mapping[str, Scenario]) -> tuple[float, float, int]:
    """Of a reading without scenes: the share of decisions whose best was picked, the share by chance, and how many."""
    hits, chance, count = 0.0, 0.0, 0
    for name, scenario in all_of.items():
        for scene_name, scene in keyed(scenario):
            pick = picked.get(name, {}).get(scene_name)
            order = shuffled(name, scene_name, scene.choices)
            letters = {letter: one.id for letter, one in zip("ABCDEF", order, strict=False)}
            pick = letters.get(pick or "", pick)
            means = {
                choice.id: sum(ratings(scene, choice).values()) / len(ratings(scene, choice))
                for choice in scene.choices
            }
            if pick not in means:
                continue
            best = [id for id, mean in means.items() if mean == max(means.values())]
            hits += pick in best
            chance += len(best) / len(means)
            count += 1
    return (hits / count, chance / count, count) if count else (0.0, 0.0, 0)


def main() -> None:
    """Print the figures."""
    all_of = scenarios()
    for name, reading in readings().items():
        found = pairs(reading, all_of)
        if not found:
            continue
        one = agreement(found)
        sys.stdout.write(
            f"{name}: kappa {one.kappa:.2f} ({one.low:.2f} to {one.high:.2f}), {one.exact:.0%} exact, "
            f"{one.ratings} ratings, {len(missing(reading, all_of))} choices not rated as they stand\n"
        )
        for scenario in all_of:
            part = [pair for pair in found if pair.scenario == scenario]
            if part:
                each = agreement(part)
                sys.stdout.write(
                    f"  {scenario:26} {each.kappa:.2f} ({each.low:.2f} to {each.high:.2f}), {each.ratings}\n"
                )
                for pair in part:
                    if abs(pair.key - pair.read) >= 2:
                        sys.stdout.write(
                            f"      {pair.scene}.{pair.choice} {pair.criterion}: key {pair.key}, read {pair.read}\n"
                        )
    for name, picked in readings(BARE).items():
        hits, chance, count = best_found(picked, all_of)  # type: ignore[arg-type]
        sys.stdout.write(f"{name}, without scenes: best found in {hits:.0%} of {count}; by chance {chance:.0%}\n")


if __name__ == "__main__":
    main()
