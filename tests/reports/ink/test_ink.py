"""Stories exported to ink: played in inkjs on the same choices, they say and do what the engine says and does."""

import json
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generators import scenarios, unhurried
from tests.small import choice, header, scenario
from trainer.content.compile import load_walks
from trainer.content.library import open_library
from trainer.content.rubric import School
from trainer.content.scenario import Scenario
from trainer.content.text import TextError, read, voices
from trainer.engine.events import Chose
from trainer.engine.machine import machine_for
from trainer.engine.run import Run
from trainer.engine.steps import wording
from trainer.engine.story import ready
from trainer.engine.transcript import Entry, Kind, after_choice, opening
from trainer.reports.ink import Exported, exported

HERE = Path(__file__).parent
INKJS = HERE.parents[2] / "bench" / "node_modules" / "inkjs"
LIBRARY = open_library()
SCHOOLS = (School(), School(peer_asks_directly=True))
Player = Callable[[Exported, Sequence[Sequence[str]]], list[list[dict[str, Any]]]]

needs_inkjs = pytest.mark.skipif(
    shutil.which("node") is None or not INKJS.is_dir(),
    reason="node or inkjs is not installed (`npm --prefix bench install`): nothing to play the stories in",
)


@pytest.fixture(scope="module")
def inkjs() -> Iterator[Player]:
    """Plays a story in inkjs: for each play, what was so at each rest."""
    words = ["node", str(HERE / "inkjs.mjs"), str(INKJS.parents[1] / "package.json")]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdin is not None
    assert process.stdout is not None

    def played(story: Exported, plays: Sequence[Sequence[str]]) -> list[list[dict[str, Any]]]:
        knots = list(story.names.scenes.values())
        told = {"ink": story.text, "knots": knots, "plays": [list(one) for one in plays]}
        process.stdin.write(json.dumps(told) + "\n")
        process.stdin.flush()
        found = json.loads(process.stdout.readline())
        assert found["wrong"] == [], story.text
        return found["plays"]

    yield played
    process.stdin.close()
    process.wait(30)


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def said(entry: Entry) -> tuple[str, str | None] | None:
    """What ink says of an entry, and the thought behind it; None for what it does not say."""
    match entry.kind:
        case Kind.MOVED:
            return None
        case Kind.SPEECH | Kind.COACH:
            return on_one_line(f"{entry.name}: {entry.text}"), entry.thought and on_one_line(entry.thought)
    return on_one_line(entry.text), entry.thought and on_one_line(entry.thought)


class Ours:
    """A run of the engine, told as the script tells of inkjs."""

    def __init__(self, scenario: Scenario, casting: str, school: School) -> None:
        story = ready(scenario, school.allows)
        self.voices = voices(scenario, casting, school)
        self.run = Run(story, machine_for(story), header(casting=casting))
        self.met = Counter(state.scene for state in self.run.opening)
        self.rests = [self.rest(opening(self.run, self.voices))]

    def rest(self, entries: list[Entry]) -> dict[str, Any]:
        told = [one for one in map(said, entries) if one is not None]
        ending = self.run.story.scenes[self.run.position.scene].written.ending
        if ending is not None and ending.why:
            told.append((on_one_line(f"Coach: {self.voices.say(ending.why)}"), None))
        offered = self.run.on_offer() if self.run.is_open else ()
        scene = self.run.story.scenes[self.run.position.scene]
        if scene.only_words and scene.written.respond is not None:
            told.append((on_one_line(self.voices.say(scene.written.respond.prompt)), None))
        return {
            "said": told,
            "shown": {
                one.id: on_one_line(self.voices.say(wording(self.run.story, self.run.position, one))) for one in offered
            },
            "meters": dict(zip(self.run.story.meters, self.run.position.meters, strict=True)),
            "met": dict(self.met),
            "outcome": self.run.outcome,
        }

    def choose(self, id: str) -> None:
        self.run.apply(Chose(self.run.position.scene, id, ()))
        made = self.run.line[-1]
        self.met.update(state.scene for state in made.trail)
        self.rests.append(self.rest(after_choice(self.run, made, self.voices, True)))

    def at_random(self, seed: int) -> list[str]:
        """Choose at random until the end; what was chosen."""
        dice, chosen = random.Random(seed), []
        while self.run.is_open:
            chosen.append(dice.choice([one.id for one in self.run.on_offer()]))
            self.choose(chosen[-1])
        return chosen


