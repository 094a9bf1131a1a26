"""A person plays from the first line to the debrief, leaves, comes back, and looks at what was kept."""

import json
import signal
import sys

import pytest

from tests.stories.program import Program

KEYS = ["run", "scenario", "mode", "seed", "casting", "status", "outcome", "meters", "decisions"]
KEYS += ["taken_back", "responses", "reflections", "scores"]


def test_a_whole_play_is_kept_and_can_be_shown(program: Program) -> None:
    ended = program.play("", "2", "b 1", "3", "They forgot you.", "2", "o", "4", "r", "Wait first.", "q")
    assert (ended.status, ended.err) == (0, "")
    assert "Your score in this run: 4.0 of 4, Skilled." in ended.out
    [row] = program.runs()
    shown = program.show(row["run"])
    assert list(shown) == KEYS
    assert shown["seed"] == 1
    assert shown["status"] == "finished"
    assert shown["outcome"] == "good"
    assert shown["meters"] == {"trust": 4}
    assert [list(one) for one in shown["decisions"]] == [
        ["scene", "choice", "said", "levels", "critical", "repaired", "offered"]
    ] * 2
    assert [one["choice"] for one in shown["decisions"]] == ["untouched", "nobody_came"]
    assert shown["decisions"][0]["offered"] == ["how", "promise", "untouched"]
    assert shown["decisions"][0]["levels"] == {"opening": 4}
    assert [(one["choice"], one["critical"]) for one in shown["taken_back"]] == [("promise", "CE1")]
    assert shown["responses"] == [{"scene": "waiting", "text": "They forgot you.", "level": 4}]
    assert shown["reflections"] == ["Wait first."]
    assert shown["scores"] == {
        "listening": {
            "score": 4.0,
            "observations": 2,
            "criteria": {
                "opening": {"score": 4.0, "observations": 1},
                "saying_back": {"score": 4.0, "observations": 1},
            },
        }
    }
    text = program.run("show", row["run"]).out
    assert "Debrief." in text
    assert "You wrote afterwards: Wait first." in text
    assert program.run("verify").status == 0


def test_scores_are_unrounded_and_null_where_nothing_was_observed(program: Program) -> None:
    program.play("", "1", "q")
    shown = program.show(program.runs()[0]["run"])
    criteria = shown["scores"]["listening"]["criteria"]
    assert criteria == {
        "opening": {"score": 3.0, "observations": 1},
        "saying_back": {"score": None, "observations": 0},
    }


def test_a_repaired_critical_act_is_shown_as_such(program: Program) -> None:
    program.play("", "2", "2", "", "1", "q")
    shown = program.show(program.runs()[0]["run"])
    assert [(one["critical"], one["repaired"], one["levels"]) for one in shown["decisions"]] == [
        ("CE1", True, {"opening": 2}),
        (None, False, {}),
        (None, False, {"saying_back": 3}),
    ]


@pytest.mark.parametrize("leaving", [["q"], []])
def test_leaving_says_how_to_go_on_and_that_works(leaving: list[str], program: Program) -> None:
    left = program.play("", "3", *leaving)
    assert left.status == 130
    command = left.out.splitlines()[-1].split()
    assert command[:3] == ["trainer", "play", "--resume"]
    ended = program.run(*command[1:], "--plain", answers="\n2\nq\n")
    assert ended.status == 0
    assert [(one["status"], one["decisions"]) for one in program.runs()] == [("finished", 2)]


def test_the_newest_open_run_is_gone_on_with_without_its_name(program: Program) -> None:
    program.play("", "3")
    program.play("1", "2", scenario="the_next_table", options=())
    ended = program.run("play", "--plain", "--resume", answers="\n2\nq\n")
    assert ended.status == 0
    assert ended.out.startswith("The full tray.")
    nothing = program.run("play", "--plain", "--resume")
    assert (nothing.status, nothing.out) == (2, "")
    assert nothing.err.startswith("trainer: There is no run to go on with.")


def test_another_choice_from_the_debrief_is_a_new_run(program: Program) -> None:
    program.play("", "1", "", "1", "d 2", "2", "q")
    newest, first = program.runs()
    assert [newest["status"], first["status"]] == ["finished", "finished"]
    old, new = program.show(first["run"]), program.show(newest["run"])
    assert new["decisions"][0] == old["decisions"][0]
    assert new["decisions"][1]["choice"] != old["decisions"][1]["choice"]
    assert old["seed"] == new["seed"]
    assert f"Tried otherwise from run {first['run']}, decision 2." in program.run("show", newest["run"]).out


