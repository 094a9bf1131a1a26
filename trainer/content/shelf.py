"""Which files a library has, before any is read. Nothing heavy: `check` comes here first."""

import os
from dataclasses import dataclass
from pathlib import Path

from trainer.content.kinds import ENDINGS, NAMES
from trainer.errors import UsageError
from trainer.language import tr

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of a library, in the order of their names."""

    root: Path
    scenarios: tuple[Path, ...]
    rubrics: tuple[Path, ...]
    certifications: tuple[Path, ...]
    critical_acts: Path | None
    sources: Path | None
    comments: Path | None = None

    @property
    def named(self) -> tuple[Path, ...]:
        """The files that scenarios may name things of; findings depend on them."""
        return (*self.rubrics, *(path for path in (self.critical_acts, self.sources) if path is not None))


def library_root() -> Path:
    """Where the built-in library is: beside the package in a clone, inside it when installed."""
    inside = _PACKAGE / "library"
    return inside if inside.is_dir() else _PACKAGE.parent


def built_in() -> Shelf:
    """The built-in library's files."""
    return _shelf(library_root())


def shelf(root: Path) -> Shelf:
    """A folder's files; what it lacks of rubrics, critical acts and sources is the built-in library's.

    Raises UsageError when there is no such folder.
    """
    if not root.is_dir():
        raise UsageError(tr("There is no folder {root}.", root=root), tr("Name a folder with scenarios in it."))
    own, given = _shelf(root), built_in()
    return Shelf(
        root,
        own.scenarios,
        own.rubrics or given.rubrics,
        own.certifications if own.rubrics or own.certifications else given.certifications,
        own.critical_acts or given.critical_acts,
        own.sources or given.sources,
        own.comments or given.comments,
    )


def _shelf(root: Path) -> Shelf:
    scenarios = root / "scenarios" if (root / "scenarios").is_dir() else root
    rubrics = root / "rubrics"
    acts, sources = rubrics / "critical_acts.yaml", scenarios / "sources.yaml"
    comments = rubrics / "comments.yaml"
    return Shelf(
        root,
        _files(scenarios),
        _files(rubrics),
        _ending(rubrics, ".certification.yaml"),
        acts if acts.is_file() else None,
        sources if sources.is_file() else None,
        comments if comments.is_file() else None,
    )


def _files(folder: Path) -> tuple[Path, ...]:
    """The `.yaml` files of a folder that are not told by their name."""
    if not folder.is_dir():
        return ()
    names = (name for name in os.listdir(folder) if name.endswith(".yaml") and not name.endswith(tuple(ENDINGS)))
    return tuple(folder / name for name in sorted(names) if name not in NAMES)


def _ending(folder: Path, ending: str) -> tuple[Path, ...]:
    """The files of a folder whose names end so."""
    if not folder.is_dir():
        return ()
    return tuple(folder / name for name in sorted(os.listdir(folder)) if name.endswith(ending))
