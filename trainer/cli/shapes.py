"""A scenario file for a command: by its shape only, so that one still being written can be drawn, or proved sound.

`shaped` is called by `trainer graph` and `trainer diff`; `sound` by `trainer analyse` and `trainer export`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import ContentError, UsageError
from trainer.language import tr

if TYPE_CHECKING:
    from trainer.content.library import Library
    from trainer.content.scenario import Scenario


def shaped(name: str, data: bytes) -> "Scenario":
    """The scenario in a file's bytes; `name` is what it is called in words. Raises ContentError."""
    from trainer.content.model import read_scenario
    from trainer.content.source import decode

    source, wrong = decode(name, data)
    if wrong is not None:
        raise ContentError(tr("{name} is not UTF-8 text.", name=name), tr("Save it again with the encoding UTF-8."))
    try:
        return read_scenario(source.text)
    except ContentError as error:
        why = error.message.partition(": ")[2] or error.message
        check = tr("`trainer check {name}` tells more.", name=name) if Path(name).exists() else ""
        raise ContentError(tr("{name} cannot be read as a scenario: {why}", name=name, why=why), check) from error


def sound(file: Path, library: "Library", *, cases: bool = False) -> "Scenario":
    """The scenario of a file, with nothing wrong on its paths; or of a case. Raises UsageError and ContentError."""
    from trainer.content.compile import load_scenario
    from trainer.content.findings import Severity
    from trainer.content.kinds import Kind, kind_of
    from trainer.content.source import read_bytes

    kind = kind_of(str(file), read_bytes(file))
    if kind not in (Kind.SCENARIO, Kind.UNKNOWN) and not (cases and kind is Kind.CASE):
        if kind is Kind.CASE:
            raise UsageError(
                tr("{file} is a case: nothing in it is chosen or scored.", file=file),
                tr("Name the file of a scenario."),
            )
        raise UsageError(tr("{file} is no scenario.", file=file), tr("Name the file of a scenario."))
    loaded = load_scenario(file, library, library.proofs)
    scenario = loaded.must()
    wrong = next((finding for finding in loaded.findings if finding.severity is Severity.ERROR), None)
    if wrong is not None:
        raise ContentError(
            f"{file}:{wrong.place.line}: {wrong.message}.", tr("`trainer check {file}` tells more.", file=file)
        )
    return scenario