def theirs(rest: dict[str, Any], story: Exported) -> dict[str, Any]:
    """What inkjs told of a rest, in our words."""
    tags = [tag for _, tags in rest["said"] for tag in tags]
    return {
        "said": [
            (on_one_line(words), next((tag[8:] for tag in tags if tag.startswith("thinks: ")), None))
            for words, tags in rest["said"]
            if words.strip()
        ],
        "shown": {id: on_one_line(words) for id, words in rest["shown"].items()},
        "meters": {id: rest["variables"][name] for id, name in story.names.meters.items()},
        "met": {id: rest["met"][name] for id, name in story.names.scenes.items() if rest["met"][name]},
        "outcome": next((tag[9:] for tag in tags if tag.startswith("outcome: ")), None),
    }


def must_play_alike(inkjs: Player, scenario: Scenario, casting: str, school: School, runs: list[Ours]) -> None:
    story = exported(scenario, casting, school)
    plays = [[made.choice for made in one.run.line] for one in runs]
    for one, rests in zip(runs, inkjs(story, plays), strict=True):
        assert [theirs(rest, story) for rest in rests] == one.rests


def at_random(scenario: Scenario, casting: str, school: School, seeds: range) -> list[Ours]:
    runs = []
    for seed in seeds:
        runs.append(Ours(scenario, casting, school))
        runs[-1].at_random(seed)
    return runs


@needs_inkjs
@pytest.mark.parametrize("name", sorted(LIBRARY.scenarios))
def test_the_library_plays_in_inkjs_as_it_plays_here(name: str, inkjs: Player) -> None:
    scenario = LIBRARY.scenario(name)
    beside = Path(LIBRARY.scenarios[name]).with_name(f"{name}.walks.yaml")
    walks = load_walks(beside, LIBRARY).must().walks.values() if beside.exists() else ()
    for school in SCHOOLS:
        runs = []
        for walk in walks:
            if frozenset(walk.school) == school.allows:
                runs.append(Ours(scenario, "a", school))
                for ref in walk.choose:
                    runs[-1].choose(ref.partition(".")[2])
        must_play_alike(inkjs, scenario, "a", school, runs + at_random(scenario, "a", school, range(40)))
    for casting in scenario.castings:
        must_play_alike(inkjs, scenario, casting, SCHOOLS[0], at_random(scenario, casting, SCHOOLS[0], range(5)))


@needs_inkjs
@settings(unhurried, max_examples=60)
@given(scenario=scenarios(), direct=st.booleans(), casting=st.sampled_from("ab"))
def test_any_scenario_plays_in_inkjs_as_it_plays_here(
    inkjs: Player, scenario: Scenario, direct: bool, casting: str
) -> None:
    school = SCHOOLS[direct]
    must_play_alike(inkjs, scenario, casting, school, at_random(scenario, casting, school, range(6)))


def _readable(text: str) -> bool:
    try:
        read(text)
    except TextError:
        return False
    return bool(text.strip()) and all(isinstance(piece, str) for piece in read(text))


SIGNS = st.text(st.sampled_from("\\{}|#~*+-=<>[]()/\"'!&$:;,.@ab  \n"), min_size=1, max_size=12)
ODD = st.one_of(
    SIGNS,
    SIGNS.map("TODO: {}".format),
    st.sampled_from(["VAR x = 1", "-> END", "- else: no", "=== knot ===", "INCLUDE x", "// gone", "a /* b", "<> glue"]),
).filter(_readable)


