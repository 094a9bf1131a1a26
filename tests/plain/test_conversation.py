"""What line mode does with answers that mean nothing, and with acts that the machine refuses."""

from pathlib import Path

import pytest

from tests.plain.playing import retold, session, told
from trainer.errors import Exit, RunBusyError
from trainer.session import Session


def test_a_program_that_sends_numbers_only_reaches_the_end(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        status, text = told(practising, "1\n" * 30)
    assert status is Exit.OK
    assert "In your own words:" not in text.split("Debrief.")[0].replace("Before you choose, in your own words:", "")
    assert "You reached:" in text


def test_answers_without_end_that_mean_nothing_end_the_play(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        status, text = told(practising, "\n" + "perhaps\n" * 100_000, "the_next_table")
    assert status is Exit.LEFT
    assert text.count("\n") < 500


def test_a_number_alone_is_not_taken_for_a_persons_own_words(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        told(practising, "\n1\n2\nI would wait.\nq\n", interactive=True)
        run = practising.resume().run
    assert [one.text for one in run.responses] == ["I would wait."]


@pytest.mark.parametrize("answer", ["0", "4", "99999999999999999999", "-1", "1 2", "b x", "yes", "Q!"])
def test_an_answer_that_is_none_changes_nothing(answer: str, tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        status, text = told(practising, f"\n{answer}\n")
        assert practising.resume().run.events == 0
    assert status is Exit.LEFT
    assert "You say" not in text.split(f"q to leave: {answer}")[1]


def test_own_words_that_look_like_commands_of_several_words_are_words(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        told(practising, "\n1\nb honest, that hurts\n")
        run = practising.resume().run
    assert [one.text for one in run.responses] == ["b honest, that hurts"]


def test_a_choice_that_was_not_committed_is_not_made(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        status, text = told(practising, "\n1\n", assess=True)
        assert practising.resume().run.events == 0
    assert status is Exit.LEFT
    assert "You chose 1." in text


def test_an_assessment_tells_nothing_of_how_it_goes(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        _, text = told(practising, "\n2\n\nt\nm\nw\nb\nb 1\nq\n", assess=True)
        _, again = retold(practising, "q\n")
    for shown in (text, again):
        assert not [word for word in ("Coach", "Trust", "thinks", "made good", "make it good") if word in shown]


def test_what_was_taken_back_is_kept_and_told(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        _, text = told(practising, "\n2\nb 1\n3\n\n2\nq\n")
    assert "Tried first and taken back, at decision 1. You say: Tell me, I'll never tell anyone" in text


def test_somebody_to_talk_to_is_a_key_away_everywhere(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        _, text = told(practising, "h\n\nh\n1\nh\n\nh\n1\nh\nq\n")
    asked = text.count(": h\n")
    assert asked == 5
    assert all(part.startswith("Practice only, no real names.") for part in text.split(": h\n")[1:])


class Busy(Session):
    """A session whose runs somebody else plays."""

    def resume(self, run: str | None = None):  # type: ignore[no-untyped-def]
        play = super().resume(run)

        def keep(event: object) -> None:
            raise RunBusyError("Another window is playing this run.", "Go on there.")

        play._keep = keep
        return play


def test_a_run_that_somebody_else_plays_is_let_go(tmp_path: Path) -> None:
    with session(tmp_path) as practising:
        told(practising, "\n1\n")
        busy = Busy(
            practising.library, practising.school, practising.store, now=practising._now, seeds=practising._seeds
        )
        with pytest.raises(RunBusyError):
            retold(busy, "\n1\n")
        assert practising.resume().run.events == 1
