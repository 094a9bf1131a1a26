"""How findings are printed: the golden forms, and odd lines."""

import json

from trainer.content.findings import Finding, Place, Severity
from trainer.content.render import as_json, render, summary


def finding(line: int, column: int, length: int, **more: str) -> Finding:
    kept = {"message": 'no path leads to "lost"', "help": "Lead a choice there.", **more}
    return Finding("P003", "unreachable-scene", Severity.ERROR, "a.yaml", Place(line, column, length), **kept)


def test_a_finding_has_its_line_and_a_caret() -> None:
    assert render(finding(2, 3, 4), "scenes:\n  lost: {}\n") == (
        'a.yaml:2:3: error P003 unreachable-scene: no path leads to "lost"\n'
        "      lost: {}\n"
        "      ^^^^\n"
        "  help: Lead a choice there."
    )


def test_carets_stand_under_wide_signs_and_tabs() -> None:
    shown = render(finding(1, 3, 2, help=""), "\t語e\u0301x").splitlines()
    assert shown[1] == "      語e\u0301x"
    assert shown[2] == "        ^"


def test_a_long_line_is_shown_around_the_place() -> None:
    shown = render(finding(1, 3001, 3), "a" * 3000 + "bcd" + "e" * 3000).splitlines()
    assert max(map(len, shown)) < 120
    at = shown[2].index("^")
    assert shown[1][at : at + 3] == "bcd"
    assert shown[2].count("^") == 3


def test_control_codes_are_not_printed() -> None:
    shown = render(finding(1, 1, 1, message="there is no `\x1b[2J`", help="\x07"), "\x1b[31mred\u202e")
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_json_is_a_list_of_objects() -> None:
    (one,) = json.loads(as_json([finding(2, 3, 4)]))
    assert one == {
        "code": "P003",
        "slug": "unreachable-scene",
        "severity": "error",
        "path": "a.yaml",
        "line": 2,
        "column": 3,
        "length": 4,
        "message": 'no path leads to "lost"',
        "help": "Lead a choice there.",
    }
    assert json.loads(as_json([])) == []


def test_summary_counts() -> None:
    assert summary([], 1) == "no errors in 1 file"
    assert summary([finding(1, 1, 1)] * 2, 3) == "2 errors in 3 files"
