"""All runs that are over scored again from their events, and compared with the scores that are kept.

Called by `trainer verify --scores`: quick, where `verify` replays each run and checks its chain.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.content.model import read_model
from trainer.content.scenario import Scenario
from trainer.errors import TrainerError
from trainer.language import tr
from trainer.scoring.rescoring import Key, key, rescored
from trainer.store import Store


@dataclass(frozen=True, slots=True)
class Again:
    """A run scored again; `problem` says why it could not be, or is empty."""

    run: str
    kept: float | None
    found: float | None
    problem: str = ""

    @property
    def is_well(self) -> bool:
        """Whether the score that is kept is the one that the events give."""
        return not self.problem and self.kept == self.found


def scored_again(store: Store) -> Iterator[Again]:
    """Every run that is over, by id."""
    keys: dict[str, Key | None] = {}
    for one in store.tallies.logged():
        if one.version not in keys:
            keys[one.version] = _key(store, one.version)
        known = keys[one.version]
        if known is None:
            yield Again(one.run, one.score, None, tr("its scenario cannot be read"))
            continue
        try:
            yield Again(one.run, one.score, rescored(known, one.events))
        except (ValueError, KeyError, TypeError):
            yield Again(one.run, one.score, None, tr("its events cannot be read"))


def _key(store: Store, version: str) -> Key | None:
    try:
        return key(read_model(store.text(version), Scenario))
    except TrainerError:
        return None
