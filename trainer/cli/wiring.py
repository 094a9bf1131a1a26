"""Everything is put together here: where things are, the library, the school, the store, the session.

Called by the commands, each of which asks only for what it needs; heavy imports wait until then.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from trainer.errors import ContentError, UsageError
from trainer.language import ENGLISH, change, fallbacks, is_language, languages, mark, speak, tr

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from trainer.content.compile import Proofs
    from trainer.content.library import Library
    from trainer.content.rubric import School
    from trainer.session import Session
    from trainer.store import Person, Store

Asks = Callable[["Places", "Store"], "Person | None"]

SCHOOL = "school.yaml"
COMMENTS = "comments.yaml"
THEME = "theme"
LANGUAGE = "language"


class Places:
    """What the command line said about where things are, who is there by name (`person`), and in which language.

    `traceback` is for whoever mends the program.
    """

    def __init__(
        self,
        data: "Path | None" = None,
        library: "Path | None" = None,
        traceback: bool = False,
        person: str | None = None,
        lang: str | None = None,
    ) -> None:  # written out: `--help` has no time for dataclasses and pathlib
        self.data, self.library, self.traceback, self.person, self.lang = data, library, traceback, person, lang

    def with_library(self, library: "Path") -> "Places":
        """The same places with another library."""
        return Places(self.data, library, self.traceback, self.person, self.lang)

    @property
    def named(self) -> str | None:
        """Who is there, by name: `--as NAME`, else TRAINER_PERSON, else not said."""
        return self.person or os.environ.get("TRAINER_PERSON", "").strip() or None

    @property
    def folder(self) -> "Path | None":
        """The folder of the library: `--library`, else TRAINER_LIBRARY; None for the one that came along."""
        said = os.environ.get("TRAINER_LIBRARY", "").strip()
        if self.library is not None or not said:
            return self.library
        from pathlib import Path

        return Path(said)

    @property
    def directory(self) -> "Path":
        """The data directory."""
        from trainer.store import data_directory

        return data_directory(self.data, os.environ)

    @property
    def database(self) -> str | None:
        """The URL of another database, or None."""
        from trainer.store import database_url

        return database_url(os.environ)


def placed(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command of ours has, before or behind its name."""
    for names, kind, help in reversed(_OPTIONS):
        command = click.option(
            *names,
            type=kind,
            is_flag=kind is None,
            is_eager=names == ("--lang",),  # so that help which is asked for behind it is in that language
            help=help,
            expose_value=False,
            callback=_keep,
        )(command)
    return command


_OPTIONS: tuple[tuple[tuple[str, ...], "click.ParamType[Any] | None", str], ...] = (
    (("--data",), click.Path(), mark("Keep runs in this directory.")),
    (("--library",), click.Path(), mark("Use the scenarios in this folder.")),
    (("--as", "person"), click.STRING, mark("Be the person of this name.")),
    (("--lang",), click.STRING, mark("Speak this language: en, es.")),
    (("--traceback",), None, mark("Show where in the program a fault of ours is.")),
)


def _keep(ctx: click.Context, option: click.Parameter, value: Any) -> None:
    """Note what was given; an option behind the command's name wins over one before it."""
    if value == "":
        raise click.BadParameter(tr("is empty."), ctx, option)
    if value and option.name:
        from pathlib import Path

        is_path = isinstance(option.type, click.Path)
        setattr(ctx.ensure_object(Places), option.name, Path(value) if is_path else value)
        if option.name == "lang":
            speak(value)


def now() -> "datetime":
    """The clock."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def open_library(places: Places, *, proved: bool = False) -> "Library":
    """The library; `proved` where it must say what is wrong on a scenario's paths."""
    from trainer.content.library import open_library

    if not proved:
        return open_library(places.folder)
    return open_library(places.folder, _proofs)


def _proofs() -> "Proofs":
    from trainer.analysis.prove import PROOFS

    return PROOFS


