"""Nothing that a screen, a report, a certificate or a command shows is left in English where another is spoken."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from docs.words import commands
from tests.content.examples import SCENARIO, findings, put
from tests.language.pseudo import CODE, Known, speaking_pseudo
from tests.plain.playing import LIBRARY
from tests.session.cohort import cohort, hillside
from tests.session.school import RULE, Hillside
from tests.session.test_certificates import certified, key
from tests.tui.at_the_desk import RULE_FILE, WORDS, School, at_desk, school
from tests.tui.stage import LARGE, shown
from trainer.analysis.prove import PROOFS
from trainer.analysis.rules.fairness import RULES as FAIR
from trainer.analysis.rules.paths import RULES as PATHS
from trainer.cli.main import ended, main, spoken
from trainer.cli.wiring import Places
from trainer.content.library import open_library
from trainer.content.role import Role
from trainer.content.rubric import School as SchoolSettings
from trainer.content.rules.tables import RULES
from trainer.content.shelf import built_in, shelf
from trainer.reports.certificate.badge import checked, signed
from trainer.reports.certificate.key import issuer
from trainer.reports.certificate.printed import page
from trainer.session.certificates import issue
from trainer.session.standing import Status
from trainer.store.actions import ACTIONS
from trainer.tui.screens.desk import DeskScreen
from trainer.tui.studio.app import StudioApp

PEOPLE = "Ewa Luca Mina Ilka Amina Cem Dilnoza Noor Sam Theo Ms Okafor autumn spring the named adult our school trainer"
KEYS = "Enter Esc Tab Ctrl Home End Space PgUp PgDn"
AGREEING = "he she they him her them his their hers theirs himself herself themself is are was were has have"
"""What a text says by who plays, and so does not stand in its file."""
IDS = (
    "yaml stray walks parent mentee teacher safeguarding "
    "error warning note lost Not a name ROLE adults languages cohort snapshot role mentor role coordinator "
    + " ".join((*Status, *ACTIONS))
)
"""Words of files, settings and records, which are typed and printed as they stand."""
TYPED = f"{WORDS} You sound worn out by it. I listened more than I thought I could."


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "language"
    folder.mkdir()
    with speaking_pseudo(folder, monkeypatch):
        yield


@pytest.fixture
def known() -> Known:
    root = built_in().root
    files = [*root.rglob("*.yaml"), RULE_FILE]
    names = {name for file in files for name in re.findall(r"name: (\w+)", file.read_text("utf-8"))}
    return Known(files, " ".join((PEOPLE, AGREEING, *sorted(names))), KEYS, TYPED, "stereo safegu guidin")


async def test_the_desk(tmp_path: Path, known: Known, pseudo: None) -> None:
    hall: School = school(tmp_path)
    seen: dict[str, None] = {}
    async with at_desk(hall.session(hall.noor), LARGE) as stage:

        async def look(*keys: str) -> None:
            await stage.press(*keys)
            seen.update(dict.fromkeys(known.unmarked(stage.text())))

        async def home() -> None:
            """Back to the cohort, and no further."""
            for _ in range(8):
                if isinstance(stage.screen, DeskScreen):
                    return
                await look("escape")
            raise AssertionError(stage.text())

        await look()
        for key in ("s", "f", "w"):
            await look(key)
            for _ in range(12):
                await look("down")
            await home()
        for person in range(3):
            for keys in (("e", "pagedown", "pagedown"), ("a", "end"), ("a", "enter", "x", "ctrl+s"), ("l", "3", "r")):
                await look("home", *["down"] * person, "enter")
                for each in keys:
                    await look(each)
                await home()
        await look("w")
        for at in range(6):
            await look("home", *["down"] * at)
            await look("enter")
            for each in ("down", "3", "r"):
                await look(each)
            await home()
            await look("w")
    assert not seen, "\n".join(seen)


async def test_the_studio(tmp_path: Path, pseudo: None) -> None:
    library = LIBRARY / "scenarios"
    data = Known(LIBRARY.rglob("*.yaml"), PEOPLE, KEYS, IDS, "F006 thin evidence random passes gaming passes")
    (tmp_path / "the_full_tray.yaml").write_bytes((library / "the_full_tray.yaml").read_bytes())
    seen: dict[str, None] = {}
    app = StudioApp(
        tmp_path / "the_full_tray.yaml", lambda: shelf(LIBRARY).named, lambda: open_library(LIBRARY), SchoolSettings()
    )
    try:
        async with app.run_test(size=LARGE) as pilot:
            for keys in ("", "down", "down", "down", "tab", "p", "1", "2", "q", "m", "q", "a", "escape", "n"):
                if keys:
                    await pilot.press(keys)
                for _ in range(60 if not keys else 5):
                    await pilot.pause(0.02)
                text = shown(app).replace(str(tmp_path), " ").replace("the_full_tray.yaml", " ")
                seen.update(dict.fromkeys(data.unmarked(text)))
    finally:
        app.close()
    assert not seen, "\n".join(seen)


def call(places: Places, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command says, on both its ends."""
    ended(lambda: main.main(list(words), standalone_mode=False, prog_name="trainer", obj=places), places)
    told = capsys.readouterr()
    return told.out + told.err


