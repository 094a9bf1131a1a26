"""What readers made of the sheets, as two long tables: a row a rating, and a row a guess without the scene.

Each row has the key as it was when it was read and a stamp of the text, so that the figures of a first round can be
computed again when the key has moved on, and what has been reworded since is known to need a fresh reading.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.keying.sheet import Decision
from trainer.scoring.score import ratings

HERE = Path(__file__).parent
READINGS = HERE / "readings.csv"
GUESSES = HERE / "without_scene.csv"


class Rating(NamedTuple):
    """One level that a reader gave a choice on a criterion, beside the key of that day."""

    round: str
    reader: str
    scenario: str
    scene: str
    choice: str
    criterion: str
    key: int
    level: int
    stamp: str


class Guess(NamedTuple):
    """Which choice a reader took for the best without the scene; `best` of the `choices` choices were."""

    round: str
    reader: str
    scenario: str
    scene: str
    choice: str
    hit: int
    best: int
    choices: int
    stamp: str


def rated(round: str, reader: str, sheet: Mapping[str, object], known: Mapping[str, Decision]) -> Iterator[Rating]:
    """The rows of a filled-in sheet: `{code: {letter: level or {criterion: level}}}`. ValueError says what is off."""
    for code, given in sheet.items():
        one = known.get(code)
        if one is None or not isinstance(given, Mapping) or set(given) != set(one.lettered):
            raise ValueError(f"{code}: no such decision, or not all of its letters")
        for letter, choice in one.lettered.items():
            for criterion, key in ratings(one.scene, choice).items():
                level = given[letter][criterion] if isinstance(given[letter], Mapping) else given[letter]
                if level not in (1, 2, 3, 4):
                    raise ValueError(f"{code} {letter} {criterion}: {level!r} is no level")
                where = (one.scenario.scenario, one.name, choice.id, criterion)
                yield Rating(round, reader, *where, key, level, one.stamp)


def guessed(round: str, reader: str, sheet: Mapping[str, object], known: Mapping[str, Decision]) -> Iterator[Guess]:
    """The rows of a filled-in sheet without scenes: `{code: letter}`. ValueError says what is off."""
    for code, letter in sheet.items():
        one = known.get(code)
        if one is None or letter not in one.lettered:
            raise ValueError(f"{code} {letter!r}: no such decision or letter")
        choice, best = one.lettered[str(letter)], best_of(one)
        where = (one.scenario.scenario, one.name, choice.id)
        yield Guess(round, reader, *where, int(choice.id in best), len(best), len(one.lettered), one.stamp)


def best_of(decision: Decision) -> set[str]:
    """The choices with the greatest mean level."""
    means = {}
    for choice in decision.scene.choices:
        levels = ratings(decision.scene, choice).values()
        means[choice.id] = sum(levels) / len(levels)
    return {id for id, mean in means.items() if mean == max(means.values())}


def kept_ratings() -> list[Rating]:
    """All ratings there are."""
    return [
        Rating(round, reader, scenario, scene, choice, criterion, int(key), int(level), stamp)
        for round, reader, scenario, scene, choice, criterion, key, level, stamp in _rows(READINGS)
    ]


def kept_guesses() -> list[Guess]:
    """All guesses there are."""
    return [
        Guess(round, reader, scenario, scene, choice, int(hit), int(best), int(choices), stamp)
        for round, reader, scenario, scene, choice, hit, best, choices, stamp in _rows(GUESSES)
    ]


def keep(file: Path, kind: type[Rating] | type[Guess], rows: Iterable[Rating | Guess]) -> int:
    """Add rows to a table; how many. Nothing that stands there is ever changed."""
    new = list(rows)
    begun = file.exists()
    with file.open("a", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows(([] if begun else [kind._fields]) + [list(row) for row in new])
    return len(new)


def _rows(file: Path) -> list[list[str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]
