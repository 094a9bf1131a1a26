"""A scenario file read by its shape only, so that one that is still being written can be drawn and compared.

Called by `trainer graph` and `trainer diff`.
"""

from typing import TYPE_CHECKING

from trainer.errors import ContentError

if TYPE_CHECKING:
    from trainer.content.scenario import Scenario


def shaped(name: str, data: bytes) -> "Scenario":
    """The scenario in a file's bytes; `name` is what it is called in words. Raises ContentError."""
    from trainer.content.compile import read_model
    from trainer.content.scenario import Scenario
    from trainer.content.source import decode

    source, wrong = decode(name, data)
    if wrong is not None:
        raise ContentError(f"{name} is not UTF-8 text.", "Save it again with the encoding UTF-8.")
    try:
        return read_model(source.text, Scenario)
    except ContentError as error:
        why = error.message.partition(": ")[2] or error.message
        raise ContentError(f"{name} cannot be read as a scenario: {why}", "`trainer check` tells more.") from error
