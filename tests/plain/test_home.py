"""Home in plain lines, and what is chosen there."""

import re
from io import StringIO
from pathlib import Path

from tests.plain.playing import session, told, typed
from trainer.errors import Exit
from trainer.plain import Console, home


def _visited(practising, answers: str) -> tuple[Exit, str]:  # type: ignore[no-untyped-def]
    shown = StringIO()
    status = home(Console(StringIO(answers), shown, interactive=False, echoes=False), practising, typed)
    return status, shown.getvalue()


def test_home_lists_runs_to_go_on_with_before_scenarios(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        told(practising, "\n1\n")
        status, text = _visited(practising, "")
    assert status is Exit.OK
    assert re.findall(r"^(\d)\. (The \w+ \w+)", text, re.M) == [
        ("1", "The full tray"),
        ("2", "The full tray"),
        ("3", "The next table"),
    ]
    assert "1. The full tray, stopped at decision 2 of about 2." in text


def test_a_number_goes_on_with_a_run_or_begins_a_scenario(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        told(practising, "\n1\n")
        status, text = _visited(practising, "9\n1\n\n1\nq\n2\n1\n2\nq\nq\n")
    assert status is Exit.OK
    assert "Choose 1 to 3." in text
    assert text.count("You reached:") == 2
    assert text.index("So far:") < text.index("The next table. The canteen, one o'clock.")


def test_leaving_a_conversation_leaves_home_too_and_says_how_to_go_on(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        status, text = _visited(practising, "2\n1\n")
    assert status is Exit.LEFT
    assert "trainer play --resume " in text
