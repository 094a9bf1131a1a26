"""PDF by typst, which is an extra: it weighs eighty megabytes. What is said reaches it as data, never as markup."""

import json
from pathlib import Path
from typing import Any

from trainer.errors import TrainerError
from trainer.language import tr
from trainer.reports.fill import TEMPLATES


def printed(template: str, name: str, value: Any) -> bytes:
    """A template of `templates/` with a value in it, as JSON under a name: tagged PDF (PDF/UA).

    Raises TrainerError where typst is not installed, or its fonts lack a sign of what is said.
    """
    try:
        import typst
    except ImportError as error:
        raise TrainerError(
            tr("A PDF needs the program typst, which is not installed."),
            tr("Install it with `pipx install 'mentor-trainer[certificates]'`, or print the HTML page."),
        ) from error
    inputs = {name: json.dumps(value, ensure_ascii=False)}
    try:
        made: bytes = typst.compile(Path(TEMPLATES / template), format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)
    except RuntimeError as error:
        raise TrainerError(
            tr("The PDF cannot be made: its fonts may lack a sign of the name."), tr("Print the HTML page instead.")
        ) from error
    return made
