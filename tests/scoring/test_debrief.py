"""What a debrief tells, and that it is true and kind."""

from typing import Any

import pytest

from tests.generators import RUBRIC
from tests.small import choice, run_of, scenario, words
from trainer.content.rubric import CriticalAct
from trainer.engine.events import Abandoned, Chose, Mode, Reflected, Responded, Rewound, SelfRated
from trainer.engine.run import Run
from trainer.engine.story import ready
from trainer.scoring.debrief import Debrief, MeterTold, Moment, debrief

SCENES: dict[str, Any] = {
    "one": {
        "looks_at": ["opening"],
        "respond": {"prompt": "And you, {{ mentee.name }}?", "examples": {2: "Cheer up.", 4: "Tell me."}},
        "go": "two",
        "choices": [
            choice("fine", 3, do="Sit down with {{ mentee.them }}.", why="Unhurried; {{ mentee.they }} can go on."),
            choice(
                "best", 4, change={"trust": 1}, reply=[{"you": "Hm.", "thinks": "Go on."}, {"mentee": "You see it?"}]
            ),
            choice("slip", 1, change={"trust": -1}, repair="mend"),
            choice("pact", 1, critical="CE1", repair="mend"),
        ],
    },
    "mend": {"choices": [choice("own_up", 3), choice("keep", 1)]},
    "two": {
        "lines": [{"mentee": "It is {{ mentee.their }} seat.", "thinks": "{{ mentee.They }} saw it."}],
        "looks_at": ["opening", "reflecting"],
        "go": "good_end",
        "choices": [
            choice("mixed", rate={"opening": 4, "reflecting": 1}),
            choice("both", rate={"opening": 3, "reflecting": 3}),
            choice("top", rate={"opening": 4, "reflecting": 4}, when="chose(one.best)"),
            choice("back", 2, go="one"),
            choice("pact", 1, critical="CE9", go="left"),
            choice("low", 1),
        ],
    },
    "left": {
        "ending": {
            "outcome": "poor",
            "title": "{{ mentee.name }} left",
            "text": "Gone.",
            "why": "It was early.",
            "critical": "CE2",
        }
    },
}
STORY = ready(scenario(SCENES, bell={"after": 9, "go": "good_end"}))
ACTS = {"CE1": CriticalAct(title="Promising secrecy", why="It cannot be kept.", instead="Say so.")}


def told(run: Run) -> Debrief:
    return debrief(run, words(STORY.scenario), {"listening": RUBRIC}, ACTS)


def after(*refs: str) -> Debrief:
    return told(run_of(STORY, *refs))


def which(moment: Moment | None) -> str | None:
    return moment and f"{moment.scene}.{moment.choice}"


@pytest.mark.parametrize(
    ("refs", "well", "better"),
    [
        (["one.best", "two.top"], "one.best", None),
        (["one.fine", "two.both"], "one.fine", "one.fine"),
        (["one.best", "two.low"], "one.best", "two.low"),
        (["one.slip", "mend.own_up", "two.low"], "mend.own_up", "two.low"),  # nothing adequate, but a slip made good
        (["one.slip", "mend.keep", "two.low"], None, "one.slip"),  # nothing to praise: never praise harm
        (["one.slip", "mend.keep", "two.pact"], None, "two.pact"),  # of equals the critical act
        (["one.slip", "mend.own_up", "two.both"], "two.both", "one.slip"),
        ([], None, None),
    ],
)
def test_what_went_well_and_one_thing_to_try(refs: list[str], well: str | None, better: str | None) -> None:
    one = after(*refs)
    assert (which(one.went_well), which(one.one_to_try)) == (well, better)


def test_the_best_on_offer_is_of_those_on_offer_and_by_mean() -> None:
    at_two = {refs: after(*refs.split()).moments[-1] for refs in ("one.fine two.mixed", "one.best two.mixed")}
    assert at_two["one.fine two.mixed"].best == "both"  # 3 on the mean beats 4 and 1
    assert at_two["one.best two.mixed"].best == "top"
    assert after("one.fine", "two.both").moments[-1].best is None
    assert after("one.slip", "mend.keep").moments[-1].best == "own_up"
    assert after("one.best").moments[0].best is None


def test_a_moment_tells_what_was_said_and_what_it_did() -> None:
    moment = after("one.best", "two.top").moments[0]
    assert (moment.number, moment.said, moment.is_act, moment.why) == (1, "best", False, "On best.")
    assert (moment.reply, moment.thought) == ("You see it?", ("Amara", "She saw it."))  # not the mentor's own
    assert moment.moved == ("Trust went from 2 to 3.",)
    assert (moment.levels, moment.level, moment.counts, moment.is_repair) == ({"opening": 4}, 4, True, False)
    act = after("one.fine").moments[0]
    assert (act.said, act.is_act, act.why) == ("Sit down with her.", True, "Unhurried; she can go on.")
    assert (act.moved, act.best) == ((), "best")


