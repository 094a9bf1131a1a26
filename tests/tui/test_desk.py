"""The coordinator's desk by the keyboard: rate own words, observe, judge, certify; and two coordinators at once."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.session.school import RULE
from tests.tui.at_the_desk import WORDS, School, at_desk, school
from tests.tui.stage import LARGE, SMALL, HomeScreen, Sheet, Stage
from trainer.session import desk
from trainer.session.candidate import candidate
from trainer.session.records import Decision
from trainer.session.tasks import Kind
from trainer.session.waiting import queue
from trainer.tui.screens.desk import DeskScreen
from trainer.tui.screens.desk_candidate import CandidateScreen
from trainer.tui.screens.desk_deed import DeedSheet
from trainer.tui.screens.desk_queue import QueueScreen
from trainer.tui.screens.desk_rate import LiveScreen, WordsScreen
from trainer.tui.screens.desk_run import JudgeScreen, RunScreen
from trainer.tui.telling_candidate import titled
from trainer.tui.telling_desk import widths


@pytest.fixture
def hillside(tmp_path: Path) -> School:
    return school(tmp_path)


async def recorded(stage: Stage, words: str = "") -> None:
    """Fill in the first field, and record."""
    await stage.until(DeedSheet)
    await stage.write(words)
    await stage.press("ctrl+s")
    assert "Enter record it" in stage.words()
    await stage.press("enter")


async def marked(stage: Stage, *words: str) -> None:
    """Move the mark down to a line with these words."""
    for _ in range(40):
        if any("▸" in line and all(word in line for word in words) for line in stage.text().splitlines()):
            return
        await stage.press("down")
    raise AssertionError(f"{words} was never marked:\n{stage.text()}")


async def acted(stage: Stage, what: str, words: str) -> None:
    """An act from a candidate's page."""
    await stage.press("a")
    await stage.until(Sheet)
    await marked(stage, what)
    await stage.press("enter")
    await recorded(stage, words)


def test_the_cohort_gives_a_name_the_room_that_is_left() -> None:
    assert widths(77, 6) == (10, 5, 5)
    assert widths(86, 6) == (15, 5, 6)
    assert titled("CE5 in the_only_one is not judged yet.", {"the_only_one": "The only one"}).startswith(
        "CE5 in The only one is"
    )


async def test_the_cohort_at_a_glance_is_filtered_sorted_and_opened(hillside: School) -> None:
    async with at_desk(hillside.session(hillside.noor)) as stage:
        assert isinstance(stage.screen, DeskScreen)
        assert "3 mentors, by name" in stage.words()
        assert f"{len(queue(stage.session, RULE))} waiting" in stage.words()
        assert "4.00 ±0.16" in stage.line("Amina")
        assert "1.0↓" in stage.line("Cem")
        assert "agreement not accepted yet" in stage.line("Dilnoza")
        await stage.press("s")
        assert "nobody is ranked here" in stage.words()
        await stage.press("end", "down", "down", "enter")
        assert "3 mentors, by waiting" in stage.words()
        await stage.press("f", "down", "down", "enter")
        assert "1 mentor, spring" in stage.words()
        assert "Amina" not in stage.text()
        await stage.press("enter")
        await stage.until(CandidateScreen)
        assert "Dilnoza · spring" in stage.text()
        await stage.press("escape")
        await stage.until(DeskScreen)
        assert "1 mentor, spring" in stage.words()


async def test_who_keeps_an_older_certification_has_scores_in_the_right_columns(hillside: School) -> None:
    file = hillside.library.certifications[RULE]
    was, now = "competencies: [stereotype_threat, safeguarding, guiding]", "competencies: [agreement, guiding]"
    file.write_text(file.read_text("utf-8").replace(was, now), "utf-8")
    hillside.library = replace(hillside.library)
    async with at_desk(hillside.session(hillside.noor)) as stage:
        assert "agre" in stage.text()
        first_score = re.search(r"\d\.\d[↓~]", stage.line("Cem"))
        assert first_score is not None
        assert stage.line("guid").index("guid") == first_score.start()


