"""Every rule on content, in tables; a rule counts only when it stands in its family's.

`trainer.analysis.rules` has the P codes, which need the graph of all runs. To add a finding, write one
decorated function in its family's file and name it in the table at that file's end.
"""

from typing import Any

from trainer.content.rules.allow import ALLOW
from trainer.content.rules.cases import CASES
from trainer.content.rules.cast import CAST
from trainer.content.rules.certification import CERTIFICATION
from trainer.content.rules.key import KEY
from trainer.content.rules.meters import METERS
from trainer.content.rules.names import NAMES
from trainer.content.rules.phrases import PHRASES
from trainer.content.rules.repairs import REPAIRS
from trainer.content.rules.rubrics import COMMENTS, CRITICAL_ACTS, RUBRICS, SCHOOL, SOURCES
from trainer.content.rules.rule import Rule
from trainer.content.rules.scenes import SCENES
from trainer.content.rules.shape import WRONG
from trainer.content.rules.syntax import SYNTAX
from trainer.content.rules.translations import TRANSLATIONS
from trainer.content.rules.walks import WALKS
from trainer.content.rules.wording import WORDING, cut_off_text

SCENARIO: tuple[Rule[Any], ...] = (*SCENES, *NAMES, *PHRASES, *METERS, *CAST, *KEY, *REPAIRS, *WORDING)
"""The rules run on a scenario that has its shape."""

RULES: tuple[Rule[Any], ...] = (
    *SYNTAX,
    *WRONG,
    *SCENES,
    *NAMES,
    *PHRASES,
    *METERS,
    *CAST,
    *KEY,
    *REPAIRS,
    cut_off_text,
    *WORDING,
    *RUBRICS,
    *CRITICAL_ACTS,
    *SOURCES,
    *SCHOOL,
    *COMMENTS,
    *WALKS,
    *CASES,
    *CERTIFICATION,
    *TRANSLATIONS,
    *ALLOW,
)
"""Every rule on content."""
