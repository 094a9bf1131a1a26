"""A sitting through the program itself: killed at every prompt, limited afterwards, and the pool kept from practice."""

import json
from pathlib import Path

import pytest

from tests.session.pool import library
from tests.stories.program import Ended, Program, Talking


@pytest.fixture
def books(tmp_path: Path) -> Path:
    return library(tmp_path)


def ran(program: Program, books: Path, *arguments: str, answers: str = "") -> Ended:
    return program.run("--library", str(books), *arguments, answers=answers, library=False)


def progress(program: Program, books: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads(ran(program, books, "progress", "--format", "json").out)
    return told


def sitting(program: Program, books: Path) -> Talking:
    return program.opened("--library", str(books), "sit", "--plain")


def test_killed_at_every_prompt_a_sitting_goes_on_at_the_same_place(program: Program, books: Path) -> None:
    talking = sitting(program, books)
    said = talking.listen()
    assert "The agreement comes before a sitting." in said
    for answer in ("y", "o"):
        talking.answer(answer)
        said = talking.listen()
    assert "Before you begin: Somebody is left alone." in said
    declined = said.split(" Before you begin")[0].splitlines()[-1]
    talking.answer("n")
    said = talking.listen()
    assert "nothing is counted against you" in said
    assert declined not in said
    for answers in (("",), ("", "2", ""), ("", "2", "")):
        talking.kill()
        talking = sitting(program, books)
        said = talking.listen()
        for answer in answers:
            talking.answer(answer)
            said = talking.listen()
        if "Debrief." in said:
            break
    talking.kill()
    runs = program.runs()
    assert [(row["status"], row["decisions"]) for row in runs] == [("submitted", 2)], said
    assert "left. Enter for the next" not in said
    again = ran(program, books, "sit", "--plain", answers="q\nq\n")
    assert "Before you begin" in again.out
    assert progress(program, books)["sitting"] is not None
    assert program.run("verify").status == 0


def test_a_whole_sitting_says_what_happens_now_and_no_more_than_it_may(program: Program, books: Path) -> None:
    one = "\n2\n\n\n2\n\nq\n"
    ended = ran(program, books, "sit", "--plain", answers=f"y\no\n{one}\n{one}q\n")
    assert ended.status == 0, ended
    assert "All 2 conversations are submitted." in ended.out
    assert "Nothing is decided yet." in ended.out
    assert "You reached:" in ended.out
    for word in ("Coach:", "The best on offer", "thinks:", "thought:", "Trust", "d for another choice"):
        assert word not in ended.out
    told = progress(program, books)
    assert (told["sitting"], told["can_open"], told["sittings_left"]) == (None, False, 2)
    assert [one["stands"] for one in told["conversations"]] == ["submitted"] * 2  # type: ignore[attr-defined]
    refused = ran(program, books, "sit", "--plain")
    assert (refused.status, refused.out) == (2, "")
    assert "No sitting can be opened now." in refused.err


def test_show_tells_a_mentor_their_own_choices_and_a_coordinator_all(program: Program, books: Path) -> None:
    one = "\n2\n\n\n2\n\nq\n"
    ran(program, books, "sit", "--plain", answers=f"y\no\n{one}\n{one}q\n")
    run = program.runs()[0]["run"]
    mine = ran(program, books, "show", run).out
    assert "Debrief." in mine
    assert "The best on offer" not in mine
    assert "Coach:" not in mine
    record = json.loads(ran(program, books, "show", run, "--format", "json").out)
    assert record["meters"] == {}
    assert [one["levels"] for one in record["decisions"]]
    ran(program, books, "people", "add", "Noor", "--role", "coordinator")
    assert "Coach:" not in ran(program, books, "show", run).out
    assert "The best on offer" in ran(program, books, "--as", "Noor", "show", run).out


def test_the_pool_is_refused_by_its_name_and_played_from_its_file(program: Program, books: Path) -> None:
    home = ran(program, books, "--plain", answers="q\n").out
    assert "Starting: 1 of 3 done. Next: Agreement: read it and accept it." in home
    assert "The low wall" not in home
    refused = ran(program, books, "play", "the_low_wall", "--plain")
    assert refused.status == 2
    assert refused.err.count("\n") == 1
    assert "kept for sittings" in refused.err
    assert program.runs() == []
    file = books / "scenarios" / "the_low_wall.yaml"
    played = program.run("play", str(file), "--plain", answers="\n1\n\n1\nq\n", library=False)
    assert played.status == 0
    assert [row["status"] for row in program.runs()] == ["finished"]
