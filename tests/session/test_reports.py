"""The reports on a cohort and on scenarios, and a mentor's own page: as they are read, and against direct figures."""

import re
from html import unescape
from pathlib import Path
from random import Random

import pytest

from tests.plain.playing import must_be_golden
from tests.session.cohort import cohort, hillside, marked, player, sits
from tests.session.pool import POOL, RULE
from tests.session.school import Hillside, harmful, practise, skilled
from trainer.content.role import Role
from trainer.errors import UsageError
from trainer.reports.cohort import cohort as report
from trainer.reports.cohort import items as of_items
from trainer.reports.cohort import mentor as of_mentor
from trainer.reports.cohort.blocks import Page, Section, Table
from trainer.reports.cohort.page import html, lines, pdf
from trainer.reports.cohort.telling import interval, number
from trainer.scoring.score import observations, run_mean
from trainer.scoring.statistics import agreement, items, reliability
from trainer.scoring.statistics.consistency import livingston_lewis
from trainer.scoring.statistics.precision import sem
from trainer.scoring.statistics.spread import counted, spread
from trainer.session import Session, desk
from trainer.session.candidate import candidate
from trainer.session.own_page import own_page
from trainer.session.records import Decision
from trainer.session.remarks import Source, note_remark
from trainer.session.spread import step
from trainer.session.standing import standings
from trainer.session.statistics import gathered, scenarios

UNSURE = re.compile(r"Version:? [0-9a-f]{8}")


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Hillside:
    """Forty mentors, of whom 37 sat the same three conversations; two people marked their words."""
    school = hillside(tmp_path_factory.mktemp("forty"))
    cohort(school, 40)
    marked(school, "Noor", "Sam")
    return school


def coordinator(school: Hillside, name: str = "Noor") -> Session:
    known = [one for one in school.store.people.present() if one.name == name]
    return school.session(known[0] if known else school.add(name, Role.COORDINATOR, None))


def read(page: Page) -> str:
    return UNSURE.sub("Version ········", "\n".join([*lines(page), ""]))


def row(page: Page, title: str) -> tuple[object, ...]:
    """The first row of a page that begins with a title."""

    def tables(sections: tuple[Section, ...]) -> list[Table]:
        found = [block for one in sections for block in one.blocks if isinstance(block, Table)]
        return found + [each for one in sections for each in tables(one.parts)]

    return next(one for each in tables(page.sections) for one in each.rows if one[0] == title)


def test_a_school_of_twelve_reads_as_written(tmp_path: Path) -> None:
    school = hillside(tmp_path)
    first, *_ = cohort(school, 12)
    at = coordinator(school)
    note_remark(at, "the_low_wall", "My mentee said nobody talks like that.", Source.MENTEE)
    desk.decide(at, first, RULE, Decision.RETURNED, reason="Once more, please.")
    must_be_golden("report_cohort", read(report.page(gathered(at, RULE, "autumn"))))
    must_be_golden("report_mentor", read(of_mentor.page(own_page(school.session(first), first, RULE))))
    practise(school.session(school.add("Mia")), "the_full_tray", harmful)
    versions, said = scenarios(at, ["the_full_tray"])
    must_be_golden("report_items", read(report.items_page("Scenarios", "today", versions, said)))


def test_the_figures_are_those_of_a_direct_computation(forty: Hillside) -> None:
    at = coordinator(forty)
    found = gathered(at, RULE)
    page = report.page(found)
    scores, levels = [], {}
    for person in forty.store.people.present():
        for sitting in forty.store.desk.sittings(person.person):
            runs = [at.recall(place.run).run for place in sitting.places if place.run]
            by_scenario = {run.header.scenario: float(run_mean(observations(run)) or 0) for run in runs}
            scores.append([by_scenario[name] for name in sorted(POOL)])
            levels[person.person] = [one.level for run in runs for one in observations(run)]
    assert found.sat == len(scores) == 37
    assert sorted(found.forms[0].rows) == sorted(map(tuple, scores))
    table = sorted(scores)
    assert row(page, "Alpha, of scenario scores")[1] == number(reliability.alpha(table).value)
    assert row(page, "Alpha, of scenario scores")[2] == interval(reliability.alpha(table))
    assert row(page, "Standard error of measurement")[1] == number((sem(table).value or 0) / 3)
    twice = livingston_lewis(table, 3, seed=1, resamples=0).agreement
    assert row(page, "Decided alike twice")[1] == number(twice.value)
    assert row(page, "Spread of a person’s levels")[1] == number(float(found.spread.value))
    assert not found.spread.assumed


