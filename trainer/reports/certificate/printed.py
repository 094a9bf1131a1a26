"""A certificate to be printed: one page of PDF, tagged for screen readers (PDF/UA), and one of HTML."""

from trainer.language import language, mark, tr
from trainer.reports.certificate.award import Award, day
from trainer.reports.fill import filled
from trainer.reports.pdf import printed

SMALL = mark(
    "It says what was shown in onboarding, and not more: it is no qualification. It holds for mentoring with "
    "supervision at this school, until the day above. The badge that belongs to it can be checked by anybody."
)


def pdf(award: Award) -> bytes:
    """The page as PDF. Raises TrainerError where typst is not installed, or lacks a sign of the name."""
    return printed("certificate.typ", "award", _said(award))


def page(award: Award) -> str:
    """The page as HTML, which can be printed too."""
    return filled("certificate.html", award=_said(award))


def _said(award: Award) -> dict[str, str | list[str]]:
    return {
        "lang": language(),
        "heading": award.title,
        "school": award.school,
        "name": award.name,
        "claim": award.claim,
        "done": list(award.done),
        "conditions": award.conditions,
        "on_condition": tr("On condition:"),
        "decided_label": tr("Decided by"),
        "decided": f"{award.decided_by}, {day(award.decided)}",
        "valid_label": tr("Holds until"),
        "valid": day(award.valid_until),
        "code_label": tr("Code"),
        "code": award.code,
        "small": tr(SMALL),
    }
