"""What a mentor may play, and what they are told, on the way to a certificate."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from tests.session.pool import POOL, RULE, library
from tests.session.school import Hillside, harmful, middling, play_out, skilled
from trainer.content.library import open_library
from trainer.content.role import Role
from trainer.engine.events import Mode
from trainer.engine.play import Play
from trainer.errors import UsageError
from trainer.session import Session, desk
from trainer.session.candidate import candidate
from trainer.session.feedback import tell, told_to
from trainer.session.onward import at_home
from trainer.session.path import accept_agreement, begin, open_sitting, path
from trainer.session.records import Decision, Outcome
from trainer.session.sitting import afterwards, before


@pytest.fixture
def school(tmp_path: Path) -> Iterator[Hillside]:
    made = Hillside(tmp_path, open_library(library(tmp_path)))
    with made.store:
        yield made


def on_home(session: Session) -> set[str]:
    return {card.scenario for shelf in session.home().shelves for card in shelf.cards}


def sat(session: Session, chooser=middling, words: str = "Nobody waited for you.") -> list[Play]:  # type: ignore[no-untyped-def]
    """Agree, and a sitting played to its end."""
    accept_agreement(session, RULE)
    sitting = open_sitting(session, RULE)
    return [play_out(begin(session, sitting, place), chooser, words) for place in sitting.places]


def test_the_pool_is_kept_from_mentors_until_they_are_certified(school: Hillside) -> None:
    amina, noor = school.add("Amina"), school.add("Noor", Role.COORDINATOR)
    mentor, coordinator = school.session(amina), school.session(noor)
    pool = set(POOL)
    assert mentor.reserved == pool
    assert on_home(mentor) == {"the_full_tray", "the_next_table"}
    assert not {card.scenario for card in mentor.instead("the_low_wall")} & pool
    assert at_home(mentor).next is not None
    for mode in Mode:
        with pytest.raises(UsageError, match='"the_low_wall" is kept for sittings'):
            mentor.start("the_low_wall", mode)
    assert on_home(coordinator) > pool
    assert coordinator.start("the_low_wall").run.is_open
    assert school.session(school.add("Tom", Role.TRAINER)).start("the_low_wall").run.is_open
    sat(mentor, skilled)
    assert mentor.reserved == pool
    for scenario in candidate(mentor, amina, RULE).evidence.unapproved:
        desk.approve(coordinator, scenario, "Ms Okafor")
    for marker in (coordinator, school.session(school.add("Sam", Role.COORDINATOR))):  # one in ten is marked twice
        for task in candidate_words(marker, school):
            desk.mark_words(marker, amina, RULE, *task, {"saying_back": 3})
    desk.decide(coordinator, amina, RULE, Decision.CERTIFIED, reason="All there.")
    assert mentor.reserved == frozenset()
    assert on_home(mentor) > pool
    assert mentor.start("the_low_wall").run.is_open
    desk.decide(coordinator, amina, RULE, Decision.WITHDRAWN, reason="Left a secret lying about.")
    assert mentor.reserved == pool


def candidate_words(coordinator: Session, school: Hillside) -> list[tuple[str, str]]:
    """Own words that wait to be marked: (run, scene)."""
    from trainer.session.tasks import Kind
    from trainer.session.waiting import queue

    return [(task.run, task.scene) for task in queue(coordinator, RULE) if task.kind is Kind.OWN_WORDS]


def test_an_author_plays_a_file_whatever_its_pool(school: Hillside) -> None:
    amina = school.add("Amina")
    author = Session(
        school.library, school.session(amina).school, school.store, now=school.clock, seeds=school.seeds,
        person=amina, tried="the_low_wall",
    )  # fmt: skip
    assert author.start("the_low_wall").run.is_open
    with pytest.raises(UsageError, match="kept for sittings"):
        author.start("the_long_bench")


def test_a_pool_that_changes_keeps_what_a_candidate_began_with_from_them_too(school: Hillside) -> None:
    amina = school.add("Amina")
    accept_agreement(school.session(amina), RULE)
    file = school.folder / "library" / "rubrics" / f"{RULE}.certification.yaml"
    file.write_text(file.read_text().replace("the_low_wall, ", ""))
    school.library = open_library(school.folder / "library")
    assert school.session(school.add("Ben")).reserved == set(POOL) - {"the_low_wall"}
    assert school.session(amina).reserved == set(POOL)


def test_after_a_conversation_of_a_sitting_own_choices_are_told_and_nothing_of_the_others(school: Hillside) -> None:
    amina, noor = school.add("Amina"), school.add("Noor", Role.COORDINATOR)
    mentor = school.session(amina)
    play = sat(mentor)[0]
    told = tell(mentor, play)
    whole = mentor.debrief(play)
    assert told.debrief.is_limited
    assert not told.free
    assert [one.score for one in told.debrief.criteria] == [one.score for one in whole.criteria]
    assert [(one.said, one.levels) for one in told.debrief.moments] == [(one.said, one.levels) for one in whole.moments]
    assert any(one.best or one.why for one in whole.moments)
    assert not any(one.best or one.why or one.thought or one.moved for one in told.debrief.moments)
    assert told.debrief.one_to_try is None
    assert [dict(one.examples) for one in told.debrief.responses] == [{}]
    assert told_to(school.session(noor), play, noor)[0] == whole
    assert told_to(mentor, play, None)[0].is_limited
    with pytest.raises(UsageError, match="kept for sittings"):
        mentor.fork(play, 0)
    practice = play_out(mentor.start("the_full_tray"), middling)
    assert tell(mentor, practice).free
    assert tell(mentor, practice).debrief == mentor.debrief(practice)


def test_a_certification_may_tell_everything(tmp_path: Path) -> None:
    school = Hillside(tmp_path, open_library(library(tmp_path, feedback="full")))
    with school.store:
        mentor = school.session(school.add("Amina"))
        play = sat(mentor)[0]
        assert tell(mentor, play).debrief == mentor.debrief(play)
        assert not tell(mentor, play).free


def test_comments_stand_in_the_debrief_in_the_order_of_the_decisions(school: Hillside) -> None:
    amina, noor = school.add("Amina"), school.add("Noor", Role.COORDINATOR)
    mentor, coordinator = school.session(amina), school.session(noor)
    play, other = sat(mentor)
    run = play.header.run
    desk.comment(coordinator, amina, RULE, run, "You kept your word.")
    desk.comment(coordinator, amina, RULE, run, "What did you hear here?", scene="waiting")
    desk.comment(coordinator, amina, RULE, run, "A good beginning.", scene="tray")
    said = [(one.by, one.number, one.text) for one in tell(mentor, play).remarks]
    assert said == [
        ("Noor", 1, "A good beginning."),
        ("Noor", 2, "What did you hear here?"),
        ("Noor", None, "You kept your word."),
    ]
    assert tell(mentor, other).remarks == ()


def test_the_path_tells_the_decision_with_its_reason_and_takes_an_appeal(school: Hillside) -> None:
    amina = school.add("Amina")
    noor, sam = school.add("Noor", Role.COORDINATOR), school.add("Sam", Role.COORDINATOR)
    mentor = school.session(amina)
    sat(mentor, harmful)
    assert path(mentor, RULE).verdict is None
    desk.decide(school.session(noor), amina, RULE, Decision.RETURNED, reason="One talk first.")
    verdict = path(mentor, RULE).verdict
    assert verdict is not None
    assert (verdict.decision, verdict.by, verdict.reason) == (Decision.RETURNED, "Noor", "One talk first.")
    assert verdict.appeal_until is not None
    desk.appeal(mentor, amina, RULE, "I meant to tell somebody.")
    found = path(mentor, RULE)
    assert found.verdict is not None
    assert found.verdict.appeal_until is None
    assert found.next == "Your appeal waits for its answer."
    desk.hear(school.session(sam), amina, RULE, Outcome.UPHELD, "The words stand in the transcript.")
    answered = path(mentor, RULE).verdict
    assert answered is not None
    assert [(one.outcome, one.answer) for one in answered.appeals] == [
        (Outcome.UPHELD, "The words stand in the transcript.")
    ]
    school.clock.pass_by(days=20)
    late = path(mentor, RULE).verdict
    assert late is not None
    assert late.appeal_until is None


def test_home_has_a_line_for_mentors_only(school: Hillside) -> None:
    mentor = school.session(school.add("Amina"))
    (line,) = at_home(mentor).onward
    assert (line.label, line.done, line.of, line.decided) == ("Starting", 1, 3, None)
    assert line.next == "Agreement: read it and accept it."
    assert at_home(school.session(school.add("Noor", Role.COORDINATOR))).onward == ()


def test_a_certification_that_cannot_be_used_hides_nothing_and_holds_nobody(school: Hillside) -> None:
    file = school.folder / "library" / "rubrics" / f"{RULE}.certification.yaml"
    file.write_text(file.read_text().replace("the_low_wall", "the_high_wall"))
    school.library = open_library(school.folder / "library")
    mentor = school.session(school.add("Amina"))
    assert on_home(mentor) >= {"the_full_tray", "the_next_table", "the_low_wall"}
    with pytest.raises(Exception, match="the_high_wall"):
        accept_agreement(mentor, RULE)
    file.write_text("certification: [")
    school.library = open_library(school.folder / "library")
    assert at_home(school.session(mentor.me)).onward == ()


def test_the_pages_before_and_after_a_sitting_say_what_they_must(school: Hillside) -> None:
    amina = school.add("Amina")
    mentor = school.session(amina)
    said = " ".join(before(mentor, candidate(mentor, amina, RULE)))
    for words in ("2 conversations, about 5 minutes", "no coach, no thoughts, no meters, and no going back",
                  "Closing the window costs nothing", "content note", "You can sit 3 times"):  # fmt: skip
        assert words in said
    sat(mentor, harmful)
    said = " ".join(afterwards(mentor, candidate(mentor, amina, RULE)))
    for words in ("All 2 conversations are submitted", "Nothing is decided yet", "could do harm", "sit again",
                  "appeal within 14 days"):  # fmt: skip
        assert words in said
    until = path(mentor, RULE).wait_until
    assert until is not None
    assert until.astimezone(UTC) > school.clock()