def test_a_repaired_slip_a_repair_and_a_decision_met_again() -> None:
    one = after("one.slip", "mend.own_up", "two.back", "one.pact", "mend.keep")
    slip, mended, _, again, _ = one.moments
    assert (slip.levels, slip.level, slip.repaired, slip.counts) == ({"opening": 2}, 2, True, True)
    assert (mended.levels, mended.level, mended.counts, mended.is_repair) == ({}, 3, False, True)
    assert (again.levels, again.level, again.counts, again.repaired) == ({}, 1, False, False)
    assert [moment.number for moment in one.moments] == [1, 2, 3, 4, 5]
    opening, reflecting = one.criteria
    assert (opening.title, opening.evidence, reflecting.evidence) == ("Opening", (1, 3), (3,))


def test_a_choice_taken_back_counts_nothing_even_where_it_was_made_again() -> None:
    run = run_of(STORY, "one.pact", "mend.own_up")
    run.apply(Rewound(0))
    for scene, made in (("one", "pact"), ("mend", "own_up")):
        run.apply(Chose(scene, made, ()))
    one = told(run)
    assert [(which(moment), moment.counts, moment.repaired, moment.levels) for moment in one.taken_back] == [
        ("one.pact", False, False, {}),
        ("mend.own_up", False, False, {}),
    ]
    assert (one.moments[0].counts, one.moments[0].repaired) == (True, True)


def test_critical_acts_have_a_reason_and_what_to_do_instead() -> None:
    one = after("one.pact", "mend.own_up", "two.pact")
    assert [(each.code, each.said, each.repaired) for each in one.critical] == [
        ("CE1", "pact", True),
        ("CE9", "pact", False),
        ("CE2", None, False),
    ]
    assert (one.critical[0].title, one.critical[0].instead) == ("Promising secrecy", "Say so.")
    assert all(each.title and each.why and each.instead for each in one.critical)
    assert (one.outcome, one.ending, one.ending_text, one.ending_why) == (
        "poor",
        "Amara left",
        "Gone.",
        "It was early.",
    )


def test_own_words_stand_beside_the_examples_best_first() -> None:
    run = run_of(STORY)
    run.apply(Responded("one", "I see you."))
    run.apply(Chose("one", "best", ()))
    run.apply(SelfRated("one", 3))
    run.apply(Chose("two", "top", ()))
    run.apply(Reflected("I would wait."))
    one = told(run)
    (words_told,) = one.responses
    assert (words_told.prompt, words_told.text, words_told.level) == ("And you, Amara?", "I see you.", 3)
    assert list(words_told.examples.items()) == [(4, "Tell me."), (2, "Cheer up.")]
    assert one.reflections == ("I would wait.",)
    assert one.score.mean == 4, "a rating of one's own words never enters the score"
    for text, count in (("", 0), (None, 1)):  # skipped: not told; erased: told as such
        run = run_of(STORY)
        run.apply(Responded("one", text))
        run.apply(Chose("one", "best", ()))
        assert len(told(run).responses) == count


def test_a_run_given_up_is_told_without_an_end() -> None:
    run = run_of(STORY, "one.best")
    run.apply(Abandoned())
    one = told(run)
    assert (one.ending, one.ending_text, one.outcome, which(one.went_well)) == (None, None, None, "one.best")


def test_an_assessment_is_told_in_full_once_it_is_over() -> None:
    one = told(run_of(STORY, "one.best", "two.top", mode=Mode.ASSESSMENT))
    assert one.moments[0].thought is not None
    assert one.moments[0].moved


@pytest.mark.parametrize(
    ("least", "values", "said"),
    [
        (0, (2, 3, 3, 2), "Trust, from 0 to 5, began at 2. After each decision: 3, 3, 2. It ended where it began."),
        (0, (2, 1), "Trust, from 0 to 5, began at 2. After each decision: 1. It ended at 1."),
        (-3, (0, 0, 0), "Trust, from -3 to 5, stayed at 0."),
        (0, (2,), "Trust, from 0 to 5, began at 2."),
    ],
)
def test_a_meter_in_words(least: int, values: tuple[int, ...], said: str) -> None:
    assert MeterTold("trust", "Trust", least, 5, values).words == said


def test_the_meters_path_is_that_of_the_line_that_stands() -> None:
    run = run_of(STORY, "one.slip", "mend.keep")
    run.apply(Rewound(0))
    run.apply(Chose("one", "best", ()))
    assert [meter.values for meter in told(run).meters] == [(2, 3)]
