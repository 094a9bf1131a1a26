"""A sitting through the program itself: killed at every prompt, limited afterwards, and the pool kept from practice."""

import json
import re
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


PLAYED = ("How are you today?", "Push your own tray over")
"""What is chosen, whatever its number."""
KEYS = {
    "y for yes": "y",
    "o to open the sitting,": "o",
    "Enter to go on,": "",
    "Enter alone skips": "",
    "Enter to commit": "",
    "r to write a reflection": "q",
    "Enter for the next": "",
    "q to leave the path": "q",
}


def answer_to(said: str) -> str:
    """What somebody answers to what was asked last."""
    asked = said.splitlines()[-1]
    if asked.startswith("Number,"):
        found = re.findall(rf"^(\d)\. You (?:say|do): (?:{'|'.join(PLAYED)})", said, re.M)
        return str(found[-1])
    return next(answer for key, answer in KEYS.items() if key in asked)


def sit_through(program: Program, books: Path) -> tuple[str, Ended]:
    """A sitting from the agreement to its end, in one go: all that was said before the last answer, and its end."""
    talking, said = sitting(program, books), ""
    while "q to leave the path" not in said:
        heard = talking.listen()
        said += heard
        talking.answer(answer_to(heard))
    return said, talking.ended()


def _asked(said: str) -> str:
    """The last thing that was asked, without what came before it."""
    return re.split(r"^(?=Decision \d|Before you choose)|(?=Before you begin)", said, flags=re.M)[-1]


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
    assert said.count(declined) == 0
    while True:
        talking.answer(answer_to(said))
        said = talking.listen()
        if "Enter to commit" in said:  # it is only selected
            continue
        if "Debrief." in said and len(program.runs()) == 2:
            break
        talking.kill()
        talking = sitting(program, books)
        again = talking.listen()
        assert "Debrief." in said or _asked(again) == _asked(said)
        said = again
    talking.kill()
    assert [(row["status"], row["decisions"]) for row in program.runs()] == [("submitted", 2)] * 2
    assert progress(program, books)["sitting"] is None
    assert program.run("verify").status == 0


def test_a_whole_sitting_says_what_happens_now_and_no_more_than_it_may(program: Program, books: Path) -> None:
    said, ended = sit_through(program, books)
    assert ended.status == 0
    for words in ("All 2 conversations are submitted.", "Nothing is decided yet.", "You reached:"):
        assert words in said
    for word in ("Coach:", "The best on offer", "thinks:", "thought:", "Trust", "d for another choice"):
        assert word not in said
    told = progress(program, books)
    assert (told["sitting"], told["can_open"], told["sittings_left"]) == (None, False, 2)
    assert [one["stands"] for one in told["conversations"]] == ["submitted"] * 2  # type: ignore[attr-defined]
    refused = ran(program, books, "sit", "--plain")
    assert (refused.status, refused.out) == (2, "")
    assert "No sitting can be opened now." in refused.err


def test_show_tells_a_mentor_their_own_choices_and_a_coordinator_all(program: Program, books: Path) -> None:
    sit_through(program, books)
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
    played = program.run("play", str(file), "--plain", answers="\n1\n", library=False)
    assert (played.status, played.err) == (130, "")
    assert [(row["scenario"], row["decisions"]) for row in program.runs()] == [("the_low_wall", 1)]