@needs_inkjs
@settings(unhurried, max_examples=60)
@given(st.lists(ODD, min_size=8, max_size=8))
def test_no_word_of_an_author_is_a_command_of_ink(inkjs: Player, odd: list[str]) -> None:
    line, thought, first, second, reply, note, end, name = odd
    wordings = [{"text": first, "when": "trust > 2"}, {"text": second}]
    scenes = {
        "one": {
            "lines": [{"narrator": line}, {"mentee": line, "thinks": thought}, {"you": line, "when": "trust == 2"}],
            "go": "one",
            "choices": [
                choice("say", say=wordings, reply=[{"narrator": reply}], change={"trust": 1}, why=note),
                choice("do", do=second, when="trust >= 2", go="done", reply=reply),
            ],
        },
        "done": {"ending": {"outcome": "mixed", "title": end, "text": end, "why": note}},
        "rings": {"lines": [{"narrator": end, "when": "chose(one.say)"}], "go": "done"},
    }
    cast = {"mentee": {"name": name.strip(), "pronouns": "she", "about": note}}
    more = {"cast": cast, "bell": {"after": 3, "go": "rings"}, "setting": line, "goal": end, "note": note}
    made = scenario(scenes, **more)
    must_play_alike(inkjs, made, "a", SCHOOLS[0], at_random(made, "a", SCHOOLS[0], range(4)))


def awkward() -> Scenario:
    """A scenario whose names ink has uses of its own for, and whose conditions lean on the order of what happens."""
    meters = ("mod", "move", "least", "two", "coached", "mentee_name", "list")
    more = {"meters": {name: {"start": 1, "min": -1, "max": 2, "label": name} for name in meters}}
    first = [{"text": "Again.", "when": "chose(two.two)"}, {"text": "First.", "when": "not chose(two.two)"}]
    scenes = {
        "has": {
            "route": [{"when": "visited(has) or mod - -1 > 4", "go": "good_end"}, {"when": "mod == mod", "go": "two"}]
        },
        "two": {
            "lines": [
                {"mentee": "Seen.", "when": "visited(two)"},
                {"mentee": "{{ mentee.name }} new.", "when": "not visited(two) and not chose(two.two, two.scene)"},
            ],
            "go": "once",
            "choices": [
                choice(
                    "two",
                    say=first,
                    change={"mod": 5, "move": -1},
                    go="two",
                    reply=[{"narrator": "Now.", "when": "chose(two.two) and not visited(two)"}],
                ),
                choice("scene", do="Wait.", repair="mend", change={"least": -9}),
                choice(
                    "once", do="{{ mentee.They }} {{ mentee.is }} late.", when="(mod >= 2 or move < 1) and not -mod > 1"
                ),
            ],
        },
        "mend": {
            "lines": [{"mentee": "Oh.", "when": "visited(two)"}],
            "choices": [choice("two", 3, change={"coached": 1, "list": 1}), choice("keep", 1, when="chose(two.scene)")],
        },
        "once": {"lines": [{"you": "Hm.", "when": "chose(mend.two)"}], "go": "has"},
        "ring": {"go": "good_end"},
    }
    return scenario(scenes, bell={"after": 3, "go": "ring"}, **more)


@needs_inkjs
def test_names_that_ink_keeps_and_facts_in_their_own_scene(inkjs: Player) -> None:
    made = awkward()
    must_play_alike(inkjs, made, "a", SCHOOLS[0], at_random(made, "a", SCHOOLS[0], range(60)))


def test_what_cannot_be_mapped_is_said() -> None:
    story = exported(awkward(), "a", SCHOOLS[0])
    assert story.names.renamed == {"has": "has_", "mod": "mod_", "list": "list_", "two": "two_", "once": "once_"}
    told = exported(LIBRARY.scenario("the_walk_home"), "b", SCHOOLS[1])
    assert "VAR school_peer_asks_directly = true" in told.text
    for left in (
        "scores.",
        "going back, and the order",
        "own words before the choices of `said`;",
        "casting `a`, `c`. Export",
        "the scenario's `rubrics`, `sources`, `topics`.",
    ):
        assert sum(one.startswith(left) for one in told.left_out) == 1
        assert f"// Not in this story: {left}" in told.text
