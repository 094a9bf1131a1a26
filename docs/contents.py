"""`scenarios/README.md` with its tables made anew; what stands around them is written by hand."""

from pathlib import Path

from trainer.content.library import open_library
from trainer.reports.contents import markdown, rows

PAGE = Path(__file__).resolve().parents[1] / "scenarios" / "README.md"
BEGINS = "<!-- What follows is made by `trainer list --format markdown`: `make docs` writes it anew. -->"
ENDS = "<!-- What was made ends here. -->"


def contents_page() -> str:
    """The whole page. Raises ValueError where the lines between which the tables stand are gone."""
    page = PAGE.read_text("utf-8")
    before, begins, rest = page.partition(BEGINS)
    _, ends, after = rest.partition(ENDS)
    if not (begins and ends):
        raise ValueError(f"{PAGE} has lost the lines between which its tables stand")
    return f"{before}{BEGINS}\n\n" + "\n".join(markdown(rows(open_library()))) + f"\n\n{ENDS}{after}"
