"""What kind of file this is, told by its name or by its first keys, without reading it as YAML.

Called by `content.compile`, and by `check` before anything heavy is loaded.
"""

from enum import Enum
from pathlib import PurePath


class Kind(Enum):
    """The kinds of file that an author writes."""

    SCENARIO = "scenario"
    RUBRIC = "rubric"
    CRITICAL_ACTS = "critical acts"
    SOURCES = "sources"
    SCHOOL = "school"
    OTHER = "other"
    """Known, and not checked by this version."""
    UNKNOWN = "unknown"


NAMES: dict[str, Kind] = {
    "critical_acts.yaml": Kind.CRITICAL_ACTS,
    "sources.yaml": Kind.SOURCES,
    "school.yaml": Kind.SCHOOL,
}
"""Files told by their whole name."""

ENDINGS = (".walks.yaml", ".certification.yaml")
"""Files of kinds that are not checked yet."""

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
    if name.endswith(ENDINGS):
        return Kind.OTHER
    top = data.removeprefix(b"\xef\xbb\xbf")
    return next((kind for key, kind in _KEYS if top.startswith(key) or b"\n" + key in top), Kind.UNKNOWN)
