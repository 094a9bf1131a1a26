"""`trainer translate`: write a PO for translators, bring it up to a changed scenario, and say how far one is."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer.cli.output import say, talk
from trainer.cli.wiring import Places, now, open_library, placed
from trainer.cli.writing import keep
from trainer.errors import ContentError, Exit, TrainerError, UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.content.translation.texts import Source

_LANGUAGE = re.compile(r"[a-z]{2,3}([_-][A-Za-z]{2,4})?")


@click.group()
def translate() -> None:
    """Translate scenarios and rubrics: a PO file beside each, for Poedit, Weblate or any editor."""


@translate.command()
@click.argument("language")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write this file instead of the one beside FILE.")
@placed
def extract(language: str, file: Path, output: Path | None) -> None:
    """Write all texts of FILE for a translator into LANGUAGE (es, pt_BR): NAME.es.po beside it."""
    from trainer.content.kinds import translation_beside
    from trainer.content.translation import catalogue

    if not _LANGUAGE.fullmatch(language):
        raise UsageError(
            tr('"{language}" is no language.', language=language), tr("Write a code such as es, fr or pt_BR.")
        )
    model = _source(file)
    if output is None and translation_beside(file, language).exists():
        raise UsageError(
            tr("{translation_beside} is there already.", translation_beside=translation_beside(file, language)),
            tr("`trainer translate update` brings it up to the file; what is translated stays."),
        )
    target = output or translation_beside(file, language)
    found = catalogue.entries(model)
    keep(target, catalogue.extracted(file.name.removesuffix(".yaml"), language, found, now()))
    say(str(target))
    talk(
        tr(
            "{found} texts to translate. `trainer check {target}` says what is missing or wrong.",
            found=len(found),
            target=target,
        )
    )


@translate.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@placed
@click.pass_context
def update(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Bring translations up to what changed: of the POs named, of the scenarios named, or of the library.

    A changed text keeps its translation, marked as fuzzy, with the text that it was made of; play shows the new text
    until somebody has looked at it. What is gone is kept at the file's end.
    """
    from trainer.content.translation import catalogue

    def renew(path: Path) -> None:
        text = _read(path)
        done = catalogue.renewed(text, catalogue.entries(_source(_of(path))))
        if done.text == text:
            say(tr("{path}: nothing to do", path=path))
            return
        keep(path, done.text, replace=True)
        say(
            tr(
                "{path}: {new} new, {changed} changed, {gone} gone",
                path=path,
                new=done.new,
                changed=done.changed,
                gone=done.gone,
            )
        )

    _each(ctx, files, renew)


@translate.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@placed
@click.pass_context
def status(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Say how much of each translation can be shown; without FILES, of the library."""
    from trainer.content.translation.texts import spoken
    from trainer.content.translation.translation import translation

    def tell(path: Path) -> None:
        words = translation(_read(path))
        wanted = {(place.id, one) for place, one in spoken(_source(_of(path)))}
        ready = sum(words.words(id, None, one) is not None for id, one in wanted)
        say(
            tr(
                "{path}: {ready} of {wanted} ({ready_2} %)",
                path=path,
                ready=ready,
                wanted=len(wanted),
                ready_2=ready * 100 // max(len(wanted), 1),
            )
        )

    _each(ctx, files, tell)


def _each(ctx: click.Context, files: tuple[Path, ...], work: Callable[[Path], None]) -> None:
    """Do something with each translation that is meant; what is wrong with one is told, and the others follow."""
    status = Exit.OK
    for path in _translations(ctx.ensure_object(Places), files):
        try:
            work(path)
        except TrainerError as error:
            talk(f"trainer: {error}")
            status = error.status
    ctx.exit(status)


def _translations(places: Places, files: tuple[Path, ...]) -> list[Path]:
    """The POs named, those beside the files named, or all of the library. Raises UsageError where there are none."""
    from trainer.content.kinds import translated_file, translations_beside

    found: list[Path] = []
    for file in files:
        if not file.exists():
            raise UsageError(
                tr("There is no file {file}.", file=file), tr("Check the name, and the folder you are in.")
            )
        if file.suffix == ".po":
            if translated_file(str(file)) is None:
                raise UsageError(
                    tr("{file} does not say what it translates.", file=file), tr("Call it NAME.LANGUAGE.po.")
                )
            found.append(file)
            continue
        beside = sorted(file.glob("*.po")) if file.is_dir() else translations_beside(file)
        if not beside:
            raise UsageError(
                tr("There is no translation of {file}.", file=file),
                tr("`trainer translate extract es {file}` begins one.", file=file),
            )
        found += beside
    if not files:
        shelf = open_library(places).shelf
        named = [*shelf.scenarios, *shelf.named, *shelf.certifications]
        found = [path for file in named for path in translations_beside(file)]
        if not found:
            raise UsageError(tr("This library has no translations."), tr("`trainer translate extract` begins one."))
    return found


def _of(path: Path) -> Path:
    from trainer.content.kinds import translated_file

    of = translated_file(str(path))
    if of is None:
        raise UsageError(tr("{path} does not say what it translates.", path=path), tr("Call it NAME.LANGUAGE.po."))
    return of[0]


def _read(path: Path) -> str:
    """A PO's text, which can be read. Raises ContentError."""
    from trainer.content.source import LARGEST, decode, read_bytes
    from trainer.language import po

    data = read_bytes(path)
    source, wrong = decode(str(path), data)
    if wrong is not None or po.read(source.text).faults or len(data) > LARGEST:
        raise ContentError(tr("{path} cannot be read.", path=path), tr("`trainer check {path}` says why.", path=path))
    return source.text


def _source(file: Path) -> "Source":
    """What a file that is translated holds. Raises UsageError and ContentError."""
    from trainer.content.compile import MODELS
    from trainer.content.kinds import kind_of
    from trainer.content.model import read_model
    from trainer.content.source import decode, read_bytes
    from trainer.content.translation.texts import spoken

    data = read_bytes(file)
    model = MODELS.get(kind_of(str(file), data))
    if model is None:
        raise UsageError(
            tr("{file} is nothing that is translated.", file=file), tr("Name a scenario, a rubric or a certification.")
        )
    try:
        found = read_model(decode(str(file), data)[0].text, model)
    except ContentError as error:
        raise ContentError(
            tr("{file} cannot be read.", file=file), tr("`trainer check {file}` says why.", file=file)
        ) from error
    if not spoken(found):
        raise UsageError(
            tr("{file} has no texts to translate.", file=file), tr("Name a scenario, a rubric or a certification.")
        )
    return found
