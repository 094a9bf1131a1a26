"""What markers gave to the same own words, gathered from the records for the report on a cohort."""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from trainer.reports.cohort.gathered import MarkedTwice, Marks
from trainer.session.records import levels_in
from trainer.store import AuditRow


def marks(
    rows: Iterable[AuditRow],
    certification: str,
    people: Collection[str],
    names: Mapping[str, str],
    titles: Mapping[str, str],
) -> Marks:
    """The marks that some people's own words got for a certification.

    `rows` are the records of marks, oldest first; `names` and `titles` give the names of markers and criteria.
    """
    pieces: dict[tuple[str, str], dict[str, dict[str, int]]] = {}
    for row in rows:
        if row.whom in people and row.what.get("certification") == certification and row.who:
            piece = (str(row.what.get("run")), str(row.what.get("scene")))
            pieces.setdefault(piece, {}).setdefault(row.who, levels_in(row.what))
    twice = [given for given in pieces.values() if len(given) > 1]
    markers = sorted({who for given in twice for who in given}, key=lambda who: (names.get(who, ""), who))
    found: dict[tuple[str, str], MarkedTwice] = {}
    listed: list[tuple[str, int, int]] = []
    for given in twice:
        for first, second in combinations([who for who in markers if who in given], 2):
            both = [name for name in given[first] if name in given[second]]
            pairs = tuple((given[first][name], given[second][name]) for name in both)
            listed += [(titles.get(name, name), *pair) for name, pair in zip(both, pairs, strict=True)]
            before = found.get((first, second))
            found[first, second] = MarkedTwice(
                names.get(first, "somebody"),
                names.get(second, "somebody"),
                (before.pieces if before else 0) + 1,
                (before.pairs if before else ()) + pairs,
            )
    units = tuple(
        tuple(given[who].get(name) if who in given else None for who in markers)
        for given in twice
        for name in dict.fromkeys(name for levels in given.values() for name in levels)
    )
    return Marks(tuple(found.values()), len(markers), len(twice), units, tuple(listed))
