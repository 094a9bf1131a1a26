"""`trainer school`: local rules and people, which `school.yaml` in the data directory holds.

The file may also be written by hand; `set` writes it anew, with the keys that were set and nothing else.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.output import as_json, say, talk
from trainer.cli.who import allowed
from trainer.cli.wiring import SCHOOL, Places, must_speak, open_library, open_school, opened_store, placed
from trainer.errors import ContentError, StoreError, UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.content.library import Library
    from trainer.content.rubric import School
    from trainer.content.scenario import Person


@click.group()
@placed
def school() -> None:
    """Show or set what local rules and people are."""


@school.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print them.")
@placed
@click.pass_context
def show(ctx: click.Context, form: str) -> None:
    """Print the settings with what each is for, those built in where nothing was set."""
    places = ctx.ensure_object(Places)
    found = open_school(places, open_library(places))
    settings = found.model_dump(mode="json", by_alias=True, exclude_none=True)
    if form == "json":
        as_json(settings)
    else:
        fields = type(found).model_fields
        for key, value in settings.items():
            say(f"# {tr(fields[key].description or key)}", *_lines({key: value}))
    file = places.directory / SCHOOL
    talk(
        tr("From {file}.", file=file)
        if file.exists()
        else tr("As built in. `trainer school set` writes {file}.", file=file)
    )


@school.command("set")
@click.argument("key")
@click.argument("value")
@placed
@click.pass_context
def set_value(ctx: click.Context, key: str, value: str) -> None:
    """Set KEY to VALUE, such as `emergency_number 999` or `adults.named_adult.name "Mr Obi"`.

    Several languages are parted by commas; yes and no are written so.
    """
    places = ctx.ensure_object(Places)
    library = open_library(places)
    now = open_school(places, library)
    text = "\n".join(_lines(_with(now, key, value))) + "\n"
    _must_hold(text, key, library)
    settings = _read(text)
    new = "\n".join(_lines(_set(settings))) + "\n"
    words = {"value": value, "before": _spoken(now, key)}
    with opened_store(places) as store:
        from trainer.session import Job

        who = allowed(places, store, Job.SET_SCHOOL)
        store.audit(
            "school_set",
            who=who.person if who else None,
            what={"key": key},
            words=words,
            then=lambda: _write(places.directory / SCHOOL, new),
        )
    say(tr("{key} is set. Runs from now on stand on it; runs made before stay as they were.", key=key))
    if key.endswith(".name"):
        person = settings.adults[key.split(".")[1]]
        say(
            tr(
                "Texts call {name} {pronouns}; {removesuffix}pronouns changes that.",
                name=person.name,
                pronouns=_pronouns(person),
                removesuffix=key.removesuffix("name"),
            )
        )


def _pronouns(person: "Person") -> str:
    return person.pronouns if isinstance(person.pronouns, str) else "they"


def _set(settings: "School") -> dict[str, Any]:
    """What was set and is not as built in."""
    return settings.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)


def _spoken(settings: "School", key: str) -> str:
    """The value of a key as it would be typed; nothing where there is none."""
    value: Any = settings.model_dump(mode="json", by_alias=True, exclude_none=True)
    for name in key.split("."):
        value = value.get(name, "") if isinstance(value, dict) else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _with(settings: "School", key: str, value: str) -> dict[str, Any]:
    """The settings with one changed. Raises UsageError for a key that is not one."""
    known = sorted(type(settings).model_fields)
    names = key.split(".")
    if names[0] not in known or (len(names) == 3) != (names[0] == "adults") or len(names) == 2:
        listed = ", ".join("adults.ROLE.name" if name == "adults" else name for name in known)
        raise UsageError(tr('There is no setting "{key}".', key=key), tr("There are {listed}.", listed=listed))
    changed = _set(settings)
    if names[0] == "languages":
        changed[key] = [part.strip() for part in value.split(",")]
    elif names[0] == "adults":
        everybody = settings.model_dump(mode="json", by_alias=True, exclude_none=True)["adults"]
        changed["adults"] = {**everybody, names[1]: {**everybody.get(names[1], {}), names[2]: value}}
    else:
        changed[key] = value
    return changed


def _must_hold(text: str, key: str, library: "Library") -> None:
    """Check the file as `trainer check` would. Raises UsageError with its first error."""
    from trainer.content.compile import check_bytes
    from trainer.content.findings import Severity

    for finding in check_bytes(SCHOOL, text.encode("utf-8", "replace"), library):
        if finding.severity is Severity.ERROR:
            raise UsageError(tr("{key} was not set: {message}.", key=key, message=finding.message), finding.help)


def _read(text: str) -> "School":
    from trainer.content.model import read_model
    from trainer.content.rubric import School

    try:
        settings = read_model(text, School)
        must_speak(settings, tr("the new settings"))
        return settings
    except ContentError as error:
        raise UsageError(error.message, error.help) from error


def _lines(values: dict[str, Any], indent: str = "") -> Iterator[str]:
    """Settings as YAML: texts in quotes as JSON writes them, so that nothing in them means anything."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        else:
            yield f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}"


def _write(file: Path, text: str) -> None:
    """Replace a file as a whole, or leave it as it was. Raises StoreError."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
        try:
            with open(number, "w", encoding="utf-8", newline="\n") as new:
                new.write(text)
                new.flush()
                os.fsync(new.fileno())
            os.replace(name, file)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise StoreError(
            tr("{file} cannot be written ({strerror}).", file=file, strerror=error.strerror),
            tr("Choose another place with --data DIR."),
        ) from error
