"""What a file of walks came to, as values with places, and how that is told: in lines and as a record.

Called by `trainer test`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.analysis.coverage import Coverage, Part
from trainer.analysis.walks import Result, Unmet, tested
from trainer.content.compile import load_scenario, load_walks
from trainer.content.findings import Place, Severity
from trainer.content.kinds import scenario_beside
from trainer.content.library import Library
from trainer.content.reader import Read, read
from trainer.content.render import pointed, render, safe
from trainer.content.rules.rule import Said
from trainer.language import mark, tr, tr_many
from trainer.reports.junit import Case, Suite

MANY = 12
"""Of what no walk visits, so many are told in lines; the record has all."""


@dataclass(frozen=True, slots=True)
class Failed:
    """One thing that is not as expected: where that stands in the file of walks, and how it is printed."""

    place: Place
    message: str
    help: str
    shown: str


@dataclass(frozen=True, slots=True)
class Test:
    """One walk or persona. `group` is `walks`, `personas`, or `file` where a file could not be used."""

    group: str
    name: str
    failures: tuple[Failed, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """Something of the scenario that no walk visits, and its place in the scenario's file."""

    part: Part
    name: str
    place: Place


@dataclass(frozen=True)
class Report:
    """What one file of walks came to. `coverage` is None where nothing could be walked."""

    scenario: str
    path: Path
    tests: tuple[Test, ...]
    coverage: Coverage | None = None
    missed: tuple[Missed, ...] = ()

    @property
    def failed(self) -> int:
        """How many tests failed."""
        return sum(bool(test.failures) for test in self.tests)


def report(path: Path, library: Library) -> Report:
    """Read a file of walks and the scenario beside it, and test it. Raises UsageError where it cannot be opened."""
    beside = scenario_beside(str(path)) or path
    loaded = load_walks(path, library)
    if loaded.model is None:
        wrong = [one for one in loaded.findings if one.severity is Severity.ERROR]
        failures = tuple(Failed(one.place, one.message, one.help, render(one, loaded.text)) for one in wrong)
        return Report(beside.stem, path, (Test("file", "check", failures),))
    scenario = load_scenario(beside, library)
    if scenario.model is None:
        return Report(beside.stem, path, (Test("file", "check", (_unplayable(path, beside),)),))
    done = tested(scenario.model, loaded.model)
    own, its = read(str(path), loaded.text.encode()), read(str(beside), scenario.text.encode())
    missed = [Missed(one.part, one.name, its.place(Said(one.loc, "", at_key=True))) for one in done.coverage.missed]
    tests = tuple(_test(own, result) for result in done.results)
    return Report(beside.stem, path, tests, done.coverage, tuple(missed))


def _unplayable(path: Path, scenario: Path) -> Failed:
    said, help = (
        tr("{name} cannot be played", name=scenario.name),
        tr("`trainer check {scenario}` says why.", scenario=scenario),
    )
    place = Place(1, 1)
    return Failed(place, said, help, pointed(f"{path}: {tr('failed')}: {said}", place, help, ""))


def _test(file: Read, result: Result) -> Test:
    return Test(result.group, result.name, tuple(_failed(file, result, unmet) for unmet in result.unmet))


def _failed(file: Read, result: Result, unmet: Unmet) -> Failed:
    place = file.place(Said(unmet.loc, unmet.message, at_key=unmet.loc == result.loc))
    at = f"{file.source.path}:{place.line}:{place.column}"
    head = f"{at}: {tr('failed')} {result.group}.{result.name}: {unmet.message}"
    return Failed(place, unmet.message, unmet.help, pointed(head, place, unmet.help, file.source.text))


def lines(report: Report) -> Iterator[str]:
    """What failed, each with its place; how many did not; what was visited, and what was not."""
    for test in report.tests:
        for failed in test.failures:
            yield f"{failed.shown}\n"
    told = f"{report.scenario}: {_counted(report)}"
    if report.coverage is None:
        yield f"{told}."
        return
    figures = [(part, *report.coverage.of(part)) for part in Part]
    visited = ", ".join(_OF[part](seen, there) for part, seen, there in figures if there)
    yield tr("{told}. Visited are {visited}.", told=told, visited=visited)
    if report.missed:
        beside = scenario_beside(str(report.path)) or report.path
        yield tr("  No walk visits:")
        for one in report.missed[:MANY]:
            yield safe(f"    {beside}:{one.place.line}: {tr(_PARTS[one.part])} {_short(one.name)}")
        if len(report.missed) > MANY:
            yield tr_many(
                len(report.missed) - MANY,
                "    and {count} more; --format json has them all.",
                "    and {count} more; --format json has them all.",
            )


def _counted(report: Report) -> str:
    walks = sum(test.group == "walks" for test in report.tests)
    personas = sum(test.group == "personas" for test in report.tests)
    counts = [tr_many(walks, "{count} walk", "{count} walks")] * bool(walks)
    counts += [tr_many(personas, "{count} persona", "{count} personas")] * bool(personas)
    failed = tr_many(report.failed, "{count} failed", "{count} failed") if report.failed else tr("as expected")
    return f"{tr(' and ').join(counts) or tr('nothing to test')}, {failed}"


_OF: Mapping[Part, Callable[[int, int], str]] = {
    Part.SCENE: lambda seen, n: tr_many(n, "{seen} of {count} scenes", "{seen} of {count} scenes", seen=seen),
    Part.CHOICE: lambda seen, n: tr_many(n, "{seen} of {count} choices", "{seen} of {count} choices", seen=seen),
    Part.BRANCH: lambda seen, n: tr_many(n, "{seen} of {count} branches", "{seen} of {count} branches", seen=seen),
    Part.LINE: lambda seen, n: tr_many(
        n, "{seen} of {count} conditional lines", "{seen} of {count} conditional lines", seen=seen
    ),
}
_PARTS = {
    Part.SCENE: mark("scene"),
    Part.CHOICE: mark("choice"),
    Part.BRANCH: mark("branch"),
    Part.LINE: mark("conditional line"),
}


def _plural(what: str, count: int = 2) -> str:
    return what if count == 1 else "branches" if what == Part.BRANCH else f"{what}s"


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:79]}…"


def record(report: Report) -> dict[str, Any]:
    """Everything a report says, for other programs."""
    coverage = report.coverage
    return {
        "scenario": report.scenario,
        "path": str(report.path),
        "failed": report.failed,
        "tests": [
            {
                "group": test.group,
                "name": test.name,
                "passed": not test.failures,
                "failures": [
                    {"line": one.place.line, "column": one.place.column, "message": one.message, "help": one.help}
                    for one in test.failures
                ],
            }
            for test in report.tests
        ],
        "coverage": coverage
        and {
            _plural(part).replace(" ", "_"): dict(zip(("visited", "of"), coverage.of(part), strict=True))
            for part in Part
        },
        "missed": [
            {"what": one.part.value, "name": one.name, "line": one.place.line, "column": one.place.column}
            for one in report.missed
        ],
    }


def suite(report: Report) -> Suite:
    """A report's tests as JUnit has them."""
    cases = [
        Case(f"{test.group}.{test.name}", tuple((one.message, one.shown) for one in test.failures))
        for test in report.tests
    ]
    return Suite(report.scenario, str(report.path), tuple(cases))
