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
from trainer.content.kinds import scenario_beside, translated_file, translations_beside
from trainer.content.known import Known, fingerprint
from trainer.content.render import as_github, as_json, render, summary
from trainer.content.shelf import Shelf, built_in, shelf
from trainer.content.source import decode, read_bytes
from trainer.errors import Exit, UsageError
from trainer.language import mark, tr, tr_many
from trainer.shown import clean

if TYPE_CHECKING:
    from trainer.content.library import Library
    from trainer.content.watch import Look

Checker = Callable[[str, bytes], tuple[Finding, ...]]
_Seen = tuple["Look", tuple[Finding, ...]]
"""What is there at a path, and what there is to say of it."""
_FORMS = "How to print findings; github beside the lines of a pull request, in a workflow."


_NOTHING = mark("There is nothing to check here: no file that ends in .yaml or .po.")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--library", "folder", type=click.Path(path_type=Path), help="Check against the library in this folder.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", help=_FORMS)
@click.option("--no-cache", is_flag=True, help="Check every file, also those known from an earlier check.")
@click.option("--watch", "watched", is_flag=True, help="Go on, and check again whenever something is saved.")
@click.pass_context
def check(
    ctx: click.Context, paths: tuple[Path, ...], folder: Path | None, form: str, no_cache: bool, watched: bool
) -> None:
    """Check scenarios, rubrics and sources; without PATHS, the whole library.

    Ends with status 0 when there are no errors, 1 when there are, 2 when it was called wrongly. With --watch, Ctrl+C
    ends it, with what the last save came to.
    """
    if watched:
        if form != "text":
            raise UsageError(tr("--watch prints plain lines only."), tr("Leave --format out."))
        ctx.exit(_watch(paths, folder))
    books = _books(folder)
    files = list(_files(paths)) if paths else list(_files(_folders(books)))
    texts, unread = _read(files)
    known = Known(None if no_cache else cache_file(), fingerprint(books.named))
    checker = _checker(folder)
    with _without_collector():
        checked = _found(texts, known, checker, books)
    known.keep()
    found = {path: unread.get(path) or checked[path] for path in files}
    findings = [finding for each in found.values() for finding in each]
    if form == "json":
        click.echo(as_json(findings))
    elif form == "github":
        for finding in findings:
            click.echo(as_github(finding, _from_root(finding.path)))
    else:
        for path, each in found.items():
            _print(path, texts.get(path, b""), each)
    click.echo(summary(findings, len(files)) if files else tr(_NOTHING), err=True)
    ctx.exit(_status(findings))


def _read(files: Iterable[str]) -> tuple[dict[str, bytes], dict[str, tuple[Finding, ...]]]:
    """The bytes of files, and what is wrong with those that cannot be read: one of a folder leaves the others."""
    texts: dict[str, bytes] = {}
    wrong: dict[str, tuple[Finding, ...]] = {}
    for path in files:
        try:
            texts[path] = read_bytes(path)
        except UsageError as error:
            from trainer.content.compile import unread

            why = error.message.rstrip(".").replace("There is", "there is", 1)
            wrong[path] = (unread(path, why),)
    return texts, wrong


def _print(path: str, data: bytes, findings: Iterable[Finding]) -> None:
    """A file's findings, each with its line."""
    text = decode(path, data)[0].text if findings else ""
    for finding in findings:
        click.echo(render(finding, text) + "\n")


def _status(findings: Iterable[Finding]) -> Exit:
    return Exit.FAILED if any(finding.severity is Severity.ERROR for finding in findings) else Exit.OK


def _watch(paths: tuple[Path, ...], folder: Path | None) -> Exit:
    """Check what is saved until Ctrl+C; the status is what the last save came to."""
    status = Exit.OK
    try:
        for status in _rounds(paths, folder):  # noqa: B007 - the last is wanted
            pass
    except KeyboardInterrupt:
        click.echo("", err=True)
    return status


