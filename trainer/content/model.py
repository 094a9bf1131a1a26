"""Models from texts that were checked before: by shape only, so that a checker grown stricter never breaks an old run.

Apart from `compile`, because whoever only reads what is stored has no use for the rules.
"""

from typing import TypeVar

from pydantic import BaseModel

from trainer.content.case import Case, as_scenario
from trainer.content.kinds import Kind, kind_of
from trainer.content.reader import read
from trainer.content.scenario import Scenario
from trainer.content.shape import shaped
from trainer.errors import ContentError
from trainer.language import tr

M = TypeVar("M", bound=BaseModel)


def read_scenario(text: str) -> Scenario:
    """What is played, from the text of a scenario or of a case that was checked before. Raises as `read_model`."""
    if kind_of("", text.encode()) is Kind.CASE:
        return as_scenario(read_model(text, Case))
    return read_model(text, Scenario)


def read_model(text: str, model: type[M]) -> M:
    """A model from text that was checked before, such as a stored snapshot: by shape only.

    Raises ContentError when the text no longer has the shape.
    """
    built, findings = shaped(read("the stored text", text.encode()), model)
    if built is None:
        first = findings[0]
        raise ContentError(
            tr("A stored text cannot be read: {message} (line {line}).", message=first.message, line=first.place.line)
        )
    return built
