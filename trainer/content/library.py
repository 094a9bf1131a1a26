"""The library, built in or a folder: scenarios by id, rubrics, critical acts, sources.

`open_library` reads the rubrics and the two small files at once and only lists the scenarios. It is opened by
`cli.wiring`; the rules look names up in it, and `Session` plays from it. The rules themselves (`compile`) are loaded
when a file is first held against them: whoever only opens Home has no use for them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from trainer.content.findings import Severity
from trainer.content.kinds import Kind, kind_of, translated_file, translation_beside, translations_beside
from trainer.content.model import read_model, read_scenario
from trainer.content.rubric import Criterion, CriticalAct, CriticalActs, Rubric, Source, Sources
from trainer.content.scenario import Scenario
from trainer.content.shelf import Shelf, built_in, shelf
from trainer.content.source import decode, read_bytes
from trainer.errors import ContentError, UsageError
from trainer.language import ENGLISH, fallbacks, tr

if TYPE_CHECKING:
    from trainer.content.certification import Certification
    from trainer.content.compile import Loaded, Proofs
    from trainer.content.translation.bundle import Bundle

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Library:
    """What scenarios may name. `broken` are files (by name without `.yaml`) that could not be read.

    `criteria` gives for each criterion the rubric it is of, and itself. `prover` gives the proofs of `analysis`.
    `language` is the one that rubrics, critical acts and cards are in, line by line where they are translated;
    `written` is then the library as it was written.
    """

    shelf: Shelf
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    critical_acts: Mapping[str, CriticalAct] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    prover: "Callable[[], Proofs] | None" = None
    language: str = ENGLISH
    written: "Library | None" = None

    def speaking(self, language: str) -> "Library":
        """The same library in a language. What is checked and what is kept with runs are the files as they are."""
        written = self.written or self
        spoken = replace(written, language=language, written=written)
        acts = spoken.spoken(CriticalActs(dict(written.critical_acts)), self.shelf.critical_acts)
        rubrics = {path.name.removesuffix(".yaml"): path for path in self.shelf.rubrics}
        mine = {id: spoken.spoken(rubric, rubrics.get(id)) for id, rubric in written.rubrics.items()}
        return replace(spoken, rubrics=mine, critical_acts=acts.root)

    def spoken(self, model: M, path: Path | None, casting: str | None = None) -> M:
        """A file's model in the library's language, in one casting or as all of them have it."""
        text = self.translation_text(path)
        if text is None:
            return model
        from trainer.content.translation.translation import translated, translation

        return translated(model, translation(text), casting)

    def translation_text(self, path: Path | None) -> str | None:
        """The text of a file's translation into the library's language; None where there is none that can be read."""
        if path is None:
            return None
        for code in fallbacks(self.language):
            try:
                return _exact(translation_beside(path, code))
            except UsageError:
                continue
        return None

    @property
    def languages(self) -> set[str]:
        """The languages that something of this library is translated into."""
        files = [*self.shelf.scenarios, *self.shelf.named]
        found = (translated_file(str(path)) for file in files for path in translations_beside(file))
        return {of[1] for of in found if of is not None}

    def translations(self, scenario: Scenario) -> "Bundle":
        """The texts of all translations that a run of a scenario is played on."""
        from trainer.content.translation.bundle import Bundle

        rubrics = {path.name.removesuffix(".yaml"): path for path in self.shelf.rubrics}
        files = {"scenario": self.scenarios.get(scenario.scenario), "critical_acts": self.shelf.critical_acts}
        files |= {f"rubric:{id}": rubrics.get(id) for id in scenario.rubrics}
        texts = {name: text for name, path in files.items() if (text := self.translation_text(path)) is not None}
        return Bundle(self.language, texts)

    @cached_property
    def proofs(self) -> "Proofs | None":
        """The third gate, loaded when a scenario first has to pass it; None where nobody gave one."""
        return self.prover() if self.prover else None

    @cached_property
    def criteria(self) -> dict[str, tuple[str, Criterion]]:
        """Every criterion by id: (its rubric's id, itself)."""
        return {
            name: (rubric.rubric, criterion)
            for rubric in self.rubrics.values()
            for name, criterion in rubric.criteria.items()
        }

    @cached_property
    def competencies(self) -> dict[str, str]:
        """The scored scenarios that can be read, each with its competency."""
        return {card.scenario: card.competency for card in self._cards if card.is_scored}

    def needs_approval(self, scenario: str) -> bool:
        """Whether a scenario is on safeguarding, so that the school's lead must approve it before use."""
        return any(
            card.scenario == scenario and (bool(card.topics) or card.competency == "safeguarding")
            for card in self._cards
        )

    @cached_property
    def certifications(self) -> dict[str, Path]:
        """Certification files by id, which is the file's name."""
        return {path.name.removesuffix(".certification.yaml"): path for path in self.shelf.certifications}

    @cached_property
    def certification_cards(self) -> "dict[str, Certification]":
        """The certifications that can be read, by shape only; those that cannot are left out."""
        from trainer.content.certification import Certification

        found = {name: _try(path, Certification) for name, path in self.certifications.items()}
        return {name: self.spoken(rule, self.certifications[name]) for name, rule in found.items() if rule is not None}

    @cached_property
    def scenarios(self) -> dict[str, Path]:
        """Scenario files by id, which is the file's name; in the order of their ids."""
        return {path.name.removesuffix(".yaml"): path for path in self.shelf.scenarios if _is_scenario(path)}

    def criteria_of(self, criterion: str) -> list[str]:
        """The rubrics that have a criterion of this id."""
        return [rubric.rubric for rubric in self.rubrics.values() if criterion in rubric.criteria]

    def rubric_of_criteria(self, rubrics: Iterable[str]) -> dict[str, str]:
        """Every criterion of some rubrics with the rubric it is of; rubrics that are not there have none."""
        return {name: id for id in rubrics if id in self.rubrics for name in self.rubrics[id].criteria}

    def load(self, scenario: str) -> "Loaded[Scenario]":
        """A scenario with its findings, its paths proved. Raises UsageError for an id that is not here."""
        from trainer.content.compile import load_scenario

        return load_scenario(self._path(scenario), self, self.proofs)

    def _path(self, scenario: str) -> Path:
        path = self.scenarios.get(scenario)
        if path is None:
            close = get_close_matches(scenario, self.scenarios, n=1)
            help = tr("Did you mean {close}?", close=close[0]) if close else tr("`trainer list` shows what there is.")
            raise UsageError(tr('There is no scenario "{scenario}".', scenario=scenario), help)
        return path

    def scenario(self, scenario: str) -> Scenario:
        """A scenario that can be played. Raises UsageError where there is none, ContentError for errors."""
        from trainer.content.compile import load_scenario

        return load_scenario(self._path(scenario), self).must()

    def in_casting(self, scenario: Scenario, casting: str) -> Scenario:
        """A scenario of this library in the library's language, as one casting has it."""
        return self.spoken(scenario, self.scenarios.get(scenario.scenario), casting)

    def faults(self, scenario: str) -> list[str]:
        """Why a scenario may not be assessed: what was found wrong on its paths, in words."""
        unfair = [
            finding
            for finding in self.load(scenario).findings
            if finding.severity is Severity.ERROR or finding.slug == "too-large-to-prove"
        ]
        return [finding.message for finding in unfair]

    def cards(self) -> list[Scenario]:
        """The scenarios that can be read, by shape only, for lists; those that cannot are left out."""
        return list(self._cards)

    @cached_property
    def _cards(self) -> list[Scenario]:
        found = [(path, _played(path)) for path in self.scenarios.values()]
        return [self.spoken(scenario, path) for path, scenario in found if scenario is not None]

    def text(self, scenario: str) -> str:
        """The text of a scenario's file. Raises UsageError when there is none."""
        return _exact(self._path(scenario))

    def rubric_text(self, rubric: str) -> str:
        """The text of a rubric's file. Raises UsageError when there is none."""
        path = next((path for path in self.shelf.rubrics if path.name == f"{rubric}.yaml"), None)
        if path is None:
            raise UsageError(
                tr('There is no rubric "{rubric}".', rubric=rubric), tr("`trainer list` shows what there is.")
            )
        return _exact(path)

    def certification(self, certification: str) -> "Certification":
        """A certification that can be used. Raises UsageError where there is none, ContentError for errors."""
        from trainer.content.compile import load_certification

        return load_certification(self._certification_path(certification), self).must()

    def certification_text(self, certification: str) -> str:
        """The text of a certification's file. Raises UsageError when there is none."""
        return _exact(self._certification_path(certification))

    def _certification_path(self, certification: str) -> Path:
        path = self.certifications.get(certification)
        if path is None:
            there = tr("There are ") + ", ".join(self.certifications) + "." if self.certifications else ""
            raise UsageError(tr('There is no certification "{certification}".', certification=certification), there)
        return path

    @property
    def critical_acts_text(self) -> str:
        """The text of the critical acts' file; of an empty one where there is none."""
        return _exact(self.shelf.critical_acts) if self.shelf.critical_acts else "{}\n"


def open_library(root: Path | None = None, prover: "Callable[[], Proofs] | None" = None) -> Library:
    """The library in a folder, or the built-in one. Raises UsageError when the folder is not there.

    A folder may have `scenarios/` and `rubrics/`, or the files themselves. What it lacks of rubrics, critical
    acts and sources is the built-in library's.
    """
    found = shelf(root) if root is not None else built_in()
    rubrics = {path.name.removesuffix(".yaml"): _try(path, Rubric) for path in found.rubrics}
    acts = _try(found.critical_acts, CriticalActs)
    sources = _try(found.sources, Sources)
    broken = {name for name, rubric in rubrics.items() if rubric is None}
    broken |= {"critical_acts"} if found.critical_acts and acts is None else set()
    broken |= {"sources"} if found.sources and sources is None else set()
    return Library(
        found,
        {rubric.rubric: rubric for rubric in rubrics.values() if rubric is not None},
        acts.root if acts else {},
        sources.root if sources else {},
        frozenset(broken),
        prover,
    )


def _is_scenario(path: Path) -> bool:
    try:
        return kind_of(path.name, read_bytes(path)) in (Kind.SCENARIO, Kind.CASE)
    except UsageError:
        return False


def _played(path: Path) -> Scenario | None:
    """A scenario, or a case as one, by shape only; None where it cannot be read."""
    try:
        return read_scenario(_text(path))
    except (ContentError, UsageError):
        return None


def _exact(path: Path) -> str:
    """A file's text to the letter, line ends and byte order mark as they are: what a run keeps a snapshot of."""
    return read_bytes(path).decode("utf-8", "replace")


def _text(path: Path) -> str:
    return decode(path.name, read_bytes(path))[0].text


def _try(path: Path | None, model: type[M]) -> M | None:
    """A model from a file, by shape only; None where there is no such file, or it cannot be read."""
    try:
        return read_model(_text(path), model) if path is not None else None
    except (ContentError, UsageError):
        return None