def test_the_figures_of_a_decision_are_those_of_a_direct_computation(forty: Hillside) -> None:
    at = coordinator(forty)
    version = next(one for one in gathered(at, RULE).versions if one.scenario == "the_low_wall")
    model = at.library.scenario("the_low_wall")
    assert [one.scene for one in version.decisions if one.is_anchor] == ["tray", "waiting"]
    rows, taken = [], []
    for found in forty.store.runs(scenario="the_low_wall"):
        line = at.recall(found.run).run.line
        first = {made.scene: made.choice for made in reversed(line)}
        names = [first[one.scene] for one in version.decisions if one.is_anchor]
        given = [one for one in version.decisions if one.is_anchor]
        rows.append(
            [
                next(choice.level for choice in model.scenes[decision.scene].choices if choice.id == name) or 0
                for decision, name in zip(given, names, strict=True)
            ]
        )
        taken.append(names)
    for column, decision in enumerate(one for one in version.decisions if one.is_anchor):
        figures = of_items.figures(decision)
        assert figures.difficulty == items.difficulty([row[column] for row in rows])
        expected = items.item_total(rows, column)
        assert figures.rest.n == expected.n == 37
        assert figures.rest.value == pytest.approx(expected.value)
        drawn = items.choices(
            [names[column] for names in taken],
            items.rest_scores(rows, column) or [],
            [one.choice for one in decision.choices],
            {one.choice for one in decision.choices if one.is_best},
        )
        assert [(one.choice, one.count, one.flags) for one in of_items.choices(decision)] == [
            (one.choice, one.count, one.flags) for one in drawn
        ]


def test_markers_are_compared_as_they_marked(forty: Hillside) -> None:
    at = coordinator(forty)
    found = gathered(at, RULE)
    given: dict[tuple[object, ...], list[int]] = {}
    for one in forty.store.audit_rows(action="response_marked"):
        for name, level in one.what.items():
            if name.startswith("level:"):
                given.setdefault((one.what["run"], one.what["scene"], name), []).append(int(level or 0))
    pairs = sorted(tuple(levels) for levels in given.values() if len(levels) == 2)
    (twice,) = found.marks.twice
    assert (twice.first, twice.second) == ("Noor", "Sam")
    assert sorted(twice.pairs) == pairs
    page = report.page(found)
    if len(pairs) >= 5:
        assert row(page, "Same level")[1] == number(agreement.exact(pairs).value)  # type: ignore[arg-type]


def test_a_cohort_of_thirty_gives_the_spread_and_standings_follow(tmp_path: Path) -> None:
    school = hillside(tmp_path)
    noor = coordinator(school)
    people = [school.add(f"M{at}") for at in range(30)]
    for at, person in enumerate(people[:-1]):
        sits(school, person, player(Random(at), 0.6))
    before = standings(noor, RULE)[people[0].person]
    told = candidate(noor, people[0], RULE)
    assert told.evidence.spread_assumed
    assert standings(noor, RULE)[people[0].person] is not before  # read from what is kept
    sits(school, people[-1], player(Random(30), 0.6))
    told = candidate(noor, people[0], RULE)
    assert not told.evidence.spread_assumed
    levels = [
        [one.level for played in candidate(noor, person, RULE).evidence.sat.played for one in played.observations]  # type: ignore[union-attr]
        for person in people
    ]
    assert told.evidence.spread == spread([counted(one) for one in levels], resamples=0).value
    after = standings(noor, RULE)[people[0].person]
    assert (before.overall.error, after.overall.error) == (
        pytest.approx(0.75 / before.overall.observations**0.5),
        pytest.approx(float(told.evidence.spread) / after.overall.observations**0.5),
    )
    sitting = candidate(noor, people[3], RULE).sittings[0]
    desk.void_sitting(noor, people[3], RULE, sitting.sitting, "The fire alarm rang.")
    assert candidate(noor, people[0], RULE).evidence.spread_assumed
    assert standings(noor, RULE)[people[0].person].overall.error == before.overall.error


