"""Runs from another machine: what was altered is refused, what comes in counts as practice and not as a sitting."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.session.school import RULE, Hillside, harmful, play_out, practise
from tests.session.test_certifying import ready_to_sit, sit
from trainer.content.certification import Elsewhere, Feedback
from trainer.content.library import open_library
from trainer.content.role import Role
from trainer.engine.events import link
from trainer.errors import TrainerError, UsageError
from trainer.session.candidate import accepted, candidate
from trainer.session.elsewhere import look, receive, send
from trainer.session.feedback import feedback
from trainer.session.session import Session
from trainer.session.verification import verify
from trainer.store import Taken

ROOT = Path(__file__).parents[2]
Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def away(tmp_path_factory: pytest.TempPathFactory) -> Hillside:
    """Another machine, on which somebody practised with own words and a choice taken back, and sat."""
    school = Hillside(tmp_path_factory.mktemp("away"))
    session = ready_to_sit(school, school.add("Amina at home"))
    play = session.start(_free(session))
    while play.prompt:
        play.respond("That sounds hard.")
    play.choose(play.offers[0].id)
    play.rewind(0)
    play_out(play, harmful, "And then?")
    play.reflect("I talked too much.")
    sit(session)
    session.start(_free(session))
    return school


@pytest.fixture(scope="module")
def file(away: Hillside) -> bytes:
    return text(away).encode()


def text(away: Hillside, *, words: bool = True) -> str:
    [person] = away.store.people.present()
    return send(away.session(person), person, words=words).text


@pytest.fixture
def here(tmp_path: Path, away: Hillside) -> Hillside:
    return Hillside(tmp_path, away.library)


def _free(session: Session) -> str:
    return next(card.scenario for card in session.library.cards() if card.scenario not in session.reserved)


def test_what_came_in_counts_as_practice_and_not_as_a_sitting(here: Hillside, away: Hillside, file: bytes) -> None:
    amina, boss = here.add("Amina"), here.add("Ms Okafor", Role.COORDINATOR, None)
    at = here.session(boss)
    arrived = look(at, file)
    assert (arrived.name, arrived.known, arrived.strange) == ("Amina at home", None, ())
    assert here.store.runs() == []
    there = {row.run: row for row in away.store.runs()}
    assert receive(at, arrived, amina).new == len(arrived.runs) == len(there) - 1
    mine = here.store.runs(person=amina.person)
    assert all(row.elsewhere and row.fresh and verify(at, row) == [] for row in mine)
    assert {row.run: row.score for row in mine} == {row.run: there[row.run].score for row in mine}
    assert list(here.store.exports.decisions()) != []
    assert here.store.exports.behind() == []
    one = candidate(at, amina, RULE)
    [sender] = away.store.people.present()
    assert one.evidence.practised == candidate(away.session(sender), sender, RULE).evidence.practised != {}
    assert (one.evidence.sat, one.evidence.reflections) == (None, 1)
    assert [row for row in mine if not accepted(one.certification, row)] == [
        row for row in mine if row.mode == "assessment"
    ]
    strict = one.certification.model_copy(update={"elsewhere": Elsewhere(practice=False, assessment=True)})
    assert {row.mode for row in mine if accepted(strict, row)} == {"assessment"}
    assert receive(at, look(at, file), amina) == Taken(known=len(mine))
    with pytest.raises(UsageError, match="These runs are Amina's"):
        receive(at, look(at, file), here.add("Zed"))
    sat = at.recall(next(row.run for row in mine if row.mode == "assessment"))
    assert feedback(at, sat, amina) is Feedback.SUMMARY
    assert feedback(at, sat, boss) is Feedback.FULL
    with pytest.raises(UsageError, match="somebody else's"):
        here.session(boss).resume(mine[0].run)


def test_a_sitting_that_came_in_counts_where_the_certification_takes_it(
    tmp_path: Path, away: Hillside, file: bytes
) -> None:
    for folder in ("scenarios", "rubrics"):
        copytree(ROOT / folder, tmp_path / "library" / folder)
    rule = tmp_path / "library" / "rubrics" / f"{RULE}.certification.yaml"
    rule.write_text(f"{rule.read_text('utf-8')}\nelsewhere: {{assessment: true}}\n", "utf-8")
    here = Hillside(tmp_path / "data", open_library(tmp_path / "library"))
    amina, boss = here.add("Amina"), here.add("Ms Okafor", Role.COORDINATOR, None)
    at = here.session(boss)
    before = candidate(at, amina, RULE)
    arrived = look(at, file)
    assert receive(at, arrived, amina).sittings == len(arrived.sittings) == 1
    [sender] = away.store.people.present()
    there, one = candidate(away.session(sender), sender, RULE), candidate(at, amina, RULE)
    assert one.evidence.sat == there.evidence.sat is not None
    assert one.recommendation.overall.score == there.recommendation.overall.score
    assert one.turn.left == before.turn.left - 1
    assert receive(at, look(at, file), amina) == Taken(known=len(arrived.runs))
    assert here.store.tallies.complete(RULE) == 1


def test_own_words_stay_where_they_can_be_erased_unless_asked_for(here: Hillside, away: Hillside, file: bytes) -> None:
    assert "words" not in json.loads(text(away, words=False))["runs"][0]["events"][0]
    amina = here.add("Amina")
    at = here.session(amina)
    receive(at, look(at, text(away, words=False).encode()), amina)
    told = [play.run for play in (at.recall(row.run) for row in at.runs()) if play.run.responses]
    assert told
    assert all(response.text in (None, "") for run in told for response in run.responses)
    assert receive(at, look(at, file), amina).new == 0


def test_assessments_are_for_a_coordinator_to_send(here: Hillside) -> None:
    amina, boss = here.add("Amina"), here.add("Ms Okafor", Role.COORDINATOR, None)
    sit(ready_to_sit(here, amina))
    here.store.people.set_pin(boss.person, "2468", who=None)
    boss = here.store.people.of(boss.person)
    mine, all_of_it = (send(here.session(one), amina, words=False) for one in (amina, boss))
    assert mine.kept == all_of_it.runs - mine.runs > 0
    assert all_of_it.kept == 0
    for act in (lambda: send(here.session(amina), boss, words=False), lambda: look(here.session(amina), b"{}")):
        with pytest.raises(UsageError, match="Only a coordinator may"):
            act()
    with pytest.raises(UsageError, match="no run to send"):
        send(here.session(boss), boss, words=False)


# What was altered


def _chain(run: dict[str, Any]) -> None:
    """Make the chain of a run fit what it says now, as a forger would."""
    before = link(b"", run["header"].encode())
    run["link"] = before.hex()
    for event in run["events"]:
        before = link(before, event["data"].encode())
        event["link"] = before.hex()


def _header(**changes: Any) -> Change:
    def change(record: dict[str, Any]) -> None:
        run = record["runs"][0]
        header = json.loads(run["header"]) | changes
        run["header"] = json.dumps(header, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        _chain(run)

    return change


def _another_choice(record: dict[str, Any]) -> None:
    for run in record["runs"]:
        for event in run["events"]:
            said = json.loads(event["data"])
            if said["kind"] == "chose" and len(said["shown"]) > 1:
                said["choice"] = next(one for one in said["shown"] if one != said["choice"])
                event["data"] = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                return


def _another_order(record: dict[str, Any]) -> None:
    run = record["runs"][0]
    for event in run["events"]:
        said = json.loads(event["data"])
        if said["kind"] == "chose":
            said["shown"].reverse()
            event["data"] = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    _chain(run)


def _cut(record: dict[str, Any]) -> None:
    run = record["runs"][0]
    while json.loads(run["events"][-1]["data"])["kind"] != "chose":
        run["events"].pop()
    run["events"].pop()


def _kinder_text(record: dict[str, Any]) -> None:
    """A scenario in which everything is a 4, with its hash made to fit, but under the old name in the header."""
    sha = json.loads(record["runs"][0]["header"])["snapshots"]["scenario"]
    record["texts"][sha] = record["texts"][sha].replace("level: 1", "level: 4")


def _hostile_text(said: str) -> Change:
    def change(record: dict[str, Any]) -> None:
        run = record["runs"][0]
        header = json.loads(run["header"])
        sha = sha256(said.encode()).hexdigest()
        record["texts"][sha] = said
        header["snapshots"]["scenario"] = sha
        _header(snapshots=header["snapshots"])(record)

    return change


def _other_words(record: dict[str, Any]) -> None:
    worded = next(event for run in record["runs"] for event in run["events"] if "words" in event)
    worded["words"]["text"] = "aGFybWxlc3M="


def _no_texts(record: dict[str, Any]) -> None:
    record["texts"] = {}


def _sitting(**changes: Any) -> Change:
    def change(record: dict[str, Any]) -> None:
        record["sittings"][0] |= changes

    return change


def _place(**changes: Any) -> Change:
    def change(record: dict[str, Any]) -> None:
        record["sittings"][0]["places"][0] |= changes

    return change


def _practice_as_sat(record: dict[str, Any]) -> None:
    practised = next(json.loads(run["header"]) for run in record["runs"] if '"practice"' in run["header"])
    _place(run=practised["run"], scenario=practised["scenario"], seed=practised["seed"])(record)


def _unreadable_rule(record: dict[str, Any]) -> None:
    said = "certification: onboarding\ndraw: ["
    record["texts"][sha256(said.encode()).hexdigest()] = said
    _sitting(snapshot=sha256(said.encode()).hexdigest())(record)


def _short(record: dict[str, Any]) -> None:
    record["sittings"][0]["places"].pop()


def _sat_twice(record: dict[str, Any]) -> None:
    record["sittings"] *= 2


def _twice(record: dict[str, Any]) -> None:
    record["runs"].append(record["runs"][0])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_another_choice, "the chain is broken at event"),
        (_another_order, "other choices were on offer than the log says"),
        (_cut, "it is not over"),
        (_kinder_text, "is not what it was"),
        (_other_words, "the words of event"),
        (_no_texts, "says what no header says"),
        (_twice, "a run is in it twice"),
        (_sat_twice, "a sitting is in it twice"),
        (_sitting(seed=3), "not drawn from its pool"),
        (_sitting(opened="then"), "says what no sitting says"),
        (_sitting(snapshot="0" * 64), "says what no sitting says"),
        (_sitting(certification="other"), "of another certification"),
        (_place(run="0" * 8), "a run of a sitting is missing"),
        (_place(seed=7), "not played in it"),
        (_place(instead_of="the_walk_home"), "not played in it"),
        (_practice_as_sat, "not played in it"),
        (_short, "of another certification"),
        (_unreadable_rule, "says what no sitting says"),
        (_header(seed=-1), "says what no header says"),
        (_header(seed=True), "says what no header says"),
        (_header(person="\x00'; DROP TABLE runs"), "says what no header says"),
        (_header(run="../../x"), "says what no header says"),
        (_header(opened="yesterday"), "says what no header says"),
        (_header(casting="zz"), "played on another text, or with another casting"),
        (_header(scenario="the_flyer_2"), "played on another text"),
        (_header(mode="exam"), "cannot be played again"),
        (_header(engine=2), "made by another version of trainer"),
        (_hostile_text("scenario: [unclosed"), "was altered or damaged"),
        (_hostile_text("scenario: x\nstart: nowhere\nscenes: {}\n"), "was altered or damaged"),
        (_hostile_text("&a [*a, *a]"), "was altered or damaged"),
    ],
)
def test_what_was_altered_is_refused_whole(here: Hillside, file: bytes, change: Change, said: str) -> None:
    record = json.loads(file)
    change(record)
    at = here.session(here.add("Ms Okafor", Role.COORDINATOR, None))
    with pytest.raises(UsageError) as refused:
        look(at, json.dumps(record).encode())
    assert said in refused.value.message
    assert here.store.runs() == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"kind": "trainer runs"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"kind":"trainer runs","version":99}',
    ],
)
def test_what_is_no_such_file_is_refused(here: Hillside, data: bytes) -> None:
    at = here.session(here.add("Ms Okafor", Role.COORDINATOR, None))
    with pytest.raises(UsageError, match=r"no file of runs|newer version"):
        look(at, data)


def test_a_text_that_nobody_here_knows_is_named(here: Hillside, file: bytes) -> None:
    record = json.loads(file)
    run = next(one for one in record["runs"] if json.loads(one["header"])["mode"] == "practice")
    record["runs"], record["sittings"] = [run], []
    sha = json.loads(run["header"])["snapshots"]["scenario"]
    _hostile_text(f"# mine\n{record['texts'][sha]}")(record)
    arrived = look(here.session(here.add("Ms Okafor", Role.COORDINATOR, None)), json.dumps(record).encode())
    assert arrived.strange == (json.loads(run["header"])["scenario"],)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_byte_changed_anywhere_is_refused_or_changes_nothing(
    here: Hillside, file: bytes, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(file) - 1))
    byte = data.draw(st.sampled_from(b'0aZ"\\{],: \n\x00\xff'))
    changed = file[:place] + bytes([byte]) + file[place + 1 :]
    at = here.session(here.store.person())
    try:
        arrived = look(at, changed)
    except TrainerError:
        return
    assert [one.sent.links for one in arrived.runs] == [one.sent.links for one in look(at, file).runs]


def test_practice_there_is_practice_here(here: Hillside) -> None:
    """A file from this very database brings nothing, and needs nobody to say whose it is."""
    amina = here.add("Amina")
    session = here.session(amina)
    practise(session, _free(session))
    arrived = look(session, send(session, amina, words=True).text.encode())
    assert arrived.known == here.store.people.of(amina.person)
    assert receive(session, arrived, amina) == Taken(known=1)
    assert [row.elsewhere for row in session.runs()] == [False]