def chosen_language(places: Places, library: "Library", school: "School") -> str:
    """The language to speak: the one asked for, else the one kept, else the school's first. Raises UsageError.

    Asked for is `--lang`, or TRAINER_LANG; only these are refused where nothing is in that language.
    """
    asked = places.lang or os.environ.get("TRAINER_LANG", "").strip()
    if asked:
        there = {*languages(), *library.languages}
        if not is_language(asked) or not there & set(fallbacks(asked)):
            raise UsageError(
                tr('Nothing here is in the language "{asked}".', asked=asked),
                tr("There are {there}.", there=", ".join(sorted(there))),
            )
        return asked
    return first_language(places, school.languages[0])


def first_language(places: Places, otherwise: str = ENGLISH) -> str:
    """The language to speak before the library is opened: asked for, or kept from the last time."""
    asked = places.lang or os.environ.get("TRAINER_LANG", "").strip()
    first = asked or kept(places, LANGUAGE) or otherwise
    return first if is_language(first) else ENGLISH


def open_school(places: Places, library: "Library") -> "School":
    """The school's settings, kind defaults where there are none. Raises ContentError."""
    from trainer.content.rubric import School

    file = places.directory / SCHOOL
    if not file.exists():
        return School()
    from trainer.content.compile import load_school  # only here: it loads every rule

    school = load_school(file, library).must()
    must_speak(school, str(file))
    return school


def must_speak(school: "School", where: str) -> None:
    """Texts must be able to name every adult. Raises ContentError."""
    from trainer.content.text import TextError, person_words

    for role, person in school.adults.items():
        try:
            person_words(person)
        except TextError as error:
            raise ContentError(
                tr("{where}: adults.{role}: {error}.", where=where, role=role, error=error),
                tr("Write the pronouns so."),
            ) from error


@contextmanager
def opened_store(places: Places) -> Iterator["Store"]:
    """The database, closed at the end. Raises StoreError and UsageError."""
    from trainer.store import open_store

    with open_store(places.directory, places.database, now=now) as store:
        yield store


@contextmanager
def opened_session(places: Places, asks: "Asks | None" = None, tried: str | None = None) -> Iterator["Session"]:
    """One mentor at work, with everything below opened; closed at the end. Raises TrainerError.

    `asks` finds out who is there (`cli.who`); without it that is left to whoever needs to know. `tried` is a scenario
    that was named by its file.
    """
    import secrets

    library = open_library(places, proved=True)
    school = open_school(places, library)
    change(chosen_language(places, library, school))
    with opened_store(places) as store:
        from trainer.engine.chance import SEEDS
        from trainer.session import Session

        person = asks(places, store) if asks else None
        yield Session(
            library,
            school,
            store,
            now=now,
            seeds=lambda: secrets.randbelow(SEEDS),
            person=person,
            keep_language=partial(keep, places, LANGUAGE),
            tried=tried,
            comments=places.directory / COMMENTS,
        )


def kept(places: Places, wish: str) -> str | None:
    """What was chosen last for the screens (THEME, LANGUAGE), or None."""
    try:
        return (places.directory / wish).read_text(encoding="utf-8")[:40].strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def keep(places: Places, wish: str, chosen: str) -> None:
    """Keep what was chosen for the next time. Neither colours nor languages are worth an error."""
    with suppress(OSError):
        (places.directory / wish).write_text(f"{chosen}\n", encoding="utf-8")


def kept_theme(places: Places) -> str | None:
    """The theme of the screens that was chosen last, or None."""
    return kept(places, THEME)


def keep_theme(places: Places, theme: str) -> None:
    """Keep the chosen theme for the next time."""
    keep(places, THEME, theme)


def draws(plain: bool, environ: Mapping[str, str], ends: tuple[Any, ...], platform: str = sys.platform) -> bool:
    """Whether the screens can be drawn: decided before Textual is imported, which would write escapes anyway.

    `ends` are standard input and output. Windows has terminals that draw and no TERM.
    """
    term = environ.get("TERM", "windows" if platform == "win32" else "")
    return (
        not plain
        and not environ.get("TRAINER_PLAIN")
        and term not in ("", "dumb")
        and all(end.isatty() for end in ends)
    )
