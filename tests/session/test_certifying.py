"""From practice to a decision, through the mentor's path and the coordinator's desk."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.session.school import RULE, Hillside, harmful, play_out, practise, skilled
from trainer.content.library import open_library
from trainer.content.role import Role
from trainer.errors import StoreError, UsageError
from trainer.scoring.certify import State
from trainer.session import desk, tasks, waiting
from trainer.session.candidate import candidate
from trainer.session.path import accept_agreement, begin, briefing, decline, open_sitting, path
from trainer.session.records import Decision, Outcome
from trainer.session.session import Session
from trainer.session.standing import Status, standings
from trainer.session.tasks import Kind
from trainer.store import Person, Place


@pytest.fixture
def school(tmp_path: Path) -> Hillside:
    return Hillside(tmp_path)


def sit(session: Session, chooser=skilled, words: str = "") -> None:  # type: ignore[no-untyped-def]
    """Open a sitting and play it to its end."""
    sitting = open_sitting(session, RULE)
    for place in sitting.places:
        play_out(begin(session, sitting, place), chooser, words)


def ready_to_sit(school: Hillside, person: Person) -> Session:
    session = school.session(person)
    accept_agreement(session, RULE)
    rule = candidate(session, person, RULE).certification
    for competency in rule.core:
        free = [
            scenario
            for scenario, of in school.library.competencies.items()
            if of == competency and scenario not in rule.sitting.pool
        ]
        for scenario in free[: rule.practice.scenarios]:
            practise(session, scenario)
        for scenario in free[: rule.practice.again]:
            practise(session, scenario)
    return session


def complete(school: Hillside, person: Person, coordinator: Person) -> None:
    """Everything but the sitting: hours, a live role-play, a reflection."""
    at = school.session(coordinator)
    for _ in range(2):
        desk.enter_hours(at, person, RULE, 4 * 60, date(2026, 11, 20))
    one = candidate(at, person, RULE)
    levels = dict.fromkeys(desk.live_criteria(at, one), 3)
    desk.observe(at, person, RULE, levels, minutes=15, day=date(2026, 11, 21))


def reflect(session: Session) -> None:
    session.recall(session.runs()[-1].run).reflect("I listened more than I thought I could.")


def test_from_the_roster_to_a_certificate(school: Hillside) -> None:
    amina, noor = school.add("Amina"), school.add("Noor", Role.COORDINATOR, None)
    mentor, coordinator = ready_to_sit(school, amina), school.session(noor)
    assert path(mentor, RULE).can_open
    sit(mentor)
    reflect(mentor)
    assert {owed.key for owed in path(mentor, RULE).requirements if not owed.met} >= {"hours", "live"}
    assert {task.kind for task in waiting.queue(coordinator, RULE)} == {Kind.LIVE}
    complete(school, amina, noor)
    told = candidate(coordinator, amina, RULE)
    for scenario in told.evidence.unapproved:
        desk.approve(coordinator, scenario, "Ms Okafor, safeguarding lead")
    told = candidate(coordinator, amina, RULE)
    assert told.recommendation.state is State.READY, told.recommendation.reasons
    assert told.recommendation.overall.score == 4
    kinds = [task.kind for task in waiting.queue(coordinator, RULE)]
    assert kinds == [Kind.DECIDE]
    desk.decide(coordinator, amina, RULE, Decision.CERTIFIED, reason="Everything is there.")
    assert waiting.queue(coordinator, RULE) == []
    (standing,) = standings(coordinator, RULE).values()
    assert standing.status(school.clock()) is Status.CERTIFIED
    school.clock.pass_by(days=160)  # a certificate lapses half a year after the last practice or mentoring
    assert standing.status(school.clock()) is Status.EXPIRING
    school.clock.pass_by(days=60)
    assert standing.status(school.clock()) is Status.EXPIRED
    desk.still_mentoring(coordinator, amina, RULE)
    (standing,) = standings(coordinator, RULE).values()
    assert standing.status(school.clock()) is Status.CERTIFIED
    school.clock.pass_by(days=140)
    assert standing.status(school.clock()) is Status.EXPIRING


def test_nobody_decides_on_what_they_have_not_seen(school: Hillside) -> None:
    amina, noor, sam = school.add("Amina"), school.add("Noor", Role.COORDINATOR), school.add("Sam", Role.COORDINATOR)
    sit(ready_to_sit(school, amina))
    first, second = school.session(noor), school.session(sam)
    seen = candidate(first, amina, RULE).records.seq
    desk.decide(second, amina, RULE, Decision.RETURNED, reason="One more talk.")
    with pytest.raises(StoreError, match="since you looked"):
        desk.decide(first, amina, RULE, Decision.RETURNED, reason="Not yet.", seen=seen)
    with pytest.raises(UsageError, match="Sam was first with Amina: returned"):
        desk.decide(first, amina, RULE, Decision.RETURNED, reason="Not yet.")
    desk.decide(second, amina, RULE, Decision.RETURNED, reason="Two more talks.")
    assert [one.by for one in candidate(first, amina, RULE).records.decisions] == [sam.person, sam.person]
    read = candidate(first, amina, RULE).records.seq
    desk.decide(first, amina, RULE, Decision.RETURNED, reason="Not yet.", seen=read)
    assert candidate(first, amina, RULE).records.decisions[-1].by == noor.person


def test_a_harmful_sitting_waits_for_people_and_may_be_appealed(school: Hillside) -> None:
    cem = school.add("Cem")
    noor, sam = school.add("Noor", Role.COORDINATOR), school.add("Sam", Role.COORDINATOR)
    mentor = ready_to_sit(school, cem)
    sit(mentor, harmful, words="Cheer up.")
    reflect(mentor)
    complete(school, cem, noor)
    first, second = school.session(noor), school.session(sam)
    for scenario in candidate(first, cem, RULE).evidence.unapproved:
        desk.approve(first, scenario, "Ms Okafor")
    told = candidate(first, cem, RULE)
    assert told.recommendation.state is State.CRITICAL_PENDING
    with pytest.raises(UsageError, match="cannot be certified yet"):
        desk.decide(first, cem, RULE, Decision.CERTIFIED, reason="Nice person.")
    before = told.recommendation.overall.score
    for judged in told.recommendation.critical:
        act = (judged.run, judged.act.scene, judged.act.code)
        desk.judge(first, cem, RULE, act, confirmed=True, reason="It stands in the transcript.")
    desk.talk(first, cem, RULE, "We talked about secrecy.")
    told = candidate(first, cem, RULE)
    assert told.recommendation.state is State.NOT_YET
    assert told.recommendation.overall.score == before
    words = [task for task in waiting.queue(first, RULE) if task.kind is Kind.OWN_WORDS]
    assert words
    for task in words:
        piece = next(one for one in tasks.pieces(first, told) if (one.run, one.scene) == (task.run, task.scene))
        desk.mark_words(first, cem, RULE, task.run, task.scene, dict.fromkeys(piece.criteria, 1))
    assert not any(task.kind is Kind.OWN_WORDS for task in waiting.queue(first, RULE))
    due = [task for task in waiting.queue(second, RULE) if task.kind is Kind.OWN_WORDS]
    assert [task.turn for task in due] == [2] * len(words)
    again = next(one for one in tasks.pieces(first, told) if (one.run, one.scene) == (due[0].run, due[0].scene))
    desk.mark_words(second, cem, RULE, again.run, again.scene, dict.fromkeys(again.criteria, 4))
    third = school.session(school.add("Ada", Role.COORDINATOR))
    (called,) = [task for task in waiting.queue(third, RULE) if task.turn == 3]
    assert (called.run, called.scene) == (again.run, again.scene)
    desk.decide(first, cem, RULE, Decision.RETURNED, reason="Practise safeguarding first.")
    desk.appeal(mentor, cem, RULE, "I meant to tell somebody.")
    assert Kind.APPEAL not in {task.kind for task in waiting.queue(first, RULE)}
    with pytest.raises(UsageError, match="Somebody else hears"):
        desk.hear(first, cem, RULE, Outcome.VOIDED, "x")
    desk.hear(third, cem, RULE, Outcome.VOIDED, "A line was misleading.")
    assert candidate(first, cem, RULE).sat is None


def test_tries_are_counted_and_a_voided_one_is_given_back(school: Hillside) -> None:
    amina, noor = school.add("Amina"), school.add("Noor", Role.COORDINATOR)
    mentor, coordinator = ready_to_sit(school, amina), school.session(noor)
    sit(mentor)
    with pytest.raises(UsageError, match="No sitting can be opened now"):
        open_sitting(mentor, RULE)
    sitting = candidate(mentor, amina, RULE).sittings[0]
    desk.void_sitting(coordinator, amina, RULE, sitting.sitting, "The fire alarm rang.")
    assert path(mentor, RULE).can_open


def test_a_certification_that_changes_leaves_those_under_way_alone(school: Hillside) -> None:
    amina, noor = school.add("Amina"), school.add("Noor", Role.COORDINATOR)
    accept_agreement(school.session(amina), RULE)
    before = candidate(school.session(amina), amina, RULE).snapshot
    text = school.library.certification_text(RULE) + "reflections: 5\n"
    file = school.folder / "onboarding.certification.yaml"
    file.write_text(text)
    school.library = replace(school.library, shelf=replace(school.library.shelf, certifications=(file,)))
    mentor, coordinator = school.session(amina), school.session(noor)
    assert candidate(mentor, amina, RULE).certification.reflections == 1
    assert candidate(mentor, amina, RULE).snapshot == before
    other = school.add("Ben")
    assert candidate(school.session(other), other, RULE).certification.reflections == 5
    desk.move(coordinator, amina, RULE, "New term, new rule.")
    assert candidate(mentor, amina, RULE).certification.reflections == 5


def test_declining_takes_an_equal_scenario_or_says_that_there_is_none(school: Hillside) -> None:
    amina = school.add("Amina")
    mentor = ready_to_sit(school, amina)
    sitting = open_sitting(mentor, RULE)
    kinds = school.library.competencies
    for place in sitting.places:
        left = [
            one
            for one in candidate(mentor, amina, RULE).certification.sitting.pool
            if kinds[one] == kinds[place.scenario]
        ]
        if len(left) > sum(kinds[one.scenario] == kinds[place.scenario] for one in sitting.places):
            decline(mentor, sitting, place)
            now = candidate(mentor, amina, RULE).sittings[0].places[place.place - 1]
            assert kinds[now.scenario] == kinds[place.scenario]
            assert now.instead_of == place.scenario
        else:
            with pytest.raises(UsageError, match="no other scenario"):
                decline(mentor, sitting, place)


def test_a_scenario_withdrawn_under_way_has_an_equal_take_its_place(school: Hillside, tmp_path: Path) -> None:
    amina = school.add("Amina")
    mentor = ready_to_sit(school, amina)
    sitting = open_sitting(mentor, RULE)
    begun, gone = sitting.places[:2]
    play, kinds = begin(mentor, sitting, begun), school.library.competencies

    ours = tmp_path / "library"
    for folder in ("rubrics", "scenarios"):
        shutil.copytree(school.library.shelf.root / folder, ours / folder)

    def places_without(*scenarios: str) -> tuple[Place, ...]:
        for name in scenarios:
            (ours / "scenarios" / f"{name}.yaml").unlink(missing_ok=True)
        school.library = open_library(ours)
        found = path(school.session(amina), RULE).sitting
        assert found is not None
        return found.places

    assert path(mentor, RULE).tries == "2 sittings left."
    now = places_without(begun.scenario, gone.scenario)
    assert (now[1].instead_of, kinds[now[1].scenario]) == (gone.scenario, kinds[gone.scenario])
    assert [one.scenario for one in now[2:]] == [one.scenario for one in sitting.places[2:]]
    assert begin(school.session(amina), sitting, now[0]).header == play.header
    assert path(school.session(amina), RULE).conversations[0].title != begun.scenario

    pool = candidate(mentor, amina, RULE).certification.sitting.pool
    now = places_without(*(name for name in pool if kinds[name] == kinds[gone.scenario]))
    with pytest.raises(UsageError, match="no other scenario"):
        briefing(school.session(amina), now[1])


def test_minutes_here_are_counted_from_marks(school: Hillside) -> None:
    amina = school.add("Amina")
    session = school.session(amina)
    session.mark()
    school.clock.pass_by(minutes=2)
    session.mark()
    school.clock.pass_by(minutes=30)
    session.mark()
    school.clock.pass_by(days=-1)
    session.mark()
    assert candidate(session, amina, RULE).evidence.program_minutes == 2
