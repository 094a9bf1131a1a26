"""Templates filled: the one place where pages of HTML are made. What is put in is text, never markup."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trainer.language import language, tr
from trainer.reports.marks import percent, thousands
from trainer.shown import clean

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> "Environment":
    """How templates are read: everything is escaped, and a name that is not given is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters |= {"percent": percent}
    made.globals |= {"tr": tr, "language": language, "thousands": thousands}
    made.finalize = lambda value: clean(value) if type(value) is str else value
    return made


def filled(template: str, **values: Any) -> str:
    """A template of `templates/` with values in it."""
    return environment().get_template(template).render(**values)