def _rounds(paths: tuple[Path, ...], folder: Path | None) -> Iterator[Exit]:
    """One round for each save: what is new is printed, and then how all of it stands."""
    from threading import Event

    from trainer.content.watch import looks

    roots = paths or tuple(_folders(_books(folder)))
    list(_files(roots))  # what is not there at the beginning was called wrongly
    single = [path for path in roots if not path.is_dir()]
    whole = [path for path in roots if path.is_dir()]

    def own() -> list[Path]:
        return [
            *single,
            *(po for file in single for po in translations_beside(file)),
            *(Path(name) for name in _files(path for path in whole if path.is_dir())),
        ]

    before: Mapping[str, _Seen] | None = None
    named: object = None
    for seen in looks(lambda: [*own(), *_books(folder).named], Event()):
        try:
            books = _books(folder)
            on_offer = [seen.get(str(path)) for path in books.named]
            if on_offer != named:
                named, known, checker = on_offer, Known(None, fingerprint(books.named)), _checker(folder)
            now = _now({str(path): seen[str(path)] for path in own() if str(path) in seen}, known, checker, books)
        except (OSError, UsageError) as error:  # gone again since it was looked at: another look follows
            click.echo(clean(str(error)), err=True)
            continue
        findings = [finding for _, each in now.values() for finding in each]
        # Before it is told: whoever presses Ctrl+C at what was told ends with the status of it.
        yield Exit.FAILED if any(look.data is None for look, _ in now.values()) else _status(findings)
        _tell(before, now)
        before = now


def _now(looks: "Mapping[str, Look]", known: Known, checker: Checker, books: Shelf) -> dict[str, _Seen]:
    """What is there, each with what there is to say of it."""
    with _without_collector():
        texts = {path: look.data for path, look in looks.items() if look.data is not None}
        found = _found(texts, known, checker, books)
    return {path: (look, found.get(path, ())) for path, look in looks.items()}


def _tell(last: Mapping[str, _Seen] | None, now: Mapping[str, _Seen]) -> None:
    """What is new since the last round, and how all of it stands."""
    before = last or {}
    if last is not None:
        click.echo("", err=True)
    for path, (look, findings) in now.items():
        if before.get(path) == (look, findings):
            continue
        if look.data is None:
            click.echo(clean(look.trouble))
            continue
        if last is not None:
            name = clean(os.path.basename(path))
            said = tr("{name} was saved.", name=name) if path in before else tr("{name} was added.", name=name)
            click.echo(said, err=True)
        _print(path, look.data, findings)
    for path in before.keys() - now.keys():
        click.echo(clean(tr("{path} is gone.", path=path)))
    found = [each for look, each in now.values() if look.data is not None]
    absent = len(now) - len(found)
    told = summary([finding for each in found for finding in each], len(found))
    told += tr_many(absent, "; {count} cannot be read", "; {count} cannot be read") if absent else ""
    on = tr("{told}. Each save is checked from now on; Ctrl+C ends it.", told=told)
    click.echo(told if last is not None else on, err=True)


def _books(folder: Path | None) -> Shelf:
    return shelf(folder) if folder is not None else built_in()


def _from_root(path: str) -> str:
    """A file's path from the repository that a workflow runs on; in full where it lies elsewhere."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve()
    full = Path(path).parent.resolve() / Path(path).name  # a link is meant itself, and not what it leads to
    return (full.relative_to(root) if full.is_relative_to(root) else full).as_posix()


def _found(texts: Mapping[str, bytes], known: Known, checker: Checker, books: Shelf) -> dict[str, tuple[Finding, ...]]:
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
    of = translated_file(path)
    scenario = of[0] if of is not None else scenario_beside(path)
    if scenario is None:
        return data
    beside = read_bytes(scenario) if scenario.is_file() else b""
    return b"%d\0%b\0%b" % (scenario.is_file(), data, beside)


def _checker(folder: Path | None) -> Checker:
    """Checks a file, opening the library when the first has to be checked."""
    opened: list[Library] = []

    def checker(path: str, data: bytes) -> tuple[Finding, ...]:
        from trainer.content.compile import check_bytes, read_beside

        if not opened:
            opened.append(_library(folder))
        return check_bytes(path, data, opened[0], opened[0].proofs, read_beside(path))

    return checker


def _library(folder: Path | None) -> "Library":
    from trainer.analysis.prove import PROOFS
    from trainer.content.library import open_library

    return open_library(folder, lambda: PROOFS)


def _files(paths: Iterable[Path]) -> Iterator[str]:
    """The files named, with their translations, and those in folders named. Raises UsageError for what is not there."""
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders.sort()
                yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith((".yaml", ".po")))
        elif path.exists():
            yield str(path)
            yield from map(str, translations_beside(path))
        else:
            raise UsageError(
                tr("There is no file {path}.", path=path), tr("Check the name, and the folder you are in.")
            )


def _folders(books: Shelf) -> list[Path]:
    """The folders of a library; what it takes from the built-in one is not its own."""
    own = [folder for folder in (books.root / "scenarios", books.root / "rubrics") if folder.is_dir()]
    return own or [books.root]


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
