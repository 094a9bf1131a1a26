"""What kind of file this is, told by its name or by its first keys, without reading it as YAML.

Called by `content.compile`, and by `check` before anything heavy is loaded.
"""

import re
from enum import Enum
from glob import escape
from pathlib import Path, PurePath


class Kind(Enum):
    """The kinds of file that an author writes."""

    SCENARIO = "scenario"
    RUBRIC = "rubric"
    CRITICAL_ACTS = "critical acts"
    SOURCES = "sources"
    SCHOOL = "school"
    COMMENTS = "comments"
    WALKS = "walks"
    CERTIFICATION = "certification"
    TRANSLATION = "translation"
    CASE = "case"
    UNKNOWN = "unknown"


NAMES: dict[str, Kind] = {
    "critical_acts.yaml": Kind.CRITICAL_ACTS,
    "sources.yaml": Kind.SOURCES,
    "school.yaml": Kind.SCHOOL,
    "comments.yaml": Kind.COMMENTS,
}
"""Files told by their whole name."""

ENDINGS: dict[str, Kind] = {
    ".walks.yaml": Kind.WALKS,
    ".certification.yaml": Kind.CERTIFICATION,
    ".po": Kind.TRANSLATION,
}
"""Files told by how their name ends."""

_TRANSLATION = re.compile(r"(.+)\.([a-z]{2,3}(?:[_-][A-Za-z]{2,4})?)\.po")

_KEYS: tuple[tuple[bytes, Kind], ...] = (
    (b"scenario:", Kind.SCENARIO),
    (b"rubric:", Kind.RUBRIC),
    (b"case:", Kind.CASE),
    (b"scenes:", Kind.SCENARIO),
    (b"criteria:", Kind.RUBRIC),
    (b"account:", Kind.CASE),
)


def kind_of(path: str, data: bytes) -> Kind:
    """The kind of a file from its path and its bytes."""
    name = PurePath(path).name
    if name in NAMES:
        return NAMES[name]
    ending = next((kind for end, kind in ENDINGS.items() if name.endswith(end)), None)
    if ending is not None:
        return ending
    top = data.removeprefix(b"\xef\xbb\xbf")
    return next((kind for key, kind in _KEYS if top.startswith(key) or b"\n" + key in top), Kind.UNKNOWN)


def scenario_beside(path: str) -> Path | None:
    """The file of the scenario that a file of walks belongs to; None for files of other kinds."""
    if not path.endswith(".walks.yaml"):
        return None
    return Path(path.removesuffix(".walks.yaml") + ".yaml")


def translated_file(path: str) -> tuple[Path, str] | None:
    """The file that a PO translates, and its language: `the_flyer.es.po` is of `the_flyer.yaml`. None for others."""
    file = Path(path)
    match = _TRANSLATION.fullmatch(file.name)
    return (file.with_name(f"{match[1]}.yaml"), match[2]) if match else None


def translation_beside(file: Path, language: str) -> Path:
    """The PO in which a file's translation is kept."""
    return file.with_name(f"{file.name.removesuffix('.yaml')}.{language}.po")


def translations_beside(file: Path) -> list[Path]:
    """The POs that translate a file, in the order of their languages."""
    found = file.parent.glob(f"{escape(file.name.removesuffix('.yaml'))}.*.po") if file.suffix == ".yaml" else ()
    return sorted(path for path in found if (of := translated_file(str(path))) is not None and of[0].name == file.name)


def walks_beside(scenario: Path) -> Path:
    """The file in which a scenario's walks are kept."""
    return scenario.with_name(scenario.name.removesuffix(".yaml") + ".walks.yaml")
