"""`trainer test`: take the walks beside scenarios, hold what is expected of personas, and say what is not visited."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import as_json, say, talk
from trainer.cli.wiring import Places, open_library, placed
from trainer.cli.writing import keep_made, must_be_made
from trainer.content.kinds import Kind, kind_of, scenario_beside, walks_beside
from trainer.content.shelf import Shelf
from trainer.content.source import read_bytes
from trainer.errors import Exit, UsageError
from trainer.language import tr, tr_many

if TYPE_CHECKING:
    from trainer.reports.walked import Report


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print results.")
@click.option("--junit", type=click.Path(path_type=Path), help="Write the results as JUnit XML into this file too.")
@placed
@click.pass_context
def test(ctx: click.Context, paths: tuple[Path, ...], form: str, junit: Path | None) -> None:
    """Take the walks in NAME.walks.yaml beside scenarios; without PATHS, those of the whole library.

    A path is a scenario, a file of walks, or a folder. Ends with status 0 when all is as expected, 1 when it is not,
    2 when it was called wrongly.
    """
    if junit is not None:
        must_be_made(junit)
    library = open_library(ctx.ensure_object(Places))
    files, without = _files(paths or [_scenarios(library.shelf)])
    from trainer.reports.walked import lines, record, report

    reports = [report(path, library) for path in files]
    if form == "json":
        as_json([record(one) for one in reports])
    else:
        for one in reports:
            for told in lines(one):
                say(*told.split("\n"))
    for scenario in without:
        talk(tr("{scenario} has no walks. `trainer new walks {scenario}` writes them.", scenario=scenario))
    talk(_summary(reports))
    if junit is not None:
        _write(junit, reports)
    ctx.exit(Exit.FAILED if any(one.failed for one in reports) else Exit.OK)


def _scenarios(shelf: Shelf) -> Path:
    """The folder of a library's own scenarios."""
    own = shelf.root / "scenarios"
    return own if own.is_dir() else shelf.root


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files of walks that are meant, each once, and the scenarios of folders that have none.

    Raises UsageError for what is not there, and for a scenario that is named and has no walks.
    """
    files: dict[Path, None] = {}
    without: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            files[_walks_of(path)] = None
            continue
        for one in _under(path):
            if scenario_beside(str(one)) is not None:
                files[one] = None
            elif not walks_beside(one).exists() and _is_scenario(one):
                without[one] = None
    return list(files), list(without)


def _is_scenario(file: Path) -> bool:
    """Whether a file of a folder is a scenario; one that cannot be read is named, and the others are tested."""
    try:
        return kind_of(str(file), read_bytes(file)) is Kind.SCENARIO
    except UsageError as error:
        talk(error.message)
        return False


def _under(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(where, name) for name in sorted(names) if name.endswith(".yaml"))


def _walks_of(path: Path) -> Path:
    """The file of walks that the name of a file means."""
    if not path.exists():
        raise UsageError(tr("There is no file {path}.", path=path), tr("Check the name, and the folder you are in."))
    if scenario_beside(str(path)) is not None:
        return path
    walks = walks_beside(path)
    kind = kind_of(str(path), read_bytes(path))
    if kind is Kind.CASE:
        raise UsageError(tr("{path} is a case: there is one way through it, and nothing to walk.", path=path))
    if not walks.exists():
        if kind is not Kind.SCENARIO:
            raise UsageError(
                tr("{path} is no scenario.", path=path), tr("Name a scenario, a file of walks or a folder.")
            )
        raise UsageError(
            tr("{path} has no walks.", path=path),
            tr("`trainer new walks {path}` writes {name} beside it.", path=path, name=walks.name),
        )
    return walks


def _summary(reports: Iterable["Report"]) -> str:
    tests = [test for report in reports for test in report.tests]
    failed = sum(bool(test.failures) for test in tests)
    told = (
        tr_many(failed, "{count} of {tests} failed", "{count} of {tests} failed", tests=len(tests))
        if failed
        else tr("all {tests} as expected", tests=len(tests))
    )
    return told if tests else tr("There is nothing to test here.")


def _write(file: Path, reports: Iterable["Report"]) -> None:
    from trainer.reports.junit import as_junit
    from trainer.reports.walked import suite

    keep_made(file, as_junit([suite(report) for report in reports]))
