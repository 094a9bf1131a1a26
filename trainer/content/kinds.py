"""What kind of file this is, told by its name or by its first keys, without reading it as YAML.

Called by `content.compile`, and by `check` before anything heavy is loaded.
"""

from enum import Enum
from pathlib import Path, PurePath


class Kind(Enum):
    """The kinds of file that an author writes."""

    SCENARIO = "scenario"
    RUBRIC = "rubric"
    CRITICAL_ACTS = "critical acts"
    SOURCES = "sources"
    SCHOOL = "school"
    WALKS = "walks"
    CERTIFICATION = "certification"
    OTHER = "other"
    """Known, and not checked by this version."""
    UNKNOWN = "unknown"


NAMES: dict[str, Kind] = {
    "critical_acts.yaml": Kind.CRITICAL_ACTS,
    "sources.yaml": Kind.SOURCES,
    "school.yaml": Kind.SCHOOL,
}
"""Files told by their whole name."""

ENDINGS: dict[str, Kind] = {".walks.yaml": Kind.WALKS, ".certification.yaml": Kind.CERTIFICATION}
"""Files told by how their name ends."""

_KEYS: tuple[tuple[bytes, Kind], ...] = (
    (b"scenario:", Kind.SCENARIO),
    (b"rubric:", Kind.RUBRIC),
    (b"case:", Kind.OTHER),
    (b"scenes:", Kind.SCENARIO),
    (b"criteria:", Kind.RUBRIC),
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


def walks_beside(scenario: Path) -> Path:
    """The file in which a scenario's walks are kept."""
    return scenario.with_name(scenario.name.removesuffix(".yaml") + ".walks.yaml")
