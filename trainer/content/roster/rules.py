"""L: what is said of a list of people while it is read. Each function is told what was met and says it in words.

Called by `roster`; `trainer explain` and `docs/findings.md` print the docstrings.
"""

from difflib import get_close_matches
from typing import Any

from trainer.content.findings import Severity
from trainer.content.role import Role
from trainer.content.rules.rule import Rule, Said, rule
from trainer.language import tr

WARNING = Severity.WARNING


@rule("L001", "no-name-column")
def no_name_column() -> Said:
    """The first line of a list of people names its columns, and one of them is `name`.

    A code does as well as a name: the column may be called `code`. `role` and `cohort` may be left out.

    Wrong (people):
        Amina,mentor
        B7,mentor

    Right (people):
        name,role,cohort
        Amina,mentor,Year 9
        B7,mentor,Year 9
    """
    return Said((), tr("the first line names no column `name`"), tr("Write `name,role,cohort` above the first person."))


@rule("L002", "unknown-column", WARNING)
def unknown_column(name: str) -> Said:
    """Columns other than `name`, `role` and `cohort` are left out.

    Wrong (people):
        name,shoe size
        Amina,38
    """
    return Said((), tr('the column "{name}" is left out', name=name), tr("Only name, role and cohort are read."))


@rule("L003", "too-personal", WARNING)
def too_personal(name: str) -> Said:
    """A surname, a birth date, an address or a telephone number is not kept, and better not in the list at all.

    Little is known about people here: a display name or a code, and nothing else.

    Wrong (people):
        name,email
        Amina,amina@school.example
    """
    return Said(
        (),
        tr('the column "{name}" is left out: nothing is kept of a person but a name or code', name=name),
        tr("Take it out of the file, which somebody else may read."),
    )


@rule("L004", "column-twice")
def column_twice(name: str) -> Said:
    """Each column stands once.

    Wrong (people):
        name,code,role
        Amina,B7,mentor
    """
    return Said((), tr("this is a second column for the {name}", name=name), tr("Leave one of the two out."))


@rule("L005", "nameless-row")
def nameless_row() -> Said:
    """Every row has a name or a code.

    Wrong (people):
        name,role
        ,mentor
    """
    return Said((), tr("this row has no name"), tr("Write a name or a code, or take the row out."))


@rule("L006", "name-twice")
def name_twice(name: str, line: int) -> Said:
    """Two people need two names: capitals and accents written otherwise make no difference.

    Wrong (people):
        name
        Amina
        amina
    """
    return Said(
        (),
        tr('"{name}" is on line {line} already', name=name, line=line),
        tr("Add a letter or a number to one: Amina B."),
    )


@rule("L007", "unknown-role")
def unknown_role(text: str) -> Said:
    """A role is mentor, trainer or coordinator; an empty cell is a mentor.

    Wrong (people):
        name,role
        Amina,mentr
    """
    close = get_close_matches(text.casefold(), list(Role), n=1)
    hint = (
        tr("Did you mean {close}?", close=close[0])
        if close
        else tr("Write mentor, trainer or coordinator, or leave it empty.")
    )
    return Said((), tr('there is no role "{text}"', text=text), hint)


@rule("L008", "address-for-a-name")
def address_for_a_name() -> Said:
    """A name is not an e-mail address: it stands on screens and in reports.

    Wrong (people):
        name
        amina@school.example
    """
    return Said((), tr("this is an e-mail address and not a name"), tr("Write a first name or a code."))


@rule("L009", "long-name")
def long_name(most: int) -> Said:
    """Names and cohorts are short enough for a line."""
    return Said((), tr("this has more than {most} characters", most=most), tr("Shorten it."))


@rule("L010", "open-quotes")
def open_quotes() -> Said:
    """Quotation marks around a cell are closed; all that follows would be in it.

    Wrong (people):
        name
        "Amina
    """
    return Said(
        (), tr("these quotation marks are never closed"), tr('Write " at the end of the cell, or take this one out.')
    )


@rule("L011", "too-many-cells")
def too_many_cells() -> Said:
    """A row has no more cells than there are columns; a comma within a name stands in quotation marks.

    Wrong (people):
        name,role
        Okafor, Ms,coordinator

    Right (people):
        name,role
        "Okafor, Ms",coordinator
    """
    return Said(
        (), tr("this row has more cells than the first line"), tr('Put a text with a comma into "quotation marks".')
    )


@rule("L012", "nobody")
def nobody() -> Said:
    """A list has at least one person.

    Wrong (people):
        name,role,cohort
    """
    return Said((), tr("there is nobody in this list"), tr("Write a row for each person under the first line."))


@rule("L013", "list-not-utf-8")
def not_utf_8() -> Said:
    """A list is text in UTF-8, so that every letter of every name is told from every other.

    In Excel that is "CSV UTF-8" under "Save as".
    """
    return Said((), tr("from here on this is not UTF-8 text"), tr('Save it again as "CSV UTF-8".'))


RULES: tuple[Rule[Any], ...] = (
    no_name_column,
    unknown_column,
    too_personal,
    column_twice,
    nameless_row,
    name_twice,
    unknown_role,
    address_for_a_name,
    long_name,
    open_quotes,
    too_many_cells,
    nobody,
    not_utf_8,
)
"""What can be said of a list of people."""
