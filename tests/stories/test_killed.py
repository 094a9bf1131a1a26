"""The program is killed at any moment, and the run goes on at the last choice made."""

import re
import time
from itertools import count

import pytest

from tests.stories.program import Program

ANSWERS = ["2", "2", "b 1", "2", "1", "Nobody waited for you.", "b 2", "2", "", "3", "1"]
"""A slip, its repair, going back, another slip left as it is, own words, going back before them, a slip again."""


def _compared(shown: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in shown.items() if key != "run"}


def _asked(said: str) -> str:
    """The last thing that was asked, without what came before it."""
    return re.split(r"^(?=Decision \d|Before you choose)", said, flags=re.M)[-1]


@pytest.fixture
def whole(program: Program) -> dict[str, object]:
    """The same answers in one go."""
    ended = program.play("", *ANSWERS, "q")
    assert ended.status == 0
    [row] = program.runs()
    return _compared(program.show(row["run"]))


def test_killed_at_every_prompt_it_goes_on_as_if_nothing_had_happened(
    program: Program, whole: dict[str, object]
) -> None:
    talking = program.opened("play", "the_full_tray", "--plain", "--seed", "1")
    talking.listen()
    talking.answer("")
    before = talking.listen()
    for answer in ANSWERS:
        talking.kill()
        talking = program.opened("play", "--plain", "--resume")
        resumed = talking.listen()
        assert _asked(resumed) == _asked(before)
        talking.answer(answer)
        before = talking.listen()
    talking.kill()
    assert "Debrief." in before
    run = program.runs()[0]
    assert run["status"] == "finished"
    assert _compared(program.show(run["run"])) == whole
    assert program.run("verify").status == 0


def test_killed_at_any_moment_it_stands_before_or_after_the_choice(program: Program) -> None:
    whole = program.play("1", "2", "q", scenario="the_next_table", options=("--seed", "1"))
    assert whole.status == 0
    expected = _compared(program.show(program.runs()[0]["run"]))
    talking = program.opened("play", "the_next_table", "--plain", "--seed", "1")
    talking.listen()
    for tried in count():
        made = program.runs()[0]["decisions"]
        if program.runs()[0]["status"] == "finished":
            break
        talking.answer("12"[made])
        time.sleep(0.0005 * (tried % 12))
        talking.kill()
        row = program.runs()[0]
        assert row["decisions"] in (made, made + 1)
        if row["status"] == "open":
            talking = program.opened("play", "--plain", "--resume")
            assert f"Decision {row['decisions'] + 1}" in talking.listen()
    assert _compared(program.show(program.runs()[0]["run"])) == expected
    assert program.run("verify").status == 0
