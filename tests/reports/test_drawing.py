"""Maps drawn as SVG, Mermaid and DOT: whole, accessible, and safe against any word of an author."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.generators import scenarios
from tests.small import choice, scenario
from trainer.analysis.explore import explore
from trainer.analysis.graph import Map, mapped
from trainer.analysis.visits import visits
from trainer.content.scenario import Scenario
from trainer.engine.story import ready
from trainer.errors import UsageError
from trainer.reports.diagrams import dot, mermaid
from trainer.reports.drawing import LARGEST, svg
from trainer.reports.marks import letter, percent

SVG = "{http://www.w3.org/2000/svg}"
REPAIR = {"choices": [choice("own_up", 3), choice("keep", 1)]}


def small() -> Scenario:
    """One of everything that a map shows."""
    return scenario(
        {
            "arrival": {
                "lines": [{"mentee": "Oh. Hi."}],
                "looks_at": ["opening"],
                "choices": [
                    choice("notice", 4, change={"trust": 1}, go="turns"),
                    choice("wait", 3, do="Wait.", go="turns", when="trust >= 2"),
                    choice("again", 2, go="arrival"),
                    choice("pact", 1, critical="CE1", repair="take_back", go="turns"),
                ],
            },
            "take_back": REPAIR,
            "turns": {"route": [{"when": "trust == 3", "go": "good_end"}, {"go": "poor_end"}]},
            "poor_end": {"ending": {"outcome": "poor", "title": "Alone", "text": "Alone.", "critical": "CE2"}},
            "rings": {"ending": {"outcome": "unfinished", "title": "The bell", "text": "It rings."}},
            "attic": {"go": "good_end"},
        },
        bell={"after": 3, "go": "rings"},
    )


def _map(of: Scenario) -> Map:
    return mapped(of, visits(explore(ready(of))))


def _texts(drawn: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def test_a_picture_has_every_scene_level_condition_and_ending() -> None:
    drawn = svg(_map(small()))
    texts = _texts(drawn)
    for name in ("arrival", "take_back", "turns", "good_end", "poor_end", "rings", "attic"):
        assert any(text.removeprefix("▶ ").startswith(name) for text in texts), name
    for said in ("if trust >= 2", "if trust == 3", "✗ poor", "✓ good", "trust +1", "critical act CE1", "↑ arrival"):
        assert said in texts
    assert {"! critical act CE2", "no way leads here", "when the bell rings", "100 %"} <= set(texts)
    shapes = {level: re.search(rf'class="level l{level}"[^>]* d="([^"]+)"', drawn) for level in (1, 2, 3, 4)}
    assert len({shape[1] for shape in shapes.values() if shape}) == 4


def test_a_rare_scene_and_a_long_condition_are_drawn_whole() -> None:
    made = small().model_dump(mode="json", by_alias=True)
    made["scenes"]["turns"]["route"][0]["when"] = "chose(arrival.notice, arrival.wait) and not visited(take_back)"
    rates = {"arrival": 1.0, "turns": 0.999, "good_end": 0.001}
    texts = _texts(svg(mapped(Scenario.model_validate(made), rates)))
    assert {"<1 %", ">99 %", "100 %"} <= set(texts)
    at = texts.index("if chose(arrival.notice,")
    assert texts[at : at + 3] == ["if chose(arrival.notice,", "arrival.wait) and not", "visited(take_back)"]
    made["scenes"]["arrival"]["choices"][1]["when"] = f"chose({'the_long_name_of_a_scene.' * 2}"[:-1] + ")"
    texts = _texts(svg(mapped(Scenario.model_validate(made))))
    assert all(text.endswith(("_", ".", ")", "(")) for text in texts if "the_long" in text)


def test_a_repair_of_several_scenes_does_not_push_down_what_follows_the_first() -> None:
    slip = choice("slip", 1, repair="mend")
    chain = {f"s{at}": {"go": f"s{at + 1}", "choices": [choice("on", 4), slip]} for at in range(4)}
    drawn = svg(mapped(scenario({**chain, "s4": {"go": "good_end"}, "mend": REPAIR})))
    tops = {
        text: float(top)
        for top, text in re.findall(r'translate\([\d.]+ ([\d.]+)\)">\n.*\n<text class="name"[^>]*>(?:▶ )?(\w+)', drawn)
    }
    order = sorted(tops, key=tops.__getitem__)
    assert order == ["s0", "s1", "s2", "s3", "mend", "s4", "good_end"]
    assert {"↑ s1", "↑ s2", "↑ s3"} <= set(_texts(drawn))


def test_a_picture_can_be_read_aloud() -> None:
    root = ElementTree.fromstring(svg(_map(small())))
    assert root.get("role") == "img"
    named = [root.find(f".//*[@id='{id}']") for id in (root.get("aria-labelledby") or "").split()]
    told = [one.text or "" for one in named if one is not None]
    assert told[0] == "Small: the map of small"
    assert "arrival (decision, met by 100 %) leads to turns, arrival, take_back." in told[1]
    assert "poor_end (poor ending" in told[1]


@settings(max_examples=40, deadline=None)
@given(scenarios())
def test_any_scenario_can_be_drawn(made: Scenario) -> None:
    map = _map(made)
    drawn = ElementTree.fromstring(svg(map))
    assert {box.scene for box in map.boxes} <= {one.get("id") for one in drawn.iter(f"{SVG}rect")}
    assert mermaid(map).count("\n") > len(map.boxes)
    assert dot(map).count(" -> ") == len(map.ways)


DOT_LINE = re.compile(r'  s\d+ (-> s\d+ )?\[label="(?:[^"\\]|\\.)*"(, [a-z]+=[a-z0-9]+)*\]')
MERMAID_LINE = re.compile(r'  s\d+( (-->|-\.->)(\|"[^"<>;`]*(#\d+;[^"<>;`]*)*"\|)? s\d+|[\[({]+"[^"`]*"[\])}]+)')


@settings(deadline=None)
@given(st.text(min_size=1).filter(str.strip))
def test_no_word_of_an_author_is_read_as_a_command(words: str) -> None:
    data: dict[str, Any] = small().model_dump(mode="json", by_alias=True)
    data |= {"title": words}
    data["scenes"]["arrival"]["lines"][0]["text"] = words
    data["scenes"]["arrival"]["choices"][0]["say"] = [{"text": words}]
    data["scenes"]["good_end"]["ending"]["title"] = words
    map = _map(Scenario.model_validate(data))
    ElementTree.fromstring(svg(map))
    lines = dot(map).split("\n")
    assert lines[0] == 'digraph "small" {'
    assert all(DOT_LINE.fullmatch(line) for line in lines[4:-2])
    drawn = mermaid(map).split("\n")
    body = drawn[4 : next(at for at, line in enumerate(drawn) if "classDef" in line)]
    assert all(MERMAID_LINE.fullmatch(line) for line in body)


def test_what_is_too_large_is_said_in_one_line() -> None:
    many = {f"s{at}": {"go": f"s{at + 1}"} for at in range(LARGEST)} | {f"s{LARGEST}": {"go": "good_end"}}
    large = mapped(scenario(many))
    with pytest.raises(UsageError, match=r'^"small" has 302 scenes and 301 ways between them: too many to draw'):
        svg(large)
    assert dot(large).count(" -> ") == LARGEST + 1


def test_rates_never_round_to_never_or_always() -> None:
    assert [percent(one) for one in (0, 0.001, 0.5, 0.999, 1)] == ["0 %", "<1 %", "50 %", ">99 %", "100 %"]
    assert [letter(at) for at in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
