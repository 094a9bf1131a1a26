"""`python -m docs`: write the pages and schemas that are made from models and rules; `--check` only says which are old.

Called by `make docs`, and with `--check` by `make check` and the continuous integration.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from docs.contents import contents_page
from docs.words import LANGUAGES, spoken_page
from trainer.analysis.prove import RULES as PATHS
from trainer.content.format import format_page
from trainer.content.manual import findings_page
from trainer.content.roster.rules import RULES as LISTS
from trainer.content.rules.tables import RULES
from trainer.content.schema import SCHEMAS, as_text
from trainer.content.twee.rules import RULES as TWEE
from trainer.reports.exports.page import exports_page

ROOT = Path(__file__).resolve().parents[1]

PAGES: dict[str, Callable[[], str]] = {
    "docs/format.md": format_page,
    "docs/exports.md": exports_page,
    "scenarios/README.md": contents_page,
    "docs/findings.md": lambda: findings_page((*RULES, *PATHS, *TWEE, *LISTS)),
    "trainer/schema/scenario.json": lambda: as_text(SCHEMAS["scenario"]()),
    "trainer/schema/case.json": lambda: as_text(SCHEMAS["case"]()),
    "trainer/schema/rubric.json": lambda: as_text(SCHEMAS["rubric"]()),
    "trainer/schema/walks.json": lambda: as_text(SCHEMAS["walks"]()),
    "trainer/schema/certification.json": lambda: as_text(SCHEMAS["certification"]()),
    **{f"trainer/language/{language}.po": partial(spoken_page, language) for language in LANGUAGES},
}
"""What is made, by its place in the clone."""


def old() -> list[str]:
    """The places whose text is not what would be made now."""
    return [
        place
        for place, make in PAGES.items()
        if not (ROOT / place).exists() or (ROOT / place).read_text("utf-8") != make()
    ]


def main(check: bool) -> int:
    """Write what is old, or only say so; the exit status."""
    found = old()
    for place in found:
        if not check:
            (ROOT / place).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / place).write_text(PAGES[place](), "utf-8", newline="\n")
        print(f"{place} is old: `make docs` writes it anew." if check else f"{place} written")
    return int(check and bool(found))


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
