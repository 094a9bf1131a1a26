"""A small library with a certification of its own: two scenarios to practise, three kept for sittings."""

from pathlib import Path
from shutil import copytree

LIBRARY = Path(__file__).parent.parent / "plain" / "library"
POOL = {"the_low_wall": "The low wall", "the_long_bench": "The long bench", "the_far_door": "The far door"}
RULE = "starting"
FILE = """\
certification: starting
title: Starting out
about: Before somebody helps at lunch.
claim: Practised listening, and was heard to listen.
core: [listening]
competencies: [listening]
practice: {scenarios: 0, again: 0}
sitting:
  pool: [the_low_wall, the_long_bench, the_far_door]
  draw: {listening: 2}
cuts: {only: {}}
observations: {overall: 2, competency: 1, only: {}}
hours: {total: 0, group: 0}
live: {count: 0, competencies: [listening]}
reflections: 0
feedback: FEEDBACK
agreement:
  title: What I agree to
  points:
    - I listen first.
    - I tell the named adult when somebody could be hurt.
"""


def library(folder: Path, *, feedback: str = "summary", draw: int = 2) -> Path:
    """Write it below a folder."""
    root = copytree(LIBRARY, folder / "library")
    text = (root / "scenarios" / "the_full_tray.yaml").read_text(encoding="utf-8")
    for name, title in POOL.items():
        again = text.replace("scenario: the_full_tray", f"scenario: {name}").replace(
            "title: The full tray", f"title: {title}"
        )
        (root / "scenarios" / f"{name}.yaml").write_text(again, encoding="utf-8")
    rule = FILE.replace("FEEDBACK", feedback).replace("listening: 2}", f"listening: {draw}}}")
    (root / "rubrics" / f"{RULE}.certification.yaml").write_text(rule, encoding="utf-8")
    return root
