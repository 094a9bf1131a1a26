"""A list of people is read to the letter, and whatever is wrong with it is said with its row and column."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.findings import Severity
from trainer.content.role import Role
from trainer.content.roster.cells import cells
from trainer.content.roster.roster import Entry, Roster, read_roster
from trainer.content.roster.rules import RULES
from trainer.shown import for_spreadsheet, from_spreadsheet


def said(text: str | bytes) -> list[tuple[str, int, int]]:
    found = read_roster("people.csv", text if isinstance(text, bytes) else text.encode())
    errors = any(one.severity is Severity.ERROR for one in found.findings)
    assert not (errors and found.entries)
    return [(one.code, one.place.line, one.place.column) for one in found.findings]


def read(text: str) -> Roster:
    return read_roster("people.csv", text.encode())


def test_people_are_read_as_spreadsheets_write_them() -> None:
    wanted = (Entry("Amina", Role.MENTOR, "Year 9"), Entry("Okafor, Ms", Role.COORDINATOR), Entry("=B7"))
    for text in (
        'name,role,cohort\nAmina,mentor,Year 9\n"Okafor, Ms",Coordinator,\n\'=B7,,\n',
        '\ufeffCode;Cohort;Role\r\nAmina;Year 9;mentor\r\n\r\n"Okafor, Ms";;COORDINATOR\r\n\'=B7;;\r\n;;\r\n',
        'sep=\t\nNAME\tROLE\tGROUP\nAmina\tmentor\tYear  9\n"Okafor, Ms"\tcoordinator\n =B7\t\t',
    ):
        assert (read(text).entries, read(text).findings) == (wanted, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("L001", 1, 1)]),
        ("\n\nAmina,mentor\n", [("L001", 3, 1)]),
        ("name\n", [("L012", 1, 1)]),
        ("name,shoe,e-mail\nAmina,38,x\n", [("L002", 1, 6), ("L003", 1, 11)]),
        ("name,code\nAmina,B7\n", [("L004", 1, 6)]),
        ("name,role\nAmina,\n,mentor\n", [("L005", 3, 1)]),
        ("name\nAmina\nBo\nAMINA\n", [("L006", 4, 1)]),
        ('name,role\n"A\nB",mentr\nBo,mentor\nCem,chief\n', [("L007", 3, 4), ("L007", 5, 5)]),
        ("role,name\n,a@b.example\n", [("L008", 2, 2)]),
        (f"name,cohort\nBo,{'x' * 61}\n", [("L009", 2, 4)]),
        ('name\nBo\n"Amina\nCem\n', [("L010", 3, 1)]),
        ("name,role\nOkafor, Ms,coordinator\n", [("L011", 2, 12)]),
        (b"name\nZo\xeb\n", [("L013", 2, 3)]),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str | bytes, found: list[tuple[str, int, int]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples_are_what_the_pages_say(rule: object) -> None:
    for title, text in rule.page.examples:  # type: ignore[attr-defined]
        assert (rule.code in {code for code, _, _ in said(text)}) == title.startswith("Wrong")  # type: ignore[attr-defined]


@given(st.lists(st.lists(st.text(st.sampled_from('ab," \n;=')), min_size=1, max_size=4), max_size=6))
def test_cells_are_those_of_the_csv_module(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    text = out.getvalue()
    assert [[cell.text for cell in row] for row in cells(text, ",")] == rows
    for cell in (cell for row in cells(text, ",") for cell in row):
        line = text.split("\n")[cell.line - 1]
        assert line[cell.column - 1 :].startswith(cell.text.split("\n")[0].replace('"', '""')) or line[
            cell.column - 1 :
        ].startswith('"')


@given(st.binary())
def test_any_bytes_are_read(data: bytes) -> None:
    said(b"name,role\n" + data)
    said(data)


@given(st.text(st.sampled_from("'=+-@ a\t")) | st.text())
def test_no_cell_is_a_formula_and_none_is_changed_for_good(text: str) -> None:
    cell = for_spreadsheet(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert from_spreadsheet(cell) == text
