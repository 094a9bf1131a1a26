"""Stories in Twee: read as npm extwee reads them, mapped as they play, and nothing dropped in silence."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.analysis.prove import RULES as PROOFS
from trainer.analysis.prove import prove
from trainer.content.compile import Proofs, check_bytes
from trainer.content.findings import Severity
from trainer.content.library import open_library
from trainer.content.model import read_model
from trainer.content.reader import read as read_yaml
from trainer.content.rules.rule import Rule
from trainer.content.scenario import Scenario
from trainer.content.source import Source
from trainer.content.twee.expressions import Change, Known, UnmappedError, read_change, said
from trainer.content.twee.expressions import read as read_expression
from trainer.content.twee.passages import Sayings, read
from trainer.content.twee.pieces import Comment, Goto, Hooks, Link, Odd, Piece, Set, Words
from trainer.content.twee.rules import RULES
from trainer.content.twee.scanner import scan
from trainer.content.twee.story import Imported, imported
from trainer.engine.steps import begin, offered, step
from trainer.engine.story import ready

HERE = Path(__file__).parent
STORIES = HERE / "twee"
EXTWEE = HERE.parents[1] / "bench" / "node_modules" / "extwee"
LIBRARY = open_library()


def story(text: str, name: str | None = None, path: str = "story.twee") -> Imported:
    """A story, imported."""
    return imported(Source(path, text), name, "active_listening", ["open_invitation"])


def file(name: str) -> Imported:
    """One of the stories beside this test."""
    return story((STORIES / f"{name}.twee").read_text("utf-8"), name)


def codes(found: Imported) -> set[str]:
    return {finding.code for finding in found.findings}


def model(found: Imported) -> Scenario:
    assert found.text is not None
    return read_model(found.text, Scenario)


# Reading


@pytest.mark.skipif(
    shutil.which("node") is None or not EXTWEE.is_dir(),
    reason="node or extwee is not installed (`npm --prefix bench install`): nothing to compare the reading with",
)
@pytest.mark.parametrize("path", sorted(STORIES.glob("*.twee")), ids=lambda path: path.stem)
def test_passages_are_read_as_extwee_reads_them(path: Path) -> None:
    words = ["node", str(STORIES / "extwee.mjs"), str(EXTWEE), str(path)]
    theirs = json.loads(subprocess.run(words, check=True, capture_output=True, env=os.environ, timeout=60).stdout)
    source = Source(path.name, path.read_text("utf-8"))
    passages = read(source, Sayings(source))
    ours = [
        {"name": one.name, "tags": list(one.tags), "metadata": one.metadata, "text": one.text}
        for one in passages
        if one.name not in ("StoryTitle", "StoryData") and not {"script", "stylesheet"} & set(one.tags)
    ]
    assert ours == theirs["passages"]
    assert next(one.text for one in passages if one.name == "StoryTitle") == theirs["name"]
    for one in passages:
        assert source.text[one.at :].startswith(one.text)
        assert source.text[one.head :].startswith("::")


def plainly(pieces: Sequence[Piece]) -> list[Any]:
    """Pieces without their places."""
    found: list[Any] = []
    for piece in pieces:
        match piece:
            case Words(text=text):
                found += [text.strip()] if text.strip() else []
            case Link():
                found.append((piece.text, piece.target, *piece.sets))
            case Set(text=text):
                found.append(f"set {text}")
            case Goto(target=target):
                found.append(f"goto {target}")
            case Odd(name=name):
                found.append(f"odd {name}")
            case Comment(text=text):
                found.append(f"# {text}")
            case Hooks(branches=branches):
                found.append([(text, *plainly(inner)) for text, _, inner in branches])
    return found


@pytest.mark.parametrize(
    ("text", "harlowe", "expected"),
    [
        ("a [[b]] c", True, ["a", ("b", "b"), "c"]),
        ("[[go on->b]][[b<-go on]][[go on|b]]", True, [("go on", "b")] * 3),
        ("[[a -> b -> c]]", True, [("a -> b", "c")]),
        ("[[go on|b][$x to 1, $y += 2]]", False, [("go on", "b", "$x to 1", "$y += 2")]),
        ("[[b][$x++]]", False, [("b", "b", "$x++")]),
        ('(link-goto: "go on", "b") (link-goto:"b")', True, [("go on", "b"), ("b", "b")]),
        ('(link: "go on")[(set: $x to 1)(go-to: "b")]', True, [("go on", "b", "$x to 1")]),
        ('(link-reveal-goto: "go on", "b")[(set: $x to it + 1)]', True, [("go on", "b", "$x to it + 1")]),
        ('(link: "more")[More words.]', True, ["odd a link that leads to no passage", "More words."]),
        ('<<link "go on" "b">><<set $x to 1>><</link>>', False, [("go on", "b", "$x to 1")]),
        ("<<link [[go on|b]]>><</link>>", False, [("go on", "b")]),
        ('<<button "go on">><<goto "b">><</button>>', False, [("go on", "b")]),
        ('<<goto [[b]]>> <<goto "c">>', False, ["goto b", "goto c"]),
        ("(set: $x to 1, $y to (a: 1, 2))", True, ["set $x to 1", "set $y to (a: 1, 2)"]),
        ("(if: $x > (3))[one [[b]]](else-if: $y)[two] (else:)[three]", True,
         [[("$x > (3)", "one", ("b", "b")), ("$y", "two"), (None, "three")]]),
        ("(unless: $x)[[[b]]]", True, [[("$x", ("b", "b"))]]),
        ("<<if $x gt 1>>one<<elseif $y>><<if $z>>two<</if>><<else>>three<</if>>four", False,
         [[("$x gt 1", "one"), ("$y", [("$z", "two")]), (None, "three")], "four"]),
        ('<<if $x is ">>">>one<</if>>', False, [[('$x is ">>"', "one")]]),
        ("<!-- a --> b /* c */ d /% e %/", False, ["# a", "b", "# c", "d", "# e"]),
        ("a /* b (c: d) << e", True, ["a /* b", "odd (c:)", "<< e"]),
        ('<<audio "x" play>> <b>c</b>', False, ["odd <<audio>>", "odd <b>", "c", "odd </b>"]),
        ("(text-style: 'bold')[(set: $x to 1)word]", True, ["odd (textstyle:)", "set $x to 1", "word"]),
        ("[[ (if: <<if a (link:", True, ["odd [[", "(", "if: <<if a", "(", "link:"]),
    ],
)  # fmt: skip
def test_pieces(text: str, harlowe: bool, expected: list[Any]) -> None:
    assert plainly(scan(text, 0, harlowe)) == expected


KNOWN = Known({"$trust": "trust", "$told": "told"}, frozenset({"$told"}), lambda name: name.lower())


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("$trust > 2", "trust > 2"),
        ("$trust gte 2 and not $told", "trust >= 2 and told == 0"),
        ("($trust is 2 or $told) and $trust neq 3", "(trust == 2 or told == 1) and trust != 3"),
        ("!($trust <= 2)", "trust > 2"),
        ("$told is false", "told == 0"),
        ("$told is not true", "told == 0"),
        ("$trust + 1 === 3 - $trust", "trust + 1 == 3 - trust"),
        ("$trust lt -1", "trust < -1"),
        ("$trust", "trust != 0"),
        ('visited("Attic")', "visited(attic)"),
        ('(visited: "Attic") && !$told', "visited(attic) and told == 0"),
        ('(history:) contains "Attic"', "visited(attic)"),
        ('"Attic" is not in (history:)', "not (visited(attic))"),
        ("not ($trust is 1 and $told)", "not (trust == 1 and told == 1)"),
    ],
)
def test_conditions(text: str, when: str) -> None:
    assert said(read_expression(text), KNOWN) == when


@pytest.mark.parametrize(
    "text",
    [
        '$name is "Ann"', "random(1, 2) is 1", "$other > 2", "true", "$trust >", "($trust > 1", "$trust is 1.5", "",
        "$bag contains 1", "$trust > 1 $trust", "visited('Attic') > 2",
    ],
)  # fmt: skip
def test_conditions_that_have_no_words(text: str) -> None:
    with pytest.raises(UnmappedError):
        said(read_expression(text), KNOWN)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("$x to 3", Change("$x", 3)),
        ("$x = true", Change("$x", True)),
        ("$x to it + 2", Change("$x", None, 2)),
        ("$x to $x - 2", Change("$x", None, -2)),
        ("$x to 2 + $x", Change("$x", None, 2)),
        ("$x += 1 + 1", Change("$x", None, 2)),
        ("$x -= 2", Change("$x", None, -2)),
        ("$x--", Change("$x", None, -1)),
        ("4 into $x", Change("$x", 4)),
        ("$x to -4", Change("$x", -4)),
    ],
)
def test_changes(text: str, change: Change) -> None:
    assert read_change(text) == change


@pytest.mark.parametrize(
    "text", ["$x to $y", '$x to "a"', "$x to $y + 1", "x to 1", "$x is 1", "$x to it * 2", "$x == 1"]
)
def test_changes_that_meters_do_not_have(text: str) -> None:
    with pytest.raises(UnmappedError):
        read_change(text)


# Mapping


def rated(text: str) -> str:
    """A scenario's file with levels and notes as an author might write them."""
    numbers = iter(range(1000))

    def rate(match: re.Match[str]) -> str:
        number = next(numbers)
        why = f"Note {number} {chr(97 + number) * 9}."
        return f"{match[0]}\n{match[1]}  level: {4 if number % 2 else 2}\n{match[1]}  why: {why}"

    return re.sub(r"^( +)- id: .*$", rate, text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", ["the_bench", "the_hub"])
def test_what_is_left_to_do_is_ratings_and_notes(name: str) -> None:
    found = file(name)
    assert found.text is not None
    proofs = Proofs(PROOFS, prove)
    checked = check_bytes(f"{name}.yaml", found.text.encode(), LIBRARY, proofs) or ()
    assert sorted(one.code for one in checked) == ["K001"] * found.to_rate + ["W201"] * found.to_rate
    assert found.to_rate == found.text.count("# to write: its level") > 5
    later = check_bytes(f"{name}.yaml", rated(found.text).encode(), LIBRARY, proofs) or ()
    assert {one.code for one in later if one.severity is Severity.ERROR} <= {
        "P007"
    }  # a 4 in every state is the author's


def played(scenario: Scenario, *choices: str) -> tuple[list[str], dict[str, int]]:
    """The scenes rested in, and the meters at last, when these choices are made."""
    told = ready(scenario)
    state = begin(told)
    scenes = [state.scene]
    for id in choices:
        state = step(told, state, next(one for one in offered(told, state) if one.id == id))
        scenes.append(state.scene)
    return scenes, dict(zip(told.meters, state.meters, strict=True))


def test_a_story_in_harlowe_plays_as_it_did() -> None:
    bench = model(file("the_bench"))
    together = played(bench, "say_nothing_and_wait", "that_sounds_lonely")
    assert together == (["by_the_bench", "waiting", "together"], {"trust": 3, "told": 1})
    half = played(bench, "tell_her_to_cheer", "wait", "then_what_happened")
    assert half == (["by_the_bench", "tired", "waiting", "half_a_story"], {"trust": 2, "told": 1})
    alone = played(bench, "she_looks_tired_to", "offer_crisps")
    assert alone == (["by_the_bench", "tired", "alone"], {"trust": 1, "told": 0})
    assert played(bench, "tell_her_to_cheer", "say_sorry")[0][-1] == "alone"
    waiting = bench.scenes["waiting"]
    assert [(line.speaker, line.text, line.when) for line in waiting.lines] == [
        ("mentee", "My friends have made a group. Without me.", None),
        ("mentee", "You're the first I told.", "trust > 2"),
        ("narrator", "She shrugs.", "trust <= 2"),
    ]
    assert bench.cast["mentee"].name == "Amara"
    assert "The first meeting." in (bench.scenes["by_the_bench"].note or "")
    assert [finding.code for finding in file("the_bench").findings] == ["T011", "T014", "T007", "T012"]


def test_a_hub_in_sugarcube_gets_a_bell_and_plays_as_it_did() -> None:
    hub = model(file("the_hub"))
    breaths = ["take_a_breath_together"] * 3
    scenes, meters = played(hub, *breaths, "ask_about_the_class", "go_back", "go_to_the_teacher")
    assert (scenes[-3:], meters) == (["scene_class", "start", "teacher"], {"calm": 3, "asked": 1})
    assert hub.bell is not None
    assert played(hub, *(["window"] * hub.bell.after))[0][-1] == "bell_rings"
    told = ready(hub)
    state = begin(told)
    assert "go_to_the_teacher" not in [one.id for one in offered(told, state)]
    assert codes(file("the_hub")) == {"T008", "T009", "T010", "T011", "T012", "T015", "T017", "T018"}


def test_everything_said_has_its_place() -> None:
    lines = (STORIES / "the_hub.twee").read_text("utf-8").split("\n")
    places = {
        finding.code: lines[finding.place.line - 1][finding.place.column - 1 :] for finding in file("the_hub").findings
    }
    starts = {
        "T008": "<<audio",
        "T009": "<<if random",
        "T010": "<<set $name",
        "T011": "<<button",
        "T018": "$name",
        "T017": "''",
    }
    for code, start in starts.items():
        assert places[code].startswith(start), code


def test_a_set_behind_the_condition_that_asks_for_it_is_carried_by_what_follows() -> None:
    text = """:: Start
(if: $told)[Again.](else:)[First.] (set: $told to true)
[[On->Start]] [[Off->End]] (if: $n > 0)[Never.]
:: End [good]
Over. (if: $told)[Told.]
"""
    found = model(story(text))
    assert [choice.change for choice in found.scenes["start"].choices] == [{"told": 1}, {"told": 1}]
    assert "T009" in codes(story(text))


def test_links_in_an_if_and_its_else_are_a_route() -> None:
    text = """:: Start
[[A->Gate][$x to true]] [[B->Gate]]
:: Gate
<<if $x>>[[C->Inside]]<<else>>[[D->Out]]<</if>>
:: Inside [good]
In.
:: Out [poor]
Out.
"""
    found = story(text)
    gate = model(found).scenes["gate"]
    assert [(branch.when, branch.go) for branch in gate.route] == [("x == 1", "inside"), (None, "out")]
    assert "“C”" in (gate.note or "")
    assert codes(found) == {"T011"}


BASE = ":: Start\n[[On->End]] [[Off->End]]\n:: End [good]\nOver.\n"
EXAMPLES = [
    pytest.param(rule, text, id=f"{rule.code}-{number}")
    for rule in RULES
    for number, (_, text) in enumerate(rule.page.examples)
]


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_examples_give_what_they_say(rule: Rule[Any], text: str) -> None:
    assert codes(story(BASE)) == set()
    found = story(text)
    assert rule.code in codes(found)
    assert codes(found) - {rule.code} <= {"T014", "T011"}
    assert (found.text is None) == (rule.severity is Severity.ERROR and rule.code != "T002")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_pages_are_whole(rule: Rule[Any]) -> None:
    assert re.fullmatch(r"T\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
    assert rule.page.what.endswith(".")
    assert rule.page.examples or rule.code == "T020"  # whose example would fill a book
    assert len({one.code for one in RULES}) == len({one.slug for one in RULES}) == len(RULES)


# Any text

_BITS = r"""
[[A]] || [[go->B]] || [[C<-x]] || [[y|A][$t += 1]] || [[D]] || [[Start]] || (set: $t to it + 1) || (set: $f to true)
|| (if: $t > 1)[ || (else:)[ || (else-if: $f)[ || ] || (if: $f)[[[A]]] || (goto: "B") || (link: "z")[ || {{ x }}
|| <<if $t gt 1>> || <<else>> || <<else if $f>> || <</if>> || <<set $t to 3>> || <<link "q" "C">> || <</link>>
|| Amara: "Hi." || You: no || ''b'' || {% y || $t || words || \ || " || ' || é || [[ || ]] || (( || << || >> || # no
|| : || { || - x || }} || %} || Start || /* || */ || <!-- || <b> || (visited: "A") || visited("B")
""".replace("\n", "").split("||")
HEADS = [
    "\n", "\n:: A [good]\n", '\n:: B {"x": 1}\n', "\n:: C {{ y }}\n", '\n:: StoryData\n{"format": "Harlowe"}\n',
    "\n:: StoryInit\n", "\n:: StoryTitle\n", "\u202e", "\x00",
]  # fmt: skip
BITS = st.sampled_from([*HEADS, *_BITS])


@settings(max_examples=250, deadline=None)
@given(
    st.one_of(st.lists(BITS, max_size=40).map(lambda bits: "".join([":: Start", "\n", *bits])), st.text(max_size=80))
)
def test_any_text_gives_findings_and_a_file_that_is_read_back(text: str) -> None:
    found = story(text, "a_story")
    lines = text.split("\n")
    for finding in found.findings:
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1
    if found.text is None:
        assert any(finding.severity is Severity.ERROR for finding in found.findings)
        return
    assert read_yaml("a_story.yaml", found.text.encode()).findings == []
    checked = check_bytes("a_story.yaml", found.text.encode(), LIBRARY, None) or ()
    assert {one.code for one in checked} <= {"K001", "W201", "M004"}, found.text
    begin(ready(model(found)))


@pytest.mark.parametrize(
    "bit",
    [
        "[[",
        "(if: ",
        "<<if $x>>",
        "(if: $x)[",
        "<<link ",
        "'",
        ":: A\n",
        "\\[",
        "<!--",
        "(a:(",
        "[[a->b",
        "<a ",
        "[[a]] ",
        "(set: $x to 1)",
    ],
)
def test_hostile_texts_end(bit: str) -> None:
    for head in (":: Start\n", ":: Start ", ':: StoryData\n{"format": "Harlowe"}\n:: Start\n'):
        story(head + bit * (100_000 // len(bit)))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (BASE + "".join(f":: P{at}\nx\n" for at in range(2_000)), "2,000 passages"),
        (":: Start\n" + "[[A]]" * 201, "200 links in this passage"),
        (":: Start\n" + "<<set $x to 1>>" * 10_001, "10,000 links and sets"),
    ],
)
def test_a_story_that_is_too_large_is_given_up_in_words(text: str, what: str) -> None:
    found = story(text)
    assert found.text is None
    assert [one.message for one in found.findings if one.code == "T020"] == [f"there are more than {what}"]
