"""The translations that a run is played on, as one text to keep with it: a snapshot like those of scenario and rubrics.

Its keys are those of the header's snapshots: `scenario`, `critical_acts`, `rubric:ID`; its texts are the POs to the
letter. Called by `session` when a run is opened and when one is told again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from trainer.content.translation.translation import translated, translation
from trainer.language import ENGLISH

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Bundle:
    """The language of a run, and the text of each PO that it was played on; none of what is shown as it was written."""

    language: str = ENGLISH
    texts: Mapping[str, str] = field(default_factory=dict)

    def spoken(self, name: str, model: M, casting: str | None = None) -> M:
        """A model of the run as it was shown: `name` is its key, `scenario` or `rubric:ID`."""
        text = self.texts.get(name)
        return model if text is None else translated(model, translation(text), casting)


def packed(bundle: Bundle) -> str:
    """The text to keep."""
    content = {"language": bundle.language, "texts": dict(bundle.texts)}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)


def unpacked(text: str | None) -> Bundle:
    """What was kept; None for a run that was played as it was written."""
    if text is None:
        return Bundle()
    content = json.loads(text)
    return Bundle(content["language"], content["texts"])
