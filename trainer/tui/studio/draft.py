"""One save of a scenario's file, and what is found out about it: read at once, proved and counted a little later.

Values, and the functions that make them with what `content` and `analysis` already do. Called by `studio.following`
in its threads; shown by the screens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from trainer.analysis.analysis import Analysis, analysed
from trainer.analysis.explore import Reach, reaches, without_collector
from trainer.analysis.prove import RULES, judge
from trainer.analysis.trial import CUT
from trainer.content.compile import Proofs, scenario_in
from trainer.content.findings import Finding, Severity
from trainer.content.kinds import Kind, kind_of
from trainer.content.library import Library
from trainer.content.places import Spot, find
from trainer.content.reader import read
from trainer.content.rules.rule import Rule, Said
from trainer.content.scenario import Scenario
from trainer.content.watch import Look
from trainer.engine.story import State
from trainer.errors import ContentError
from trainer.language import tr

WHOLE = ""
"""Stands for the whole file where a scene's id could stand."""


@dataclass(frozen=True)
class Draft:
    """A save as it was read. `scenario` is None where it cannot be played; `trouble` says why nothing was read.

    `number` counts the saves. Findings are those of content; the paths are proved later.
    """

    number: int
    path: str
    data: bytes
    trouble: str
    findings: tuple[Finding, ...]
    scenario: Scenario | None
    text: str = field(repr=False, default="")
    spots: Spot | None = field(repr=False, default=None)

    @property
    def cut_off(self) -> bool:
        """Whether its syntax breaks off somewhere: what stands behind is not known."""
        return any(finding.code.startswith("Y") and finding.severity is Severity.ERROR for finding in self.findings)

    @cached_property
    def scenes(self) -> dict[str, int]:
        """The scenes by id, each with the line it begins on (from 1); none where the file cannot be read."""
        found = self.spots.children.get("scenes") if self.spots and isinstance(self.spots.children, dict) else None
        return {id: key.line + 1 for id, key in found.keys.items()} if found is not None else {}

    def scene_at(self, line: int) -> str:
        """The scene that a line (from 1) belongs to, or WHOLE."""
        ends = [*self.scenes.items(), (WHOLE, self._end_of_scenes)]
        return next((id for (id, first), (_, after) in pairwise(ends) if first <= line < after), WHOLE)

    @cached_property
    def _end_of_scenes(self) -> int:
        """The line behind the last scene."""
        if self.spots is None or "scenes" not in self.spots.keys:
            return 0
        first = self.spots.keys["scenes"].line
        after = [key.line + 1 for key in self.spots.keys.values() if key.line > first]
        return min(after, default=self.text.count("\n") + 2)

    def line(self, *loc: str | int) -> int | None:
        """The line (from 1) of what these keys lead to, or None where the file cannot be read."""
        if self.spots is None:
            return None
        key, spot = find(self.spots, loc)
        return (key or spot).line + 1


@dataclass(frozen=True)
class Reached:
    """Where play can come at one kind of school: the states of each scene, in the order in which they are met.

    Not `complete`: there are more states than could be walked.
    """

    of_scene: Mapping[str, tuple[State, ...]]
    complete: bool


@dataclass(frozen=True)
class Proved:
    """All findings of a save, and where play can come by the school's settings that are yes."""

    number: int
    findings: tuple[Finding, ...]
    reached: Mapping[frozenset[str], Reached]


@dataclass(frozen=True)
class Figures:
    """What the runs of a save can come to, at each kind of school; none, and why, where it cannot be said."""

    number: int
    found: tuple[Analysis, ...]
    why: str = ""


@without_collector()
def read_draft(number: int, look: Look, library: Library) -> Draft:
    """A save, read and checked up to its paths."""
    if look.data is None:
        return Draft(number, look.path, b"", look.trouble, (), None)
    kind = kind_of(look.path, look.data)
    if kind not in (Kind.SCENARIO, Kind.UNKNOWN):
        why = tr("{path} is no scenario. `trainer check --watch` follows other files.", path=look.path)
        return Draft(number, look.path, look.data, why, (), None)
    loaded = scenario_in(look.path, look.data, library)
    spots = read(look.path, look.data).spots
    return Draft(number, look.path, look.data, "", loaded.findings, loaded.model, loaded.text, spots)


@without_collector()
def prove_draft(draft: Draft, library: Library) -> Proved:
    """What is found on the paths of a save as well, with every state that play can come to."""
    if draft.scenario is None:
        return Proved(draft.number, draft.findings, {})
    walked: list[Reach] = []

    def proved(scenario: Scenario, criteria: Mapping[str, str]) -> Iterator[tuple[Rule[Any], Said]]:
        walked.extend(reaches(scenario))
        return judge(scenario, criteria, walked)

    found = scenario_in(draft.path, draft.data, library, Proofs(RULES, proved)).findings
    return Proved(draft.number, found, {reach.story.school: _reached(reach) for reach in walked})


def _reached(reach: Reach) -> Reached:
    of_scene: dict[str, list[State]] = {}
    for state in reach.entered():
        of_scene.setdefault(state.scene, []).append(state)
    states = {id: tuple(each) for id, each in of_scene.items()}
    return Reached(states, reach.complete)


def count_up(draft: Draft, proved: Proved) -> Figures:
    """What the runs of a save can come to, where nothing is wrong with it."""
    if draft.scenario is None or any(finding.severity is Severity.ERROR for finding in proved.findings):
        return Figures(draft.number, (), tr("They can be told once there is no error."))
    try:
        return Figures(draft.number, tuple(analysed(draft.scenario, CUT)))
    except ContentError as error:
        return Figures(draft.number, (), error.message)
