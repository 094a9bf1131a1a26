"""`trainer report` and `trainer verify --scores` as a coordinator calls them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.session.cohort import cohort, hillside
from trainer.cli.main import ended, main
from trainer.cli.wiring import Places
from trainer.content.role import Role


@pytest.fixture
def data(tmp_path: Path) -> Path:
    school = hillside(tmp_path)
    cohort(school, 3)
    school.add("Noor", Role.COORDINATOR, None)
    school.store.close()
    return tmp_path


def call(data: Path, *words: str) -> int:
    places = Places(data=data, library=data / "library", person="Noor")
    return ended(lambda: main.main(list(words), standalone_mode=False, prog_name="trainer", obj=places), places)


def test_a_report_is_written_once_and_kept(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = data / "cohort.html"
    assert call(data, "report", "cohort", "--cohort", "autumn", "-o", str(file)) == 0
    assert "Starting out: cohort autumn" in file.read_text("utf-8")
    assert call(data, "report", "cohort", "-o", str(file)) != 0
    assert "is there already" in capsys.readouterr().err
    assert call(data, "report", "cohort", "-o", str(file), "--replace") == 0
    assert call(data, "report", "mentor", "B7", "--format", "text") == 0
    assert "Your scores" in capsys.readouterr().out
    assert call(data, "report", "items", "the_low_wall", "--format", "text") == 0
    told = capsys.readouterr().out
    assert "The low wall, in sittings" in told
    assert not {"Amina", "B7", "Cem"} & set(told.split())


def test_what_cannot_be_reported_is_refused_in_words(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(data, "report", "cohort", "--cohort", "spring") != 0
    assert "Nobody is in a cohort" in capsys.readouterr().err
    assert call(data, "report", "items", "no_such_thing") != 0
    assert call(data, "report", "mentor", "Nobody") != 0


def test_a_report_is_a_pdf(data: Path) -> None:
    pytest.importorskip("typst")
    assert call(data, "report", "cohort", "--format", "pdf", "-o", str(data / "c.pdf")) == 0
    assert (data / "c.pdf").read_bytes().startswith(b"%PDF")


def test_scores_that_are_not_those_of_the_events_are_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(data, "verify", "--scores") == 0
    assert "9 scored again, 0 of them not as kept" in capsys.readouterr().err
    with closing(sqlite3.connect(data / "trainer.db")) as connection:
        connection.execute("UPDATE summaries SET score = 1.25 WHERE run = (SELECT min(run) FROM summaries)")
        connection.commit()
    assert call(data, "verify", "--scores") == 1
    assert "the score kept is 1.25" in capsys.readouterr().out