async def test_from_the_queue_to_a_certificate(hillside: School) -> None:
    coordinator = hillside.session(hillside.noor)
    async with at_desk(coordinator) as stage:
        await stage.press("w")
        await stage.until(QueueScreen)
        assert "just now" in stage.line("▸")
        await marked(stage, "Amina", "live role-play to observe")
        await stage.press("enter")
        await stage.until(LiveScreen)
        assert "4 Skilled" in stage.text()
        criteria = desk.live_criteria(coordinator, candidate(coordinator, hillside.amina, RULE))
        await stage.press(*"3" * len(criteria))
        assert f"{len(criteria)} of {len(criteria)} rated" in stage.words()
        await stage.press("r")
        await stage.until(DeedSheet)
        await stage.press(*"15", "tab", *["backspace"] * 10, *"2026-99-21", "ctrl+s", "enter")
        assert '"2026-99-21" is not a day.' in stage.words(), stage.text()
        await stage.press("tab", *["backspace"] * 10, *"2026-11-21", "ctrl+s", "enter")
        await stage.until(QueueScreen)
        assert "The role-play is recorded." in stage.words()
        while any(task.kind is Kind.OWN_WORDS for task in queue(coordinator, RULE)):
            await stage.press("home", *["up"] * 15)
            assert "code" in stage.line("▸")
            await stage.press("enter")
            await stage.until(WordsScreen)
            assert not {"Amina", "Cem"} & set(stage.text().split())
            assert ("You sound worn out by it." in stage.words()) or (WORDS in stage.words())
            await stage.press("4", "4", "4", "r")
            await recorded(stage)
            await stage.until(QueueScreen)
        await marked(stage, "Amina", "decision to make")
        await stage.press("enter")
        await stage.until(CandidateScreen)
        assert "Recommended Ready." in stage.words()
        await acted(stage, "Certify Amina", "All of it is there.")
        assert "Decided: certified." in stage.words()
    (decided,) = candidate(coordinator, hillside.amina, RULE).records.decisions
    assert (decided.decision, decided.reason, decided.by) == (
        Decision.CERTIFIED,
        "All of it is there.",
        hillside.noor.person,
    )


async def test_a_critical_act_is_judged_with_the_transcript_around_it(hillside: School) -> None:
    coordinator = hillside.session(hillside.noor)
    before = candidate(coordinator, hillside.cem, RULE).recommendation.overall.score
    async with at_desk(coordinator) as stage:
        await stage.press("down", "enter")
        await stage.until(CandidateScreen)
        assert "Not now" not in stage.text()
        await stage.press("a")
        assert "Certify Cem" in stage.words()
        assert "Not now: Observed role-play" in stage.words()
        await stage.press("escape")
        await marked(stage, "to be judged")
        assert "Enter judge it" in stage.words()
        await stage.press("enter")
        await stage.until(JudgeScreen)
        assert "to be judged" in stage.line("▸")
        assert "1 Harmful" in stage.line("▸")
        await stage.press("c", "down", "enter")
        await recorded(stage)
        assert "The comment is kept" in stage.words()
        await stage.press("y")
        await stage.until(DeedSheet)
        await stage.press("ctrl+s", "enter")
        assert "Give a reason." in stage.words()
        await recorded(stage, "It stands there.")
        await stage.until(CandidateScreen)
        assert "Confirmed." in stage.words()
    one = candidate(coordinator, hillside.cem, RULE)
    assert [judged.confirmed for judged in one.records.judged.values()] == [True]
    assert one.records.comments[0].text == "One open question, and then you waited. That is what let them go on."
    assert one.recommendation.overall.score == before


