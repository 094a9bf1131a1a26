"""`trainer check`: what is wrong with scenarios, rubrics and the files beside them.

Files whose findings are known from an earlier check are not read as YAML at all; nothing heavy is imported
then.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.content.findings import Finding, Severity
from trainer.content.kinds import ENDINGS, scenario_beside
from trainer.content.known import Known, fingerprint
from trainer.content.render import as_github, as_json, render, summary
from trainer.content.shelf import Shelf, built_in, shelf
from trainer.content.source import decode, read_bytes
from trainer.errors import Exit, UsageError

if TYPE_CHECKING:
    from trainer.content.library import Library

Checker = Callable[[str, bytes], tuple[Finding, ...] | None]
_FORMS = "How to print findings; github beside the lines of a pull request, in a workflow."


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--library", "folder", type=click.Path(path_type=Path), help="Check against the library in this folder.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help=_FORMS)
@click.option("--no-cache", is_flag=True, help="Check every file, also those known from an earlier check.")
@click.pass_context
def check(ctx: click.Context, paths: tuple[Path, ...], folder: Path | None, form: str, no_cache: bool) -> None:
    """Check scenarios, rubrics and sources; without PATHS, the whole library.

    Ends with status 0 when there are no errors, 1 when there are, 2 when it was called wrongly.
    """
    books = shelf(folder) if folder is not None else built_in()
    files = list(_files(paths)) if paths else list(_files(_folders(books)))
    texts = {path: read_bytes(path) for path in files}
    known = Known(None if no_cache else cache_file(), fingerprint(books.named))
    checker = _checker(folder)
    with _without_collector():
        found = _found(texts, known, checker, books)
    known.keep()
    findings = [finding for each in found.values() for finding in each or ()]
    if form == "json":
        click.echo(as_json(findings))
    elif form == "github":
        for finding in findings:
            click.echo(as_github(finding, _from_root(finding.path)))
    else:
        for path, each in found.items():
            text = decode(path, texts[path])[0].text if each else ""
            for finding in each or ():
                click.echo(render(finding, text) + "\n")
    skipped = [path for path, each in found.items() if each is None]
    click.echo(summary(findings, len(files) - len(skipped), _told(skipped)), err=True)
    ctx.exit(Exit.FAILED if any(finding.severity is Severity.ERROR for finding in findings) else Exit.OK)


def _from_root(path: str) -> str:
    """A file's path from the repository that a workflow runs on; in full where it lies elsewhere."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    full = Path(path).resolve()
    return (full.relative_to(root) if full.is_relative_to(root) else full).as_posix()


def _found(
    texts: Mapping[str, bytes], known: Known, checker: Checker, books: Shelf
) -> dict[str, tuple[Finding, ...] | None]:
    """What there is to say of each file, in the order of the files."""
    keys = {path: known.key(os.path.basename(path), _depends_on(path, data, books)) for path, data in texts.items()}
    new = [path for path, key in keys.items() if not known.has(key)]
    if not new:
        return {path: known.findings(key, path) for path, key in keys.items()}
    from trainer.cli.crew import hands, worked

    fresh = dict(zip(new, worked(new, lambda path: checker(path, texts[path]), hands(len(new))), strict=True))
    for path in new:
        known.add(keys[path], fresh[path])
    return {path: fresh[path] if path in fresh else known.findings(key, path) for path, key in keys.items()}


def _depends_on(path: str, data: bytes, books: Shelf) -> bytes:
    """The bytes that a file's findings depend on: its own, and those of the scenarios that it speaks of."""
    if path.endswith(".certification.yaml"):
        return b"\0".join([data, *(one.name.encode() + b"\0" + read_bytes(one) for one in books.scenarios)])
    scenario = scenario_beside(path)
    if scenario is None:
        return data
    beside = read_bytes(scenario) if scenario.is_file() else b""
    return b"%d\0%b\0%b" % (scenario.is_file(), data, beside)


def _checker(folder: Path | None) -> Checker:
    """Checks a file, opening the library when the first has to be checked."""
    opened: list[Library] = []

    def checker(path: str, data: bytes) -> tuple[Finding, ...] | None:
        from trainer.content.compile import check_bytes, read_beside

        if not opened:
            opened.append(_library(folder))
        return check_bytes(path, data, opened[0], opened[0].proofs, read_beside(path))

    return checker


def _library(folder: Path | None) -> "Library":
    from trainer.analysis.prove import PROOFS
    from trainer.content.library import open_library

    return open_library(folder, PROOFS)


def _files(paths: Iterable[Path]) -> Iterator[str]:
    """The files named, and the `.yaml` files of folders named. Raises UsageError for what is not there."""
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders.sort()
                yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".yaml"))
        elif path.exists():
            yield str(path)
        else:
            raise UsageError(f"There is no file {path}.", "Check the name, and the folder you are in.")


def _folders(books: Shelf) -> list[Path]:
    """The folders of a library; what it takes from the built-in one is not its own."""
    own = [folder for folder in (books.root / "scenarios", books.root / "rubrics") if folder.is_dir()]
    return own or [books.root]


def _told(skipped: Iterable[str]) -> dict[str, int]:
    """What was not checked, by the kind of file."""
    told: dict[str, int] = {}
    for path in skipped:
        kind = next((ending.split(".")[1] for ending in ENDINGS if path.endswith(ending)), "case") + " file"
        told[kind] = told.get(kind, 0) + 1
    return told


def cache_file() -> Path:
    """Where findings are remembered."""
    from platformdirs import user_cache_path

    return user_cache_path("trainer", appauthor=False) / "findings.json"


@contextmanager
def _without_collector() -> Iterator[None]:
    """Many small values are made and kept: looking for garbage among them would double the work."""
    was = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was:
            gc.enable()