def test_the_spread_is_taken_anew_only_when_people_have_doubled() -> None:
    assert [step(people) for people in (0, 29, 30, 59, 60, 119, 120, 1000)] == [0, 0, 30, 30, 60, 60, 120, 960]


def test_an_empty_school_and_one_person(tmp_path: Path) -> None:
    school = hillside(tmp_path)
    noor = coordinator(school)
    told = read(report.page(gathered(noor, RULE)))
    assert "Nobody is listed" in told
    assert "Nothing was marked twice yet" in told
    one = school.add("Amina")
    assert "There is no score yet" in read(of_mentor.page(own_page(school.session(one), one, RULE)))
    sits(school, one, skilled)
    told = read(report.page(gathered(noor, RULE)))
    assert "Cannot tell yet: this needs 30 people, and has 1" in told
    assert not re.search(r"\b(nan|None|inf)\b", told)
    assert html(report.page(gathered(noor, RULE))).count("<h1>") == 1


HOSTILE = "</h1><script>alert(1)</script> {{ 7*7 }} #eval(1) \x1b[31m\u202e=cmd"


def test_hostile_names_are_text(tmp_path: Path) -> None:
    school = hillside(tmp_path)
    noor = coordinator(school)
    one = school.store.people.add("x", Role.MENTOR, "autumn")
    school.store.rename(one.person, HOSTILE[:60])
    sits(school, one, harmful, words="<img src=x onerror=alert(1)>")
    note_remark(noor, "the_low_wall", "<b>{{ 1 }}</b> #pagebreak()", Source.PARENT)
    for page in (report.page(gathered(noor, RULE)), of_mentor.page(own_page(noor, one, RULE))):
        made = html(page)
        assert "<script>" not in made
        assert "<b>" not in made
        assert "<img" not in made
        assert "\x1b" not in made + "".join(lines(page)[:0])
        assert "49" not in made.split("</h1>")[0]
        pytest.importorskip("typst")
        assert pdf(page).startswith(b"%PDF")
    assert "</h1><script>" in unescape(html(report.page(gathered(noor, RULE))))


def test_drawings_are_said_and_ids_stand_once(forty: Hillside) -> None:
    made = html(report.page(gathered(coordinator(forty), RULE)))
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids)) > 20
    drawn = re.findall(r"<svg [^>]*>.*?</svg>", made, re.DOTALL)
    assert all('role="img"' in one and "<title" in one and "<desc" in one for one in drawn)


def test_who_may_read_what(tmp_path: Path) -> None:
    school = hillside(tmp_path)
    amina, ben = school.add("Amina"), school.add("Ben")
    trainer, noor = school.add("Ito", Role.TRAINER), school.add("Noor", Role.COORDINATOR)
    for one in (noor, trainer):
        school.store.people.set_pin(one.person, "4711", who=noor.person)
    trainer = school.store.people.of(trainer.person)
    assert own_page(school.session(amina), amina, RULE).name == "Amina"
    for who, act in (
        (amina, lambda session: gathered(session, RULE)),
        (amina, scenarios),
        (amina, lambda session: own_page(session, ben, RULE)),
        (trainer, lambda session: gathered(session, RULE)),
    ):
        with pytest.raises(UsageError, match="Only a"):
            act(school.session(who))
    assert scenarios(school.session(trainer)) == ((), ())