async def test_own_words_are_read_with_a_name_only_after_they_were_rated(hillside: School) -> None:
    coordinator = hillside.session(hillside.noor)
    async with at_desk(coordinator, LARGE) as stage:
        await stage.press("down", "enter")
        await stage.until(CandidateScreen)
        await stage.press("end")
        assert "They wait for your mark" in stage.text()
        assert WORDS not in stage.text()
        for task in queue(coordinator, RULE):
            if task.kind is Kind.OWN_WORDS and task.person == hillside.cem.person:
                scene = coordinator.recall(task.run).story.scenes[task.scene].written
                assert scene.respond is not None
                levels = dict.fromkeys(scene.respond.criteria, 1)
                desk.mark_words(coordinator, hillside.cem, RULE, task.run, task.scene, levels)
        await stage.press("escape")
        await stage.until(DeskScreen)
        await stage.press("enter")
        await stage.until(CandidateScreen)
        await stage.press("end")
        assert WORDS in stage.text()
        assert "Noor: " in stage.text()


async def test_who_is_second_hears_that_somebody_was_first_and_keeps_their_words(hillside: School) -> None:
    first, second = hillside.session(hillside.noor), hillside.session(hillside.sam)
    async with at_desk(first) as stage:
        await stage.press("down", "enter")
        await stage.until(CandidateScreen)
        desk.decide(second, hillside.cem, RULE, Decision.RETURNED, reason="Practise keeping no secrets.")
        await acted(stage, "Return with a request", "Talk with me.")
        assert "Something was recorded of this person since you looked." in stage.words()
        await stage.press("escape")
        assert isinstance(stage.screen, CandidateScreen)
        assert "what you wrote is kept" in stage.words()
        assert "Practise keeping no secrets." in stage.words()
        await acted(stage, "Return with a request", "")
        assert "Decided: returned." in stage.words()
    decisions = candidate(first, hillside.cem, RULE).records.decisions
    assert [(one.by, one.reason) for one in decisions] == [
        (hillside.sam.person, "Practise keeping no secrets."),
        (hillside.noor.person, "Talk with me."),
    ]


async def test_a_sitting_is_read_down_to_the_transcript_and_hours_are_entered(hillside: School) -> None:
    coordinator = hillside.session(hillside.noor)
    async with at_desk(coordinator, SMALL) as stage:
        await stage.press("enter")
        await stage.until(CandidateScreen)
        await stage.press("down", "enter")
        assert "− stereotype threat" in stage.text()
        await stage.press("down", "enter")
        await stage.until(RunScreen)
        assert "▸" in stage.line("4 Skilled")
        assert "· Amina" in stage.text()
        await stage.press("escape")
        await stage.until(CandidateScreen)
        assert "− stereotype threat" in stage.text()
        await stage.press("a")
        await marked(stage, "Enter hours")
        await stage.press("enter", *"90x", "ctrl+s", "enter")
        assert '"90x" is not a number of minutes.' in stage.words()
        await stage.press("backspace", "ctrl+s", "enter")
        assert "90 minutes on 2026-11-25 are entered." in stage.words()


async def test_whose_desk_it_is(hillside: School) -> None:
    """Everybody has it while no coordinator has a PIN; from then on those in charge, and a trainer only to mark."""
    mentor = hillside.session(hillside.cem)
    async with at_desk(mentor, SMALL) as stage:
        await stage.press("down", "enter")
        await stage.until(CandidateScreen)
        assert "a act" not in stage.words()
        await stage.press("escape", "q")
        await stage.until(HomeScreen)
        assert "d desk" in stage.words()
    hillside.store.people.set_pin(hillside.noor.person, "2468", who=hillside.noor.person)
    theo = hillside.trainer()
    async with at_desk(hillside.session(theo), home=True) as stage:
        await stage.until(HomeScreen)
        assert "d desk" not in stage.words()
        assert "Desk" in stage.line("It opens once you have a PIN, or anybody could be you.")
        assert '`trainer people pin "Theo"`' in stage.text()
    hillside.store.people.set_pin(theo.person, "1357", who=hillside.noor.person)
    async with at_desk(hillside.session(hillside.store.people.of(theo.person))) as stage:
        assert isinstance(stage.screen, QueueScreen)
        assert "own words to rate" in stage.words()
        assert "critical act" not in stage.words()
        await stage.press("escape")
        await stage.until(HomeScreen)
        assert "d desk" in stage.words()
    async with at_desk(mentor) as stage:
        assert "d desk" not in stage.words()
