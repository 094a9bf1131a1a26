"""A certificate to be printed: one page of PDF, tagged for screen readers (PDF/UA), made by typst; and one of HTML.

Typst is an extra: it weighs eighty megabytes. Names reach it as data, never as markup.
"""

import json
from pathlib import Path

from trainer.errors import TrainerError
from trainer.reports.certificate.award import Award, day
from trainer.reports.fill import TEMPLATES, filled

SMALL = (
    "It says what was shown in onboarding, and not more: it is no qualification. It holds for mentoring with "
    "supervision at this school, until the day above. The badge that belongs to it can be checked by anybody."
)


def pdf(award: Award) -> bytes:
    """The page as PDF. Raises TrainerError where typst is not installed, or lacks a sign of the name."""
    try:
        import typst
    except ImportError as error:
        raise TrainerError(
            "A PDF needs the program typst, which is not installed.",
            "Install it with `pipx install 'mentor-trainer[certificates]'`, or print the HTML page.",
        ) from error
    inputs = {"award": json.dumps(_said(award), ensure_ascii=False)}
    try:
        made: bytes = typst.compile(
            Path(TEMPLATES / "certificate.typ"), format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs
        )
    except RuntimeError as error:
        raise TrainerError(
            "The PDF cannot be made: its fonts may lack a sign of the name.", "Print the HTML page instead."
        ) from error
    return made


def page(award: Award) -> str:
    """The page as HTML, which can be printed too."""
    return filled("certificate.html", award=_said(award))


def _said(award: Award) -> dict[str, str | list[str]]:
    return {
        "lang": "en",
        "heading": award.title,
        "school": award.school,
        "name": award.name,
        "claim": award.claim,
        "done": list(award.done),
        "conditions": award.conditions,
        "on_condition": "On condition:",
        "decided_label": "Decided by",
        "decided": f"{award.decided_by}, {day(award.decided)}",
        "valid_label": "Holds until",
        "valid": day(award.valid_until),
        "code_label": "Code",
        "code": award.code,
        "small": SMALL,
    }
