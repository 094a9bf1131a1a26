"""Whole conversations in plain lines, word by word as a screen reader would read them."""

from pathlib import Path

import pytest

from tests.plain.playing import must_be_golden, retold, session, told

PLAYS = {
    "practice": ["", "?", "t", "3", "t", "They forgot you.", "m", "w", "1", "o", "4", "r", "Wait first.", "s", "q"],
    "going_back": ["", "1", "", "b", "1", "2", "b 7", "Not them again.", "b 2", "b", "", "2", "q"],
    "another_choice": ["", "1", "", "1", "d", "9", "d 1", "2", "", "2", "a"],
    "declined": ["n", "7", "1", "1", "2", "h", "q"],
    "left_at_the_note": ["x", "h", "q"],
}


@pytest.mark.parametrize("name", PLAYS)
def test_a_play_reads_as_written(name: str, tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        status, text = told(practising, "\n".join(PLAYS[name]) + "\n")
    must_be_golden(name, f"{text}[{status.name}]\n")


def test_an_assessment_reads_as_written(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        answers = ["", "t", "b", "2", "1", "x", "", "Nobody waited.", "2", "y", "q"]
        status, text = told(practising, "\n".join(answers) + "\n", assess=True)
    must_be_golden("assessment", f"{text}[{status.name}]\n")


def test_a_run_gone_on_with_reads_as_written(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        told(practising, "\n3\n")
        status, text = retold(practising, "1\nq\n")
    must_be_golden("gone_on_with", f"{text}[{status.name}]\n")


def test_a_scenario_of_the_library_reads_as_written(tmp_path: Path) -> None:
    with session(tmp_path, library=None) as practising:
        status, text = told(practising, "\n" + "2\n" * 20 + "q\n", "the_empty_seat", seed=7)
    must_be_golden("the_empty_seat", f"{text}[{status.name}]\n")