def test_a_declined_scenario_leaves_only_the_swap(program: Program) -> None:
    program.play("n", "1", "1", "2", "q")
    [row] = program.runs()
    assert row["scenario"] == "the_next_table"
    assert "Chosen instead of the_full_tray." in program.run("show", row["run"]).out


def test_an_open_assessment_shows_nothing_of_how_it_goes(program: Program) -> None:
    program.play("", "2", "", options=("--seed", "1", "--assess"))
    [row] = program.runs()
    shown = program.show(row["run"])
    assert shown["mode"] == "assessment"
    assert (shown["meters"], shown["scores"], row["score"]) == ({}, {}, None)
    assert [(one["levels"], one["critical"]) for one in shown["decisions"]] == [({}, None)]
    text = program.run("show", row["run"]).out
    assert "Coach" not in text
    assert "Debrief." not in text


def test_a_run_opened_without_a_choice_can_be_gone_on_with(program: Program) -> None:
    left = program.play(scenario="the_next_table", options=())
    assert left.status == 130
    assert program.run("play", "--plain", "--resume", answers="1\n1\nq\n").status == 0


def test_ctrl_c_leaves_as_q_does(program: Program) -> None:
    talking = program.opened("play", "the_next_table", "--plain")
    talking.listen()
    talking.answer("1")
    talking.listen()
    talking.process.send_signal(signal.SIGINT)
    ended = talking.ended()
    assert (ended.status, ended.err) == (130, "")
    assert ended.out.splitlines()[-1].startswith("  trainer play --resume ")
    assert program.runs()[0]["decisions"] == 1


def test_a_closed_pipe_ends_it_quietly_and_loses_nothing(program: Program) -> None:
    talking = program.opened("play", "the_next_table", "--plain")
    talking.listen()
    assert talking.process.stdout is not None
    talking.process.stdout.close()
    talking.answer("1")
    assert talking.process.stderr is not None
    assert talking.process.stderr.read() == b""
    assert talking.process.wait(timeout=30) != 0
    assert program.runs()[0]["decisions"] == 1


def test_two_programs_on_one_run_give_one_clear_line_and_lose_nothing(program: Program) -> None:
    first = program.opened("play", "the_next_table", "--plain", "--seed", "1")
    first.listen()
    second = program.opened("play", "--plain", "--resume")
    second.listen()
    second.answer("1")
    second.listen()
    first.answer("2")
    ended = first.ended()
    assert ended.status == 1
    [line] = ended.err.splitlines()
    assert line.startswith("trainer: Another window is playing this run.")
    second.answer("1")
    second.listen()
    assert second.ended().status == 0
    assert [(one["status"], one["decisions"]) for one in program.runs()] == [("finished", 2)]
    assert program.run("verify").status == 0


def test_home_in_lines_is_what_the_program_opens_without_a_terminal(program: Program) -> None:
    program.play("", "3")
    ended = program.run(answers="1\n\n2\nq\n")
    assert ended.status == 0
    assert ended.out.startswith("trainer. Practising as ")
    assert program.runs()[0]["status"] == "finished"


def test_words_of_any_kind_are_kept_and_never_control_the_terminal(program: Program) -> None:
    answers = b"\n3\n" + "Zoë \x1b[31m “ja” \u202e\x00 你好\r\n".encode() + b"\xff\xfe\n" + b"2\nq\n"
    ended = program.run("play", "the_full_tray", "--plain", "--seed", "1", answers=answers)
    assert ended.status == 0
    [response] = program.show(program.runs()[0]["run"])["responses"]
    assert response["text"] == "Zoë [31m “ja”  你好"


def test_json_stays_json_whatever_was_written(program: Program) -> None:
    program.play("", "3", 'a "quoted" \\ back\\slash', "2", "q")
    out = program.run("show", program.runs()[0]["run"], "--format", "json").out
    assert json.loads(out)["responses"][0]["text"] == 'a "quoted" \\ back\\slash'


def test_a_disk_that_is_full_is_told_in_one_line_and_loses_nothing(program: Program) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux limits a process that is running")
    import resource

    talking = program.opened("play", "the_next_table", "--plain", "--seed", "1")
    talking.listen()
    talking.answer("1")
    talking.listen()
    resource.prlimit(talking.process.pid, resource.RLIMIT_FSIZE, (1, 1))
    talking.answer("1")
    ended = talking.ended()
    assert ended.status == 1
    [line] = ended.err.splitlines()
    assert line.startswith("trainer: ")
    assert "What was already chosen is kept." in line
    assert program.runs()[0]["decisions"] == 1
    assert program.run("play", "--plain", "--resume", answers="1\nq\n").status == 0
    assert program.run("verify").status == 0