def _read(text: str) -> str:
    """What of a text is read: of a drawing its texts."""
    return re.sub(r"(?s)<style>.*?</style>|<[^>]+>", "\n", text)


def test_reports_and_what_commands_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = hillside(tmp_path)
    cohort(hall, 4)
    hall.add("Noor", Role.COORDINATOR, None)
    hall.add("Ewa")
    run = next(one.run for one in hall.store.runs())
    hall.store.close()
    library = tmp_path / "library"
    folder = tmp_path / "language"
    folder.mkdir()
    data = Known([*library.rglob("*.yaml")], PEOPLE, KEYS, "You waited for them.", IDS, str(tmp_path), str(run))
    calls = [
        ["report", "cohort", "--format", "text"],
        ["report", "items", "--format", "text"],
        ["report", "mentor", "Amina", "--format", "text"],
        ["report", "cohort", "--cohort", "nobody"],
        ["desk", "cohort"],
        ["desk", "queue"],
        ["desk", "show", "Amina"],
        ["desk", "cohort", "--state", "lost"],
        ["desk", "hours", "Amina", "1"],
        ["people", "list"],
        ["people", "show", "Amina"],
        ["people", "add", "Amina"],
        ["people", "retire", "Cem"],
        ["people", "pin", "Nobody"],
        ["people", "pin", "Amina", "--forgotten", "--yes"],
        ["desk", "mark", "lost"],
        ["audit"],
        ["audit", "--action", "lost"],
        ["verify"],
        ["verify", "--log"],
        ["verify", "--scores"],
        ["doctor"],
        ["certificate", "list"],
        ["certificate", "issue", "Amina"],
        ["approve"],
        ["assign"],
        ["assign", "Amina", "the_low_wall", "--by", "2020-01-01"],
        ["feedback", "add", "the_low_wall", "You waited for them."],
        ["feedback", "list"],
        ["school", "set", "lost", "1"],
        ["check", str(library)],
        ["test"],
        ["analyse", str(library / "scenarios" / "the_low_wall.yaml")],
        ["diff", str(library / "scenarios" / "the_low_wall.yaml"), str(library / "scenarios" / "the_full_tray.yaml")],
        ["analyse", "--format", "html", str(library / "scenarios" / "the_low_wall.yaml")],
        ["report", "cohort", "--format", "html", "-o", str(tmp_path / "cohort.html")],
        ["graph", str(library / "scenarios" / "the_low_wall.yaml")],
        ["translate", "status"],
        ["new", "scenario", "Not a name"],
        ["list"],
        ["runs"],
        ["show", run],
        ["lost"],
        ["diff", "one", "two", "three"],
    ]
    with speaking_pseudo(folder, monkeypatch):
        places = Places(data=tmp_path, library=library, person="Noor", lang=CODE)
        left = {" ".join(words): data.unmarked(_read(call(places, capsys, *words))) for words in calls}
        wrong = {words: found for words, found in left.items() if found}
        assert not wrong, "\n".join(f"{words}: {found}" for words, found in wrong.items())
    english = Places(data=tmp_path, library=library, person="Noor", lang="en")
    assert "sitting none yet" in call(english, capsys, "desk", "cohort")  # what is kept is told anew


def test_a_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certifying = Hillside(tmp_path)
    person, coordinator = certified(certifying)
    pem = key(certifying)
    folder = tmp_path / "language"
    folder.mkdir()
    known = Known(built_in().root.rglob("*.yaml"), PEOPLE)
    with speaking_pseudo(folder, monkeypatch):
        award = issue(coordinator, person, RULE, issuer(pem))
        html = _read(page(award))
        assert known.unmarked(html) == []
        assert checked(signed(award, pem).encode()).name == "Amina"


def test_the_help_of_every_command(pseudo: None) -> None:
    known = Known([], PEOPLE, "Usage Options Commands Show this message and exit OPTIONS COMMAND ARGS")
    wrong = {}
    for name, command in commands("trainer", main):
        said = spoken(command)
        texts = [said.help or "", *(one.help or "" for one in said.params if isinstance(one, click.Option))]
        found = [piece for text in texts for piece in known.unmarked(text)]
        if found:
            wrong[name] = found
    assert not wrong


def test_findings(pseudo: None) -> None:
    examples = [text for rule in (*RULES, *PATHS, *FAIR) for _, text in rule.page.examples]
    known = Known([], PEOPLE, IDS, "they them", json.dumps(SCENARIO), *examples)
    wrong: dict[str, list[str]] = {}
    for rule in (*RULES, *PATHS):
        for title, text in rule.page.examples:
            kind = (re.findall(r"\((\w+)\)", title) or ["scenario"])[0]
            raw = rule.code[0] == "Y" or rule.code == "W203"
            proofs = PROOFS if rule in PATHS else None
            for one in findings(put(text, raw=raw, kind=kind), kind, proofs):
                found = known.unmarked(f"{one.message}\n{one.help}")
                if found:
                    wrong.setdefault(one.code, []).extend(found)
    assert not wrong, wrong
