"""Role reversals and cases through the command line: played, kept, told again, and never scored."""

import json
import shutil
from pathlib import Path

import pytest

from tests.stories.program import Program
from trainer.content.library import open_library
from trainer.content.scenario import Form

SCENARIOS = Path(__file__).parent.parent.parent / "scenarios"
CASES = [one.scenario for one in open_library().cards() if one.form is Form.CASE]
REVERSALS = [one.scenario for one in open_library().cards() if one.form is Form.ROLE_REVERSAL]


def test_there_are_as_many_as_were_promised() -> None:
    assert (len(CASES), len(REVERSALS)) == (4, 2)


def played(program: Program, scenario: str, *answers: str) -> str:
    ended = program.run("play", scenario, "--plain", "--seed", "3", answers="\n".join((*answers, "")), library=False)
    assert (ended.status, ended.err) == (0, "")
    return ended.out


def test_a_case_is_answered_kept_and_told_again(program: Program) -> None:
    out = played(
        program, "the_right_name", "He practised where nobody saw.", "", "", "", "", "o", "r", "I'll ask.", "q"
    )
    told = out.index("The next Thursday she is not at the long table")
    asked, kept = out.index("What did Felix get right?"), out.index("Kept. In your own words: He practised")
    assert told < asked < kept < out.index("One answer: He took trouble.") < out.index("What did he decide for her?")
    assert "Nothing here is scored." in out
    assert "Your score" not in out
    [row] = program.runs()
    assert (row["status"], row["outcome"], row["score"]) == ("finished", None, None)
    shown = program.show(row["run"])
    assert (shown["decisions"], shown["reflections"]) == ([], ["I'll ask."])
    assert shown["responses"][0]["text"] == "He practised where nobody saw."
    assert all(one["score"] is None for one in shown["scores"].values())
    assert "You wrote afterwards: I'll ask." in program.run("show", row["run"], library=False).out
    assert program.run("verify", library=False).status == 0


def test_own_answers_can_be_rated_beside_examples_with_levels(program: Program) -> None:
    out = played(program, "the_right_name", "", "Which name is for whom.", "", "", "", "o", "4", "q")
    assert "Kept: level 4, as you see it. It does not change the score." in out
    assert program.show(program.runs()[0]["run"])["responses"][1]["level"] == 4


def test_a_case_left_half_way_waits_and_may_be_answered_anew(program: Program) -> None:
    left = program.run("play", "the_two_tables", "--plain", answers="\nTable one.\nThe look.\nq\n", library=False)
    assert left.status == 130
    on = program.run("play", "--resume", "--plain", answers="b\n1\nTable two!\n\n\n\n\nq\n", library=False)
    assert on.status == 0
    assert "1. You were asked: At which table did mediation fit" in on.out
    [row] = program.runs()
    assert [one["text"] for one in program.show(row["run"])["responses"]] == ["Table two!", "", "", "", ""]
    assert "stopped at" not in program.run(answers="q\n", library=False).out


def test_a_case_plays_on_the_text_that_it_was_begun_on(program: Program, tmp_path: Path) -> None:
    case = tmp_path / "the_right_name.yaml"
    shutil.copy(SCENARIOS / case.name, case)
    shutil.copy(SCENARIOS / "sources.yaml", tmp_path)
    program.run("play", str(case), "--plain", answers="Felix\nq\n", library=False)
    case.unlink()
    on = program.run("play", "--resume", "--plain", answers="\n\n\n\nq\n", library=False)
    assert on.status == 0
    assert "“It's what my gran calls me,” she says." in on.out


def test_in_a_reversal_you_are_the_mentee_and_hear_what_the_mentor_did(program: Program) -> None:
    out = played(program, "the_boots_in_the_bag", *"11111", "He came.", "", "", "r", "I say that too.", "q")
    assert "You speak as " in out
    assert "Jonas says: There you are, " in out
    told = out[out.index("Debrief.") :]
    assert "What the mentor did, and what it did to you:" in told
    assert "   Jonas said: " in told
    assert "In your own words: He came." in told
    assert "To talk about with somebody:" in told
    assert not any(word in told for word in ("score:", "Skilled", "One thing to try", "best on offer"))
    [row] = program.runs()
    assert (row["status"], row["score"]) == ("finished", None)
    shown = program.show(row["run"])
    assert len(shown["decisions"]) == 5
    assert not any(one["levels"] for one in shown["decisions"])
    assert shown["reflections"] == ["I say that too."]


def test_home_and_the_list_say_what_they_are(program: Program) -> None:
    home = program.run(answers="q\n", library=False).out
    assert "The right name. 12 minutes, foundation, case. " in home
    assert "The boots in the bag. 7 minutes, foundation, role reversal. " in home
    listed = {one["scenario"]: one for one in json.loads(program.run("list", "--format", "json", library=False).out)}
    assert {listed[id]["kind"] for id in CASES} == {"case"}
    assert {listed[id]["kind"] for id in REVERSALS} == {"role reversal"}
    assert (listed["the_right_name"]["decisions"], listed["the_right_name"]["mentees"]) == (5, 0)
    assert (listed["the_shared_mark"]["use"], listed["the_flyer"]["use"]) == ("assessment", "practice")


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (
            ("play", "the_right_name", "--assess", "--plain"),
            "is a case: it is for practice",
        ),
        (("play", "until_quarter_past", "--assess", "--plain"), "is a role reversal: it is for practice"),
        (("analyse", str(SCENARIOS / "the_right_name.yaml")), "is a case: nothing in it is chosen or scored."),
        (("test", str(SCENARIOS / "the_right_name.yaml")), "is a case: there is one way through it"),
        (("new", "walks", str(SCENARIOS / "the_right_name.yaml")), "is a case: there is one way through it"),
    ],
)
def test_what_cannot_be_done_with_them_is_said(program: Program, command: tuple[str, ...], why: str) -> None:
    ended = program.run(*command, library=False)
    assert ended.status == 2
    assert why in " ".join(ended.err.split())


def test_a_new_case_passes_its_check_and_plays(program: Program, tmp_path: Path) -> None:
    made = program.run("new", "case", "the_list", "--competency", "guiding", "--into", str(tmp_path), library=False)
    file = made.out.strip()
    assert program.run("check", file, library=False).out == ""
    assert "In your own words: A plan." in played(program, file, "", "A plan.", "", "q")
