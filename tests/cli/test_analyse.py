"""`trainer analyse`: its three forms, and what it says of files that are no sound scenario."""

import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.analysis.test_fairness import FAIR
from tests.content.examples import written
from trainer.cli.main import ended, main
from trainer.cli.wiring import Places
from trainer.errors import Exit

ROOT = Path(__file__).resolve().parents[2]
SEAT, HOME = (str(ROOT / "scenarios" / f"{name}.yaml") for name in ("the_empty_seat", "the_walk_home"))


def _called(*arguments: str) -> int:
    places = Places()
    return ended(lambda: main.main(list(arguments), standalone_mode=False, prog_name="trainer", obj=places), places)


def _records(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert _called("analyse", *arguments, "--format", "json") == Exit.OK
    records = json.loads(capsys.readouterr().out)
    assert isinstance(records, list)
    return records


def test_json_has_an_object_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    seat, home = _records(capsys, SEAT, HOME)
    assert (seat["scenario"], home["scenario"]) == ("the_empty_seat", "the_walk_home")
    assert "at_other_schools" in home
    assert "at_other_schools" not in seat
    score, personas = seat["score"], seat["personas"]
    assert isinstance(score, dict)
    assert isinstance(personas, dict)
    assert score["least"] == min(bar["score"] for bar in score["distribution"])
    assert score["greatest"] == max(bar["score"] for bar in score["distribution"])
    assert sum(bar["paths"] for bar in score["distribution"]) == seat["paths"]
    assert sum(bar["chance"] for bar in score["distribution"]) == pytest.approx(1)
    assert personas["skilled"]["reaches_cut"] == 1
    above = sum(bar["chance"] for bar in score["distribution"] if bar["score"] >= 3)
    assert personas["random"]["reaches_cut"] == pytest.approx(above)


def test_the_cut_moves_who_reaches_it(capsys: pytest.CaptureFixture[str]) -> None:
    chances = [
        _records(capsys, SEAT, "--cut", cut)[0]["personas"]["random"]["reaches_cut"]  # type: ignore[index]
        for cut in ("1", "3.0", "4.0")
    ]
    assert chances[0] == pytest.approx(1)
    assert chances[0] > chances[1] > chances[2] > 0


def test_few_states_give_samples_and_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    [record] = _records(capsys, SEAT, "--states", "10")
    assert (record["exact"], record["paths"]) == (False, None)
    assert record["score"]["samples"] == 10_000  # type: ignore[index]
    assert list(record["personas"]["random"]["outcomes"]) == ["good", "mixed", "poor"]  # type: ignore[index]
    assert _called("analyse", SEAT, "--states", "10") == Exit.OK
    said = capsys.readouterr().out
    assert "10,000 random plays" in said
    assert f"at least {record['states']} states" in said


def test_text_tells_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert _called("analyse", SEAT, HOME) == Exit.OK
    said = capsys.readouterr().out
    seat, _ = _records(capsys, SEAT, HOME)
    for part in (f"{seat['states']:,} states, {seat['paths']:,} paths", "to 4.00 (Skilled)", "always advises"):
        assert part in said
    assert "at a school where peer_asks_directly is yes" in said.lower()


class _Page(HTMLParser):
    """The tags of a page, each with its attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_else_and_every_drawing_has_words(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    assert _called("analyse", SEAT, HOME, "--format", "html", "-o", str(out)) == Exit.OK
    text = out.read_text("utf-8")
    page = _Page(text)
    addresses = [value or "" for _, given in page.tags for name, value in given.items() if name in ("src", "href")]
    assert all(address.startswith(("data:", "#")) for address in addresses)
    ids = [given["id"] for _, given in page.tags if "id" in given]
    assert len(ids) == len(set(ids))
    charts = [given for tag, given in page.tags if tag == "svg"]
    assert len(charts) == 6  # two a school
    assert all(given["role"] == "img" and given["aria-labelledby"] in ids for given in charts)
    assert all(given["alt"] for tag, given in page.tags if tag == "img")
    for start in (at for at in range(len(text)) if text.startswith("<svg", at)):
        ET.fromstring(text[start : text.index("</svg>", start) + 6])
    assert "the_walk_home" in page.text
    assert page.text.count("The walk home, where peer_asks_directly is yes") == 2  # in the contents, and its heading


def test_what_is_not_scored_has_no_charts_of_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reversal, out = str(ROOT / "scenarios" / "until_quarter_past.yaml"), tmp_path / "page.html"
    assert _called("analyse", reversal, "-o", str(out)) == Exit.OK
    page = _Page(out.read_text("utf-8"))
    assert "A role reversal is not scored.\n" in page.text
    assert not [tag for tag, _ in page.tags if tag == "svg"]
    assert "reaches 3.00" not in page.text
    assert "skilled" not in page.text
    assert _called("analyse", reversal) == Exit.OK
    assert "A run has 5 decisions.\n" in capsys.readouterr().out


def test_what_stands_in_a_scenario_is_only_text_on_the_page(tmp_path: Path) -> None:
    file, out = tmp_path / "the_empty_seat.yaml", tmp_path / "page.html"
    file.write_text(written(FAIR | {"title": "<script>alert(1)</script> & {{ mentee.name }}"}), "utf-8")
    rubrics = tmp_path / "rubrics"
    rubrics.mkdir()
    (rubrics / "active_listening.yaml").write_text(RUBRIC, "utf-8")
    given = ("--format", "html", "-o", str(out), "--library", str(tmp_path))
    assert _called("analyse", str(file), *given) == Exit.OK
    page = _Page(out.read_text("utf-8"))
    assert "script" not in {tag for tag, _ in page.tags}
    assert "<script>alert(1)</script> & Amara" in page.text


LEVELS = "{4: {seen: A., say: A.}, 3: {seen: B., say: B.}, 2: {seen: C., say: C.}, 1: {seen: D., say: D.}}"
RUBRIC = f"""rubric: active_listening
title: Active listening
about: Hearing.
criteria: {{one: {{title: One, about: The first., levels: {LEVELS}}}}}
"""


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        ([], Exit.USAGE, "Name files of scenarios"),
        (["nowhere.yaml"], Exit.USAGE, "There is no file nowhere.yaml."),
        ([str(ROOT / "scenarios")], Exit.USAGE, "cannot be opened"),
        ([str(ROOT / "rubrics" / "active_listening.yaml")], Exit.USAGE, "is no scenario"),
        ([SEAT, "--cut", "high"], Exit.USAGE, "score such as 3.0"),
        ([SEAT, "--cut", "5"], Exit.USAGE, "between 1 and 4"),
        ([SEAT, "--states", "0"], Exit.USAGE, "0 is not in the range"),
        ([SEAT, "-o", str(ROOT)], Exit.USAGE, "is a folder"),
        (["--certification", SEAT], Exit.USAGE, "is no certification. Name one by its id"),
        ([SEAT, "-o", SEAT], Exit.USAGE, "is there already, and somebody wrote it"),
    ],
)
def test_bad_input_is_one_line(
    arguments: list[str], status: Exit, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _called("analyse", *arguments) == status
    captured = capsys.readouterr()
    assert says in captured.err
    assert len(captured.err.strip().splitlines()) == 1
    assert captured.out == ""


def test_a_scenario_with_an_error_is_not_analysed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenes = FAIR["scenes"] | {"spare": {"lines": [{"mentee": "Hello?"}], "go": "ends"}}
    file = tmp_path / "the_empty_seat.yaml"
    file.write_text(written({**FAIR, "scenes": scenes, "rubrics": ["active_listening"]}), "utf-8")
    assert _called("analyse", str(file)) == Exit.FAILED
    assert "trainer check" in capsys.readouterr().err
